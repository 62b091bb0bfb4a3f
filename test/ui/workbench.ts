// A real VS Code on a fresh copy of the sample study, and what a user does in it: explorer, menus, palette, messages.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before } from 'mocha';
import type { Browser, Locator, Page } from 'playwright-core';
import { startBrowser } from '../../scripts/host/browser.js';
import type { VscodeVersion } from '../../scripts/host/places.js';
import { endWithParent, removeFolder, temporaryFolder } from '../../scripts/host/processes.js';
import { writeSampleWorkspace } from '../../scripts/host/sampleWorkspace.js';
import { type EditorServer, startVscode } from '../../scripts/host/vscodeServer.js';

export interface Workbench {
  readonly page: Page;
  /** The open folder. */
  readonly folder: string;
  readonly server: EditorServer;
}

export interface WorkbenchOptions {
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The folder is opened in Restricted Mode. */
  readonly untrusted?: boolean;
  /** Adds to the sample study, or puts something else in its place. */
  readonly prepare?: (folder: string) => Promise<unknown>;
  readonly viewport?: { readonly width: number; readonly height: number };
}

const FAILURES = path.resolve('.cache', 'failures');

function environment(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: start these tests with npm run test:ui.`);
  return value;
}

export async function startWorkbench(browser: Browser, options: WorkbenchOptions = {}): Promise<Workbench> {
  const version: VscodeVersion = environment('MEDIMAGECLEANER_VSCODE') === 'current' ? 'current' : '1.100';
  const untrusted = options.untrusted === true;
  const folder = path.join(temporaryFolder('medimagecleaner-workspace'), 'project');
  await (options.prepare ?? writeSampleWorkspace)(folder);
  const server = await startVscode({
    version,
    folder,
    vsix: [environment('MEDIMAGECLEANER_VSIX')],
    // Without the question, which some versions ask and others don't: the folder is as if it had been answered with no.
    settings: { ...options.settings, ...(untrusted ? { 'security.workspace.trust.startupPrompt': 'never' } : {}) },
    askForTrust: untrusted,
  });
  const page = await browser.newPage({ viewport: options.viewport ?? { width: 1400, height: 900 } });
  page.setDefaultTimeout(60000);
  await page.goto(server.url);
  await page.locator('.monaco-workbench').waitFor({ timeout: 120000 });
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 120000 });
  if (untrusted) await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
  return { page, folder, server };
}

/** One workbench for all tests of a `describe`; a picture is kept of what fails. */
export function useWorkbench(options: WorkbenchOptions = {}): () => Workbench {
  return useEditor((browser) => startWorkbench(browser, options));
}

/** {@link useWorkbench} with any editor that can be started in a browser. */
export function useEditor<Started extends Workbench>(start: (browser: Browser) => Promise<Started>): () => Started {
  let browser: Browser | undefined;
  let workbench: Started | undefined;
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
    if (workbench === undefined) throw new Error('The editor did not start.');
    return workbench;
  };
}

/** Waits until the extension's contributions are read: a file opened before lands on the page for binary files. */
export async function waitForExtension({ page }: Workbench): Promise<void> {
  for (let turn = 0; turn < 60; turn += 1) {
    await page.keyboard.press('F1');
    const input = page.locator('.quick-input-widget input').first();
    await input.fill('>medimagecleaner: ');
    const found = page.locator('.quick-input-list .monaco-list-row', { hasText: 'medimagecleaner' });
    const there = await found
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

/** A file or folder in the explorer, by its whole name. */
export function explorerRow({ page }: Workbench, name: string): Locator {
  return page.locator('.explorer-folders-view .monaco-list-row').filter({ has: page.getByText(name, { exact: true }) });
}

/** Opens the folders on the way to `place`, such as `study/CT/CT000001.dcm`, and returns the last row. */
export async function reveal(workbench: Workbench, place: string): Promise<Locator> {
  const names = place.split('/');
  for (const [index, name] of names.entries()) {
    // The folder of clean copies has folders of the same names, one level below.
    const row = explorerRow(workbench, name)
      .and(workbench.page.locator(`[aria-level="${index + 1}"]`))
      .first();
    // Where the news of a file that was just written is lost, a user asks the explorer to look again.
    await row.waitFor({ timeout: 15_000 }).catch(async () => {
      await command(workbench, 'Refresh Explorer');
      await row.waitFor();
    });
    if (index === names.length - 1) return row;
    if ((await row.getAttribute('aria-expanded')) !== 'true') await row.click();
  }
  throw new Error('an empty place');
}

export async function openFile(workbench: Workbench, place: string): Promise<void> {
  await (await reveal(workbench, place)).dblclick();
}

/** Chooses an entry of the explorer's context menu. */
export async function explorerMenu(workbench: Workbench, place: string, entry: string): Promise<void> {
  const menu = workbench.page.locator('.monaco-menu');
  const wanted = menu.locator('.action-label').getByText(entry, { exact: true });
  const disabled = menu
    .locator('.action-item.disabled')
    .filter({ has: workbench.page.getByText(entry, { exact: true }) });
  // A window that has just begun does not know yet that its folder is trusted, and a menu stays as it was opened.
  for (let turn = 0; turn < 20; turn += 1) {
    await (await reveal(workbench, place)).click({ button: 'right' });
    await wanted.waitFor();
    if ((await disabled.count()) === 0) break;
    await workbench.page.keyboard.press('Escape');
    await menu.waitFor({ state: 'detached' });
    await workbench.page.waitForTimeout(500);
  }
  // A menu takes no click in its first moments, so that a slip of the hand starts nothing: it stays, and the user clicks again.
  while (await wanted.isVisible()) {
    await wanted.click({ timeout: 2000 }).catch(() => undefined);
    await menu.waitFor({ state: 'detached', timeout: 1000 }).catch(() => undefined);
  }
}

/** Runs a command as a user does, by its title. Where a message or an editor takes the focus meanwhile, the palette closes, and the user asks again. */
export async function command({ page }: Workbench, title: string): Promise<void> {
  const input = page.locator('.quick-input-widget input').first();
  const row = page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first();
  for (let turn = 0; turn < 10; turn += 1) {
    await page.keyboard.press('F1');
    const chosen = await input
      .fill(`>${title}`, { timeout: 6000 })
      .then(() => row.click({ timeout: 6000 }))
      .then(
        () => true,
        () => false,
      );
    if (chosen) return;
  }
  // The last time its own words say what is missing.
  await row.click();
}

/** Chooses an entry of the quick pick that is open. */
export async function pick({ page }: Workbench, label: string): Promise<void> {
  await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: label }).first().click();
}

/** Waits until the line of a quick input or a simple file dialog holds what it proposes: it is filled in after it is shown. */
export async function waitForInput({ page }: Workbench, proposal: RegExp): Promise<void> {
  const input = page.locator('.quick-input-widget input').first();
  await input.waitFor();
  for (let turn = 0; turn < 300 && !proposal.test(await input.inputValue()); turn += 1) await page.waitForTimeout(100);
  assert.match(await input.inputValue(), proposal);
}

/** Looks again and again. @param what for the message where it never comes to it */
export async function until({ page }: Workbench, what: string, done: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 600; turn += 1) {
    if (await done()) return;
    await page.waitForTimeout(200);
  }
  throw new Error(`It did not come to this: ${what}`);
}

/** A message or a progress notification. */
export function notification({ page }: Workbench, text: string | RegExp): Locator {
  return page.locator('.notification-list-item').filter({ hasText: text }).first();
}

/** Presses a button of a notification. */
export async function answer(workbench: Workbench, text: string | RegExp, button: string): Promise<void> {
  await notification(workbench, text).getByRole('button', { name: button, exact: true }).click();
}

/** A modal dialog's button; the dialog gives the keyboard back when it is gone, and what is typed before is lost. */
export async function dialogButton({ page }: Workbench, button: string): Promise<void> {
  const wanted = page.locator('.monaco-dialog-box').getByRole('button', { name: button, exact: true });
  await wanted.click();
  await wanted.waitFor({ state: 'detached' });
}

export function tab({ page }: Workbench, name: string | RegExp): Locator {
  return page.locator('.tabs-container .tab').filter({ hasText: name });
}

export async function closeAll(workbench: Workbench): Promise<void> {
  await command(workbench, 'View: Close All Editors');
  await workbench.page.locator('.tabs-container .tab').first().waitFor({ state: 'detached' });
}
