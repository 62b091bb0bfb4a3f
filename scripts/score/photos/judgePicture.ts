// A picture with what is to be found in it, what a detector saw, and what is left once that is blanked.
import type { Detector, Picture, Seen } from '../../../src/core/pixels/detection.js';
import { coveredArea } from '../pixels/area.js';

export interface Judged {
  readonly group: string;
  readonly name: string;
  /** Of what is to be found; 1 where nothing is known of where it is, and something was seen. */
  readonly covered: number;
  /** Codes that can still be read, or faces that are still seen. */
  readonly left: number;
  /** Share of the picture that was covered needlessly. */
  readonly excess: number;
  readonly boxes: number;
  readonly milliseconds: number;
  readonly pixels: number;
}

export interface Question {
  readonly group: string;
  readonly name: string;
  readonly kind: 'face' | 'barcode';
  readonly picture: Picture;
  /** 1 where it is; absent where it is not known. */
  readonly truth?: Uint8Array;
}

export async function judgePicture(detector: Detector, question: Question): Promise<Judged> {
  const { group, name, kind, picture, truth } = question;
  const { width, height } = picture;
  const start = performance.now();
  const seen = await detector({ picture, kinds: [kind] });
  const milliseconds = performance.now() - start;
  const area = coveredArea(
    width,
    height,
    seen.map((one) => ({ ...one, frames: [[0, 0]], judgement: 'unknown', removed: true })),
    0,
  ).bits;
  let [there, covered, excess] = [0, 0, 0];
  for (const [at, bit] of area.entries()) {
    if (truth?.[at] === 1) there++;
    if (truth?.[at] === 1 && bit === 1) covered++;
    if (truth !== undefined && truth[at] !== 1 && bit === 1) excess++;
  }
  const again = await detector({ picture: blanked(picture, area), kinds: [kind] });
  return {
    group,
    name,
    covered: truth === undefined ? Math.min(1, seen.length) : there === 0 ? 1 : covered / there,
    left: again.filter((one) => isLeft(one)).length,
    excess: excess / area.length,
    boxes: seen.length,
    milliseconds,
    pixels: width * height,
  };
}

function isLeft({ kind, reading }: Seen): boolean {
  return kind === 'face' || reading !== undefined;
}

function blanked({ width, height, samples, bytes }: Picture, area: Uint8Array): Picture {
  const out = new Uint8Array(bytes);
  for (const [at, bit] of area.entries()) if (bit === 1) out.fill(0, at * samples, (at + 1) * samples);
  return { width, height, samples, bytes: out };
}
