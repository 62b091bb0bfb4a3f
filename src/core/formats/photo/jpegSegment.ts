// The segments of metadata in a JPEG file: how each is recognised, and what is said of one that goes.

import type { Category } from '../../kernel/finding.js';
import { concat } from '../../kernel/source.js';
import type { Part } from './draft.js';
import type { JpegPart } from './jpegParts.js';

export const ICC = 'ICC_PROFILE\0';
export const XMP = 'http://ns.adobe.com/xap/1.0/\0';
export const EXIF = 'Exif\0\0';
export const PHOTOSHOP = 'Photoshop 3.0\0';
export const CLAUSE = 'ISO/IEC 10918-1 B.2.4.6';

/** What is known by how its payload begins; the first that fits counts. */
const KINDS: readonly {
  readonly marker: number;
  readonly begins: string;
  readonly rule: string;
  readonly path: string;
  readonly category: Category;
  readonly reason: string;
}[] = [
  {
    marker: 0xe0,
    begins: 'JFXX\0',
    rule: 'jpeg/thumbnail',
    path: 'APP0 JFXX',
    category: 'pixels',
    reason: 'a smaller copy of the picture, which shows what it shows',
  },
  {
    marker: 0xe1,
    begins: XMP,
    rule: 'jpeg/xmp',
    path: 'APP1 XMP',
    category: 'other',
    reason: 'XMP metadata tell who made and changed the picture, when and where',
  },
  {
    marker: 0xe1,
    begins: 'http://ns.adobe.com/xmp/extension/\0',
    rule: 'jpeg/xmp',
    path: 'APP1 extended XMP',
    category: 'other',
    reason: 'XMP metadata tell who made and changed the picture, when and where',
  },
  {
    marker: 0xe2,
    begins: 'MPF\0',
    rule: 'jpeg/mpf',
    path: 'APP2 MPF',
    category: 'pixels',
    reason: 'it lists further pictures behind this one, which go',
  },
  {
    marker: 0xe2,
    begins: 'FPXR\0',
    rule: 'jpeg/flashpix',
    path: 'APP2 FlashPix',
    category: 'other',
    reason: 'FlashPix streams may hold names, sounds and previews',
  },
  {
    marker: 0xed,
    begins: PHOTOSHOP,
    rule: 'jpeg/photoshop',
    path: 'APP13 Photoshop',
    category: 'other',
    reason: 'resources of Photoshop hold captions, names, places and a preview',
  },
];
export interface Segment extends JpegPart {
  readonly bytes: Uint8Array;
}

export function isMetadata({ kind, marker }: JpegPart): boolean {
  return kind === 'segment' && ((marker >= 0xe0 && marker <= 0xef) || marker === 0xfe);
}

export function begins(bytes: Uint8Array, text: string): boolean {
  for (let at = 0; at < text.length; at++) if (bytes[at] !== text.charCodeAt(at)) return false;
  return true;
}

export function partOf({ marker, offset, end, bytes }: Segment): Part {
  const range = { offset, length: end - offset };
  const known = KINDS.find((kind) => kind.marker === marker && begins(bytes, kind.begins));
  if (known !== undefined) return { ...known, range, clause: CLAUSE };
  if (marker === 0xfe)
    return {
      rule: 'jpeg/comment',
      path: 'COM',
      range,
      category: 'description',
      reason: 'a comment is free text',
      clause: 'ISO/IEC 10918-1 B.2.4.5',
    };
  const path = `APP${marker - 0xe0}`;
  if (marker === 0xe2 && begins(bytes, ICC))
    return {
      rule: 'icc',
      path: `${path} ICC profile`,
      range,
      category: 'device',
      reason: 'a colour profile that is not whole, or that names somebody whom the file names',
      clause: 'ISO 15076-1 B.4',
    };
  return {
    rule: 'jpeg/app',
    path,
    range,
    category: 'private',
    reason: 'data of a program, of which nobody knows what they say',
    clause: CLAUSE,
  };
}

export function segmentOf(marker: number, body: Uint8Array): Uint8Array {
  const length = body.length + 2;
  return concat([Uint8Array.of(0xff, marker, length >> 8, length & 0xff), body]);
}
