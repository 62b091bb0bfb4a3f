// Palette colour lookup tables, plain and segmented (PS3.3 C.7.6.3.1.5, C.7.9.2).
import { type Attributes, numbers, words } from './attributes.js';
import type { Samples } from './samples.js';

/** Red, green and blue of eight bits for each entry, interleaved. */
export interface Palette {
  readonly first: number;
  readonly entries: number;
  readonly colours: Uint8Array;
}

const MOST_ENTRIES = 65_536;
/** Segments that bring nothing can be repeated for ever. */
const MOST_RUNS = 500_000;

/** Undefined where a table is missing or broken. */
export async function readPalette(attributes: Attributes, signed: boolean): Promise<Palette | undefined> {
  const [red, green, blue] = [
    await readChannel(attributes, 0, signed),
    await readChannel(attributes, 1, signed),
    await readChannel(attributes, 2, signed),
  ];
  if (red === undefined || green === undefined || blue === undefined) return undefined;
  const entries = Math.max(red.values.length, green.values.length, blue.values.length);
  const colours = new Uint8Array(entries * 3);
  for (let i = 0; i < entries; i++) {
    colours[i * 3] = red.values[i] ?? 0;
    colours[i * 3 + 1] = green.values[i] ?? 0;
    colours[i * 3 + 2] = blue.values[i] ?? 0;
  }
  return { first: red.first, entries, colours };
}

/** Indices become colours; what lies outside the table takes its first or last entry. */
export function applyPalette(samples: Samples, { first, entries, colours }: Palette): Uint8Array {
  const out = new Uint8Array(samples.length * 3);
  for (let i = 0; i < samples.length; i++) {
    const at = Math.min(Math.max((samples[i] ?? 0) - first, 0), entries - 1) * 3;
    out[i * 3] = colours[at] ?? 0;
    out[i * 3 + 1] = colours[at + 1] ?? 0;
    out[i * 3 + 2] = colours[at + 2] ?? 0;
  }
  return out;
}

async function readChannel(
  attributes: Attributes,
  channel: number,
  signed: boolean,
): Promise<{ readonly first: number; readonly values: Uint8Array } | undefined> {
  const descriptor = await numbers(attributes, 0x00281101 + channel, 'US');
  const [stated, firstValue, bits] = descriptor;
  if (stated === undefined || firstValue === undefined || bits === undefined) return undefined;
  // 0 stands for 65,536 (PS3.3 C.7.6.3.1.5); the first value is signed where the pixels are.
  const entries = stated === 0 ? MOST_ENTRIES : stated;
  const first = signed && firstValue > 0x7fff ? firstValue - 0x10000 : firstValue;
  const plain = await words(attributes, 0x00281201 + channel, MOST_ENTRIES);
  const segments = plain === undefined ? await words(attributes, 0x00281221 + channel, 4 * MOST_ENTRIES) : undefined;
  const table =
    plain === undefined
      ? segments && expandSegments(unpacked(segments, bits, Infinity), entries, bits > 8)
      : unpacked(plain, bits, entries);
  if (table === undefined || table.length === 0) return undefined;
  const used = table.slice(0, entries);
  // 16 bits are promised, but some writers put eight there.
  const small = bits <= 8 || used.every((value) => value < 256);
  return { first, values: Uint8Array.from(used, (value) => (small ? value : value >>> 8)) };
}

/** Entries of eight bits may lie two to a word, the lower byte first. */
function unpacked(table: Uint16Array, bits: number, entries: number): Uint16Array {
  const packed = bits === 8 && (entries === Infinity ? table.some((value) => value > 255) : table.length < entries);
  if (!packed) return table;
  return Uint16Array.from({ length: table.length * 2 }, (_, i) => ((table[i >>> 1] ?? 0) >>> ((i & 1) * 8)) & 0xff);
}

/** Discrete (0), linear (1) and indirect (2) segments (PS3.3 C.7.9.2); stops at `entries`. */
function expandSegments(data: Uint16Array, entries: number, wide: boolean): Uint16Array {
  const out: number[] = [];
  const starts: number[] = [];
  let runs = 0;
  const run = (at: number): number => {
    const [code, length] = [data[at] ?? -1, data[at + 1] ?? 0];
    runs++;
    if (code === 0) {
      for (let i = 0; i < length && out.length < entries; i++) out.push(data[at + 2 + i] ?? 0);
      return at + 2 + length;
    }
    if (code !== 1) return data.length;
    const from = out[out.length - 1] ?? 0;
    const to = data[at + 2] ?? 0;
    for (let i = 1; i <= length && out.length < entries; i++) out.push(Math.round(from + ((to - from) * i) / length));
    return at + 3;
  };
  for (let at = 0; at + 2 < data.length && out.length < entries && runs < MOST_RUNS; ) {
    starts.push(at);
    if (data[at] !== 2) {
      at = run(at);
      continue;
    }
    // Segments are copied from those that begin at the offset of bytes given; none of them is indirect itself.
    const part = (index: number): number => data[at + 2 + index] ?? 0;
    const offset = wide ? (part(0) + part(1) * 0x10000) / 2 : part(0) + part(1) * 0x100 + part(2) * 0x10000;
    let from = starts.indexOf(offset);
    for (let left = data[at + 1] ?? 0; left > 0 && from >= 0 && from < starts.length && runs < MOST_RUNS; left--)
      run(starts[from++] ?? data.length);
    at += wide ? 4 : 6;
  }
  return Uint16Array.from(out);
}
