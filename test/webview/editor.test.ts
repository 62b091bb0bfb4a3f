// The page of the .dcm editor, used as a user does, over a scripted host.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import { posted, raise, type Stage, tell, until } from './browser.js';
import { IMAGE } from './phantom.js';

let stage: Stage;

const rowsIn = (page: Page) => page.locator('.grid-row');
const rowAt = (page: Page, place: number) => page.locator(`[data-place="${place}"]`);
const focusedPlace = (page: Page) =>
  page.evaluate(() => {
    const { document } = globalThis as unknown as {
      document: { activeElement: { dataset?: Record<string, string> } | null };
    };
    return Number(document.activeElement?.dataset?.['place'] ?? -1);
  });

async function focusOn(page: Page, place: number): Promise<void> {
  await until(
    () => focusedPlace(page),
    (at) => at === place,
    `row ${place} has the keyboard`,
  );
}

async function firstRows(page: Page): Promise<void> {
  await rowAt(page, 0).locator('.cell.name').waitFor();
}

describe('the tree of the .dcm editor', () => {
  before(async function () {
    stage = await raise(this);
  });
  after(async () => {
    await stage?.close();
  });

  it('has only the rows on the screen in the document', async () => {
    const page = await stage.open('editor');
    await firstRows(page);
    const tree = page.getByRole('treegrid', { name: 'Attributes' });
    assert.equal(await tree.getAttribute('aria-rowcount'), '10001');
    const count = await rowsIn(page).count();
    assert.ok(count > 20 && count < 60, `${count} rows`);
    assert.equal(await rowAt(page, 0).getAttribute('aria-rowindex'), '2');
    assert.match(
      await rowAt(page, 20).innerText(),
      /Patient's Name[\s\S]*Simpson\^Abraham\^J[\s\S]*Replaced[\s\S]*name/,
    );
    await page.close();
  });

  it('says what the object is and what identifies', async () => {
    const page = await stage.open('editor');
    await firstRows(page);
    await page.getByText('25 identifying attributes, 2 in private blocks, 3 in sequences').waitFor();
    await page.getByText('Burned-in text: likely (US, secondary capture)').waitFor();
    await page.getByText('CT Image Storage · CT · 515 KB · Explicit VR Little Endian · ISO_IR 100').waitFor();
    await page.getByRole('button', { name: 'De-identify' }).click();
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('button', { name: 'Text dump' }).click();
    await page.getByRole('button', { name: 'Open recipe' }).click();
    for (const kind of ['deidentify', 'compare', 'dump', 'open-recipe']) {
      await until(
        () => posted(page, kind),
        (messages) => messages.length === 1,
        kind,
      );
    }
    await page.getByRole('combobox', { name: 'Recipe' }).click();
    await page.getByRole('option', { name: 'research' }).click();
    await until(
      () => posted(page, 'choose-recipe'),
      (messages) => messages[0]?.['id'] === 'research',
      'the recipe',
    );
    await page.close();
  });

  it('shows a refusal and issues, and writes nothing then', async () => {
    const page = await stage.open('editor', {
      facts: {
        refusal: { code: 'truncated', message: 'The file is truncated. Fetch it again.' },
        issues: [
          { code: 'a', severity: 'info', message: 'A note.' },
          { code: 'b', severity: 'warning', message: 'A warning.' },
        ],
      },
    });
    await page.getByRole('alert').getByText('The file is truncated. Fetch it again.').waitFor();
    assert.equal(await page.locator('vscode-button', { hasText: 'De-identify' }).getAttribute('disabled'), '');
    await page.getByText('A warning.').waitFor();
    assert.equal(await page.getByText('A note.').count(), 0);
    await page.getByRole('button', { name: '1 more' }).click();
    await page.getByText('A note.').waitFor();
    await page.close();
  });

  it('scrolls a million rows, by the thumb, by the wheel and by keys', async () => {
    const page = await stage.open('editor', { rows: 1_000_000 });
    await firstRows(page);
    await rowAt(page, 0).focus();
    await page.keyboard.press('End');
    await focusOn(page, 999_999);
    await rowAt(page, 999_999).getByText('Invented 999999', { exact: true }).waitFor();
    await page.locator('.grid-scroll').evaluate((element) => {
      const scroller = element as unknown as { scrollTop: number; scrollHeight: number };
      scroller.scrollTop = scroller.scrollHeight / 2;
    });
    const firstPlace = () =>
      page.evaluate(() => {
        const { document } = globalThis as unknown as {
          document: {
            elementFromPoint(
              x: number,
              y: number,
            ): { closest(s: string): { dataset: Record<string, string> } | null } | null;
          };
        };
        return Number(document.elementFromPoint(300, 300)?.closest('[data-place]')?.dataset['place'] ?? -1);
      });
    const middle = await until(firstPlace, (place) => place > 490_000 && place < 510_000, 'the middle of the list');
    await page.mouse.move(300, 300);
    await page.mouse.wheel(0, 220);
    await until(firstPlace, (place) => Math.abs(place - middle - 10) <= 1, `ten rows below ${middle}`);
    assert.ok((await rowsIn(page).count()) < 60);
    await page.close();
  });

  it('filters as one types, and keeps the old rows until the new ones are here', async () => {
    const page = await stage.open('editor', { delay: 1000 });
    await firstRows(page);
    await page.keyboard.press('Control+f');
    await page.keyboard.type('patient');
    // The host has not answered yet: the rows of before are still there.
    await rowAt(page, 0).getByText('Media Storage SOP Class UID').waitFor();
    assert.equal(await page.locator('.cell.coming').count(), 0);
    await page.getByText('7 of 10,000 rows').waitFor();
    await rowAt(page, 0).getByText("Patient's Name").waitFor();
    assert.equal(await rowsIn(page).count(), 7);
    await page.keyboard.press('Escape');
    await page.getByText('10,000 rows', { exact: true }).waitFor();
    await page.close();
  });

  it('says that nothing matches, and how to get out of it', async () => {
    const page = await stage.open('editor');
    await firstRows(page);
    await page.keyboard.press('Control+f');
    await page.keyboard.type('no such thing');
    await page.getByText('No row matches the filter.').waitFor();
    await page.getByRole('button', { name: 'Show all rows' }).click();
    await rowAt(page, 0).getByText('Media Storage SOP Class UID').waitFor();
    await page.close();
  });

  it('shows only what identifies', async () => {
    const page = await stage.open('editor');
    await firstRows(page);
    await page.getByRole('checkbox', { name: 'Only identifying' }).click();
    await rowAt(page, 0).getByText('Media Storage SOP Instance UID').waitFor();
    assert.equal(await page.locator('.grid-row:not(.finding)').count(), 0);
    await page.close();
  });

  it('goes to the next and the previous finding', async () => {
    const page = await stage.open('editor');
    await firstRows(page);
    await page.keyboard.press('F8');
    await focusOn(page, 1);
    await page.keyboard.press('F8');
    await focusOn(page, 5);
    await page.keyboard.press('Shift+F8');
    await focusOn(page, 1);
    await page.getByRole('button', { name: 'Previous finding' }).click();
    // Before the first comes the last.
    await until(
      () => page.locator('.grid-row[aria-selected="true"]').getAttribute('data-place'),
      (place) => Number(place) > 9_900,
      'the last finding',
    );
    await tell(page, { kind: 'step', backwards: false });
    await until(
      () => page.locator('.grid-row[aria-selected="true"]').getAttribute('data-place'),
      (place) => place === '1',
      'the first finding after the last',
    );
    await page.close();
  });

  it('is used by keys alone', async () => {
    const page = await stage.open('editor');
    await firstRows(page);
    await rowAt(page, 0).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await focusOn(page, 1);
    await page.keyboard.press('PageDown');
    assert.ok((await focusedPlace(page)) > 15);
    await page.keyboard.press('Home');
    await focusOn(page, 0);
    await rowAt(page, 18).focus();
    await page.keyboard.press('ArrowRight');
    await until(
      () => rowAt(page, 18).getAttribute('aria-expanded'),
      (open) => open === 'true',
      'the sequence is open',
    );
    await focusOn(page, 18);
    await page.keyboard.press('ArrowRight');
    await focusOn(page, 19);
    assert.equal(await rowAt(page, 19).getAttribute('aria-level'), '2');
    await page.keyboard.press('Enter');
    await until(
      () => rowAt(page, 20).getAttribute('aria-level'),
      (level) => level === '3',
      'the item is open',
    );
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await focusOn(page, 21);
    await page.keyboard.press('ArrowLeft');
    await focusOn(page, 19);
    await page.keyboard.press('ArrowLeft');
    await until(
      () => rowAt(page, 19).getAttribute('aria-expanded'),
      (open) => open === 'false',
      'the item is closed',
    );
    await page.keyboard.press('ArrowLeft');
    await focusOn(page, 18);
    assert.equal(await page.locator('.grid-row[tabindex="0"]').count(), 1);
    await page.close();
  });

  it('writes rules by keys and by buttons', async () => {
    const page = await stage.open('editor');
    await firstRows(page);
    await rowAt(page, 20).focus();
    await page.keyboard.press('k');
    await rowAt(page, 20).locator('.effect.kept').waitFor();
    await rowAt(page, 20).locator('.chip.rule', { hasText: 'Keep' }).waitFor();
    await focusOn(page, 20);
    await page.keyboard.press('r');
    await rowAt(page, 20).locator('.effect.removed').waitFor();
    await page.keyboard.press('Delete');
    await rowAt(page, 20).locator('.effect.replaced').waitFor();
    await rowAt(page, 21).hover();
    await rowAt(page, 21).getByRole('button', { name: 'Empty' }).click();
    await rowAt(page, 21).locator('.effect.emptied').waitFor();
    const rules = (await posted(page, 'rule')).map((message) => `${message['path']} ${message['rule']}`);
    assert.deepEqual(rules, ['(0010,0010) keep', '(0010,0010) remove', '(0010,0010) none', '(0010,0020) empty']);
    await page.close();
  });

  it('sets a value, and shows what the host has against it', async () => {
    const page = await stage.open('editor');
    await firstRows(page);
    await rowAt(page, 20).focus();
    await page.keyboard.press('s');
    const dialog = page.getByRole('dialog', { name: "Set Patient's Name" });
    await dialog.waitFor();
    await until(
      () =>
        page.evaluate(
          () =>
            (globalThis as unknown as { document: { activeElement: { tagName: string } } }).document.activeElement
              .tagName,
        ),
      (tag) => tag === 'VSCODE-TEXT-FIELD',
      'the field has the keyboard',
    );
    await page.keyboard.type('a<b');
    await page.keyboard.press('Enter');
    await dialog.getByRole('alert').getByText('This attribute can not hold < or >.').waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Someone^Else');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await rowAt(page, 20).getByText('Someone^Else').waitFor();
    await page.keyboard.press('s');
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await focusOn(page, 20);
    await page.close();
  });

  it('has a menu for each row', async () => {
    const page = await stage.open('editor');
    await firstRows(page);
    await rowAt(page, 20).focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menu').waitFor();
    for (const what of ['tag', 'keyword', 'path', 'value']) {
      if ((await page.getByRole('menu').count()) === 0) await page.keyboard.press('Shift+F10');
      await page.getByRole('menuitem', { name: `Copy ${what}` }).click();
      await focusOn(page, 20);
    }
    assert.deepEqual(await posted(page, 'copy'), [
      { kind: 'copy', path: '(0010,0010)', what: 'tag' },
      { kind: 'copy', path: '(0010,0010)', what: 'keyword' },
      { kind: 'copy', path: '(0010,0010)', what: 'path' },
      { kind: 'copy', path: '(0010,0010)', what: 'value' },
    ]);
    await rowAt(page, 0).click({ button: 'right' });
    // No rule can be written for file meta information.
    assert.equal(await page.getByRole('menuitem', { name: 'Keep' }).getAttribute('aria-disabled'), 'true');
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await page.close();
  });

  it('tells the clause and the definition, by key and by hover', async () => {
    const page = await stage.open('editor');
    await firstRows(page);
    await rowAt(page, 20).focus();
    await page.keyboard.press(' ');
    await page.getByRole('tooltip').getByText('PS3.15 Table E.1-1').waitFor();
    assert.equal(await rowAt(page, 20).getAttribute('aria-describedby'), 'details');
    await page.keyboard.press('Escape');
    await page.getByRole('tooltip').waitFor({ state: 'detached' });
    await rowAt(page, 13).locator('.cell.name').hover();
    await page.getByRole('tooltip').getByText('(0008,0080)').waitFor();
    await page.close();
  });

  it('sorts by a column, the other way, and as in the file', async () => {
    const page = await stage.open('editor');
    await firstRows(page);
    const name = page.getByRole('columnheader', { name: 'Name' });
    await name.getByRole('button').click();
    await until(
      () => name.getAttribute('aria-sort'),
      (sort) => sort === 'ascending',
      'ascending',
    );
    await rowAt(page, 1).getByText('Accession Number').waitFor();
    await name.getByRole('button').click();
    await until(
      () => name.getAttribute('aria-sort'),
      (sort) => sort === 'descending',
      'descending',
    );
    await name.getByRole('button').click();
    await rowAt(page, 0).getByText('Media Storage SOP Class UID').waitFor();
    await page.close();
  });

  it('masks values', async () => {
    const page = await stage.open('editor');
    await firstRows(page);
    await page.getByRole('button', { name: 'Mask values' }).click();
    await rowAt(page, 20).getByText('••••••').waitFor();
    assert.equal(await page.getByText('Simpson^Abraham^J').count(), 0);
    await page.close();
  });

  it('looks the same after it was hidden or reloaded', async () => {
    const page = await stage.open('editor');
    await firstRows(page);
    const grip = page.getByRole('columnheader', { name: 'Name' }).locator('.grip');
    const box = await grip.boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + 4, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + 104, box.y + 10, { steps: 4 });
    await page.mouse.up();
    const width = async () => Math.round((await rowAt(page, 20).locator('.cell.name').boundingBox())?.width ?? 0);
    const wide = await until(width, (now) => now > 320, 'the column is wider');
    await page.getByRole('columnheader', { name: 'Tag' }).getByRole('button').press('Shift+ArrowRight');
    await page.getByRole('button', { name: 'Mask values' }).click();
    await rowAt(page, 18).locator('.twistie').click();
    await rowAt(page, 19).getByText('[0]').waitFor();
    await page.locator('.grid-scroll').evaluate((element) => {
      (element as unknown as { scrollTop: number }).scrollTop = 110_000;
    });
    await rowAt(page, 5_010).click();
    await until(
      () =>
        page.evaluate(() =>
          (globalThis as unknown as { sessionStorage: { getItem(k: string): string | null } }).sessionStorage.getItem(
            'state',
          ),
        ),
      (saved) => saved?.includes('"active":5010') === true,
      'the state is saved',
    );
    await page.reload();
    await until(
      () => page.locator('.grid-row[aria-selected="true"]').getAttribute('data-place'),
      (place) => place === '5010',
      'the row that was chosen',
    );
    await rowAt(page, 5_010).getByText('••••••').waitFor();
    await page.locator('.grid-scroll').evaluate((element) => {
      (element as unknown as { scrollTop: number }).scrollTop = 0;
    });
    await rowAt(page, 19).getByText('[0]').waitFor();
    assert.equal(await width(), wide);
    await page.close();
  });

  it('has a pane for the image that can be resized, closed and opened', async () => {
    const page = await stage.open('editor', { facts: { image: IMAGE } });
    await firstRows(page);
    const side = page.getByRole('region', { name: 'Beside the tree' });
    const wide = async () => Math.round((await side.boundingBox())?.width ?? 0);
    const before = await wide();
    const bar = page.getByRole('separator', { name: 'Width of the pane' });
    await bar.press('ArrowLeft');
    await until(wide, (now) => now > before + 30, 'wider by a key');
    const box = await bar.boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x, 400);
    await page.mouse.down();
    await page.mouse.move(box.x - 200, 400, { steps: 4 });
    await page.mouse.up();
    await until(wide, (now) => now > before + 200, 'wider by the mouse');
    await until(
      () => posted(page, 'get-frame'),
      (messages) => messages.length > 0,
      'a frame is asked for',
    );
    await page.getByRole('button', { name: 'Close the pane', exact: true }).click();
    await side.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Image', exact: true }).click();
    await side.waitFor();
    await page.close();
  });

  it('has no such pane for an object without pixels', async () => {
    const page = await stage.open('editor');
    await firstRows(page);
    assert.equal(await page.getByRole('region', { name: 'Beside the tree' }).count(), 0);
    assert.equal(await page.getByRole('button', { name: 'Image', exact: true }).count(), 0);
    await page.close();
  });

  it('shows a structured report as people read it', async () => {
    const page = await stage.open('editor', { facts: { report: true } });
    await firstRows(page);
    await page.getByRole('tabpanel').getByText('No change since last year.').waitFor();
    await page.close();
  });

  it('speaks the language of the host', async () => {
    const page = await stage.open('editor', {
      strings: { 'Only identifying': 'Nur Identifizierendes', '{0} rows': '{0} Zeilen' },
    });
    await page.getByText('Nur Identifizierendes').waitFor();
    await page.getByText('10,000 Zeilen').waitFor();
    await page.getByText('De-identify').waitFor();
    await page.close();
  });

  it('never leaves the user before a blank page', async () => {
    const silent = await stage.open('editor', { silent: true });
    await silent.getByText('Reading the file…').waitFor();
    await silent.close();
    const failed = await stage.open('editor', {
      failed: { message: 'This is not a DICOM file.', hint: 'Open it as text.' },
    });
    await failed.getByRole('alert').getByText('This is not a DICOM file.').waitFor();
    await failed.getByText('Open it as text.').waitFor();
    await failed.getByRole('button', { name: 'Try again' }).click();
    await until(
      () => posted(failed, 'reload'),
      (messages) => messages.length === 1,
      'the host is asked again',
    );
    await failed.close();
  });

  it('had nothing thrown and nothing forbidden by the CSP', () => {
    assert.deepEqual(stage.complaints, []);
  });
});
