// Sums over the files of a report that say how a run went: what was found in which kind of image, what was refused and why, and how
// long it took. Fed file by file, so that a report of any length can be summed up.
import type { FileRecord } from './fileRecord.js';

/** A file as a report has it. */
export type MetricFile = Pick<
  FileRecord,
  'kind' | 'bytes' | 'equipment' | 'ms' | 'effects' | 'categories' | 'findingCount' | 'issues' | 'refusal'
>;

export interface Group {
  readonly name: string;
  readonly files: number;
  readonly clean: number;
  readonly refused: number;
  readonly findings: number;
  readonly bytes: number;
  /** What was found, by kind; largest first. */
  readonly categories: readonly Count[];
  /** Milliseconds a file: half and 95 in 100 took no longer. Absent where no time was written down. */
  readonly time?: { readonly median: number; readonly p95: number };
}

export interface Count {
  readonly name: string;
  readonly count: number;
}

export interface Metrics {
  readonly all: Group;
  readonly modalities: readonly Group[];
  readonly makers: readonly Group[];
  readonly outcomes: readonly Count[];
  readonly effects: readonly Count[];
  /** Why files were refused or failed, and in which kinds of image most often. */
  readonly failures: readonly (Count & { readonly message: string; readonly modalities: readonly Count[] })[];
  /** Warnings, by code. */
  readonly warnings: readonly (Count & { readonly message: string })[];
}

interface Sum {
  files: number;
  clean: number;
  refused: number;
  findings: number;
  bytes: number;
  readonly categories: Map<string, number>;
  readonly times: Times;
}

export interface MetricsSum {
  add(file: MetricFile): void;
  metrics(): Metrics;
}

export function sumMetrics(): MetricsSum {
  const all = newSum();
  const modalities = new Map<string, Sum>();
  const makers = new Map<string, Sum>();
  const outcomes = new Map<string, number>();
  const effects = new Map<string, number>();
  const failures = new Map<string, { message: string; count: number; modalities: Map<string, number> }>();
  const warnings = new Map<string, { message: string; count: number }>();
  return {
    add(file) {
      const { modality = '', maker = '' } = file.equipment ?? {};
      addTo(all, file);
      if (file.equipment !== undefined) {
        addTo(ofName(modalities, modality === '' ? 'not told' : modality), file);
        addTo(ofName(makers, maker === '' ? 'not told' : maker), file);
      }
      count(outcomes, file.kind, 1);
      for (const [effect, number = 0] of Object.entries(file.effects)) count(effects, effect, number);
      if (file.kind === 'refused' || file.kind === 'failed') {
        const { code, message } = file.refusal ?? file.issues.at(-1) ?? { code: 'unknown', message: '' };
        const known = failures.get(code) ?? { message, count: 0, modalities: new Map<string, number>() };
        known.count += 1;
        count(known.modalities, modality === '' ? 'not told' : modality, 1);
        failures.set(code, known);
      }
      for (const [code, message] of new Map(
        file.issues.filter(({ severity }) => severity !== 'info').map((issue) => [issue.code, issue.message]),
      )) {
        const known = warnings.get(code) ?? { message, count: 0 };
        known.count += 1;
        warnings.set(code, known);
      }
    },
    metrics: () => ({
      all: groupOf('all', all),
      modalities: groups(modalities),
      makers: groups(makers),
      outcomes: sorted(outcomes),
      effects: sorted(effects),
      failures: [...failures]
        .map(([name, known]) => ({
          name,
          count: known.count,
          message: known.message,
          modalities: sorted(known.modalities),
        }))
        .sort((a, b) => b.count - a.count),
      warnings: [...warnings].map(([name, known]) => ({ name, ...known })).sort((a, b) => b.count - a.count),
    }),
  };
}

function newSum(): Sum {
  return { files: 0, clean: 0, refused: 0, findings: 0, bytes: 0, categories: new Map(), times: newTimes() };
}

function ofName(sums: Map<string, Sum>, name: string): Sum {
  const known = sums.get(name) ?? newSum();
  sums.set(name, known);
  return known;
}

function addTo(sum: Sum, file: MetricFile): void {
  sum.files += 1;
  if (file.kind === 'written' || file.kind === 'planned') sum.clean += 1;
  if (file.kind === 'refused' || file.kind === 'failed') sum.refused += 1;
  sum.findings += file.findingCount;
  sum.bytes += file.bytes;
  for (const [category, number = 0] of Object.entries(file.categories)) count(sum.categories, category, number);
  if (file.ms !== undefined) addTime(sum.times, file.ms);
}

function groupOf(name: string, { times, categories, ...sum }: Sum): Group {
  const time = times.count === 0 ? {} : { time: { median: quantile(times, 0.5), p95: quantile(times, 0.95) } };
  return { name, ...sum, categories: sorted(categories), ...time };
}

function groups(sums: ReadonlyMap<string, Sum>): readonly Group[] {
  return [...sums].map(([name, sum]) => groupOf(name, sum)).sort((a, b) => b.files - a.files);
}

function count(into: Map<string, number>, name: string, number: number): void {
  if (number > 0) into.set(name, (into.get(name) ?? 0) + number);
}

function sorted(counts: ReadonlyMap<string, number>): readonly Count[] {
  return [...counts].map(([name, number]) => ({ name, count: number })).sort((a, b) => b.count - a.count);
}

/** Times in steps of a tenth: quantiles of any number of files without keeping them. */
interface Times {
  count: number;
  readonly steps: Map<number, number>;
}

function newTimes(): Times {
  return { count: 0, steps: new Map() };
}

const STEP = Math.log(1.1);

function addTime(times: Times, ms: number): void {
  const step = Math.round(Math.log(Math.max(ms, 0.01)) / STEP);
  times.count += 1;
  times.steps.set(step, (times.steps.get(step) ?? 0) + 1);
}

function quantile({ count: all, steps }: Times, part: number): number {
  let seen = 0;
  for (const [step, number] of [...steps].sort(([a], [b]) => a - b)) {
    seen += number;
    if (seen >= all * part) return Math.round(Math.exp(step * STEP) * 100) / 100;
  }
  return 0;
}
