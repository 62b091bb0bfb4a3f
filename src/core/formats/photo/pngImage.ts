// The pixels of one PNG image (ISO/IEC 15948, 7 to 10): inflated, unfiltered row by row, and back with the same filters, so that a
// row that does not change is filtered as before. Interlaced images are seven small ones.
import { unzlibSync, zlibSync } from 'fflate';
import type { PngHeader } from './pngParts.js';

/** Rows of one pass, unfiltered; sample layout as in the file, most significant bit first. */
export interface Pass {
  readonly columns: number;
  readonly rows: number;
  /** Bytes of a row. */
  readonly stride: number;
  readonly filters: Uint8Array;
  readonly bytes: Uint8Array;
  /** Where its pixels lie in the image. */
  readonly at: { readonly x: number; readonly y: number; readonly dx: number; readonly dy: number };
}

export interface PngImage {
  readonly header: PngHeader;
  readonly passes: readonly Pass[];
}

const ADAM7 = [
  { x: 0, y: 0, dx: 8, dy: 8 },
  { x: 4, y: 0, dx: 8, dy: 8 },
  { x: 0, y: 4, dx: 4, dy: 8 },
  { x: 2, y: 0, dx: 4, dy: 4 },
  { x: 0, y: 2, dx: 2, dy: 4 },
  { x: 1, y: 0, dx: 2, dy: 2 },
  { x: 0, y: 1, dx: 1, dy: 2 },
] as const;

export function channelsOf({ colour }: PngHeader): number {
  return colour === 2 ? 3 : colour === 4 ? 2 : colour === 6 ? 4 : 1;
}

/** Passes without pixels are not there (8.2). */
function passesOf(header: PngHeader): readonly Omit<Pass, 'filters' | 'bytes'>[] {
  const { columns, rows, depth, interlaced } = header;
  const places = interlaced ? ADAM7 : [{ x: 0, y: 0, dx: 1, dy: 1 }];
  return places.flatMap((at) => {
    const [wide, high] = [Math.ceil((columns - at.x) / at.dx), Math.ceil((rows - at.y) / at.dy)];
    if (wide <= 0 || high <= 0) return [];
    return [{ columns: wide, rows: high, stride: Math.ceil((wide * channelsOf(header) * depth) / 8), at }];
  });
}

/** Bytes of the filtered image. */
export function rawSize(header: PngHeader): number {
  return passesOf(header).reduce((sum, { rows, stride }) => sum + rows * (stride + 1), 0);
}

/** Undefined where the data are damaged, are not as long as the header says, or where something stands behind them. */
export function decodePng(data: Uint8Array, header: PngHeader): PngImage | undefined {
  const size = rawSize(header);
  const raw = inflateWhole(data, size);
  if (raw === undefined) return undefined;
  const step = Math.max(1, (channelsOf(header) * header.depth) >> 3);
  const passes: Pass[] = [];
  let from = 0;
  for (const place of passesOf(header)) {
    const { rows, stride } = place;
    const filters = new Uint8Array(rows);
    const bytes = new Uint8Array(rows * stride);
    for (let row = 0; row < rows; row++) {
      const filter = raw[from] ?? 0;
      if (filter > 4) return undefined;
      filters[row] = filter;
      bytes.set(raw.subarray(from + 1, from + 1 + stride), row * stride);
      unfilter(bytes, row, stride, step, filter);
      from += stride + 1;
    }
    passes.push({ ...place, filters, bytes });
  }
  return { header, passes };
}

/** The stream gives as many bytes as it should, its checksum is right, and it is all that there is. */
function inflateWhole(data: Uint8Array, size: number): Uint8Array | undefined {
  // A bit more room than is needed shows that there is more.
  const out = new Uint8Array(size + 1);
  try {
    const raw = unzlibSync(data, { out });
    if (raw.length !== size || data.length < 6) return undefined;
    const end = new DataView(data.buffer, data.byteOffset + data.length - 4, 4).getUint32(0);
    return adler32(raw) === end ? raw : undefined;
  } catch {
    return undefined;
  }
}

