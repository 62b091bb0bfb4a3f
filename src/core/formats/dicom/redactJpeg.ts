// Takes regions out of lossy JPEG frames: the MCUs that a region touches are rewritten, everything else keeps its bits, which is
// proved by decoding both (ISO/IEC 10918-1).
import { blackOf } from '../../pixels/blackValue.js';
import { type Box, within } from '../../pixels/boxes.js';
import type { FrameCodecs } from '../../pixels/codecPort.js';
import type { Covered } from '../../pixels/covered.js';
import { frameBytes } from '../../pixels/frameBytes.js';
import { even, frameCoder, type Unpacked } from '../../pixels/frameCoder.js';
import type { Image } from '../../pixels/image.js';
import { type JpegRewritten, type Mcu, mcuOf, rewriteJpeg } from '../../pixels/jpeg/rewriteJpeg.js';
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
  const { polygon: _polygon, ...rest } = covered;
  return { ...rest, box, shown };
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
    const regions = covered.map(({ box: [left, top, right, bottom], fill }) => ({
      units: [
        left / mcu.width,
        top / mcu.height,
        Math.ceil(right / mcu.width),
        Math.ceil(bottom / mcu.height),
      ] as const,
      fill,
    }));
    const done: JpegRewritten = rewriteJpeg(read.bytes, regions, black);
    if (done.kind === 'trouble') return done;
    if (same(done.bytes, read.bytes)) return { kind: 'redone', bytes: even(read.bytes), changed: [] };
    const after = coder?.decode(done.bytes);
    if (after?.kind !== 'unpacked' || !isSameOutside(before, after, covered))
      return { kind: 'trouble', reason: 'its blocks can not be rewritten so that all others stay as they are' };
    return { kind: 'redone', bytes: await cleanStream(even(done.bytes)), changed: covered };
  };
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

function isSameOutside(before: Unpacked, after: Unpacked, covered: readonly Covered[]): boolean {
  const { rows, columns, bitsAllocated, samples, planar } = before.layout;
  if (before.bytes.length !== after.bytes.length || planar !== after.layout.planar) return false;
  const free = new Uint8Array(rows * columns);
  for (const { box, shown } of covered) {
    const [left, top, right, bottom] = shown ?? box;
    for (let y = top; y < bottom; y++) free.fill(1, y * columns + left, y * columns + right);
  }
  const width = bitsAllocated / 8;
  const cell = planar ? width : width * samples;
  return before.bytes.every(
    (byte, at) => byte === after.bytes[at] || free[Math.floor(at / cell) % (rows * columns)] === 1,
  );
}
