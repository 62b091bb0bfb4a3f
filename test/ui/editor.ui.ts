// The editor as a user meets it: the highlighted tree, finding one's way, rules, masking.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import {
  activeRow,
  dicomEditor,
  effectOf,
  filterBy,
  matchCount,
  pressButton,
  pressOn,
  rowOf,
  rows,
  scrollToRow,
  toggleMask,
  toggleOnlyIdentifying,
} from './dicomEditor.js';
import { reportPage } from './report.js';
import { checkAccessibility } from './webview.js';
import { command, dialogButton, openFile, tab, useWorkbench } from './workbench.js';

const NAME = 'Lindqvist^Märta^Sample';

describe('the editor for .dcm files', () => {
  const workbench = useWorkbench();

  it('opens by a double click and shows the tree with what identifies', async () => {
    await openFile(workbench(), 'study/CT/CT000001.dcm');
    await tab(workbench(), 'CT000001.dcm').waitFor();
    const frame = await dicomEditor(workbench().page);
    const row = await scrollToRow(frame, '(0010,0010)');
    await row.filter({ hasText: NAME }).waitFor();
    await effectOf(row)
      .filter({ hasText: /^\s*Emptied\s*$/ })
      .waitFor();
    await frame.locator('.grid-row.finding.emptied', { hasText: '(0010,0010)' }).waitFor();
    await frame.locator('.summary-count', { hasText: /^\d+ identifying attributes/ }).waitFor();
  });

  it('tells what identifies by a word and a sign, not by colour alone', async () => {
    const frame = await dicomEditor(workbench().page);
    const findings = frame.locator('.grid-row.finding');
    const count = await findings.count();
    assert.ok(count > 3);
    for (let at = 0; at < count; at += 1) {
      assert.notEqual((await findings.nth(at).locator('.effect').first().innerText()).trim(), '');
      assert.equal(await findings.nth(at).locator('.effect svg, .effect .icon').count(), 1);
    }
  });

  it('is a treegrid to screen readers', async () => {
    const frame = await dicomEditor(workbench().page);
    const grid = frame.getByRole('treegrid', { name: 'Attributes' });
    assert.ok(Number(await grid.getAttribute('aria-rowcount')) > 40);
    assert.equal(await rows(frame).first().getAttribute('aria-level'), '1');
  });

  it('has no serious violation of accessibility', async () => {
    await checkAccessibility(await dicomEditor(workbench().page));
  });

  it('filters as one types', async () => {
    const frame = await dicomEditor(workbench().page);
    await filterBy(frame, 'patient birth');
    await matchCount(frame)
      .filter({ hasText: /^1 of \d+ rows$/ })
      .waitFor();
    await rowOf(frame, '(0010,0030)').waitFor();
    await rows(frame).nth(1).waitFor({ state: 'detached' });
    await filterBy(frame, '');
    await matchCount(frame)
      .filter({ hasText: /^\d+ rows$/ })
      .waitFor();
  });

  it('shows only what identifies where asked', async () => {
    const frame = await dicomEditor(workbench().page);
    await toggleOnlyIdentifying(frame);
    await matchCount(frame)
      .filter({ hasText: /^\d+ of \d+ rows$/ })
      .waitFor();
    await rowOf(frame, '(0028,0010)').waitFor({ state: 'detached' });
    await toggleOnlyIdentifying(frame);
    await matchCount(frame)
      .filter({ hasText: /^\d+ rows$/ })
      .waitFor();
  });

  it('goes from finding to finding by F8, and back by Shift+F8', async () => {
    const frame = await dicomEditor(workbench().page);
    await rows(frame).first().locator('.cell.name').click();
    const seen: (string | null)[] = [];
    for (const key of ['F8', 'F8', 'F8', 'Shift+F8']) {
      const before = await activeRow(frame).getAttribute('data-place');
      await workbench().page.keyboard.press(key);
      await frame.locator(`.grid-row.finding[aria-selected="true"]:not([data-place="${before}"])`).waitFor();
      seen.push(await activeRow(frame).getAttribute('data-place'));
    }
    const [one, two, three, back] = seen.map(Number);
    assert.ok(one !== undefined && two !== undefined && three !== undefined && one < two && two < three);
    assert.equal(back, two);
  });

  it('opens a sequence by the keyboard and closes it', async () => {
    const frame = await dicomEditor(workbench().page);
    await filterBy(frame, '(0040,0275)');
    const row = rowOf(frame, '(0040,0275)');
    await row.locator('.cell.name').click();
    await row.press('ArrowRight');
    await frame.locator('.grid-row[data-place="0"][aria-expanded="true"]').waitFor();
    await row.press('ArrowLeft');
    await filterBy(frame, '');
  });

  it('hides every value at a toggle', async () => {
    const frame = await dicomEditor(workbench().page);
    await filterBy(frame, 'patient');
    await rowOf(frame, NAME).waitFor();
    await toggleMask(frame);
    await rowOf(frame, NAME).waitFor({ state: 'detached' });
    assert.doesNotMatch(await frame.locator('body').innerText(), /Lindqvist|SAMPLE-0042|19480229/);
    await toggleMask(frame);
    await rowOf(frame, NAME).waitFor();
    await filterBy(frame, '');
  });

  it('says the clause and the definition on a key', async () => {
    const frame = await dicomEditor(workbench().page);
    await filterBy(frame, '(0010,0020)');
    await pressOn(rowOf(frame, '(0010,0020)'), ' ');
    await frame.locator('.details', { hasText: 'PS3.15' }).waitFor();
    await workbench().page.keyboard.press('Escape');
    await filterBy(frame, '');
  });

  it('keeps an attribute at the key K: the rule lands in a recipe of the workspace, and the tree shows it at once', async () => {
    const frame = await dicomEditor(workbench().page);
    await filterBy(frame, '(0010,0040)');
    const row = rowOf(frame, '(0010,0040)');
    await effectOf(row).first().filter({ hasText: 'Emptied' }).waitFor();
    await pressOn(row, 'k');
    // A built-in recipe can't be changed: the user is asked whether the workspace gets one of its own.
    await dialogButton(workbench(), 'Create It');
    await row.locator('.chip.rule').waitFor({ state: 'attached' });
    await effectOf(row).filter({ hasText: 'Kept' }).waitFor();
    await filterBy(frame, '');
    const recipes = readdirSync(workbench().folder).filter((name) => name.endsWith('.deid'));
    assert.equal(recipes.length, 1);
    const text = readFileSync(path.join(workbench().folder, recipes[0] ?? ''), 'utf8');
    assert.match(text, /^KEEP PatientSex\b/m);
  });

  it('sets a value that the user types', async () => {
    const frame = await dicomEditor(workbench().page);
    await filterBy(frame, '(0008,0080)');
    const row = rowOf(frame, '(0008,0080)');
    await pressOn(row, 's');
    await frame.locator('.set-field input').fill('Study site 7');
    await frame.locator('.set-field input').press('Enter');
    await row.locator('.after', { hasText: 'Study site 7' }).waitFor({ state: 'attached' });
    // The keyboard goes back to the row, and only then elsewhere.
    await frame.locator('.set-field').waitFor({ state: 'detached' });
    await frame.locator('.grid-row:focus').waitFor();
    await filterBy(frame, '');
  });

  it('leaves the keyboard where the user took it while a value was being typed', async () => {
    const frame = await dicomEditor(workbench().page);
    await filterBy(frame, '(0008,0081)');
    await pressOn(rowOf(frame, '(0008,0081)'), 's');
    await frame.locator('.set-field input').fill('something');
    await frame.locator('#filter input').click();
    await frame.locator('.set-field').waitFor({ state: 'detached' });
    await frame.locator('#filter input:focus').waitFor();
    await workbench().page.keyboard.press('End');
    await workbench().page.keyboard.press('Backspace');
    await matchCount(frame)
      .filter({ hasText: /of \d+ rows$/ })
      .waitFor();
    assert.equal(await frame.locator('#filter input').inputValue(), '(0008,0081');
    await filterBy(frame, '');
  });

  it('opens the recipe', async () => {
    const frame = await dicomEditor(workbench().page);
    await frame.locator('vscode-button[aria-label="Open recipe"]').click();
    await tab(workbench(), /\.deid$/).waitFor();
    await workbench().page.locator('.view-line', { hasText: 'KEEP PatientSex' }).waitFor();
    await tab(workbench(), 'CT000001.dcm').click();
  });

  it('is as it was after the window is loaded again, but for the words of the filter', async () => {
    const frame = await dicomEditor(workbench().page);
    await toggleOnlyIdentifying(frame);
    await filterBy(frame, 'patient');
    await matchCount(frame)
      .filter({ hasText: /of \d+ rows$/ })
      .waitFor();
    const loaded = workbench().page.waitForEvent('load');
    await command(workbench(), 'Developer: Reload Window');
    await loaded;
    const again = await dicomEditor(workbench().page);
    await matchCount(again)
      .filter({ hasText: /of \d+ rows$/ })
      .waitFor();
    // What somebody searched for may be a patient's name: it is not kept on the disk.
    assert.equal(await again.locator('#filter input').inputValue(), '');
    await toggleOnlyIdentifying(again);
  });

  for (const [theme, mark] of [
    ['Default High Contrast', 'vscode-high-contrast:not(.vscode-high-contrast-light)'],
    ['Default High Contrast Light', 'vscode-high-contrast-light'],
  ]) {
    it(`can be read in the theme ${theme}`, async () => {
      const settings = path.join(workbench().folder, '.vscode');
      mkdirSync(settings, { recursive: true });
      const before = path.join(settings, 'settings.json');
      const kept = existsSync(before) ? readFileSync(before, 'utf8') : '{}';
      writeFileSync(before, JSON.stringify({ ...JSON.parse(kept), 'workbench.colorTheme': theme }));
      const frame = await dicomEditor(workbench().page);
      await frame.locator(`body.${mark}`).waitFor();
      const finding = frame.locator('.grid-row.finding').first();
      assert.notEqual((await effectOf(finding).first().innerText()).trim(), '');
      await checkAccessibility(frame);
      writeFileSync(before, kept);
      await frame.locator(`body.${mark}`).waitFor({ state: 'detached' });
    });
  }

  it('de-identifies the file it shows', async () => {
    const frame = await dicomEditor(workbench().page);
    await pressButton(frame, 'De-identify');
    const copy = path.join(workbench().folder, 'study/CT/deidentified/CT000001.dcm');
    await reportPage(workbench().page);
    assert.ok(existsSync(copy));
    assert.doesNotMatch(readFileSync(copy, 'latin1'), /Lindqvist/);
  });
});
