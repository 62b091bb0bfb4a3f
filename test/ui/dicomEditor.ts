// The page of the .dcm editor as a user works with it.
import type { Frame, Locator, Page } from 'playwright-core';
import { webviewFrame } from './webview.js';

/** The page in front, once its tree has rows. */
export async function dicomEditor(page: Page): Promise<Frame> {
  return webviewFrame(page, '.tree [role="treegrid"] [data-place] .cell.tag');
}

/** The page in front where it shows a message in place of a tree. */
export async function failedEditor(page: Page): Promise<Frame> {
  return webviewFrame(page, '.message[role="alert"]');
}

export function rows(frame: Frame): Locator {
  return frame.locator('.grid-row[data-place]');
}

/** The first row on the screen whose text has `text`, such as `(0010,0010)`. */
export function rowOf(frame: Frame, text: string): Locator {
  return rows(frame).filter({ hasText: text }).first();
}

/** Turns the wheel until that row is on the screen: how many rows fit differs from editor to editor. */
export async function scrollToRow(frame: Frame, text: string): Promise<Locator> {
  const row = rowOf(frame, text);
  const { mouse } = frame.page();
  await frame.locator('.tree [role="treegrid"]').hover();
  await mouse.wheel(0, -1_000_000);
  for (let turn = 0; turn < 200 && !(await row.isVisible()); turn += 1) {
    await mouse.wheel(0, 110);
    await row.waitFor({ timeout: 250 }).catch(() => undefined);
  }
  await row.waitFor();
  return row;
}

export function activeRow(frame: Frame): Locator {
  return frame.locator('.grid-row[aria-selected="true"]');
}

export function effectOf(row: Locator): Locator {
  return row.locator('.effect');
}

/** Types into the filter and waits until the tree has answered. */
export async function filterBy(frame: Frame, words: string): Promise<void> {
  await frame.locator('#filter input').fill(words);
  const told = words === '' ? /^[\d,]+ rows?$/ : /^[\d,]+ of [\d,]+ rows?$/;
  await matchCount(frame).filter({ hasText: told }).waitFor();
}

export function matchCount(frame: Frame): Locator {
  return frame.locator('#match-count');
}

export async function toggleOnlyIdentifying(frame: Frame): Promise<void> {
  await frame.locator('vscode-checkbox', { hasText: 'Only identifying' }).click();
}

export async function toggleMask(frame: Frame): Promise<void> {
  await frame.locator('vscode-button[aria-label="Mask values"]').click();
}

/** Presses a key on a row: K, E, R and S write rules. */
export async function pressOn(row: Locator, key: string): Promise<void> {
  await row.locator('.cell.name').click();
  await row.press(key);
}

export async function chooseRecipe(frame: Frame, label: string | RegExp): Promise<void> {
  await frame.locator('vscode-dropdown[aria-label="Recipe"]').click();
  await frame.locator('vscode-option').filter({ hasText: label }).first().click();
}

export async function pressButton(frame: Frame, name: string): Promise<void> {
  await frame.locator('.header vscode-button').filter({ hasText: name }).first().click();
}
