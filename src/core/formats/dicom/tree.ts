// The tag tree for people: one row per element and item, with what was found about it.
import { attribute, privateAttribute } from '../../dictionary/dictionary.js';
import { elementOf, formatTag, groupOf, isPrivate, isPrivateCreator, type Tag } from '../../dictionary/tag.js';
import type { ByteRange, Finding } from '../../kernel/finding.js';
import type { Plan } from '../../kernel/plan.js';
import type { Source } from '../../kernel/source.js';
import { type CharacterSet, characterSet } from './charset/characterSet.js';
import type { DicomContext } from './context.js';
import type { Element } from './element.js';
import { unpadded } from './encode.js';
import { planDicom } from './plan.js';
import { readObject } from './read.js';
import { bytesOf, charsetOf } from './visit.js';
import type { Window } from './window.js';

export interface TreeRow {
  readonly path: string;
  readonly tag: Tag;
  readonly depth: number;
  readonly keyword: string;
  readonly name: string;
  readonly vr: string;
  /** Of the value, in bytes. */
  readonly length: number;
  readonly range: ByteRange;
  readonly private: boolean;
  /** For the row of an item: its number from 0. */
  readonly item?: number;
  readonly items?: number;
  /** What happens to it; the most telling finding where there are several. */
  readonly finding?: Finding;
}

export interface Inspection {
  readonly rows: readonly TreeRow[];
  readonly plan: Plan;
  /** Reads a row's value as text; bytes and long values are shortened to `longest` characters. */
  value(row: TreeRow, longest: number): Promise<string>;
}

/** Reads and plans an object for showing. A refused object has the rows that could be read: none. */
export async function inspectRows(source: Source, context: DicomContext): Promise<Inspection> {
  const plan = await planDicom(source, context);
  const read = await readObject(source, true);
  if (read.kind === 'refusal') return { rows: [], plan, value: async () => '' };
  const { window, table } = read.object;
  const byOffset = new Map<number, Finding>();
  for (const finding of plan.findings) {
    const known = byOffset.get(finding.range.offset);
    const telling = known === undefined || known.effect === 'kept' || known.effect === 'structure';
    if (finding.location.kind === 'element' && finding.range.length > 0 && telling)
      byOffset.set(finding.range.offset, finding);
  }
  const rows: TreeRow[] = [];
  const charsets = new Map<number, CharacterSet>();
  const { littleEndian } = table.encoding;
  const walk = async (
    elements: readonly Element[],
    path: string,
    depth: number,
    inherited: CharacterSet,
  ): Promise<void> => {
    const charset = await charsetOf(window, elements, inherited);
    const creators = new Map<number, string>();
    for (const element of elements) {
      const row = await elementRow(window, element, path, depth, creators, charset, byOffset);
      rows.push(row);
      charsets.set(element.valueOffset, charset);
      for (const [index, item] of (element.items ?? []).entries()) {
        const itemPath = `${row.path}[${index}]`;
        const finding = byOffset.get(item.offset);
        const { items: _items, finding: _finding, ...bare } = row;
        rows.push({
          ...bare,
          path: itemPath,
          depth: depth + 1,
          item: index,
          length: item.length,
          range: { offset: item.valueOffset, length: item.length },
          ...(finding === undefined ? {} : { finding }),
        });
        await walk(item.elements, `${itemPath}.`, depth + 2, charset);
      }
    }
  };
  await walk(table.elements, '', 0, characterSet([]));
  return {
    rows,
    plan,
    value: (row, longest) =>
      textOfRow(window, row, charsets.get(row.range.offset) ?? characterSet([]), longest, littleEndian),
  };
}

async function elementRow(
  window: Window,
  element: Element,
  path: string,
  depth: number,
  creators: Map<number, string>,
  charset: CharacterSet,
  byOffset: ReadonlyMap<number, Finding>,
): Promise<TreeRow> {
  const known = attribute(element.tag);
  let { keyword, name } = { keyword: known?.keyword ?? '', name: known?.name ?? '' };
  const block = groupOf(element.tag) * 0x100 + (elementOf(element.tag) >>> 8);
  if (isPrivateCreator(element.tag) && element.length <= 256 && element.items === undefined) {
    const creator = charset.decode(await bytesOf(window, element), 'LO').trim();
    creators.set(groupOf(element.tag) * 0x100 + elementOf(element.tag), creator);
    name = 'Private Creator';
  } else if (isPrivate(element.tag)) {
    const creator = creators.get(block);
    name =
      (creator === undefined
        ? undefined
        : privateAttribute(creator, groupOf(element.tag), elementOf(element.tag) & 0xff)?.name) ?? 'Private';
    keyword = '';
  }
  const finding = byOffset.get(element.valueOffset);
  return {
    path: path + formatTag(element.tag),
    tag: element.tag,
    depth,
    keyword,
    name,
    vr: element.vr,
    length: element.length,
    range: { offset: element.valueOffset, length: element.length },
    private: isPrivate(element.tag),
    ...(element.items === undefined ? {} : { items: element.items.length }),
    ...(finding === undefined ? {} : { finding }),
  };
}

const BINARY: Readonly<
  Record<
    string,
    { readonly size: number; readonly read: (view: DataView, at: number, little: boolean) => number | bigint }
  >
> = {
  US: { size: 2, read: (view, at, little) => view.getUint16(at, little) },
  SS: { size: 2, read: (view, at, little) => view.getInt16(at, little) },
  UL: { size: 4, read: (view, at, little) => view.getUint32(at, little) },
  SL: { size: 4, read: (view, at, little) => view.getInt32(at, little) },
  FL: { size: 4, read: (view, at, little) => view.getFloat32(at, little) },
  FD: { size: 8, read: (view, at, little) => view.getFloat64(at, little) },
  SV: { size: 8, read: (view, at, little) => view.getBigInt64(at, little) },
  UV: { size: 8, read: (view, at, little) => view.getBigUint64(at, little) },
};

async function textOfRow(
  window: Window,
  row: TreeRow,
  charset: CharacterSet,
  longest: number,
  littleEndian: boolean,
): Promise<string> {
  if (row.vr === 'SQ' || row.items !== undefined || row.item !== undefined || row.length === 0) return '';
  const bytes = await window.source.read(row.range.offset, Math.min(row.length, longest * 8));
  const binary = BINARY[row.vr];
  if (binary !== undefined) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const values: string[] = [];
    for (let at = 0; at + binary.size <= bytes.length && values.length < longest; at += binary.size)
      values.push(String(binary.read(view, at, littleEndian)));
    return values.join('\\').slice(0, longest);
  }
  if (row.vr.startsWith('O') || row.vr === 'UN' || row.vr === 'AT') {
    return [...bytes.subarray(0, longest)]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join(' ')
      .slice(0, longest);
  }
  return unpadded(charset.decode(bytes, row.vr)).slice(0, longest);
}
