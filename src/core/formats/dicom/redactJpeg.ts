// Takes regions out of lossy JPEG frames: the MCUs that a region touches are rewritten, everything else keeps its bits, which is
// proved by decoding both (ISO/IEC 10918-1).
import { blackOf } from '../../pixels/blackValue.js';
import { type Box, within } from '../../pixels/boxes.js';
import { extent, type Run } from '../../pixels/cellGrid.js';
import type { FrameCodecs } from '../../pixels/codecPort.js';
import type { Covered } from '../../pixels/covered.js';
import { frameBytes } from '../../pixels/frameBytes.js';
import { even, frameCoder, type Unpacked } from '../../pixels/frameCoder.js';
import type { Image } from '../../pixels/image.js';
import type { JpegRewritten } from '../../pixels/jpeg/jpegStream.js';
import type { JpegRegion } from '../../pixels/jpeg/newBlocks.js';
import { type Mcu, mcuOf, rewriteJpeg } from '../../pixels/jpeg/rewriteJpeg.js';
import { type StreamHeader, streamHeader } from '../../pixels/streamHeader.js';
import { cleanStream } from './cleanStream.js';
import { type Redo, same } from './redactFrames.js';

/** Boxes that begin and end with MCUs. What decoders make of the pixels next to one may change where colours are coarser. */
export function byUnits(covered: Covered, mcu: Mcu, { layout }: Image): Covered {
  const [left, top, right, bottom] = covered.box;
  const { width, height } = mcu;
  const image: Box = [0, 0, layout.columns, layout.rows];
  const whole: Box = [
    Math.floor(left / width) * width,
    Math.floor(top / height) * height,
    Math.ceil(right / width) * width,
    Math.ceil(bottom / height) * height,
  ];
  const rim = mcu.mixes ? 1 : 0;
  const [box = covered.box] = within(whole, image);
  const [shown = box] = within([whole[0] - rim, whole[1] - rim, whole[2] + rim, whole[3] + rim], image);
  return { ...covered, box, shown };
}

/** Which MCUs a polygon touches; undefined where all of the box goes. */
function unitsMet({ box, polygon }: Covered, { width, height }: Mcu): JpegRegion['met'] {
  if (polygon === undefined) return undefined;
  const rows = new Map<number, Run>();
  for (let y = box[1]; y < box[3]; y++) {
    const own = extent({ box, polygon }, y).map(
      ([left, right]): Run => [Math.floor(left / width), Math.ceil(right / width)],
    );
    for (const [from, to] of own) {
      const row = Math.floor(y / height);
      const [first, last] = rows.get(row) ?? [from, to];
      rows.set(row, [Math.min(first, from), Math.max(last, to)]);
    }
  }
  return (column, row) => {
    const run = rows.get(row);
    return run !== undefined && column >= run[0] && column < run[1];
  };
}

/** @param mcu as {@link byUnits} got it for all that is covered */
export function redoByBlocks(image: Image, codecs: FrameCodecs, mcu: Mcu): Redo {
  const coder = frameCoder('jpeg', image.layout, codecs);
  return async (index, covered) => {
    const read = await frameBytes(image, index);
    if (read.kind === 'trouble') return read;
    const own = mcuOf(read.bytes);
    if ('kind' in own) return own;
    if (own.width !== mcu.width || own.height !== mcu.height)
      return { kind: 'trouble', reason: 'its colours are coded in another way than those of other frames' };
    const header = streamHeader(read.bytes);
    const before = coder?.decode(read.bytes);
    if (header === undefined || before === undefined) return { kind: 'trouble', reason: 'its JPEG data is damaged' };
    if (before.kind === 'trouble') return before;
    const black = await blackFor(image, header);
    if (typeof black === 'string') return { kind: 'trouble', reason: black };
    const regions = covered.map((one): JpegRegion => {
      const met = unitsMet(one, mcu);
      return { units: unitsOf(one.box, mcu), fill: one.fill, ...(met === undefined ? {} : { met }) };
    });
    const done: JpegRewritten = rewriteJpeg(read.bytes, regions, black);
    if (done.kind === 'trouble') return done;
    if (same(done.bytes, read.bytes)) return { kind: 'redone', bytes: even(read.bytes), changed: [] };
    const after = coder?.decode(done.bytes);
    if (after?.kind !== 'unpacked' || !isSameOutside(before, after, covered, mcu))
      return { kind: 'trouble', reason: 'its blocks can not be rewritten so that all others stay as they are' };
    return { kind: 'redone', bytes: await cleanStream(even(done.bytes)), changed: covered };
  };
}

function unitsOf([left, top, right, bottom]: Box, { width, height }: Mcu): Box {
  return [Math.floor(left / width), Math.floor(top / height), Math.ceil(right / width), Math.ceil(bottom / height)];
}

/** A value for each component, or why there is none. */
async function blackFor(image: Image, header: StreamHeader): Promise<readonly number[] | string> {
  const { layout } = image;
  const { bits, samples, transform } = header;
  if (samples === 3) {
    const mixed = transform === undefined ? layout.photometric !== 'RGB' : transform === 'ycc';
    return mixed ? [0, 2 ** (bits - 1), 2 ** (bits - 1)] : [0, 0, 0];
  }
  const black = await blackOf(image, { ...layout, bitsStored: bits });
  if (black.kind === 'trouble') return black.reason;
  const [value = 0] = black.values;
  return [value < 0 ? value + 2 ** bits : value];
}

function isSameOutside(before: Unpacked, after: Unpacked, covered: readonly Covered[], mcu: Mcu): boolean {
  const { rows, columns, bitsAllocated, samples, planar } = before.layout;
  if (before.bytes.length !== after.bytes.length || planar !== after.layout.planar) return false;
  const free = new Uint8Array(rows * columns);
  for (const one of covered) {
    for (const [left, top, right, bottom] of changing(one, mcu))
      for (let y = top; y < bottom; y++) free.fill(1, y * columns + left, y * columns + right);
  }
  const width = bitsAllocated / 8;
  const cell = planar ? width : width * samples;
  return before.bytes.every(
    (byte, at) => byte === after.bytes[at] || free[Math.floor(at / cell) % (rows * columns)] === 1,
  );
}

/** What decoders may show otherwise: the region, or the MCUs of it that its polygon touches, and their rim. */
function changing(covered: Covered, mcu: Mcu): readonly Box[] {
  const { box, shown = box } = covered;
  const met = unitsMet(covered, mcu);
  if (met === undefined) return [shown];
  const [rim, { width, height }] = [mcu.mixes ? 1 : 0, mcu];
  const [first, top, last, bottom] = unitsOf(box, mcu);
  const boxes: Box[] = [];
  for (let v = top; v < bottom; v++)
    for (let u = first; u < last; u++)
      if (met(u, v))
        boxes.push(
          ...within([u * width - rim, v * height - rim, (u + 1) * width + rim, (v + 1) * height + rim], shown),
        );
  return boxes;
}
