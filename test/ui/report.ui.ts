// The report of a run as a user works with it: what can be done with each file, another try, the report as a file of its own.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import type { Frame } from 'playwright-core';
import { writeFile as dicomFile } from '../../scripts/dicomWriter.js';
import { writeSampleWorkspace } from '../../scripts/host/sampleWorkspace.js';
import { sampleObjects } from '../../scripts/sampleObjects.js';
import { dicomEditor } from './dicomEditor.js';
import { reportPage } from './report.js';
import { explorerMenu, explorerRow, notification, pick, tab, until, useWorkbench, waitForInput } from './workbench.js';

/** The sample, and a file that ends inside its pixel data. */
async function prepare(folder: string): Promise<void> {
  await writeSampleWorkspace(folder);
  const [object] = sampleObjects();
  if (object === undefined) throw new Error('no sample');
  const bytes = dicomFile(object.elements, { syntax: object.syntax, text: object.text });
  writeFileSync(path.join(folder, 'study', 'CT', 'cut.dcm'), bytes.subarray(0, bytes.length - 60));
}

describe('the report of a run', () => {
  const workbench = useWorkbench({ prepare });
  const at = (...names: string[]): string => path.join(workbench().folder, ...names);
  const reportTab = () => tab(workbench(), /deid-report/);

  async function chosen(name: string): Promise<Frame> {
    await reportTab().click();
    const report = await reportPage(workbench().page);
    await report.locator('.grid-row', { hasText: name }).locator('.cell').first().click();
    await report.locator('.file-details', { hasText: name }).waitFor();
    return report;
  }

  async function press(report: Frame, button: string): Promise<void> {
    await report.locator('vscode-button').filter({ hasText: button }).first().click();
  }

  it('says of a file that was refused what the editor offers, not a flag of the command line', async () => {
    await explorerMenu(workbench(), 'study/CT', 'De-identify');
    const report = await chosen('cut.dcm');
    const text = await report.locator('.file-details').innerText();
    assert.match(text, /ends inside its pixel data/);
    assert.doesNotMatch(await report.locator('body').innerText(), /--\w/);
  });

  it('opens original and clean copy', async () => {
    await press(await chosen('CT000001.dcm'), 'Open original');
    await (await dicomEditor(workbench().page)).locator('.header', { hasText: 'CT000001.dcm' }).waitFor();
    await tab(workbench(), 'CT000001.dcm').waitFor();
    await press(await chosen('CT000001.dcm'), 'Open clean copy');
    await until(workbench(), 'two editors', async () => (await tab(workbench(), 'CT000001.dcm').count()) === 2);
  });

  it('compares a copy with its original', async () => {
    await press(await chosen('CT000001.dcm'), 'Compare');
    const diff = workbench().page.locator('.monaco-diff-editor');
    await diff.locator('.editor.original .view-line', { hasText: 'Lindqvist' }).first().waitFor();
  });

  it('shows a copy in the explorer', async () => {
    await press(await chosen('CT000001.dcm'), 'Show in explorer');
    await explorerRow(workbench(), 'CT000001.dcm').and(workbench().page.locator('.selected')).first().waitFor();
  });

  it('is saved as a file of its own, in the place that the user chooses', async () => {
    await press(await chosen('CT000001.dcm'), 'Save report');
    await waitForInput(workbench(), /deid-report\.json$/);
    const input = workbench().page.locator('.quick-input-widget input').first();
    await input.fill(at('saved.deid-report.json'));
    await workbench().page.keyboard.press('Enter');
    await until(workbench(), 'the saved report', () => existsSync(at('saved.deid-report.json')));
    assert.match(readFileSync(at('saved.deid-report.json'), 'utf8'), /medimagecleaner\/report\/1/);
  });

  it('verifies the copies by the recipe of its run, whatever the workspace’s is now', async () => {
    mkdirSync(at('.vscode'), { recursive: true });
    // The run was made with blank: judged by basic, attributes that are empty ought to be gone.
    writeFileSync(at('.vscode', 'settings.json'), JSON.stringify({ 'medimagecleaner.recipe': 'basic' }));
    await workbench().page.locator('.statusbar-item', { hasText: 'basic' }).waitFor();
    const report = await chosen('CT000001.dcm');
    await press(report, 'Verify');
    await notification(workbench(), /3 of 3 clean copies passed; originals without a copy: 1/).waitFor({
      timeout: 120000,
    });
    await workbench().page.keyboard.press('Escape');
  });

  it('takes the truncated file after all, where the user says so', async () => {
    await press(await chosen('cut.dcm'), 'Retry refused');
    await pick(workbench(), 'Also take files that end inside their pixel data');
    const anyway = workbench().page.locator('.monaco-dialog-box').getByRole('button', { name: 'Try Anyway' });
    await anyway.click();
    await until(workbench(), 'the copy', () => existsSync(at('study', 'deidentified', 'CT', 'cut.dcm')));
    assert.doesNotMatch(readFileSync(at('study', 'deidentified', 'CT', 'cut.dcm'), 'latin1'), /Lindqvist/);
  });
});
