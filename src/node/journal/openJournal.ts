// Finds the journal that a run goes on with, or begins one: `.medimagecleaner/` beside the originals has it, and in it nothing that tells a
// name or a value. A fresh key is kept there, readable by the user alone, until its run is complete.
import { hash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { DeidError } from '../../core/kernel/deidError.js';
import type { Issue } from '../../core/kernel/issue.js';
import { makeWithParents } from '../outputFolders.js';
import type { InputItem } from '../outputPaths.js';
import { absolutePath, folderOf, nativePath, pathText, type RawPath } from '../rawPath.js';
import type { RunRequest } from '../runTypes.js';
import { sweepRawParts } from '../sweepParts.js';
import { deidError, errnoOf, PathError, pathError } from '../systemError.js';
import { createJournalDigests } from './digests.js';
import { appendJournal, readJournal, syncFolder } from './journalFile.js';
import { folderBeside, forget, journalFile, journalsIn, keyFile, leave } from './journalFolder.js';
import type { RunJournal } from './journalTypes.js';
import { keepKey, keptKey } from './keptKey.js';
import { createKnownFiles, type KnownFiles } from './knownFiles.js';
import type { JournalHead, JournalSession } from './lines.js';
import { createRunJournal } from './runJournal.js';
import { bootOf, lockRun, type RunLock } from './runLock.js';

export interface JournalChoice {
  readonly items: readonly InputItem[];
  /** The key that the user gave; else a fresh one is drawn, or the one that was kept is taken. */
  readonly key?: Uint8Array;
  readonly settings: Omit<RunRequest, 'key' | 'paths'>;
  /** In place of `.medimagecleaner/` beside the first input. */
  readonly folder?: string;
  /** `auto` goes on with what is not complete; `resume` insists on it; `fresh` forgets it. */
  readonly mode: 'auto' | 'resume' | 'fresh';
  /** What was refused is tried again. */
  readonly retryRefused: boolean;
  readonly now: Date;
  /** Twelve hexadecimal digits for the run, where they are settled already. */
  readonly run?: string;
}

export interface OpenedJournal {
  readonly key: Uint8Array;
  /** For the names of the run's temporary files. */
  readonly run: string;
  /** Undefined where none can be written: the run can't be gone on with. */
  readonly journal: RunJournal | undefined;
  /** Where an earlier session is gone on with. */
  readonly resumed?: { readonly started: string; readonly done: number; readonly complete: boolean };
  /** What the user is told before the run. */
  readonly issues: readonly Issue[];
  /** Ends the lock; also where the run never began. */
  release(): void;
}

/**
 * @throws DeidError `usage` where there is nothing to go on with, `output-exists` where another run is at work on an input
 */
export async function openJournal(choice: JournalChoice): Promise<OpenedJournal> {
  const run = choice.run ?? randomBytes(6).toString('hex');
  const folder = choice.folder === undefined ? folderBeside(choice.items) : absolutePath(choice.folder);
  let lock: RunLock;
  try {
    makeWithParents(folder, 0o700);
    if (!fs.statSync(nativePath(folder)).isDirectory())
      throw new PathError('output-exists', NO_FOLDER, pathText(folder));
    lock = lockRun(
      folder,
      choice.items.map(({ source }) => source),
    );
  } catch (error) {
    const known = deidError(error);
    if (choice.folder !== undefined || (known.code !== 'no-permission' && known.code !== 'read-only')) {
      throw errnoOf(error) === undefined ? error : pathError(error, pathText(folder));
    }
    if (choice.mode === 'resume') throw nothingToResume();
    return { key: choice.key ?? freshKey(), run, journal: undefined, issues: [OFF], release: () => {} };
  }
  try {
    return await open(choice, folder, run, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** How the run ended that this one would go on with, where there is one. Nothing is locked, written or forgotten. */
export function earlierRun(choice: JournalChoice): 'complete' | 'interrupted' | undefined {
  const folder = choice.folder === undefined ? folderBeside(choice.items) : absolutePath(choice.folder);
  const found = findAll(choice, folder).filter(({ complete, head }) => !(complete && head.key === 'kept'));
  const chosen = found.find(({ sameSettings, complete }) => sameSettings && !(complete && choice.settings.overwrite));
  return chosen === undefined ? undefined : chosen.complete ? 'complete' : 'interrupted';
}

/** A journal that lies in the folder. */
interface Found {
  readonly id: string;
  readonly head: JournalHead;
  readonly key: Uint8Array;
  readonly sameSettings: boolean;
  readonly complete: boolean;
}

async function open(choice: JournalChoice, folder: RawPath, run: string, lock: RunLock): Promise<OpenedJournal> {
  const { now } = choice;
  const issues: Issue[] = [];
  const found = findAll(choice, folder).filter((each) => {
    const over = each.complete && each.head.key === 'kept';
    // Ended between its last line and being forgotten.
    if (over) forget(folder, each.id);
    return !over;
  });
  const usable = found.filter(({ sameSettings }) => sameSettings);
  // A complete run of settings that replace what is there is done again.
  const chosen =
    choice.mode === 'fresh' ? undefined : usable.find(({ complete }) => !(complete && choice.settings.overwrite));
  const wanted = choice.mode === 'resume' || choice.retryRefused;
  if (chosen === undefined && wanted) throw nothingToResume();
  const others = found.filter((each) => each !== chosen && (!each.complete || choice.mode === 'fresh'));
  if (choice.mode === 'fresh') for (const { id } of others) forget(folder, id);
  else if (chosen === undefined && others.length > 0) issues.push(OTHER_SETTINGS);

  const key = chosen?.key ?? choice.key ?? freshKey();
  const digests = createJournalDigests(key);
  const id = chosen?.id ?? run;
  const file = journalFile(folder, id);
  const sessions: JournalSession[] = [];
  let known: KnownFiles | undefined;
  let from = 0;
  if (chosen === undefined) {
    if (choice.key === undefined) keepKey(keyFile(folder, id), key);
  } else {
    known = createKnownFiles();
    from = readJournal(file, (line) => {
      if (line.kind === 'session') sessions.push(line.session);
      known?.take(line);
      return undefined;
    });
    // What a session left half-written is nobody's: the lock is ours.
    const last = sessions.at(-1);
    if (last !== undefined && !chosen.complete)
      await sweepRawParts(
        choice.items.map(({ target }) => target),
        last.run,
      );
  }
  const appender = appendJournal(file, from);
  const boot = hash('sha256', bootOf()).slice(0, 12);
  const head: JournalHead = {
    journal: 1,
    tool: choice.settings.producer,
    place: placeOf(choice, folder, key),
    settings: settingsDigest(choice, key),
    key: choice.key === undefined ? 'kept' : 'given',
    started: now.toISOString(),
  };
  if (chosen === undefined) appender.add({ kind: 'head', head });
  appender.add({ kind: 'session', session: { run, boot, started: now.toISOString() } });
  await appender.flush();
  syncFolder(folder);
  const journal = createRunJournal({
    items: choice.items,
    digests,
    appender,
    known,
    noted: (told) => {
      if (from > 0) readJournal(file, told, from);
    },
    unfinished: chosen !== undefined && !chosen.complete,
    rebooted: sessions.at(-1)?.boot !== boot,
    retryRefused: choice.retryRefused,
    replan: choice.settings.record,
    completed() {
      for (const other of others) forget(folder, other.id);
      // Nobody can go on with what was done under a key that is gone.
      if (head.key === 'kept') forget(folder, id);
    },
    release() {
      lock.release();
      leave(folder);
    },
  });
  return {
    key,
    run,
    journal,
    issues,
    ...(chosen === undefined || known === undefined
      ? {}
      : { resumed: { started: chosen.head.started, done: known.done, complete: chosen.complete } }),
    release: lock.release,
  };
}

function findAll(choice: JournalChoice, folder: RawPath): readonly Found[] {
  const found = journalsIn(folder).flatMap((id) => findOne(choice, folder, id) ?? []);
  // The youngest first.
  return [...found].sort((a, b) => (a.head.started < b.head.started ? 1 : -1));
}

function findOne(choice: JournalChoice, folder: RawPath, id: string): Found | undefined {
  let head: JournalHead | undefined;
  let complete = false;
  const file = journalFile(folder, id);
  readJournal(file, (line) => {
    if (line.kind === 'head') head = line.head;
    return false;
  });
  if (head === undefined) return undefined;
  const key = head.key === 'given' ? choice.key : keptKey(keyFile(folder, id));
  if (key === undefined || placeOf(choice, folder, key) !== head.place) return undefined;
  // A user who gives a key does not go on under one that was drawn.
  const sameKey = head.key === 'given' || choice.key === undefined;
  readJournal(file, (line) => {
    if (line.kind === 'end') complete = true;
    else if (line.kind === 'session') complete = false;
    return undefined;
  });
  return { id, head, key, complete, sameSettings: sameKey && fits(choice, head, key, complete) };
}

/** What a run that replaced what was there has done, a run that leaves it goes on with: it is as if there had been nothing. */
function fits(choice: JournalChoice, head: JournalHead, key: Uint8Array, complete: boolean): boolean {
  if (head.settings === settingsDigest(choice, key)) return true;
  const replacing = { ...choice, settings: { ...choice.settings, overwrite: true } };
  return complete && !choice.settings.overwrite && head.settings === settingsDigest(replacing, key);
}

/** Moved together with the originals, a journal holds. */
function placeOf({ items, folder: given }: JournalChoice, folder: RawPath, key: Uint8Array): string {
  const base = given === undefined ? folderOf(folder) : '';
  const relative = (path: RawPath) => (base !== '' && path.startsWith(`${base}/`) ? path.slice(base.length) : path);
  const parts = items.map(({ source, target }) => `${relative(source)}\0${relative(target)}`);
  return createJournalDigests(key).place(parts);
}

/** Of all that decides what an output is. */
function settingsDigest({ settings }: JournalChoice, key: Uint8Array): string {
  const decisive: Partial<Record<keyof RunRequest, unknown>> = { ...settings };
  for (const name of INDIFFERENT) delete decisive[name];
  const text = JSON.stringify(decisive, (_, value: unknown) => (value instanceof Map ? [...value] : value));
  return createJournalDigests(key).place(['settings', hash('sha256', text)]);
}

const INDIFFERENT = [
  'paths',
  'key',
  'id',
  'output',
  'workspace',
  'folderName',
  'jobs',
  'signal',
  'onFile',
  'onMapped',
  'onProgress',
  'keepFiles',
  'hangMs',
  'ffmpeg',
  'record',
  'keepFindings',
  'digests',
  'since',
  'settleMs',
  'journal',
] as const satisfies readonly (keyof RunRequest)[];

function freshKey(): Uint8Array {
  return new Uint8Array(randomBytes(32));
}

function nothingToResume(): DeidError {
  const what = 'there is no record of an earlier run over these paths with these settings and this key';
  return new DeidError('usage', `${what}: run without --resume and --retry-refused`);
}

const NO_FOLDER =
  'a file is where the folder for the journal should be: move it, or choose another place with --journal';

const OFF: Issue = {
  code: 'journal-off',
  severity: 'warning',
  message:
    'nothing can be written beside the originals, so an interrupted run could not be gone on with; --journal DIR keeps its journal elsewhere',
};

const OTHER_SETTINGS: Issue = {
  code: 'journal-other-settings',
  severity: 'warning',
  message:
    'an earlier run over these paths was interrupted, and had other settings or another key: this run ' +
    'starts anew, and copies that the other made stay as they are unless --overwrite is given',
};
