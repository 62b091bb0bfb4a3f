// How likely each pixel of a picture belongs to text: the network is run over tiles, and its answers are put together again.
import type { Picture } from '../detection.js';
import { type FloatRoom, floatRoom } from '../floatRoom.js';
import { isFlat, rimOf, sampleAt } from './plane.js';
import type { Network, Tensor } from './textModels.js';

/** Probabilities from 0 to 255, at `scale` times the size of the picture. */
export interface TextMap {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  readonly bytes: Uint8Array;
}

/** Side of the largest picture that the network is given: what bounds its memory. */
const LARGEST = 576;
/** Around the picture, so that text at an edge is seen whole; in pixels of the scaled picture. */
const PAD = 16;
const OVERLAP = 64;
const MULTIPLE = 32;
/** No text is drawn with less than this many grey levels between it and its ground. */
const FLAT = 2;

/** Mean and spread of the pictures that the network learned from, blue first (PaddleOCR). */
const MEAN = [0.406, 0.456, 0.485] as const;
const SPREAD = [0.225, 0.224, 0.229] as const;

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A tile, and where its numbers are put. */
interface Cut {
  readonly columns: Stretch;
  readonly rows: Stretch;
  readonly room: FloatRoom;
}

/** A length cut into overlapping stretches as equal as can be. */
function stretches(length: number): readonly Stretch[] {
  const count = length <= LARGEST ? 1 : Math.ceil((length - OVERLAP) / (LARGEST - OVERLAP));
  const each = count === 1 ? length : Math.ceil((length + (count - 1) * OVERLAP) / count);
  return Array.from({ length: count }, (_, index) => {
    const from = Math.min(index * (each - OVERLAP), length - each);
    return { from, to: from + each };
  });
}

/** @param step told after each run of the network */
export async function textMap(picture: Picture, scale: number, network: Network, step: () => void): Promise<TextMap> {
  const [width, height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
  const map: TextMap = { width, height, scale, bytes: new Uint8Array(width * height) };
  const rim = rimOf(picture);
  const room = floatRoom();
  for (const rows of stretches(height + 2 * PAD)) {
    for (const columns of stretches(width + 2 * PAD)) {
      const [left, right] = [columns.from - PAD, columns.to - PAD].map((x) =>
        Math.min(picture.width, Math.max(0, Math.round(x / scale))),
      );
      const [top, bottom] = [rows.from - PAD, rows.to - PAD].map((y) =>
        Math.min(picture.height, Math.max(0, Math.round(y / scale))),
      );
      if (isFlat(picture, [left ?? 0, top ?? 0, right ?? 0, bottom ?? 0], FLAT)) continue;
      const input = inputOf(picture, scale, rim, { columns, rows, room });
      put(map, await network(input), columns, rows);
      step();
    }
  }
  return map;
}

/** A tile as the network wants it: planes of blue, green and red, normalised, sides multiples of 32. */
function inputOf(picture: Picture, scale: number, rim: number, { columns, rows, room }: Cut): Tensor {
  const width = Math.ceil((columns.to - columns.from) / MULTIPLE) * MULTIPLE;
  const height = Math.ceil((rows.to - rows.from) / MULTIPLE) * MULTIPLE;
  const data = room(3 * width * height);
  const plane = width * height;
  const grey = picture.samples === 1;
  // Middles of pixels stay middles of pixels.
  const shift = 0.5 / scale - 0.5;
  for (let y = 0, at = 0; y < height; y++) {
    const sourceY = (rows.from - PAD + y) / scale + shift;
    for (let x = 0; x < width; x++, at++) {
      const sourceX = (columns.from - PAD + x) / scale + shift;
      const inside =
        scale === 1 ? nearest(picture, sourceX, sourceY, 2, rim) : sampleAt(picture, sourceX, sourceY, 2, rim);
      for (let channel = 0; channel < 3; channel++) {
        const value =
          channel === 0 || grey
            ? inside
            : scale === 1
              ? nearest(picture, sourceX, sourceY, 2 - channel, rim)
              : sampleAt(picture, sourceX, sourceY, 2 - channel, rim);
        data[channel * plane + at] = (value / 255 - (MEAN[channel] ?? 0)) / (SPREAD[channel] ?? 1);
      }
    }
  }
  return { dims: [1, 3, height, width], data };
}

function nearest(
  { width, height, samples, bytes }: Picture,
  x: number,
  y: number,
  sample: number,
  rim: number,
): number {
  if (x < 0 || y < 0 || x >= width || y >= height) return rim;
  return bytes[(y * width + x) * samples + (samples === 1 ? 0 : sample)] ?? rim;
}

/** Where tiles overlap, the higher probability counts. */
function put(map: TextMap, { dims, data }: Tensor, columns: Stretch, rows: Stretch): void {
  const tileWidth = dims[3] ?? 0;
  const [left, top] = [columns.from - PAD, rows.from - PAD];
  for (let y = Math.max(0, top); y < Math.min(map.height, rows.to - PAD); y++) {
    for (let x = Math.max(0, left); x < Math.min(map.width, columns.to - PAD); x++) {
      const value = (data[(y - top) * tileWidth + x - left] ?? 0) * 255;
      const at = y * map.width + x;
      if (value > (map.bytes[at] ?? 0)) map.bytes[at] = value;
    }
  }
}
