// Grey pictures, and the forms of them in which a code that is blurred, noisy, faint or askew can be read after all.
import type { Picture } from '../detection.js';

export interface Grey {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/** A form of a picture, and where its places are in the picture. */
export interface Form {
  readonly grey: Grey;
  readonly back: (x: number, y: number) => readonly [number, number];
}

/** ITU-R BT.601 weights. */
export function greyOf({ width, height, samples, bytes }: Picture): Grey {
  if (samples === 1) return { width, height, bytes };
  const grey = new Uint8Array(width * height);
  for (let at = 0, from = 0; at < grey.length; at++, from += 3)
    grey[at] = ((bytes[from] ?? 0) * 299 + (bytes[from + 1] ?? 0) * 587 + (bytes[from + 2] ?? 0) * 114 + 500) / 1000;
  return { width, height, bytes: grey };
}

export function cropped(grey: Grey, left: number, top: number, right: number, bottom: number): Grey {
  const [width, height] = [right - left, bottom - top];
  const bytes = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const from = (top + y) * grey.width + left;
    bytes.set(grey.bytes.subarray(from, from + width), y * width);
  }
  return { width, height, bytes };
}

/** Without specks (median of nine), and as light and contrasty here as there. */
export function evened(grey: Grey): Grey {
  return normalised(median(grey), 16);
}

function median({ width, height, bytes }: Grey): Grey {
  const out = new Uint8Array(bytes);
  const nine = new Uint8Array(9);
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      let count = 0;
      for (let row = -1; row <= 1; row++) {
        const at = (y + row) * width + x;
        for (let column = -1; column <= 1; column++) nine[count++] = bytes[at + column] ?? 0;
      }
      nine.sort();
      out[y * width + x] = nine[4] ?? 0;
    }
  return { width, height, bytes: out };
}

/** Mean 128 and deviation 64 in the square of `reach` pixels around each. */
function normalised({ width, height, bytes }: Grey, reach: number): Grey {
  const wide = width + 1;
  const [sums, squares] = [new Float64Array(wide * (height + 1)), new Float64Array(wide * (height + 1))];
  for (let y = 0; y < height; y++) {
    let [sum, square] = [0, 0];
    for (let x = 0; x < width; x++) {
      const value = bytes[y * width + x] ?? 0;
      sum += value;
      square += value * value;
      sums[(y + 1) * wide + x + 1] = (sums[y * wide + x + 1] ?? 0) + sum;
      squares[(y + 1) * wide + x + 1] = (squares[y * wide + x + 1] ?? 0) + square;
    }
  }
  const out = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const [top, bottom] = [Math.max(0, y - reach) * wide, Math.min(height, y + reach + 1) * wide];
    for (let x = 0; x < width; x++) {
      const [left, right] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)];
      const count = ((bottom - top) / wide) * (right - left);
      const within = (all: Float64Array) =>
        ((all[bottom + right] ?? 0) - (all[top + right] ?? 0) - (all[bottom + left] ?? 0) + (all[top + left] ?? 0)) /
        count;
      const mean = within(sums);
      const deviation = Math.sqrt(Math.max(0, within(squares) - mean * mean));
      const value = 128 + (64 * ((bytes[y * width + x] ?? 0) - mean)) / Math.max(2, deviation);
      out[y * width + x] = Math.max(0, Math.min(255, value));
    }
  }
  return { width, height, bytes: out };
}

/** Twice as large, with its edges stressed. */
export function doubled(grey: Grey): Form {
  const [width, height] = [grey.width * 2, grey.height * 2];
  const large = sampled(grey, width, height, (x, y) => [x / 2, y / 2]);
  const sharp = new Uint8Array(large);
  for (let y = 2; y < height - 2; y++)
    for (let x = 2; x < width - 2; x++) {
      const at = y * width + x;
      const around =
        (large[at - 2] ?? 0) + (large[at + 2] ?? 0) + (large[at - 2 * width] ?? 0) + (large[at + 2 * width] ?? 0);
      const value = (large[at] ?? 0) * 2.5 - around * 0.375;
      sharp[at] = Math.max(0, Math.min(255, value));
    }
  return { grey: { width, height, bytes: sharp }, back: (x, y) => [x / 2, y / 2] };
}

/** Turned clockwise; what was outside is as the picture is on the whole. */
export function turned(grey: Grey, degrees: number): Form {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const width = Math.ceil(Math.abs(cos) * grey.width + Math.abs(sin) * grey.height);
  const height = Math.ceil(Math.abs(sin) * grey.width + Math.abs(cos) * grey.height);
  const back = (x: number, y: number): readonly [number, number] => {
    const [fromX, fromY] = [x - width / 2, y - height / 2];
    return [cos * fromX + sin * fromY + grey.width / 2, cos * fromY - sin * fromX + grey.height / 2];
  };
  return { grey: { width, height, bytes: sampled(grey, width, height, back) }, back };
}

function sampled(grey: Grey, width: number, height: number, back: Form['back']): Uint8Array {
  const out = new Uint8Array(width * height).fill(meanOf(grey.bytes));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [fromX, fromY] = back(x + 0.5, y + 0.5);
      if (fromX < 0 || fromY < 0 || fromX > grey.width || fromY > grey.height) continue;
      out[y * width + x] = Math.round(valueAt(grey, fromX - 0.5, fromY - 0.5));
    }
  return out;
}

/** Between pixels; whole numbers are their middles, and beyond the rim it goes on as at the rim. */
export function valueAt({ width, height, bytes }: Grey, x: number, y: number): number {
  const [nearX, nearY] = [Math.max(0, Math.min(width - 1, x)), Math.max(0, Math.min(height - 1, y))];
  const [left, top] = [Math.floor(nearX), Math.floor(nearY)];
  const [partX, partY] = [nearX - left, nearY - top];
  const at = top * width + left;
  const [across, down] = [left < width - 1 ? 1 : 0, top < height - 1 ? width : 0];
  const upper = (bytes[at] ?? 0) * (1 - partX) + (bytes[at + across] ?? 0) * partX;
  const lower = (bytes[at + down] ?? 0) * (1 - partX) + (bytes[at + down + across] ?? 0) * partX;
  return upper * (1 - partY) + lower * partY;
}

function meanOf(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) sum += byte;
  return bytes.length === 0 ? 0 : Math.round(sum / bytes.length);
}
