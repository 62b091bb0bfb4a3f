// What was found, attribute by attribute, over a whole run: counts, no values.
import type { Effect, Finding } from '../core/kernel/finding.js';
import { clip, columnsOf, padded } from './printable.js';
import type { Style } from './terminal.js';
import { grouped } from './units.js';

export interface FoundRow {
  /** `(0010,0010)`, or `-` for what is no element. */
  readonly tag: string;
  readonly keyword: string;
  /** How often what was done. */
  readonly effects: Readonly<Partial<Record<Effect, number>>>;
}

const UNTOLD: ReadonlySet<Effect> = new Set(['structure', 'kept']);

/** Counts by attribute, in tag order; bookkeeping and what was kept is left out. */
export function foundRows(findings: Iterable<Finding>): readonly FoundRow[] {
  const found = countFindings();
  for (const finding of findings) found.add(finding);
  return found.rows();
}

/** {@link foundRows} of findings as they come. */
export function countFindings(): { add(finding: Finding): void; rows(): readonly FoundRow[] } {
  const rows = new Map<string, FoundRow>();
  return {
    add(finding) {
      const { effect } = finding;
      if (UNTOLD.has(effect)) return;
      const { tag, keyword } = nameOf(finding);
      const key = `${tag} ${keyword}`;
      const effects = rows.get(key)?.effects ?? {};
      rows.set(key, { tag, keyword, effects: { ...effects, [effect]: (effects[effect] ?? 0) + 1 } });
    },
    rows: () => [...rows.values()].sort((a, b) => (a.tag < b.tag ? -1 : a.tag > b.tag ? 1 : 0)),
  };
}

/** The rows as a table with a heading. */
export function foundTable(rows: readonly FoundRow[], style: Style, columns: number): string {
  if (rows.length === 0) return '';
  const widest = Math.max(9, ...rows.map((row) => columnsOf(row.keyword)));
  const keyword = Math.min(widest, Math.max(12, columns - 15 - 26));
  const line = (tag: string, name: string, what: string) => {
    const head = `  ${padded(tag, 13)}${padded(clip(name, keyword), keyword + 2)}`;
    return head + clip(what, Math.max(12, columns - columnsOf(head)));
  };
  return [
    style.bold(line('Tag', 'Attribute', 'What was done')),
    ...rows.map((row) => line(row.tag, row.keyword, inWords(row.effects))),
    '',
  ].join('\n');
}

// The most frequent first: `emptied 7, replaced 1`.
function inWords(effects: FoundRow['effects']): string {
  return Object.entries(effects)
    .sort((a, b) => b[1] - a[1])
    .map(([effect, count]) => `${effect} ${grouped(count)}`)
    .join(', ');
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
      return { tag: '(7FE0,0010)', keyword: 'parts of the image' };
    case 'part':
      return { tag: '-', keyword: location.path };
    case 'file-name':
      return { tag: '-', keyword: 'file name' };
  }
}
