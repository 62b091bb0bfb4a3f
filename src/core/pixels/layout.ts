// How the samples of an image lie in its pixel data (PS3.3 C.7.6.3, PS3.5 section 8).
import { type Attributes, number, word } from './attributes.js';

export interface Layout {
  readonly rows: number;
  readonly columns: number;
  readonly samples: number;
  readonly photometric: string;
  /** Samples of one kind lie together (Planar Configuration 1). */
  readonly planar: boolean;
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly signed: boolean;
  /** Float (7FE0,0008) or double (7FE0,0009) pixel data. */
  readonly float: boolean;
}

/** Frames beyond this are not drawn: the picture alone would take a quarter of a gigabyte. */
export const MOST_PIXELS = 64 * 1024 * 1024;

const COLOURS: ReadonlySet<string> = new Set([
  'RGB',
  'YBR_FULL',
  'YBR_FULL_422',
  'YBR_PARTIAL_422',
  'YBR_ICT',
  'YBR_RCT',
]);
const GREYS: ReadonlySet<string> = new Set(['MONOCHROME1', 'MONOCHROME2', 'PALETTE COLOR']);

export async function readLayout(attributes: Attributes, float: boolean): Promise<Layout> {
  const photometric = (await word(attributes, 0x00280004)).toUpperCase();
  const bitsAllocated = (await number(attributes, 0x00280100)) ?? 0;
  const bitsStored = (await number(attributes, 0x00280101)) ?? bitsAllocated;
  const samples = (await number(attributes, 0x00280002)) ?? (COLOURS.has(photometric) ? 3 : 1);
  return {
    rows: (await number(attributes, 0x00280010)) ?? 0,
    columns: (await number(attributes, 0x00280011)) ?? 0,
    samples,
    // Many old files leave it out; one sample is grey then.
    photometric: photometric === '' ? (samples === 3 ? 'RGB' : 'MONOCHROME2') : photometric,
    planar: samples > 1 && (await number(attributes, 0x00280006)) === 1,
    bitsAllocated,
    bitsStored: bitsStored > 0 && bitsStored <= bitsAllocated ? bitsStored : bitsAllocated,
    highBit: (await number(attributes, 0x00280102)) ?? bitsStored - 1,
    signed: (await number(attributes, 0x00280103)) === 1,
    float,
  };
}

/** Why an image with this layout can't be drawn; undefined where it can. */
export function layoutFault(layout: Layout): string | undefined {
  const { rows, columns, samples, bitsAllocated, photometric, float } = layout;
  if (rows === 0 || columns === 0) return 'Rows or Columns is missing, so nobody can tell where a line of pixels ends';
  if (rows * columns > MOST_PIXELS) return tooLarge(rows, columns);
  const widths = float ? [32, 64] : [1, 8, 16, 32];
  if (!widths.includes(bitsAllocated)) return `pixels of ${bitsAllocated} bits (Bits Allocated) are not drawn here`;
  if (!COLOURS.has(photometric) && !GREYS.has(photometric))
    return `the photometric interpretation is none that is drawn here (grey, palette, RGB and YBR are)`;
  if (samples !== (COLOURS.has(photometric) ? 3 : 1))
    return `the photometric interpretation does not go with ${samples} samples per pixel`;
  return undefined;
}

function tooLarge(rows: number, columns: number): string {
  const size = Math.round((rows * columns) / 1e6);
  return `a frame has ${columns} × ${rows} pixels (${size} megapixels); frames of up to ${Math.floor(MOST_PIXELS / 1e6)} megapixels are drawn here`;
}

export function isColour(layout: Layout): boolean {
  return COLOURS.has(layout.photometric) || layout.photometric === 'PALETTE COLOR';
}

/** Two neighbours share their colour: four bytes for two pixels (PS3.3 C.7.6.3.1.2). */
export function isSubsampled({ photometric }: Layout): boolean {
  return photometric === 'YBR_FULL_422' || photometric === 'YBR_PARTIAL_422';
}

/** Bits that a frame of native pixel data takes (PS3.5 8.1.1). */
export function nativeBits(layout: Layout): number {
  const cells = layout.rows * layout.columns;
  return cells * (isSubsampled(layout) ? 2 : layout.samples) * layout.bitsAllocated;
}
