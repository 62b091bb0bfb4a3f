// A value as text for people: numbers and bytes written out, text in its character set, all of it shortened.
import { formatTag } from '../../dictionary/tag.js';
import type { CharacterSet } from './charset/characterSet.js';
import { unpadded } from './encode.js';

type Read = (view: DataView, at: number, little: boolean) => number | bigint | string;

const BINARY: Readonly<Record<string, { readonly size: number; readonly read: Read }>> = {
  US: { size: 2, read: (view, at, little) => view.getUint16(at, little) },
  SS: { size: 2, read: (view, at, little) => view.getInt16(at, little) },
  UL: { size: 4, read: (view, at, little) => view.getUint32(at, little) },
  SL: { size: 4, read: (view, at, little) => view.getInt32(at, little) },
  FL: { size: 4, read: (view, at, little) => shortest(view.getFloat32(at, little)) },
  FD: { size: 8, read: (view, at, little) => view.getFloat64(at, little) },
  SV: { size: 8, read: (view, at, little) => view.getBigInt64(at, little) },
  UV: { size: 8, read: (view, at, little) => view.getBigUint64(at, little) },
  AT: {
    size: 4,
    read: (view, at, little) => formatTag(view.getUint16(at, little) * 0x10000 + view.getUint16(at + 2, little)),
  },
};

/** The fewest digits that give the same single: 0.1 and not 0.10000000149011612. */
function shortest(single: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const rounded = Number(single.toPrecision(digits));
    if (Math.fround(rounded) === single) return rounded;
  }
  return single;
}

/** How many bytes of a value are enough for `longest` characters of it. */
export function bytesForText(vr: string, longest: number): number {
  return vr in BINARY ? longest * 8 : longest * 6;
}

/** @param bytes the value or its beginning */
export function valueText(
  bytes: Uint8Array,
  vr: string,
  charset: CharacterSet,
  littleEndian: boolean,
  longest: number,
): string {
  const binary = BINARY[vr];
  if (binary !== undefined) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let text = '';
    for (let at = 0; at + binary.size <= bytes.length && text.length < longest; at += binary.size)
      text += `${at === 0 ? '' : '\\'}${binary.read(view, at, littleEndian)}`;
    return text.slice(0, longest);
  }
  if (vr.startsWith('O') || vr === 'UN') {
    return [...bytes.subarray(0, longest)]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join(' ')
      .slice(0, longest);
  }
  return unpadded(charset.decode(bytes, vr)).slice(0, longest);
}
