// A run as the user sees it: what is asked before, the progress, and what is said afterwards.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { createKey } from '../keys/register.js';
import { settledForRun } from '../pixels/settledForRun.js';
import type { Records } from '../report/records.js';
import type { Services } from '../services.js';
import type { CurrentRecipe } from '../workspaceRecipe/workspaceRecipe.js';
import { askHost, type HostAnswer, type Present } from './hostProcess.js';
import { hostWork, type WorkChoice } from './hostWork.js';
import { mayRun, tableForRun } from './mayRun.js';
import type { HostRun, RunAnswer } from './messages.js';
import { createPace } from './pace.js';
import { progressText } from './progressText.js';

export interface Asked {
  readonly uris: readonly vscode.Uri[];
  readonly recipe: CurrentRecipe;
  readonly dryRun: boolean;
  readonly salvage?: boolean;
  readonly findingsUpTo?: number;
  /** Write the record beside the originals. */
  readonly record: boolean;
  readonly title: string;
  /** What to do where copies exist already; without it the user is asked. */
  readonly present?: 'skip' | 'overwrite';
  /** What an earlier run refused is tried again, although it did not change. */
  readonly retryRefused?: boolean;
  readonly token?: vscode.CancellationToken;
}

export interface Ran {
  readonly answer: RunAnswer;
  /** The folder that the record's paths are relative to. */
  readonly base: vscode.Uri;
  /** No key of the workspace: a fresh one was drawn. */
  readonly freshKey: boolean;
}

let running = false;

/** Runs; undefined where the user was told already why there is no answer. */
export async function runOver(services: Services, asked: Asked): Promise<Ran | undefined> {
  if (!(await mayRun(services, asked))) return undefined;
  // What only reads may go on beside a run.
  if (asked.dryRun) return await runNow(services, asked);
  if (running) {
    void vscode.window.showWarningMessage(vscode.l10n.t('A run is under way. Wait for its end, or cancel it.'));
    return undefined;
  }
  running = true;
  try {
    return await runNow(services, asked);
  } finally {
    running = false;
  }
}

async function runNow(services: Services, asked: Asked): Promise<Ran | undefined> {
  const settled = await settledForRun(services, asked.uris);
  if (settled === undefined) return undefined;
  const table = await tableForRun(services, asked.recipe);
  if (table === 'none') return undefined;
  const key = await services.key.get();
  const run = hostRun({ ...asked, settled, ...(table === undefined ? {} : { table }) }, key);
  const answer = await withProgress(asked, (progress, signal) =>
    askHost({
      extensionPath: services.context.extensionPath,
      request: { kind: 'run', run },
      progress,
      signal,
      present: (there) => decide(asked, there, key === undefined),
    }),
  );
  if (answer.kind === 'ran')
    return { answer: answer.answer, base: vscode.Uri.file(run.base), freshKey: key === undefined };
  if (answer.kind === 'died' && !asked.dryRun) {
    const { resolveItems, sweepParts } = await services.engine();
    const targets = resolveItems(run.paths, { workspace: run.roots, folderName: run.folderName });
    await sweepParts(
      targets.map(({ target }) => Buffer.from(target, 'latin1').toString('utf8')),
      run.id,
    );
  }
  sayFailure(answer);
  return undefined;
}

function hostRun(asked: Asked & WorkChoice, key: Uint8Array | undefined): HostRun {
  return {
    ...hostWork(asked),
    id: randomBytes(6).toString('hex'),
    ...(key === undefined ? {} : { key }),
    dryRun: asked.dryRun,
    findingsUpTo: asked.findingsUpTo ?? 0,
    ...(asked.retryRefused === true ? { retryRefused: true } : {}),
    record: asked.record,
  };
}

export async function withProgress(
  { title, token }: { readonly title: string; readonly token?: vscode.CancellationToken },
  act: (progress: (progress: Parameters<typeof progressText>[0]) => void, signal: AbortSignal) => Promise<HostAnswer>,
): Promise<HostAnswer> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return await vscode.window.withProgress(options, async (bar, cancelled) => {
    const abort = new AbortController();
    cancelled.onCancellationRequested(() => abort.abort());
    token?.onCancellationRequested(() => abort.abort());
    if (token?.isCancellationRequested === true) abort.abort();
    const pace = createPace();
    let shown = 0;
    return await act((progress) => {
      const now = pace(progress, performance.now());
      if (progress.phase !== 'write') shown = 0;
      const increment = progress.phase === 'write' ? Math.max(0, now.percent - shown) : 0;
      shown += increment;
      bar.report({ message: progressText(progress, now), ...(increment > 0 ? { increment } : {}) });
    }, abort.signal);
  });
}

