// A real Theia application on a fresh copy of the sample study, and what a user does in it.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before } from 'mocha';
import type { Browser, Locator, Page } from 'playwright-core';
import { startBrowser } from '../../scripts/host/browser.js';
import { endWithParent, removeFolder, temporaryFolder } from '../../scripts/host/processes.js';
import { writeSampleWorkspace } from '../../scripts/host/sampleWorkspace.js';
import { startTheia } from '../../scripts/host/theiaServer.js';
import type { EditorServer } from '../../scripts/host/vscodeServer.js';

export interface TheiaWorkbench {
  readonly page: Page;
  readonly folder: string;
  readonly server: EditorServer;
}

const FAILURES = path.resolve('.cache', 'failures');

async function start(browser: Browser): Promise<TheiaWorkbench> {
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

export function useTheia(): () => TheiaWorkbench {
  let browser: Browser | undefined;
  let workbench: TheiaWorkbench | undefined;
  before(async () => {
    endWithParent();
    browser = await startBrowser();
    workbench = await start(browser);
    await waitForExtension(workbench);
  });
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed' || workbench === undefined) return;
    mkdirSync(FAILURES, { recursive: true });
    const file = path.join(FAILURES, `${this.currentTest.fullTitle().replace(/\W+/g, '-')}.png`);
    await workbench.page.screenshot({ path: file }).catch(() => undefined);
    console.log(`\n  picture: ${path.relative('.', file)}`);
  });
  after(async () => {
    await browser?.close();
    await workbench?.server.stop();
    if (workbench !== undefined) removeFolder(path.dirname(workbench.folder));
  });
  return () => {
    if (workbench === undefined) throw new Error('Theia did not start.');
    return workbench;
  };
}

export function theiaRow({ page }: TheiaWorkbench, name: string): Locator {
  return page.locator('#files .theia-TreeNode').filter({ has: page.getByText(name, { exact: true }) });
}

export async function theiaReveal(workbench: TheiaWorkbench, place: string): Promise<Locator> {
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

export async function theiaMenu(workbench: TheiaWorkbench, place: string, entry: string): Promise<void> {
  await (await theiaReveal(workbench, place)).click({ button: 'right' });
  await workbench.page.locator('.lm-Menu-itemLabel').getByText(entry, { exact: true }).click();
}

/** Plug-ins start after the application: waits until the palette knows our commands. */
async function waitForExtension({ page }: TheiaWorkbench): Promise<void> {
  for (let turn = 0; turn < 60; turn += 1) {
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input').first().fill('>medimagecleaner: ');
    const there = await page
      .locator('.quick-input-list .monaco-list-row', { hasText: 'medimagecleaner' })
      .first()
      .waitFor({ timeout: 1000 })
      .then(
        () => true,
        () => false,
      );
    await page.keyboard.press('Escape');
    if (there) return;
  }
  throw new Error('The extension was never registered.');
}
