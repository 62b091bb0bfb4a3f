// Regions of an image as a user works with them: drawn by hand, found, decided otherwise, compared, and gone in the copy.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import type { Frame, Locator } from 'playwright-core';
import { readObject } from '../../src/core/formats/dicom/read.js';
import { bufferSource } from '../../src/core/kernel/source.js';
import { openImage } from '../../src/core/pixels/image.js';
import { readFrame } from '../../src/core/pixels/readFrame.js';
import { dicomEditor, pressButton, toggleMask } from './dicomEditor.js';
import { reportPage } from './report.js';
import { checkAccessibility } from './webview.js';
import { closeAll, command, dialogButton, openFile, pick, until, useWorkbench } from './workbench.js';

const FILE = 'study/US/US000001.dcm';
const WIDE = { width: 1600, height: 1000 };

/** Grey values of the only frame. */
async function pixelsOf(file: string): Promise<{ readonly columns: number; readonly bytes: Uint8Array }> {
  const read = await readObject(bufferSource(readFileSync(file)), true);
  const image = read.kind === 'object' ? await openImage(read.object) : undefined;
  assert.ok(image !== undefined);
  const drawn = await readFrame(image, 0, () => ({ kind: 'trouble', reason: 'not compressed' }));
  assert.ok(drawn.kind === 'frame');
  return drawn.frame;
}

function highest({ columns, bytes }: { columns: number; bytes: Uint8Array }, box: readonly number[]): number {
  const [left = 0, top = 0, right = 0, bottom = 0] = box;
  let most = 0;
  for (let row = top; row < bottom; row += 1)
    for (let column = left; column < right; column += 1) most = Math.max(most, bytes[row * columns + column] ?? 0);
  return most;
}

function regionRows(frame: Frame): Locator {
  return frame.locator('.region-row');
}

function stage(frame: Frame): Locator {
  return frame.locator('.image-stage');
}

async function tool(frame: Frame, label: string): Promise<void> {
  await frame.locator(`vscode-button[aria-label="${label}"]`).click();
}

/** Where the sample's text stands, and how it may be read: V and U are alike in its letters. */
const TEXT = [4, 3, 93, 10];
const READ = /LINDQ[UV]IST/i;

