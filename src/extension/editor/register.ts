// The editor for DICOM files, under both of its names, and the commands that reach the one in front.
import * as vscode from 'vscode';
import type { Services } from '../services.js';

export const VIEW_TYPE = 'medimagecleaner.dicom';
/** For files that are not named like DICOM. */
export const ANY_VIEW_TYPE = 'medimagecleaner.dicom.any';

export function registerEditor({ context }: Services): void {
  context.subscriptions.push(
    vscode.commands.registerCommand('medimagecleaner.openAsDicom', async (given?: vscode.Uri) => {
      const uri = given ?? (await askForFile());
      if (uri !== undefined) await vscode.commands.executeCommand('vscode.openWith', uri, ANY_VIEW_TYPE);
    }),
  );
}

async function askForFile(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    canSelectMany: false,
    openLabel: vscode.l10n.t('Open as DICOM'),
  });
  return chosen?.[0];
}
