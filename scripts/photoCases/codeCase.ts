// A picture with a bar code in it, and where it is: on what modalities show, turned, blurred, noisy, faint, inverted or cut.
import type { Picture } from '../../src/core/pixels/detection.js';
import { type Background, background } from '../pixelCases/backgrounds.js';
import { createRandom, type Random } from '../pixelCases/random.js';
import type { Scene } from '../pixelCases/scene.js';
import { type CodeSymbol, SYMBOLOGIES, type Symbology, symbolOf } from './symbols.js';

export const HARMS = [
  'none',
  'turned 15',
  'turned 45',
  'turned 90',
  'blurred',
  'noisy',
  'faint',
  'inverted',
  'cut',
  '16 bit',
] as const;
export type Harm = (typeof HARMS)[number];

export interface CodeCase {
  readonly name: string;
  readonly symbology: Symbology;
  readonly harm: Harm;
  readonly picture: Picture;
  /** Of each pixel, 1 where the code is, as far as it lies in the picture. */
  readonly truth: Uint8Array;
}

const [WIDTH, HEIGHT] = [640, 512];
const GROUNDS: readonly Background[] = ['ultrasound', 'ct', 'radiograph', 'report', 'photograph', 'flat'];

/** @param set cases of one set are in no other */
export async function codeCase(number: number, set: 'score' | 'tune'): Promise<CodeCase> {
  const random = createRandom(`codes/${set}/${number}`);
  const symbology = SYMBOLOGIES[number % SYMBOLOGIES.length] ?? 'QRCode';
  const harm = HARMS[Math.floor(number / SYMBOLOGIES.length) % HARMS.length] ?? 'none';
  const symbol = await symbolOf(symbology, random.whole(0, 9999));
  const scene = background(random.pick(GROUNDS), { width: WIDTH, height: HEIGHT }, random.fork('ground'));
  return { name: `${number} ${symbology} ${harm}`, symbology, harm, ...drawn(scene, symbol, harm, random) };
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly module: number;
  /** Height of a row of modules: bars of one row are drawn out. */
  readonly row: number;
  readonly angle: number;
}

function drawn(scene: Scene, symbol: CodeSymbol, harm: Harm, random: Random): Pick<CodeCase, 'picture' | 'truth'> {
  const place = placeOf(symbol, harm, random);
  const plane = Float32Array.from(scene.planes[0] ?? []);
  const truth = new Uint8Array(WIDTH * HEIGHT);
  const [dark, light] = shadesOf(harm, random);
  const [cos, sin] = [Math.cos(place.angle), Math.sin(place.angle)];
  const quiet = 4 * place.module;
  const [halfWidth, halfHeight] = [(symbol.width * place.module) / 2, (symbol.height * place.row) / 2];
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const [fromX, fromY] = [x + 0.5 - place.x, y + 0.5 - place.y];
      const [u, v] = [fromX * cos + fromY * sin + halfWidth, fromY * cos - fromX * sin + halfHeight];
      if (u < -quiet || v < -quiet || u > 2 * halfWidth + quiet || v > 2 * halfHeight + quiet) continue;
      const [column, row] = [Math.floor(u / place.module), Math.floor(v / place.row)];
      const inside = column >= 0 && row >= 0 && column < symbol.width && row < symbol.height;
      if (inside) truth[y * WIDTH + x] = 1;
      plane[y * WIDTH + x] = inside && (symbol.modules[row * symbol.width + column] ?? 255) < 128 ? dark : light;
    }
  const harmed = harm === 'blurred' ? blurred(plane, place.module * 0.6) : plane;
  const noise = harm === 'noisy' ? 25 : 2;
  const bytes = new Uint8Array(WIDTH * HEIGHT);
  for (let at = 0; at < bytes.length; at++)
    bytes[at] = Math.max(0, Math.min(255, (harmed[at] ?? 0) + random.normal() * noise));
  return { picture: { width: WIDTH, height: HEIGHT, samples: 1, bytes }, truth };
}

function placeOf(symbol: CodeSymbol, harm: Harm, random: Random): Place {
  const angle = harm.startsWith('turned') ? Number(harm.slice(7)) : random.between(-2, 2);
  const most = Math.min(6, Math.floor(440 / symbol.width), symbol.linear ? 6 : Math.floor(360 / symbol.height));
  const module = random.whole(Math.min(most, harm === 'none' ? 2 : 3), Math.max(2, most));
  const row = symbol.linear ? Math.max(1, random.between(40, 110) / symbol.height) : module;
  const [width, height] = [symbol.width * module, symbol.height * row];
  const reach = Math.hypot(width, height) / 2 + 4 * module;
  // Cut: a third of it lies beyond the left rim, or beyond the lower one.
  if (harm === 'cut')
    return random.chance(0.5)
      ? { x: width / 6, y: HEIGHT / 2, module, row, angle: (angle * Math.PI) / 180 }
      : { x: WIDTH / 2, y: HEIGHT - height / 6, module, row, angle: (angle * Math.PI) / 180 };
  const [slackX, slackY] = [Math.max(0, WIDTH / 2 - reach), Math.max(0, HEIGHT / 2 - reach)];
  return {
    x: WIDTH / 2 + random.between(-slackX, slackX),
    y: HEIGHT / 2 + random.between(-slackY, slackY),
    module,
    row,
    angle: (angle * Math.PI) / 180,
  };
}

/** Of 16 bits, a label burned in next to metal: a window by percentiles leaves the code a quarter of the range. */
function shadesOf(harm: Harm, random: Random): readonly [number, number] {
  if (harm === 'inverted') return [230, 25];
  if (harm === '16 bit') return [20, 84];
  if (harm !== 'faint') return [20, 235];
  const dark = random.whole(40, 160);
  return [dark, dark + 40];
}

function blurred(plane: Float32Array, sigma: number): Float32Array {
  const reach = Math.ceil(sigma * 3);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, at) =>
    Math.exp(-((at - reach) ** 2) / (2 * sigma * sigma)),
  );
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const pass = (from: Float32Array, step: number, length: number, place: (at: number) => number): Float32Array =>
    from.map((_, at) => {
      let value = 0;
      for (const [nth, weight] of weights.entries()) {
        const to = Math.max(0, Math.min(length - 1, place(at) + nth - reach));
        value += weight * (from[at + (to - place(at)) * step] ?? 0);
      }
      return value / sum;
    });
  const across = pass(plane, 1, WIDTH, (at) => at % WIDTH);
  return pass(across, WIDTH, HEIGHT, (at) => Math.floor(at / WIDTH));
}
