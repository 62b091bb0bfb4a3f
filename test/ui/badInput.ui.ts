// Files that are no good: the editor says so and what to do, and never shows a blank page or waits for ever.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'mocha';
import { writeFile as dicomFile } from '../../scripts/dicomWriter.js';
import { sampleObjects } from '../../scripts/sampleObjects.js';
import { dicomEditor, effectOf, failedEditor, filterBy, rowOf, rows } from './dicomEditor.js';
import { closeAll, openFile, useWorkbench, type Workbench } from './workbench.js';

function sample(): Uint8Array {
  const [object] = sampleObjects();
  if (object === undefined) throw new Error('no sample');
  return dicomFile(object.elements, { syntax: object.syntax, text: object.text });
}

/** A hundred megabytes that only a private sequence holds, in fifty thousand items. */
function largePrivate(): Uint8Array {
  const [object] = sampleObjects();
  if (object === undefined) throw new Error('no sample');
  const bytes = new Uint8Array(2048).fill(65);
  const item = {
    elements: [
      { tag: 0x00110010, vr: 'LO', value: 'ACME 1' },
      { tag: 0x00111001, vr: 'OB', bytes },
    ],
  };
  const sequence = { tag: 0x00111010, vr: 'SQ', items: Array.from({ length: 50000 }, () => item) };
  const creator = { tag: 0x00110010, vr: 'LO', value: 'ACME 1' };
  const elements = [...object.elements, creator, sequence].sort((one, other) => one.tag - other.tag);
  return dicomFile(elements, { syntax: object.syntax, text: object.text });
}

async function prepare(folder: string): Promise<void> {
  const good = sample();
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'empty.dcm'), '');
  await writeFile(path.join(folder, 'text.dcm'), 'This is a shopping list: bread, milk, apples.\n'.repeat(20));
  await writeFile(path.join(folder, 'truncated.dcm'), good.subarray(0, Math.floor(good.length / 2)));
  await writeFile(path.join(folder, 'going.dcm'), good);
  await writeFile(path.join(folder, 'private.dcm'), largePrivate());
}

async function message(workbench: Workbench, file: string): Promise<string> {
  await openFile(workbench, file);
  const frame = await failedEditor(workbench.page);
  const text = await frame.locator('.message[role="alert"]').innerText();
  await closeAll(workbench);
  return text;
}

describe('a file that is no good', () => {
  const workbench = useWorkbench({ prepare });

  it('is told to be empty', async () => {
    assert.match(await message(workbench(), 'empty.dcm'), /empty/i);
  });

  it('is told to be no DICOM', async () => {
    assert.match(await message(workbench(), 'text.dcm'), /not.*DICOM|no DICOM/i);
  });

  it('is shown as far as it goes where it is truncated, with the reason why it is refused', async () => {
    await openFile(workbench(), 'truncated.dcm');
    const frame = await dicomEditor(workbench().page);
    await frame.locator('.page', { hasText: /truncated|ends before|cut off|incomplete/i }).waitFor();
    await closeAll(workbench());
  });

  it('opens with a private sequence of a hundred megabytes, and shows its items where asked', async () => {
    await openFile(workbench(), 'private.dcm');
    const frame = await dicomEditor(workbench().page);
    await filterBy(frame, '(0011,1010)');
    const row = rowOf(frame, '(0011,1010)');
    await effectOf(row).first().filter({ hasText: 'Removed' }).waitFor();
    await row.locator('.cell.name').click();
    await row.press('ArrowRight');
    await frame.locator('.grid-row[data-place="0"][aria-expanded="true"]').waitFor();
    await rows(frame).nth(1).waitFor();
    await closeAll(workbench());
  });

  it('is told to be gone when it is deleted while open', async () => {
    await openFile(workbench(), 'going.dcm');
    const frame = await dicomEditor(workbench().page);
    rmSync(path.join(workbench().folder, 'going.dcm'));
    const told = frame.locator('.page', { hasText: /deleted|no longer|not there/i });
    const closed = workbench().page.locator('.tabs-container .tab').filter({ hasText: 'going.dcm' });
    await Promise.race([told.waitFor(), closed.waitFor({ state: 'detached' })]);
  });
});
