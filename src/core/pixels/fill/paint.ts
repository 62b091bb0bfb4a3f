// Puts what fills regions into bytes of uncompressed pixels: one value for each cell, or cells made elsewhere.
import { type CellGrid, type Runs, rowUnits } from '../cellGrid.js';

/** Bytes that begin at byte `start` of the pixels of all frames. */
export interface Piece {
  readonly start: number;
  readonly bytes: Uint8Array;
}

/** What is put where, in one frame. */
export interface Layer {
  readonly runs: Runs;
  /** For the cells of each plane; or bytes that have them already. */
  readonly from:
    | { readonly kind: 'flat'; readonly fills: readonly Uint8Array[] }
    | { readonly kind: 'pieces'; readonly pieces: readonly Piece[] };
}

/** Changes what `layers` cover of `piece`, in their order. `layersOf`: of a frame. */
export function paint(grid: CellGrid, layersOf: (frame: number) => readonly Layer[], { start, bytes }: Piece): void {
  const unit = grid.bits ? 8 : 1;
  const length = rowUnits(grid);
  const [from, to] = [start * unit, (start + bytes.length) * unit];
  for (let row = Math.floor(from / length); row * length < to; row++) {
    const plane = Math.floor(row / grid.rows);
    for (const { runs, from: origin } of layersOf(Math.floor(plane / grid.planes))) {
      for (const [first, last] of runs[row % grid.rows] ?? []) {
        const step = grid.bits ? 1 : grid.size;
        const begin = row * length;
        const [a, b] = [Math.max(from, begin + first * step), Math.min(to, begin + last * step)];
        if (a >= b) continue;
        if (origin.kind === 'pieces') {
          for (const piece of origin.pieces) copy(grid, piece, { start, bytes }, a, b);
          continue;
        }
        const fill = origin.fills[plane % grid.planes];
        if (fill === undefined) continue;
        if (grid.bits) fillBits(bytes, a - from, b - from, fill[0] === 1);
        else fillBytes(bytes, a - from, b - from, fill, (a - begin) % grid.size);
      }
    }
  }
}

/** From `a` to `b`, in bits where the grid has bits. */
function copy({ bits }: CellGrid, from: Piece, into: Piece, a: number, b: number): void {
  const unit = bits ? 8 : 1;
  const first = Math.max(a, from.start * unit);
  const last = Math.min(b, (from.start + from.bytes.length) * unit);
  if (first >= last) return;
  if (!bits) {
    into.bytes.set(from.bytes.subarray(first - from.start, last - from.start), first - into.start);
    return;
  }
  for (let bit = first; bit < last; bit++) {
    const set = (((from.bytes[Math.floor(bit / 8) - from.start] ?? 0) >> (bit % 8)) & 1) === 1;
    fillBits(into.bytes, bit - into.start * 8, bit - into.start * 8 + 1, set);
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
