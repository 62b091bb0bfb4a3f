// GB18030 and GBK (PS3.5 6.1.2.4 note, Annex J), and the code pages of the same build that files name although DICOM has them not.
// The second byte of a character can be 5C, 5E or 3D here: it is then no delimiter.
import { type Codec, gather, REPLACEMENT, type Visit } from './codec.js';

const LEADS = 126; // 81-FE
const TRAILS = 191; // 40-FE
const FOUR_BYTE = 39420; // 81308130-8431A439, the Basic Multilingual Plane
const PLANES = 189000; // 90308130, where U+10000 lies

interface Table {
  /** By lead and trail, and then the same for bytes that stand alone; 0 where there is none. */
  readonly pairs: Uint32Array;
  readonly singles: Uint32Array;
  readonly fours: Uint32Array;
}

interface Spec {
  readonly label: string;
  /** Bytes from 80 on that are characters by themselves. */
  readonly singles: boolean;
  readonly fourBytes: boolean;
}

/** Decodes sequences that `sequence` writes, one a line: those that are one character each. */
function probe(label: string, count: number, sequence: (index: number) => readonly number[]): Uint32Array {
  const bytes: number[] = [];
  for (let index = 0; index < count; index++) bytes.push(...sequence(index), 0x0a);
  const lines = new TextDecoder(label).decode(new Uint8Array(bytes)).split('\n');
  return Uint32Array.from({ length: count }, (_, index) => {
    const line = lines[index] ?? '';
    const point = line.codePointAt(0) ?? 0;
    const one = line.length === (point < 0x10000 ? 1 : 2);
    return one && point >= 0x80 && point !== 0xfffd ? point : 0;
  });
}

const pairBytes = (index: number) => [0x81 + Math.floor(index / TRAILS), 0x40 + (index % TRAILS)];
const fourBytes = (index: number) => [
  0x81 + Math.floor(index / 12600),
  0x30 + (Math.floor(index / 1260) % 10),
  0x81 + (Math.floor(index / 10) % 126),
  0x30 + (index % 10),
];

function build({ label, singles, fourBytes: four }: Spec): Table {
  return {
    pairs: probe(label, LEADS * TRAILS, pairBytes),
    singles: singles ? probe(label, 128, (index) => [0x80 + index]) : new Uint32Array(128),
    fours: four ? probe(label, FOUR_BYTE, fourBytes) : new Uint32Array(0),
  };
}

/** Bytes by code point. Where two codes give one character, the shorter and then the first is written. */
function invert(table: Table): ReadonlyMap<number, readonly number[]> {
  const codes = new Map<number, readonly number[]>();
  const add = (points: Uint32Array, bytes: (index: number) => readonly number[]) => {
    for (const [index, point] of points.entries()) if (point !== 0 && !codes.has(point)) codes.set(point, bytes(index));
  };
  add(table.singles, (index) => [0x80 + index]);
  add(table.pairs, pairBytes);
  add(table.fours, fourBytes);
  return codes;
}

/** The character of four bytes at `at`, and 0 where there is none. */
function fourAt(bytes: Uint8Array, at: number, table: Table): number {
  const [one = 0, two = 0, three = 0, four = 0] = bytes.subarray(at, at + 4);
  if (two < 0x30 || two > 0x39 || three < 0x81 || three > 0xfe || four < 0x30 || four > 0x39) return 0;
  const index = (((one - 0x81) * 10 + two - 0x30) * 126 + three - 0x81) * 10 + four - 0x30;
  if (index < FOUR_BYTE) return table.fours[index] ?? 0;
  return index >= PLANES && index < PLANES + 0x100000 ? index - PLANES + 0x10000 : 0;
}

function scan(bytes: Uint8Array, table: Table, visit: Visit): boolean {
  let valid = true;
  const size = bytes.length;
  for (let at = 0; at < size; ) {
    const lead = bytes[at] ?? 0;
    const trail = bytes[at + 1] ?? 0;
    let length = 1;
    let point = lead;
    if (lead >= 0x80) {
      point = table.singles[lead - 0x80] ?? 0;
      if (point === 0 && lead > 0x80 && lead < 0xff && trail >= 0x40 && trail < 0xff) {
        point = table.pairs[(lead - 0x81) * TRAILS + trail - 0x40] ?? 0;
        length = point === 0 ? 1 : 2;
      } else if (point === 0 && table.fours.length > 0 && lead > 0x80 && lead < 0xff) {
        point = fourAt(bytes, at, table);
        length = point === 0 ? 1 : 4;
      }
      if (point === 0) {
        point = REPLACEMENT;
        valid = false;
        // Of a pair without a character, a second byte from 80 on goes with the first; an ASCII one stands.
        if (trail >= 0x80 && trail < 0xff) length = 2;
      }
    }
    visit(point);
    at += length;
  }
  return valid;
}

function multiByte(spec: Spec): Codec {
  let table: Table | undefined;
  let codes: ReadonlyMap<number, readonly number[]> | undefined;
  const tables = () => {
    table ??= build(spec);
    return table;
  };
  return {
    decode: (bytes) => gather((visit) => scan(bytes, tables(), visit)),
    encode(text) {
      codes ??= invert(tables());
      const out: number[] = [];
      for (const character of text) {
        const point = character.codePointAt(0) ?? 0;
        const code =
          point < 0x80
            ? [point]
            : (codes.get(point) ??
              (point > 0xffff && spec.fourBytes ? fourBytes(point - 0x10000 + PLANES) : undefined));
        if (code === undefined) return undefined;
        out.push(...code);
      }
      return new Uint8Array(out);
    },
  };
}

/** GB 18030: characters of two and four bytes, all of Unicode. */
export const GB18030 = multiByte({ label: 'gb18030', singles: false, fourBytes: true });

/** GBK: the characters of two bytes only. */
export const GBK = multiByte({ label: 'gb18030', singles: false, fourBytes: false });

const pages = new Map<string, Codec>();

/** A code page of one and two bytes per character, by the name that a TextDecoder has for it. */
export function codePage(label: string): Codec {
  const codec = pages.get(label) ?? multiByte({ label, singles: true, fourBytes: false });
  pages.set(label, codec);
  return codec;
}
