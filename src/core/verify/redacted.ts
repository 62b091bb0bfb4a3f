// Check: pixels that device rules cover hold one value and nothing else in the output, and all other pixels are as they were.
import type { Source } from '../kernel/source.js';
import type { Codecs } from '../pixels/codecPort.js';
import type { DeviceRule } from '../policy/policy.js';
import { type CodedFrames, codedFrames } from './codedFrames.js';
import { coveredRow, type Shape, shapeOf, ultrasoundRegions } from './covered.js';
import type { RawElement, RawTable } from './rawReader.js';
import { type RleFrames, rleFrames } from './rleFrames.js';

const STEP = 1024 * 1024;
/** Rows of larger images are looked up anew for each frame. */
const MOST_KEPT = 16 * 1024 * 1024;

/**
 * `untouched`: a covered pixel still says something; `changed`: one that is not covered differs; `unread`: frames can't be decoded;
 * `not-compared`: video that is not as it was, which is encoded again as a whole.
 */
export type Redacted = 'redacted' | 'nothing-covered' | 'untouched' | 'changed' | 'unread' | 'not-compared';

interface Pair {
  readonly original: RawElement;
  readonly output: RawElement;
}

/** The samples of an image, plane after plane, in rows of cells. */
interface Rows {
  readonly cells: number;
  readonly size: number;
  /** Pixels of a cell: two where they share their colour. */
  readonly pixels: number;
  readonly planes: number;
  readonly count: number;
  row(index: number): Promise<Uint8Array>;
}

interface Counted extends Shape {
  readonly frames: number;
}

/** Where no attribute counts the frames, the length does. */
function framesIn(shape: Shape, { kind, length }: RawElement): number {
  if (kind === 'fragments' || isPaired(shape)) return 1;
  const { rows, columns, samples, bits } = shape;
  return Math.max(1, Math.floor((length * 8) / Math.max(1, rows * columns * samples * bits)));
}

/** A part of some frames in which something was found: any value may stand there. Pixels; the last row and column are outside. */
export interface FoundPart {
  readonly frames: readonly [number, number];
  readonly box: readonly [number, number, number, number];
}

/** `unchanged`: the pixel data are as they were, but for what is no pixel. */
export async function redactedOnly(
  sources: { readonly original: Source; readonly output: Source },
  pair: Pair,
  { original: table, output: outputTable }: { readonly original: RawTable; readonly output: RawTable },
  rules: readonly DeviceRule[],
  parts: readonly FoundPart[] = [],
  codecs: Codecs | undefined = undefined,
  unchanged = false,
): Promise<Redacted> {
  const stated = await shapeOf(sources.original, table);
  const shape: Counted = { ...stated, frames: stated.frames ?? framesIn(stated, pair.original) };
  const ultrasound = await ultrasoundRegions(sources.original, table);
  const kept = new Map<number, Uint8Array>();
  const maskOf = (y: number): Uint8Array => {
    const known = kept.get(y);
    if (known !== undefined) return known;
    const mask = coveredRow(rules, ultrasound, shape.columns, y);
    if (shape.rows * shape.columns <= MOST_KEPT) kept.set(y, mask);
    return mask;
  };
  const bits = await overlayBits(sources.original, table, outputTable);
  let covers = parts.length > 0;
  for (let y = 0; y < shape.rows && !covers; y++) covers = maskOf(y).includes(1);
  if (!covers && bits === 0) return 'nothing-covered';
  const { original, output } = pair;
  if (original.kind !== output.kind) return 'changed';
  if (original.kind === 'fragments') {
    const syntaxes = [await syntaxOf(sources.original, table), await syntaxOf(sources.output, outputTable)] as const;
    // Video is encoded again as a whole, by a program that is not asked here: nobody can compare its pixels one by one.
    if (syntaxes.every((syntax) => /^1\.2\.840\.10008\.1\.2\.4\.10\d/.test(syntax))) {
      if (!covers) return 'nothing-covered';
      return unchanged ? 'untouched' : 'not-compared';
    }
    if (syntaxes[0] !== RLE || syntaxes[1] !== RLE) {
      if (codecs === undefined) return 'unread';
      const before = await codedFrames(sources.original, original, shape, syntaxes[0], codecs);
      const after = await codedFrames(sources.output, output, shape, syntaxes[1], codecs);
      if (before === undefined || after === undefined) return 'unread';
      if (before.count !== after.count || before.width !== after.width) return 'changed';
      const loose = before.unit === undefined ? undefined : looseRows(before.unit, shape, maskOf, parts);
      return compareRows(
        cleared(codedRows(before, shape), bits, before.width, true),
        codedRows(after, shape),
        shape,
        maskOf,
        parts,
        loose,
      );
    }
    const before = await rleFrames(sources.original, original, shape);
    const after = await rleFrames(sources.output, output, shape);
    if (before === undefined || after === undefined || before.count !== after.count) return 'changed';
    const plain = rleRows(before, shape, bits);
    return compareRows(plain, rleRows(after, shape, 0), shape, maskOf, parts);
  }
  if (original.length !== output.length) return 'changed';
  const same = compareRows(
    cleared(nativeRows(sources.original, original, shape), bits, shape.bits / 8, original.littleEndian),
    nativeRows(sources.output, output, shape),
    shape,
    maskOf,
    parts,
  );
  const verdict = await same;
  return verdict === 'redacted' && !(await restIsSame(sources, pair, shape)) ? 'changed' : verdict;
}

