// Watches folders: whatever comes is worked on when it is whole. Each batch is a run that goes on with the journal of the one before, so
// that nothing is lost when the watcher ends, and nothing is done twice.
import fs from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { type FSWatcher, watch } from 'chokidar';
import { DeidError } from '../core/kernel/deidError.js';
import type { Issue } from '../core/kernel/issue.js';
import { createChangeSignal } from './changeSignal.js';
import { isAboutEvidence } from './evidenceIssues.js';
import type { FileOutcome } from './fileOutcome.js';
import { openJournal } from './journal/openJournal.js';
import { resolveItems } from './outputPaths.js';
import { pathText } from './rawPath.js';
import { run } from './run.js';
import type { RunRequest } from './runTypes.js';
import { deidError, PathError } from './systemError.js';
import { OUTPUT_FOLDER, RECORD_FOLDER } from './walk.js';

export interface WatchChoice {
  /** With a key that lasts: the next batch goes on under it. */
  readonly request: Omit<RunRequest, 'journal' | 'onFile' | 'settleMs'>;
  /** A file that was written to less than so long ago is left for the next batch. */
  readonly settleMs: number;
  /** Look again and again instead of being told: file systems of a network tell nothing. */
  readonly poll: boolean;
  /** End when all that is there is done. */
  readonly once: boolean;
  readonly signal: AbortSignal;
  readonly told: (news: WatchNews) => void;
}

export type WatchNews =
  /** A batch begins; `run` is in the names of its temporary files. */
  | { readonly kind: 'batch'; readonly run: string }
  /** Written, refused or failed. */
  | { readonly kind: 'file'; readonly file: FileOutcome }
  /** An archive: what is in it is not looked into. */
  | { readonly kind: 'left'; readonly file: FileOutcome }
  /** What is not known of what files name; of a batch that says the same as the one before it is not told again. */
  | { readonly kind: 'evidence'; readonly issue: Issue }
  /** All is done but the `young`, which are not whole yet. */
  | { readonly kind: 'waiting'; readonly files: number; readonly young: number }
  /** Another run is at work on the input. */
  | { readonly kind: 'busy'; readonly reason: string };

const POLL_MS = 1000;
const BUSY_MS = 3000;
const TOLD: ReadonlySet<FileOutcome['kind']> = new Set(['written', 'refused', 'failed']);

/**
 * Resolves when the signal is given, or with `once` when all is done.
 * @throws DeidError where a batch had to stop, such as for a full disk; PathError
 */
