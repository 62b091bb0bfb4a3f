// What a job of the cluster says in Redis: numbers and digests, no value and no name; and what the sealed files of a run hold.
import type { Issue } from '../../core/kernel/issue.js';
import type { EvidenceItem } from '../../core/text/evidence.js';
import type { FileOutcome } from '../fileOutcome.js';
import type { FileRecord, FileTask } from '../fileRecord.js';
import type { RawPath } from '../rawPath.js';
import type { Mappings, RunSettings, RunTotals } from '../runTypes.js';
import type { VaultLine } from '../vault/vaultLines.js';
import type { WalkEntry } from '../walk.js';

/** What a worker must share with whoever submitted the run. */
export interface Terms {
  readonly run: string;
  /** Sealed file with what is asked. */
  readonly request: string;
  /** Program and version. */
  readonly tool: string;
  /** 8 hex digits that tell two keys apart. */
  readonly fingerprint: string;
  readonly policy: string;
  /** Keyed digest of the name of the root that the run's records lie in. */
  readonly root: string;
  /** Keyed digests of what a worker must have from its own environment or a file of its own; absent where the run needs none. */
  readonly signer?: string;
  readonly passphrase?: string;
}

export interface RunJob extends Terms {
  readonly kind: 'run';
  readonly step: 'walk' | 'survey' | 'surveyed' | 'plan' | 'write' | 'written' | 'finish' | 'clean';
  readonly chunks?: number;
  readonly files?: number;
  readonly bytes?: number;
  /** There is a survey of each chunk. */
  readonly surveyed?: boolean;
  /** Chunks whose work failed on every attempt. */
  readonly lost?: readonly number[];
  /** Set where the run is over but for its records. */
  readonly end?: RunEnd;
}

export interface ChunkJob extends Terms {
  readonly kind: 'survey' | 'write';
  readonly chunk: number;
}

export interface RunEnd {
  readonly state: 'done' | 'incomplete' | 'failed' | 'cancelled' | 'skipped';
  /** Why it failed: a code and our own words. */
  readonly reason?: string;
  /** Of files, by what became of them. */
  readonly kinds?: RunTotals['kinds'];
  /** Of refused and failed files, by code. */
  readonly codes?: Readonly<Record<string, number>>;
  /** What is not known of what files name: codes and our own words. */
  readonly evidence?: readonly Pick<Issue, 'code' | 'message'>[];
}

export interface Walked {
  readonly chunks: number;
  readonly files: number;
  readonly bytes: number;
  /** What the files of a patient name is gathered first. */
  readonly survey: boolean;
}

/** A path below a root that each machine has at its own place. */
export interface RootedPath {
  readonly root: string;
  /** Empty for the root itself. */
  readonly inside: string;
  /** Named with a slash at its end: what lies under it is meant, and not an object that has this name itself. */
  readonly under?: true;
}

/** What a run is asked; sealed under its key. */
export interface ClusterRequest {
  readonly settings: Omit<RunSettings, 'key' | 'sealTo'>;
  /** Certificates of those who can bring originals back; `passphrase` says that a passphrase of the workers' own does as well. */
  readonly sealTo?: { readonly certificates: readonly string[]; readonly passphrase: boolean };
  readonly items: readonly RootedPath[];
  readonly output?: RootedPath;
  /** Log that the run is told in, once, by the machine that ends it. */
  readonly audit?: RootedPath;
  /** Public key of who signs the log; without it the key of the run does. */
  readonly signer?: string;
  /** Folder for who is who, written by the machine that ends the run. */
  readonly crosswalk?: { readonly folder: RootedPath; readonly plain: boolean };
  /** What patients became is sealed by those who do the work, and put into the vault by the machine that ends the run. */
  readonly vault?: RootedPath;
  /** Files in a chunk, at most. */
  readonly chunk: number;
}

/** Entries of the walk, in its order, from `first` on. */
export interface Chunk {
  readonly first: number;
  readonly entries: readonly ChunkEntry[];
}

export interface ChunkEntry {
  readonly item: number;
  readonly inside: RawPath;
  readonly entry: WalkEntry;
}

/** What is to be done of a chunk, and what need not. */
export interface ChunkPlan {
  readonly tasks: readonly FileTask[];
  /** Wait for all others. */
  readonly twins: readonly FileTask[];
  readonly evidence: readonly (readonly [string, readonly EvidenceItem[]])[];
  readonly settled: readonly (readonly [FileTask, FileOutcome])[];
  /** What showed in the first pass, of the run as a whole; in one chunk of it. */
  readonly issues: readonly Issue[];
}

export interface ChunkResult {
  readonly records: readonly FileRecord[];
  /** For the vault of the run: sealed to its recipients. */
  readonly vault?: readonly VaultLine[];
  /** For the crosswalk. */
  readonly mappings?: Mappings;
}

export type ThreadJob = RunJob | ChunkJob;
export type ThreadAnswer = Walked | RunEnd | null;