async function compareRows(
  before: Rows,
  after: Rows,
  shape: Shape,
  maskOf: (y: number) => Uint8Array,
  parts: readonly FoundPart[],
  loose: LooseRows | undefined = undefined,
): Promise<Redacted> {
  const { cells, size, pixels, planes } = before;
  // Where colours are mixed at the rim, only brightness is to be one value.
  const counting = loose === undefined ? size : loose.counting * (size / shape.samples);
  const values = new Map<number, Uint8Array>();
  let untouched = false;
  for (let index = 0; index < before.count; index++) {
    const mask = maskOf(index % shape.rows);
    const plane = Math.floor(index / shape.rows) % planes;
    const free = freeRow(parts, Math.floor(index / (shape.rows * planes)), index % shape.rows, shape.columns);
    const may = loose?.row(Math.floor(index / (shape.rows * planes)), index % shape.rows);
    const [a, b] = [await before.row(index), await after.row(index)];
    if (a.length !== cells * size || b.length !== a.length) return 'changed';
    for (let cell = 0; cell < cells; cell++) {
      const covered = mask[cell * pixels] === 1 || (pixels === 2 && mask[cell * 2 + 1] === 1);
      const at = cell * size;
      if (free !== undefined && (free[cell * pixels] === 1 || (pixels === 2 && free[cell * 2 + 1] === 1))) continue;
      const one = covered ? (values.get(plane) ?? new Uint8Array(b.subarray(at, at + size))) : undefined;
      if (one !== undefined) values.set(plane, one);
      for (let byte = 0; byte < size; byte++) {
        if (one === undefined && a[at + byte] !== b[at + byte] && may?.[cell] !== 1) return 'changed';
        if (one !== undefined && byte < counting && one[byte] !== b[at + byte]) untouched = true;
      }
    }
  }
  return untouched ? 'untouched' : 'redacted';
}

/** 1 where something was found in that row of that frame; undefined where nothing was. */
function freeRow(parts: readonly FoundPart[], frame: number, y: number, columns: number): Uint8Array | undefined {
  const own = parts.filter(({ frames, box }) => frame >= frames[0] && frame <= frames[1] && y >= box[1] && y < box[3]);
  if (own.length === 0) return undefined;
  const row = new Uint8Array(columns);
  for (const { box } of own) row.fill(1, Math.max(0, box[0]), Math.min(columns, box[2]));
  return row;
}