export async function watchFolders(choice: WatchChoice): Promise<void> {
  const { request, settleMs, signal } = choice;
  const items = resolveItems(request.paths, request);
  const change = createChangeSignal();
  let dirty = true;
  let before: readonly Issue[] = [];
  let broken: unknown;
  const onAbort = () => change.tell();
  signal.addEventListener('abort', onAbort);
  const folders = items.map(({ source }) => pathText(source));
  const failed = (error: unknown) => {
    broken ??= error;
    change.tell();
  };
  const unguard = choice.once ? undefined : guardFolders(folders, choice.poll, failed);
  const watcher = choice.once
    ? undefined
    : startWatcher(
        folders,
        choice,
        () => {
          dirty = true;
          change.tell();
        },
        failed,
      );
  try {
    if (watcher !== undefined) await watcher.ready;
    for (;;) {
      if (broken !== undefined) throw broken;
      if (signal.aborted) return;
      dirty = false;
      const { young, issues } = await batch(choice, before);
      before = issues;
      if (signal.aborted) return;
      if (young > 0 || dirty) {
        // Files come in crowds: one batch for those that come while the first of them become whole.
        await Promise.race([delay(settleMs, undefined, { ref: true }), aborted(signal)]);
        continue;
      }
      if (choice.once) return;
      while (!dirty && !signal.aborted && broken === undefined) await change.next();
      if (!signal.aborted) await Promise.race([delay(Math.min(settleMs, 500)), aborted(signal)]);
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    unguard?.();
    await watcher?.close();
  }
}

interface Batch {
  /** How many files were not whole yet. */
  readonly young: number;
  readonly issues: readonly Issue[];
}

async function batch({ request, settleMs, signal, told }: WatchChoice, before: readonly Issue[]): Promise<Batch> {
  const { paths, key, ...settings } = request;
  const items = resolveItems(paths, request);
  const opened = await openJournal({ items, key, settings, mode: 'auto', retryRefused: false, now: new Date() }).catch(
    (error) => {
      if (deidError(error).code !== 'output-exists') throw error;
      told({ kind: 'busy', reason: deidError(error).message });
      return undefined;
    },
  );
  if (opened === undefined) {
    await Promise.race([delay(BUSY_MS), aborted(signal)]);
    return { young: 1, issues: before };
  }
  if (opened.journal === undefined)
    throw new DeidError(
      'no-permission',
      'nothing can be written beside the folder, so what was done could not be told later',
    );
  let young = 0;
  let files = 0;
  let issues: readonly Issue[] = before;
  told({ kind: 'batch', run: opened.run });
  try {
    const result = await run({
      ...request,
      journal: opened.journal,
      id: opened.run,
      settleMs,
      signal,
      keepFiles: false,
      onFile({ outcome }) {
        files += 1;
        if (outcome.issues.some(({ code }) => code === 'not-settled')) young += 1;
        if (isNews(outcome)) told({ kind: 'file', file: outcome });
        if (isArchive(outcome)) told({ kind: 'left', file: outcome });
      },
    });
    // A file that is not whole yet may be one that can't be read yet.
    if (young === 0) issues = result.issues.filter(isAboutEvidence);
    for (const issue of issues)
      if (before.every(({ message }) => message !== issue.message)) told({ kind: 'evidence', issue });
    if (result.stopped !== undefined && result.stopped.code !== 'cancelled') throw result.stopped;
  } finally {
    await opened.journal.close(false);
    opened.release();
  }
  told({ kind: 'waiting', files, young });
  return { young, issues };
}

/** What was done before is told once, when it was done. */
function isNews({ kind, issues }: FileOutcome): boolean {
  return TOLD.has(kind) && !issues.some(({ code }) => code === 'done-before');
}

/** Named by itself it would be looked into; here nobody else would say that it is not. */
function isArchive({ kind, issues }: FileOutcome): boolean {
  return kind === 'not-dicom' && issues.some(({ code }) => code === 'archive');
}

/**
 * Tells when a folder is gone, or another one has its name: of what comes then nobody would hear.
 * Where one looks again and again, a network may number a folder anew, so that only its absence counts.
 */
function guardFolders(folders: readonly string[], poll: boolean, gone: (error: DeidError) => void): () => void {
  const numberOf = (folder: string): string | undefined => {
    try {
      const { dev, ino } = fs.statSync(folder, { bigint: true });
      return poll ? '' : `${dev}:${ino}`;
    } catch {
      // Gone, or not to be reached any more, as on a network that is.
      return undefined;
    }
  };
  const before = folders.map(numberOf);
  const timer = setInterval(() => {
    const lost = folders.findIndex((folder, index) => numberOf(folder) !== before[index]);
    if (lost >= 0)
      gone(
        new PathError(
          'not-found',
          'the folder is gone or was replaced: start again when it is back',
          folders[lost] ?? '',
        ),
      );
  }, POLL_MS);
  return () => clearInterval(timer);
}

interface Watching {
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

function startWatcher(
  folders: readonly string[],
  { poll, request }: Pick<WatchChoice, 'poll' | 'request'>,
  changed: () => void,
  failed: (error: unknown) => void,
): Watching {
  // What runs put there is no news.
  const own: ReadonlySet<string> = new Set([OUTPUT_FOLDER, RECORD_FOLDER, request.folderName ?? OUTPUT_FOLDER]);
  const watcher: FSWatcher = watch([...folders], {
    ignoreInitial: true,
    followSymlinks: false,
    usePolling: poll,
    interval: POLL_MS,
    ignored: (path) => own.has(path.slice(path.lastIndexOf('/') + 1)) && !folders.includes(path),
  });
  for (const event of ['add', 'change'] as const) watcher.on(event, changed);
  watcher.on('error', failed);
  return {
    ready: new Promise((resolve) => watcher.once('ready', () => resolve())),
    close: () => watcher.close(),
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
