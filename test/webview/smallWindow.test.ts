// In a small window, and at 200 % zoom (WCAG 2.2, 1.4.10), rows can still be seen: what does not fit is reached by scrolling.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import { raise, type Stage } from './browser.js';
import { IMAGE } from './phantom.js';

let stage: Stage;

const LEAST = 150;
const WARNING =
  'The image may show words. De-identify looks into it and takes out what identifies; to see what that is, press Look for text, faces and codes.';
const FACTS = { image: IMAGE, issues: [{ code: 'a', severity: 'warning', message: WARNING }] };

async function heightOf(page: Page, selector: string): Promise<number> {
  return (await page.locator(selector).first().boundingBox())?.height ?? 0;
}

describe('the pages in a small window', () => {
  before(async function () {
    stage = await raise(this);
  });
  after(async () => {
    await stage?.close();
  });

  for (const [width, height] of [
    [700, 360],
    [320, 480],
  ] as const) {
    it(`the editor has rows and an image in ${width} × ${height}`, async () => {
      const page = await stage.open('editor', { rows: 500, facts: FACTS }, 'dark', width);
      await page.setViewportSize({ width, height });
      await page.locator('canvas').first().waitFor();
      assert.ok((await heightOf(page, '.tree [role="treegrid"]')) >= LEAST, 'rows');
      assert.ok((await heightOf(page, '.image-stage')) >= 75, 'image');
      await page.locator('.split-second').scrollIntoViewIfNeeded();
      assert.ok(await page.locator('.image-stage').isVisible());
      const wide = Number(await page.evaluate("document.querySelector('.page').scrollWidth"));
      assert.ok(wide <= width, 'nothing is to be scrolled sideways but the table');
      await page.close();
    });

    it(`the report has rows in ${width} × ${height}`, async () => {
      const page = await stage.open('report', {}, 'dark', width);
      await page.setViewportSize({ width, height });
      await page.locator('[data-place="1"]').waitFor();
      assert.ok((await heightOf(page, '.tree [role="grid"], .tree [role="treegrid"]')) >= LEAST);
      await page.close();
    });
  }
});
