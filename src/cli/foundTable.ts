// What was found, attribute by attribute, over a whole run: counts, no values.
import type { Effect, Finding } from '../core/kernel/finding.js';
import { clip, padded } from './printable.js';
import type { Style } from './terminal.js';
import { grouped } from './units.js';

export interface FoundRow {
  /** `(0010,0010)`, or the name of a region such as `preamble`. */
  readonly tag: string;
  readonly keyword: string;
  readonly effect: Effect;
  readonly count: number;
}

const UNTOLD: ReadonlySet<Effect> = new Set(['structure', 'kept']);

/** Counts by attribute and effect, in tag order; bookkeeping and what was kept is left out. */
export function foundRows(findings: Iterable<Finding>): readonly FoundRow[] {
  const rows = new Map<string, FoundRow>();
  for (const finding of findings) {
    if (UNTOLD.has(finding.effect)) continue;
    const { tag, keyword } = nameOf(finding);
    const key = `${tag} ${keyword} ${finding.effect}`;
    rows.set(key, { tag, keyword, effect: finding.effect, count: (rows.get(key)?.count ?? 0) + 1 });
  }
  return [...rows.values()].sort((a, b) => (a.tag < b.tag ? -1 : a.tag > b.tag ? 1 : b.count - a.count));
}

/** The rows as a table with a heading. */
export function foundTable(rows: readonly FoundRow[], style: Style, columns: number): string {
  if (rows.length === 0) return '';
  const count = Math.max(6, ...rows.map((row) => grouped(row.count).length));
  const keyword = Math.min(
    Math.max(9, ...rows.map((row) => row.keyword.length)),
    Math.max(12, columns - 13 - 11 - count - 4),
  );
  const line = (tag: string, name: string, effect: string, number: string) =>
    `  ${padded(tag, 13)}${padded(clip(name, keyword), keyword + 2)}${padded(effect, 11)}${number.padStart(count)}`;
  return [
    style.bold(line('Tag', 'Attribute', 'Was', 'Times')),
    ...rows.map((row) => line(row.tag, row.keyword, row.effect, grouped(row.count))),
    '',
  ].join('\n');
}

function nameOf({ location }: Finding): { readonly tag: string; readonly keyword: string } {
  switch (location.kind) {
    case 'element': {
      const tag = location.path.slice(location.path.lastIndexOf('.') + 1).replace(/\[\d+\]$/, '');
      const odd = /^\([0-9A-F]{3}[13579BDF],/i.test(tag);
      return { tag, keyword: location.keyword !== '' ? location.keyword : odd ? 'private' : 'unknown' };
    }
    case 'region':
      return { tag: '-', keyword: location.name };
    case 'pixels':
      return { tag: '(7FE0,0010)', keyword: 'text in pixels' };
    case 'file-name':
      return { tag: '-', keyword: 'file name' };
  }
}
