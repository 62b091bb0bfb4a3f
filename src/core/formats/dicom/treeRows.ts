// The rows of a tag tree, from an element table: names, lengths and places, no values.
import { attribute, privateAttribute } from '../../dictionary/dictionary.js';
import { elementOf, formatTag, groupOf, isPrivate, isPrivateCreator, type Tag } from '../../dictionary/tag.js';
import type { ByteRange, Finding } from '../../kernel/finding.js';
import { type CharacterSet, characterSet } from './charset/characterSet.js';
import type { Element, Item } from './element.js';
import type { DicomObject } from './read.js';
import { elementsIn } from './readElement.js';
import { type Encoding, EXPLICIT_LITTLE } from './syntax.js';
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
  /** Of a private attribute: who owns its block, where the object says so. */
  readonly creator?: string;
  /** For the row of an item: its number from 0. */
  readonly item?: number;
  readonly items?: number;
  /** What happens to it; the most telling finding where there are several. */
  readonly finding?: Finding;
}

/** How the values of a data set or an item are to be read. */
export interface Reading {
  readonly charset: CharacterSet;
  readonly encoding: Encoding;
}

export interface Rows {
  readonly rows: readonly TreeRow[];
  /** By the offset of a row's value. */
  readonly readings: ReadonlyMap<number, Reading>;
}

export interface RowsWanted {
  /** Also the file meta information, which is not in the data set. */
  readonly fileMeta: boolean;
  /** Rows at most; what is at the top of the object has its rows all the same. */
  readonly most: number;
}

/** What was found, by the offset of the value that it speaks of; what has no bytes by its path. */
export interface Found {
  readonly byOffset: ReadonlyMap<number, Finding>;
  readonly byPath: ReadonlyMap<string, Finding>;
  /** What is said of the file meta information as a whole. */
  readonly header: Finding | undefined;
}

/** What is said of an element without a value can't be told by its offset, which is that of the next element. */
function emptyFinding({ byPath }: Found, element: Element, path: string): Finding | undefined {
  return element.length > 0 || byPath.size === 0 ? undefined : byPath.get(path + formatTag(element.tag));
}

export async function treeRows(object: DicomObject, found: Found, wanted: RowsWanted): Promise<Rows> {
  const { window, table } = object;
  const rows: TreeRow[] = wanted.fileMeta ? await metaRows(object, found.header) : [];
  const readings = new Map<number, Reading>();
  for (const row of rows) readings.set(row.range.offset, { charset: characterSet([]), encoding: EXPLICIT_LITTLE });
  const walk = async (
    elements: readonly Element[],
    path: string,
    depth: number,
    inherited: CharacterSet,
    encoding: Encoding,
  ): Promise<void> => {
    const charset = await charsetOf(window, elements, inherited);
    const reading = { charset, encoding };
    const creators = new Map<number, string>();
    for (const element of elements) {
      if (rows.length >= wanted.most && depth > 0) return;
      const row = elementRow(window, element, path, depth, creators, charset, found);
      const known = row instanceof Promise ? await row : row;
      rows.push(known);
      readings.set(element.valueOffset, reading);
      for (const [index, item] of (element.items ?? []).entries()) {
        if (rows.length >= wanted.most) break;
        rows.push(itemRow(known, item, index, found));
        await walk(item.elements, `${known.path}[${index}].`, depth + 2, charset, item.encoding);
      }
    }
  };
  await walk(table.elements, '', 0, characterSet([]), table.encoding);
  return { rows, readings };
}

function itemRow(row: TreeRow, item: Item, index: number, found: Found): TreeRow {
  const finding = found.byOffset.get(item.offset);
  const { items: _items, finding: _finding, ...bare } = row;
  return {
    ...bare,
    path: `${row.path}[${index}]`,
    depth: row.depth + 1,
    item: index,
    length: item.length,
    range: { offset: item.valueOffset, length: item.length },
    ...(finding === undefined ? {} : { finding }),
  };
}

function elementRow(
  window: Window,
  element: Element,
  path: string,
  depth: number,
  creators: Map<number, string>,
  charset: CharacterSet,
  found: Found,
): TreeRow | Promise<TreeRow> {
  const { tag } = element;
  const finding = found.byOffset.get(element.valueOffset) ?? emptyFinding(found, element, path);
  const row = (keyword: string, name: string, creator?: string): TreeRow => ({
    path: path + formatTag(tag),
    tag,
    depth,
    keyword,
    name,
    vr: element.vr,
    length: element.length,
    range: { offset: element.valueOffset, length: element.length },
    private: isPrivate(tag),
    ...(creator === undefined ? {} : { creator }),
    ...(element.items === undefined ? {} : { items: element.items.length }),
    ...(finding === undefined ? {} : { finding }),
  });
  if (isPrivateCreator(tag) && element.length <= 256 && element.items === undefined) {
    const named = (bytes: Uint8Array): TreeRow => {
      const creator = charset.decode(bytes, 'LO').replaceAll('\0', ' ').trim();
      creators.set(groupOf(tag) * 0x100 + elementOf(tag), creator);
      return row('PrivateCreator', 'Private Creator', creator);
    };
    const bytes = bytesOf(window, element);
    return bytes instanceof Promise ? bytes.then(named) : named(bytes);
  }
  if (isPrivate(tag)) {
    const creator = creators.get(groupOf(tag) * 0x100 + (elementOf(tag) >>> 8));
    if (creator === undefined) return row('', 'Private');
    return row('', privateAttribute(creator, groupOf(tag), elementOf(tag) & 0xff)?.name ?? 'Private', creator);
  }
  const known = attribute(tag);
  return row(known?.keyword ?? '', known?.name ?? '');
}

/** Group 0002, Explicit VR Little Endian (PS3.10 7.1). Written anew in every output, as a whole. */
async function metaRows({ opening, window }: DicomObject, finding: Finding | undefined): Promise<TreeRow[]> {
  if (!opening.hasMeta) return [];
  const start = opening.hasPreamble ? 132 : 0;
  const head = await window.source.read(start, opening.start - start);
  const from = head[0] === 0x44 && head[1] === 0x49 ? 4 : 0;
  const rows: TreeRow[] = [];
  for (const { tag, vr, value } of elementsIn(head.subarray(from), EXPLICIT_LITTLE)) {
    if (groupOf(tag) !== 0x0002) break;
    const known = attribute(tag);
    rows.push({
      path: formatTag(tag),
      tag,
      depth: 0,
      keyword: known?.keyword ?? '',
      name: known?.name ?? '',
      vr: vr === '' ? (known?.vr ?? 'UN') : vr,
      length: value.length,
      range: { offset: start + (value.byteOffset - head.byteOffset), length: value.length },
      private: false,
      ...(finding === undefined ? {} : { finding }),
    });
  }
  return rows;
}
