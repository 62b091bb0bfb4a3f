// Rectangles that people draw, move and resize, in pixels of the image: whole, inside of it, and never of no size. Pure.
import type { Box } from '../../../src/protocol.js';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Bounds {
  readonly columns: number;
  readonly rows: number;
}

/** Which edges a handle moves: -1 left or top, 1 right or bottom, 0 none. */
export interface Handle {
  readonly x: -1 | 0 | 1;
  readonly y: -1 | 0 | 1;
}

export const HANDLES: readonly Handle[] = [
  { x: -1, y: -1 },
  { x: 0, y: -1 },
  { x: 1, y: -1 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
  { x: -1, y: 1 },
  { x: -1, y: 0 },
];

/** Smaller is a slip of the hand. */
const LEAST = 2;

function limit(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

/** Between two points, in whatever order; every pixel that it touches. */
export function between(a: Point, b: Point, { columns, rows }: Bounds): Box {
  const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
  const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)];
  return [
    limit(Math.floor(left), 0, columns),
    limit(Math.floor(top), 0, rows),
    limit(Math.ceil(right), 0, columns),
    limit(Math.ceil(bottom), 0, rows),
  ];
}

export function isLargeEnough([left, top, right, bottom]: Box): boolean {
  return right - left >= LEAST && bottom - top >= LEAST;
}

/** Of the same size, pushed back where it would leave the image. */
export function moved([left, top, right, bottom]: Box, dx: number, dy: number, { columns, rows }: Bounds): Box {
  const x = limit(left + Math.round(dx), 0, Math.max(0, columns - (right - left)));
  const y = limit(top + Math.round(dy), 0, Math.max(0, rows - (bottom - top)));
  return [x, y, x + right - left, y + bottom - top];
}

/** The edges of the handle moved; they stop at the image's end and before the other edge. */
export function resized(box: Box, handle: Handle, dx: number, dy: number, { columns, rows }: Bounds): Box {
  const [left, top, right, bottom] = box;
  const [x, y] = [Math.round(dx), Math.round(dy)];
  return [
    handle.x < 0 ? limit(left + x, 0, right - LEAST) : left,
    handle.y < 0 ? limit(top + y, 0, bottom - LEAST) : top,
    handle.x > 0 ? limit(right + x, left + LEAST, columns) : right,
    handle.y > 0 ? limit(bottom + y, top + LEAST, rows) : bottom,
  ];
}

/** A rectangle to begin with, for who draws with keys: in the middle of what is seen. */
export function first(middle: Point, { columns, rows }: Bounds): Box {
  const [width, height] = [Math.max(LEAST, Math.round(columns / 4)), Math.max(LEAST, Math.round(rows / 8))];
  const box: Box = [0, 0, Math.min(columns, width), Math.min(rows, height)];
  return moved(box, middle.x - width / 2, middle.y - height / 2, { columns, rows });
}
