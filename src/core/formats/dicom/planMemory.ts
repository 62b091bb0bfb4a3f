// What a plan remembers of its object for the check of the output.
import type { Plan } from '../../kernel/plan.js';
import type { Redaction } from '../../pixels/covered.js';
import type { Evidence } from '../../text/findIdentifiers.js';
import type { OwnRules } from './ownRules.js';

/** What is known of a planned object, for the check of its output. It has values, so it is not seen from outside. */
export const MEMORY = Symbol('memory');

export interface Memory {
  /** What it was searched for. */
  readonly evidence: Evidence;
  /** The rules that hold for it, and its key in the lookup table: an output may answer otherwise. */
  readonly rules: OwnRules;
  /** Dates, and the groups of values that attributes held, by where they end in the output. */
  readonly moved: ReadonlyMap<number, string>;
  readonly held: ReadonlyMap<number, readonly string[]>;
  /** What was blanked: what the output says of its pixels may have changed. */
  readonly redaction: Redaction | undefined;
}

export function memoryOf(plan: Plan): Memory | undefined {
  return isOwn(plan) ? plan[MEMORY] : undefined;
}

function isOwn(plan: Plan): plan is Plan & { readonly [MEMORY]: Memory } {
  return MEMORY in plan;
}
