// Verify: the second reader over clean copies and their originals; what it finds goes to the Problems panel.
import * as vscode from 'vscode';
import type { Verdict } from '../../node/verdict.js';
import { settledForRun } from '../pixels/settledForRun.js';
import type { Records } from '../report/records.js';
import { askHost } from '../run/hostProcess.js';
import { copyOf, exists, isWorkspaceRoot, originalOf, outputFolderName, shortName } from '../run/places.js';
import { sayFailure, withProgress } from '../run/runFlow.js';
import type { Services } from '../services.js';
import type { CurrentRecipe } from '../workspaceRecipe/workspaceRecipe.js';
import { recipeOfRun } from './recipeOfRun.js';
import { selected } from './selection.js';

export function registerVerify(services: Services, records: Records): void {
  const problems = vscode.languages.createDiagnosticCollection('medimagecleaner verify');
  services.context.subscriptions.push(
    problems,
    vscode.commands.registerCommand(
      'medimagecleaner.verify',
      async (clicked?: unknown, all?: unknown, digest?: unknown) => {
        const [chosen] = await selected(clicked, all, vscode.l10n.t('Folder of clean copies to verify'));
        if (chosen === undefined) return;
        const made = typeof digest === 'string' ? digest : (await records.runOf(chosen))?.policyDigest;
        const recipe = await recipeOfRun(services, made);
        if (recipe !== undefined) await verify(services, problems, chosen, recipe);
      },
    ),
  );
}

interface Pair {
  readonly original: vscode.Uri;
  readonly output: vscode.Uri;
}

async function verify(
  services: Services,
  problems: vscode.DiagnosticCollection,
  chosen: vscode.Uri,
  { policy, broken, label }: CurrentRecipe,
): Promise<void> {
  const pairs = await pairsOf(chosen);
  if (pairs.length === 0) {
    const said = vscode.l10n.t('{0} has no clean copies, or their originals are not beside them.', shortName(chosen));
    void vscode.window.showErrorMessage(said);
    return;
  }
  if (broken !== undefined) {
    void vscode.window.showErrorMessage(vscode.l10n.t('The recipe {0} can not be used: {1}', label, broken));
    return;
  }
  const settled = await settledForRun(
    services,
    pairs.map(({ original }) => original),
  );
  if (settled === undefined) return;
  const key = await services.key.get();
  const verdicts: Told[] = [];
  for (const { original, output } of pairs) {
    const title = vscode.l10n.t('Verifying {0}', shortName(output));
    const answer = await withProgress({ title }, (progress, signal) =>
      askHost({
        extensionPath: services.context.extensionPath,
        request: {
          kind: 'verify',
          verify: {
            original: original.fsPath,
            output: output.fsPath,
            policy,
            settled,
            ...(key === undefined ? {} : { key }),
          },
        },
        progress,
        signal,
      }),
    );
    if (answer.kind !== 'verified') return sayFailure(answer);
    if (answer.stopped) return;
    const place = (verdict: Verdict) => (verdict.name === '' ? output : vscode.Uri.joinPath(output, verdict.name));
    const before = (verdict: Verdict) => (verdict.name === '' ? original : vscode.Uri.joinPath(original, verdict.name));
    verdicts.push(
      ...answer.verdicts.map((verdict) => ({ verdict, output: place(verdict), original: before(verdict) })),
    );
  }
  show(problems, verdicts);
}

interface Told {
  readonly verdict: Verdict;
  readonly output: vscode.Uri;
  readonly original: vscode.Uri;
}

