// What a report needs to know of a file: the shape that a run's outcomes have. No field can hold a value of a file.
import type { ActionCode, Category, Effect, Finding } from '../kernel/finding.js';
import type { Residue } from '../kernel/format.js';
import type { Issue, Refusal } from '../kernel/issue.js';
import type { Equipment } from '../study/equipment.js';

export interface FileRecord {
  /** As the user named it: a report stays where the originals are. */
  readonly path: string;
  /** What became of it, such as `written`, `planned`, `refused`, `not-dicom`, `skipped`, `failed`. */
  readonly kind: string;
  readonly output?: string;
  /** Size of the original. */
  readonly bytes: number;
  /** Which kind of equipment made it, in words of this program's own; absent for what is no readable object. */
  readonly equipment?: Equipment;
  /** How long the work on it took. */
  readonly ms?: number;
  readonly actions: Readonly<Partial<Record<ActionCode, number>>>;
  readonly effects: Readonly<Partial<Record<Effect, number>>>;
  readonly categories: Readonly<Partial<Record<Category, number>>>;
  readonly findingCount: number;
  /** Empty where the run kept counts only. */
  readonly findings: readonly Finding[];
  readonly issues: readonly Issue[];
  readonly refusal?: Refusal;
  readonly residue: readonly Residue[];
}
