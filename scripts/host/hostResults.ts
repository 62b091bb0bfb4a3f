// What the extension host writes about its tests, and how it is read.
import { existsSync, readFileSync } from 'node:fs';

export type HostLine =
  | { readonly kind: 'start' | 'pass' | 'skip'; readonly title: string }
  | { readonly kind: 'fail'; readonly title: string; readonly message: string }
  | { readonly kind: 'end' };

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

function readLines(file: string): readonly HostLine[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line): HostLine => JSON.parse(line));
}

/** Prints what failed and what was skipped. A run that didn't come to its end counts as a failure more. */
export function readHostResults(file: string): Totals {
  const lines = readLines(file);
  const ended = lines.some((line) => line.kind === 'end');
  const totals = { passed: 0, failed: 0, skipped: 0 };
  for (const line of lines) {
    if (line.kind === 'pass') totals.passed += 1;
    if (line.kind === 'skip') {
      totals.skipped += 1;
      console.log(`  skipped: ${line.title}`);
    }
    if (line.kind === 'fail') {
      totals.failed += 1;
      console.log(`\n  failed: ${line.title}\n    ${line.message.split('\n').slice(0, 12).join('\n    ')}`);
    }
  }
  if (!ended) {
    totals.failed += 1;
    const last = lines.flatMap((line) => (line.kind === 'start' ? [line.title] : [])).at(-1);
    console.log(`\n  failed: the extension host ended ${last === undefined ? 'before the first test' : `in: ${last}`}`);
  }
  console.log(
    `\n  ${totals.passed} passing, ${totals.failed} failing, ${totals.skipped} skipped in the extension host`,
  );
  return totals;
}
