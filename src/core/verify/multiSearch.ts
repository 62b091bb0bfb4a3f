// Finds many needles in one pass: a window of four folded bytes is looked up at every position, and only what is in the
// table is compared. Linear in the bytes; memory is one window and the needles.
import type { Source } from '../kernel/source.js';
import type { Needle } from './needle.js';

export interface Hit {
  readonly needle: Needle;
  readonly offset: number;
}

export interface Anchored {
  readonly needle: Needle;
  /** Where in the needle the four bytes are. */
  readonly anchor: number;
}

const WINDOW = 1024 * 1024;
const MARGIN = 8;
/** Folds the case of letters, and other bytes together too: it only has to be quick, since candidates are compared. */
const COARSE = 0x20;
const FOLD = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte));

/** Needles made ready to be looked for in many sources. */
export interface Search {
  readonly table: ReadonlyMap<number, readonly Anchored[]>;
  /** 1 at the slots of four bytes that the table has. */
  readonly marked: Uint8Array;
  readonly longest: number;
}

export function prepareSearch(needles: readonly Needle[]): Search {
  const table = anchor(needles);
  const marked = new Uint8Array(1 << 16);
  for (const gram of table.keys()) marked[slot(gram)] = 1;
  return { table, marked, longest: needles.reduce((most, needle) => Math.max(most, needle.bytes.length), 0) };
}

/** Yields every place of `source` where a needle stands within its boundary. */
export async function* searchAll(source: Source, { table, marked, longest }: Search): AsyncGenerator<Hit> {
  if (table.size === 0) return;
  for (let at = 0; at < source.size; at += WINDOW) {
    const from = Math.max(0, at - MARGIN);
    const bytes = await source.read(from, at - from + WINDOW + longest + MARGIN);
    const before = at - from;
    for (const end of candidates(bytes, marked)) {
      const gram = gramAt(bytes, end);
      for (const { needle, anchor: offset } of table.get(gram) ?? []) {
        const start = end - 3 - offset;
        if (start < before || start >= before + WINDOW) continue;
        if (stands(bytes, start, needle)) yield { needle, offset: from + start };
      }
    }
  }
}

/** Ends of four-byte windows that may be an anchor. */
function candidates(bytes: Uint8Array, marked: Uint8Array): number[] {
  const found: number[] = [];
  let gram = 0;
  for (let at = 0; at < bytes.length; at++) {
    gram = (gram << 8) | ((bytes[at] ?? 0) | COARSE);
    if (marked[slot(gram)] === 1 && at >= 3) found.push(at);
  }
  return found;
}

function slot(gram: number): number {
  return Math.imul(gram, 0x9e3779b1) >>> 16;
}

function gramAt(bytes: Uint8Array, end: number): number {
  const fold = (at: number): number => (bytes[at] ?? 0) | COARSE;
  return (fold(end - 3) << 24) | (fold(end - 2) << 16) | (fold(end - 1) << 8) | fold(end);
}

/** Picks for each needle the four bytes with the most different values that the fewest others share. */
function anchor(needles: readonly Needle[]): ReadonlyMap<number, readonly Anchored[]> {
  const table = new Map<number, Anchored[]>();
  for (const needle of needles) {
    let best = 0;
    let bestCost = Number.POSITIVE_INFINITY;
    for (let at = 0; at + 4 <= needle.bytes.length; at++) {
      const variety = new Set(needle.bytes.subarray(at, at + 4)).size;
      const cost = (table.get(gramAt(needle.bytes, at + 3))?.length ?? 0) * 4 - variety * 4 - at / 100;
      if (cost < bestCost) [best, bestCost] = [at, cost];
    }
    const gram = gramAt(needle.bytes, best + 3);
    const row = table.get(gram);
    if (row === undefined) table.set(gram, [{ needle, anchor: best }]);
    else row.push({ needle, anchor: best });
  }
  return table;
}

function stands(bytes: Uint8Array, start: number, needle: Needle): boolean {
  const wanted = needle.bytes;
  if (start + wanted.length > bytes.length) return false;
  for (let index = 0; index < wanted.length; index++) {
    const byte = bytes[start + index] ?? 0;
    if ((needle.exact ? byte : FOLD[byte]) !== wanted[index]) return false;
  }
  if (needle.boundary === 'none') return true;
  const wide = needle.encoding === 'utf-16le' || needle.encoding === 'utf-16be';
  const step = wide ? 2 : 1;
  const shift = needle.encoding === 'utf-16be' ? 1 : 0;
  const end = start + wanted.length;
  const unit = (at: number): number => {
    if (at < 0 || at >= bytes.length) return 0;
    return wide && bytes[at + 1 - shift * 2] !== 0 ? 0 : (bytes[at] ?? 0);
  };
  const before = unit(start + shift - step);
  const after = unit(end + shift);
  const afterThat = unit(end + shift + step);
  switch (needle.boundary) {
    case 'word':
      return !isWord(before) && !isWord(after);
    case 'digit':
      return !isDigit(before) && !isDigit(after);
    case 'uid':
      return !isDigit(before) && before !== 0x2e && !isDigit(after) && !(after === 0x2e && isDigit(afterThat));
  }
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function isWord(byte: number): boolean {
  return isDigit(byte) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}
