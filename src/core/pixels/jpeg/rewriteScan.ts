// Goes through the blocks of a scan of sequential JPEG, and writes it anew with some of them replaced: all other blocks keep their
// symbols, so that with the same tables they keep their bits; only the DC differences behind a replaced block change (F.1.2).
import { type BitWriter, bitReader, bitWriter, type HuffmanTable, tableFor } from './huffman.js';
import { blocksOf, type JpegStream, type Scan } from './jpegStream.js';

/** Coefficients as they are stored, quantised, in zigzag order. */
export type Block = Int32Array;

/** What stands in place of a block; undefined where it stays. */
export type NewBlock = (component: number, x: number, y: number) => Block | undefined;

/** Told of symbols in the order of the stream: a table, a symbol, and the bits behind it. */
interface SymbolSink {
  dc(part: number, symbol: number, bits: number): void;
  ac(part: number, symbol: number, bits: number): void;
  restart(index: number): void;
}

/** Goes through a scan; `seen` is told of each block that is asked for. Returns where its data ends; undefined where it is damaged. */
export function walkScan(
  stream: JpegStream,
  scan: Scan,
  given: NewBlock,
  sink: SymbolSink,
  seen: ((component: number, x: number, y: number, block: Block) => void) | undefined = undefined,
): number | undefined {
  const reader = bitReader(stream.bytes, scan.data);
  const alone = scan.parts.length === 1;
  const before = scan.parts.map(() => 0);
  const written = scan.parts.map(() => 0);
  const block = new Int32Array(64);
  const symbols = new Int32Array(128);
  const one = stream.components[scan.parts[0]?.component ?? 0];
  if (one === undefined) return undefined;
  const [wide, high] = alone
    ? blocksOf(stream, one, true)
    : [Math.ceil(stream.columns / (8 * stream.most.across)), Math.ceil(stream.rows / (8 * stream.most.down))];
  for (let unit = 0; unit < wide * high; unit++) {
    if (scan.restart > 0 && unit > 0 && unit % scan.restart === 0) {
      if (!reader.restart()) return undefined;
      sink.restart((unit / scan.restart - 1) % 8);
      before.fill(0);
      written.fill(0);
    }
    const [column, row] = [unit % wide, Math.floor(unit / wide)];
    for (const [part, { component, dc, ac }] of scan.parts.entries()) {
      const { across = 1, down = 1 } = alone ? {} : (stream.components[component] ?? {});
      for (let inner = 0; inner < across * down; inner++) {
        const [x, y] = [column * across + (inner % across), row * down + Math.floor(inner / across)];
        const category = reader.symbol(dc);
        if (category < 0 || category > 16) return undefined;
        before[part] = (before[part] ?? 0) + extended(reader.bits(category), category);
        let count = 0;
        block.fill(0);
        block[0] = before[part] ?? 0;
        for (let at = 1; at < 64; ) {
          const symbol = reader.symbol(ac);
          if (symbol < 0) return undefined;
          const size = symbol & 15;
          const bits = reader.bits(size);
          symbols[count++] = symbol;
          symbols[count++] = bits;
          if (size === 0 && symbol !== 0xf0) break;
          at += symbol >> 4;
          if (at > 63) return undefined;
          if (size > 0) block[at] = extended(bits, size);
          at++;
        }
        if (reader.beyond) return undefined;
        seen?.(component, x, y, block);
        const fresh = given(component, x, y);
        const value = fresh?.[0] ?? before[part] ?? 0;
        const difference = value - (written[part] ?? 0);
        written[part] = value;
        const size = sizeOf(difference);
        sink.dc(part, size, lowBits(difference, size));
        if (fresh === undefined)
          for (let at = 0; at < count; at += 2) sink.ac(part, symbols[at] ?? 0, symbols[at + 1] ?? 0);
        else putCoefficients(fresh, (symbol, bits) => sink.ac(part, symbol, bits));
      }
    }
  }
  return reader.end();
}

/** Runs of zeros and what follows them; the rest of a block is told to be zero (F.1.2.2). */
function putCoefficients(block: Block, put: (symbol: number, bits: number) => void): void {
  let zeros = 0;
  for (let at = 1; at < 64; at++) {
    const value = block[at] ?? 0;
    if (value === 0) {
      zeros++;
      continue;
    }
    for (; zeros > 15; zeros -= 16) put(0xf0, 0);
    const size = sizeOf(value);
    put(zeros * 16 + size, lowBits(value, size));
    zeros = 0;
  }
  if (zeros > 0) put(0, 0);
}

function extended(bits: number, size: number): number {
  return size > 0 && bits < 1 << (size - 1) ? bits - (1 << size) + 1 : bits;
}

export function sizeOf(value: number): number {
  return 32 - Math.clz32(Math.abs(value));
}

export function lowBits(value: number, size: number): number {
  return (value < 0 ? value + (1 << size) - 1 : value) & ((1 << size) - 1);
}

export interface Rewritten {
  /** Entropy-coded data. */
  readonly data: Uint8Array;
  /** Tables that it needs, by part. */
  readonly tables: readonly { readonly dc: HuffmanTable; readonly ac: HuffmanTable }[];
  /** Where the data of the original ends. */
  readonly end: number;
}

/** A scan with some blocks replaced; where a table lacks a symbol, with another one made for what there is to say. */
export function rewriteScan(stream: JpegStream, scan: Scan, given: NewBlock): Rewritten | undefined {
  const used = new Map<HuffmanTable, Uint32Array>();
  const usedOf = (table: HuffmanTable): Uint32Array => {
    const known = used.get(table) ?? new Uint32Array(256);
    used.set(table, known);
    return known;
  };
  const lists = scan.parts.map(({ dc, ac }) => ({ dc: usedOf(dc), ac: usedOf(ac) }));
  const count = (list: Uint32Array | undefined, symbol: number): void => {
    if (list !== undefined) list[symbol] = (list[symbol] ?? 0) + 1;
  };
  const end = walkScan(stream, scan, given, {
    dc: (part, symbol) => count(lists[part]?.dc, symbol),
    ac: (part, symbol) => count(lists[part]?.ac, symbol),
    restart: () => undefined,
  });
  if (end === undefined) return undefined;
  const fitting = new Map<HuffmanTable, HuffmanTable>();
  for (const [table, list] of used) {
    const lacks = list.some((times, symbol) => times > 0 && table.codes[symbol] === 0);
    const fit = lacks ? tableFor(list) : table;
    if (fit === undefined) return undefined;
    fitting.set(table, fit);
  }
  const tables = scan.parts.map(({ dc, ac }) => ({ dc: fitting.get(dc) ?? dc, ac: fitting.get(ac) ?? ac }));
  const writer: BitWriter = bitWriter(end - scan.data);
  const put = (table: HuffmanTable | undefined, symbol: number, size: number, bits: number): void => {
    const code = table?.codes[symbol] ?? 0;
    writer.put(code & 0xffff, code >>> 16);
    writer.put(bits, size);
  };
  walkScan(stream, scan, given, {
    dc: (part, symbol, bits) => put(tables[part]?.dc, symbol, symbol, bits),
    ac: (part, symbol, bits) => put(tables[part]?.ac, symbol, symbol & 15, bits),
    restart: (index) => writer.align(0xd0 + index),
  });
  writer.align();
  return { data: writer.take(), tables, end };
}
