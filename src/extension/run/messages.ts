// What extension and run host say to each other: closed unions, plain data. A request goes over a pipe that nobody else reads.
import type { ErrorCode } from '../../core/kernel/deidError.js';
import type { Finding } from '../../core/kernel/finding.js';
import type { Issue, Refusal } from '../../core/kernel/issue.js';
import type { Settled } from '../../core/pixels/settled.js';
import type { LookupTable } from '../../core/policy/lookupTable.js';
import type { Policy } from '../../core/policy/policy.js';
import type { Progress, RunTotals } from '../../node/runTypes.js';
import type { Verdict } from '../../node/verdict.js';

/** What is worked on, and what decides about it. */
export interface HostWork {
  /** The folder that the originals lie in: paths are told relative to it, and the record lies in `.medimagecleaner/` there. */
  readonly base: string;
  /** Absolute. */
  readonly paths: readonly string[];
  /** Those of the paths that are roots of the workspace. */
  readonly roots: readonly string[];
  readonly folderName: string;
  readonly policy: Policy;
  /** Values of the user's own, for rules that look them up. */
  readonly table?: LookupTable;
  readonly salvage: boolean;
  /** What the user settled about images: drawn by hand, or kept. */
  readonly settled?: Settled;
  readonly jobs?: number;
}

/** A run over files of this machine. */
export interface HostRun extends HostWork {
  /** Twelve hexadecimal digits that tell the temporary files of this run from those of another. */
  readonly id: string;
  /** Without one, a fresh key, or that of an interrupted run which is gone on with. */
  readonly key?: Uint8Array;
  readonly dryRun: boolean;
  /** Findings are kept and answered where there are at most so many files; else only counts. */
  readonly findingsUpTo: number;
  /** What an earlier run refused is tried again, although it did not change. */
  readonly retryRefused?: boolean;
  /** Write the run's record. */
  readonly record: boolean;
}

/** Clean copies of what comes into the folders, until it is cancelled. */
export interface HostWatch extends HostWork {
  /** What comes tomorrow gets the same codes. */
  readonly key: Uint8Array;
  /** A file that was written to less than so many ms ago may not be whole yet. */
  readonly settleMs: number;
  /** Look again and again: the folder's file system tells nothing. */
  readonly poll: boolean;
}

/** How a watch stands. No name of a file. */
export interface WatchStatus {
  /** `busy`: another run is at work on the folders. */
  readonly phase: 'starting' | 'working' | 'waiting' | 'busy';
  readonly written: number;
  /** Refused or failed. */
  readonly refused: number;
  /** Files that are there and not done: not come to, or not whole yet. */
  readonly waiting: number;
  /** In the names of temporary files of what is being done. */
  readonly run?: string;
}

export interface HostVerify {
  readonly original: string;
  readonly output: string;
  readonly policy: Policy;
  readonly key?: Uint8Array;
  readonly settled?: Settled;
}

export type ToRunHost =
  | { readonly kind: 'run'; readonly run: HostRun }
  /** Answers `present`. */
  | { readonly kind: 'go'; readonly overwrite: boolean }
  | { readonly kind: 'verify'; readonly verify: HostVerify }
  | { readonly kind: 'watch'; readonly watch: HostWatch }
  /** Asks a watch for the record of what was done so far: answers `recorded`. */
  | { readonly kind: 'record' }
  | { readonly kind: 'cancel' };

/** A file whose findings were asked for. `findings` is empty where there were too many files; the counts, by what happens, are there always. */
export interface CheckedFile {
  readonly path: string;
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Record<string, number>>;
  readonly issues: readonly Issue[];
  readonly refusal?: Refusal;
}

/** The record's file; else its text, where none was asked for or it could not be written. */
export interface WrittenRecord {
  readonly recordFile?: string;
  readonly recordText?: string;
  readonly recordProblem?: string;
}

export interface RunAnswer extends WrittenRecord {
  readonly totals: RunTotals;
  readonly elapsedMs: number;
  /** Set where the run ended early. */
  readonly stopped?: { readonly code: ErrorCode; readonly message: string };
  /** Where the copies lie: one path for each of the request's. */
  readonly outputs: readonly string[];
  readonly checked?: readonly CheckedFile[];
}

export interface WatchAnswer extends WrittenRecord {
  readonly status: WatchStatus;
  /** Set where it ended by itself. */
  readonly stopped?: { readonly code: ErrorCode; readonly message: string; readonly path?: string };
}

export type FromRunHost =
  | { readonly kind: 'progress'; readonly progress: Progress }
  /** Copies of some of the files are there already: nothing happens until `go`. `unfinished`: of a run that was interrupted. */
  | { readonly kind: 'present'; readonly copies: number; readonly files: number; readonly unfinished: boolean }
  | { readonly kind: 'watching'; readonly status: WatchStatus }
  | { readonly kind: 'recorded'; readonly record: WrittenRecord }
  /** A cancelled run writes no more copies: only its record is still to be written. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'ran'; readonly answer: RunAnswer }
  | { readonly kind: 'watched'; readonly answer: WatchAnswer }
  | { readonly kind: 'verified'; readonly verdicts: readonly Verdict[]; readonly stopped: boolean }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly message: string; readonly path?: string };
