// A photograph in the explorer, beside DICOM files: looked at, cleaned and verified as these are.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'mocha';
import { exifSegment, JFIF, jpegFile } from '../support/photoWriter.js';
import { dicomEditor, effectOf, pressButton, rowOf, toggleMask } from './dicomEditor.js';
import { reportPage } from './report.js';
import { checkAccessibility } from './webview.js';
import { closeAll, command, explorerMenu, notification, reveal, useWorkbench } from './workbench.js';

const ARTIST = 'Quillfeather';

describe('a photograph in the explorer', () => {
  const workbench = useWorkbench();
  const at = (...place: readonly string[]): string => path.join(workbench().folder, ...place);

  before(async () => {
    mkdirSync(at('photos'));
    mkdirSync('.cache/pictures', { recursive: true });
    const shape = { width: 96, height: 64, components: 3, shade: () => 128 } as const;
    writeFileSync(at('photos/wound.jpg'), jpegFile([JFIF, exifSegment({ main: [[0x013b, 2, ARTIST]] })], shape));
    assert.ok(readFileSync(at('photos/wound.jpg'), 'latin1').includes(ARTIST));
    await reveal(workbench(), 'photos/wound.jpg');
  });

  it('shows what identifies in its metadata, and what happens to it', async () => {
    await explorerMenu(workbench(), 'photos/wound.jpg', 'Show What Identifies');
    const frame = await dicomEditor(workbench().page);
    const row = rowOf(frame, 'Artist');
    assert.match(await row.innerText(), new RegExp(ARTIST));
    assert.match(await effectOf(row).innerText(), /Removed/);
    await frame.locator('.file-facts', { hasText: 'Photograph' }).waitFor();
    assert.equal(await frame.locator('.header vscode-button', { hasText: 'Compare' }).count(), 0);
    await toggleMask(frame);
    await rowOf(frame, '•••••').waitFor();
    assert.ok(!(await rowOf(frame, 'Artist').innerText()).includes(ARTIST));
    await toggleMask(frame);
    await checkAccessibility(frame);
    await workbench().page.screenshot({ path: '.cache/pictures/photo-tree.png' });
    await pressButton(frame, 'Show picture');
    await workbench().page.locator('.tab', { hasText: 'wound.jpg' }).nth(1).waitFor();
    await closeAll(workbench());
  });

  it('is checked: findings go to the Problems panel', async () => {
    await explorerMenu(workbench(), 'photos/wound.jpg', 'Check for Identifying Information');
    const row = workbench().page.locator('.markers-panel .monaco-list-row', { hasText: 'wound.jpg' }).first();
    await row.waitFor();
    assert.ok(!(await workbench().page.locator('.markers-panel').innerText()).includes(ARTIST));
    await command(workbench(), 'View: Toggle Problems');
  });

  it('is de-identified, and the report counts it among what was written', async () => {
    await explorerMenu(workbench(), 'photos/wound.jpg', 'De-identify');
    const report = await reportPage(workbench().page);
    await report.locator('.tile.written', { hasText: '1' }).waitFor();
    await workbench().page.screenshot({ path: '.cache/pictures/photo-report.png' });
    const copy = at('photos/deidentified/wound.jpg');
    assert.ok(existsSync(copy));
    assert.ok(!readFileSync(copy, 'latin1').includes(ARTIST));
    assert.ok(readFileSync(at('photos/wound.jpg'), 'latin1').includes(ARTIST));
    await closeAll(workbench());
  });

  it('is verified with the folder of its copy', async () => {
    await explorerMenu(workbench(), 'photos/deidentified', 'Verify De-identified Folder');
    await notification(workbench(), /clean/).waitFor({ timeout: 120000 });
  });
});
