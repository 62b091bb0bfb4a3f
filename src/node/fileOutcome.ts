// What became of one file. No field can hold a value of it.
import type { ActionCode, Category, Effect, Finding } from '../core/kernel/finding.js';
import type { Residue } from '../core/kernel/format.js';
import type { Issue, Refusal } from '../core/kernel/issue.js';
import type { Equipment } from '../core/study/equipment.js';

export type OutcomeKind = 'written' | 'planned' | 'refused' | 'not-dicom' | 'skipped' | 'failed';

/** What became of one file, or of a folder or link that was left out. */
export interface FileOutcome {
  /** As the user gave it, continued by what lies under it. May hold any character but NUL. */
  readonly path: string;
  readonly kind: OutcomeKind;
  readonly output?: string;
  /** Size of the original. */
  readonly bytes: number;
  readonly equipment?: Equipment;
  /** How long the work on it took. */
  readonly ms?: number;
  readonly actions: Readonly<Record<ActionCode, number>>;
  readonly effects: Readonly<Record<Effect, number>>;
  readonly categories: Readonly<Partial<Record<Category, number>>>;
  readonly findingCount: number;
  /** Empty unless the run keeps findings. */
  readonly findings: readonly Finding[];
  readonly issues: readonly Issue[];
  readonly refusal?: Refusal;
  readonly residue: readonly Residue[];
}
