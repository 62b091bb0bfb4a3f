// All frames of a DICOM file as the program itself decodes them.
import { readObject } from '../../../src/core/formats/dicom/read.js';
import { bufferSource } from '../../../src/core/kernel/source.js';
import type { Frame } from '../../../src/core/pixels/frame.js';
import { samplesOf } from '../../../src/core/pixels/grey.js';
import { openImage } from '../../../src/core/pixels/image.js';
import { readFrame } from '../../../src/core/pixels/readFrame.js';
import { lazyCodecs } from '../../../src/node/codecs/index.js';
import type { Scene } from '../../pixelCases/scene.js';

const codecs = lazyCodecs();

/** At most so many frames. @throws Error where one can't be read */
export async function framesOf(bytes: Uint8Array, most = Number.POSITIVE_INFINITY): Promise<readonly Frame[]> {
  const read = await readObject(bufferSource(bytes), true);
  if (read.kind === 'refusal') throw new Error(read.refusal.message);
  const image = await openImage(read.object);
  if (image === undefined) throw new Error('the file has no image');
  const frames: Frame[] = [];
  for (let index = 0; index < Math.min(image.frames, most); index++) {
    const drawn = await readFrame(image, index, codecs.decode);
    if (drawn.kind === 'trouble') throw new Error(drawn.reason);
    frames.push(drawn.frame);
  }
  return frames;
}

/** What is seen of a frame: greys between the percentiles 0.5 and 99.5. */
export function sceneOf(frame: Frame): Scene {
  const { rows: height, columns: width, samples, inverted } = frame;
  const values = samplesOf(frame);
  const cells = width * height;
  if (samples === 3) {
    const plane = (channel: number): Float32Array =>
      Float32Array.from({ length: cells }, (_, at) => Number(values[at * 3 + channel] ?? 0));
    return { width, height, planes: [plane(0), plane(1), plane(2)] };
  }
  const plane = Float32Array.from({ length: cells }, (_, at) => Number(values[at] ?? 0));
  const sorted = plane.slice().sort();
  const [low = 0, high = 0] = [0.005, 0.995].map((share) => sorted[Math.floor(share * (cells - 1))] ?? 0);
  for (let at = 0; at < cells; at++) {
    const level = high > low ? (((plane[at] ?? 0) - low) / (high - low)) * 255 : 0;
    plane[at] = Math.max(0, Math.min(255, inverted ? 255 - level : level));
  }
  return { width, height, planes: [plane] };
}