/** What to compare: a folder of copies holds one entry for each thing that was de-identified. */
async function pairsOf(chosen: vscode.Uri): Promise<readonly Pair[]> {
  const original = originalOf(chosen);
  if (original === undefined) {
    // Of a root of the workspace the copies lie inside it.
    const inside = vscode.Uri.joinPath(chosen, outputFolderName());
    if (isWorkspaceRoot(chosen) && (await exists(inside))) return await pairsOf(inside);
    const output = await copyOf(chosen);
    return output === undefined ? [] : [{ original: chosen, output }];
  }
  if (shortName(chosen) !== outputFolderName()) return (await exists(original)) ? [{ original, output: chosen }] : [];
  const pairs: Pair[] = [];
  for (const [name] of await vscode.workspace.fs.readDirectory(chosen)) {
    const pair = { original: vscode.Uri.joinPath(original, name), output: vscode.Uri.joinPath(chosen, name) };
    if (!name.startsWith('.') && (await exists(pair.original))) pairs.push(pair);
  }
  return pairs;
}

/** So many attributes on which the rules had no effect are no slip: the copies were made by other rules. */
const OTHER_RULES = 3;

function show(problems: vscode.DiagnosticCollection, told: readonly Told[]): void {
  problems.clear();
  const kinds: Record<Verdict['kind'], number> = { clean: 0, residue: 0, unreadable: 0, missing: 0, extra: 0 };
  for (const { verdict, output, original } of told) {
    kinds[verdict.kind] += 1;
    const found = diagnosticsOf(verdict);
    if (found.length > 0) problems.set(verdict.kind === 'missing' ? original : output, found);
  }
  if (told.length === 0) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('There was nothing to verify: no DICOM file and no photograph (JPEG, PNG) was found.'),
    );
    return;
  }
  const bad = told.length - kinds.clean;
  if (bad === 0) {
    const said = vscode.l10n.t(
      'Verified: nothing of the originals was found in {0} clean copies.',
      kinds.clean.toLocaleString(),
    );
    void vscode.window.showInformationMessage(said);
    return;
  }
  const parts = [
    kinds.residue > 0 ? vscode.l10n.t('{0} did not pass', kinds.residue.toLocaleString()) : '',
    kinds.unreadable > 0 ? vscode.l10n.t('{0} can not be read', kinds.unreadable.toLocaleString()) : '',
    kinds.missing > 0 ? vscode.l10n.t('originals without a copy: {0}', kinds.missing.toLocaleString()) : '',
    kinds.extra > 0
      ? vscode.l10n.t('files without an original of a known format: {0}', kinds.extra.toLocaleString())
      : '',
  ].filter((part) => part !== '');
  const unapplied = told.flatMap(({ verdict }) => verdict.residue).filter(({ code }) => code === 'action-not-applied');
  const otherRules = new Set(unapplied.map(({ message }) => message)).size >= OTHER_RULES;
  const hint = otherRules ? ` ${vscode.l10n.t('Choose the recipe that the copies were made with.')}` : '';
  const panel = vscode.l10n.t('Show Problems');
  const copies = told.length - kinds.missing;
  const said = vscode.l10n.t('{0} of {1} clean copies passed; {2}.', kinds.clean, copies, parts.join(', '));
  void vscode.window.showWarningMessage(`${said}${hint}`, panel).then((choice) => {
    if (choice === panel) void vscode.commands.executeCommand('workbench.actions.view.problems');
  });
}

function diagnosticsOf({ kind, residue, issues }: Verdict): vscode.Diagnostic[] {
  const { Error: bad, Warning, Information } = vscode.DiagnosticSeverity;
  const make = (message: string, severity: vscode.DiagnosticSeverity, code?: string) => {
    const diagnostic = new vscode.Diagnostic(new vscode.Range(0, 0, 0, 0), message, severity);
    diagnostic.source = 'medimagecleaner';
    if (code !== undefined) diagnostic.code = code;
    return diagnostic;
  };
  const found = residue.map(({ message, code }) => make(message, bad, code));
  for (const { message, severity, code } of issues) {
    if (severity === 'warning') found.push(make(message, Information, code));
  }
  if (kind === 'missing') found.push(make(vscode.l10n.t('This original has no clean copy.'), Warning));
  if (kind === 'extra')
    found.push(make(vscode.l10n.t('No original of a known format has this name: it was not checked.'), Warning));
  return found;
}
