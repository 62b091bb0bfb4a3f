// What the main thread and its workers say to each other: two closed unions, and a few shared numbers.

import type { EvidenceItem } from '../core/text/evidence.js';
import type { EngineSetup } from './engine.js';
import type { FileRecord, FileTask } from './fileRecord.js';
import type { MappedPairs } from './runTypes.js';
import type { SurveyOutcome } from './surveyFile.js';

export interface WorkerSetup {
  readonly engine: EngineSetup;
  readonly pulse: SharedArrayBuffer;
}

export type ToWorker =
  | { readonly kind: 'survey'; readonly tasks: readonly FileTask[] }
  | {
      readonly kind: 'write';
      readonly tasks: readonly FileTask[];
      /** Of patients that this worker was not told of yet. */
      readonly evidence: readonly (readonly [string, readonly EvidenceItem[]])[];
      /** Patients whose evidence is not kept any longer. */
      readonly forget: readonly string[];
    };

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'survey'; readonly index: number; readonly outcome: SurveyOutcome }
  | { readonly kind: 'write'; readonly record: FileRecord; readonly mapped: MappedPairs | undefined };

/** Places in the shared Int32Array: what a worker that can't speak any more was doing. */
export const PULSE = {
  /** Index of the file at work, -1 for none. */
  current: 0,
  /** Grows with every step: a worker whose beat stands still hangs. */
  beat: 1,
  /** Of the file at work, KiB written. */
  kibibytes: 2,
  /** 1: the run is over; what is at work is given up, or finished where it has its name already. */
  stop: 3,
  length: 4,
} as const;
