// Bar codes by their look alone, for those that are cut, blurred or otherwise unreadable: bars that stay the same along their
// length, or squares of two shades. Everything else that is made of edges (words, tables, rulers, gratings) has to fail here.
import { busyPatches, type Patch, sumCells } from './busyCells.js';
import type { Grey } from './greyPicture.js';
import { correlation, likeness } from './likeness.js';
import { cornersOf, profile, tightened, type Upright, uprightOf } from './upright.js';

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
/** The same of lines that lie farther apart, a third of the height: letters and vessels change on the way, bars do not. */
const [FAR, ALIKE_FAR] = [4, 0.5];
/** Rulers and gratings repeat themselves: in codes the widths of bars differ at least so much (deviation by mean). */
const UNEVEN = 0.25;
/** Pixels: less is a word. */
const LEAST_SIDE = 16;
/** From side to side of squares: a Data Matrix of ten by ten has five at least. */
const LEAST_CHANGES = 3.5;
/** Length by height: rectangular Data Matrix goes up to eight. */
const MOST_LONG = 10;
/** A code fills no picture, but noise and lines of print do. */
const MOST_OF_PICTURE = 0.5;

/** @param level a picture, or half of it and so on */
export function codesByTexture(level: Grey): readonly TextureCode[] {
  const sums = sumCells(level);
  const found: TextureCode[] = [];
  for (const limits of LIMITS)
    for (const patch of busyPatches(sums, limits, LEAST_CELLS)) {
      const code = barsIn(level, patch, sums.columns) ?? squaresIn(level, patch, sums.columns);
      if (code !== undefined) found.push(code);
    }
  return found;
}

function barsIn(grey: Grey, patch: Patch, columns: number): TextureCode | undefined {
  if (patch.oneWay < 0.5) return undefined;
  const upright = straightened(grey, patch, columns);
  const [top, bottom] = [upright.from[1], upright.to[1]];
  const lines = Array.from({ length: 9 }, (_, at) => profile(upright, top + ((bottom - top) * (at + 1.5)) / 11));
  const alike = middle(lines.slice(1).map((line, at) => likeness(line, lines[at] ?? line)));
  if (alike < ALIKE) return undefined;
  if (middle(lines.slice(FAR).map((line, at) => likeness(line, lines[at] ?? line))) < ALIKE_FAR) return undefined;
  const edges = edgesOf(lines[4] ?? new Float64Array());
  const runs = runsOf(edges);
  if (runs.length < LEAST_RUNS || unevenness(runs) < UNEVEN) return undefined;
  const tight: Upright = {
    ...upright,
    from: [upright.from[0] + (edges[0] ?? 0), top],
    to: [upright.from[0] + (edges.at(-1) ?? 0) + 1, bottom],
  };
  if (tooLarge(tight)) return undefined;
  return {
    form: 'bars',
    corners: cornersOf(tight),
    confidence: Math.min(0.95, 0.5 + (alike - ALIKE) + Math.min(0.2, runs.length / 200)),
  };
}

/** Turned so that lines across the bars are as alike as can be: the direction that edges show is a few degrees off. */
function straightened(grey: Grey, patch: Patch, columns: number): Upright {
  let best = uprightOf(grey, patch, columns, patch.angle);
  let most = -1;
  for (let degrees = -10; degrees <= 10; degrees += 1) {
    const one = uprightOf(grey, patch, columns, patch.angle + (degrees * Math.PI) / 180);
    const height = one.to[1] - one.from[1];
    const lines = [0.35, 0.45, 0.55, 0.65].map((part) => profile(one, one.from[1] + height * part));
    const alike = lines.slice(1).reduce((sum, line, at) => sum + correlation(line, lines[at] ?? line, 0), 0);
    if (alike > most) [best, most] = [one, alike];
  }
  return best;
}

function squaresIn(grey: Grey, patch: Patch, columns: number): TextureCode | undefined {
  if (patch.square < 0.4) return undefined;
  const upright = tightened(uprightOf(grey, patch, columns, patch.angle));
  const [width, height] = [upright.to[0] - upright.from[0], upright.to[1] - upright.from[1]];
  if (tooLarge(upright)) return undefined;
  if (Math.min(width, height) < LEAST_SIDE || Math.max(width, height) > MOST_LONG * Math.min(width, height))
    return undefined;
  const lines = Array.from({ length: Math.floor(height) }, (_, at) => profile(upright, upright.from[1] + at + 0.5));
  const { extreme, ink } = shades(lines);
  if (extreme < 0.55 || ink < 0.28 || ink > 0.72) return undefined;
  const [across, down] = [changes(lines), changes(turnedOver(lines))];
  // As many changes one way as the other, but for the tall rows of PDF417; a word has few from top to bottom.
  if (across < LEAST_CHANGES || down < LEAST_CHANGES) return undefined;
  if (across / width > 6 * (down / height) || down / height > 6 * (across / width)) return undefined;
  return {
    form: 'squares',
    corners: cornersOf(upright),
    confidence: Math.min(0.95, 0.35 + (extreme - 0.55) + patch.square / 2),
  };
}

function tooLarge({ grey, from, to }: Upright): boolean {
  return (to[0] - from[0]) * (to[1] - from[1]) > MOST_OF_PICTURE * grey.width * grey.height;
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

/** Changes from dark to light or back, in the mean of the lines. */
function changes(lines: readonly Float64Array[]): number {
  const count = lines.reduce((sum, line) => sum + edgesOf(line).length, 0);
  return count / Math.max(1, lines.length);
}

function turnedOver(lines: readonly Float64Array[]): readonly Float64Array[] {
  const width = lines[0]?.length ?? 0;
  return Array.from({ length: width }, (_, x) => Float64Array.from(lines, (line) => line[x] ?? 0));
}

/** Where dark becomes light or the other way. */
function edgesOf(line: Float64Array): readonly number[] {
  const sorted = Float64Array.from(line).sort();
  const [low, high] = [sorted[Math.floor(line.length * 0.1)] ?? 0, sorted[Math.floor(line.length * 0.9)] ?? 0];
  const [middleOf, slack] = [(low + high) / 2, (high - low) / 8];
  const edges: number[] = [];
  let dark: boolean | undefined;
  for (const [at, value] of line.entries()) {
    if (Math.abs(value - middleOf) < slack) continue;
    const now = value < middleOf;
    if (dark !== undefined && now !== dark) edges.push(at);
    dark = now;
  }
  return edges;
}

/** Widths of what is dark or light in turn, without the ends. */
function runsOf(edges: readonly number[]): readonly number[] {
  return edges.slice(1).map((edge, at) => edge - (edges[at] ?? 0));
}

/** Of the bars or of the gaps, whichever differ more. */
function unevenness(runs: readonly number[]): number {
  return Math.max(...[0, 1].map((first) => deviation(runs.filter((_, at) => at % 2 === first))));
}

/** Standard deviation by mean. */
function deviation(runs: readonly number[]): number {
  const mean = runs.reduce((sum, run) => sum + run, 0) / Math.max(1, runs.length);
  const squares = runs.reduce((sum, run) => sum + (run - mean) ** 2, 0) / Math.max(1, runs.length);
  return Math.sqrt(squares) / Math.max(1e-6, mean);
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((first, second) => first - second);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
