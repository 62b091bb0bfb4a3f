// The entries of Exif metadata (CIPA DC-008: a TIFF file without an image), as far as they can be read. Never throws, never goes round
// in a circle, and looks at no byte outside of the block.

export type IfdName = 'IFD0' | 'IFD1' | 'Exif' | 'GPS' | 'Interop';

export interface ExifEntry {
  readonly ifd: IfdName;
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** Of its value, in the block. */
  readonly offset: number;
  readonly length: number;
}

export interface Exif {
  readonly bytes: Uint8Array;
  readonly littleEndian: boolean;
  readonly entries: readonly ExifEntry[];
}

const SIZES: readonly number[] = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
const MOST_ENTRIES = 2000;
const POINTERS: ReadonlyMap<number, IfdName> = new Map([
  [0x8769, 'Exif'],
  [0x8825, 'GPS'],
  [0xa005, 'Interop'],
]);

/** Undefined where the block is none, or nothing in it can be read. */
export function readExif(bytes: Uint8Array): Exif | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 14) return undefined;
  const mark = view.getUint16(0);
  if (mark !== 0x4949 && mark !== 0x4d4d) return undefined;
  const littleEndian = mark === 0x4949;
  if (view.getUint16(2, littleEndian) !== 42) return undefined;
  const entries: ExifEntry[] = [];
  const seen = new Set<number>();
  const waiting: { readonly name: IfdName; readonly at: number }[] = [
    { name: 'IFD0', at: view.getUint32(4, littleEndian) },
  ];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { name, at } = next;
    if (at < 8 || at + 2 > bytes.length || seen.has(at)) continue;
    seen.add(at);
    const count = view.getUint16(at, littleEndian);
    for (let index = 0; index < count && entries.length < MOST_ENTRIES; index++) {
      const own = at + 2 + index * 12;
      if (own + 12 > bytes.length) break;
      const tag = view.getUint16(own, littleEndian);
      const pointer = POINTERS.get(tag);
      if (pointer !== undefined) {
        waiting.push({ name: pointer, at: view.getUint32(own + 8, littleEndian) });
        continue;
      }
      const type = view.getUint16(own + 2, littleEndian);
      const number = view.getUint32(own + 4, littleEndian);
      const length = (SIZES[type] ?? 0) * number;
      const offset = length <= 4 ? own + 8 : view.getUint32(own + 8, littleEndian);
      if (length === 0 || offset + length > bytes.length) continue;
      entries.push({ ifd: name, tag, type, count: number, offset, length });
    }
    const link = at + 2 + count * 12;
    if (name === 'IFD0' && link + 4 <= bytes.length)
      waiting.push({ name: 'IFD1', at: view.getUint32(link, littleEndian) });
  }
  return entries.length === 0 ? undefined : { bytes, littleEndian, entries };
}

/** Numbers of an entry: of a fraction its value. At most `most` of them. */
export function numbersOf({ bytes, littleEndian }: Exif, { type, count, offset }: ExifEntry, most = 8): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = SIZES[type] ?? 0;
  return Array.from({ length: Math.min(count, most) }, (_, index) => {
    const at = offset + index * size;
    if (type === 3) return view.getUint16(at, littleEndian);
    if (type === 4) return view.getUint32(at, littleEndian);
    if (type === 5) return view.getUint32(at, littleEndian) / view.getUint32(at + 4, littleEndian);
    if (type === 9) return view.getInt32(at, littleEndian);
    if (type === 10) return view.getInt32(at, littleEndian) / view.getInt32(at + 4, littleEndian);
    return view.getUint8(at);
  });
}

/** Text of an entry, in whatever way cameras write it: ASCII or UTF-8, UTF-16 (XP tags), or a comment that names its code. */
export function textOf({ bytes, littleEndian }: Exif, { tag, type, offset, length }: ExifEntry): string {
  const own = bytes.subarray(offset, offset + Math.min(length, 8192));
  if (tag >= 0x9c9b && tag <= 0x9c9f) return decodeUtf16(own, true);
  if (type === 2 || type === 129) return decodeText(own);
  if (type !== 7 || length < 8) return '';
  const code = decodeText(own.subarray(0, 8));
  if (code.startsWith('UNICODE')) return decodeUtf16(own.subarray(8), littleEndian);
  return code.startsWith('ASCII') || own.subarray(0, 8).every((byte) => byte === 0) ? decodeText(own.subarray(8)) : '';
}

/** UTF-8, else byte by byte. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  }
}

function decodeUtf16(bytes: Uint8Array, littleEndian: boolean): string {
  let text = '';
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    const [a = 0, b = 0] = [bytes[at], bytes[at + 1]];
    text += String.fromCharCode(littleEndian ? a | (b << 8) : (a << 8) | b);
  }
  return text;
}
