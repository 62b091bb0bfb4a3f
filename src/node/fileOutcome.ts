// What became of one file. No field can hold a value of it.
import type { ActionCode, Effect } from '../core/kernel/finding.js';
import type { FileRecord } from '../core/report/fileRecord.js';

export type OutcomeKind = 'written' | 'planned' | 'refused' | 'not-dicom' | 'skipped' | 'failed';

/** What became of one file, or of a folder or link that was left out. */
export interface FileOutcome extends FileRecord {
  /** As the user gave it, continued by what lies under it. May hold any character but NUL. */
  readonly path: string;
  readonly kind: OutcomeKind;
  readonly actions: Readonly<Record<ActionCode, number>>;
  readonly effects: Readonly<Record<Effect, number>>;
}
