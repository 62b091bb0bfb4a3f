// Pictures of 8 bits on their way into a network: brightness, local contrast, and samples between pixels.
import type { Picture } from '../detection.js';

/** Brightness of each pixel. */
export function brightnessOf({ width, height, samples, bytes }: Picture): Uint8Array {
  if (samples === 1) return bytes;
  const grey = new Uint8Array(width * height);
  for (let i = 0, at = 0; i < grey.length; i++, at += 3)
    grey[i] = ((bytes[at] ?? 0) * 77 + (bytes[at + 1] ?? 0) * 150 + (bytes[at + 2] ?? 0) * 29) >> 8;
  return grey;
}

/** Half the side of the neighbourhood: a few letters of common size. */
const REACH = 20;
/** Spread below this many grey levels is noise and is not drawn out. */
const QUIET = 5;
const GAIN = 45;

/** The same picture with every neighbourhood of one brightness and one contrast, so that faint text stands out. */
export function locallyNormalised(picture: Picture): Picture {
  const { width, height } = picture;
  const grey = brightnessOf(picture);
  const bytes = new Uint8Array(width * height);
  // Sums over the columns of the neighbourhood, moved down row by row: no picture-sized tables.
  const sums = new Float64Array(width);
  const squares = new Float64Array(width);
  const addRow = (row: number, sign: 1 | -1): void => {
    for (let x = 0, at = row * width; x < width; x++, at++) {
      const value = grey[at] ?? 0;
      sums[x] = (sums[x] ?? 0) + sign * value;
      squares[x] = (squares[x] ?? 0) + sign * value * value;
    }
  };
  for (let row = 0; row < Math.min(height, REACH); row++) addRow(row, 1);
  for (let y = 0; y < height; y++) {
    if (y + REACH < height) addRow(y + REACH, 1);
    if (y - REACH - 1 >= 0) addRow(y - REACH - 1, -1);
    const rows = Math.min(height - 1, y + REACH) - Math.max(0, y - REACH) + 1;
    let [sum, square, columns] = [0, 0, 0];
    for (let x = 0; x < Math.min(width, REACH); x++) {
      sum += sums[x] ?? 0;
      square += squares[x] ?? 0;
      columns += 1;
    }
    for (let x = 0; x < width; x++) {
      if (x + REACH < width) {
        sum += sums[x + REACH] ?? 0;
        square += squares[x + REACH] ?? 0;
        columns += 1;
      }
      if (x - REACH - 1 >= 0) {
        sum -= sums[x - REACH - 1] ?? 0;
        square -= squares[x - REACH - 1] ?? 0;
        columns -= 1;
      }
      const count = rows * columns;
      const mean = sum / count;
      const spread = Math.sqrt(Math.max(0, square / count - mean * mean));
      const at = y * width + x;
      const shade = 128 + (GAIN * ((grey[at] ?? 0) - mean)) / (spread + QUIET);
      bytes[at] = shade < 0 ? 0 : shade > 255 ? 255 : shade;
    }
  }
  return { width, height, samples: 1, bytes };
}

/** By a quarter of a circle, clockwise. */
export function turnedRight({ width, height, samples, bytes }: Picture): Picture {
  const out = new Uint8Array(bytes.length);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const to = (x * height + height - 1 - y) * samples;
      for (let sample = 0; sample < samples; sample++, at++) out[to + sample] = bytes[at] ?? 0;
    }
  }
  return { width: height, height: width, samples, bytes: out };
}

/** True where no pixel differs from another by more than `most` grey levels: nothing can be written there. */
export function isFlat(
  { width, samples, bytes }: Picture,
  box: readonly [number, number, number, number],
  most: number,
): boolean {
  const [left, top, right, bottom] = box;
  for (let sample = 0; sample < samples; sample++) {
    let [low, high] = [255, 0];
    for (let y = top; y < bottom; y++) {
      for (
        let at = (y * width + left) * samples + sample, end = (y * width + right) * samples;
        at < end;
        at += samples
      ) {
        const value = bytes[at] ?? 0;
        if (value < low) low = value;
        if (value > high) high = value;
      }
      if (high - low > most) return false;
    }
  }
  return true;
}

/** Median brightness of the rim of a picture: what it is padded with. */
export function rimOf({ width, height, samples, bytes }: Picture): number {
  const counts = new Uint32Array(256);
  const count = (x: number, y: number): void => {
    const value = bytes[(y * width + x) * samples] ?? 0;
    counts[value] = (counts[value] ?? 0) + 1;
  };
  for (let x = 0; x < width; x++) {
    count(x, 0);
    count(x, height - 1);
  }
  for (let y = 0; y < height; y++) {
    count(0, y);
    count(width - 1, y);
  }
  let seen = 0;
  for (let value = 0; value < 256; value++) {
    seen += counts[value] ?? 0;
    if (seen >= width + height) return value;
  }
  return 0;
}

/** A sample between pixels, bilinear; `rim` outside of the picture. */
export function sampleAt(
  { width, height, samples, bytes }: Picture,
  x: number,
  y: number,
  sample: number,
  rim: number,
): number {
  const [x0, y0] = [Math.floor(x), Math.floor(y)];
  if (x0 < -1 || y0 < -1 || x0 >= width || y0 >= height) return rim;
  const [fx, fy] = [x - x0, y - y0];
  const own = samples === 1 ? 0 : sample;
  const left = x0 >= 0;
  const right = x0 + 1 < width;
  const row0 = (y0 * width + x0) * samples + own;
  const row1 = row0 + width * samples;
  const up = y0 >= 0;
  const down = y0 + 1 < height;
  const a = up && left ? (bytes[row0] ?? 0) : rim;
  const b = up && right ? (bytes[row0 + samples] ?? 0) : rim;
  const c = down && left ? (bytes[row1] ?? 0) : rim;
  const d = down && right ? (bytes[row1 + samples] ?? 0) : rim;
  return (a * (1 - fx) + b * fx) * (1 - fy) + (c * (1 - fx) + d * fx) * fy;
}
