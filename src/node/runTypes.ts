// What a run is asked and what it answers. Plain data; a RunResult can be written as a report after the mappings are taken out.
import type { DeidError } from '../core/kernel/deidError.js';
import type { ActionCode, Effect } from '../core/kernel/finding.js';
import type { Issue } from '../core/kernel/issue.js';
import type { Settled } from '../core/pixels/settled.js';
import type { LookupTable } from '../core/policy/lookupTable.js';
import type { Policy } from '../core/policy/policy.js';
import type { LinkReport } from '../core/study/links.js';
import type { SealChoice } from './cms/seal.js';
import type { FileOutcome, OutcomeKind } from './fileOutcome.js';
import type { RunJournal } from './journal/journalTypes.js';
import type { Device } from './models/index.js';

/** What decides about every file of a run; crosses threads as it is. */
export interface RunSettings {
  readonly policy: Policy;
  /** Values of the user's own, for rules that look them up. */
  readonly table?: LookupTable;
  /** The secret behind pseudonyms, UIDs and date shifts. */
  readonly key: Uint8Array;
  readonly pixels: 'auto' | 'all' | 'none';
  /** Look for words, faces and codes in images; without it images that may hold some are reported. */
  readonly detection?: { readonly device: Device };
  /** Path of the ffmpeg that decodes and encodes video; else MEDIMAGECLEANER_FFMPEG names it, or it is found on the PATH. */
  readonly ffmpeg?: string;
  /** Objects with a region of less confidence are marked for review. */
  readonly reviewBelow?: number;
  /** What the user settled about parts of images; without it nothing was. */
  readonly settled?: Settled;
  readonly salvage: boolean;
  /** Decide and report, write nothing. */
  readonly dryRun: boolean;
  /** Besides the check of the plan, read each output again with an independent reader before it gets its name. */
  readonly verify: boolean;
  readonly overwrite: boolean;
  /** Gather the original and new UIDs and patients for a crosswalk. */
  readonly record: boolean;
  /** Keep every finding; else only counts, which a run over many files can afford. */
  readonly keepFindings: boolean;
  /** Who writes the output, such as `medimagecleaner 0.1.0`. */
  readonly producer: string;
  /** Who can bring originals back from the Encrypted Attributes Sequence of the output; without it there is none. */
  readonly sealTo?: SealChoice;
  /** Compute SHA-256 of each original that is worked on and of each output, for {@link FinishedFile}. */
  readonly digests?: boolean;
}

export interface RunRequest extends RunSettings {
  /** Twelve hexadecimal digits in the names of temporary files; drawn where not given. */
  readonly id?: string;
  /** Files and folders as the user named them. */
  readonly paths: readonly string[];
  readonly output?: string;
  readonly workspace?: boolean | readonly string[];
  readonly folderName?: string;
  /** Threads; without it as many as there are cores. The output does not depend on it. */
  readonly jobs?: number;
  readonly signal?: AbortSignal;
  /** Told of each file as it is finished, in any order; awaited, so that a slow listener slows the run and nothing piles up. */
  readonly onFile?: (file: FinishedFile) => void | Promise<void>;
  /** Told of the originals and replacements of each file where `record` is set. Values: never for a log. */
  readonly onMapped?: (mapped: MappedPairs) => void;
  readonly onProgress?: (progress: Progress) => void;
  /** What was done before, and where it is written down what is done now; the run closes it. See journal/openJournal.ts. */
  readonly journal?: RunJournal;
  /** Files that were changed, or came to their place, before this time (ms since 1970) are left out. */
  readonly since?: number;
  /** Files that were written to less than so many ms ago may not be whole yet: they are left for another run. */
  readonly settleMs?: number;
  /** False for a run over any number of files: `RunResult.files` is then empty, and `onFile` is told of each. */
  readonly keepFiles?: boolean;
  /** After how many milliseconds without any progress a thread is given up; one minute without it. */
  readonly hangMs?: number;
  /** URL of a module that stands in for the built-in formats: exports `dicom`. */
  readonly formatModule?: string;
}

/** One file that is done, or a folder or link that was left out: for an audit log, a report, a watcher. */
export interface FinishedFile {
  readonly outcome: FileOutcome;
  /** Path below the run's item, and which item: stable from run to run. */
  readonly item: number;
  readonly inside: string;
  /** Place in the walk: the order of reports. */
  readonly index: number;
  /** SHA-256, hex, of the original; absent where it was not read as DICOM, or digests were not asked for. */
  readonly inputDigest?: string;
  /** SHA-256, hex, of the output as it was written; absent where nothing was. */
  readonly outputDigest?: string;
}

export interface Progress {
  readonly phase: 'walk' | 'survey' | 'write';
  readonly filesDone: number;
  readonly filesTotal: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  /** Refused or failed so far. */
  readonly refused?: number;
  /** The walk goes on: there may be more files than `filesTotal`. */
  readonly walking?: true;
}

export interface RunTotals {
  readonly files: number;
  readonly bytes: number;
  readonly kinds: Readonly<Record<OutcomeKind, number>>;
  readonly actions: Readonly<Record<ActionCode, number>>;
  readonly effects: Readonly<Record<Effect, number>>;
  readonly findings: number;
  /** Files that the run did not come to because it was stopped. */
  readonly notReached: number;
}

export interface RunResult {
  /** In the order of the walk, whatever the number of threads; empty where the request says that they are not kept. */
  readonly files: readonly FileOutcome[];
  /** What showed only when all files were known, by place in the walk; in `files` they are among the file's issues. */
  readonly lateIssues: ReadonlyMap<number, Issue>;
  /** Issues of the run as a whole, such as conflicts in the policy. */
  readonly issues: readonly Issue[];
  readonly totals: RunTotals;
  /** What ties the files to one another, and whether it still does in the copies; empty for a dry run. */
  readonly links: LinkReport;
  readonly elapsedMs: number;
  /** Original and replacement, sorted; only where the run was asked to record them. Values: never for a log. */
  readonly mappings?: Mappings;
  /** Set where the run ended early: cancelled, or the disk is full. What is listed as written is whole. */
  readonly stopped?: DeidError;
}

/** Of one file. */
export interface MappedPairs {
  readonly uid: readonly (readonly [string, string])[];
  readonly patient: readonly (readonly [string, string])[];
  /** Whose the file is, and by how many days its dates moved; none for a directory of many patients. */
  readonly subject: readonly (readonly [string, string])[];
}

export interface Mappings {
  readonly uids: readonly (readonly [string, string])[];
  readonly patients: readonly (readonly [string, string])[];
}
