// The brightest and the darkest that each pixel was in a group of frames: text in any of them stands out in one of the two where it is
// brighter, or darker, than all that moves behind it.
import type { Box } from '../boxes.js';
import type { Picture } from '../detection.js';

const FRAMES = 16;

export interface Extremes {
  readonly first: number;
  readonly count: number;
  readonly full: boolean;
  readonly highest: Picture;
  readonly lowest: Picture;
  /** What changed in any of the frames. */
  readonly boxes: readonly Box[];
}

/** The group with one more frame in it; the pictures of the group are changed in place. */
export function extremesOf(
  group: Extremes | undefined,
  picture: Picture,
  boxes: readonly Box[],
  frame: number,
): Extremes {
  if (group === undefined || group.highest.width !== picture.width || group.highest.height !== picture.height) {
    const own = { ...picture, bytes: picture.bytes.slice() };
    return { first: frame, count: 1, full: false, highest: own, lowest: { ...own, bytes: own.bytes.slice() }, boxes };
  }
  const [high, low] = [group.highest.bytes, group.lowest.bytes];
  for (let i = 0; i < high.length; i++) {
    const value = picture.bytes[i] ?? 0;
    if (value > (high[i] ?? 0)) high[i] = value;
    if (value < (low[i] ?? 0)) low[i] = value;
  }
  const count = group.count + 1;
  return { ...group, count, full: count >= FRAMES, boxes: outermost([...group.boxes, ...boxes]) };
}

/** No box within another. */
function outermost(boxes: readonly Box[]): readonly Box[] {
  const sorted = [...boxes].sort((a, b) => (b[2] - b[0]) * (b[3] - b[1]) - (a[2] - a[0]) * (a[3] - a[1]));
  const out: Box[] = [];
  for (const box of sorted)
    if (!out.some((own) => own[0] <= box[0] && own[1] <= box[1] && own[2] >= box[2] && own[3] >= box[3])) out.push(box);
  return out;
}
