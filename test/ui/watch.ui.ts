// A folder is watched from the explorer's menu: the key is asked for, the status bar counts, and its menu ends the watch.
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { reportPage } from './report.js';
import { command, dialogButton, explorerMenu, notification, pick, reveal, useWorkbench } from './workbench.js';

const PICTURES = '.cache/pictures';
const THEMES = (process.env['MEDIMAGECLEANER_THEMES'] ?? 'Default Dark Modern').split(',');

for (const theme of THEMES) {
  describe(`a watched folder (${theme})`, () => {
    const workbench = useWorkbench({ settings: { 'workbench.colorTheme': theme } });

    it('is offered for folders alone', async () => {
      const { page } = workbench();
      await (await reveal(workbench(), 'study/CT/CT000001.dcm')).click({ button: 'right' });
      const menu = page.locator('.monaco-menu');
      await menu.getByText('De-identify', { exact: true }).waitFor();
      assert.equal(await menu.getByText('Watch Folder', { exact: true }).count(), 0);
      await page.keyboard.press('Escape');
    });

    it('is cleaned as files come, and shown in the status bar', async () => {
      const { page, folder } = workbench();
      const shot = async (name: string): Promise<void> => {
        mkdirSync(PICTURES, { recursive: true });
        await page.screenshot({ path: path.join(PICTURES, `${name}-${theme.replace(/\W+/g, '-')}.png`) });
      };
      await explorerMenu(workbench(), 'study', 'Watch Folder');
      await page.locator('.monaco-dialog-box', { hasText: 'A watch needs a key' }).waitFor();
      await shot('watch-key');
      await dialogButton(workbench(), 'Create Key');
      const item = page.locator('.statusbar-item', { hasText: /study: 7 cleaned/ });
      await item.waitFor();
      const original = path.join(folder, 'study/CT/CT000001.dcm');
      cpSync(original, path.join(folder, 'study/CT/late.dcm'));
      writeFileSync(path.join(folder, 'study/CT/cut.dcm'), readFileSync(original).subarray(0, 3000));
      const settled = page.locator('.statusbar-item', { hasText: /study: 8 cleaned · 1 refused$/ });
      await settled.waitFor();
      assert.ok(existsSync(path.join(folder, 'deidentified/study/CT/late.dcm')));
      await command(workbench(), 'Notifications: Clear All Notifications');
      await settled.click();
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Stop Watching' }).waitFor();
      await shot('watch-menu');
      await pick(workbench(), 'Show Report');
      await reportPage(page);
      await shot('watch-report');
      await settled.click();
      await pick(workbench(), 'Stop Watching');
      await settled.waitFor({ state: 'detached' });
      await notification(workbench(), /No longer watching study: 8 cleaned · 1 refused/).waitFor();
      await shot('watch-stopped');
    });
  });
}
