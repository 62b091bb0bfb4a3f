// Whether offset tables of compressed frames name fragments: the basic one (PS3.5 A.4) and the extended one with its lengths (PS3.3
// C.7.6.3.1.8). What names nothing can hold anything. Written anew, apart from the planning.
import type { Residue } from '../kernel/format.js';
import type { Source } from '../kernel/source.js';
import type { Span } from './byteStream.js';
import { itemsOf } from './fragments.js';
import type { RawElement, RawTable } from './rawReader.js';

export const EXTENDED_OFFSETS = 0x7fe00001;
export const EXTENDED_LENGTHS = 0x7fe00002;
const PIXEL_DATA = 0x7fe00010;

export type Truth = 'empty' | 'true' | 'untrue';

const WINDOW = 64 * 1024;

/** Check: no offset table of the output holds what is no offset. */
export async function untrueTables(source: Source, table: RawTable): Promise<Residue[]> {
  const pixels = pixelsOf(table);
  const basic = pixels && (await basicTruth(source, await itemsOf(source, pixels), pixels.littleEndian));
  const found = [...(basic === 'untrue' ? ['the basic'] : [])];
  if ((await extendedTruth(source, table)) === 'untrue') found.push('the extended');
  return found.map((which) => ({
    code: 'offset-table-untrue',
    message: `${which} offset table of the output's pixel data names no fragments: what stands there can be anything`,
  }));
}

function pixelsOf(table: RawTable): RawElement | undefined {
  return table.elements.find(({ tag, item, kind }) => tag === PIXEL_DATA && item === -1 && kind === 'fragments');
}

export async function basicTruth(source: Source, items: readonly Span[], littleEndian: boolean): Promise<Truth> {
  const [table, ...fragments] = items;
  if (table === undefined || table[0] === table[1]) return 'empty';
  const told = await numbersIn(source, table, 4, littleEndian);
  return told !== undefined && namesFragments(told, startsOf(fragments)) ? 'true' : 'untrue';
}

/** Of the extended table and its lengths together. */
export async function extendedTruth(source: Source, table: RawTable): Promise<Truth> {
  const own = [EXTENDED_OFFSETS, EXTENDED_LENGTHS].map((wanted) =>
    table.elements.filter(({ tag, item }) => tag === wanted && item === -1),
  );
  const [offsets = [], lengths = []] = own;
  if (offsets.length + lengths.length === 0) return 'empty';
  const [first, sizes] = [offsets[0], lengths[0]];
  if (offsets.length !== 1 || lengths.length > 1 || first === undefined) return 'untrue';
  const pixels = pixelsOf(table);
  const fragments = pixels && (await itemsOf(source, pixels)).slice(1);
  const told = await numbersIn(source, [first.valueAt, first.valueAt + first.length], 8, first.littleEndian);
  if (fragments === undefined || told === undefined) return 'untrue';
  const starts = startsOf(fragments);
  if (!namesFragments(told, starts) || told.some((offset, index) => (offset === 0) !== (index === 0))) return 'untrue';
  if (sizes === undefined) return 'true';
  const said = await numbersIn(source, [sizes.valueAt, sizes.valueAt + sizes.length], 8, sizes.littleEndian);
  if (said === undefined || said.length !== told.length) return 'untrue';
  const places = new Map(starts.map((start, index) => [start, index]));
  const begins = told.map((offset) => places.get(offset) ?? 0);
  return said.every((size, index) => isLength(size, fragments.slice(begins[index], begins[index + 1])))
    ? 'true'
    : 'untrue';
}

/** The bytes of a frame's fragments, with or without a byte of padding; zero says nothing. */
function isLength(size: number, fragments: readonly Span[]): boolean {
  let whole = 0;
  for (const [start, end] of fragments) whole += end - start;
  return size === 0 || size === whole || size === whole - 1;
}

/** Undefined where bytes are left over. */
async function numbersIn(
  source: Source,
  [from, to]: Span,
  width: 4 | 8,
  littleEndian: boolean,
): Promise<number[] | undefined> {
  if ((to - from) % width !== 0) return undefined;
  const all: number[] = [];
  for (let at = from; at < to; at += WINDOW) {
    const bytes = await source.read(at, Math.min(WINDOW, to - at));
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let index = 0; index + width <= bytes.length; index += width)
      all.push(width === 4 ? view.getUint32(index, littleEndian) : Number(view.getBigUint64(index, littleEndian)));
  }
  return all;
}

function startsOf(fragments: readonly Span[]): number[] {
  const first = (fragments[0]?.[0] ?? 0) - 8;
  return fragments.map(([from]) => from - 8 - first);
}

/** Zeros say nothing; all others rise from one fragment to a later one. */
function namesFragments(told: readonly number[], starts: readonly number[]): boolean {
  let at = 0;
  for (const offset of told) {
    if (offset === 0) continue;
    while (at < starts.length && (starts[at] ?? 0) < offset) at++;
    if (starts[at] !== offset) return false;
    at++;
  }
  return true;
}
