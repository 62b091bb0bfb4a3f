// A second, small reader for the outputs of tests: strict, whole file in memory, well-formed data only. It shares
// nothing with the engine, so that the two can disagree.
import { inflateSync } from 'fflate';

export interface ReadItem {
  readonly elements: readonly ReadElement[];
}

export interface ReadElement {
  readonly tag: number;
  /** `??` where the encoding is implicit. */
  readonly vr: string;
  /** Where the element starts, in the (inflated) file. */
  readonly offset: number;
  readonly valueOffset: number;
  readonly bytes: Uint8Array;
  readonly undefinedLength: boolean;
  readonly items?: readonly ReadItem[];
  /** Of encapsulated pixel data, the basic offset table first. */
  readonly fragments?: readonly Uint8Array[];
}

export interface ReadFile {
  readonly preamble: Uint8Array | undefined;
  readonly meta: readonly ReadElement[];
  readonly syntax: string;
  readonly elements: readonly ReadElement[];
  /** What the elements' offsets refer to: the file, inflated where it was deflated. */
  readonly bytes: Uint8Array;
}

interface Reading {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly explicit: boolean;
  readonly le: boolean;
}

const LONG = new Set('OB OD OF OL OV OW SQ SV UC UN UR UT UV'.split(' '));
const ITEM = 0xfffee000;
const ITEM_END = 0xfffee00d;
const SEQUENCE_END = 0xfffee0dd;
const UNDEFINED = 0xffffffff;

function reading(bytes: Uint8Array, explicit: boolean, le: boolean): Reading {
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), explicit, le };
}

function tagAt(from: Reading, at: number): number {
  return from.view.getUint16(at, from.le) * 0x10000 + from.view.getUint16(at + 2, from.le);
}

function need(from: Reading, end: number, limit: number): void {
  if (end > limit || end > from.bytes.length) throw new RangeError(`runs to ${end}, beyond ${limit}`);
}

/** Items up to `end`, or up to the delimiter where `end` is undefined. */
function readItems(
  from: Reading,
  start: number,
  end: number | undefined,
  limit: number,
): readonly [readonly ReadItem[], number] {
  const items: ReadItem[] = [];
  let at = start;
  while (end === undefined || at < end) {
    need(from, at + 8, end ?? limit);
    const tag = tagAt(from, at);
    const length = from.view.getUint32(at + 4, from.le);
    at += 8;
    if (tag === SEQUENCE_END && end === undefined) {
      if (length !== 0) throw new RangeError(`delimiter with a length at ${at}`);
      return [items, at];
    }
    if (tag !== ITEM) throw new RangeError(`no item at ${at - 8}`);
    const [elements, next] = readElements(from, at, length === UNDEFINED ? undefined : at + length, end ?? limit);
    items.push({ elements });
    at = next;
  }
  return [items, at];
}

function readFragments(from: Reading, start: number, limit: number): readonly [readonly Uint8Array[], number] {
  const fragments: Uint8Array[] = [];
  for (let at = start; ; ) {
    need(from, at + 8, limit);
    const tag = tagAt(from, at);
    const length = from.view.getUint32(at + 4, from.le);
    at += 8;
    if (tag === SEQUENCE_END) return [fragments, at];
    if (tag !== ITEM) throw new RangeError(`no fragment at ${at - 8}`);
    need(from, at + length, limit);
    fragments.push(from.bytes.subarray(at, at + length));
    at += length;
  }
}

/** In implicit VR and UN there is no SQ to be seen: what reads as items to the last byte is taken for items. */
function tryItems(from: Reading, start: number, end: number): readonly ReadItem[] | undefined {
  if (end - start < 8 || tagAt(from, start) !== ITEM) return undefined;
  try {
    return readItems(from, start, end, end)[0];
  } catch {
    return undefined;
  }
}

