// A small DICOM tokenizer of its own (PS3.5 section 7): where each element lies, nothing decoded. It shares no code with
// the reader that plans the edits, so that one mistake can't hide in both. Values are never held.
import type { Source } from '../kernel/source.js';
import { type Cursor, openCursor } from './cursor.js';

/** One data element. `item` is an index into {@link RawTable.items}, -1 at the top. */
export interface RawElement {
  readonly tag: number;
  /** As written; empty where the file has none (implicit VR). */
  readonly vr: string;
  readonly start: number;
  readonly valueAt: number;
  /** Of the value, delimiters of an undefined length included. */
  readonly length: number;
  readonly item: number;
  /** `leaf`, a sequence whose items follow in the table, or fragments of encapsulated pixel data. */
  readonly kind: 'leaf' | 'sequence' | 'fragments';
  readonly littleEndian: boolean;
}

/** An item of the sequence `sequence` (an index into {@link RawTable.elements}); `number` counts from 0. */
export interface RawItem {
  readonly sequence: number;
  readonly number: number;
}

export interface RawTable {
  readonly elements: readonly RawElement[];
  readonly items: readonly RawItem[];
  /** Where the data set after the file meta information starts. */
  readonly dataSetAt: number;
  /** Where the last element ends; what follows is trailing bytes. */
  readonly end: number;
  /** False where the tokenizer lost its way or the file ended inside an element. */
  readonly complete: boolean;
}

interface Syntax {
  readonly explicit: boolean;
  readonly littleEndian: boolean;
}

interface Walk {
  readonly cursor: Cursor;
  readonly elements: RawElement[];
  readonly items: RawItem[];
  broken: boolean;
}

const ITEM = 0xfffee000;
const ITEM_END = 0xfffee00d;
const SEQUENCE_END = 0xfffee0dd;
const UNDEFINED = 0xffffffff;
const DEEPEST = 64;
const MOST_ELEMENTS = 4_000_000;
const LONG = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);
const EXPLICIT_LE: Syntax = { explicit: true, littleEndian: true };
const IMPLICIT_LE: Syntax = { explicit: false, littleEndian: true };

/** Tokenizes `source`, which is not deflated (see openPair.ts). */
export async function readRaw(source: Source): Promise<RawTable> {
  const cursor = openCursor(source);
  const walk: Walk = { cursor, elements: [], items: [], broken: false };
  const start = await startOfElements(cursor, source.size);
  const dataSetAt = await readMeta(walk, start, source.size);
  const syntax = await guessSyntax(cursor, dataSetAt, source.size);
  const end = await readSet(walk, dataSetAt, source.size, syntax, -1, 0);
  return { elements: walk.elements, items: walk.items, dataSetAt, end, complete: !walk.broken };
}

/** Behind the preamble, if there is one; a data set without a preamble may hold DICM at 128 by chance. */
async function startOfElements(cursor: Cursor, size: number): Promise<number> {
  for (const at of [128, 0]) {
    if (at + 6 > size) continue;
    await cursor.need(0, at + 6);
    if (cursor.u32(at, false) !== 0x4449434d) continue;
    const startsAtOnce = cursor.u16(0, true) === 2 || cursor.u16(0, true) === 8;
    if (cursor.u16(at + 4, true) === 2 || !startsAtOnce) return at + 4;
  }
  return 0;
}

/** Group 0002 is Explicit VR Little Endian whatever follows (PS3.10 7.1). */
async function readMeta(walk: Walk, start: number, size: number): Promise<number> {
  let at = start;
  while (at + 8 <= size) {
    await walk.cursor.need(at, 12);
    if (walk.cursor.u16(at, true) !== 2) break;
    const vr = walk.cursor.ascii(at + 4, 2);
    const next = await readElement(walk, at, size, /^[A-Z]{2}$/.test(vr) ? EXPLICIT_LE : IMPLICIT_LE, -1, 0);
    if (next === undefined) return size;
    at = next;
  }
  return at;
}

/** Believes the bytes, not the Transfer Syntax UID, which real files get wrong. */
async function guessSyntax(cursor: Cursor, at: number, size: number): Promise<Syntax> {
  if (at + 8 > size) return EXPLICIT_LE;
  await cursor.need(at, 12);
  const explicit = /^[A-Z]{2}$/.test(cursor.ascii(at + 4, 2));
  if (!explicit) return IMPLICIT_LE;
  const group = cursor.u16(at, true);
  return { explicit: true, littleEndian: group < 0x0100 || cursor.u16(at, false) > 0x0fff };
}

async function readSet(
  walk: Walk,
  from: number,
  limit: number,
  syntax: Syntax,
  item: number,
  depth: number,
): Promise<number> {
  let at = from;
  while (at + 8 <= limit && !walk.broken) {
    await walk.cursor.need(at, 12);
    const tag = readTag(walk.cursor, at, syntax);
    if (tag === ITEM_END && item >= 0) return at + 8;
    if (tag === 0 || tag >>> 16 === 0xfffe) break;
    const next = await readElement(walk, at, limit, syntax, item, depth);
    if (next === undefined) break;
    at = next;
  }
  return at;
}

function readTag(cursor: Cursor, at: number, syntax: Syntax): number {
  return ((cursor.u16(at, syntax.littleEndian) << 16) | cursor.u16(at + 2, syntax.littleEndian)) >>> 0;
}

