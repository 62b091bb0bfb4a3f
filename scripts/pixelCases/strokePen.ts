// Letters as strokes on a grid of 4 by 6: thin and even as a plotter draws them, or as a hand does: round, slanted, unsteady.
import { type Font, filled, type Ink, type InkRequest, trimmed } from './ink.js';
import { createRandom, type Random } from './random.js';

/** Strokes apart by `|`; each point is x and y. */
const STROKES: Readonly<Record<string, string>> = {
  A: '06 20 46|14 34',
  B: '06 00 30 41 32 02|32 44 36 06',
  C: '41 30 10 01 05 16 36 45',
  D: '00 20 42 44 26 06 00',
  E: '40 00 06 46|03 33',
  F: '40 00 06|03 33',
  G: '41 30 10 01 05 16 36 45 43 23',
  H: '00 06|40 46|03 43',
  I: '20 26|10 30|16 36',
  J: '30 35 26 16 05',
  K: '00 06|40 03 46',
  L: '00 06 46',
  M: '06 00 23 40 46',
  N: '06 00 46 40',
  O: '20 01 05 26 45 41 20',
  P: '06 00 30 41 42 33 03',
  Q: '20 01 05 26 45 41 20|34 46',
  R: '06 00 30 41 42 33 03|23 46',
  S: '41 30 10 01 02 13 33 44 45 36 16 05',
  T: '00 40|20 26',
  U: '00 05 16 36 45 40',
  V: '00 26 40',
  W: '00 16 22 36 40',
  X: '00 46|40 06',
  Y: '00 23 40|23 26',
  Z: '00 40 06 46',
  '0': '20 01 05 26 45 41 20|31 15',
  '1': '11 20 26|16 36',
  '2': '01 10 30 41 42 06 46',
  '3': '01 10 30 41 32 13|32 44 45 36 16 05',
  '4': '30 04 44|30 36',
  '5': '40 00 02 32 43 45 36 06',
  '6': '30 11 03 05 16 36 45 44 33 13 04',
  '7': '00 40 16',
  '8': '10 30 41 32 12 01 10|12 03 05 16 36 45 43 32',
  '9': '42 33 13 02 01 10 30 41 44 26',
  '-': '13 33',
  '/': '06 40',
  '.': '26 26',
  ',': '25 17',
  ':': '22 22|25 25',
  '^': '02 20 42',
  '#': '10 16|30 36|02 42|04 44',
  '(': '30 22 24 36',
  ')': '10 22 24 16',
  '+': '13 33|22 24',
  "'": '20 22',
};

export const STROKE_FONTS: readonly Font[] = [
  { name: 'plotter', style: 'stroke', scripts: ['latin'] },
  { name: 'block hand', style: 'handwriting', scripts: ['latin'] },
];

type Point = readonly [number, number];

export function drawStrokes({ text, font, height }: InkRequest): Ink {
  const random = createRandom(`${font}/${text}/${height}`);
  const hand = font === 'block hand';
  const unit = height / 6;
  const pen = hand ? Math.max(1, height / random.between(8, 13)) : Math.max(1, height / 12);
  const slant = hand ? random.between(-0.05, 0.35) : 0;
  const lines: (readonly Point[])[] = [];
  let left = 0;
  for (const letter of [...text.normalize('NFD').toUpperCase()]) {
    const size = hand ? random.between(0.82, 1.12) : 1;
    const drop = hand ? random.between(-0.5, 0.5) : 0;
    for (const stroke of STROKES[letter]?.split('|') ?? []) {
      const points = stroke.split(' ').map((pair): Point => {
        const [x, y] = [Number(pair[0]), Number(pair[1])].map((at) => (hand ? unsteady(at, random) : at));
        const down = (6 - (6 - (y ?? 0)) * size + drop) * unit;
        return [left + (x ?? 0) * unit * size + (height - down) * slant, down];
      });
      lines.push(hand ? rounded(points) : points);
    }
    left += unit * (STROKES[letter] === undefined ? 4 : 5.4 * size);
  }
  const margin = Math.ceil(pen + height / 3);
  const width = Math.ceil(left + height * 0.5) + 2 * margin;
  const moved = lines.map((line) => line.map(([x, y]): Point => [x + margin, y + margin]));
  return trimmed(traced(moved, width, Math.ceil(height) + 2 * margin, pen));
}

function unsteady(at: number, random: Random): number {
  return at + random.between(-0.3, 0.3);
}

/** A curve through the points (Catmull-Rom). */
function rounded(points: readonly Point[]): readonly Point[] {
  if (points.length < 3) return points;
  const at = (index: number): Point => points[Math.max(0, Math.min(points.length - 1, index))] ?? [0, 0];
  return points.flatMap((_, index) => {
    if (index === points.length - 1) return [at(index)];
    const [a, b, c, d] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    return Array.from({ length: 6 }, (_unused, step): Point => {
      const t = step / 6;
      const along = (axis: 0 | 1): number =>
        b[axis] +
        0.5 *
          t *
          (c[axis] -
            a[axis] +
            t *
              (2 * a[axis] - 5 * b[axis] + 4 * c[axis] - d[axis] + t * (3 * (b[axis] - c[axis]) + d[axis] - a[axis])));
      return [along(0), along(1)];
    });
  });
}

function traced(lines: readonly (readonly Point[])[], width: number, height: number, pen: number): Ink {
  const nearest = new Float32Array(width * height).fill(Number.POSITIVE_INFINITY);
  const reach = pen / 2 + 1;
  for (const line of lines) {
    for (const [index, to] of line.entries()) {
      const from = line[Math.max(0, index - 1)] ?? to;
      const [x0, x1] = [Math.min(from[0], to[0]) - reach, Math.max(from[0], to[0]) + reach];
      const [y0, y1] = [Math.min(from[1], to[1]) - reach, Math.max(from[1], to[1]) + reach];
      for (let y = Math.max(0, Math.floor(y0)); y <= Math.min(height - 1, y1); y++) {
        for (let x = Math.max(0, Math.floor(x0)); x <= Math.min(width - 1, x1); x++) {
          const at = y * width + x;
          nearest[at] = Math.min(nearest[at] ?? 0, distance([x + 0.5, y + 0.5], from, to));
        }
      }
    }
  }
  return filled(width, height, (x, y) => 255 * (pen / 2 + 0.5 - (nearest[y * width + x] ?? 0)));
}

function distance([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}
