// Lookup tables for grey values: the Modality LUT, and VOI LUTs (PS3.3 C.11.1, C.11.2).
import { type Attributes, inside, itemsOf, numbers, texts, words } from './attributes.js';
import type { Samples } from './samples.js';

export interface ValueTable {
  readonly name: string;
  readonly first: number;
  /** Bits of an entry, by its descriptor. */
  readonly bits: number;
  readonly values: Uint16Array;
}

const MOST_ENTRIES = 65_536;

/** The tables of a Modality LUT Sequence or VOI LUT Sequence; broken ones are left out. */
export async function readTables(
  attributes: Attributes,
  sequence: number,
  signed: boolean,
): Promise<readonly ValueTable[]> {
  const tables: ValueTable[] = [];
  for (const item of itemsOf(attributes, sequence).slice(0, 16)) {
    const place = inside(attributes, item);
    const [stated, firstValue, bits] = await numbers(place, 0x00283002, 'US');
    const read = await words(place, 0x00283006, MOST_ENTRIES);
    if (stated === undefined || firstValue === undefined || bits === undefined || read === undefined) continue;
    const entries = stated === 0 ? MOST_ENTRIES : stated;
    const packed = bits <= 8 && read.length < entries;
    const all = packed
      ? Uint16Array.from({ length: read.length * 2 }, (_, i) => ((read[i >>> 1] ?? 0) >>> ((i & 1) * 8)) & 0xff)
      : read;
    const values = all.slice(0, entries);
    if (values.length === 0 || bits < 1 || bits > 16) continue;
    const name = (await texts(place, 0x00283003))[0] ?? '';
    tables.push({ name, first: signed && firstValue > 0x7fff ? firstValue - 0x10000 : firstValue, bits, values });
  }
  return tables;
}

/** Stored values by the table; what lies outside takes its first or last entry (PS3.3 C.11.1.1). */
export function applyTable(samples: Samples, { first, values }: ValueTable): Uint16Array {
  const out = new Uint16Array(samples.length);
  const last = values.length - 1;
  for (let i = 0; i < samples.length; i++) out[i] = values[Math.min(Math.max((samples[i] ?? 0) - first, 0), last)] ?? 0;
  return out;
}

/** A table's entries over the full scale of 16 bits, little endian, ready to be sent. */
export function fullScale({ values, bits }: ValueTable): Uint8Array {
  // Some tables say 16 bits and hold fewer: what is the brightest is white.
  const top = Math.max(
    1,
    values.reduce((most, value) => Math.max(most, value), 0),
  );
  const scale = 65_535 / (top < 2 ** (bits - 1) ? top : 2 ** bits - 1);
  const out = new DataView(new ArrayBuffer(values.length * 2));
  values.forEach((value, at) => {
    out.setUint16(at * 2, Math.min(65_535, Math.round(value * scale)), true);
  });
  return new Uint8Array(out.buffer);
}
