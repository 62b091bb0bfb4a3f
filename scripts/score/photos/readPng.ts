// PNG files as pictures: eight bits (one bit too), not interlaced, which is what the corpus has.
import { inflateSync } from 'node:zlib';
import type { Picture } from '../../../src/core/pixels/detection.js';

/** Samples of a pixel, by colour type. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Undefined for a kind of PNG that is not read here. */
export function readPng(file: Buffer): Picture | undefined {
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const [depth = 0, colour = 0, , , interlaced] = file.subarray(24, 29);
  const samples = SAMPLES[colour];
  if (samples === undefined || interlaced !== 0 || (depth !== 8 && !(depth === 1 && samples === 1))) return undefined;
  const parts: Buffer[] = [];
  let palette: Uint8Array = new Uint8Array(0);
  for (let at = 8; at + 12 <= file.length; ) {
    const [length, kind] = [file.readUInt32BE(at), file.toString('latin1', at + 4, at + 8)];
    const content = file.subarray(at + 8, at + 8 + length);
    if (kind === 'IDAT') parts.push(content);
    if (kind === 'PLTE') palette = content;
    at += length + 12;
  }
  const stride = Math.ceil((width * samples * depth) / 8);
  const rows = unfiltered(inflateSync(Buffer.concat(parts)), stride, height, Math.max(1, (samples * depth) / 8));
  const grey = samples < 3 && colour !== 3;
  const bytes = new Uint8Array(width * height * (grey ? 1 : 3));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const to = (y * width + x) * (grey ? 1 : 3);
      const at = y * stride + x * samples;
      const value = depth === 8 ? (rows[at] ?? 0) : ((rows[y * stride + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1;
      if (grey) bytes[to] = depth === 8 ? value : value * 255;
      else if (colour === 3) bytes.set(palette.subarray(value * 3, value * 3 + 3), to);
      else bytes.set(rows.subarray(at, at + 3), to);
    }
  return { width, height, samples: grey ? 1 : 3, bytes };
}

/** Undoes the filters of the lines (PNG 9.2). */
function unfiltered(raw: Buffer, stride: number, height: number, pixel: number): Uint8Array {
  const out = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x++) {
      const left = x >= pixel ? (out[y * stride + x - pixel] ?? 0) : 0;
      const above = y > 0 ? (out[(y - 1) * stride + x] ?? 0) : 0;
      const corner = x >= pixel && y > 0 ? (out[(y - 1) * stride + x - pixel] ?? 0) : 0;
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter] ?? 0;
      out[y * stride + x] = (raw[y * (stride + 1) + 1 + x] ?? 0) + guess;
    }
  }
  return out;
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? above : corner;
}
