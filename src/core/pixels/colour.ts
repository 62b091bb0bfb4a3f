// Colours of every kind as RGB, eight bits a sample, interleaved (PS3.3 C.7.6.3.1.2).
import type { Samples } from './samples.js';

/** Samples of three kinds, planar or not, as interleaved bytes of eight bits. */
export function interleaved(samples: Samples, cells: number, planar: boolean, bitsStored: number): Uint8ClampedArray {
  const out = new Uint8ClampedArray(cells * 3);
  const [pixel, plane] = planar ? [1, cells] : [3, 1];
  // Fewer or more than eight bits: full scale stays full scale.
  const scale = bitsStored === 8 ? 1 : 255 / (2 ** bitsStored - 1);
  for (let i = 0, at = 0; i < cells; i++) {
    const first = i * pixel;
    out[at++] = (samples[first] ?? 0) * scale;
    out[at++] = (samples[first + plane] ?? 0) * scale;
    out[at++] = (samples[first + plane + plane] ?? 0) * scale;
  }
  return out;
}

/** Y Y Cb Cr for each two pixels becomes Y Cb Cr for each (YBR_FULL_422, YBR_PARTIAL_422). */
export function spread422(samples: Samples, cells: number): Uint8Array {
  const out = new Uint8Array(cells * 3);
  for (let i = 0; i < cells; i++) {
    const pair = (i >>> 1) * 4;
    out[i * 3] = samples[pair + (i & 1)] ?? 0;
    out[i * 3 + 1] = samples[pair + 2] ?? 0;
    out[i * 3 + 2] = samples[pair + 3] ?? 0;
  }
  return out;
}

/** YCbCr to RGB in place: ITU-R BT.601, full range or 16 to 235. */
export function toRgb(pixels: Uint8ClampedArray, partial: boolean): void {
  const gain = partial ? 255 / 219 : 1;
  const colour = partial ? 255 / 224 : 1;
  const floor = partial ? 16 : 0;
  for (let i = 0; i + 2 < pixels.length; i += 3) {
    const y = ((pixels[i] ?? 0) - floor) * gain;
    const cb = ((pixels[i + 1] ?? 0) - 128) * colour;
    const cr = ((pixels[i + 2] ?? 0) - 128) * colour;
    pixels[i] = y + 1.402 * cr;
    pixels[i + 1] = y - 0.344136 * cb - 0.714136 * cr;
    pixels[i + 2] = y + 1.772 * cb;
  }
}
