// A patch of a picture, looked at along its edges: a rectangle that is turned as they are.
import { CELL, type Patch } from './busyCells.js';
import { type Grey, valueAt } from './greyPicture.js';

/** From and to are along the first direction and across it, in pixels. */
export interface Upright {
  readonly grey: Grey;
  readonly cos: number;
  readonly sin: number;
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

export function uprightOf(grey: Grey, patch: Patch, columns: number, angle: number): Upright {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  let [minU, minV, maxU, maxV] = [Infinity, Infinity, -Infinity, -Infinity];
  const half = (CELL / 2) * (Math.abs(cos) + Math.abs(sin));
  for (const cell of patch.cells) {
    const [x, y] = [((cell % columns) + 0.5) * CELL, (Math.floor(cell / columns) + 0.5) * CELL];
    const [u, v] = [x * cos + y * sin, y * cos - x * sin];
    [minU, maxU] = [Math.min(minU, u - half), Math.max(maxU, u + half)];
    [minV, maxV] = [Math.min(minV, v - half), Math.max(maxV, v + half)];
  }
  return { grey, cos, sin, from: [minU, minV], to: [maxU, maxV] };
}

export function cornersOf({ cos, sin, from, to }: Upright): readonly (readonly [number, number])[] {
  const place = (u: number, v: number): readonly [number, number] => [u * cos - v * sin, u * sin + v * cos];
  return [place(from[0], from[1]), place(to[0], from[1]), place(to[0], to[1]), place(from[0], to[1])];
}

/** Brightness along the line at `v`, a value for each pixel. */
export function profile({ grey, cos, sin, from, to }: Upright, v: number): Float64Array {
  const length = Math.max(1, Math.ceil(to[0] - from[0]));
  return Float64Array.from({ length }, (_, at) => {
    const u = from[0] + at + 0.5;
    return valueAt(grey, u * cos - v * sin - 0.5, u * sin + v * cos - 0.5);
  });
}

/** Of the range between dark and light, a line across a code has at least so much; the quiet zone around it has not. */
const VARIED = 0.4;
/** Lines that may be without, in a row, before the code is taken to have ended: less than a quiet zone. */
const GAP = 4;

/** Cut to where, from the middle outwards, lines stop having both dark and light; first to the sides, then up and down, and again. */
export function tightened(upright: Upright): Upright {
  let tight = upright;
  for (let round = 0; round < 2; round++) {
    tight = { ...tight, ...reachOf(tight, false) };
    tight = { ...tight, ...reachOf(tight, true) };
  }
  return tight;
}

function reachOf(upright: Upright, down: boolean): Pick<Upright, 'from' | 'to'> {
  const { from, to } = upright;
  const size = Math.max(1, Math.floor(down ? to[1] - from[1] : to[0] - from[0]));
  const rows = Array.from({ length: Math.max(1, Math.floor(to[1] - from[1])) }, (_, at) =>
    profile(upright, from[1] + at + 0.5),
  );
  const lines = down ? rows : Array.from({ length: size }, (_, x) => Float64Array.from(rows, (row) => row[x] ?? 0));
  const ranges = lines.map((line) => rangeOf(line));
  const least = VARIED * Math.max(...ranges);
  const reach = (step: 1 | -1): number => {
    let last = Math.floor(size / 2);
    for (let at = last; at >= 0 && at < size && Math.abs(at - last) <= GAP; at += step)
      if ((ranges[at] ?? 0) >= least) last = at;
    return last;
  };
  const [first, last] = [reach(-1), reach(1) + 1];
  return down
    ? { from: [from[0], from[1] + first], to: [to[0], from[1] + last] }
    : { from: [from[0] + first, from[1]], to: [from[0] + last, to[1]] };
}

/** Between the tenth and the ninetieth percentile. */
function rangeOf(line: Float64Array): number {
  const sorted = Float64Array.from(line).sort();
  return (sorted[Math.floor(line.length * 0.9)] ?? 0) - (sorted[Math.floor(line.length * 0.1)] ?? 0);
}
