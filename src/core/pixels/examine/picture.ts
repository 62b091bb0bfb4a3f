// A frame as detectors see it. Values of more than 8 bits are windowed by percentiles, and the tails are pressed together rather than
// cut: text is often drawn in the highest or lowest value of all.
import type { Box } from '../boxes.js';
import type { Picture } from '../detection.js';
import type { Frame } from '../frame.js';
import { samplesOf } from '../grey.js';
import type { Samples } from '../samples.js';

/** Share of the pixels at either end that does not set the window. */
const TAIL = 0.005;
/** Shades for each tail. */
const SHADES = 24;
/** No more values than this are sorted where they can't be counted. */
const MOST_SORTED = 50_000;

export function pictureOf(frame: Frame): Picture {
  const { rows: height, columns: width, samples } = frame;
  const values = samplesOf(frame);
  if (samples === 3) return { width, height, samples, bytes: new Uint8Array(values) };
  return { width, height, samples: 1, bytes: shades(values, frame) };
}

function shades(values: Samples, frame: Frame): Uint8Array {
  const out = new Uint8Array(values.length);
  const [least, low, high, most] = levels(values, frame);
  // Few levels, such as masks and 8 bits: nothing is gained by windowing, and nothing is lost without it.
  if (most - least <= 255 && Number.isInteger(least)) {
    const base = least >= 0 && most <= 255 ? 0 : least;
    const spread = most - base < 2 ? 255 : 1;
    for (let i = 0; i < out.length; i++) out[i] = ((values[i] ?? 0) - base) * spread;
    return out;
  }
  const lower = SHADES / (low - least || 1);
  const middle = (255 - 2 * SHADES) / (high - low || 1);
  const upper = SHADES / (most - high || 1);
  for (let i = 0; i < out.length; i++) {
    const value = values[i] ?? 0;
    if (value <= low) out[i] = (value - least) * lower;
    else if (value <= high) out[i] = SHADES + (value - low) * middle;
    else out[i] = Math.min(255, 255 - SHADES + (value - high) * upper);
  }
  return out;
}

/** Least, lower and upper end of the window, most. */
function levels(values: Samples, { padding }: Frame): readonly [number, number, number, number] {
  const step = Math.max(1, Math.floor(values.length / MOST_SORTED));
  const kept: number[] = [];
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (!Number.isFinite(value)) continue;
    if (value < least) least = value;
    if (value > most) most = value;
    if (i % step === 0 && (padding === undefined || value < padding[0] || value > padding[1])) kept.push(value);
  }
  if (most < least) return [0, 0, 0, 0];
  kept.sort((a, b) => a - b);
  const at = Math.floor(kept.length * TAIL);
  return [least, kept[at] ?? least, kept[kept.length - 1 - at] ?? most, most];
}

/** The picture itself where the box is all of it. */
export function cutOut(picture: Picture, [left, top, right, bottom]: Box): Picture {
  const { width, height, samples, bytes } = picture;
  if (left === 0 && top === 0 && right === width && bottom === height) return picture;
  const row = (right - left) * samples;
  const out = new Uint8Array(row * (bottom - top));
  for (let y = top; y < bottom; y++) {
    const from = (y * width + left) * samples;
    out.set(bytes.subarray(from, from + row), (y - top) * row);
  }
  return { width: right - left, height: bottom - top, samples, bytes: out };
}

/** Smaller by a whole number, each pixel the mean of those it stands for. */
export function shrunk(picture: Picture, by: number): Picture {
  if (by === 1) return picture;
  const { samples, bytes } = picture;
  const [width, height] = [Math.floor(picture.width / by), Math.floor(picture.height / by)];
  const out = new Uint8Array(width * height * samples);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let sample = 0; sample < samples; sample++, to++) {
        let sum = 0;
        for (let dy = 0; dy < by; dy++)
          for (let dx = 0; dx < by; dx++)
            sum += bytes[((y * by + dy) * picture.width + x * by + dx) * samples + sample] ?? 0;
        out[to] = sum / (by * by);
      }
    }
  }
  return { width, height, samples, bytes: out };
}
