// How far the bars of a linear code reach: what reads codes looks at a few lines across them only.
import { type Grey, valueAt } from './greyPicture.js';
import { bestLikeness } from './likeness.js';

export type Corners = readonly (readonly [number, number])[];

/** Lines that are less like the middle one are beyond the bars. */
const ALIKE = 0.5;
/** Lines of which the brightness varies less than this part of the middle one's are beyond the bars. */
const VARIED = 0.4;
/** So many lines may be unlike (a scratch, a pen stroke) before the bars are taken to have ended. */
const GAP = 6;

/** Corners of all the bars, of corners of the part that was read: top left, top right, bottom right, bottom left. */
export function wholeBars(grey: Grey, corners: Corners): Corners {
  const [topLeft = [0, 0], topRight = [0, 0], bottomRight = [0, 0], bottomLeft = [0, 0]] = corners;
  const start = between(topLeft, bottomLeft);
  const end = between(topRight, bottomRight);
  const length = Math.hypot(end[0] - start[0], end[1] - start[1]);
  if (length < 8) return corners;
  const along: readonly [number, number] = [(end[0] - start[0]) / length, (end[1] - start[1]) / length];
  const across: readonly [number, number] = [-along[1], along[0]];
  const line = (offset: number): Float64Array =>
    Float64Array.from({ length: Math.ceil(length) }, (_, at) =>
      valueAt(
        grey,
        start[0] + along[0] * at + across[0] * offset - 0.5,
        start[1] + along[1] * at + across[1] * offset - 0.5,
      ),
    );
  const first = line(0);
  const varied = deviation(first);
  const half = Math.max(Math.hypot(topLeft[0] - bottomLeft[0], topLeft[1] - bottomLeft[1]), 0) / 2;
  const most = Math.ceil(Math.hypot(grey.width, grey.height));
  const reach = (direction: 1 | -1): number => {
    let [last, shift] = [0, 0];
    for (let step = 1; step <= most && step - last <= GAP; step++) {
      const offset = step * direction;
      const [x, y] = [(start[0] + end[0]) / 2 + across[0] * offset, (start[1] + end[1]) / 2 + across[1] * offset];
      if (x < 0 || y < 0 || x > grey.width || y > grey.height) break;
      const here = line(offset);
      const { alike, shift: moved } = bestLikeness(first, here, shift);
      if (alike < ALIKE || deviation(here) < VARIED * varied) continue;
      [last, shift] = [step, moved];
    }
    return Math.max(last + 1, half);
  };
  const [up, down] = [reach(-1), reach(1)];
  const at = ([x, y]: readonly [number, number], offset: number): readonly [number, number] => [
    x + across[0] * offset,
    y + across[1] * offset,
  ];
  return [at(start, -up), at(end, -up), at(end, down), at(start, down)];
}

function between(one: readonly [number, number], other: readonly [number, number]): readonly [number, number] {
  return [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2];
}

function deviation(line: Float64Array): number {
  const mean = line.reduce((sum, value) => sum + value, 0) / Math.max(1, line.length);
  return Math.sqrt(line.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, line.length));
}
