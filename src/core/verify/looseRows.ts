// Pixels that may differ although no rule covers them: parts in which something was found, and what is coded together with them.
import type { CodedFrames } from './codedFrames.js';
import type { Shape } from './covered.js';

/** A part of some frames in which something was found: any value may stand there. Pixels; the last row and column are outside. */
export interface FoundPart {
  readonly frames: readonly [number, number];
  readonly box: readonly [number, number, number, number];
}

/** 1 where something was found in that row of that frame; undefined where nothing was. */
export function freeRow(
  parts: readonly FoundPart[],
  frame: number,
  y: number,
  columns: number,
): Uint8Array | undefined {
  const own = parts.filter(({ frames, box }) => frame >= frames[0] && frame <= frames[1] && y >= box[1] && y < box[3]);
  if (own.length === 0) return undefined;
  const row = new Uint8Array(columns);
  for (const { box } of own) row.fill(1, Math.max(0, box[0]), Math.min(columns, box[2]));
  return row;
}

/** Pixels of a lossy image that may differ although nothing covers them: they are coded together with some that are covered. */
export interface LooseRows {
  /** Samples of a pixel that have one value all over what is covered. */
  readonly counting: number;
  row(frame: number, y: number): Uint8Array;
}

export function looseRows(
  { across, down, rim }: NonNullable<CodedFrames['unit']>,
  { rows, columns, samples }: Shape,
  maskOf: (y: number) => Uint8Array,
  parts: readonly FoundPart[],
): LooseRows {
  const band = (frame: number, top: number): Uint8Array => {
    const any = new Uint8Array(columns);
    for (let y = Math.max(0, top); y < Math.min(rows, top + down); y++)
      for (const mask of [maskOf(y), freeRow(parts, frame, y, columns) ?? []])
        for (const [x, set] of mask.entries()) if (set === 1) any[x] = 1;
    for (let left = 0; left < columns; left += across)
      if (any.subarray(left, left + across).includes(1)) any.fill(1, left, left + across);
    return any.map((_, x) => (any.subarray(Math.max(0, x - rim), x + rim + 1).includes(1) ? 1 : 0));
  };
  let held: { readonly key: string; readonly row: Uint8Array } | undefined;
  return {
    counting: rim === 0 ? samples : 1,
    row: (frame, y) => {
      // A row next to a band belongs to it as far as colours are mixed.
      const tops = [...new Set([y - rim, y, y + rim].map((at) => Math.floor(at / down) * down))];
      const key = `${frame} ${tops.join()}`;
      if (held?.key === key) return held.row;
      const bands = tops.map((top) => band(frame, top));
      const row = Uint8Array.from({ length: columns }, (_, x) => (bands.some((one) => one[x] === 1) ? 1 : 0));
      held = { key, row };
      return row;
    },
  };
}
