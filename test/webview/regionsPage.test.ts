// Drawing in the page itself, by mouse and by keys, as the host hears of it.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import { posted, raise, type Stage, until } from './browser.js';
import { IMAGE } from './phantom.js';

interface Told {
  readonly regions: readonly { readonly box: readonly number[]; readonly kind: string; readonly fate: string }[];
}

let stage: Stage;

async function lastSettled(page: Page, count: number): Promise<Told['regions']> {
  const all = await until(
    () => posted(page, 'settle'),
    (messages) => messages.length >= count,
    `${count} messages`,
  );
  return (all.at(-1) as unknown as Told).regions;
}

describe('drawing regions in the page', () => {
  before(async function () {
    stage = await raise(this);
  });
  after(async () => {
    await stage?.close();
  });

  it('is told to the host as whole pixels of the image, and taken back by Ctrl+Z', async () => {
    const page = await stage.open('editor', { rows: 60, facts: { image: { ...IMAGE, frames: 1 } } }, 'dark');
    const image = page.locator('.image-stage');
    await page.locator('.region-row').nth(5).waitFor();
    await image.focus();
    await page.keyboard.press('d');
    await page.keyboard.press('n');
    const drawn = await lastSettled(page, 1);
    assert.equal(drawn.length, 2);
    const box = drawn[1]?.box ?? [];
    assert.equal(box.length, 4);
    assert.ok(box.every((value) => Number.isInteger(value) && value >= 0 && value <= 256));
    // It is chosen when the host has answered.
    await page.locator('.region.chosen').waitFor({ state: 'attached' });
    await page.keyboard.press('ArrowRight');
    const [left = 0] = box;
    assert.equal((await lastSettled(page, 2))[1]?.box[0], left + 1);
    await page.keyboard.press('Delete');
    assert.equal((await lastSettled(page, 3)).length, 1);
    await page.keyboard.press('Control+z');
    assert.equal((await lastSettled(page, 4)).length, 2);
    await page.close();
  }).timeout(90_000);

  it('leaves the window of the image alone while it goes on, and draws by mouse', async () => {
    const page = await stage.open('editor', { rows: 60, facts: { image: { ...IMAGE, frames: 1 } } }, 'dark');
    await page.locator('.region-row').nth(5).waitFor();
    const width = page.getByRole('textbox', { name: 'Window width' });
    const before = await width.inputValue();
    await page.locator('vscode-button[aria-label="Draw regions"]').click();
    const place = await page.locator('.image-stage').boundingBox();
    assert.ok(place !== null);
    // Below all that is there: on a region the mouse would choose it.
    await page.mouse.move(place.x + place.width / 2 - 20, place.y + place.height * 0.55);
    await page.mouse.down();
    await page.mouse.move(place.x + place.width / 2 + 20, place.y + place.height * 0.6, { steps: 3 });
    await page.mouse.up();
    const regions = await lastSettled(page, 1);
    assert.deepEqual(
      regions.map(({ kind, fate }) => `${kind} ${fate}`),
      ['drawn take', 'drawn take'],
    );
    assert.equal(await width.inputValue(), before);
    await page.close();
  }).timeout(90_000);
});