/** Bits of pixels that hold overlays of which the output says nothing any more (PS3.5 8.1.2). */
async function overlayBits(source: Source, table: RawTable, output: RawTable): Promise<number> {
  const has = ({ elements }: RawTable, tag: number): boolean =>
    elements.some((element) => element.tag === tag && element.item === -1 && element.length > 0);
  let bits = 0;
  for (let group = 0x60000000; group <= 0x601e0000; group += 0x20000) {
    const place = table.elements.find(({ tag, item }) => tag === group + 0x0102 && item === -1);
    if (place === undefined || has(table, group + 0x3000) || has(output, group + 0x0102)) continue;
    const bit = Math.max(...(await source.read(place.valueAt, Math.min(2, place.length))));
    if (bit > 0 && bit < 32) bits |= 1 << bit;
  }
  return bits >>> 0;
}

/** Rows without those bits in each sample. */
function cleared(rows: Rows, bits: number, width: number, littleEndian: boolean): Rows {
  if (bits === 0) return rows;
  const masks = Array.from({ length: width }, (_, byte) => ~(bits >>> (8 * byte)) & 0xff);
  if (!littleEndian) masks.reverse();
  return {
    ...rows,
    row: async (index) => (await rows.row(index)).map((byte, at) => byte & (masks[at % width] ?? 0xff)),
  };
}

const RLE = '1.2.840.10008.1.2.5';

/** Transfer Syntax UID; that of RLE where there is none: it says of itself what it is. */
async function syntaxOf(source: Source, table: RawTable): Promise<string> {
  const syntax = table.elements.find(({ tag, item }) => tag === 0x00020010 && item === -1);
  if (syntax === undefined) return RLE;
  const bytes = await source.read(syntax.valueAt, Math.min(64, syntax.length));
  return String.fromCharCode(...bytes).replace(/[\0 ]+$/u, '');
}

/** Pixels of a lossy image that may differ although nothing covers them: they are coded together with some that are covered. */
interface LooseRows {
  /** Samples of a pixel that have one value all over what is covered. */
  readonly counting: number;
  row(frame: number, y: number): Uint8Array;
}

function looseRows(
  { across, down, rim }: NonNullable<CodedFrames['unit']>,
  { rows, columns, samples }: Shape,
  maskOf: (y: number) => Uint8Array,
  parts: readonly FoundPart[],
): LooseRows {
  const band = (frame: number, top: number): Uint8Array => {
    const any = new Uint8Array(columns);
    for (let y = Math.max(0, top); y < Math.min(rows, top + down); y++)
      for (const mask of [maskOf(y), freeRow(parts, frame, y, columns) ?? []])
        for (const [x, set] of mask.entries()) if (set === 1) any[x] = 1;
    for (let left = 0; left < columns; left += across)
      if (any.subarray(left, left + across).includes(1)) any.fill(1, left, left + across);
    return any.map((_, x) => (any.subarray(Math.max(0, x - rim), x + rim + 1).includes(1) ? 1 : 0));
  };
  let held: { readonly key: string; readonly row: Uint8Array } | undefined;
  return {
    counting: rim === 0 ? samples : 1,
    row: (frame, y) => {
      // A row next to a band belongs to it as far as colours are mixed.
      const tops = [...new Set([y - rim, y, y + rim].map((at) => Math.floor(at / down) * down))];
      const key = `${frame} ${tops.join()}`;
      if (held?.key === key) return held.row;
      const bands = tops.map((top) => band(frame, top));
      const row = Uint8Array.from({ length: columns }, (_, x) => (bands.some((one) => one[x] === 1) ? 1 : 0));
      held = { key, row };
      return row;
    },
  };
}

function codedRows(frames: CodedFrames, { rows, columns }: Shape): Rows {
  const size = frames.samples * frames.width;
  return {
    cells: columns,
    size,
    pixels: 1,
    planes: 1,
    count: frames.count * rows,
    row: async (index) => {
      const frame = await frames.frame(Math.floor(index / rows));
      const start = (index % rows) * columns * size;
      return frame.subarray(start, start + columns * size);
    },
  };
}

