// What the explorer's menus must know of the settings: their conditions can't read lists or build patterns, so they get context keys.
// Until the extension's first use there are none, and the menus are those of the default settings.
import path from 'node:path';
import * as vscode from 'vscode';
import type { Records } from '../report/records.js';
import { outputFolderName } from '../run/places.js';
import type { Services } from '../services.js';
import { menuPatterns } from './menuPatterns.js';

const DEFAULT_NAME = 'deidentified';

function set(key: string, value: unknown): void {
  void vscode.commands.executeCommand('setContext', `medimagecleaner.${key}`, value);
}

function setPatterns(): void {
  const patterns = vscode.workspace.getConfiguration('medimagecleaner').get<readonly string[]>('extraFilePatterns', []);
  const { extensions, names, any } = menuPatterns(patterns);
  set('extraExtensions', extensions);
  set('extraNames', names);
  set('extraAny', any);
}

export function registerMenuContext({ context, log }: Services, records: Records): void {
  const setOutput = async (): Promise<void> => {
    const name = outputFolderName();
    set('ownOutputName', name !== DEFAULT_NAME);
    set('outputNames', [name]);
    // Folders below one of that name: those of copies that a run made.
    const copies = name === DEFAULT_NAME ? [] : await records.copies();
    set('outputFolders', [...new Set(copies.map(({ fsPath }) => path.dirname(fsPath)))]);
  };
  const renew = (): void => {
    setOutput().catch(() => log.warn('the records of runs could not be read for the menus'));
  };
  setPatterns();
  renew();
  context.subscriptions.push(
    records.onDidChange(renew),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('medimagecleaner.extraFilePatterns')) setPatterns();
      if (event.affectsConfiguration('medimagecleaner.outputFolder')) renew();
    }),
  );
}
