// `npm run screenshots`: the README's pictures, taken from the real editor on the sample study, dark and light, into docs/images.
import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { dicomEditor, filterBy, rowOf } from '../../test/ui/dicomEditor.js';
import { reportPage } from '../../test/ui/report.js';
import {
  closeAll,
  command,
  explorerMenu,
  openFile,
  startWorkbench,
  waitForExtension,
} from '../../test/ui/workbench.js';
import { startBrowser } from './browser.js';
import { installVscode } from './installVscode.js';
import { readOptions } from './options.js';
import { packed } from './packed.js';
import { removeFolder } from './processes.js';

const FOLDER = path.resolve('docs', 'images');
const THEMES = { dark: 'Default Dark Modern', light: 'Default Light Modern' } as const;

async function take(browser: Browser, theme: keyof typeof THEMES): Promise<void> {
  const settings = { 'workbench.colorTheme': THEMES[theme], 'breadcrumbs.enabled': false, 'explorer.autoReveal': true };
  const workbench = await startWorkbench(browser, { settings, viewport: { width: 1520, height: 850 } });
  const { page } = workbench;
  const shot = async (name: string): Promise<void> => {
    // Nothing that hovers, blinks or fades.
    await page.mouse.move(760, 845);
    await page.waitForTimeout(1200);
    const file = path.join(FOLDER, `${name}-${theme}.png`);
    await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
    console.log(`  ${path.relative('.', file)}: ${Math.round(statSync(file).size / 1024)} kB`);
  };
  try {
    await waitForExtension(workbench);
    await openFile(workbench, 'study/CT/CT000001.dcm');
    const frame = await dicomEditor(page);
    await filterBy(frame, '');
    await rowOf(frame, '(0008,0050)').locator('.cell.name').click();
    await shot('editor');
    await closeAll(workbench);

    await explorerMenu(workbench, 'study', 'De-identify');
    await reportPage(page);
    await command(workbench, 'Notifications: Clear All Notifications');
    await shot('report');
    await closeAll(workbench);

    await explorerMenu(workbench, 'study/CT/CT000001.dcm', 'Compare with De-identified');
    await page.locator('.monaco-diff-editor .editor.original .view-line', { hasText: '(0008,0020)' }).first().waitFor();
    await shot('compare');
  } finally {
    await page.close();
    await workbench.server.stop();
    removeFolder(path.dirname(workbench.folder));
  }
}

export async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  await installVscode(options.version);
  process.env['MEDIMAGECLEANER_VSCODE'] = options.version;
  process.env['MEDIMAGECLEANER_VSIX'] = await packed(options);
  mkdirSync(FOLDER, { recursive: true });
  const browser = await startBrowser();
  try {
    for (const theme of ['dark', 'light'] as const) await take(browser, theme);
  } finally {
    await browser.close();
  }
  return 0;
}
