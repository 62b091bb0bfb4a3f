// Writes planes of coefficients as scans of progressive JPEG: DC, then the AC of each component, in one step each, with tables made
// for them (ISO/IEC 10918-1 G.1.2). Bits that never came stay away: decoders smooth such pictures, and go on to.
import { bitWriter, type HuffmanTable, tableFor } from '../huffman.js';
import type { JpegStream } from '../jpegStream.js';
import { lowBits, sizeOf } from '../rewriteScan.js';
import { eachBlock, type Plane } from './planes.js';

interface Scan {
  /** Indexes of components. */
  readonly parts: readonly number[];
  readonly first: number;
  readonly last: number;
  /** Low bits that are left away. */
  readonly low: number;
}

interface Sink {
  symbol(part: number, symbol: number, bits: number, size: number): void;
  restart(index: number): void;
}

/** An MCU of a scan has so many blocks at most (B.2.3). */
const MOST_BLOCKS = 10;
/** The longest run of blocks without an end of their own (G.1.2.2). */
const LONGEST_RUN = 0x7fff;

/** No decoder knows larger differences of DC (F.1.2.1.2, of 12 bits). */
const LARGEST_SIZE = 15;

/** Segments and coded data of all scans; undefined where there is no table for them, or no symbol for a coefficient. */
export function writeScans(
  stream: JpegStream,
  planes: readonly Plane[],
  restart: number,
): readonly Uint8Array[] | undefined {
  const out: Uint8Array[] = [];
  for (const scan of scansFor(stream, planes)) {
    // Of a scan of DC the first component has a table of its own: mostly it is the brightness.
    const tableOf = (part: number): number => Math.min(part, 1);
    const counts = [new Uint32Array(256), new Uint32Array(256)];
    let largest = 0;
    putScan(stream, planes, scan, restart, {
      symbol: (part, symbol, _, size) => {
        largest = Math.max(largest, size);
        const list = counts[tableOf(part)];
        if (list !== undefined) list[symbol] = (list[symbol] ?? 0) + 1;
      },
      restart: () => undefined,
    });
    if (largest > LARGEST_SIZE) return undefined;
    const tables: HuffmanTable[] = [];
    for (const list of counts.slice(0, Math.min(2, scan.parts.length))) {
      const table = tableFor(list);
      if (table === undefined) return undefined;
      out.push(tableSegment((scan.first > 0 ? 16 : 0) + tables.length, table));
      tables.push(table);
    }
    const writer = bitWriter(64 * 1024);
    putScan(stream, planes, scan, restart, {
      symbol: (part, symbol, bits, size) => {
        const code = tables[tableOf(part)]?.codes[symbol] ?? 0;
        writer.put(code & 0xffff, code >>> 16);
        writer.put(bits, size);
      },
      restart: (index) => writer.align(0xd0 + (index % 8)),
    });
    writer.align();
    const ids = scan.parts.flatMap((index, part) => [stream.components[index]?.id ?? 0, tableOf(part) * 16]);
    const head = [0xff, 0xda, 0, 6 + ids.length, scan.parts.length, ...ids, scan.first, scan.last, scan.low];
    out.push(Uint8Array.from(head), writer.take());
  }
  return out;
}

function tableSegment(id: number, { counts, symbols }: HuffmanTable): Uint8Array {
  const length = 19 + symbols.length;
  return Uint8Array.from([0xff, 0xc4, length >> 8, length & 0xff, id, ...counts, ...symbols]);
}

function scansFor({ components }: JpegStream, planes: readonly Plane[]): readonly Scan[] {
  const all = planes.map((_, index) => index);
  const [low = 0] = planes[0]?.levels ?? [];
  const blocks = components.reduce((sum, { across, down }) => sum + across * down, 0);
  const together = planes.every(({ levels }) => levels[0] === low) && blocks <= MOST_BLOCKS;
  const dc = together
    ? [{ parts: all, first: 0, last: 0, low }]
    : planes.map(({ levels }, index) => ({ parts: [index], first: 0, last: 0, low: levels[0] ?? 0 }));
  const ac: Scan[] = [];
  for (const [index, { levels }] of planes.entries())
    for (let first = 1; first < 64; ) {
      const own = levels[first] ?? -1;
      let last = first;
      while (last < 63 && levels[last + 1] === own) last++;
      if (own >= 0) ac.push({ parts: [index], first, last, low: own });
      first = last + 1;
    }
  return [...dc, ...ac];
}

function putScan(stream: JpegStream, planes: readonly Plane[], scan: Scan, restart: number, sink: Sink): void {
  const lists = scan.parts.map((index) => planes[index]?.coefficients ?? new Int16Array(0));
  const before = scan.parts.map(() => 0);
  const ac = acWriter(scan, sink);
  const dc = (part: number, base: number): void => {
    // The shift of DC rounds down, that of AC towards zero (G.1.2.1, G.1.2.2).
    const value = (lists[part]?.[base] ?? 0) >> scan.low;
    const difference = value - (before[part] ?? 0);
    before[part] = value;
    const size = sizeOf(difference);
    sink.symbol(part, size, lowBits(difference, size), size);
  };
  eachBlock(stream, planes, scan.parts, restart, {
    block: (part, base) => {
      if (scan.first === 0) dc(part, base);
      else ac.block(lists[0] ?? new Int16Array(0), base);
      return true;
    },
    restart: (index) => {
      ac.end();
      before.fill(0);
      sink.restart(index);
      return true;
    },
  });
  ac.end();
}

function acWriter({ first, last, low }: Scan, sink: Sink) {
  let empty = 0;
  const end = (): void => {
    if (empty === 0) return;
    const size = sizeOf(empty) - 1;
    sink.symbol(0, size * 16, empty - (1 << size), size);
    empty = 0;
  };
  const block = (list: Int16Array, base: number): void => {
    let zeros = 0;
    for (let at = first; at <= last; at++) {
      const whole = list[base + at] ?? 0;
      const value = whole < 0 ? -(-whole >> low) : whole >> low;
      if (value === 0) {
        zeros++;
        continue;
      }
      end();
      for (; zeros > 15; zeros -= 16) sink.symbol(0, 0xf0, 0, 0);
      const size = sizeOf(value);
      sink.symbol(0, zeros * 16 + size, lowBits(value, size), size);
      zeros = 0;
    }
    if (zeros === 0) return;
    empty++;
    if (empty === LONGEST_RUN) end();
  };
  return { block, end };
}
