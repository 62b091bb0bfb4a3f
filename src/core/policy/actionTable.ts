// PS3.15 Table E.1-1, unpacked on first use.
import type { Tag } from '../dictionary/tag.js';
import { ACTIONS } from './generated/actions.generated.js';

/** A row: the Basic Profile's code, and a letter (K, C or a dot) for each option column. */
export interface ActionRow {
  readonly basic: string;
  readonly columns: string;
}

interface Table {
  readonly rows: ReadonlyMap<Tag, ActionRow>;
  readonly ranges: readonly { readonly value: Tag; readonly mask: number; readonly row: ActionRow }[];
  readonly privateRow: ActionRow;
}

let table: Table | undefined;

function unpacked(): Table {
  if (table !== undefined) return table;
  const rows = new Map<Tag, ActionRow>();
  const ranges: { value: Tag; mask: number; row: ActionRow }[] = [];
  let privateRow: ActionRow = { basic: 'X', columns: '..........' };
  for (const line of ACTIONS) {
    const [basic = '', columns = '', ...tags] = line.split(' ');
    const row = { basic, columns };
    for (const tag of tags) {
      if (tag === 'PRIVATE') privateRow = row;
      else if (tag.includes('x')) {
        const mask = Number.parseInt(tag.replaceAll(/[^x]/g, 'F').replaceAll('x', '0'), 16);
        ranges.push({ value: Number.parseInt(tag.replaceAll('x', '0'), 16), mask, row });
      } else rows.set(Number.parseInt(tag, 16), row);
    }
  }
  table = { rows, ranges, privateRow };
  return table;
}

/** The row of an attribute, ranges (50xx,xxxx), (60xx,3000) and private groups included. */
export function actionRow(tag: Tag): ActionRow | undefined {
  const { rows, ranges, privateRow } = unpacked();
  if ((tag & 0x10000) !== 0) return privateRow;
  return rows.get(tag) ?? ranges.find(({ value, mask }) => (tag & mask) >>> 0 === value)?.row;
}

/** The rows that stand for many tags: curves, overlay data and overlay comments. */
export function rangeRows(): Table['ranges'] {
  return unpacked().ranges;
}

/** Every row that stands for one tag, with its tag. */
export function singleRows(): ReadonlyMap<Tag, ActionRow> {
  return unpacked().rows;
}
