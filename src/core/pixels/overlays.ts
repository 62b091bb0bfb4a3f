// Overlay planes (PS3.3 C.9.2): drawings and texts of one bit a pixel in groups 6000 to 60FE, and the retired ones that lie in
// unused bits of the pixel data (PS3.5 8.1.2). What a frame's plane needs is read, and nothing else.
import { findElement } from '../formats/dicom/element.js';
import { number, numbers, texts } from './attributes.js';
import { type Box, within } from './boxes.js';
import type { Image } from './image.js';
import { MOST_PIXELS } from './layout.js';
import { alignBits, swapped } from './samples.js';

export interface Plane {
  readonly label: string;
  readonly left: number;
  readonly top: number;
  readonly rows: number;
  readonly columns: number;
  /** Packed bits, or the bit of the pixel data that holds them. */
  readonly bits: Uint8Array | number;
}

const MOST_GROUPS = 128;

export async function readOverlays(image: Image, frame: number): Promise<readonly Plane[]> {
  const planes: Plane[] = [];
  for (let group = 0x6000; group < 0x6000 + MOST_GROUPS * 2; group += 2) {
    const plane = await readPlane(image, group * 0x10000, frame);
    if (plane !== undefined) planes.push(plane);
  }
  return planes;
}

export interface OverlayPlace {
  /** Such as 0x6000. */
  readonly group: number;
  readonly box: Box;
}

/** Where planes lie on the image, of whatever frames; no bits are read. */
export async function overlayPlaces(image: Image): Promise<readonly OverlayPlace[]> {
  const places: OverlayPlace[] = [];
  const { rows: height, columns: width } = image.layout;
  for (let group = 0x6000; group < 0x6000 + MOST_GROUPS * 2; group += 2) {
    const at = group * 0x10000;
    const [rows, columns] = [await number(image, at + 0x0010), await number(image, at + 0x0011)];
    if (rows === undefined || columns === undefined) continue;
    const [top = 1, left = 1] = await numbers(image, at + 0x0050);
    const box: Box = [left - 1, top - 1, left - 1 + columns, top - 1 + rows];
    places.push(...within(box, [0, 0, width, height]).map((own) => ({ group, box: own })));
  }
  return places;
}

async function readPlane(image: Image, group: number, frame: number): Promise<Plane | undefined> {
  const [rows, columns] = [await number(image, group + 0x0010), await number(image, group + 0x0011)];
  if (rows === undefined || columns === undefined) return undefined;
  const cells = rows * columns;
  if (cells === 0 || cells > MOST_PIXELS) return undefined;
  const [top, left] = await numbers(image, group + 0x0050);
  const [label] = await texts(image, group + 0x1500);
  const [description] = await texts(image, group + 0x0022);
  const first = ((await number(image, group + 0x0051)) ?? 1) - 1;
  const count = (await number(image, group + 0x0015)) ?? 1;
  const place = {
    label: label || description || 'Overlay',
    // The origin counts from 1.
    top: (top ?? 1) - 1,
    left: (left ?? 1) - 1,
    rows,
    columns,
  };
  const data = findElement(image.elements, group + 0x3000);
  if (data === undefined || data.length === 0) {
    const bit = (await number(image, group + 0x0102)) ?? 0;
    const own =
      rows === image.layout.rows && columns === image.layout.columns && bit > 0 && bit < image.layout.bitsAllocated;
    return own && image.coding === 'native' ? { ...place, bits: bit } : undefined;
  }
  // One plane without frames of its own is of every frame.
  const index = count === 1 && first === 0 ? 0 : frame - first;
  if (index < 0 || index >= count) return undefined;
  const word = data.vr === 'OW' && image.bigPixels;
  const startBit = index * cells;
  const start = Math.floor(startBit / 16) * 2;
  const wanted = Math.ceil((startBit + cells) / 16) * 2 - start;
  const read = await image.window.source.read(
    data.valueOffset + start,
    Math.max(0, Math.min(wanted, data.length - start)),
  );
  return { ...place, bits: alignBits(word ? swapped(read, 2) : read, startBit - start * 8, cells) };
}