function isPaired({ photometric }: Shape): boolean {
  return photometric.endsWith('_422');
}

function nativeRows(source: Source, element: RawElement, shape: Counted): Rows {
  const { rows, columns, samples, bits, frames, planar } = shape;
  const bytes = bits / 8;
  const pixels = isPaired(shape) ? 2 : 1;
  const planes = planar && samples > 1 ? samples : 1;
  const size = bits === 1 ? 1 : pixels === 2 ? 4 * bytes : planes > 1 ? bytes : samples * bytes;
  const cells = columns / pixels;
  const logical = logicalBytes(source, element, bits);
  const row = async (index: number): Promise<Uint8Array> => {
    if (bits !== 1) return logical(index * cells * size, cells * size);
    const first = Math.floor((index * columns) / 8);
    const packed = await logical(first, Math.ceil(((index + 1) * columns) / 8) - first);
    return Uint8Array.from({ length: columns }, (_, x) => {
      const bit = index * columns + x - first * 8;
      return ((packed[Math.floor(bit / 8)] ?? 0) >> (bit % 8)) & 1;
    });
  };
  return { cells, size, pixels, planes, count: rows * planes * frames, row };
}

/** Bytes in the order of the pixels: in words of a big endian file they lie in pairs (PS3.5 8.2). */
function logicalBytes(
  source: Source,
  { valueAt, length, vr, littleEndian }: RawElement,
  bits: number,
): (at: number, count: number) => Promise<Uint8Array> {
  const pairs = !littleEndian && vr === 'OW' && bits <= 8;
  let held: Uint8Array = new Uint8Array(0);
  let from = 0;
  return async (at, count) => {
    if (at < from || at + count > from + held.length) {
      from = at - (at % 2);
      const read = await source.read(valueAt + from, Math.min(length - from, Math.max(STEP, count + 2)));
      held = read;
      if (pairs) {
        held = new Uint8Array(read);
        for (let byte = 0; byte + 1 < held.length; byte += 2) held.subarray(byte, byte + 2).reverse();
      }
    }
    return held.subarray(at - from, at - from + count);
  };
}

/** What is behind the last pixel: as it was, or blank. */
async function restIsSame(
  { original, output }: { readonly original: Source; readonly output: Source },
  pair: Pair,
  shape: Counted,
): Promise<boolean> {
  const { rows, columns, samples, bits, frames } = shape;
  const used = Math.ceil((rows * columns * (isPaired(shape) ? 2 : samples) * bits * frames) / 8);
  // The last word of a big endian file may have its pixel behind the padding.
  const start = pair.output.littleEndian ? used : used + (used % 2);
  for (let at = start; at < pair.original.length; at += STEP) {
    const a = await original.read(pair.original.valueAt + at, Math.min(STEP, pair.original.length - at));
    const b = await output.read(pair.output.valueAt + at, a.length);
    if (a.some((byte, index) => byte !== b[index] && b[index] !== 0 && b[index] !== 0x20)) return false;
  }
  return true;
}

/** Each byte of each sample is a plane of its own in RLE. */
function rleRows(frames: RleFrames, { rows, columns, bits }: Shape, clear: number): Rows {
  return {
    cells: columns,
    size: 1,
    pixels: 1,
    planes: frames.planes,
    count: frames.count * frames.planes * rows,
    row: async (index) => {
      const frame = await frames.frame(Math.floor(index / (rows * frames.planes)));
      const start = (index % (rows * frames.planes)) * columns;
      // The most significant byte comes first.
      const plane = Math.floor(index / rows) % frames.planes;
      const kept = ~(clear >>> (8 * (bits / 8 - 1 - (plane % (bits / 8))))) & 0xff;
      return clear === 0
        ? frame.subarray(start, start + columns)
        : frame.slice(start, start + columns).map((byte) => byte & kept);
    },
  };
}
