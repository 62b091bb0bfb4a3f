// What only shows something: a text dump, the difference to the clean copy, the last report.
import * as vscode from 'vscode';
import { dumpAddress } from '../dump/dumpAddress.js';
import { copyOf, exists, originalOf, shortName } from '../run/places.js';
import type { Services } from '../services.js';
import type { Reports } from './deidentify.js';
import { selectedFile } from './selection.js';

export function registerShow(services: Services, { records }: Reports): void {
  const { registerCommand } = vscode.commands;
  services.context.subscriptions.push(
    registerCommand('medimagecleaner.dump', async (clicked?: unknown) => {
      const file = await selectedFile(clicked, vscode.l10n.t('File to show as text'));
      if (file === undefined) return;
      const document = await vscode.workspace.openTextDocument(dumpAddress(file));
      await vscode.window.showTextDocument(document, { preview: false });
    }),
    registerCommand('medimagecleaner.compare', async (clicked?: unknown) => {
      const file = await selectedFile(clicked, vscode.l10n.t('File to compare with its clean copy'));
      if (file !== undefined) await compare(file);
    }),
    registerCommand('medimagecleaner.openReport', async () => {
      const record = records.latest();
      if (record === undefined || !(await exists(record))) {
        void vscode.window.showInformationMessage(vscode.l10n.t('No run in this workspace has left a report yet.'));
        return;
      }
      await vscode.commands.executeCommand('vscode.openWith', record, 'medimagecleaner.report');
    }),
  );
}

/** Opens the difference between an original and its clean copy; either may be named. */
export async function compare(file: vscode.Uri, copy?: vscode.Uri): Promise<void> {
  const original = copy === undefined ? (originalOf(file) ?? file) : file;
  const output = copy ?? (original === file ? await copyOf(file) : file);
  if (!(await exists(original))) {
    const said = vscode.l10n.t(
      'The original of {0} is not where it was: it was moved, renamed or deleted.',
      shortName(file),
    );
    void vscode.window.showErrorMessage(said);
    return;
  }
  if (output === undefined || !(await exists(output))) {
    const go = vscode.l10n.t('De-identify');
    const said = vscode.l10n.t('{0} has no clean copy yet.', shortName(original));
    if ((await vscode.window.showInformationMessage(said, go)) !== go) return;
    await vscode.commands.executeCommand('medimagecleaner.deidentify', original);
    return;
  }
  const title = vscode.l10n.t('{0}: original ↔ clean copy', shortName(original));
  await vscode.commands.executeCommand('vscode.diff', dumpAddress(original), dumpAddress(output), title);
}
