// What the layers of FaceBoxes say, turned into boxes: anchors, their shifts and sizes, and how sure the network is.
import { GRIDS } from './faceNet.js';

/** Left, top, right, bottom in the input's pixels, fractions included, and 0 to 1 how sure. */
export interface Candidate {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly score: number;
}

/** Sizes of the anchors of each grid, and into how many rows and columns of a cell their centres are spread. */
const ANCHORS = [
  [
    { size: 32, spread: 4 },
    { size: 64, spread: 2 },
    { size: 128, spread: 1 },
  ],
  [{ size: 256, spread: 1 }],
  [{ size: 512, spread: 1 }],
] as const;

/** Shifts are told in tenths of the anchor, sizes as logarithms in fifths. */
const [SHIFT, SIZE] = [10, 5];

/** @param least boxes of less confidence are left out */
export function candidates(answer: Float32Array, width: number, height: number, least: number): readonly Candidate[] {
  const found: Candidate[] = [];
  let from = 0;
  for (const [grid, { stride, anchors }] of GRIDS.entries()) {
    const [columns, rows] = [width / stride, height / stride];
    const cells = columns * rows;
    const sure = answer.subarray(from, from + anchors * 2 * cells);
    const moved = answer.subarray(from + sure.length, from + anchors * 6 * cells);
    from += anchors * 6 * cells;
    let anchor = 0;
    for (const { size, spread } of ANCHORS[grid] ?? []) {
      for (let nth = 0; nth < spread * spread; nth++, anchor++) {
        const step = size / spread;
        // Of the anchors of a cell, those of one column follow one another.
        const shiftX = stride / 2 - size / 2 + step / 2 + step * Math.floor(nth / spread);
        const shiftY = stride / 2 - size / 2 + step / 2 + step * (nth % spread);
        for (let cell = 0; cell < cells; cell++) {
          const score = faceScore(sure[anchor * 2 * cells + cell] ?? 0, sure[(anchor * 2 + 1) * cells + cell] ?? 0);
          if (score < least) continue;
          const [x, y] = [(cell % columns) * stride + shiftX, Math.floor(cell / columns) * stride + shiftY];
          const code = (part: number) => moved[(anchor * 4 + part) * cells + cell] ?? 0;
          found.push(decode([x, y, size], [code(0), code(1), code(2), code(3)], [width, height], score));
        }
      }
    }
  }
  return found;
}

function faceScore(background: number, face: number): number {
  return 1 / (1 + Math.exp(background - face));
}

function decode(
  [x, y, size]: readonly [number, number, number],
  [down, right, taller, wider]: readonly [number, number, number, number],
  [width, height]: readonly [number, number],
  score: number,
): Candidate {
  // Anchors are cut at the image's rim before they are moved.
  const [left, top] = [Math.max(0, x - size / 2), Math.max(0, y - size / 2)];
  const [across, upright] = [Math.min(width, x + size / 2) - left, Math.min(height, y + size / 2) - top];
  const centreX = left + across / 2 + (right / SHIFT) * across;
  const centreY = top + upright / 2 + (down / SHIFT) * upright;
  const [halfWidth, halfHeight] = [(across * Math.exp(wider / SIZE)) / 2, (upright * Math.exp(taller / SIZE)) / 2];
  return {
    left: centreX - halfWidth,
    top: centreY - halfHeight,
    right: centreX + halfWidth,
    bottom: centreY + halfHeight,
    score,
  };
}
