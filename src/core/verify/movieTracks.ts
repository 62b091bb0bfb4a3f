// What of the samples of an MP4 may be blank in the output: texts and times, and between pictures the units that are notes (ISO/IEC
// 14496-12 8.7, 14496-15 5.3). Written anew, apart from the planning.
import type { ReadAt, Span } from './byteStream.js';

export interface MovieTrack {
  handler: string;
  /** The name of its first sample entry. */
  entry: string;
  /** Bytes of the length of a unit. */
  width: number;
  readonly tables: Map<string, Span>;
}

/** Takes note of a box of the track. */
export async function inTrack(read: ReadAt, track: MovieTrack, name: string, from: number, to: number): Promise<void> {
  if (/^(?:stsz|stsc|stco|co64)$/.test(name)) track.tables.set(name, [from, to]);
  if (name === 'hdlr') track.handler ||= text(await read(from + 8, 4));
  if (name !== 'stsd') return;
  const bytes = await read(from + 8, Math.min(4096, Math.max(0, to - from - 8)));
  track.entry = text(bytes.subarray(4, 8));
  const config = /(avcC|hvcC)/.exec(text(bytes.subarray(86)));
  if (config === null) return;
  const at = 86 + config.index + (config[0] === 'avcC' ? 8 : 25);
  track.width = ((bytes[at] ?? 3) & 3) + 1;
}

const MOST = 2 * 1024 * 1024;

/** @param length of the whole */
export async function noteSpans(read: ReadAt, track: MovieTrack, length: number): Promise<Span[]> {
  const { handler, entry, width, tables } = track;
  if (handler === 'soun') return [];
  const isAvc = /^avc[1-4]$/.test(entry);
  if (handler === 'vide' && !isAvc && entry !== 'hvc1' && entry !== 'hev1') return [];
  const table = async (name: string, skip: number, size: number): Promise<number[]> => {
    const [from = 0, to = 0] = tables.get(name) ?? [];
    const all: number[] = [];
    for (let at = from + skip; at + size <= to && all.length < MOST; at += size) {
      const bytes = await read(at, size);
      if (bytes.length < size) break;
      all.push(value(bytes));
    }
    return all;
  };
  const [fixed = 0, count = 0, ...sizes] = await table('stsz', 4, 4);
  const groups = await table('stsc', 8, 4);
  const chunks = tables.has('stco') ? await table('stco', 8, 4) : await table('co64', 8, 8);
  const spans: Span[] = [];
  let [sample, group] = [0, 0];
  for (const [index, start] of chunks.entries()) {
    while ((groups[group + 3] ?? Number.POSITIVE_INFINITY) <= index + 1) group += 3;
    let at = start;
    for (let each = 0; each < (groups[group + 1] ?? 0) && sample < Math.min(count, MOST); each++, sample++) {
      const end = at + (fixed > 0 ? fixed : (sizes[sample] ?? 0));
      if (end > length) return spans;
      if (handler !== 'vide') spans.push([at, end]);
      for (let unit = at; handler === 'vide' && unit + width < end; ) {
        const head = await read(unit, width + 1);
        const size = value(head.subarray(0, width));
        const type = head[width] ?? 0;
        const isNote = isAvc ? /^(?:0|6|1[0126-8]|2[2-9]|3.)$/.test(String(type & 31)) : type >> 1 > 35;
        if (isNote) spans.push([unit + width, Math.min(end, unit + width + size)]);
        unit += width + size;
      }
      at = end;
    }
  }
  return spans;
}

function value(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

function text(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
