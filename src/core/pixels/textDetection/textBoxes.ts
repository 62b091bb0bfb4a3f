// From a map of probabilities to rectangles around lines of text (the post-processing of DBNet).
import { grown, hullOf, type Point, type Quadrangle, rectangleAround } from './quadrangle.js';
import type { TextMap } from './textMap.js';

export interface TextBox {
  readonly quadrangle: Quadrangle;
  /** Mean probability. */
  readonly confidence: number;
  /** Which look at the picture saw it. */
  readonly look: number;
}

/** Probability from which on a pixel belongs to text, and the mean of a piece that counts; measured best on burned-in text. */
const PIXEL = 0.2 * 255;
const PIECE = 0.3 * 255;
/** The network was taught shrunken lines: so much are they grown back, by area over circumference. */
const UNCLIP = 1.6;
/** And a little more, by height: accents, descenders and anti-aliased rims. */
const RIM = 0.15;
const LEAST_SIDE = 3;
/** A piece that fills less of its rectangle is two lines that touch, or a bent one, and is cut across; so many times. */
const FULL = 0.4;
const MOST_CUTS = 3;
/** Lower ones are not worth it. */
const LEAST_CUT = 8;

/** In pixels of the picture. */
export function textBoxes(map: TextMap, look = 0): readonly TextBox[] {
  const boxes: TextBox[] = [];
  const { width, height, scale, bytes } = map;
  const seen = new Uint8Array(width * height);
  const stack: number[] = [];
  for (let start = 0; start < bytes.length; start++) {
    if (seen[start] === 1 || (bytes[start] ?? 0) < PIXEL) continue;
    let sum = 0;
    const pixels: number[] = [];
    stack.push(start);
    seen[start] = 1;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const [x, y] = [at % width, Math.floor(at / width)];
      sum += bytes[at] ?? 0;
      pixels.push(at);
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          const [nx, ny] = [x + dx, y + dy];
          if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
          const next = ny * width + nx;
          if (seen[next] === 1 || (bytes[next] ?? 0) < PIXEL) continue;
          seen[next] = 1;
          stack.push(next);
        }
      }
    }
    if (sum / pixels.length < PIECE) continue;
    for (const part of partsOf(pixels, width)) {
      if (Math.min(part.tight.along, part.tight.across) * 2 < LEAST_SIDE) continue;
      const mean = part.pixels.reduce((all, at) => all + (bytes[at] ?? 0), 0) / part.pixels.length;
      boxes.push({ quadrangle: around(part.tight, scale), confidence: mean / 255, look });
    }
  }
  return boxes;
}

interface Part {
  readonly pixels: readonly number[];
  readonly tight: Quadrangle;
}

function partsOf(pixels: readonly number[], width: number, cuts = 0): readonly Part[] {
  const tight = tightAround(pixels, width);
  if (tight === undefined) return [];
  const full = pixels.length >= FULL * 4 * tight.along * tight.across;
  if (full || cuts === MOST_CUTS || tight.across * 2 < LEAST_CUT) return [{ pixels, tight }];
  const [dx, dy] = tight.axis;
  const isFirst = (at: number): boolean =>
    ((at % width) + 0.5 - tight.x) * dx + (Math.floor(at / width) + 0.5 - tight.y) * dy < 0;
  const halves = [pixels.filter(isFirst), pixels.filter((at) => !isFirst(at))];
  return halves.flatMap((half) => partsOf(half, width, cuts + 1));
}

function tightAround(pixels: readonly number[], width: number): Quadrangle | undefined {
  // Of each row the first and the last pixel: the hull needs no others.
  const ends = new Map<number, [number, number]>();
  for (const at of pixels) {
    const [x, y] = [at % width, Math.floor(at / width)];
    const row = ends.get(y);
    if (row === undefined) ends.set(y, [x, x]);
    else if (x < row[0]) row[0] = x;
    else if (x > row[1]) row[1] = x;
  }
  const points: Point[] = [];
  for (const [y, [first, last]] of ends) points.push([first, y], [last + 1, y], [first, y + 1], [last + 1, y + 1]);
  return rectangleAround(hullOf(points));
}

function around(tight: Quadrangle, scale: number): Quadrangle {
  const distance = (tight.along * tight.across * UNCLIP) / (tight.along + tight.across);
  const whole = grown(tight, distance);
  const rimmed = grown(whole, RIM * 2 * Math.min(whole.along, whole.across));
  const { x, y, along, across, axis } = rimmed;
  return { x: x / scale, y: y / scale, along: along / scale, across: across / scale, axis };
}
