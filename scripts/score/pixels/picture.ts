// Scenes and frames as detectors and people see them: eight bits.
import type { Picture } from '../../../src/core/pixels/detection.js';
import type { Scene } from '../../pixelCases/scene.js';

/** Brightness between the percentiles 0.5 and 99.5 over the whole range, as greys are windowed; colours as they are. */
export function pictureOf({ width, height, planes }: Scene): Picture {
  const samples = planes.length === 3 ? 3 : 1;
  const bytes = new Uint8Array(width * height * samples);
  const [low, high] = samples === 3 ? [0, 255] : percentiles(planes[0] ?? new Float32Array(0));
  for (const [channel, plane] of planes.entries()) {
    for (const [at, level] of plane.entries())
      bytes[at * samples + channel] = Math.max(0, Math.min(255, Math.round(((level - low) / (high - low)) * 255)));
  }
  return { width, height, samples, bytes };
}

function percentiles(plane: Float32Array): readonly [number, number] {
  const sorted = plane.slice().sort();
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  const [low, high] = [at(0.005), at(0.995)];
  return high > low ? [low, high] : [low, low + 1];
}

/** A part of a picture; what lies outside of it is black. */
export function cropped(
  { width, height, samples, bytes }: Picture,
  left: number,
  top: number,
  wide: number,
  high: number,
): Picture {
  const out = new Uint8Array(wide * high * samples);
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      const [px, py] = [left + x, top + y];
      if (px < 0 || py < 0 || px >= width || py >= height) continue;
      for (let sample = 0; sample < samples; sample++)
        out[(y * wide + x) * samples + sample] = bytes[(py * width + px) * samples + sample] ?? 0;
    }
  }
  return { width: wide, height: high, samples, bytes: out };
}
