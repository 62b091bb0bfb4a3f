// What the check of one copy said.
import type { Residue } from '../core/kernel/format.js';
import type { Issue } from '../core/kernel/issue.js';

export interface Verdict {
  readonly name: string;
  /** `missing`: an original (DICOM, photograph) without a copy. `extra`: a file in the output that no such original stands for. */
  readonly kind: 'clean' | 'residue' | 'unreadable' | 'missing' | 'extra';
  readonly residue: readonly Residue[];
  readonly issues: readonly Issue[];
}
