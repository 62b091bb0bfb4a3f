// Uncompressed pixels as rows of cells that follow one another without a gap (PS3.5 8.1.1, PS3.3 C.7.6.3.1.3): which bytes a
// set of shapes touches. A cell is a pixel, a sample of one in a plane, or two pixels that share a colour.
import type { Shape } from './detection.js';
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
  /** Planes of a frame, one after the other. */
  readonly planes: number;
}

/** From and to, in bytes or cells; the last is outside. */
export type Run = readonly [number, number];
/** Of each row of a frame. */
export type Runs = readonly (readonly Run[])[];

export function cellGrid(layout: Layout): CellGrid {
  const { rows, columns, planar, samples, bitsAllocated } = layout;
  if (bitsAllocated === 1) return { rows, cells: columns, pixels: 1, bits: true, size: 0, planes: 1 };
  const bytes = bitsAllocated / 8;
  if (isSubsampled(layout)) return { rows, cells: columns / 2, pixels: 2, bits: false, size: 4 * bytes, planes: 1 };
  if (planar) return { rows, cells: columns, pixels: 1, bits: false, size: bytes, planes: samples };
  return { rows, cells: columns, pixels: 1, bits: false, size: samples * bytes, planes: 1 };
}

/** Bytes of a row of one plane; bits where there are eight cells to a byte. */
export function rowUnits({ cells, bits, size }: CellGrid): number {
  return cells * (bits ? 1 : size);
}

/** A stored value for each sample as the cells of each plane hold it; a bit where the grid has bits. */
export function cellBytes(layout: Layout, values: readonly number[], bigEndian: boolean): readonly Uint8Array[] {
  if (layout.bitsAllocated === 1) return [Uint8Array.of(values[0] ?? 0)];
  const samples = values.map((value) => sampleBytes(layout, value, bigEndian));
  const [first = new Uint8Array(0), second = first, third = first] = samples;
  if (isSubsampled(layout)) return [Uint8Array.of(...first, ...first, ...second, ...third)];
  if (layout.planar) return samples;
  return [Uint8Array.of(...samples.flatMap((bytes) => [...bytes]))];
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

/** The runs of cells that shapes of pixels cover, by row. */
export function rowRuns({ rows, pixels }: CellGrid, shapes: readonly Shape[]): Runs {
  const edges = new Set([0, rows]);
  for (const { box, polygon } of shapes) {
    for (let row = box[1]; row <= box[3]; row += polygon === undefined ? Math.max(1, box[3] - box[1]) : 1)
      edges.add(Math.min(rows, row));
  }
  const sorted = [...edges].sort((a, b) => a - b);
  const all: (readonly Run[])[] = [];
  for (const [at, top] of sorted.entries()) {
    const bottom = Math.min(rows, sorted[at + 1] ?? rows);
    const runs = merged(
      shapes
        .filter(({ box }) => box[1] <= top && box[3] > top)
        .flatMap((shape) => extent(shape, top))
        .map(([left, right]): Run => [Math.floor(left / pixels), Math.ceil(right / pixels)]),
    );
    for (let row = top; row < bottom; row++) all[row] = runs;
  }
  return all;
}

/** From where to where a shape goes in a row: every pixel that a polygon touches, and what lies between. */
export function extent({ box: [left, , right], polygon }: Shape, row: number): readonly Run[] {
  if (polygon === undefined) return [[left, right]];
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [at, [x0, y0]] of polygon.entries()) {
    const [x1, y1] = polygon[(at + 1) % polygon.length] ?? [x0, y0];
    if (Math.max(y0, y1) < row || Math.min(y0, y1) > row + 1) continue;
    const along = (y: number): number => {
      const part = y0 === y1 ? 0 : (Math.min(Math.max(y0, y1), Math.max(Math.min(y0, y1), y)) - y0) / (y1 - y0);
      return x0 + part * (x1 - x0);
    };
    const ends = y0 === y1 ? [x0, x1] : [along(row), along(row + 1)];
    least = Math.min(least, ...ends);
    most = Math.max(most, ...ends);
  }
  const run: Run = [Math.max(left, Math.floor(least)), Math.min(right, Math.ceil(most))];
  return run[0] < run[1] ? [run] : [];
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

/** Bytes from the first touched one to the last, for each block of touched rows of each plane of frame `frame`. */
export function touchedSpans(grid: CellGrid, runs: Runs, frame: number): readonly Run[] {
  const blocks = merged(runs.flatMap((own, row): Run[] => (own.length === 0 ? [] : [[row, row + 1]])));
  const spans: Run[] = [];
  for (let plane = 0; plane < grid.planes; plane++) {
    const first = (frame * grid.planes + plane) * grid.rows;
    for (const [from, to] of blocks) {
      const start = (first + from) * grid.cells + (runs[from]?.[0]?.[0] ?? 0);
      const end = (first + to - 1) * grid.cells + (runs[to - 1]?.at(-1)?.[1] ?? grid.cells);
      spans.push(grid.bits ? [Math.floor(start / 8), Math.ceil(end / 8)] : [start * grid.size, end * grid.size]);
    }
  }
  return spans;
}