describe('regions of an image', () => {
  const workbench = useWorkbench({
    viewport: WIDE,
    settings: { 'workbench.colorTheme': 'Default Dark Modern' },
  });
  const at = (...place: string[]): string => path.join(workbench().folder, ...place);
  let drawn: readonly number[] = [];

  async function picture(name: string): Promise<void> {
    mkdirSync('.cache/pictures', { recursive: true });
    await workbench().page.screenshot({ path: path.join('.cache/pictures', `pixels-${name}.png`) });
  }

  it('are drawn by hand over the image, and count for the file at once', async () => {
    await openFile(workbench(), FILE);
    const frame = await dicomEditor(workbench().page);
    await tool(frame, 'Draw regions');
    const box = await stage(frame).boundingBox();
    assert.ok(box !== null);
    const { mouse } = workbench().page;
    await mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.5);
    await mouse.down();
    await mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.6, { steps: 4 });
    await mouse.up();
    const row = regionRows(frame).filter({ hasText: 'Drawn by hand' });
    await row.waitFor();
    await row.filter({ hasText: 'Goes: you decided' }).waitFor();
    assert.ok(existsSync(at('.medimagecleaner', 'regions.json')));
    const record = JSON.parse(readFileSync(at('.medimagecleaner', 'regions.json'), 'utf8'));
    assert.equal(record.objects.length, 1);
    assert.doesNotMatch(JSON.stringify(record), /1\.2\.|Lindqvist/i);
  });

  it('are moved, resized, deleted and brought back with keys alone', async () => {
    const frame = await dicomEditor(workbench().page);
    const boxes = (): readonly (readonly number[])[] =>
      JSON.parse(readFileSync(at('.medimagecleaner', 'regions.json'), 'utf8')).objects.flatMap(
        ({ regions }: { readonly regions: readonly { readonly box: readonly number[] }[] }) =>
          regions.map((region) => region.box),
      );
    const [before = []] = boxes();
    await stage(frame).focus();
    await stage(frame).press('ArrowRight');
    await until(workbench(), 'moved by a pixel', () => boxes()[0]?.[0] === (before[0] ?? 0) + 1);
    await stage(frame).press('Alt+ArrowDown');
    await until(workbench(), 'a pixel higher', () => boxes()[0]?.[3] === (before[3] ?? 0) + 1);
    await stage(frame).press('Delete');
    await until(workbench(), 'deleted', () => boxes().length === 0);
    await stage(frame).press('Control+z');
    await until(workbench(), 'brought back', () => boxes().length === 1);
    drawn = boxes()[0] ?? [];
  });

  it('are found on demand, with what was read there, which masking hides', async () => {
    const frame = await dicomEditor(workbench().page);
    await frame.locator('vscode-button', { hasText: 'Look for text, faces and codes' }).click();
    await frame.locator('.region-progress').waitFor();
    const text = regionRows(frame).filter({ hasText: 'identifying' });
    await text.waitFor({ timeout: 240000 });
    await text.filter({ hasText: READ }).waitFor();
    await picture('found-dark');
    await toggleMask(frame);
    await frame.locator('.image-cover.hidden').waitFor();
    await frame.getByText(READ).first().waitFor({ state: 'detached' });
    await toggleMask(frame);
    await text.filter({ hasText: READ }).waitFor();
    assert.doesNotMatch(readFileSync(at('.medimagecleaner', 'regions.json'), 'utf8'), READ);
  });

  it('have no serious violation of accessibility', async () => {
    await checkAccessibility(await dicomEditor(workbench().page));
  });

  it('are compared before and after, in the copy that a run would write', async () => {
    const frame = await dicomEditor(workbench().page);
    await tool(frame, 'Before and after');
    const slider = frame.getByRole('slider', { name: 'Before and after' });
    await slider.waitFor();
    await frame.locator('.after-wait').waitFor({ state: 'detached', timeout: 120000 });
    await slider.focus();
    await slider.press('Home');
    assert.equal(await slider.getAttribute('aria-valuenow'), '0');
    await slider.press('PageUp');
    await slider.press('PageUp');
    await picture('after-dark');
    await command(workbench(), 'Preferences: Color Theme');
    await pick(workbench(), 'Light Modern');
    await frame.locator('body.vscode-light').waitFor();
    await picture('after-light');
    await tool(frame, 'Before and after');
  });

  it('stay where the user keeps them, and go where nobody settled otherwise', async () => {
    const frame = await dicomEditor(workbench().page);
    const text = regionRows(frame).filter({ hasText: 'identifying' });
    await text.click();
    await frame.locator('vscode-button', { hasText: 'Keep this region' }).click();
    await text.filter({ hasText: 'Stays: you decided' }).waitFor();
    await frame.locator('vscode-button', { hasText: 'Leave it to the recipe' }).click();
    await text.filter({ hasText: /Goes$/ }).waitFor();
  });

  it('are black in the copy', async () => {
    const original = await pixelsOf(at(...FILE.split('/')));
    assert.ok(highest(original, drawn) > 0);
    await pressButton(await dicomEditor(workbench().page), 'De-identify');
    await reportPage(workbench().page);
    const copy = at('study', 'US', 'deidentified', 'US000001.dcm');
    const file = existsSync(copy) ? copy : at('deidentified', 'study', 'US', 'US000001.dcm');
    const pixels = await pixelsOf(file);
    assert.equal(highest(pixels, drawn), 0);
    assert.equal(highest(pixels, TEXT), 0, 'the text that was found');
    await closeAll(workbench());
  });

  it('become a rule of the recipe for the device', async () => {
    await openFile(workbench(), FILE);
    const frame = await dicomEditor(workbench().page);
    await regionRows(frame).filter({ hasText: 'Drawn by hand' }).click();
    await frame.locator('vscode-button', { hasText: 'Apply to this device' }).click();
    await dialogButton(workbench(), 'Create It');
    await until(workbench(), 'the rule', () => existsSync(at('deidentification.deid')));
    await regionRows(frame).filter({ hasText: 'Device rule' }).waitFor();
    const recipe = readFileSync(at('deidentification.deid'), 'utf8');
    assert.match(recipe, new RegExp(`coordinates ${drawn.join(',')}`));
    assert.doesNotMatch(recipe, /Lindqvist|SAMPLE-0042/);
    await regionRows(frame).filter({ hasText: 'Drawn by hand' }).waitFor({ state: 'detached' });
  });
});
