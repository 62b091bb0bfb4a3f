// Reads one scan of progressive JPEG into the planes: first bits of DC or AC coefficients, or one bit more of them (ISO/IEC 10918-1
// G.1.2, G.2). Strict: a scan that brings what was there already, or skips a bit, is damage, so that work is bounded by the picture.
import { type BitReader, bitReader, type HuffmanTable } from '../huffman.js';
import { type JpegStream, type Tables, u16 } from '../jpegStream.js';
import { eachBlock, type Plane } from './planes.js';

interface Scan {
  /** Indexes of components. */
  readonly parts: readonly { readonly component: number; readonly dcId: number; readonly acId: number }[];
  readonly first: number;
  readonly last: number;
  /** How many low bits were left before (0: nothing came), and are left now. */
  readonly high: number;
  readonly low: number;
}

/** The scan whose SOS marker is at `at`; false where it is damaged, or goes through more blocks than are left. */
export function readScan(
  stream: JpegStream,
  planes: readonly Plane[],
  at: number,
  tables: Tables,
  blocks: { left: number },
): boolean {
  const scan = scanOf(stream, at);
  if (scan === undefined || !follows(scan, planes)) return false;
  const { parts, first, last, low } = scan;
  const reader = bitReader(stream.bytes, at + 2 + u16(stream.bytes, at + 2));
  const lists = parts.map(({ component }) => planes[component]?.coefficients ?? new Int16Array(0));
  const before = parts.map(() => 0);
  const [only] = parts;
  const ac = only === undefined || first === 0 ? undefined : acBlocks(reader, tables.ac[only.acId], scan);
  if (first > 0 && ac === undefined) return false;
  const dcTables = parts.map(({ dcId }) => tables.dc[dcId]);
  if (first === 0 && scan.high === 0 && dcTables.includes(undefined)) return false;
  const dcFirst = (part: number, base: number): boolean => {
    const table = dcTables[part];
    const size = table === undefined ? -1 : reader.symbol(table);
    if (size < 0 || size > 16) return false;
    const value = (before[part] ?? 0) + extended(reader.bits(size), size);
    before[part] = value;
    return put(lists[part], base, value * 2 ** low);
  };
  const dcMore = (part: number, base: number): boolean => {
    const list = lists[part];
    if (list !== undefined && reader.bits(1) === 1) list[base] = (list[base] ?? 0) | (1 << low);
    return true;
  };
  const dc = scan.high === 0 ? dcFirst : dcMore;
  const whole = eachBlock(
    stream,
    planes,
    parts.map(({ component }) => component),
    tables.restart,
    {
      block: (part, base) => {
        blocks.left -= 1;
        if (blocks.left < 0) return false;
        return (ac === undefined ? dc(part, base) : ac.block(lists[0], base)) && !reader.beyond;
      },
      restart: () => {
        before.fill(0);
        ac?.restart();
        return reader.restart();
      },
    },
  );
  if (!whole) return false;
  for (const { component } of parts) planes[component]?.levels.fill(low, first, last + 1);
  return true;
}

function scanOf({ bytes, components }: JpegStream, at: number): Scan | undefined {
  const count = bytes[at + 4] ?? 0;
  const tail = at + 5 + count * 2;
  if (count < 1 || count > 4 || tail + 3 > bytes.length || u16(bytes, at + 2) < 6 + count * 2) return undefined;
  const parts = Array.from({ length: count }, (_, index) => {
    const [id, ids = 0] = [bytes[at + 5 + index * 2], bytes[at + 6 + index * 2]];
    return { component: components.findIndex((one) => one.id === id), dcId: ids >> 4, acId: ids & 15 };
  });
  if (new Set(parts.map(({ component }) => component)).size < count) return undefined;
  if (parts.some(({ component }) => component < 0)) return undefined;
  const [first = 0, last = 0, bits = 0] = bytes.subarray(tail, tail + 3);
  // DC coefficients come by themselves, AC coefficients of one component (G.1.1.1.1).
  if (first === 0 ? last !== 0 : last < first || last > 63 || count > 1) return undefined;
  const [high, low] = [bits >> 4, bits & 15];
  return low > 13 || (high > 0 && high !== low + 1) ? undefined : { parts, first, last, high, low };
}

/** Whether a scan goes on where those before ended. */
function follows({ parts, first, last, high }: Scan, planes: readonly Plane[]): boolean {
  return parts.every(({ component }) =>
    planes[component]?.levels.subarray(first, last + 1).every((level) => level === (high === 0 ? -1 : high)),
  );
}

interface AcBlocks {
  block(list: Int16Array | undefined, base: number): boolean;
  restart(): void;
}

function acBlocks(
  reader: BitReader,
  table: HuffmanTable | undefined,
  { first, last, high, low }: Scan,
): AcBlocks | undefined {
  if (table === undefined) return undefined;
  /** Blocks to come in which nothing begins (EOBRUN). */
  let empty = 0;
  const firstBits = (list: Int16Array, base: number): boolean => {
    if (empty > 0) {
      empty--;
      return true;
    }
    for (let at = first; at <= last; at++) {
      const symbol = reader.symbol(table);
      if (symbol < 0) return false;
      const [zeros, size] = [symbol >> 4, symbol & 15];
      if (size === 0 && zeros < 15) {
        empty = (1 << zeros) - 1 + reader.bits(zeros);
        return true;
      }
      at += zeros;
      if (size === 0) continue;
      if (at > last || !put(list, base + at, extended(reader.bits(size), size) * 2 ** low)) return false;
    }
    return true;
  };
  const more = (list: Int16Array, at: number): void => {
    const value = list[at] ?? 0;
    if (reader.bits(1) === 1) list[at] = value < 0 ? value - (1 << low) : value + (1 << low);
  };
  const moreBits = (list: Int16Array, base: number): boolean => {
    let at = first;
    while (empty === 0 && at <= last) {
      const symbol = reader.symbol(table);
      if (symbol < 0 || (symbol & 15) > 1) return false;
      let zeros = symbol >> 4;
      if ((symbol & 15) === 0 && zeros < 15) {
        empty = (1 << zeros) + reader.bits(zeros);
        break;
      }
      const fresh = (symbol & 15) === 0 ? 0 : reader.bits(1) === 1 ? 1 << low : -(1 << low);
      for (; at <= last; at++) {
        if ((list[base + at] ?? 0) !== 0) more(list, base + at);
        else if (--zeros < 0) break;
      }
      if (fresh !== 0) {
        if (at > last) return false;
        list[base + at] = fresh;
      }
      at++;
    }
    if (empty > 0) {
      for (; at <= last; at++) if ((list[base + at] ?? 0) !== 0) more(list, base + at);
      empty--;
    }
    return true;
  };
  const read = high === 0 ? firstBits : moreBits;
  return {
    block: (list, base) => list !== undefined && read(list, base),
    restart: () => {
      empty = 0;
    },
  };
}

/** What is at most so large stays so with the bits that come later, and has a size that can be written. */
function put(list: Int16Array | undefined, at: number, value: number): boolean {
  if (list === undefined || Math.abs(value) > 32_767) return false;
  list[at] = value;
  return true;
}

function extended(bits: number, size: number): number {
  return size > 0 && bits < 2 ** (size - 1) ? bits - 2 ** size + 1 : bits;
}
