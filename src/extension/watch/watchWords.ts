// A watch in the user's words: how it stands, and how it ended.
import * as vscode from 'vscode';
import type { HostAnswer } from '../run/hostProcess.js';
import type { WatchStatus } from '../run/messages.js';
import { shortName } from '../run/places.js';
import type { Watched } from './watchTypes.js';

export function foldersText(folders: readonly vscode.Uri[]): string {
  const [first] = folders;
  return folders.length === 1 && first !== undefined
    ? shortName(first)
    : vscode.l10n.t('{0} folders', folders.length.toLocaleString());
}

/** `12 cleaned · 1 refused · 3 waiting`: what is nothing is left out, but for the first. */
export function countsText({ written, refused, waiting }: WatchStatus): string {
  const parts = [vscode.l10n.t('{0} cleaned', written.toLocaleString())];
  if (refused > 0) parts.push(vscode.l10n.t('{0} refused', refused.toLocaleString()));
  if (waiting > 0) parts.push(vscode.l10n.t('{0} waiting', waiting.toLocaleString()));
  return parts.join(' · ');
}

/** What it is at, as a sentence. */
export function phaseText({ status: { phase }, stopping }: Watched): string {
  if (stopping) return vscode.l10n.t('Stopping.');
  switch (phase) {
    case 'starting':
      return vscode.l10n.t('Starting.');
    case 'working':
      return vscode.l10n.t('Cleaning what has come.');
    case 'waiting':
      return vscode.l10n.t('Waiting for files.');
    case 'busy':
      return vscode.l10n.t('Waiting for another run over this folder to end.');
  }
}

interface End {
  /** The user wanted it. */
  readonly wished: boolean;
  readonly record: vscode.Uri | undefined;
  readonly again: () => void;
}

export function sayEnd(last: Watched, answer: HostAnswer, { wished, record, again }: End): void {
  const name = foldersText(last.folders);
  const showReport = vscode.l10n.t('Show Report');
  const restart = vscode.l10n.t('Watch Again');
  const chosen = (choice: string | undefined): void => {
    if (choice === restart) again();
    if (choice === showReport && record !== undefined) void openRecord(record);
  };
  if (answer.kind === 'watched') {
    const { stopped, status, recordProblem } = answer.answer;
    if (recordProblem !== undefined) sayNoRecord(recordProblem);
    const offers = record === undefined ? [] : [showReport];
    if (stopped !== undefined) {
      const said = vscode.l10n.t(
        'The watch over {0} ended: {1}. What was written is whole; watching again goes on from there.',
        name,
        stopped.message,
      );
      void vscode.window.showErrorMessage(said, restart, ...offers).then(chosen);
      return;
    }
    const said = vscode.l10n.t('No longer watching {0}: {1}.', name, countsText({ ...status, waiting: 0 }));
    void vscode.window.showInformationMessage(said, ...offers).then(chosen);
    return;
  }
  if (wished) {
    const said = vscode.l10n.t(
      'The watch over {0} was ended before it could say what was done. Copies that were written are whole.',
      name,
    );
    void vscode.window.showWarningMessage(said);
    return;
  }
  const said = vscode.l10n.t(
    'The watch over {0} ended by an error inside the program. Copies that were written are whole; watching again goes on from there. If it happens again, please report it, without the files.',
    name,
  );
  void vscode.window.showErrorMessage(said, restart).then(chosen);
}

export function sayNoRecord(problem: string): void {
  void vscode.window.showWarningMessage(
    vscode.l10n.t('The record of the run could not be written beside the originals: {0}', problem),
  );
}

export async function openRecord(record: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand('vscode.openWith', record, 'medimagecleaner.report');
}
