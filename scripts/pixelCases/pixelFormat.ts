// How what is seen becomes stored values: bits, signs, inverted greys, colours and palettes (PS3.3 C.7.6.3).
import type { Scene } from './scene.js';

export interface PixelFormat {
  readonly name: string;
  readonly photometric: 'MONOCHROME1' | 'MONOCHROME2' | 'RGB' | 'YBR_FULL' | 'YBR_FULL_422' | 'PALETTE COLOR';
  readonly bitsAllocated: 8 | 16;
  readonly bitsStored: 8 | 12 | 16;
  readonly signed: boolean;
  readonly planar: boolean;
  /** Stored values of black and white; of white and black where greys are inverted. */
  readonly range: readonly [number, number];
  /** A few pixels at the ends of what can be stored: dead cells, metal. */
  readonly outliers: boolean;
}

const grey = (
  name: string,
  bitsStored: 8 | 12 | 16,
  range: readonly [number, number],
  more: Partial<PixelFormat> = {},
): PixelFormat => ({
  name,
  photometric: 'MONOCHROME2',
  bitsAllocated: bitsStored === 8 ? 8 : 16,
  bitsStored,
  signed: false,
  planar: false,
  range,
  outliers: false,
  ...more,
});

export const FORMATS: readonly PixelFormat[] = [
  grey('8 bit', 8, [0, 255]),
  grey('8 bit inverted', 8, [0, 255], { photometric: 'MONOCHROME1' }),
  grey('12 bit', 12, [0, 4095]),
  grey('12 bit narrow', 12, [300, 1300]),
  grey('12 bit inverted', 12, [0, 4095], { photometric: 'MONOCHROME1' }),
  grey('16 bit', 16, [0, 65535]),
  grey('16 bit outliers', 16, [900, 3000], { outliers: true }),
  grey('16 bit signed', 16, [-1000, 2000], { signed: true }),
  grey('16 bit signed inverted', 16, [-2048, 2047], { signed: true, photometric: 'MONOCHROME1' }),
  grey('12 bit signed', 12, [-1024, 1600], { signed: true }),
  grey('palette', 8, [0, 255], { photometric: 'PALETTE COLOR' }),
];

export const COLOURS: readonly PixelFormat[] = [
  grey('RGB', 8, [0, 255], { photometric: 'RGB' }),
  grey('RGB planes', 8, [0, 255], { photometric: 'RGB', planar: true }),
  grey('YBR full', 8, [0, 255], { photometric: 'YBR_FULL' }),
  grey('YBR full 422', 8, [0, 255], { photometric: 'YBR_FULL_422' }),
];

export function samplesOf({ photometric }: PixelFormat): 1 | 3 {
  return photometric === 'RGB' || photometric.startsWith('YBR') ? 3 : 1;
}

/** The stored values of one frame, as bytes. */
export function storedBytes(scene: Scene, format: PixelFormat, bigEndian: boolean): Uint8Array {
  return samplesOf(format) === 3 ? colourBytes(scene, format) : greyBytes(scene, format, bigEndian);
}

function greyBytes(scene: Scene, format: PixelFormat, bigEndian: boolean): Uint8Array {
  const { bitsAllocated, bitsStored, photometric, range, outliers, signed } = format;
  const [plane = new Float32Array(0)] = scene.planes;
  const view = new DataView(new ArrayBuffer((plane.length * bitsAllocated) / 8));
  const [low, high] = range;
  for (const [at, level] of plane.entries()) {
    const share = (photometric === 'MONOCHROME1' ? 255 - level : level) / 255;
    let value = Math.round(low + share * (high - low));
    if (outliers && at % 4999 === 17) value = at % 2 === 0 ? 0 : 2 ** bitsStored - 1;
    if (bitsAllocated === 8) view.setUint8(at, value);
    // Signed values below 16 bits are extended by their sign.
    else if (signed) view.setInt16(at * 2, value, !bigEndian);
    else view.setUint16(at * 2, value, !bigEndian);
  }
  return new Uint8Array(view.buffer);
}

type Triple = readonly [number, number, number];

/** PS3.3 C.7.6.3.1.2. */
function ybr([r, g, b]: Triple): Triple {
  return [
    0.299 * r + 0.587 * g + 0.114 * b,
    -0.168736 * r - 0.331264 * g + 0.5 * b + 128,
    0.5 * r - 0.418688 * g - 0.081312 * b + 128,
  ];
}

function colourBytes(scene: Scene, { photometric, planar }: PixelFormat): Uint8Array {
  const { width, height, planes } = scene;
  const cells = width * height;
  const pixel = (at: number): Triple => {
    const [r = 0, g = r, b = r] = planes.map((plane) => plane[at] ?? 0);
    return photometric === 'RGB' ? [r, g, b] : ybr([r, g, b]);
  };
  const byte = (value: number): number => Math.max(0, Math.min(255, Math.round(value)));
  const halved = photometric === 'YBR_FULL_422';
  const out = new Uint8Array(cells * (halved ? 2 : 3));
  if (halved) {
    for (let at = 0; at < cells; at += 2) {
      const [one, two] = [pixel(at), pixel(at + 1)];
      out.set([one[0], two[0], (one[1] + two[1]) / 2, (one[2] + two[2]) / 2].map(byte), at * 2);
    }
    return out;
  }
  for (let at = 0; at < cells; at++) {
    for (const [channel, value] of pixel(at).entries())
      out[planar ? channel * cells + at : at * 3 + channel] = byte(value);
  }
  return out;
}

/** Red, green and blue of a palette that goes from black over orange to white, 16 bits each (PS3.3 C.7.6.3.1.5). */
export function paletteTables(): readonly (readonly number[])[] {
  const ramp = (from: number, to: number): readonly number[] =>
    Array.from({ length: 256 }, (_, at) => Math.round(Math.max(0, Math.min(1, (at - from) / (to - from))) * 65535));
  return [ramp(0, 200), ramp(0, 255), ramp(60, 255)];
}
