// The workspace's recipe and key: what is typed into a recipe shows in the open tree, questions make a new one, a key is made and forgotten.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { writeSampleWorkspace } from '../../scripts/host/sampleWorkspace.js';
import { dicomEditor, effectOf, filterBy, pressOn, rowOf } from './dicomEditor.js';
import {
  answer,
  command,
  dialogButton,
  notification,
  openFile,
  pick,
  tab,
  until,
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

  it('gives its key to a file, takes it in again, and replaces it only after asking', async () => {
    const { page } = workbench();
    const input = page.locator('.quick-input-widget input').first();
    const key = path.join(path.dirname(workbench().folder), 'project.key');
    const typePlace = async (proposal: RegExp, place: string): Promise<void> => {
      await waitForInput(workbench(), proposal);
      // While the dialog looks a place up it takes no answer, and puts its own place back: the user types it again.
      const dialog = page.locator('.quick-input-widget').filter({ hasText: /key/i });
      for (let turn = 0; turn < 20 && (await dialog.isVisible()); turn += 1) {
        await input.fill(place);
        await page.waitForTimeout(500);
        if ((await input.inputValue()) !== place) continue;
        await page.keyboard.press('Enter');
        await dialog.waitFor({ state: 'hidden', timeout: 5000 }).catch(() => undefined);
      }
    };
    await command(workbench(), "Create the Workspace's Key");
    await dialogButton(workbench(), 'Create Key');
    await notification(workbench(), /The workspace has a key now/).waitFor();
    await command(workbench(), 'Export the Key…');
    await dialogButton(workbench(), 'Export Key');
    await typePlace(/project\.key$/, key);
    await until(workbench(), 'the key file', () => existsSync(key));
    const first = readFileSync(key, 'utf8');
    assert.match(first, /^[0-9a-f]{64}\n$/);
    assert.equal(statSync(key).mode & 0o777, 0o600);
    await notification(workbench(), /The key was written/).waitFor();
    await command(workbench(), 'Notifications: Clear All Notifications');
    await notification(workbench(), /The workspace has a key now/).waitFor({ state: 'detached' });
    await command(workbench(), "Create the Workspace's Key");
    await dialogButton(workbench(), 'Replace Key');
    await notification(workbench(), /The workspace has a key now/).waitFor();
    await command(workbench(), 'Import a Key…');
    await typePlace(/./, key);
    await dialogButton(workbench(), 'Replace Key');
    await notification(workbench(), /The key was taken in/).waitFor();
    const again = path.join(path.dirname(workbench().folder), 'again.key');
    await command(workbench(), 'Export the Key…');
    await dialogButton(workbench(), 'Export Key');
    await typePlace(/project\.key$/, again);
    await until(workbench(), 'the second key file', () => existsSync(again));
    assert.equal(readFileSync(again, 'utf8'), first);
    await command(workbench(), 'Forget the Key');
    await dialogButton(workbench(), 'Forget Key');
    await notification(workbench(), /The key is forgotten/).waitFor();
  });

  it('takes no rule from the tree while it has an error, and shows the error', async () => {
    const { page } = workbench();
    const frame = await dicomEditor(page);
    const broken = `${OWN}NONSENSE PatientName\n`;
    writeFileSync(at('own.deid'), broken);
    await frame.locator('.banner', { hasText: /own\.deid can not be used as it is/ }).waitFor();
    await filterBy(frame, '(0010,0030)');
    await pressOn(rowOf(frame, '(0010,0030)'), 'k');
    await answer(workbench(), /No rule is written into the recipe own\.deid/, 'Show the Error');
    await tab(workbench(), 'own.deid').waitFor();
    await page.locator('.statusbar-item', { hasText: 'Ln 5' }).waitFor();
    assert.equal(readFileSync(at('own.deid'), 'utf8'), broken);
    writeFileSync(at('own.deid'), OWN);
    await tab(workbench(), 'CT000001.dcm').click();
    const again = await dicomEditor(page);
    await again.locator('.banner', { hasText: /own\.deid can not be used/ }).waitFor({ state: 'detached' });
    await filterBy(again, '');
  });

  it('shows in the open tree what is typed into the recipe, before it is saved', async () => {
    const { page } = workbench();
    const frame = await dicomEditor(page);
    await filterBy(frame, '(0010,0030)');
    const effect = effectOf(rowOf(frame, '(0010,0030)')).first();
    await effect.filter({ hasText: 'Emptied' }).waitFor();
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
    await until(workbench(), 'the recipe', () => existsSync(at('study.deid')));
    await answer(workbench(), /The recipe was written/, 'Use It in This Workspace');
    await page.locator('.statusbar-item', { hasText: 'study' }).waitFor();
  });
});
