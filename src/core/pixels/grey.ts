// From stored values to brightness on the screen (PS3.3 C.11.1, C.11.2): one table look-up a pixel for up to 16 bits.
import type { Frame, ValueWindow } from './frame.js';
import type { Samples } from './samples.js';

/** What the user has chosen: a window, or one of the tables that the file brings. */
export type Mapping =
  | ({ readonly kind: 'window' } & ValueWindow)
  | { readonly kind: 'table'; readonly first: number; readonly values: Uint8Array };

/** The samples of a frame, as numbers. */
export function samplesOf({ type, bytes }: Frame): Samples {
  // A message may bring the bytes at an odd place of a larger buffer.
  const own = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const { buffer, byteOffset, byteLength } = own;
  switch (type) {
    case 'u8':
      return own;
    case 's8':
      return new Int8Array(buffer, byteOffset, byteLength);
    case 'u16':
      return new Uint16Array(buffer, byteOffset, byteLength >>> 1);
    case 's16':
      return new Int16Array(buffer, byteOffset, byteLength >>> 1);
    case 'u32':
      return new Uint32Array(buffer, byteOffset, byteLength >>> 2);
    case 's32':
      return new Int32Array(buffer, byteOffset, byteLength >>> 2);
    case 'f32':
      return new Float32Array(buffer, byteOffset, byteLength >>> 2);
  }
}

/** Brightness from 0 to 255 of a value, after rescaling (PS3.3 C.11.2.1.2 and C.11.2.1.3). */
export function brightness(value: number, { center, width, shape }: ValueWindow): number {
  if (shape === 'sigmoid') return 255 / (1 + Math.exp((-4 * (value - center)) / width));
  const exact = shape === 'linear-exact';
  const span = exact ? width : width - 1;
  const middle = exact ? center : center - 0.5;
  // A width of 1 is a threshold.
  if (!(span > 0)) return value > middle ? 255 : 0;
  return Math.min(255, Math.max(0, ((value - middle) / span + 0.5) * 255));
}

function byTable(value: number, first: number, values: Uint8Array): number {
  const last = (values.length >>> 1) - 1;
  const at = Math.min(Math.max(Math.round(value) - first, 0), last) * 2;
  return values[at + 1] ?? 0;
}

/** Brightness of every stored value of up to 16 bits: the value itself, as an unsigned word, is the place in the table. */
function brightnessTable(frame: Frame, mapping: Mapping, inverted: boolean): Uint8Array {
  const bits = frame.type === 'u8' || frame.type === 's8' ? 8 : 16;
  const signed = frame.type === 's8' || frame.type === 's16';
  const size = 2 ** bits;
  const table = new Uint8Array(size);
  const flip = inverted !== frame.inverted ? 255 : 0;
  for (let word = 0; word < size; word++) {
    const stored = signed && word >= size / 2 ? word - size : word;
    const value = stored * frame.slope + frame.intercept;
    const shade =
      mapping.kind === 'window' ? brightness(value, mapping) : byTable(value, mapping.first, mapping.values);
    table[word] = isPadding(frame, stored) ? 0 : flip ^ Math.round(shade);
  }
  return table;
}

function isPadding({ padding }: Frame, stored: number): boolean {
  return padding !== undefined && stored >= padding[0] && stored <= padding[1];
}

/** How many pixels of the picture a step of `step` pixels in both directions gives. */
export function paintedSize(frame: Frame, step: number): { readonly width: number; readonly height: number } {
  return { width: Math.ceil(frame.columns / step), height: Math.ceil(frame.rows / step) };
}

/** Paints every `step`th pixel as RGBA into `out`, which is as large as {@link paintedSize} says. */
export function paint(frame: Frame, mapping: Mapping, inverted: boolean, out: Uint32Array, step = 1): void {
  const samples = samplesOf(frame);
  if (frame.samples === 3) paintColours(frame, samples, inverted, out, step);
  else if (frame.type === 'u32' || frame.type === 's32' || frame.type === 'f32')
    paintWide(frame, samples, mapping, inverted, out, step);
  else paintGrey(frame, samples, brightnessTable(frame, mapping, inverted), out, step);
}

function paintGrey(frame: Frame, samples: Samples, table: Uint8Array, out: Uint32Array, step: number): void {
  const shades = Uint32Array.from(table, (shade) => shade * 0x010101 + 0xff000000);
  const mask = shades.length - 1;
  if (step === 1) {
    const count = Math.min(samples.length, out.length);
    for (let i = 0; i < count; i++) out[i] = shades[(samples[i] ?? 0) & mask] ?? 0;
    return;
  }
  eachStep(frame, step, (from, to) => {
    out[to] = shades[(samples[from] ?? 0) & mask] ?? 0;
  });
}

