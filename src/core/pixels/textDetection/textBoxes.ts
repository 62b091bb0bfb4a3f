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
const RIM = 0.2;
const LEAST_SIDE = 3;

/** In pixels of the picture. */
export function textBoxes(map: TextMap, look = 0): readonly TextBox[] {
  const boxes: TextBox[] = [];
  const { width, height, scale, bytes } = map;
  const seen = new Uint8Array(width * height);
  const stack: number[] = [];
  for (let start = 0; start < bytes.length; start++) {
    if (seen[start] === 1 || (bytes[start] ?? 0) < PIXEL) continue;
    let [sum, count] = [0, 0];
    // Of each row the first and the last pixel: the hull needs no others.
    const ends = new Map<number, [number, number]>();
    stack.push(start);
    seen[start] = 1;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const [x, y] = [at % width, Math.floor(at / width)];
      sum += bytes[at] ?? 0;
      count += 1;
      const row = ends.get(y);
      if (row === undefined) ends.set(y, [x, x]);
      else if (x < row[0]) row[0] = x;
      else if (x > row[1]) row[1] = x;
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
    if (sum / count < PIECE) continue;
    const quadrangle = around(ends, scale);
    if (quadrangle !== undefined) boxes.push({ quadrangle, confidence: sum / count / 255, look });
  }
  return boxes;
}

function around(ends: ReadonlyMap<number, readonly [number, number]>, scale: number): Quadrangle | undefined {
  const points: Point[] = [];
  for (const [y, [first, last]] of ends) points.push([first, y], [last + 1, y], [first, y + 1], [last + 1, y + 1]);
  const tight = rectangleAround(hullOf(points));
  if (tight === undefined || Math.min(tight.along, tight.across) * 2 < LEAST_SIDE) return undefined;
  const distance = (tight.along * tight.across * UNCLIP) / (tight.along + tight.across);
  const whole = grown(tight, distance);
  const rimmed = grown(whole, RIM * 2 * Math.min(whole.along, whole.across));
  const { x, y, along, across, axis } = rimmed;
  return { x: x / scale, y: y / scale, along: along / scale, across: across / scale, axis };
}