async function decide(
  asked: Asked,
  { copies, files, unfinished }: Present,
  fresh: boolean,
): Promise<{ overwrite: boolean } | undefined> {
  if (asked.present !== undefined) return { overwrite: asked.present === 'overwrite' };
  const skip = unfinished ? vscode.l10n.t('Go On') : vscode.l10n.t('Skip Existing');
  const overwrite = vscode.l10n.t('Overwrite');
  const choice = await vscode.window.showWarningMessage(
    vscode.l10n.t('{0} of {1} files have a clean copy already.', copies.toLocaleString(), files.toLocaleString()),
    { modal: true, detail: detailOf(unfinished, fresh) },
    skip,
    overwrite,
  );
  return choice === undefined ? undefined : { overwrite: choice === overwrite };
}

function detailOf(unfinished: boolean, fresh: boolean): string {
  if (unfinished) {
    return vscode.l10n.t(
      'A run was interrupted here. Go On makes what is missing, with the same codes, UIDs and dates, as if nothing had happened. Overwrite makes all of them again.',
    );
  }
  if (fresh) {
    return vscode.l10n.t(
      'Skip Existing makes the missing copies only. The workspace has no key: they will get codes, UIDs and dates that do not fit those of the copies that are there. Overwrite makes all of them again.',
    );
  }
  return vscode.l10n.t(
    'Skip Existing makes the missing copies, and those of originals that were changed since. Overwrite makes all of them again. The originals stay as they are either way.',
  );
}

/** Says why there is no answer. A cancel by the user needs no words. */
export function sayFailure(answer: HostAnswer): void {
  if (answer.kind === 'ran' || answer.kind === 'verified' || answer.kind === 'watched') return;
  if (answer.kind === 'failed') {
    if (answer.code === 'cancelled') return;
    const place = answer.path === undefined ? '' : `${answer.path}: `;
    void vscode.window.showErrorMessage(`${place}${answer.message}`);
    return;
  }
  if (answer.cancelled) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('The run was ended before it could say what was done. Copies that were written are whole.'),
    );
    return;
  }
  void vscode.window.showErrorMessage(
    answer.memory
      ? vscode.l10n.t(
          'The run was ended by the system, most likely for want of memory. Copies that were written are whole. Run again with fewer jobs (setting medimagecleaner.jobs), and choose Skip Existing.',
        )
      : vscode.l10n.t(
          'The run ended by an error inside the program. Copies that were written are whole. Run again and choose Skip Existing; if it happens again, please report it, without the files.',
        ),
  );
}

/** Shows where the copies are, opens the report, and says once what a fresh key means. */
export async function showOutcome(
  services: Services,
  records: Records,
  { answer, freshKey }: Ran,
  asked: Asked,
): Promise<void> {
  const { totals, stopped } = answer;
  if (answer.recordFile !== undefined) {
    const record = vscode.Uri.file(answer.recordFile);
    await records.add(record);
    await revealOutput(answer);
    await vscode.commands.executeCommand('vscode.openWith', record, 'medimagecleaner.report');
  } else if (answer.recordProblem !== undefined) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('The record of the run could not be written beside the originals: {0}', answer.recordProblem),
    );
  }
  if (stopped !== undefined) {
    const said =
      stopped.code === 'cancelled'
        ? vscode.l10n.t(
            'Cancelled: {0} files were written, all of them whole. Run it again to go on from there.',
            totals.kinds.written.toLocaleString(),
          )
        : vscode.l10n.t('The run stopped: {0}. What was written is whole.', stopped.message);
    void vscode.window.showWarningMessage(said);
  } else if (totals.kinds.written + totals.kinds.refused + totals.kinds.failed + totals.kinds.skipped === 0) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('There was nothing to do: no DICOM file and no photograph (JPEG, PNG) was found.'),
    );
  }
  if (freshKey && !asked.dryRun && stopped === undefined && totals.kinds.written > 0) await sayFreshKey(services);
}

async function revealOutput({ outputs, totals }: RunAnswer): Promise<void> {
  const [output] = outputs;
  if (output === undefined || totals.kinds.written === 0) return;
  const uri = vscode.Uri.file(output);
  if (vscode.workspace.getWorkspaceFolder(uri) === undefined) return;
  await vscode.commands.executeCommand('workbench.files.action.refreshFilesExplorer');
  await vscode.commands.executeCommand('revealInExplorer', uri);
}

const TOLD = 'toldFreshKey';

async function sayFreshKey(services: Services): Promise<void> {
  const { workspaceState } = services.context;
  if (workspaceState.get(TOLD, false)) return;
  await workspaceState.update(TOLD, true);
  const create = vscode.l10n.t('Create a Key');
  const said = vscode.l10n.t(
    'This run drew a fresh key and forgot it: a later run gives the same patient another code. With a key of the workspace, all runs fit together.',
  );
  void vscode.window.showInformationMessage(said, create).then(async (choice) => {
    if (choice === create) await createKey(services);
  });
}
