// The extension in Theia: the editor opens, finds and filters; a folder is de-identified and the run ends in its report.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { activeRow, dicomEditor, effectOf, filterBy, matchCount, rowOf, rows } from './dicomEditor.js';
import { reportPage } from './report.js';
import { theiaMenu, theiaReveal, theiaRow, useTheia } from './theia.js';

function filesUnder(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true);
}

describe('the extension in Theia', () => {
  const workbench = useTheia();

  it('opens a file in its editor, with what identifies', async () => {
    await (await theiaReveal(workbench(), 'study/CT/CT000001.dcm')).dblclick();
    const frame = await dicomEditor(workbench().page);
    const row = rowOf(frame, '(0010,0010)');
    await row.filter({ hasText: 'Lindqvist' }).waitFor();
    await effectOf(row).first().filter({ hasText: 'Emptied' }).waitFor();
  });

  it('filters, and goes from finding to finding', async () => {
    const frame = await dicomEditor(workbench().page);
    await filterBy(frame, 'patient birth');
    await matchCount(frame)
      .filter({ hasText: /^1 of \d+ rows$/ })
      .waitFor();
    await filterBy(frame, '');
    await matchCount(frame)
      .filter({ hasText: /^\d+ rows$/ })
      .waitFor();
    await rows(frame).first().locator('.cell.name').click();
    const before = Number(await activeRow(frame).getAttribute('data-place'));
    await workbench().page.keyboard.press('F8');
    await frame.locator('.grid-row.finding[aria-selected="true"]').waitFor();
    assert.ok(Number(await activeRow(frame).getAttribute('data-place')) >= before);
  });

  it('de-identifies a folder from the context menu', async () => {
    await theiaMenu(workbench(), 'study', 'De-identify');
    const report = await reportPage(workbench().page);
    assert.doesNotMatch(await report.locator('body').innerText(), /Lindqvist/);
    const copies = filesUnder(path.join(workbench().folder, 'deidentified'));
    assert.equal(copies.length, 7);
    for (const copy of copies) assert.doesNotMatch(readFileSync(copy, 'latin1'), /Lindqvist|SAMPLE-0042/, copy);
    await theiaRow(workbench(), 'deidentified').waitFor();
  });
});
