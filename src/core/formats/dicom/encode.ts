// Writes data elements (PS3.5 section 7.1) in the layout of the file that they go into.

import type { Tag } from '../../dictionary/tag.js';
import { ITEM } from '../../dictionary/tags.js';
import { hasLongLength } from '../../dictionary/vr.js';
import { concat } from '../../kernel/source.js';
import type { Encoding } from './syntax.js';

/** Longest value whose length fits 16 bits and is even (PS3.5 7.1.2). */
export const LONGEST_SHORT_VALUE = 0xfffe;

/** Padding of a value to even length (PS3.5 6.2): NUL for UI and bytes, a space for text. */
function padding(vr: string): number {
  return vr === 'UI' || vr === 'UN' || vr.startsWith('O') ? 0 : 0x20;
}

/** `bytes` at even length. */
export function padded(vr: string, bytes: Uint8Array): Uint8Array {
  if ((bytes.length & 1) === 0) return bytes;
  const even = new Uint8Array(bytes.length + 1);
  even.set(bytes);
  even[bytes.length] = padding(vr);
  return even;
}

/**
 * A whole data element: header and padded value.
 * @param writtenVr the VR to write, empty for an element without one
 * @throws RangeError for a value too long for its VR's length field
 */
export function encodeElement(tag: Tag, writtenVr: string, value: Uint8Array, encoding: Encoding): Uint8Array {
  const body = padded(writtenVr, value);
  const explicit = encoding.explicit && writtenVr !== '';
  const long = explicit && hasLongLength(writtenVr);
  const header = long ? 12 : 8;
  if (explicit && !long && body.length > LONGEST_SHORT_VALUE) throw new RangeError('a value too long for its VR');
  const bytes = new Uint8Array(header + body.length);
  const { littleEndian } = encoding;
  putU16(bytes, 0, tag >>> 16, littleEndian);
  putU16(bytes, 2, tag & 0xffff, littleEndian);
  if (!explicit) putU32(bytes, 4, body.length, littleEndian);
  else {
    bytes[4] = writtenVr.charCodeAt(0);
    bytes[5] = writtenVr.charCodeAt(1);
    if (long) putU32(bytes, 8, body.length, littleEndian);
    else putU16(bytes, 6, body.length, littleEndian);
  }
  if (body.length > 0) bytes.set(body, header);
  return bytes;
}

// Byte by byte: a DataView for each element was a tenth of the time of planning.
function putU16(bytes: Uint8Array, at: number, value: number, littleEndian: boolean): void {
  bytes[littleEndian ? at : at + 1] = value;
  bytes[littleEndian ? at + 1 : at] = value >>> 8;
}

function putU32(bytes: Uint8Array, at: number, value: number, littleEndian: boolean): void {
  putU16(bytes, littleEndian ? at : at + 2, value & 0xffff, littleEndian);
  putU16(bytes, littleEndian ? at + 2 : at, value >>> 16, littleEndian);
}

/** An item of known length around whole elements. */
export function encodeItem(elements: readonly Uint8Array[], encoding: Encoding): Uint8Array {
  const body = concat(elements);
  const bytes = new Uint8Array(8 + body.length);
  putU16(bytes, 0, ITEM >>> 16, encoding.littleEndian);
  putU16(bytes, 2, ITEM & 0xffff, encoding.littleEndian);
  putU32(bytes, 4, body.length, encoding.littleEndian);
  bytes.set(body, 8);
  return bytes;
}

/** An unsigned 32-bit number, as length fields and directory offsets are written. */
export function encodeU32(value: number, encoding: Encoding): Uint8Array {
  const bytes = new Uint8Array(4);
  putU32(bytes, 0, value, encoding.littleEndian);
  return bytes;
}

/** ASCII text as bytes; what is beyond Latin-1 becomes `?`, so give it nothing that is. */
export function ascii(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    bytes[i] = code < 0x100 ? code : 0x3f;
  }
  return bytes;
}

/** Bytes as Latin-1 text. */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  // Letter by letter is fastest for a usual value, and takes much memory for a long one.
  if (bytes.length <= 64) for (const byte of bytes) text += String.fromCharCode(byte);
  else for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

/** Text without the NULs and spaces that pad a value; linear, unlike a pattern anchored at the end. */
export function unpadded(text: string): string {
  let end = text.length;
  while (end > 0 && (text.charCodeAt(end - 1) === 0 || text.charCodeAt(end - 1) === 0x20)) end--;
  return end === text.length ? text : text.slice(0, end);
}