function readElement(from: Reading, offset: number, limit: number): readonly [ReadElement, number] {
  need(from, offset + 8, limit);
  const tag = tagAt(from, offset);
  const vr = from.explicit ? String.fromCharCode(from.view.getUint8(offset + 4), from.view.getUint8(offset + 5)) : '??';
  if (from.explicit && !/^[A-Z][A-Z]$/.test(vr)) throw new RangeError(`no value representation at ${offset}`);
  const long = LONG.has(vr);
  const valueOffset = offset + (long ? 12 : 8);
  need(from, valueOffset, limit);
  const length =
    from.explicit && !long ? from.view.getUint16(offset + 6, from.le) : from.view.getUint32(valueOffset - 4, from.le);
  const base = { tag, vr, offset, valueOffset };
  const inside = vr === 'UN' ? reading(from.bytes, false, true) : from;
  if (length === UNDEFINED) {
    if (tag === 0x7fe00010) {
      const [fragments, next] = readFragments(from, valueOffset, limit);
      return [{ ...base, bytes: from.bytes.subarray(valueOffset, next), undefinedLength: true, fragments }, next];
    }
    const [items, next] = readItems(inside, valueOffset, undefined, limit);
    return [{ ...base, bytes: from.bytes.subarray(valueOffset, next), undefinedLength: true, items }, next];
  }
  const end = valueOffset + length;
  need(from, end, limit);
  const bytes = from.bytes.subarray(valueOffset, end);
  const known = { ...base, bytes, undefinedLength: false };
  if (vr === 'SQ') return [{ ...known, items: readItems(from, valueOffset, end, end)[0] }, end];
  const hidden = (vr === '??' || vr === 'UN') && tag !== 0x7fe00010;
  const guessed = hidden ? tryItems(inside, valueOffset, end) : undefined;
  return [guessed === undefined ? known : { ...known, items: guessed }, end];
}

function readElements(
  from: Reading,
  start: number,
  end: number | undefined,
  limit: number,
): readonly [readonly ReadElement[], number] {
  const elements: ReadElement[] = [];
  let at = start;
  let previous = -1;
  while (end === undefined || at < end) {
    need(from, at + 8, end ?? limit);
    if (end === undefined && tagAt(from, at) === ITEM_END) return [elements, at + 8];
    const [element, next] = readElement(from, at, end ?? limit);
    if (element.tag <= previous) throw new RangeError(`tags out of order at ${at}`);
    previous = element.tag;
    elements.push(element);
    at = next;
  }
  return [elements, at];
}

/** Value as text: one byte a character, padding off. */
export function latin1(element: ReadElement | undefined): string {
  if (element === undefined) return '';
  return Array.from(element.bytes, (byte) => String.fromCharCode(byte))
    .join('')
    .replace(/[ \0]+$/, '');
}

/** Value as UTF-8 text, padding off. */
export function utf8(element: ReadElement | undefined): string {
  return element === undefined ? '' : new TextDecoder().decode(element.bytes).replace(/[ \0]+$/, '');
}

/** The element at a path of tags and item numbers: `find(file.elements, 0x00400275, 0, 0x00400007)`. */
export function find(elements: readonly ReadElement[], ...path: readonly number[]): ReadElement | undefined {
  const [tag, index, ...rest] = path;
  const element = elements.find((candidate) => candidate.tag === tag);
  if (index === undefined || element === undefined) return element;
  return find(element.items?.[index]?.elements ?? [], ...rest);
}

/** All elements, at every depth, outer ones first. */
export function* walk(elements: readonly ReadElement[]): Generator<ReadElement> {
  for (const element of elements) {
    yield element;
    for (const item of element.items ?? []) yield* walk(item.elements);
  }
}

/**
 * Reads a Part 10 file.
 * @throws RangeError for what is not well-formed, with the offset
 */
export function readFile(bytes: Uint8Array): ReadFile {
  const magic = String.fromCharCode(...bytes.subarray(128, 132));
  if (magic !== 'DICM') throw new RangeError('no preamble');
  const head = reading(bytes, true, true);
  const [length, first] = readElement(head, 132, bytes.length);
  if (length.tag !== 0x00020000) throw new RangeError('no group length in the file meta');
  const metaEnd = first + head.view.getUint32(length.valueOffset, true);
  const [meta] = readElements(head, first, metaEnd, bytes.length);
  const syntax = latin1(find(meta, 0x00020010));
  const preamble = bytes.subarray(0, 128);
  if (syntax === '1.2.840.10008.1.2.1.99') {
    const inner = inflateSync(bytes.subarray(metaEnd));
    const [elements] = readElements(reading(inner, true, true), 0, inner.length, inner.length);
    return { preamble, meta: [length, ...meta], syntax, elements, bytes: inner };
  }
  const from = reading(bytes, syntax !== '1.2.840.10008.1.2', syntax !== '1.2.840.10008.1.2.2');
  const [elements] = readElements(from, metaEnd, bytes.length, bytes.length);
  return { preamble, meta: [length, ...meta], syntax, elements, bytes };
}

/** How often `needle` occurs in `bytes` as Latin-1. */
export function occurrences(bytes: Uint8Array, needle: string): number {
  return Buffer.from(bytes).toString('latin1').split(needle).length - 1;
}
