// What extension and run host say to each other: closed unions, plain data. A request goes over a pipe that nobody else reads.
import type { ErrorCode } from '../../core/kernel/deidError.js';
import type { Finding } from '../../core/kernel/finding.js';
import type { Issue, Refusal } from '../../core/kernel/issue.js';
import type { Settled } from '../../core/pixels/settled.js';
import type { Policy } from '../../core/policy/policy.js';
import type { Progress, RunTotals } from '../../node/runTypes.js';
import type { Verdict } from '../../node/verdict.js';

/** A run over files of this machine. */
export interface HostRun {
  /** Twelve hexadecimal digits that tell the temporary files of this run from those of another. */
  readonly id: string;
  /** The folder that the originals lie in: paths are told relative to it, and the record lies in `.medimagecleaner/` there. */
  readonly base: string;
  /** Absolute. */
  readonly paths: readonly string[];
  /** Those of the paths that are roots of the workspace. */
  readonly roots: readonly string[];
  readonly folderName: string;
  readonly policy: Policy;
  /** Without one, a fresh key. */
  readonly key?: Uint8Array;
  readonly dryRun: boolean;
  readonly salvage: boolean;
  /** What the user settled about images: drawn by hand, or kept. */
  readonly settled?: Settled;
  readonly jobs?: number;
  /** Findings are kept and answered where there are at most so many files; else only counts. */
  readonly findingsUpTo: number;
  /** Write the run's record. */
  readonly record: boolean;
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
  | { readonly kind: 'cancel' };

/** A file whose findings were asked for. `findings` is empty where there were too many files; the counts, by what happens, are there always. */
export interface CheckedFile {
  readonly path: string;
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Record<string, number>>;
  readonly issues: readonly Issue[];
  readonly refusal?: Refusal;
}

export interface RunAnswer {
  readonly totals: RunTotals;
  readonly elapsedMs: number;
  /** Set where the run ended early. */
  readonly stopped?: { readonly code: ErrorCode; readonly message: string };
  /** Where the copies lie: one path for each of the request's. */
  readonly outputs: readonly string[];
  /** The record's file; else its text, where none was asked for or it could not be written. */
  readonly recordFile?: string;
  readonly recordText?: string;
  readonly recordProblem?: string;
  readonly checked?: readonly CheckedFile[];
}

export type FromRunHost =
  | { readonly kind: 'progress'; readonly progress: Progress }
  /** Copies of some of the files are there already: nothing happens until `go`. */
  | { readonly kind: 'present'; readonly copies: number; readonly files: number }
  /** A cancelled run writes no more copies: only its record is still to be written. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'ran'; readonly answer: RunAnswer }
  | { readonly kind: 'verified'; readonly verdicts: readonly Verdict[]; readonly stopped: boolean }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly message: string; readonly path?: string };
