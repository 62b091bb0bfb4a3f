// Files that are no good: the editor says so and what to do, and never shows a blank page or waits for ever.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'mocha';
import { writeFile as dicomFile } from '../../scripts/dicomWriter.js';
import { sampleObjects } from '../../scripts/sampleObjects.js';
import { dicomEditor, failedEditor } from './dicomEditor.js';
import { closeAll, openFile, useWorkbench, type Workbench } from './workbench.js';

function sample(): Uint8Array {
  const [object] = sampleObjects();
  if (object === undefined) throw new Error('no sample');
  return dicomFile(object.elements, { syntax: object.syntax, text: object.text });
}

async function prepare(folder: string): Promise<void> {
  const good = sample();
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'empty.dcm'), '');
  await writeFile(path.join(folder, 'text.dcm'), 'This is a shopping list: bread, milk, apples.\n'.repeat(20));
  await writeFile(path.join(folder, 'truncated.dcm'), good.subarray(0, Math.floor(good.length / 2)));
  await writeFile(path.join(folder, 'going.dcm'), good);
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

  it('is told to be gone when it is deleted while open', async () => {
    await openFile(workbench(), 'going.dcm');
    const frame = await dicomEditor(workbench().page);
    rmSync(path.join(workbench().folder, 'going.dcm'));
    const told = frame.locator('.page', { hasText: /deleted|no longer|not there/i });
    const closed = workbench().page.locator('.tabs-container .tab').filter({ hasText: 'going.dcm' });
    await Promise.race([told.waitFor(), closed.waitFor({ state: 'detached' })]);
  });
});
