// Rectangles of pixels: cut to an image, and taken out of one another.

/** Left, top, right, bottom; the last two are outside. */
export type Box = readonly [number, number, number, number];

/** The part of a box that lies in another; nothing where none does. */
export function within([left, top, right, bottom]: Box, [x0, y0, x1, y1]: Box): readonly Box[] {
  const box: Box = [Math.max(left, x0), Math.max(top, y0), Math.min(right, x1), Math.min(bottom, y1)];
  return box[0] < box[2] && box[1] < box[3] ? [box] : [];
}

/** What is left of `boxes` without `holes`: above, below, left and right of each. */
export function without(boxes: readonly Box[], holes: readonly Box[]): readonly Box[] {
  return holes.reduce((left, hole) => left.flatMap((box) => cut(box, hole)), boxes);
}

function cut(box: Box, hole: Box): readonly Box[] {
  const [inner] = within(hole, box);
  if (inner === undefined) return [box];
  const [left, top, right, bottom] = box;
  const pieces: readonly Box[] = [
    [left, top, right, inner[1]],
    [left, inner[3], right, bottom],
    [left, inner[1], inner[0], inner[3]],
    [inner[2], inner[1], right, inner[3]],
  ];
  return pieces.filter(([x0, y0, x1, y1]) => x0 < x1 && y0 < y1);
}
