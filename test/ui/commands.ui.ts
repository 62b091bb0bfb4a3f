// The commands on files and folders, from the explorer's context menu to the report, the diff and the Problems panel.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'mocha';
import { ctFile } from '../../bench/makeData.js';
import { reportPage } from './report.js';
import { checkAccessibility } from './webview.js';
import {
  closeAll,
  command,
  dialogButton,
  explorerMenu,
  explorerRow,
  notification,
  reveal,
  until,
  useWorkbench,
} from './workbench.js';

const IDENTIFIERS = /Lindqvist|SAMPLE-0042|19480229|Exempel/;

/** A file of a run under way may be gone by the time it is looked at. */
function filesUnder(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true)
    .sort();
}

describe('a folder in the explorer', () => {
  const workbench = useWorkbench();
  const at = (place: string): string => path.join(workbench().folder, place);

  it('is de-identified from the context menu, and the run ends in a report', async () => {
    await explorerMenu(workbench(), 'study', 'De-identify');
    const report = await reportPage(workbench().page);
    await report.locator('.tile.written', { hasText: '7' }).waitFor();
    const copies = filesUnder(at('deidentified'));
    assert.equal(copies.length, 7);
    for (const copy of copies) assert.doesNotMatch(readFileSync(copy, 'latin1'), IDENTIFIERS, copy);
    await explorerRow(workbench(), 'deidentified').waitFor();
  });

  it('has a report without any value, that a screen reader can read', async () => {
    const report = await reportPage(workbench().page);
    assert.doesNotMatch(await report.locator('body').innerText(), IDENTIFIERS);
    await checkAccessibility(report);
  });

  it('has a record beside the originals, not inside the output', async () => {
    assert.equal(filesUnder(at('deidentified')).filter((file) => file.endsWith('.json')).length, 0);
    const records = () => filesUnder(at('.medimagecleaner')).filter((file) => file.endsWith('.deid-report.json'));
    assert.equal(records().length, 1);
    assert.doesNotMatch(readFileSync(records()[0] ?? '', 'utf8'), IDENTIFIERS);
    await closeAll(workbench());
  });

  it('says at a second run what is there already, and leaves it where asked', async () => {
    const before = filesUnder(at('deidentified')).map((file) => statSync(file).mtimeMs);
    await explorerMenu(workbench(), 'study', 'De-identify');
    await workbench()
      .page.locator('.monaco-dialog-box', { hasText: /7 of \d+ files have a clean copy already/ })
      .waitFor();
    await dialogButton(workbench(), 'Skip Existing');
    await reportPage(workbench().page);
    assert.deepEqual(
      filesUnder(at('deidentified')).map((file) => statSync(file).mtimeMs),
      before,
    );
    await closeAll(workbench());
  });

  it('is previewed without writing anything', async () => {
    const before = filesUnder(workbench().folder);
    await explorerMenu(workbench(), 'study/CT', 'Preview De-identification');
    await reportPage(workbench().page);
    assert.deepEqual(filesUnder(workbench().folder), before);
    await closeAll(workbench());
  });

  it('is checked: findings go to the Problems panel', async () => {
    await explorerMenu(workbench(), 'study/CT', 'Check for Identifying Information');
    await workbench().page.locator('.markers-panel .monaco-list-row', { hasText: 'CT000001.dcm' }).first().waitFor();
    assert.doesNotMatch(await workbench().page.locator('.markers-panel').innerText(), IDENTIFIERS);
    await command(workbench(), 'View: Toggle Problems');
  });

  it('is verified', async () => {
    await explorerMenu(workbench(), 'deidentified', 'Verify De-identified Folder');
    await notification(workbench(), /clean copies/).waitFor({ timeout: 120000 });
    await workbench().page.keyboard.press('Escape');
  });

  it('shows original and copy side by side', async () => {
    await explorerMenu(workbench(), 'study/CT/CT000001.dcm', 'Compare with De-identified');
    const diff = workbench().page.locator('.monaco-diff-editor');
    await diff.locator('.editor.original .view-line', { hasText: 'Lindqvist' }).first().waitFor();
    assert.equal(await diff.locator('.editor.modified .view-line', { hasText: 'Lindqvist' }).count(), 0);
    await diff.locator('.line-delete').first().waitFor();
    await closeAll(workbench());
  });

  it('shows a file as text, with colours of its language', async () => {
    await explorerMenu(workbench(), 'study/CT/CT000001.dcm', 'Open as Text Dump');
    await workbench().page.locator('.view-line', { hasText: '(0010,0010)' }).first().waitFor();
    await workbench().page.locator('.statusbar-item', { hasText: 'DICOM dump' }).waitFor();
    await closeAll(workbench());
  });
});

describe('a long run', () => {
  // So many that it lasts longer than a user needs to press a button, on a busy machine too.
  const COUNT = 3000;
  const workbench = useWorkbench({
    settings: { 'medimagecleaner.jobs': 1 },
    prepare: async (folder) => {
      for (let index = 0; index < COUNT; index += 1) {
        const series = path.join(folder, 'many', `series${Math.floor(index / 300)}`);
        if (index % 300 === 0) await mkdir(series, { recursive: true });
        await writeFile(path.join(series, `im${String(index).padStart(5, '0')}.dcm`), ctFile(index, 64));
      }
    },
  });

  it('tells files, rate and time left, and stops within a second when cancelled, without half a file', async () => {
    const output = path.join(workbench().folder, 'deidentified');
    await reveal(workbench(), 'many');
    await explorerMenu(workbench(), 'many', 'De-identify');
    const progress = notification(workbench(), /De-identifying many/);
    await progress.filter({ hasText: /[\d,]+ of 3,000 files/ }).waitFor({ timeout: 120000 });
    await until(workbench(), 'some copies', () => filesUnder(output).length > 5);
    await progress.hover();
    const asked = Date.now();
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await progress.waitFor({ state: 'detached', timeout: 60000 });
    const took = Date.now() - asked;
    await notification(workbench(), /^.*Cancelled: [\d,]+ files were written/).waitFor();
    const copies = filesUnder(output);
    assert.ok(copies.length < COUNT, `${copies.length} copies after ${took} ms`);
    const whole = ctFile(0, 64).length;
    for (const copy of copies) {
      assert.match(copy, /im\d{5}\.dcm$/);
      assert.ok(statSync(copy).size > whole * 0.9);
    }
    const later = copies.length;
    await workbench().page.waitForTimeout(1000);
    assert.equal(filesUnder(output).length, later);
    // The next run offers to go on with it.
    await command(workbench(), 'Notifications: Clear All Notifications');
    await command(workbench(), 'Collapse Folders in Explorer');
    await explorerMenu(workbench(), 'many', 'De-identify');
    const dialog = workbench().page.locator('.monaco-dialog-box', { hasText: 'A run was interrupted here' });
    await dialog.getByRole('button', { name: 'Go On', exact: true }).waitFor();
    await dialogButton(workbench(), 'Cancel');
    assert.equal(filesUnder(output).length, later);
  });
});

describe('a workspace that is not trusted', () => {
  const workbench = useWorkbench({ untrusted: true });

  it('shows files and writes nothing', async () => {
    await (await reveal(workbench(), 'study')).click({ button: 'right' });
    for (const name of [/^De-identify$/, /^Watch Folder$/]) {
      const entry = workbench().page.locator('.monaco-menu .action-item', { hasText: name });
      const enabled = (await entry.count()) > 0 && !((await entry.getAttribute('class')) ?? '').includes('disabled');
      assert.equal(enabled, false, String(name));
    }
    await workbench().page.keyboard.press('Escape');
  });
});
