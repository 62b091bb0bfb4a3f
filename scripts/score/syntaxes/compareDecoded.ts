// Holds the decoded pixels of an output against those of its original.
import type { Box } from '../../../src/core/pixels/boxes.js';
import type { Pixels } from './decoders.js';

export type Compared =
  /** The decoder can't read the original: it has nothing to say. */
  'cannot' | 'same' | 'output-unreadable' | 'other-shape' | 'changed-outside' | 'unchanged-inside';

interface Regions {
  /** What may differ. */
  readonly changed: readonly Box[];
  /** What must be of one value: the rims of lossy blocks are left out by the caller. */
  readonly asked: readonly Box[];
  /** How far apart values inside may be. */
  readonly tolerance: number;
}

export function compareDecoded(
  before: readonly Pixels[] | undefined,
  after: readonly Pixels[] | undefined,
  regions: Regions,
): Compared {
  if (before === undefined) return 'cannot';
  if (after === undefined) return 'output-unreadable';
  if (before.length !== after.length) return 'other-shape';
  for (const [at, frame] of before.entries()) {
    const other = after[at];
    if (other === undefined || !sameShape(frame, other)) return 'other-shape';
    if (differs(frame, other, regions.changed)) return 'changed-outside';
    if (regions.asked.some((box) => !isEven(other, box, regions.tolerance))) return 'unchanged-inside';
  }
  return 'same';
}

function sameShape(a: Pixels, b: Pixels): boolean {
  return a.rows === b.rows && a.columns === b.columns && a.bytesPerPixel === b.bytesPerPixel;
}

function differs({ rows, columns, bytesPerPixel, bytes }: Pixels, other: Pixels, changed: readonly Box[]): boolean {
  for (let y = 0; y < rows; y++) {
    const across = changed.filter(([, top, , bottom]) => y >= top && y < bottom);
    for (let x = 0; x < columns; x++) {
      if (across.some(([left, , right]) => x >= left && x < right)) continue;
      const from = (y * columns + x) * bytesPerPixel;
      for (let at = from; at < from + bytesPerPixel; at++) if (bytes[at] !== other.bytes[at]) return true;
    }
  }
  return false;
}

function isEven(
  { columns, bytesPerPixel, bytes }: Pixels,
  [left, top, right, bottom]: Box,
  tolerance: number,
): boolean {
  const first = (top * columns + left) * bytesPerPixel;
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const from = (y * columns + x) * bytesPerPixel;
      for (let at = 0; at < bytesPerPixel; at++)
        if (Math.abs((bytes[from + at] ?? 0) - (bytes[first + at] ?? 0)) > tolerance) return false;
    }
  }
  return true;
}