function paintWide(
  frame: Frame,
  samples: Samples,
  mapping: Mapping,
  inverted: boolean,
  out: Uint32Array,
  step: number,
): void {
  const flip = inverted !== frame.inverted ? 255 : 0;
  eachStep(frame, step, (from, to) => {
    const stored = samples[from] ?? 0;
    const value = stored * frame.slope + frame.intercept;
    const shade =
      mapping.kind === 'window' ? brightness(value, mapping) : byTable(value, mapping.first, mapping.values);
    out[to] = (isPadding(frame, stored) ? 0 : flip ^ Math.round(shade || 0)) * 0x010101 + 0xff000000;
  });
}

function paintColours(frame: Frame, samples: Samples, inverted: boolean, out: Uint32Array, step: number): void {
  const flip = inverted ? 0x00ffffff : 0;
  eachStep(frame, step, (from, to) => {
    const at = from * 3;
    const colour = (samples[at] ?? 0) | ((samples[at + 1] ?? 0) << 8) | ((samples[at + 2] ?? 0) << 16);
    out[to] = ((colour ^ flip) | 0xff000000) >>> 0;
  });
}

function eachStep(frame: Frame, step: number, use: (from: number, to: number) => void): void {
  let to = 0;
  for (let row = 0; row < frame.rows; row += step)
    for (let column = 0; column < frame.columns; column += step) use(row * frame.columns + column, to++);
}

/** The window from the darkest to the brightest value. */
export function fullRange(frame: Frame): ValueWindow {
  return between(frame, 0);
}

/** The window that leaves out the darkest and the brightest half percent, padding apart. */
export function autoWindow(frame: Frame): ValueWindow {
  const window = between(frame, 0.005);
  // Masks and drawings: nearly everything is one value.
  return window.width > 1 ? window : fullRange(frame);
}

/** No more values than this are sorted. */
const MOST_SORTED = 100_000;

function between(frame: Frame, share: number): ValueWindow {
  const samples = samplesOf(frame);
  const wide = frame.type === 'u32' || frame.type === 's32' || frame.type === 'f32';
  const [low, high] = wide ? wideEnds(frame, samples, share) : ends(frame, samples, share);
  const [a, b] = [low * frame.slope + frame.intercept, high * frame.slope + frame.intercept];
  const [from, to] = [Math.min(a, b), Math.max(a, b)];
  // For whole numbers the window ends half a step beyond each (PS3.3 C.11.2.1.2.1); for others exactly at the values.
  if (Number.isInteger(from) && Number.isInteger(to)) return { center: (from + to + 1) / 2, width: to - from + 1 };
  return { center: (from + to) / 2, width: to - from || 1, shape: 'linear-exact' };
}

/** The least stored value of 16 bits: where counting begins. */
const LEAST = -32_768;

/** Stored values at `share` of all from below and from above, by counting. */
function ends(frame: Frame, samples: Samples, share: number): readonly [number, number] {
  const counts = new Uint32Array(65_536 - LEAST);
  for (let i = 0; i < samples.length; i++) {
    const at = (samples[i] ?? 0) - LEAST;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  if (frame.padding !== undefined)
    counts.fill(0, Math.max(0, frame.padding[0] - LEAST), Math.max(0, frame.padding[1] - LEAST + 1));
  const most = counts.reduce((sum, count) => sum + count, 0) * share;
  const reach = (from: number, step: 1 | -1): number => {
    let seen = 0;
    for (let at = from; at >= 0 && at < counts.length; at += step) {
      seen += counts[at] ?? 0;
      if (seen > most) return at + LEAST;
    }
    return 0;
  };
  return [reach(0, 1), reach(counts.length - 1, -1)];
}

function wideEnds(frame: Frame, samples: Samples, share: number): readonly [number, number] {
  const step = Math.max(1, Math.floor(samples.length / MOST_SORTED));
  const kept: number[] = [];
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < samples.length; i++) {
    const value = samples[i] ?? 0;
    if (!Number.isFinite(value) || isPadding(frame, value)) continue;
    if (value < least) least = value;
    if (value > most) most = value;
    if (i % step === 0) kept.push(value);
  }
  if (share === 0 || kept.length === 0) return most < least ? [0, 0] : [least, most];
  kept.sort((a, b) => a - b);
  const at = Math.floor(kept.length * share);
  return [kept[at] ?? least, kept[kept.length - 1 - at] ?? most];
}
