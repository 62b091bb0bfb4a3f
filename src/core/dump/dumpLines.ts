// An object as lines of text, laid out as dcmtk's dcmdump does: tag, VR, value, length, multiplicity, keyword; what lies in a
// sequence is indented. Lines come one by one, so that nobody needs to hold those of a large object.
import { isSingleValued } from '../dictionary/vr.js';
import { identifies, type ShownRow, shownRows } from '../formats/dicom/shownRows.js';
import type { Inspection, TreeRow } from '../formats/dicom/tree.js';
import type { Finding } from '../kernel/finding.js';

export interface DumpLine {
  readonly text: string;
  /** Identity of the element, as `(0040,A730)[2].(0040,A160)`; absent for comments. */
  readonly path?: string;
  /** What happens to the element, where something does. */
  readonly finding?: Finding;
  /** It goes with the sequence that it lies in. */
  readonly gone?: true;
}

export interface DumpWanted {
  /** Values of what identifies are dots. */
  readonly masked: boolean;
  /** Characters of a value at most. */
  readonly longest: number;
}

const VALUE_WIDTH = 40;
const DOTS = '••••••';

export async function* dumpLines(inspection: Inspection, wanted: DumpWanted): AsyncGenerator<DumpLine> {
  const { plan, facts, left } = inspection;
  if (plan.refusal !== undefined) yield { text: `# ${plan.refusal.message}` };
  const members = memberCounts(inspection.rows);
  let group = '';
  for (const shown of shownRows(inspection.rows)) {
    const part =
      shown.row.tag >>> 16 === 0x0002 && shown.row.depth === 0 ? 'Dicom-Meta-Information-Header' : 'Dicom-Data-Set';
    if (part !== group) {
      if (group !== '') yield { text: '' };
      group = part;
      yield { text: `# ${part}` };
      if (part === 'Dicom-Data-Set') yield { text: `# Used TransferSyntax: ${facts?.transferSyntax || 'unknown'}` };
    }
    yield await lineOf(inspection, shown, members, wanted);
  }
  if (left > 0) yield { text: `# ${left} more elements and items are not shown` };
}

async function lineOf(
  inspection: Inspection,
  { row, finding, gone }: ShownRow,
  members: ReadonlyMap<string, number>,
  wanted: DumpWanted,
): Promise<DumpLine> {
  const told = {
    path: row.path,
    ...(identifies(finding) && finding !== undefined ? { finding } : {}),
    ...(gone ? { gone: true as const } : {}),
  };
  if (row.item !== undefined) {
    return { ...told, text: composed(row, '(fffe,e000) na', `(Item #=${members.get(row.path) ?? 0})`, 1, 'Item') };
  }
  const head = `${tagText(row.tag)} ${row.vr}`;
  const name =
    row.keyword || (row.private ? (row.name === 'Private' ? 'Unknown Tag & Data' : row.name) : 'Unknown Tag & Data');
  if (row.items !== undefined) {
    return { ...told, text: composed(row, head, `(Sequence #=${row.items})`, 1, name) };
  }
  if (row.length === 0) return { ...told, text: composed(row, head, '(no value available)', 0, name) };
  const value = await inspection.value(row, wanted.longest);
  const masked = wanted.masked && (identifies(finding) || gone);
  return {
    ...told,
    text: composed(
      row,
      head,
      masked ? `[${DOTS}]` : shownValue(row, value, wanted.longest),
      multiplicity(row, value, wanted.longest),
      name,
    ),
  };
}

function composed(row: TreeRow, head: string, value: string, vm: number | string, name: string): string {
  const indent = '  '.repeat(row.depth);
  return `${indent}${head} ${value.padEnd(VALUE_WIDTH)} # ${String(row.length).padStart(3)}, ${vm} ${name}`;
}

/** Lower case, as dcmdump writes it. */
function tagText(tag: number): string {
  const hex = tag.toString(16).padStart(8, '0');
  return `(${hex.slice(0, 4)},${hex.slice(4)})`;
}

const NUMBERS: Readonly<Record<string, number>> = { US: 2, SS: 2, UL: 4, SL: 4, FL: 4, FD: 8, SV: 8, UV: 8, AT: 4 };

function isBytes(vr: string): boolean {
  return vr.startsWith('O') || vr === 'UN';
}

/** Text in brackets, numbers bare, bytes as hexadecimal digits; what is cut ends in dots. */
function shownValue({ vr, length }: TreeRow, value: string, longest: number): string {
  if (isBytes(vr)) {
    const bytes = value.replaceAll(' ', '\\');
    return length * 3 - 1 > longest ? `${bytes.slice(0, bytes.length - (bytes.length % 3))}...` : bytes;
  }
  const cut = value.length >= longest;
  if (vr in NUMBERS) return cut ? `${value}...` : value.replaceAll(/\([0-9A-F,]+\)/g, (tag) => tag.toLowerCase());
  return `[${oneLine(value)}${cut ? '...' : ''}]`;
}

/** A value never breaks its line: line ends and other control characters are shown as signs. */
function oneLine(text: string): string {
  return text.replaceAll(/\r\n|[\r\n]/g, '⏎').replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, '·');
}

function multiplicity({ vr, length }: TreeRow, value: string, longest: number): number | string {
  const size = NUMBERS[vr];
  if (size !== undefined) return Math.floor(length / size);
  if (isBytes(vr) || isSingleValued(vr)) return 1;
  return value.length >= longest ? '1-n' : value.split('\\').length;
}

/** How many elements each item has, by the item's path. */
function memberCounts(rows: readonly TreeRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const items: TreeRow[] = [];
  for (const row of rows) {
    for (let last = items.at(-1); last !== undefined && last.depth >= row.depth; last = items.at(-1)) items.pop();
    if (row.item !== undefined) items.push(row);
    else {
      const item = items.at(-1);
      if (item !== undefined && item.depth === row.depth - 1) counts.set(item.path, (counts.get(item.path) ?? 0) + 1);
    }
  }
  return counts;
}
