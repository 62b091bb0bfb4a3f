// The workspace's recipe and key: what is typed into a recipe shows in the open tree, questions make a new one, a key is made and forgotten.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { writeSampleWorkspace } from '../../scripts/host/sampleWorkspace.js';
import { dicomEditor, effectOf, filterBy, rowOf } from './dicomEditor.js';
import {
  answer,
  command,
  dialogButton,
  notification,
  openFile,
  pick,
  tab,
  useWorkbench,
  waitForInput,
} from './workbench.js';

const OWN = 'FORMAT dicom\nPROFILE basic\n%header\nREMOVE PatientSex\n';

async function prepare(folder: string): Promise<void> {
  await writeSampleWorkspace(folder);
  writeFileSync(path.join(folder, 'own.deid'), OWN);
  const settings = {
    'medimagecleaner.recipe': 'own.deid',
    // What is typed stays as it is typed.
    'editor.quickSuggestions': 'off',
    'editor.suggestOnTriggerCharacters': false,
    'editor.autoClosingBrackets': 'never',
    'files.autoSave': 'off',
  };
  mkdirSync(path.join(folder, '.vscode'));
  writeFileSync(path.join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
}

describe('the recipe and the key of a workspace', () => {
  const workbench = useWorkbench({ prepare });
  const at = (name: string): string => path.join(workbench().folder, name);

  it('gets a key and forgets it, and the open tree tells', async () => {
    await openFile(workbench(), 'study/CT/CT000001.dcm');
    const frame = await dicomEditor(workbench().page);
    const note = frame.locator('.page', { hasText: /This workspace has no key yet/ });
    await note.waitFor();
    await command(workbench(), "Create the Workspace's Key");
    await dialogButton(workbench(), 'Create Key');
    await notification(workbench(), /The workspace has a key now/).waitFor();
    await note.waitFor({ state: 'detached' });
    await command(workbench(), 'Forget the Key');
    await dialogButton(workbench(), 'Forget Key');
    await notification(workbench(), /The key is forgotten/).waitFor();
    await note.waitFor();
    await command(workbench(), 'Forget the Key');
    await notification(workbench(), /This workspace has no key/).waitFor();
  });

  it('shows in the open tree what is typed into the recipe, before it is saved', async () => {
    const { page } = workbench();
    const frame = await dicomEditor(page);
    await filterBy(frame, '(0010,0030)');
    const effect = effectOf(rowOf(frame, '(0010,0030)')).first();
    assert.match(await effect.innerText(), /Emptied/);
    await frame.locator('vscode-button[aria-label="Open recipe"]').click();
    await tab(workbench(), 'own.deid').waitFor();
    await page.locator('.view-line', { hasText: 'REMOVE PatientSex' }).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('KEEP PatientBirthDate');
    await page.locator('.view-line', { hasText: 'KEEP PatientBirthDate' }).waitFor();
    await tab(workbench(), 'CT000001.dcm').click();
    const again = await dicomEditor(page);
    await effectOf(rowOf(again, '(0010,0030)')).filter({ hasText: 'Kept' }).waitFor();
    assert.equal(readFileSync(at('own.deid'), 'utf8'), OWN);
    await filterBy(again, '');
  });

  it('gets a recipe from questions, which is used where asked', async () => {
    const { page } = workbench();
    const title = page.locator('.quick-input-title');
    const asks = (step: number) => title.filter({ hasText: new RegExp(`New recipe \\(${step}/|Save the recipe`) });
    await command(workbench(), 'New Recipe…');
    await asks(1).waitFor();
    await pick(workbench(), 'Use them in house');
    let step = 2;
    for (await asks(step).waitFor(); !/Save/.test(await title.innerText()); await asks(step).waitFor()) {
      await page.keyboard.press('Enter');
      step += 1;
    }
    assert.ok(step > 4);
    // The dialog writes the folder first and the proposed name when it has looked into it.
    await waitForInput(workbench(), /study\.deid$/);
    await page.keyboard.press('Enter');
    await tab(workbench(), 'study.deid').waitFor();
    await page
      .locator('.view-line', { hasText: /FORMAT.dicom/ })
      .first()
      .waitFor();
    assert.ok(existsSync(at('study.deid')));
    await answer(workbench(), /The recipe was written/, 'Use It in This Workspace');
    await page.locator('.statusbar-item', { hasText: 'study' }).waitFor();
  });
});
