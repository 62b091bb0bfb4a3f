// The tags of a file as a tree for the screen: what identifies is marked, with what would happen to it and why.
import { formatTag } from '../core/dictionary/tag.js';
import { identifies, type ShownRow } from '../core/formats/dicom/shownRows.js';
import type { TreeRow } from '../core/formats/dicom/tree.js';
import { clip, columnsOf, padded, printable } from './printable.js';
import type { Style } from './terminal.js';

interface TreeRequest {
  readonly rows: readonly ShownRow[];
  /** Values by row, where values are asked for. */
  readonly values: ReadonlyMap<TreeRow, string>;
  readonly style: Style;
  readonly columns: number;
}

const MARK = '!';

/** Only what identifies, and the sequences it lies in. */
export function identifyingRows(rows: readonly ShownRow[]): readonly ShownRow[] {
  const kept: ShownRow[] = [];
  // From the end: a row above is kept while something deeper below it was.
  let needed = 0;
  for (const shown of [...rows].reverse()) {
    if (!identifies(shown.finding) && shown.row.depth >= needed) continue;
    kept.push(shown);
    needed = shown.row.depth;
  }
  return kept.reverse();
}

/** Lines for the screen, each ending in a line break. */
export function treeText(request: TreeRequest): string {
  const { style, columns, rows } = request;
  const widest = Math.max(16, ...rows.map(({ row }) => leadOf(row, true).length));
  // Tag, VR, length and name on the left; what happens on the right, or on its own line where the screen is narrow.
  const beside = columns >= 72;
  const lead = beside ? Math.min(widest, columns - 34) : columns - 2;
  let text = '';
  for (const shown of rows) {
    const { row } = shown;
    const verdict = verdictOf(shown);
    const paint = paintOf(shown, style);
    const head = `${identifies(shown.finding) ? MARK : ' '} ${clip(leadOf(row, beside), lead)}`;
    const indent = ' '.repeat(Math.min(columns - 12, 4 + row.depth * 2));
    if (beside) text += `${paint(`${padded(head, lead + 4)}${clip(verdict, columns - lead - 4)}`.trimEnd())}\n`;
    else
      text += `${paint(head)}\n${verdict === '' ? '' : `${paint(indent + clip(verdict, columns - indent.length))}\n`}`;
    const value = printable(request.values.get(row) ?? '');
    if (value !== '') text += `${style.cyan(indent + clip(value, columns - columnsOf(indent)))}\n`;
  }
  return text;
}

// VR and length are told where there is room.
function leadOf(row: TreeRow, full: boolean): string {
  const indent = '  '.repeat(row.depth);
  if (row.item !== undefined) return `${indent}item ${row.item}`;
  const size = row.items === undefined ? String(row.length) : `${row.items} it`;
  const name = row.keyword !== '' ? row.keyword : row.name;
  const form = full ? ` ${row.vr.padEnd(2)} ${size.padStart(6)} ` : '';
  return printable(`${indent}${formatTag(row.tag)}${form} ${name}`);
}

function verdictOf({ finding, gone }: ShownRow): string {
  if (gone) return 'goes with its sequence';
  if (finding === undefined || finding.effect === 'structure') return '';
  return `${finding.effect.padEnd(9)}${finding.action}  ${finding.clause}`;
}

function paintOf({ finding, gone }: ShownRow, style: Style): (text: string) => string {
  if (gone) return style.dim;
  if (finding === undefined || finding.effect === 'structure') return (text) => text;
  if (finding.effect === 'kept') return style.green;
  return finding.effect === 'removed' || finding.effect === 'emptied' ? style.red : style.yellow;
}
