// "Check for identifying information": a dry run whose findings go to the Problems panel, file by file.
import * as vscode from 'vscode';
import { selected } from '../commands/selection.js';
import type { CheckedFile } from '../run/messages.js';
import { runOver } from '../run/runFlow.js';
import type { Services } from '../services.js';
import { registerFindingActions } from './findingActions.js';
import { countOf, diagnosticsOf } from './findingDiagnostics.js';

/** Above so many files only their counts are shown: nobody reads more, and the panel would not hold them. */
const FILES_IN_DETAIL = 300;

export interface Checks {
  /** Files in which something that identifies was found. */
  isIdentifying(file: vscode.Uri): boolean;
  readonly onDidChange: vscode.Event<readonly vscode.Uri[]>;
}

export function registerCheck(services: Services): Checks {
  const problems = vscode.languages.createDiagnosticCollection('medimagecleaner');
  const changed = new vscode.EventEmitter<readonly vscode.Uri[]>();
  const found = new Set<string>();
  const take = (files: readonly CheckedFile[]) => {
    const uris = files.map(({ path }) => vscode.Uri.file(path));
    for (const [index, file] of files.entries()) {
      const uri = uris[index];
      if (uri === undefined) continue;
      problems.set(uri, diagnosticsOf(uri, file));
      if (countOf(file) > 0) found.add(uri.toString());
      else found.delete(uri.toString());
    }
    changed.fire(uris);
  };
  const forget = (uris: readonly vscode.Uri[]) => {
    for (const uri of uris) {
      problems.delete(uri);
      found.delete(uri.toString());
    }
    changed.fire(uris);
  };
  const check = async (uris: readonly vscode.Uri[], quietly: boolean) => {
    const recipe = await services.recipes.current();
    const title = vscode.l10n.t('Looking for identifying information');
    const ran = await runOver(services, {
      uris,
      recipe,
      dryRun: true,
      record: false,
      findingsUpTo: FILES_IN_DETAIL,
      title,
    });
    if (ran?.answer.checked === undefined) return;
    take(ran.answer.checked.filter(({ issues }) => !issues.some(({ code }) => code === 'not-dicom')));
    if (!quietly) say(ran.answer.checked, ran.answer.stopped !== undefined);
  };
  services.context.subscriptions.push(
    problems,
    changed,
    vscode.commands.registerCommand('medimagecleaner.check', async (clicked?: unknown, all?: unknown) => {
      const uris = await selected(clicked, all, vscode.l10n.t('Check for Identifying Information'));
      if (uris.length > 0) await check(uris, false);
    }),
    vscode.workspace.onDidDeleteFiles(({ files }) => forget(files)),
    vscode.workspace.onDidRenameFiles(({ files }) => forget(files.map(({ oldUri }) => oldUri))),
  );
  registerFindingActions(services, (uri) => check([uri], true));
  return { isIdentifying: (file) => found.has(file.toString()), onDidChange: changed.event };
}

function say(files: readonly CheckedFile[], stopped: boolean): void {
  const identifying = files.filter((file) => countOf(file) > 0).length;
  const total = files.filter((file) => countOf(file) > 0 || file.refusal !== undefined).length;
  if (total === 0) {
    void vscode.window.showInformationMessage(
      stopped ? vscode.l10n.t('The check was cancelled.') : vscode.l10n.t('Nothing that identifies was found.'),
    );
    return;
  }
  const said =
    files.length === 1 && identifying === 1
      ? vscode.l10n.t('The file holds identifying information.')
      : vscode.l10n.t(
          '{0} of {1} files hold identifying information.',
          identifying.toLocaleString(),
          files.length.toLocaleString(),
        );
  const panel = vscode.l10n.t('Show Problems');
  void vscode.commands.executeCommand('workbench.actions.view.problems');
  void vscode.window.showInformationMessage(said, panel).then((choice) => {
    if (choice === panel) void vscode.commands.executeCommand('workbench.actions.view.problems');
  });
}
