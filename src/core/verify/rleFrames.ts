// RLE Lossless frames (PS3.5 Annex G) as planes of bytes, one after the other. A reader of this room's own.
import type { Source } from '../kernel/source.js';
import type { Shape } from './covered.js';
import { itemsOf } from './fragments.js';
import type { RawElement } from './rawReader.js';

export interface RleFrames {
  readonly count: number;
  readonly planes: number;
  /** Empty where it can't be unpacked. */
  frame(index: number): Promise<Uint8Array>;
}

/** Undefined where fragments and frames don't go together; each frame is one fragment (PS3.5 A.4.2). */
export async function rleFrames(source: Source, element: RawElement, shape: Shape): Promise<RleFrames | undefined> {
  const planes = (shape.samples * shape.bits) / 8;
  const items = await itemsOf(source, element);
  const [table, ...frames] = items.map(([from, to]) => ({ at: from, length: to - from }));
  const fits = table !== undefined && frames.length === (shape.frames ?? 1) && Number.isInteger(planes) && planes > 0;
  if (!fits || !(await isTrue(source, table, frames, element))) return undefined;
  let held: { readonly index: number; readonly bytes: Uint8Array } | undefined;
  return {
    count: frames.length,
    planes,
    frame: async (index) => {
      const place = frames[index];
      if (held?.index === index || place === undefined) return held?.bytes ?? new Uint8Array(0);
      const bytes = unpacked(await source.read(place.at, place.length), planes, shape.rows * shape.columns);
      held = { index, bytes };
      return bytes;
    },
  };
}

/** A Basic Offset Table is empty or names where each frame's item begins. */
async function isTrue(
  source: Source,
  table: { readonly at: number; readonly length: number },
  frames: readonly { readonly at: number }[],
  { littleEndian }: RawElement,
): Promise<boolean> {
  if (table.length === 0) return true;
  if (table.length !== frames.length * 4) return false;
  const bytes = await source.read(table.at, table.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first = frames[0]?.at ?? 0;
  return frames.every(({ at }, index) => view.getUint32(index * 4, littleEndian) === at - first);
}

function unpacked(bytes: Uint8Array, planes: number, cells: number): Uint8Array {
  const out = new Uint8Array(planes * cells);
  if (bytes.length < 64) return new Uint8Array(0);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== planes || planes > 15) return new Uint8Array(0);
  for (let plane = 0; plane < planes; plane++) {
    let at = view.getUint32(4 + plane * 4, true);
    let put = plane * cells;
    const full = put + cells;
    while (put < full && at + 1 < bytes.length) {
      const code = view.getInt8(at++);
      if (code >= 0) {
        const run = bytes.subarray(at, at + Math.min(code + 1, full - put));
        out.set(run, put);
        put += run.length;
        at += code + 1;
      } else if (code !== -128) {
        const stop = Math.min(full, put + 1 - code);
        out.fill(bytes[at++] ?? 0, put, stop);
        put = stop;
      }
    }
    if (put < full) return new Uint8Array(0);
  }
  return out;
}
