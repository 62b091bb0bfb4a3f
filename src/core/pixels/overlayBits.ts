// Overlays in bits of the pixel data that are not stored values (PS3.5 8.1.2, retired): which bits, and those bits made 0.
import { findElement } from '../formats/dicom/element.js';
import { number } from './attributes.js';
import type { Image } from './image.js';
import type { Layout } from './layout.js';

export interface EmbeddedPlane {
  /** Overlay Data (60xx,3000) of the plane's group. */
  readonly dataTag: number;
  readonly bit: number;
  /** The bit is of the stored values, so that nobody can tell what it is. */
  readonly stored: boolean;
}

export async function embeddedPlanes(image: Image): Promise<readonly EmbeddedPlane[]> {
  const { bitsAllocated, bitsStored, highBit, float, samples } = image.layout;
  if (float || samples !== 1 || bitsAllocated < 8) return [];
  const planes: EmbeddedPlane[] = [];
  for (let group = 0x60000000; group <= 0x601e0000; group += 0x20000) {
    const bit = (await number(image, group + 0x0102)) ?? 0;
    const data = findElement(image.elements, group + 0x3000);
    if (bit <= 0 || bit >= bitsAllocated || (data !== undefined && data.length > 0)) continue;
    planes.push({ dataTag: group + 0x3000, bit, stored: bit <= highBit && bit > highBit - bitsStored });
  }
  return planes;
}

/** Bits that stay, for each byte of a sample. */
function masksOf(clear: number, { bitsAllocated }: Layout, bigEndian: boolean): readonly number[] {
  const width = Math.max(1, bitsAllocated / 8);
  const masks = Array.from({ length: width }, (_, byte) => ~(clear >>> (byte * 8)) & 0xff);
  return bigEndian ? masks.reverse() : masks;
}

/** Makes bits 0 in place. `start`: of the bytes within all samples. True where one was set. */
export function clearBits(
  bytes: Uint8Array,
  start: number,
  clear: number,
  layout: Layout,
  bigEndian: boolean,
): boolean {
  const masks = masksOf(clear, layout, bigEndian);
  let any = false;
  for (let at = 0; at < bytes.length; at++) {
    const before = bytes[at] ?? 0;
    const after = before & (masks[(start + at) % masks.length] ?? 0xff);
    if (after === before) continue;
    bytes[at] = after;
    any = true;
  }
  return any;
}