/** @returns where the next element starts; undefined where this one does not fit */
async function readElement(
  walk: Walk,
  start: number,
  limit: number,
  syntax: Syntax,
  item: number,
  depth: number,
): Promise<number | undefined> {
  const { cursor, elements } = walk;
  await cursor.need(start, 16);
  const tag = readTag(cursor, start, syntax);
  const written = syntax.explicit ? cursor.ascii(start + 4, 2) : '';
  // Some devices leave the VR off single elements of an explicit data set: what stands there is then the length.
  const explicit = /^[A-Z]{2}$/.test(written);
  const vr = explicit ? written : '';
  const long = LONG.has(vr);
  const valueAt = start + (long ? 12 : 8);
  const length = !explicit
    ? cursor.u32(start + 4, syntax.littleEndian)
    : long
      ? cursor.u32(start + 8, syntax.littleEndian)
      : cursor.u16(start + 6, syntax.littleEndian);
  const undefinedLength = length === UNDEFINED;
  if (elements.length >= MOST_ELEMENTS || (!undefinedLength && valueAt + length > limit) || valueAt > limit) {
    walk.broken = true;
    return undefined;
  }
  const index = elements.length;
  const inner = vr === 'UN' ? IMPLICIT_LE : syntax;
  const fragments = undefinedLength && vr !== 'SQ' && (tag === 0x7fe00010 || /^O[BW]$/.test(vr));
  const base = { tag, vr, start, valueAt, item, littleEndian: syntax.littleEndian };
  if (fragments) {
    const end = await skipFragments(walk, valueAt, limit, syntax);
    elements.push({ ...base, length: end - valueAt, kind: 'fragments' });
    return end;
  }
  const end = undefinedLength ? limit : valueAt + length;
  const nested = undefinedLength || vr === 'SQ' || (await startsWithItem(cursor, valueAt, end, vr, inner));
  if (!nested || length === 0 || depth >= DEEPEST) {
    if (undefinedLength) walk.broken = true;
    elements.push({ ...base, length: end - valueAt, kind: vr === 'SQ' && depth < DEEPEST ? 'sequence' : 'leaf' });
    return end;
  }
  elements.push({ ...base, length, kind: 'sequence' });
  const itemsBefore = walk.items.length;
  const stop = await readItems(walk, index, valueAt, end, inner, depth + 1, undefinedLength);
  if (vr !== 'SQ' && !undefinedLength && (walk.broken || stop !== end)) {
    // It only looked like a sequence: an opaque value after all.
    walk.broken = false;
    elements.length = index;
    walk.items.length = itemsBefore;
    elements.push({ ...base, length, kind: 'leaf' });
    return end;
  }
  const next = undefinedLength ? stop : end;
  elements[index] = { ...base, length: next - valueAt, kind: 'sequence' };
  return next;
}

/** Without an explicit SQ, a value that starts with an item tag and a plausible length is read as a sequence. */
async function startsWithItem(cursor: Cursor, at: number, end: number, vr: string, syntax: Syntax): Promise<boolean> {
  if ((vr !== '' && vr !== 'UN') || at + 8 > end) return false;
  await cursor.need(at, 8);
  if (readTag(cursor, at, syntax) !== ITEM) return false;
  const length = cursor.u32(at + 4, syntax.littleEndian);
  return length === UNDEFINED || at + 8 + length <= end;
}

async function readItems(
  walk: Walk,
  sequence: number,
  from: number,
  limit: number,
  syntax: Syntax,
  depth: number,
  delimited: boolean,
): Promise<number> {
  const { cursor, items } = walk;
  let at = from;
  for (let number = 0; at + 8 <= limit && !walk.broken; number++) {
    await cursor.need(at, 8);
    const tag = readTag(cursor, at, syntax);
    const length = cursor.u32(at + 4, syntax.littleEndian);
    if (tag === SEQUENCE_END) return at + 8;
    if (tag !== ITEM || (length !== UNDEFINED && at + 8 + length > limit)) {
      walk.broken = true;
      return at;
    }
    const item = items.length;
    items.push({ sequence, number });
    const end = length === UNDEFINED ? limit : at + 8 + length;
    const stop = await readSet(walk, at + 8, end, syntax, item, depth);
    if (length !== UNDEFINED && stop < end - 7) walk.broken = true;
    at = length === UNDEFINED ? stop : end;
  }
  if (delimited) walk.broken = true;
  return at;
}

async function skipFragments(walk: Walk, from: number, limit: number, syntax: Syntax): Promise<number> {
  let at = from;
  while (at + 8 <= limit) {
    await walk.cursor.need(at, 8);
    const tag = readTag(walk.cursor, at, syntax);
    const length = walk.cursor.u32(at + 4, syntax.littleEndian);
    if (tag === SEQUENCE_END) return at + 8;
    if (tag !== ITEM || at + 8 + length > limit) break;
    at += 8 + length;
  }
  walk.broken = true;
  return limit;
}

/** Tags of the sequences around an element, outermost first. */
export function parentsOf(table: RawTable, element: RawElement): number[] {
  const parents: number[] = [];
  for (let item = table.items[element.item]; item !== undefined; ) {
    const sequence = table.elements[item.sequence];
    if (sequence === undefined) break;
    parents.unshift(sequence.tag);
    item = table.items[sequence.item];
  }
  return parents;
}

/** `(0040,A730)[2].(0040,A160)`. */
export function pathOf(table: RawTable, element: RawElement): string {
  let path = hex(element.tag);
  for (let item = table.items[element.item]; item !== undefined; ) {
    const sequence = table.elements[item.sequence];
    if (sequence === undefined) break;
    path = `${hex(sequence.tag)}[${item.number}].${path}`;
    item = table.items[sequence.item];
  }
  return path;
}

function hex(tag: number): string {
  const digits = tag.toString(16).toUpperCase().padStart(8, '0');
  return `(${digits.slice(0, 4)},${digits.slice(4)})`;
}
