// The samples of an image as rows of cells, for the comparison of an output with its original: native, RLE, or decoded frames.
import type { Source } from '../kernel/source.js';
import { STEP } from './byteStream.js';
import type { CodedFrames } from './codedFrames.js';
import type { Shape } from './covered.js';
import type { RawElement } from './rawReader.js';
import type { RleFrames } from './rleFrames.js';

/** The samples of an image, plane after plane, in rows of cells. */
export interface Rows {
  readonly cells: number;
  readonly size: number;
  /** Pixels of a cell: two where they share their colour. */
  readonly pixels: number;
  readonly planes: number;
  readonly count: number;
  row(index: number): Promise<Uint8Array>;
}

export interface Counted extends Shape {
  readonly frames: number;
}

/** Where no attribute counts the frames, the length does. */
export function framesIn(shape: Shape, { kind, length }: RawElement): number {
  if (kind === 'fragments' || isPaired(shape)) return 1;
  const { rows, columns, samples, bits } = shape;
  return Math.max(1, Math.floor((length * 8) / Math.max(1, rows * columns * samples * bits)));
}

export function isPaired({ photometric }: Shape): boolean {
  return photometric.endsWith('_422');
}

/** Rows without those bits in each sample. */
export function cleared(rows: Rows, bits: number, width: number, littleEndian: boolean): Rows {
  if (bits === 0) return rows;
  const masks = Array.from({ length: width }, (_, byte) => ~(bits >>> (8 * byte)) & 0xff);
  if (!littleEndian) masks.reverse();
  return {
    ...rows,
    row: async (index) => (await rows.row(index)).map((byte, at) => byte & (masks[at % width] ?? 0xff)),
  };
}

export function codedRows(frames: CodedFrames, { rows, columns }: Shape): Rows {
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

export function nativeRows(source: Source, element: RawElement, shape: Counted): Rows {
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

/** Each byte of each sample is a plane of its own in RLE. */
export function rleRows(frames: RleFrames, { rows, columns, bits }: Shape, clear: number): Rows {
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
