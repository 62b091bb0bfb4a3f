// Frames too large to be held: uncompressed ones are read in bands of rows, and each band stands for itself (PS3.5 8.1.1).
import type { RawFrame } from '../drawFrame.js';
import type { Image } from '../image.js';
import { layoutFault, nativeBits } from '../layout.js';
import { readPalette } from '../palette.js';

/** Frames of more pixels are looked at band by band. */
const MOST_WHOLE = 6 * 1024 * 1024;
const BAND_BYTES = 12 * 1024 * 1024;

export interface Bands {
  readonly rows: number;
  /** First row of each band; bands overlap. */
  readonly tops: readonly number[];
}

/** Undefined where frames are read whole. */
export function bandsOf({ layout, coding }: Image, overlap: number): Bands | undefined {
  if (coding !== 'native' || layout.rows * layout.columns <= MOST_WHOLE) return undefined;
  const rowBytes = nativeBits({ ...layout, rows: 1 }) / 8;
  const rows = Math.min(layout.rows, Math.max(overlap * 2, Math.floor(BAND_BYTES / rowBytes)));
  const tops: number[] = [];
  for (let top = 0; top + overlap < layout.rows || top === 0; top += rows - overlap)
    tops.push(Math.min(top, layout.rows - rows));
  return { rows, tops };
}

/** Why bands of such a frame can't be drawn. */
export function bandFault({ layout, bigPixels, pixels }: Image): string | undefined {
  if (bigPixels && pixels.vr === 'OW' && layout.bitsAllocated <= 8)
    return 'it is too large to be held, and its bytes lie in words of the other order';
  return layoutFault({ ...layout, rows: 1 });
}

/** One band of a frame, ready to be drawn; undefined where the pixel data ends before it. */
export async function readBand(image: Image, frame: number, top: number, rows: number): Promise<RawFrame | undefined> {
  const { layout, pixels, window } = image;
  const planes = layout.planar && layout.samples > 1 ? layout.samples : 1;
  const rowBits = nativeBits({ ...layout, rows: 1 }) / planes;
  const frameBits = nativeBits(layout);
  const own = { ...layout, rows };
  const size = Math.ceil((rowBits * rows) / 8);
  const bytes = new Uint8Array(size * planes + 1);
  let firstBit = 0;
  for (let plane = 0; plane < planes; plane++) {
    const start = frame * frameBits + plane * (frameBits / planes) + top * rowBits;
    const offset = pixels.valueOffset + Math.floor(start / 8);
    firstBit = start % 8;
    const length = Math.min(size + (firstBit > 0 ? 1 : 0), image.end - offset);
    if (length < size) return undefined;
    const read = await window.source.read(offset, length);
    bytes.set(
      read.length > bytes.length - plane * size ? read.subarray(0, bytes.length - plane * size) : read,
      plane * size,
    );
  }
  const palette = layout.photometric === 'PALETTE COLOR' ? await readPalette(image, layout.signed) : undefined;
  return {
    index: frame,
    layout: own,
    coding: 'native',
    bigEndian: image.bigPixels,
    bytes,
    firstBit,
    cut: false,
    values: { windows: [], slope: 1, intercept: 0, unit: '' },
    tables: [],
    overlays: [],
    regions: [],
    ...(palette === undefined ? {} : { palette }),
  };
}
