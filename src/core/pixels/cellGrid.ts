// Uncompressed pixels as rows of cells that follow one another without a gap (PS3.5 8.1.1, PS3.3 C.7.6.3.1.3): which bytes a
// set of boxes touches, and those bytes blanked. A cell is a pixel, a sample of one in a plane, or two pixels that share a colour.
import type { Box } from './boxes.js';
import { isSubsampled, type Layout } from './layout.js';

export interface CellGrid {
  readonly rows: number;
  /** Cells of a row. */
  readonly cells: number;
  /** Pixels of a cell: two where they share their colour. */
  readonly pixels: 1 | 2;
  /** Single bits: eight cells to a byte, least significant first; `size` is then 0. */
  readonly bits: boolean;
  /** Bytes of a cell. */
  readonly size: number;
  /** Black, for the cells of each plane; a bit where `bits`. */
  readonly fills: readonly Uint8Array[];
}

/** From and to, in bytes or cells; the last is outside. */
export type Run = readonly [number, number];

/** @param black a stored value for each sample */
export function cellGrid(layout: Layout, black: readonly number[], bigEndian: boolean): CellGrid {
  const { rows, columns, planar } = layout;
  if (layout.bitsAllocated === 1) {
    return { rows, cells: columns, pixels: 1, bits: true, size: 0, fills: [Uint8Array.of(black[0] ?? 0)] };
  }
  const samples = black.map((value) => sampleBytes(layout, value, bigEndian));
  const [first = new Uint8Array(0), second = first, third = first] = samples;
  if (isSubsampled(layout)) {
    const fill = Uint8Array.of(...first, ...first, ...second, ...third);
    return { rows, cells: columns / 2, pixels: 2, bits: false, size: fill.length, fills: [fill] };
  }
  if (planar) return { rows, cells: columns, pixels: 1, bits: false, size: first.length, fills: samples };
  const fill = Uint8Array.of(...samples.flatMap((bytes) => [...bytes]));
  return { rows, cells: columns, pixels: 1, bits: false, size: fill.length, fills: [fill] };
}

function sampleBytes({ bitsAllocated, bitsStored, highBit, float }: Layout, value: number, big: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(bitsAllocated / 8));
  if (float) {
    if (bitsAllocated === 64) view.setFloat64(0, value, !big);
    else view.setFloat32(0, value, !big);
    return new Uint8Array(view.buffer);
  }
  // Negative values fill the unused high bits too: some readers take the whole word for the value.
  const shifted = value * 2 ** Math.max(0, Math.min(highBit, bitsAllocated - 1) + 1 - bitsStored);
  if (bitsAllocated === 8) view.setInt8(0, shifted);
  else if (bitsAllocated === 16) view.setInt16(0, shifted, !big);
  else view.setInt32(0, shifted, !big);
  return new Uint8Array(view.buffer);
}

/** The runs of cells that boxes of pixels cover, by row. */
export function rowRuns({ rows, pixels }: CellGrid, boxes: readonly Box[]): readonly (readonly Run[])[] {
  const edges = [...new Set([0, rows, ...boxes.flatMap(([, top, , bottom]) => [top, bottom])])].sort((a, b) => a - b);
  const all: (readonly Run[])[] = [];
  for (const [at, top] of edges.entries()) {
    const bottom = Math.min(rows, edges[at + 1] ?? rows);
    const runs = merged(
      boxes
        .filter((box) => box[1] <= top && box[3] > top)
        .map(([left, , right]): Run => [Math.floor(left / pixels), Math.ceil(right / pixels)]),
    );
    for (let row = top; row < bottom; row++) all[row] = runs;
  }
  return all;
}

/** Runs in order; those that touch become one. */
export function merged(runs: readonly Run[]): readonly Run[] {
  const out: [number, number][] = [];
  for (const [from, to] of [...runs].sort((a, b) => a[0] - b[0])) {
    const last = out[out.length - 1];
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else out.push([from, to]);
  }
  return out;
}

/** More spans than this become one: the edits of all frames must fit into memory. */
const MOST_SPANS = 20_000;

/** Bytes from the first touched one to the last, for each block of touched rows of each frame. */
export function touchedSpans(grid: CellGrid, runs: readonly (readonly Run[])[], frames: number): readonly Run[] {
  const blocks = merged(runs.flatMap((own, row): Run[] => (own.length === 0 ? [] : [[row, row + 1]])));
  const planes = grid.fills.length;
  const [first, last] = [blocks[0], blocks[blocks.length - 1]];
  if (first === undefined || last === undefined) return [];
  const span = (from: number, to: number): Run => {
    const [start, end] = [runs[from % grid.rows]?.[0]?.[0] ?? 0, runs[(to - 1) % grid.rows]?.at(-1)?.[1] ?? grid.cells];
    const [begin, stop] = [from * grid.cells + start, (to - 1) * grid.cells + end];
    return grid.bits ? [Math.floor(begin / 8), Math.ceil(stop / 8)] : [begin * grid.size, stop * grid.size];
  };
  const total = frames * planes;
  if (total * blocks.length > MOST_SPANS) return [span(first[0], (total - 1) * grid.rows + last[1])];
  const spans: Run[] = [];
  for (let block = 0; block < total; block++) {
    for (const [from, to] of blocks) spans.push(span(block * grid.rows + from, block * grid.rows + to));
  }
  return spans;
}

/** Blanks what is covered of `bytes`, which begin at byte `start` of the pixels of all frames. */
export function blankBytes(grid: CellGrid, runs: readonly (readonly Run[])[], bytes: Uint8Array, start: number): void {
  const unit = grid.bits ? 8 : 1;
  const rowLength = grid.cells * (grid.bits ? 1 : grid.size);
  const [from, to] = [start * unit, (start + bytes.length) * unit];
  for (let row = Math.floor(from / rowLength); row * rowLength < to; row++) {
    const own = runs[row % grid.rows];
    if (own === undefined || own.length === 0) continue;
    const fill = grid.fills[Math.floor(row / grid.rows) % grid.fills.length];
    if (fill === undefined) continue;
    const begin = row * rowLength;
    for (const [first, last] of own) {
      const step = grid.bits ? 1 : grid.size;
      const [a, b] = [Math.max(from, begin + first * step), Math.min(to, begin + last * step)];
      if (a >= b) continue;
      if (grid.bits) fillBits(bytes, a - from, b - from, fill[0] === 1);
      else fillBytes(bytes, a - from, b - from, fill, (a - begin) % grid.size);
    }
  }
}

function fillBytes(bytes: Uint8Array, from: number, to: number, fill: Uint8Array, phase: number): void {
  const [first = 0] = fill;
  if (fill.every((byte) => byte === first)) {
    bytes.fill(first, from, to);
    return;
  }
  for (let at = from, next = phase; at < to; at++, next = next + 1 === fill.length ? 0 : next + 1) {
    bytes[at] = fill[next] ?? 0;
  }
}

function fillBits(bytes: Uint8Array, from: number, to: number, set: boolean): void {
  for (let bit = from; bit < to; bit++) {
    const mask = 1 << (bit & 7);
    const at = Math.floor(bit / 8);
    bytes[at] = set ? (bytes[at] ?? 0) | mask : (bytes[at] ?? 0) & ~mask;
  }
}
