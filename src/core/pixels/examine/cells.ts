// A frame cut into cells, and which of them hold what no frame before had there: what is equal to something looked at need not be
// looked at again.
import type { Box } from '../boxes.js';
import type { Picture } from '../detection.js';

/** Side of a cell: a few letters. */
export const SIDE = 32;
/** So many contents of a cell are remembered; one that was forgotten is looked at again. */
const MOST_KNOWN = 64;

export interface CellMap {
  readonly across: number;
  readonly down: number;
  /** A digest of each cell, row by row. */
  readonly digests: Float64Array;
}

/** @param values what is told apart: stored values, not what is made of them for the eye */
export function cellsOf(width: number, height: number, values: Uint8Array): CellMap {
  const [across, down] = [Math.ceil(width / SIDE), Math.ceil(height / SIDE)];
  const [high, low] = [
    new Uint32Array(across * down).fill(0x811c9dc5),
    new Uint32Array(across * down).fill(0x9747b28c),
  ];
  const row = values.length / height;
  const each = (row / width) * SIDE;
  for (let y = 0, at = 0; y < height; y++) {
    const first = Math.floor(y / SIDE) * across;
    for (let cell = 0; cell < across; cell++) {
      const end = Math.min(y * row + row, y * row + (cell + 1) * each);
      let [a, b] = [high[first + cell] ?? 0, low[first + cell] ?? 0];
      for (; at < end; at++) {
        const value = values[at] ?? 0;
        a = Math.imul(a ^ value, 0x01000193);
        b = Math.imul(b ^ value, 0x5bd1e995) ^ (b >>> 15);
      }
      high[first + cell] = a;
      low[first + cell] = b;
    }
  }
  // 53 bits of both.
  return {
    across,
    down,
    digests: Float64Array.from(high, (value, index) => (value & 0x1fffff) * 2 ** 32 + (low[index] ?? 0)),
  };
}

export interface KnownCells {
  /** Of each cell whether its content is new; from then on it is known. */
  news(cells: CellMap): Uint8Array;
}

export function knownCells(): KnownCells {
  const known: Set<number>[] = [];
  return {
    news({ digests }) {
      const fresh = new Uint8Array(digests.length);
      for (let index = 0; index < digests.length; index++) {
        const digest = digests[index] ?? 0;
        known[index] ??= new Set();
        const own = known[index];
        if (own === undefined || own.has(digest)) continue;
        fresh[index] = 1;
        if (own.size >= MOST_KNOWN)
          for (const oldest of own.values()) {
            own.delete(oldest);
            break;
          }
        own.add(digest);
      }
      return fresh;
    },
  };
}

/** Around what is new so much more is looked at: letters at the rim of a cell, and the line that they stand in. */
const MARGIN = 48;

/** Boxes around neighbouring cells that are marked, with a margin; those that overlap become one. */
export function boxesAround(
  marked: Uint8Array,
  across: number,
  { width, height }: Pick<Picture, 'width' | 'height'>,
): readonly Box[] {
  const boxes: Box[] = [];
  const seen = new Uint8Array(marked.length);
  for (let start = 0; start < marked.length; start++) {
    if (marked[start] !== 1 || seen[start] === 1) continue;
    let [left, top, right, bottom] = [across, Number.POSITIVE_INFINITY, 0, 0];
    const stack = [start];
    seen[start] = 1;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const [x, y] = [at % across, Math.floor(at / across)];
      [left, top, right, bottom] = [
        Math.min(left, x),
        Math.min(top, y),
        Math.max(right, x + 1),
        Math.max(bottom, y + 1),
      ];
      for (const [dx, dy] of [
        [-1, 0],
        [1, 0],
        [0, -1],
        [0, 1],
      ] as const) {
        const next = at + dy * across + dx;
        if (x + dx < 0 || x + dx >= across || marked[next] !== 1 || seen[next] === 1) continue;
        seen[next] = 1;
        stack.push(next);
      }
    }
    boxes.push([
      Math.max(0, left * SIDE - MARGIN),
      Math.max(0, top * SIDE - MARGIN),
      Math.min(width, right * SIDE + MARGIN),
      Math.min(height, bottom * SIDE + MARGIN),
    ]);
  }
  return united(boxes);
}

function united(boxes: readonly Box[]): readonly Box[] {
  const out: Box[] = [];
  for (const box of boxes) {
    let own = box;
    for (
      let at = out.findIndex((other) => touch(other, own));
      at >= 0;
      at = out.findIndex((other) => touch(other, own))
    ) {
      const [other = own] = out.splice(at, 1);
      own = [
        Math.min(own[0], other[0]),
        Math.min(own[1], other[1]),
        Math.max(own[2], other[2]),
        Math.max(own[3], other[3]),
      ];
    }
    out.push(own);
  }
  return out;
}

function touch(a: Box, b: Box): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

/** Indexes of the cells that a box lies in. */
export function cellsUnder(
  [left, top, right, bottom]: Box,
  { across, down }: Pick<CellMap, 'across' | 'down'>,
): readonly number[] {
  const cells: number[] = [];
  for (let y = Math.max(0, Math.floor(top / SIDE)); y < Math.min(down, Math.ceil(bottom / SIDE)); y++)
    for (let x = Math.max(0, Math.floor(left / SIDE)); x < Math.min(across, Math.ceil(right / SIDE)); x++)
      cells.push(y * across + x);
  return cells;
}
