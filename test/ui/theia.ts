import path from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { temporaryFolder } from '../../scripts/host/processes.js';
import { writeSampleWorkspace } from '../../scripts/host/sampleWorkspace.js';
import { startTheia } from '../../scripts/host/theiaServer.js';
import { useEditor, type Workbench } from './workbench.js';

async function start(browser: Browser): Promise<Workbench> {
  const vsix = process.env['MEDIMAGECLEANER_VSIX'];
  if (vsix === undefined) throw new Error('Start these tests with npm run test:theia.');
  const folder = path.join(temporaryFolder('medimagecleaner-workspace'), 'project');
  await writeSampleWorkspace(folder);
  const server = await startTheia(folder, vsix);
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  page.setDefaultTimeout(60000);
  await page.goto(server.url);
  await page.locator('#theia-app-shell').waitFor({ timeout: 180000 });
  await page.locator('.theia-preload').waitFor({ state: 'detached', timeout: 180000 });
  if (!(await page.locator('#files').isVisible())) await page.locator('#shell-tab-explorer-view-container').click();
  await page.locator('#files .theia-TreeNode').first().waitFor({ timeout: 120000 });
  return { page, folder, server };
}

/** One Theia for all tests of a `describe`. */
export function useTheia(): () => Workbench {
  return useEditor(start);
}

export function theiaRow({ page }: Workbench, name: string): Locator {
  return page.locator('#files .theia-TreeNode').filter({ has: page.getByText(name, { exact: true }) });
}

export async function theiaReveal(workbench: Workbench, place: string): Promise<Locator> {
  const names = place.split('/');
  for (const [index, name] of names.entries()) {
    const row = theiaRow(workbench, name).first();
    await row.waitFor();
    if (index === names.length - 1) return row;
    const next = theiaRow(workbench, names[index + 1] ?? '').first();
    if (!(await next.isVisible())) await row.click();
  }
  throw new Error('an empty place');
}

export async function theiaMenu(workbench: Workbench, place: string, entry: string): Promise<void> {
  await (await theiaReveal(workbench, place)).click({ button: 'right' });
  await workbench.page.locator('.lm-Menu-itemLabel').getByText(entry, { exact: true }).click();
}
