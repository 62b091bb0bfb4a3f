// What detectors of faces and codes are asked: generated codes, the corpus's photographs and codes, its one face in many sizes and
// turns, and clean frames of modalities.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readObject } from '../../../src/core/formats/dicom/read.js';
import { plainValue } from '../../../src/core/formats/dicom/visit.js';
import { bufferSource } from '../../../src/core/kernel/source.js';
import type { Picture } from '../../../src/core/pixels/detection.js';
import { pictureOf } from '../../../src/core/pixels/examine/picture.js';
import { poseOf, toPicture } from '../../../src/core/pixels/faces/views.js';
import { openImage } from '../../../src/core/pixels/image.js';
import { readFrame } from '../../../src/core/pixels/readFrame.js';
import { lazyCodecs } from '../../../src/node/codecs/index.js';
import { codeCase } from '../../photoCases/codeCase.js';
import { BACKGROUNDS, background } from '../../pixelCases/backgrounds.js';
import { createRandom } from '../../pixelCases/random.js';
import type { Question } from './judgePicture.js';
import { readPng } from './readPng.js';

/** @param first number of the first code: a long run can be done in parts */
export async function* generatedCodes(first: number, count: number, set: 'score' | 'tune'): AsyncGenerator<Question> {
  for (let number = first; number < first + count; number++) {
    const { harm, name, picture, truth } = await codeCase(number, set);
    yield { group: `code, ${harm}`, name, kind: 'barcode', picture, truth };
  }
}

/** Files of the corpus that show codes, without a truth of where: something has to be found, and nothing readable may be left. */
export function* corpusCodes(corpus: string): Generator<Question> {
  for (const folder of ['barcode/zxing', 'synthetic/barcode']) {
    for (const name of readdirSync(path.join(corpus, folder))
      .filter((file) => file.endsWith('.png'))
      .sort()) {
      const picture = readPng(readFileSync(path.join(corpus, folder, name)));
      if (picture !== undefined) yield { group: `code, corpus ${folder}`, name, kind: 'barcode', picture };
    }
  }
}

/** Where the face is in the corpus's photograph of an astronaut: middle and half axes of an ellipse, in pixels. */
const FACE = { file: 'photo/scikit-image/astronaut.png', x: 226, y: 115, across: 44, upright: 58 };

/** The face as it is, and cut out and put into drawn pictures, small and turned. */
export function* faces(corpus: string): Generator<Question> {
  const file = path.join(corpus, FACE.file);
  const photo = existsSync(file) ? readPng(readFileSync(file)) : undefined;
  if (photo === undefined) return;
  const { x, y, across, upright } = FACE;
  const truth = new Uint8Array(photo.width * photo.height);
  for (const at of truth.keys())
    if (inEllipse((at % photo.width) - x, Math.floor(at / photo.width) - y, across, upright)) truth[at] = 1;
  yield { group: 'face, as it is', name: FACE.file, kind: 'face', picture: photo, truth };
  for (const degrees of [30, 60, 90, 135, 180, 225, 270, 330])
    yield { group: 'face, turned', name: `turned ${degrees}`, kind: 'face', ...placed(photo, 1, degrees) };
  for (const height of [80, 40, 28, 22])
    yield {
      group: `face, ${height} px high`,
      name: `${height} px`,
      kind: 'face',
      ...placed(photo, height / (2 * upright), 0),
    };
}

function inEllipse(x: number, y: number, across: number, upright: number): boolean {
  return (x / across) ** 2 + (y / upright) ** 2 <= 1;
}

function placed(
  photo: Picture,
  scale: number,
  degrees: number,
): { readonly picture: Picture; readonly truth: Uint8Array } {
  const [width, height] = [1000, 800];
  const ground = background('photograph', { width, height }, createRandom(`face/${scale}/${degrees}`)).planes;
  const picture: Picture = { width, height, samples: 3, bytes: new Uint8Array(width * height * 3) };
  const truth = new Uint8Array(width * height);
  const pose = poseOf({ width: photo.width, height: photo.height }, degrees, scale);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const inside = [x - 120, y - 40] as const;
      const [fromX, fromY] = toPicture(pose, inside[0] + 0.5, inside[1] + 0.5);
      const shown = fromX >= 0 && fromY >= 0 && fromX < photo.width && fromY < photo.height;
      for (let sample = 0; sample < 3; sample++)
        picture.bytes[at * 3 + sample] = shown
          ? mean(photo, fromX, fromY, Math.max(1, Math.round(1 / scale)), sample)
          : (ground[sample % ground.length]?.[at] ?? 0);
      if (shown && inEllipse(fromX - FACE.x, fromY - FACE.y, FACE.across, FACE.upright)) truth[at] = 1;
    }
  return { picture, truth };
}

/** Of a square of pixels, so that a smaller picture is as a camera would take it. */
function mean({ width, height, bytes }: Picture, x: number, y: number, side: number, sample: number): number {
  let [sum, count] = [0, 0];
  for (let row = Math.max(0, Math.floor(y - side / 2 + 0.5)); row < Math.min(height, y + side / 2); row++)
    for (let column = Math.max(0, Math.floor(x - side / 2 + 0.5)); column < Math.min(width, x + side / 2); column++) {
      sum += bytes[(row * width + column) * 3 + sample] ?? 0;
      count++;
    }
  return count === 0 ? 0 : sum / count;
}

/** Drawn ones of every kind, and first frames of CT, MR and US objects of the corpus: nothing is to be found in them. */
export async function* cleanPictures(
  corpus: string | undefined,
  most: number,
): AsyncGenerator<Picture & { readonly name: string }> {
  for (const kind of BACKGROUNDS)
    yield { ...shown(background(kind, { width: 640, height: 512 }, createRandom(`clean/${kind}`)).planes), name: kind };
  if (corpus === undefined) return;
  let count = 0;
  for (const file of readdirSync(path.join(corpus, 'dicom/modality'), { recursive: true, encoding: 'utf8' }).sort()) {
    if (count >= most) return;
    const picture = await firstFrame(path.join(corpus, 'dicom/modality', file));
    if (picture === undefined) continue;
    count++;
    yield { ...picture, name: path.basename(file) };
  }

  function shown(planes: readonly Float32Array[]): Picture {
    const samples = planes.length === 3 ? 3 : 1;
    const bytes = new Uint8Array(640 * 512 * samples);
    for (const [plane, values] of planes.entries())
      for (const [at, value] of values.entries()) bytes[at * samples + plane] = Math.max(0, Math.min(255, value));
    return { width: 640, height: 512, samples, bytes };
  }
}

const codecs = lazyCodecs();
const SLICES = /^(?:CT|MR|US|PT|NM)$/u;

async function firstFrame(file: string): Promise<Picture | undefined> {
  if (!/\.(?:dcm|ima)$/iu.test(file)) return undefined;
  const read = await readObject(bufferSource(new Uint8Array(readFileSync(file))), true);
  if (read.kind === 'refusal') return undefined;
  const image = await openImage(read.object);
  if (image === undefined || image.fault !== undefined || image.layout.rows * image.layout.columns > 2_000_000)
    return undefined;
  const drawn = await readFrame(image, 0, codecs.decode);
  const { window, table } = read.object;
  const modality = await plainValue(window, table.elements, 0x00080060);
  return drawn.kind === 'trouble' || !SLICES.test(modality) ? undefined : pictureOf(drawn.frame);
}
