// Letters are bars to who looks for bars: what only looks like a code, and lies in words that were read, is no code.
import type { Seen, Shape } from '../detection.js';

/** Words are believed from here on, and where so many of their characters are no mere strokes. */
const [READ, LEAST_CHARACTERS] = [0.8, 3];
const STROKES = /[^\p{L}\p{N}]|[Il1i]/gu;
/** So much of what looks like a code lies in them. */
const WITHIN = 0.6;
/** Points looked at on each side. */
const GRID = 16;

export function withoutCodesInWords(seen: readonly Seen[]): readonly Seen[] {
  const words = seen.filter(({ kind, reading }) => kind === 'text' && reading !== undefined && isRead(reading));
  if (words.length === 0) return seen;
  return seen.filter(
    (one) =>
      one.kind !== 'barcode' || one.reading !== undefined || words.every((word) => partWithin(one, word) < WITHIN),
  );
}

function isRead({ text, confidence }: NonNullable<Seen['reading']>): boolean {
  return confidence >= READ && text.replace(STROKES, '').length >= LEAST_CHARACTERS;
}

/** Share of one shape that lies in the other. */
function partWithin(one: Shape, other: Shape): number {
  const [left, top, right, bottom] = one.box;
  let [all, common] = [0, 0];
  for (let row = 0; row < GRID; row++)
    for (let column = 0; column < GRID; column++) {
      const x = left + ((column + 0.5) / GRID) * (right - left);
      const y = top + ((row + 0.5) / GRID) * (bottom - top);
      if (!isIn(one, x, y)) continue;
      all += 1;
      if (isIn(other, x, y)) common += 1;
    }
  return all === 0 ? 0 : common / all;
}

function isIn({ box: [left, top, right, bottom], polygon }: Shape, x: number, y: number): boolean {
  if (x < left || x > right || y < top || y > bottom) return false;
  if (polygon === undefined) return true;
  let inside = false;
  for (const [at, [x1, y1]] of polygon.entries()) {
    const [x0, y0] = polygon[(at + polygon.length - 1) % polygon.length] ?? [x1, y1];
    if (y1 > y !== y0 > y && x < x1 + ((y - y1) / (y0 - y1)) * (x0 - x1)) inside = !inside;
  }
  return inside;
}
