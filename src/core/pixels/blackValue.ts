// What black is in an image's stored values (PS3.3 C.7.6.3.1.2): by photometric interpretation, sign and stored bits.
import { type Attributes, numbers } from './attributes.js';
import type { Layout } from './layout.js';
import { readPalette } from './palette.js';

/** One stored value for each sample of a pixel, or why there is none. */
export type Black =
  | { readonly kind: 'values'; readonly values: readonly number[] }
  | { readonly kind: 'trouble'; readonly reason: string };

const PADDING = 0x00280120;
const FLOAT_PADDING = 0x00280122;
const DOUBLE_PADDING = 0x00280123;

const trouble = (reason: string): Black => ({ kind: 'trouble', reason });
const values = (...each: readonly number[]): Black => ({ kind: 'values', values: each });

export async function blackOf(image: Attributes, layout: Layout): Promise<Black> {
  const { photometric, bitsStored, float, samples, signed } = layout;
  if (float)
    return values((await numbers(image, layout.bitsAllocated === 64 ? DOUBLE_PADDING : FLOAT_PADDING))[0] ?? 0);
  if (samples > 1 && signed) return trouble('its colours are signed numbers');
  switch (photometric) {
    case 'MONOCHROME1':
    case 'MONOCHROME2':
      return values((await padding(image, layout)) ?? darkest(layout));
    case 'PALETTE COLOR':
      return darkestEntry(image, layout);
    case 'RGB':
      return values(0, 0, 0);
    case 'YBR_FULL':
    case 'YBR_FULL_422':
      return values(0, 2 ** (bitsStored - 1), 2 ** (bitsStored - 1));
    case 'YBR_PARTIAL_422':
      return values(2 ** Math.max(0, bitsStored - 4), 2 ** (bitsStored - 1), 2 ** (bitsStored - 1));
    default:
      return trouble('nobody can tell what is black in its photometric interpretation');
  }
}

function rangeOf({ bitsStored, signed }: Layout): readonly [number, number] {
  return signed ? [-(2 ** (bitsStored - 1)), 2 ** (bitsStored - 1) - 1] : [0, 2 ** bitsStored - 1];
}

function darkest(layout: Layout): number {
  const [least, most] = rangeOf(layout);
  return layout.photometric === 'MONOCHROME1' ? most : least;
}

/** Pixel Padding Value: what programs show as background (PS3.3 C.7.5.1.1.2). */
async function padding(image: Attributes, layout: Layout): Promise<number | undefined> {
  if (layout.bitsAllocated > 16 || layout.bitsAllocated === 1) return undefined;
  const [value] = await numbers(image, PADDING, layout.signed ? 'SS' : 'US');
  const [least, most] = rangeOf(layout);
  return value !== undefined && value >= least && value <= most ? value : undefined;
}

async function darkestEntry(image: Attributes, layout: Layout): Promise<Black> {
  const palette = await readPalette(image, layout.signed);
  if (palette === undefined) return trouble('the palette that its colours are in is missing or broken');
  const [least, most] = rangeOf(layout);
  let best: number | undefined;
  let light = Number.POSITIVE_INFINITY;
  for (let entry = 0; entry < palette.entries; entry++) {
    const index = palette.first + entry;
    const [red = 255, green = 255, blue = 255] = palette.colours.subarray(entry * 3, entry * 3 + 3);
    const own = 0.299 * red + 0.587 * green + 0.114 * blue;
    if (index < least || index > most || own >= light) continue;
    best = index;
    light = own;
  }
  return best === undefined ? trouble('no entry of its palette can be stored') : values(best);
}
