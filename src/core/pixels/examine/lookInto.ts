// One look into a part of a picture: large parts in tiles, so that detectors need little memory, and what was seen put back in its place.
import type { Box } from '../boxes.js';
import type { Cancelled, Detector, Picture, Seen } from '../detection.js';
import { withoutCodesInWords } from './codesInWords.js';
import { cutOut, shrunk } from './picture.js';

export interface Look {
  readonly detector: Detector;
  readonly kinds: readonly Seen['kind'][];
  readonly unread: boolean;
  readonly quick?: boolean;
  readonly signal: Cancelled | undefined;
}

/** Side of the largest picture that a detector is given at full size. */
const SIDE = 1400;
const OVERLAP = 160;

export async function lookInto(look: Look, picture: Picture, box: Box): Promise<readonly Seen[]> {
  const { detector, kinds, unread, quick = false, signal } = look;
  const seen: Seen[] = [];
  const [left, top, right, bottom] = box;
  const large = Math.max(right - left, bottom - top) > SIDE;
  for (const [y0, y1] of stretches(top, bottom)) {
    for (const [x0, x1] of stretches(left, right)) {
      const part = cutOut(picture, [x0, y0, x1, y1]);
      const own = await detector({ picture: part, kinds, quick, unread }, signal);
      seen.push(...own.map((one) => moved(one, x0, y0)));
    }
  }
  const others = kinds.filter((kind) => kind !== 'text');
  if (!large || others.length === 0) return withoutCodesInWords(seen);
  // Faces and codes may be larger than a tile.
  const by = Math.ceil(Math.max(right - left, bottom - top) / SIDE);
  const small = shrunk(cutOut(picture, box), by);
  for (const one of await detector({ picture: small, kinds: others, quick, unread }, signal))
    seen.push(moved(scaled(one, by), left, top));
  return withoutCodesInWords(seen);
}

function stretches(from: number, to: number): readonly (readonly [number, number])[] {
  const length = to - from;
  if (length <= SIDE) return [[from, to]];
  const count = Math.ceil((length - OVERLAP) / (SIDE - OVERLAP));
  const each = Math.ceil((length + (count - 1) * OVERLAP) / count);
  return Array.from({ length: count }, (_, index) => {
    const start = Math.min(from + index * (each - OVERLAP), to - each);
    return [start, start + each] as const;
  });
}

export function moved(seen: Seen, dx: number, dy: number): Seen {
  if (dx === 0 && dy === 0) return seen;
  const [left, top, right, bottom] = seen.box;
  const polygon = seen.polygon?.map(([x, y]) => [x + dx, y + dy] as const);
  return {
    ...seen,
    box: [left + dx, top + dy, right + dx, bottom + dy],
    ...(polygon === undefined ? {} : { polygon }),
  };
}

function scaled(seen: Seen, by: number): Seen {
  const [left, top, right, bottom] = seen.box;
  const polygon = seen.polygon?.map(([x, y]) => [x * by, y * by] as const);
  return {
    ...seen,
    box: [left * by, top * by, right * by, bottom * by],
    ...(polygon === undefined ? {} : { polygon }),
  };
}