function adler32(bytes: Uint8Array): number {
  let [a, b] = [1, 0];
  for (let at = 0; at < bytes.length; ) {
    // So many sums fit before they have to be taken modulo 65521.
    const stop = Math.min(bytes.length, at + 3800);
    for (; at < stop; at++) {
      a += bytes[at] ?? 0;
      b += a;
    }
    a %= 65521;
    b %= 65521;
  }
  return ((b << 16) | a) >>> 0;
}

function unfilter(bytes: Uint8Array, row: number, stride: number, step: number, filter: number): void {
  if (filter === 0) return;
  const start = row * stride;
  for (let at = 0; at < stride; at++) {
    const own = start + at;
    bytes[own] = (bytes[own] ?? 0) + predicted(bytes, own, at, row, stride, step, filter);
  }
}

function predicted(
  bytes: Uint8Array,
  own: number,
  at: number,
  row: number,
  stride: number,
  step: number,
  filter: number,
): number {
  const left = at >= step ? (bytes[own - step] ?? 0) : 0;
  const up = row > 0 ? (bytes[own - stride] ?? 0) : 0;
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  const corner = at >= step && row > 0 ? (bytes[own - stride - step] ?? 0) : 0;
  const base = left + up - corner;
  const [a, b, c] = [Math.abs(base - left), Math.abs(base - up), Math.abs(base - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

export function encodePng({ header, passes }: PngImage): Uint8Array {
  const raw = new Uint8Array(rawSize(header));
  const step = Math.max(1, (channelsOf(header) * header.depth) >> 3);
  let to = 0;
  for (const { rows, stride, filters, bytes } of passes)
    for (let row = 0; row < rows; row++) {
      const filter = filters[row] ?? 0;
      raw[to++] = filter;
      for (let at = 0; at < stride; at++) {
        const own = row * stride + at;
        const value = bytes[own] ?? 0;
        raw[to++] = filter === 0 ? value : value - predicted(bytes, own, at, row, stride, step, filter);
      }
    }
  return zlibSync(raw, { level: 6 });
}

/** Calls back for each pixel of a box, with where its samples begin: byte and, for less than 8 bits, shift. */
export function eachPixel(
  { header, passes }: PngImage,
  [left, top, right, bottom]: readonly [number, number, number, number],
  each: (bytes: Uint8Array, bit: number, x: number, y: number) => void,
): void {
  const width = channelsOf(header) * header.depth;
  for (const { at, columns, rows, stride, bytes } of passes) {
    const [x0, x1] = [
      Math.max(0, Math.ceil((left - at.x) / at.dx)),
      Math.min(columns, Math.ceil((right - at.x) / at.dx)),
    ];
    const [y0, y1] = [Math.max(0, Math.ceil((top - at.y) / at.dy)), Math.min(rows, Math.ceil((bottom - at.y) / at.dy))];
    for (let row = y0; row < y1; row++)
      for (let column = x0; column < x1; column++)
        each(bytes, row * stride * 8 + column * width, at.x + column * at.dx, at.y + row * at.dy);
  }
}

/** The sample that begins at a bit. */
export function sampleAt(bytes: Uint8Array, bit: number, depth: number): number {
  const at = bit >> 3;
  if (depth === 8) return bytes[at] ?? 0;
  if (depth === 16) return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  return ((bytes[at] ?? 0) >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
}

export function putSample(bytes: Uint8Array, bit: number, depth: number, value: number): void {
  const at = bit >> 3;
  if (depth === 16) bytes.set([value >> 8, value & 0xff], at);
  else if (depth === 8) bytes[at] = value;
  else {
    const shift = 8 - depth - (bit & 7);
    bytes[at] = ((bytes[at] ?? 0) & ~(((1 << depth) - 1) << shift)) | (value << shift);
  }
}
