// Text drawn into overlay planes and icons: its pixels must be gone, which no byte search can tell.
import type { ReadElement, ReadFile } from './dicomReader.js';

/** True where the plane is absent or its bits in the box are all zero (PS3.5 8.1.2: one bit per pixel, lowest first). */
export function overlayCleared(file: ReadFile, group: string, box: readonly number[]): boolean {
  const data = find(file, `${group}3000`);
  if (data === undefined) return true;
  const bits = data.bytes[0];
  if (bits === undefined || bits.length === 0) return true;
  const columns = number(file, `${group}0011`);
  const [x = 0, y = 0, width = 0, height = 0] = box;
  for (let row = y; row < y + height; row += 1) {
    for (let column = x; column < x + width; column += 1) {
      const bit = row * columns + column;
      if ((((bits[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 1) return false;
    }
  }
  return true;
}

/** True where the icon is absent or one value fills the box. Icons of 8-bit samples only; others count as not cleared. */
export function iconCleared(file: ReadFile, box: readonly number[]): boolean {
  const inIcon = (tag: string) =>
    file.elements.find((element) => element.tag === tag && element.parents.includes('00880200'));
  const pixels = inIcon('7FE00010')?.bytes[0];
  if (pixels === undefined || pixels.length === 0) return true;
  const columns = Number(inIcon('00280011')?.values[0] ?? 0);
  if (Number(inIcon('00280100')?.values[0] ?? 0) !== 8) return false;
  const [x = 0, y = 0, width = 0, height = 0] = box;
  const seen = new Set<number>();
  for (let row = y; row < y + height; row += 1) {
    for (const value of pixels.subarray(row * columns + x, row * columns + x + width)) seen.add(value);
  }
  return seen.size <= 1;
}

function find(file: ReadFile, tag: string): ReadElement | undefined {
  return file.elements.find((element) => element.tag === tag && element.parents.length === 0);
}

function number(file: ReadFile, tag: string): number {
  return Number(find(file, tag)?.values[0] ?? 0);
}
