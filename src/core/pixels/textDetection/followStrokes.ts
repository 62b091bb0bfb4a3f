// Follows the strokes of a line beyond what a network saw of it: letters that stand apart at its ends (PS3.15 E.3.1: what covers a
// text covers it whole).
import type { Picture } from '../detection.js';
import { sampleAt } from './plane.js';
import type { Quadrangle } from './quadrangle.js';

/** All lengths are parts of the line's height. What is beyond such a gap is another line. */
const GAP = 0.8;
const FARTHEST = 5;
/** A longer stroke without a gap is no letter. */
const LONGEST = 3;
/** Left free behind the last stroke. */
const MARGIN = 0.2;
/** Part of what strokes differ from their ground: less is ground, and ground that varies more tells nothing. */
const STROKE = 0.5;
/** Grey levels: fainter strokes can't be told from noise. */
const FAINT = 6;
/** Letters stand within this part of half the height, the ground is looked at beyond these. */
const [CORE, NEAR, FAR] = [0.75, 1.1, 1.6];
/** Pixels: lower lines have no strokes to speak of, higher ones are seen whole. */
const [LEAST_HIGH, MOST_HIGH] = [5, 40];

type Point = readonly [number, number];

interface Column {
  /** How much its pixels differ from the ground, at most: brighter, darker. */
  readonly up: number;
  readonly down: number;
  /** How much the ground itself varies. */
  readonly rough: number;
}

/** @param grey one sample a pixel */
export function followStrokes(grey: Picture, line: Quadrangle): Quadrangle {
  const high = 2 * line.across;
  if (high < LEAST_HIGH || high > MOST_HIGH) return line;
  const columns: Column[] = [];
  for (let u = -line.along; u <= line.along; u++) {
    const column = columnAt(grey, line, u);
    if (column !== undefined) columns.push(column);
  }
  const up = strong(columns.map((column) => column.up));
  const down = strong(columns.map((column) => column.down));
  const sign = up >= down ? 1 : -1;
  const least = STROKE * Math.max(up, down);
  if (least < FAINT) return line;
  const [before, after] = [reach(grey, line, sign, least, -1), reach(grey, line, sign, least, 1)];
  const [dx, dy] = line.axis;
  const shift = (after - before) / 2;
  return { ...line, x: line.x + shift * dx, y: line.y + shift * dy, along: line.along + (before + after) / 2 };
}

/** So much longer at this end. */
function reach(grey: Picture, line: Quadrangle, sign: 1 | -1, least: number, end: 1 | -1): number {
  const high = 2 * line.across;
  let last = line.along - MARGIN * high;
  let run = 0;
  for (let u = last; u - last <= GAP * high && u <= line.along + FARTHEST * high; u++) {
    const column = columnAt(grey, line, u * end);
    if (column === undefined) break;
    const stroke = column.rough <= least && (sign === 1 ? column.up : column.down) >= least;
    run = stroke ? run + 1 : 0;
    if (run > LONGEST * high) return 0;
    if (stroke) last = u;
  }
  // What does not end is something else.
  if (last + GAP * high > line.along + FARTHEST * high) return 0;
  return Math.max(0, last + MARGIN * high - line.along);
}

/** What stands at `u` along the line, against the ground on both sides of it; undefined where that is not in the picture. */
function columnAt(grey: Picture, line: Quadrangle, u: number): Column | undefined {
  const { across } = line;
  const grounds: number[] = [];
  let rough = 0;
  for (const side of [-1, 1]) {
    let [low, high, sum, count] = [255, 0, 0, 0];
    for (let v = NEAR * across; v <= Math.max(FAR * across, NEAR * across + 2); v++) {
      if (!isInside(grey, place(line, u, side * v))) continue;
      const value = valueAt(grey, line, u, side * v);
      [low, high, sum, count] = [Math.min(low, value), Math.max(high, value), sum + value, count + 1];
    }
    if (count === 0) continue;
    grounds.push(sum / count);
    rough = Math.max(rough, high - low);
  }
  const [first, second = first] = grounds;
  if (first === undefined || second === undefined || !isInside(grey, place(line, u, 0))) return undefined;
  let [up, down] = [0, 0];
  for (let v = -CORE * across; v <= CORE * across; v++) {
    if (!isInside(grey, place(line, u, v))) continue;
    const ground = first + ((second - first) * (v + across)) / (2 * across);
    const value = valueAt(grey, line, u, v);
    up = Math.max(up, value - ground);
    down = Math.max(down, ground - value);
  }
  return { up, down, rough: Math.max(rough, Math.abs(first - second)) };
}

function place({ x, y, axis: [dx, dy] }: Quadrangle, u: number, v: number): Point {
  return [x + u * dx - v * dy - 0.5, y + u * dy + v * dx - 0.5];
}

function valueAt(grey: Picture, line: Quadrangle, u: number, v: number): number {
  const [x, y] = place(line, u, v);
  return sampleAt(grey, Math.min(grey.width - 1, Math.max(0, x)), Math.min(grey.height - 1, Math.max(0, y)), 0, 0);
}

function isInside({ width, height }: Picture, [x, y]: Point): boolean {
  return x >= -0.5 && y >= -0.5 && x <= width - 0.5 && y <= height - 0.5;
}

/** What three in ten are above: between letters there is nothing. */
function strong(values: readonly number[]): number {
  const sorted = [...values].sort((first, second) => first - second);
  return sorted[Math.floor(sorted.length * 0.7)] ?? 0;
}
