// Check: pixels that device rules cover hold one value and nothing else in the output, and all other pixels are as they were.
import type { Source } from '../kernel/source.js';
import type { DeviceRule } from '../policy/policy.js';
import { coveredRow, type Shape, shapeOf, ultrasoundRegions } from './covered.js';
import type { RawElement, RawTable } from './rawReader.js';
import { type RleFrames, rleFrames } from './rleFrames.js';

const STEP = 1024 * 1024;
/** Rows of larger images are looked up anew for each frame. */
const MOST_KEPT = 16 * 1024 * 1024;

/** `untouched`: a covered pixel still says something; `changed`: one that is not covered differs. */
export type Redacted = 'redacted' | 'nothing-covered' | 'untouched' | 'changed';

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

export async function redactedOnly(
  sources: { readonly original: Source; readonly output: Source },
  pair: Pair,
  table: RawTable,
  rules: readonly DeviceRule[],
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
  let covers = false;
  for (let y = 0; y < shape.rows && !covers; y++) covers = maskOf(y).includes(1);
  if (!covers) return 'nothing-covered';
  const { original, output } = pair;
  if (original.kind !== output.kind) return 'changed';
  if (original.kind === 'fragments') {
    const before = await rleFrames(sources.original, original, shape);
    const after = await rleFrames(sources.output, output, shape);
    if (before === undefined || after === undefined || before.count !== after.count) return 'changed';
    return compareRows(rleRows(before, shape), rleRows(after, shape), shape, maskOf);
  }
  if (original.length !== output.length) return 'changed';
  const same = compareRows(
    nativeRows(sources.original, original, shape),
    nativeRows(sources.output, output, shape),
    shape,
    maskOf,
  );
  const verdict = await same;
  return verdict === 'redacted' && !(await restIsSame(sources, pair, shape)) ? 'changed' : verdict;
}

async function compareRows(
  before: Rows,
  after: Rows,
  shape: Shape,
  maskOf: (y: number) => Uint8Array,
): Promise<Redacted> {
  const { cells, size, pixels, planes } = before;
  const values = new Map<number, Uint8Array>();
  let untouched = false;
  for (let index = 0; index < before.count; index++) {
    const mask = maskOf(index % shape.rows);
    const plane = Math.floor(index / shape.rows) % planes;
    const [a, b] = [await before.row(index), await after.row(index)];
    if (a.length !== cells * size || b.length !== a.length) return 'changed';
    for (let cell = 0; cell < cells; cell++) {
      const covered = mask[cell * pixels] === 1 || (pixels === 2 && mask[cell * 2 + 1] === 1);
      const at = cell * size;
      const one = covered ? (values.get(plane) ?? new Uint8Array(b.subarray(at, at + size))) : undefined;
      if (one !== undefined) values.set(plane, one);
      for (let byte = 0; byte < size; byte++) {
        if (one === undefined && a[at + byte] !== b[at + byte]) return 'changed';
        if (one !== undefined && one[byte] !== b[at + byte]) untouched = true;
      }
    }
  }
  return untouched ? 'untouched' : 'redacted';
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
function rleRows(frames: RleFrames, { rows, columns }: Shape): Rows {
  return {
    cells: columns,
    size: 1,
    pixels: 1,
    planes: frames.planes,
    count: frames.count * frames.planes * rows,
    row: async (index) => {
      const frame = await frames.frame(Math.floor(index / (rows * frames.planes)));
      const start = (index % (rows * frames.planes)) * columns;
      return frame.subarray(start, start + columns);
    },
  };
}
