// What of Exif stays, written anew as the smallest Exif that says it: orientation, resolution and colour space, without which the
// picture would look otherwise, and what the recipe retains. Values are checked and made from numbers: no byte is copied.
import type { Evidence } from '../../text/findIdentifiers.js';
import { findIdentifiers } from '../../text/findIdentifiers.js';
import { decodeText, type Exif, type ExifEntry, numbersOf } from './exif.js';
import { exifTag } from './exifTags.js';
import type { Retained } from './retained.js';

/** An entry as it is written: TIFF's types 2 (text), 3 (short), 5 and 10 (fractions), 7 (bytes). */
interface Fresh {
  readonly tag: number;
  readonly type: 2 | 3 | 5 | 7 | 10;
  readonly value: Uint8Array;
}

export interface KeptExif {
  /** TIFF block; undefined where nothing stays. */
  readonly bytes: Uint8Array | undefined;
  /** What stays because the picture needs it, and because the recipe retains it. */
  readonly kept: ReadonlySet<ExifEntry>;
  readonly orientation: number;
}

const ORIENTATION = 0x0112;
/** Values that CIPA DC-008 knows. */
const CHOICES: Readonly<Record<number, readonly number[]>> = {
  [ORIENTATION]: [1, 2, 3, 4, 5, 6, 7, 8],
  296: [1, 2, 3],
  531: [1, 2],
  40961: [1, 2, 0xfffe, 0xffff],
};
const DATE = /^\d{4}:\d{2}:\d{2} \d{2}:\d{2}:\d{2}$/u;
const PLAIN_TEXT = /^[\x20-\x7e]{1,64}$/u;

/** @param evidence what is known of people: a model named after one does not stay */
export function keptExif(exif: Exif, retained: Retained, evidence: Evidence): KeptExif {
  const [main, inner]: [Map<number, Fresh>, Map<number, Fresh>] = [new Map(), new Map()];
  const kept = new Set<ExifEntry>();
  let orientation = 1;
  for (const entry of exif.entries) {
    if (entry.ifd !== 'IFD0' && entry.ifd !== 'Exif') continue;
    const { stays } = exifTag(entry.ifd, entry.tag);
    if (stays === undefined || (stays === 'device' && !retained.device) || (stays === 'date' && !retained.dates))
      continue;
    // In the directory where it belongs, wherever it was found.
    const list = entry.tag < 0x8000 ? main : inner;
    const fresh = list.has(entry.tag) ? undefined : freshOf(exif, entry, evidence);
    if (fresh === undefined) continue;
    list.set(entry.tag, fresh);
    kept.add(entry);
    if (entry.tag === ORIENTATION) orientation = fresh.value[1] ?? 1;
  }
  if (main.size === 0 && inner.size === 0) return { bytes: undefined, kept, orientation };
  return { bytes: writeExif([...main.values()], [...inner.values()]), kept, orientation };
}

function freshOf(exif: Exif, entry: ExifEntry, evidence: Evidence): Fresh | undefined {
  const { tag, type } = entry;
  const choices = CHOICES[tag];
  if (choices !== undefined) {
    const [value = 0] = type === 3 || type === 4 ? numbersOf(exif, entry, 1) : [];
    return choices.includes(value) ? { tag, type: 3, value: short(value) } : undefined;
  }
  if (type === 2) {
    const text = decodeText(exif.bytes.subarray(entry.offset, entry.offset + entry.length))
      .replace(/\0.*$/su, '')
      .trim();
    const fits = exifTag(entry.ifd, tag).stays === 'date' ? DATE.test(text) : isPlain(text, evidence);
    return fits ? { tag, type: 2, value: new TextEncoder().encode(`${text}\0`) } : undefined;
  }
  const [value = Number.NaN] = numbersOf(exif, entry, 1);
  if (!Number.isFinite(value) || Math.abs(value) > 1e6) return undefined;
  if (type === 5 || type === 10) return { tag, type, value: fraction(value, type === 10) };
  return type === 3 && entry.count <= 2 ? { tag, type: 3, value: short(value) } : undefined;
}

function isPlain(text: string, evidence: Evidence): boolean {
  return PLAIN_TEXT.test(text) && findIdentifiers(text, evidence, 'evidence').length === 0;
}

function short(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 0xff);
}

/** A whole number, one over a whole number or thousandths, so that the fraction chosen says nothing of its own. */
function simplest(value: number): readonly [number, number] {
  const sign = Math.sign(value);
  const inverse = Math.round(1 / Math.abs(value));
  if (Math.abs(value) < 1 && value !== 0 && Math.abs(1 / inverse - Math.abs(value)) < 5e-7) return [sign, inverse];
  const thousandths = Math.round(value * 1000);
  if (thousandths % 1000 === 0) return [thousandths / 1000, 1];
  return 1000 % thousandths === 0 ? [sign, Math.abs(1000 / thousandths)] : [thousandths, 1000];
}

function fraction(value: number, signed: boolean): Uint8Array {
  const [top, bottom] = simplest(value);
  const view = new DataView(new ArrayBuffer(8));
  if (signed) view.setInt32(0, top);
  else view.setUint32(0, Math.max(0, top));
  view.setUint32(4, bottom);
  return new Uint8Array(view.buffer);
}

/** Big endian; values behind their directory, the Exif directory behind the main one. */
function writeExif(main: readonly Fresh[], inner: readonly Fresh[]): Uint8Array {
  const version: Fresh = { tag: 0x9000, type: 7, value: Uint8Array.of(0x30, 0x32, 0x33, 0x32) };
  const own = inner.length === 0 ? [] : [...inner, version];
  const pointer = own.length === 0 ? 0 : 1;
  const mainSize = directorySize(main, pointer);
  const size = 8 + mainSize + (pointer === 0 ? 0 : directorySize(own, 0));
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  bytes.set([0x4d, 0x4d, 0, 42, 0, 0, 0, 8]);
  writeDirectory(view, 8, main, pointer === 0 ? undefined : 8 + mainSize);
  if (pointer > 0) writeDirectory(view, 8 + mainSize, own, undefined);
  return bytes;
}

function directorySize(entries: readonly Fresh[], more: number): number {
  const values = entries.reduce(
    (sum, { value }) => sum + (value.length > 4 ? value.length + (value.length % 2) : 0),
    0,
  );
  return 2 + (entries.length + more) * 12 + 4 + values;
}

function writeDirectory(view: DataView, at: number, entries: readonly Fresh[], inner: number | undefined): void {
  const sorted = [...entries].sort((a, b) => a.tag - b.tag);
  const count = sorted.length + (inner === undefined ? 0 : 1);
  view.setUint16(at, count);
  let values = at + 2 + count * 12 + 4;
  for (const [index, { tag, type, value }] of sorted.entries()) {
    const own = at + 2 + index * 12;
    view.setUint16(own, tag);
    view.setUint16(own + 2, type);
    view.setUint32(own + 4, value.length / ({ 2: 1, 3: 2, 5: 8, 7: 1, 10: 8 } as const)[type]);
    const place = value.length > 4 ? values : own + 8;
    new Uint8Array(view.buffer).set(value, place);
    if (value.length <= 4) continue;
    view.setUint32(own + 8, values);
    values += value.length + (value.length % 2);
  }
  if (inner === undefined) return;
  const own = at + 2 + sorted.length * 12;
  view.setUint16(own, 0x8769);
  view.setUint16(own + 2, 4);
  view.setUint32(own + 4, 1);
  view.setUint32(own + 8, inner);
}
