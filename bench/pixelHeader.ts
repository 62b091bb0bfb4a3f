// Elements of a DICOM header, one by one, for objects whose pixels are too many to be held (PS3.5 7.1.2, PS3.10 7.1).
export { bytesOf } from '../scripts/dicomWriter.js';

/** Explicit little endian. A number is the value of US and, of pixel data, its length: what follows is written elsewhere. */
export function dataElement(tag: number, vr: 'UI' | 'CS' | 'IS' | 'US' | 'OB', value: string | number): Uint8Array {
  const long = vr === 'OB';
  const text = typeof value === 'string' ? value + (value.length % 2 === 0 ? '' : vr === 'UI' ? '\0' : ' ') : '';
  const length = long ? Number(value) : vr === 'US' ? 2 : text.length;
  const bytes = new Uint8Array(long ? 12 : 8 + length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, tag >>> 16, true);
  view.setUint16(2, tag & 0xffff, true);
  bytes.set([vr.charCodeAt(0), vr.charCodeAt(1)], 4);
  if (long) view.setUint32(8, length, true);
  else view.setUint16(6, length, true);
  if (vr === 'US') view.setUint16(8, Number(value), true);
  for (const [at, character] of [...text].entries()) bytes[8 + at] = character.charCodeAt(0);
  return bytes;
}
