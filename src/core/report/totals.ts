// Sums over the files of a run.
import type { ActionCode, Category, Effect } from '../kernel/finding.js';
import type { FileRecord } from './fileRecord.js';

export interface ReportTotals {
  readonly files: number;
  readonly bytes: number;
  /** How many files came out as what. */
  readonly kinds: Readonly<Record<string, number>>;
  readonly actions: Readonly<Partial<Record<ActionCode, number>>>;
  readonly effects: Readonly<Partial<Record<Effect, number>>>;
  readonly categories: Readonly<Partial<Record<Category, number>>>;
  readonly findings: number;
  /** Files per issue, refusal and residue code: a file counts once for a code. */
  readonly issues: Readonly<Record<string, number>>;
  readonly refusals: Readonly<Record<string, number>>;
  readonly residue: Readonly<Record<string, number>>;
  /** Written objects whose pixels nobody looked at for burned-in text. */
  readonly pixelsNotExamined: number;
}

const PIXELS_NOT_EXAMINED = 'pixels-not-examined';

export function totalsOf(files: readonly FileRecord[]): ReportTotals {
  const sums = sumReport();
  for (const file of files) sums.add(file);
  return sums.totals();
}

/** Sums as the files come. */
export interface ReportSums {
  add(file: FileRecord): void;
  /** Of a file that was added before: what showed when all were known. */
  addIssue(code: string): void;
  totals(): ReportTotals;
}

export function sumReport(): ReportSums {
  const kinds = new Map<string, number>();
  const actions = new Map<string, number>();
  const effects = new Map<string, number>();
  const categories = new Map<string, number>();
  const issues = new Map<string, number>();
  const refusals = new Map<string, number>();
  const residue = new Map<string, number>();
  let files = 0;
  let bytes = 0;
  let findings = 0;
  const add = (file: FileRecord) => {
    files += 1;
    bytes += file.bytes;
    findings += file.findingCount;
    count(kinds, file.kind, 1);
    addAll(actions, file.actions);
    addAll(effects, file.effects);
    addAll(categories, file.categories);
    for (const code of codesOf(file.issues)) count(issues, code, 1);
    for (const code of codesOf(file.residue)) count(residue, code, 1);
    if (file.refusal !== undefined) count(refusals, file.refusal.code, 1);
  };
  const totals = (): ReportTotals => ({
    files,
    bytes,
    kinds: inOrder(kinds),
    actions: inOrder(actions),
    effects: inOrder(effects),
    categories: inOrder(categories),
    findings,
    issues: inOrder(issues),
    refusals: inOrder(refusals),
    residue: inOrder(residue),
    pixelsNotExamined: issues.get(PIXELS_NOT_EXAMINED) ?? 0,
  });
  return { add, addIssue: (code) => count(issues, code, 1), totals };
}

function codesOf(entries: readonly { readonly code: string }[]): ReadonlySet<string> {
  return new Set(entries.map((entry) => entry.code));
}

function addAll(into: Map<string, number>, counts: Readonly<Record<string, number>>): void {
  for (const [key, number] of Object.entries(counts)) if (number > 0) count(into, key, number);
}

function count(into: Map<string, number>, key: string, number: number): void {
  into.set(key, (into.get(key) ?? 0) + number);
}

/** Sorted by name, so that two reports over the same files are the same text. */
function inOrder(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
