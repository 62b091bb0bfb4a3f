// Blur and coarse blocks: made of what a region itself shows, so coarse that no writing is left. What lies outside of the region,
// or is taken out by another, has no part in it. `status` 1: of the region.
import type { Field } from './harmonic.js';

/** @param step pixels of a value in a row: two where neighbours share their colour */
export function pixelate(field: Field, step: number): void {
  const { width, height, values, status } = field;
  const side = Math.max(8, Math.ceil(Math.max(width * step, height) / 6));
  const across = Math.max(1, Math.ceil(side / step));
  for (let top = 0; top < height; top += side)
    for (let left = 0; left < width; left += across) {
      const inside: number[] = [];
      for (let y = top; y < Math.min(height, top + side); y++)
        for (let x = left; x < Math.min(width, left + across); x++)
          if (status[y * width + x] === 1) inside.push(y * width + x);
      let sum = 0;
      for (const at of inside) sum += values[at] ?? 0;
      for (const at of inside) values[at] = sum / inside.length;
    }
}

/** Three means over a neighbourhood: nearly a Gaussian. */
export function blur(field: Field, step: number): void {
  const { width, height, values, status } = field;
  const radius = Math.max(4, Math.ceil(Math.max(width * step, height) / 8));
  const lines: readonly (readonly [number, number, number, number])[] = [
    // Count of lines, length of one, step along it, step to the next.
    [height, width, 1, width],
    [width, height, width, 1],
  ];
  for (let pass = 0; pass < 3; pass++)
    for (const [index, [count, length, along, next]] of lines.entries()) {
      const reach = Math.max(1, Math.ceil(radius / (index === 0 ? step : 1)));
      for (let line = 0; line < count; line++) meanAlong(values, status, line * next, along, length, reach);
    }
}

/** Replaces values of a line by the mean of those of the region within reach. */
function meanAlong(
  values: Float64Array,
  status: Uint8Array,
  start: number,
  step: number,
  length: number,
  reach: number,
): void {
  const sums = new Float64Array(length + 1);
  const counts = new Uint32Array(length + 1);
  for (let i = 0; i < length; i++) {
    const inside = status[start + i * step] === 1;
    sums[i + 1] = (sums[i] ?? 0) + (inside ? (values[start + i * step] ?? 0) : 0);
    counts[i + 1] = (counts[i] ?? 0) + (inside ? 1 : 0);
  }
  for (let i = 0; i < length; i++) {
    if (status[start + i * step] !== 1) continue;
    const [from, to] = [Math.max(0, i - reach), Math.min(length, i + reach + 1)];
    values[start + i * step] =
      ((sums[to] ?? 0) - (sums[from] ?? 0)) / Math.max(1, (counts[to] ?? 0) - (counts[from] ?? 0));
  }
}
