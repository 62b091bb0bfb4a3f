// Counts what a plan does, and makes the outcome of a file.
import type { ActionCode, Category, Effect, Finding } from '../core/kernel/finding.js';
import type { Issue } from '../core/kernel/issue.js';
import type { FileOutcome, OutcomeKind } from './fileOutcome.js';
import type { RunTotals } from './runTypes.js';

function noActions(): Record<ActionCode, number> {
  return { X: 0, Z: 0, D: 0, K: 0, C: 0, U: 0 };
}

function noEffects(): Record<Effect, number> {
  return { removed: 0, emptied: 0, replaced: 0, cleaned: 0, shifted: 0, mapped: 0, set: 0, kept: 0, structure: 0 };
}

/** An outcome without findings. */
export function outcome(path: string, kind: OutcomeKind, bytes: number, issues: readonly Issue[] = []): FileOutcome {
  return {
    path,
    kind,
    bytes,
    actions: noActions(),
    effects: noEffects(),
    categories: {},
    findingCount: 0,
    findings: [],
    issues,
    residue: [],
  };
}

type Tally = Pick<FileOutcome, 'actions' | 'effects' | 'categories' | 'findingCount' | 'findings'>;

/** Bookkeeping that identifies nobody (`structure`) is counted as an effect and not as an action. */
export function tally(findings: readonly Finding[], keep: boolean): Tally {
  const actions = noActions();
  const effects = noEffects();
  const categories: Partial<Record<Category, number>> = {};
  for (const finding of findings) {
    effects[finding.effect] += 1;
    if (finding.effect === 'structure') continue;
    actions[finding.action] += 1;
    categories[finding.category] = (categories[finding.category] ?? 0) + 1;
  }
  return { actions, effects, categories, findingCount: findings.length, findings: keep ? findings : [] };
}

export interface RunningTotals {
  add(file: FileOutcome): void;
  totals(notReached: number): RunTotals;
}

/** Sums over all files, as they come. */
export function sumTotals(): RunningTotals {
  const kinds: Record<OutcomeKind, number> = {
    written: 0,
    planned: 0,
    refused: 0,
    'not-dicom': 0,
    skipped: 0,
    failed: 0,
  };
  const actions = noActions();
  const effects = noEffects();
  let files = 0;
  let bytes = 0;
  let findings = 0;
  return {
    add(file) {
      files += 1;
      kinds[file.kind] += 1;
      bytes += file.bytes;
      findings += file.findingCount;
      add(actions, file.actions);
      add(effects, file.effects);
    },
    totals: (notReached) => ({ files, bytes, kinds, actions, effects, findings, notReached }),
  };
}

function add<K extends string>(sum: Record<K, number>, more: Readonly<Record<K, number>>): void {
  for (const key in more) sum[key] += more[key];
}
