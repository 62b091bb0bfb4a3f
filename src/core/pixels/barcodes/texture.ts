// Bar codes by their look alone, for those that are cut, blurred or otherwise unreadable: bars that stay the same along their
// length, or squares of two shades. Everything else that is made of edges (words, tables, rulers, gratings) has to fail here.
import { busyPatches, CELL, type Patch, sumCells } from './busyCells.js';
import { type Grey, valueAt } from './greyPicture.js';

export interface TextureCode {
  readonly form: 'bars' | 'squares';
  /** Four corners in order. */
  readonly corners: readonly (readonly [number, number])[];
  readonly confidence: number;
}

const LIMITS = [
  { square: 0.4, dense: 0.07, contrast: 24 },
  { square: 0.6, dense: 0.14, contrast: 24 },
] as const;
/** Of cells: less is no code that could be read. */
const LEAST_CELLS = 8;
/** Bars and gaps of a profile: 8 of a cut code; the shortest whole one, EAN-2 apart, has 20. */
const LEAST_RUNS = 12;
/** How alike profiles across the same bars are (Pearson). */
const ALIKE = 0.75;
/** Rulers and gratings repeat themselves: in codes the widths of bars differ at least so much (deviation by mean). */
const UNEVEN = 0.25;

/** A patch turned so that its edges are upright: extents along and across. */
interface Upright {
  readonly grey: Grey;
  readonly cos: number;
  readonly sin: number;
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

export function codesByTexture(grey: Grey): readonly TextureCode[] {
  const sums = sumCells(grey);
  const columns = sums.columns;
  const found: TextureCode[] = [];
  for (const limits of LIMITS)
    for (const patch of busyPatches(sums, limits, LEAST_CELLS)) {
      const upright = uprightOf(grey, patch, columns);
      const form = barsIn(upright, patch) ?? squaresIn(upright, patch);
      if (form !== undefined) found.push({ ...form, corners: cornersOf(upright) });
    }
  return found;
}

function uprightOf(grey: Grey, patch: Patch, columns: number): Upright {
  const [cos, sin] = [Math.cos(patch.angle), Math.sin(patch.angle)];
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

function cornersOf({ cos, sin, from, to }: Upright): TextureCode['corners'] {
  const place = (u: number, v: number): readonly [number, number] => [u * cos - v * sin, u * sin + v * cos];
  return [place(from[0], from[1]), place(to[0], from[1]), place(to[0], to[1]), place(from[0], to[1])];
}

/** Brightness along the line at `v`, a value for each pixel. */
function profile({ grey, cos, sin, from, to }: Upright, v: number): Float64Array {
  const length = Math.max(1, Math.ceil(to[0] - from[0]));
  return Float64Array.from({ length }, (_, at) => {
    const u = from[0] + at + 0.5;
    return valueAt(grey, u * cos - v * sin - 0.5, u * sin + v * cos - 0.5);
  });
}

function barsIn(upright: Upright, patch: Patch): Omit<TextureCode, 'corners'> | undefined {
  if (patch.oneWay < 0.6) return undefined;
  const [top, bottom] = [upright.from[1], upright.to[1]];
  const lines = Array.from({ length: 9 }, (_, at) => profile(upright, top + ((bottom - top) * (at + 1.5)) / 11));
  const likenesses = lines.slice(1).map((line, at) => likeness(line, lines[at] ?? line));
  const alike = middle(likenesses);
  if (alike < ALIKE) return undefined;
  // The line most like its neighbours shows the bars best.
  const runs = runsOf(lines[4] ?? new Float64Array());
  if (runs.length < LEAST_RUNS || unevenness(runs) < UNEVEN) return undefined;
  return { form: 'bars', confidence: Math.min(0.95, 0.5 + (alike - ALIKE) + Math.min(0.2, runs.length / 200)) };
}

function squaresIn(upright: Upright, patch: Patch): Omit<TextureCode, 'corners'> | undefined {
  const { from, to } = upright;
  const [width, height] = [to[0] - from[0], to[1] - from[1]];
  const full = (patch.cells.length * CELL * CELL) / (width * height);
  if (patch.square < 0.45 || full < 0.55 || Math.max(width, height) > 8 * Math.min(width, height)) return undefined;
  const lines = Array.from({ length: Math.floor(height) }, (_, at) => profile(upright, from[1] + at + 0.5));
  const { extreme, ink } = shades(lines);
  if (extreme < 0.55 || ink < 0.28 || ink > 0.72) return undefined;
  const [across, down] = [changes(lines), changes(turnedOver(lines))];
  // As many changes one way as the other, but for the tall rows of PDF417.
  if (across < 0.05 || down < 0.03 || across > 6 * down || down > 6 * across) return undefined;
  return { form: 'squares', confidence: Math.min(0.95, 0.35 + (extreme - 0.55) + patch.square / 2) };
}

/** How much of it is dark or light rather than between, and how much is dark. */
function shades(lines: readonly Float64Array[]): { readonly extreme: number; readonly ink: number } {
  const all = Float64Array.from(lines.flatMap((line) => [...line])).sort();
  const low = all[Math.floor(all.length * 0.05)] ?? 0;
  const high = all[Math.floor(all.length * 0.95)] ?? 0;
  let [extreme, dark] = [0, 0];
  for (const value of all) {
    const part = (value - low) / Math.max(1, high - low);
    if (part < 0.3 || part > 0.7) extreme++;
    if (part < 0.5) dark++;
  }
  return { extreme: extreme / Math.max(1, all.length), ink: dark / Math.max(1, all.length) };
}

/** Changes from dark to light or back, for a pixel. */
function changes(lines: readonly Float64Array[]): number {
  let [count, length] = [0, 0];
  for (const line of lines) {
    count += runsOf(line).length;
    length += line.length;
  }
  return count / Math.max(1, length);
}

function turnedOver(lines: readonly Float64Array[]): readonly Float64Array[] {
  const width = lines[0]?.length ?? 0;
  return Array.from({ length: width }, (_, x) => Float64Array.from(lines, (line) => line[x] ?? 0));
}

/** Widths of what is dark or light in turn, without the ends. */
function runsOf(line: Float64Array): readonly number[] {
  const sorted = Float64Array.from(line).sort();
  const [low, high] = [sorted[Math.floor(line.length * 0.1)] ?? 0, sorted[Math.floor(line.length * 0.9)] ?? 0];
  const [middleOf, slack] = [(low + high) / 2, (high - low) / 8];
  const turns: number[] = [];
  let dark: boolean | undefined;
  for (const [at, value] of line.entries()) {
    if (Math.abs(value - middleOf) < slack) continue;
    const now = value < middleOf;
    if (dark !== undefined && now !== dark) turns.push(at);
    dark = now;
  }
  return turns.slice(1).map((turn, at) => turn - (turns[at] ?? 0));
}

function unevenness(runs: readonly number[]): number {
  const mean = runs.reduce((sum, run) => sum + run, 0) / runs.length;
  return Math.sqrt(runs.reduce((sum, run) => sum + (run - mean) ** 2, 0) / runs.length) / Math.max(1e-6, mean);
}

/** Pearson's correlation, at the shift of up to two pixels where it is best. */
export function likeness(one: Float64Array, other: Float64Array): number {
  let best = -1;
  for (let shift = -2; shift <= 2; shift++) best = Math.max(best, correlation(one, other, shift));
  return best;
}

function correlation(one: Float64Array, other: Float64Array, shift: number): number {
  const [from, to] = [Math.max(0, -shift), Math.min(one.length, other.length - shift)];
  const count = to - from;
  if (count < 8) return -1;
  let [sumA, sumB, squareA, squareB, product] = [0, 0, 0, 0, 0];
  for (let at = from; at < to; at++) {
    const [a, b] = [one[at] ?? 0, other[at + shift] ?? 0];
    sumA += a;
    sumB += b;
    squareA += a * a;
    squareB += b * b;
    product += a * b;
  }
  const varied = Math.sqrt(Math.max(0, squareA - (sumA * sumA) / count) * Math.max(0, squareB - (sumB * sumB) / count));
  return varied < count ? -1 : (product - (sumA * sumB) / count) / varied;
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((first, second) => first - second);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
