// What the tests in a real extension host share: the extension's programming interface, and waiting for what comes in its own time.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Api } from '../../src/extension/api.js';

/** Anything of a patient in the sample study. */
export const IDENTIFIERS = /Lindqvist|SAMPLE-0042|19480229|Exempel/;

export async function api(): Promise<Api> {
  const extension = vscode.extensions.getExtension<Api>('medimagecleaner.medimagecleaner');
  assert.ok(extension !== undefined);
  return await extension.activate();
}

export async function until<T>(what: string, look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (let turn = 0; turn < 900; turn += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`it did not come to this: ${what}`);
}
