// What a scroll leaves alone: elements of rows do not move in the document, and only words that may not fit are clipped.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import { columnPixels } from '../../webview/grid/columns.js';
import { raise, type Stage, until } from './browser.js';

let stage: Stage;

/** As text: what runs in the page has other types than this program. */
const order = (page: Page) =>
  page.evaluate<number[]>(`[...document.querySelectorAll('.grid-row')].map((row) => Number(row.dataset.place))`);

const sorted = (places: readonly number[]) => places.every((place, at) => at === 0 || place > (places[at - 1] ?? 0));

/** Scrolls by so many pixels a frame; how many elements came to the rows or left them meanwhile. */
const scroll = (page: Page, frames: number, step: number) =>
  page.evaluate<number>(`new Promise((resolve) => {
    const box = document.querySelector('.grid-scroll');
    let changed = 0;
    const watch = new MutationObserver((all) => {
      for (const { addedNodes, removedNodes } of all) changed += addedNodes.length + removedNodes.length;
    });
    watch.observe(document.querySelector('.grid-rows'), { childList: true });
    let frame = 0;
    const turn = () => {
      if (frame++ < ${frames}) {
        box.scrollTop += ${step};
        return requestAnimationFrame(turn);
      }
      for (const { addedNodes, removedNodes } of watch.takeRecords()) changed += addedNodes.length + removedNodes.length;
      watch.disconnect();
      resolve(changed);
    };
    requestAnimationFrame(turn);
  })`);

async function open(script: object, width?: number): Promise<Page> {
  const page = await stage.open('editor', script, 'dark', width);
  await page.locator('[data-place="0"] .cell.name').waitFor();
  await page.waitForTimeout(300);
  return page;
}

describe('scrolling the tree', () => {
  before(async function () {
    stage = await raise(this);
  });
  after(async () => {
    await stage?.close();
  });

  it('keeps elements where they are, and puts them in the order of the rows when it rests', async () => {
    const page = await open({ identifying: true });
    const before = (await order(page)).length;
    // Less than a screen in each frame: most rows stay.
    const changed = await scroll(page, 8, 115);
    const places = await until(() => order(page), sorted, 'the document has the order of the rows');
    assert.equal(changed, 0);
    assert.equal(places.length, before);
    assert.equal(places.length, new Set(places).size);
    assert.ok((places[0] ?? 0) > 20, `the first row is ${places[0]}`);
    await page.close();
  });

  it('leaves the keyboard to its row while others go round it', async () => {
    const page = await open({ identifying: true });
    await page.locator('[data-place="12"] .cell.name').click();
    await scroll(page, 4, 45);
    await until(() => order(page), sorted, 'the document has the order of the rows');
    const focused = () => page.evaluate<string>(`document.activeElement.dataset.place ?? 'none'`);
    assert.equal(await focused(), '12');
    // Off the screen it stays, at its place before all others.
    await scroll(page, 6, 300);
    const places = await until(
      () => order(page),
      (all) => sorted(all) && (all[1] ?? 0) > 60,
      'the rows that came are in order',
    );
    assert.equal(places[0], 12);
    assert.equal(await focused(), '12');
    await page.close();
  });

  for (const width of [1280, 700]) {
    it(`clips all words that do not fit, ${width} pixels wide`, async () => {
      const page = await open({ rows: 200 }, width);
      const cells = await page.evaluate<{ readonly fits: number; readonly wrong: string[] }>(`(() => {
        const fitting = [...document.querySelectorAll('.grid-row .cell.fits')];
        const over = (cell) => cell.scrollWidth > cell.clientWidth;
        const clipped = [...document.querySelectorAll('.grid-row .cell:not(.fits)')];
        return {
          fits: fitting.length,
          wrong: [
            ...fitting.filter(over),
            ...clipped.filter((cell) => getComputedStyle(cell).overflowX !== 'clip'),
          ].map((cell) => cell.textContent),
        };
      })()`);
      assert.deepEqual(cells.wrong, []);
      assert.ok(cells.fits > 50, `${cells.fits} cells fit`);
      await page.close();
    });
  }
});

describe('the width of a column', () => {
  const columns = [
    { id: 'name', title: 'Name', width: 200, narrow: 100, least: 80, sortable: true },
    { id: 'length', title: 'Length', width: 80, narrow: 60, least: 50, sortable: true, spare: true },
    { id: 'value', title: 'Value', width: 240, narrow: 120, least: 90, grows: true, sortable: false },
  ];

  it('is what the others leave, for one that grows', () => {
    assert.deepEqual(columnPixels(columns, {}, 1003), [200, 80, 720]);
  });

  it('is nothing for one that is left out', () => {
    assert.deepEqual(columnPixels(columns, {}, 203), [100, 0, 100]);
  });

  it('is the one that the user chose', () => {
    assert.deepEqual(columnPixels(columns, { value: 300 }, 1003), [200, 80, 300]);
  });
});
