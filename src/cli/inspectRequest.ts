// What `inspect` was asked.
import type { LookupTable } from '../core/policy/lookupTable.js';
import type { Policy } from '../core/policy/policy.js';

export interface InspectRequest {
  /** As the user gave it. */
  readonly given: string;
  readonly policy: Policy;
  readonly table?: LookupTable;
  /** Values that a key decides are not shown, so any key will do. */
  readonly key: Uint8Array;
  readonly json: boolean;
  readonly findingsOnly: boolean;
  readonly values: boolean;
}
