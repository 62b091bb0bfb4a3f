// One frame of an image: reads what belongs to it and has it drawn.
import type { Codecs } from './codecPort.js';
import { type Drawn, drawFrame, type RawFrame } from './drawFrame.js';
import type { Frame } from './frame.js';
import { frameBytes } from './frameBytes.js';
import type { Image } from './image.js';
import { readOverlays } from './overlays.js';
import { readPalette } from './palette.js';
import { readValues } from './storedValues.js';
import { readTables } from './valueTables.js';

export type RawOrTrouble =
  | { readonly kind: 'raw'; readonly raw: RawFrame }
  | { readonly kind: 'trouble'; readonly reason: string };

/** Reads the bytes of one frame and all that says what they mean. Never throws on what the file holds. */
export async function readRaw(image: Image, index: number, regions: Frame['regions'] = []): Promise<RawOrTrouble> {
  if (image.fault !== undefined) return { kind: 'trouble', reason: image.fault };
  const read = await frameBytes(image, index);
  if (read.kind === 'trouble') return read;
  const { layout, coding } = image;
  const palette = layout.photometric === 'PALETTE COLOR' ? await readPalette(image, layout.signed) : undefined;
  if (layout.photometric === 'PALETTE COLOR' && palette === undefined)
    return { kind: 'trouble', reason: 'the palette that the colours are in is missing or broken' };
  const grey = layout.samples === 1 && palette === undefined;
  const [modality] = grey ? await readTables(image, 0x00283000, layout.signed) : [];
  const values = await readValues(image, index);
  // What goes into a VOI LUT is what comes out of the modality's: signed where that can be negative (PS3.3 C.11.2.1.1).
  const negative = modality === undefined && (layout.signed || values.intercept < 0);
  const tables = grey ? await readTables(image, 0x00283010, negative) : [];
  const raw: RawFrame = {
    index,
    layout,
    coding,
    bigEndian: image.bigPixels,
    bytes: read.bytes,
    firstBit: read.firstBit,
    cut: read.cut === true,
    values,
    tables,
    overlays: await readOverlays(image, index),
    regions,
    ...(palette === undefined ? {} : { palette }),
    ...(modality === undefined ? {} : { modality }),
  };
  return { kind: 'raw', raw };
}

/** Reads and draws one frame here and now. */
export async function readFrame(
  image: Image,
  index: number,
  codecs: Codecs,
  regions: Frame['regions'] = [],
): Promise<Drawn> {
  const read = await readRaw(image, index, regions);
  return read.kind === 'trouble' ? read : drawFrame(read.raw, codecs);
}
