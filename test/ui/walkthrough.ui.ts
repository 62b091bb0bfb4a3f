// The walkthrough's pages as they are shown, and what a row puts on the clipboard.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { dicomEditor, scrollToRow } from './dicomEditor.js';
import { command, openFile, pick, useWorkbench } from './workbench.js';

const PICTURES = '.cache/pictures';

describe('the walkthrough', () => {
  const workbench = useWorkbench();

  it('leads through a first run, a page for each step', async () => {
    const { page } = workbench();
    await command(workbench(), 'Welcome: Open Walkthrough...');
    await pick(workbench(), 'De-identify your first study');
    const steps = page.locator('.getting-started-step');
    await steps.first().waitFor();
    const count = await steps.count();
    assert.equal(count, 6);
    mkdirSync(PICTURES, { recursive: true });
    for (let at = 0; at < count; at += 1) {
      await steps.nth(at).click();
      await steps.nth(at).and(page.locator('.expanded')).waitFor();
      await page.screenshot({ path: path.join(PICTURES, `walkthrough-${at + 1}.png`) });
    }
  });
});

describe('a row of the tree', () => {
  const workbench = useWorkbench();

  /** What a user would paste. */
  async function clipboard(): Promise<string> {
    const { page } = workbench();
    await page.keyboard.press('F1');
    const input = page.locator('.quick-input-widget input').first();
    await input.waitFor();
    await input.fill('');
    await page.keyboard.press('Control+v');
    await page.waitForTimeout(500);
    const text = await input.inputValue();
    await page.keyboard.press('Escape');
    return text;
  }

  it('gives its value and its path to the clipboard', async () => {
    const { page } = workbench();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await openFile(workbench(), 'study/CT/CT000001.dcm');
    const frame = await dicomEditor(page);
    const wanted = [
      ['Copy value', 'Value copied', 'Lindqvist^Märta^Sample'],
      ['Copy path', 'Path copied', '(0010,0010)'],
    ] as const;
    for (const [entry, said, text] of wanted) {
      const row = await scrollToRow(frame, '(0010,0010)');
      await row.locator('.cell.name').click();
      await row.press('Shift+F10');
      await frame.getByRole('menuitem', { name: entry }).click();
      await frame.locator('.status', { hasText: said }).waitFor();
      assert.equal(await clipboard(), text);
    }
  });
});
