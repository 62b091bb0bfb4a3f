// axe-core over both pages in all default themes; and style sheets that know only colours that a theme has.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { raise, type Stage, seriousViolations } from './browser.js';
import { readThemes, THEMES } from './harness.js';
import { IMAGE } from './phantom.js';

/** axe looks at thousands of nodes, several times. */
const SLOW = 180_000;

let stage: Stage;

const FACTS = {
  issues: [
    { code: 'a', severity: 'warning', message: 'A warning about the file.' },
    { code: 'b', severity: 'info', message: 'A note.' },
  ],
  refusal: { code: 'c', message: 'The file is truncated.' },
};

describe('the pages, for people who can not see or not point', () => {
  before(async function () {
    stage = await raise(this);
  });
  after(async () => {
    await stage?.close();
  });

  for (const theme of THEMES) {
    it(`the editor in ${theme} has no serious violation`, async () => {
      const page = await stage.open('editor', { rows: 500, facts: FACTS }, theme);
      await page.locator('[data-place="20"] .cell.name').waitFor();
      await page.getByText('By kind').click();
      await page.locator('[data-place="18"] .twistie').click();
      await page.locator('[data-place="19"]').getByText('[0]').waitFor();
      assert.deepEqual(await seriousViolations(page), []);
      await page.locator('[data-place="25"]').focus();
      await page.keyboard.press('r');
      await page.locator('[data-place="25"] .chip.rule').waitFor();
      await page.keyboard.press(' ');
      await page.getByRole('tooltip').getByText('Definition').waitFor();
      assert.deepEqual(await seriousViolations(page), [], 'with a rule and details');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Shift+F10');
      await page.getByRole('menu').waitFor();
      assert.deepEqual(await seriousViolations(page), [], 'with a menu');
      await page.keyboard.press('s');
      await page.getByRole('dialog').waitFor();
      assert.deepEqual(await seriousViolations(page), [], 'while a value is set');
      await page.close();
    }).timeout(SLOW);

    it(`image and structured report in ${theme} have no serious violation`, async () => {
      const page = await stage.open('editor', { rows: 60, facts: { image: IMAGE, report: true } }, theme);
      await page.locator('canvas').first().waitFor();
      await page.locator('[data-place="20"] .cell.name').waitFor();
      await page.locator('.region-row').nth(5).click();
      await page.getByRole('group', { name: 'The chosen region' }).waitFor();
      assert.deepEqual(await seriousViolations(page), [], 'the image and its regions');
      await page.getByRole('tab', { name: 'Report' }).click();
      await page.getByText('No change since last year.').first().waitFor();
      assert.deepEqual(await seriousViolations(page), [], 'the structured report');
      await page.close();
    }).timeout(SLOW);

    it(`the report in ${theme} has no serious violation`, async () => {
      const page = await stage.open('report', { rows: 500 }, theme, 700);
      await page.locator('[data-place="3"]').click();
      await page.getByRole('region', { name: 'The chosen file' }).waitFor();
      assert.deepEqual(await seriousViolations(page), []);
      await page.close();
    }).timeout(SLOW);
  }
});

describe('the style sheets', () => {
  const files = readdirSync('webview', { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(css|tsx?)$/.test(name))
    .map((name) => path.join('webview', name));

  it('use variables that VS Code has', () => {
    // The last one is VS Code's as well, but none of its own themes has it.
    const known = new Set([...Object.keys(readThemes().variables), '--vscode-list-inactiveSelectionForeground']);
    const unknown = files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/--vscode-[\w-]+/g)].flatMap(([name]) =>
        known.has(name) ? [] : [`${file}: ${name}`],
      ),
    );
    assert.deepEqual(unknown, []);
  });

  it('have no colour of their own', () => {
    const own = files
      // What lies over pixels is seen against the picture, not against the theme.
      .filter((file) => file.endsWith('.css') && !/^(image|overImage)\.css$/.test(path.basename(file)))
      .flatMap((file) =>
        [
          ...readFileSync(file, 'utf8').matchAll(
            /#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(|:\s*(?:red|green|blue|black|white|gr[ae]y)\b/gi,
          ),
        ].map(([found]) => `${file}: ${found}`),
      );
    assert.deepEqual(own, []);
  });
});
