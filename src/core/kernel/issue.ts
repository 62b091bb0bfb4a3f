// Bad input and degraded results are values, not exceptions: analysis never throws on what a file holds.
import type { Location } from './finding.js';

export type Severity = 'info' | 'warning' | 'error';

/** `message` may name tags, offsets and lengths; never a value of the file and never a file name. */
export interface Issue {
  /** Stable id, such as `pixels-not-examined`, `transfer-syntax-contradicts`, `text-not-encodable`. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly location?: Location;
}

/** Why an object can't be made safe. An object with a refusal is written nowhere. */
export interface Refusal {
  /** Stable id, such as `truncated`, `not-dicom`, `too-deep`, `too-many-elements`. */
  readonly code: string;
  /** What is wrong and what the user can do, without any value. */
  readonly message: string;
}
