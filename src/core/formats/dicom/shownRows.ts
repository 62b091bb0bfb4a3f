// What becomes of each row of a tag tree: its finding, or that it goes with the sequence it lies in.
import type { Finding } from '../../kernel/finding.js';
import type { TreeRow } from './tree.js';

/** A row with what becomes of it: `gone` where it lies in a sequence that is taken out. */
export interface ShownRow {
  readonly row: TreeRow;
  readonly finding: Finding | undefined;
  readonly gone: boolean;
}

/** True where something is done about a finding, beyond bookkeeping. */
export function identifies(finding: Finding | undefined): boolean {
  return finding !== undefined && finding.effect !== 'kept' && finding.effect !== 'structure';
}

/** Says of each row what becomes of it. An item has no finding but its own: its sequence's is told at the sequence. */
export function shownRows(rows: readonly TreeRow[]): readonly ShownRow[] {
  let goneBelow = Number.POSITIVE_INFINITY;
  const sequences: TreeRow[] = [];
  return rows.map((row) => {
    for (let last = sequences.at(-1); last !== undefined && last.depth >= row.depth; last = sequences.at(-1))
      sequences.pop();
    const parent = sequences.at(-1);
    if (row.depth <= goneBelow) goneBelow = Number.POSITIVE_INFINITY;
    const gone = row.depth > goneBelow;
    const inherited = row.item !== undefined && row.finding === parent?.finding;
    const finding = inherited ? undefined : row.finding;
    const out = finding?.effect === 'removed' || finding?.effect === 'emptied';
    if (!gone && out && (row.items !== undefined || row.item !== undefined)) goneBelow = row.depth;
    sequences.push(row);
    return { row, finding, gone };
  });
}
