// What was settled before, step by step, so that it can be undone and done again. Pure.
import type { ScopedRegion } from '../../../src/protocol.js';

export type Settled = readonly ScopedRegion[];

export interface History {
  readonly before: readonly Settled[];
  readonly after: readonly Settled[];
}

export const NO_HISTORY: History = { before: [], after: [] };

const MOST = 100;

/** A change was made from `now`; what was undone can't be done again. */
export function changed({ before }: History, now: Settled): History {
  return { before: [...before, now].slice(-MOST), after: [] };
}

export interface Step {
  readonly settled: Settled;
  readonly history: History;
}

/** Undefined where there is nothing to undo. */
export function undone({ before, after }: History, now: Settled): Step | undefined {
  const settled = before.at(-1);
  return settled && { settled, history: { before: before.slice(0, -1), after: [now, ...after] } };
}

export function redone({ before, after }: History, now: Settled): Step | undefined {
  const [settled, ...rest] = after;
  return settled && { settled, history: { before: [...before, now], after: rest } };
}
