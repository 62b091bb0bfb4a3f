// The page of the report editor, used as a user does.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import { listed } from '../../webview/report/reportView.js';
import { posted, raise, type Stage, until } from './browser.js';
import { runReport } from './scriptedRun.js';

let stage: Stage;

const rowAt = (page: Page, place: number) => page.locator(`[data-place="${place}"]`);

describe('the report of a run', () => {
  before(async function () {
    stage = await raise(this);
  });
  after(async () => {
    await stage?.close();
  });

  it('has totals, and a table of which only the screen is in the document', async () => {
    const page = await stage.open('report', { rows: 3_000 });
    const grid = page.getByRole('grid', { name: 'Files' });
    await grid.waitFor();
    assert.equal(await grid.getAttribute('aria-rowcount'), '3001');
    assert.ok((await page.locator('.grid-row').count()) < 60);
    const { totals } = runReport(3_000);
    await page.getByRole('button', { name: `${totals.refused} Refused` }).waitFor();
    await page.getByText('42,000 removed').waitFor();
    await page.close();
  });

  it('lists what needs the user first, and filters by kind and by words', async () => {
    const page = await stage.open('report', { rows: 3_000 });
    await rowAt(page, 0).getByText('Refused').waitFor();
    const { totals } = runReport(3_000);
    await page.getByRole('button', { name: `${totals.failed} Failed` }).click();
    await page.getByText(`${totals.failed} of 3,000 files`).waitFor();
    await rowAt(page, 0).getByText('permission denied').waitFor();
    await page.keyboard.press('Control+f');
    await page.keyboard.type('slice-0106');
    await page.getByText('1 of 3,000 files').waitFor();
    await page.getByRole('button', { name: 'Show all files' }).click();
    await page.getByText('3,000 files', { exact: true }).waitFor();
    await page.close();
  });

  it('sorts by a column', async () => {
    const page = await stage.open('report', { rows: 3_000 });
    const file = page.getByRole('columnheader', { name: 'File', exact: true });
    await file.getByRole('button').click();
    await rowAt(page, 0).getByText('slice-0000.dcm').waitFor();
    await file.getByRole('button').click();
    await rowAt(page, 0).getByText('slice-2999.dcm').waitFor();
    await page.close();
  });

  it('opens, compares and reveals the chosen file', async () => {
    const page = await stage.open('report', { rows: 3_000 });
    await page.getByRole('button', { name: /Written/ }).click();
    await rowAt(page, 0).getByText('Written').waitFor();
    await rowAt(page, 0).click();
    const chosen = page.getByRole('region', { name: 'The chosen file' });
    for (const [word, kind] of [
      ['Open original', 'open-original'],
      ['Open clean copy', 'open-output'],
      ['Compare', 'compare'],
      ['Show in explorer', 'reveal'],
    ] as const) {
      await chosen.getByRole('button', { name: word }).click();
      await until(
        () => posted(page, kind),
        (messages) => messages.length === 1 && messages[0]?.['id'] === 0,
        kind,
      );
    }
    await rowAt(page, 0).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await until(
      () => posted(page, 'open-output'),
      (messages) => messages.length === 2,
      'Enter opens',
    );
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Compare' }).click();
    await until(
      () => posted(page, 'compare'),
      (messages) => messages.length === 2,
      'compared by the menu',
    );
    await page.close();
  });

  it('offers what can be done with the run', async () => {
    const page = await stage.open('report');
    for (const [word, kind] of [
      ['Open output folder', 'open-output-folder'],
      ['Verify', 'verify'],
      ['Retry refused', 'retry-refused'],
      ['Save report', 'save-report'],
    ] as const) {
      await page.getByRole('button', { name: word }).click();
      await until(
        () => posted(page, kind),
        (messages) => messages.length === 1,
        kind,
      );
    }
    await page.close();
  });

  it('says that a preview wrote nothing', async () => {
    const page = await stage.open('report', { rows: 100, dryRun: true });
    await page.getByText('nothing was written. This is what a run would do.').waitFor();
    assert.equal(await page.locator('vscode-button', { hasText: 'Verify' }).getAttribute('disabled'), '');
    await page.close();
  });

  it('looks the same after a reload', async () => {
    const page = await stage.open('report', { rows: 3_000 });
    await page.getByRole('button', { name: /Skipped/ }).click();
    await rowAt(page, 2).getByText('Skipped').waitFor();
    await rowAt(page, 2).click();
    await until(
      () =>
        page.evaluate(() =>
          (globalThis as unknown as { sessionStorage: { getItem(k: string): string | null } }).sessionStorage.getItem(
            'state',
          ),
        ),
      (saved) => saved?.includes('"kind":"skipped"') === true && !saved.includes('"selected":-1'),
      'the state is saved',
    );
    await page.reload();
    await until(
      () => rowAt(page, 2).getAttribute('aria-selected'),
      (chosen) => chosen === 'true',
      'the chosen file',
    );
    await page.close();
  });

  it('had nothing thrown and nothing forbidden by the CSP', () => {
    assert.deepEqual(stage.complaints, []);
  });
});

describe('the files of a report', () => {
  const files = runReport(500).files;

  it('are listed by kind with what needs the user first', () => {
    const kinds = listed(files, { text: '', kind: 'all', sort: { by: 'kind', descending: false } }).map(
      (file) => file.kind,
    );
    assert.deepEqual([...new Set(kinds)], ['refused', 'failed', 'skipped', 'not-dicom', 'written']);
  });

  it('are found by all words of a filter', () => {
    const found = listed(files, { text: 'DATE study-1', kind: 'warned', sort: { by: 'path', descending: false } });
    assert.ok(found.length > 0);
    assert.ok(found.every((file) => file.warnings.length > 0 && file.path.startsWith('study-1/')));
  });

  it('keep their order where the column is equal', () => {
    const sorted = listed(files, { text: '', kind: 'refused', sort: { by: 'reason', descending: true } });
    assert.deepEqual(
      sorted.map((file) => file.id),
      sorted.map((file) => file.id).sort((a, b) => a - b),
    );
  });
});
