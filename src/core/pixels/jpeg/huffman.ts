// Huffman tables and entropy-coded bits of sequential JPEG (ISO/IEC 10918-1 Annex C, F.1.2, F.2.2, K.2).

/** As a DHT segment has it: how many codes of each length from 1 to 16, and their symbols in order. */
export interface HuffmanTable {
  readonly counts: Uint8Array;
  readonly symbols: Uint8Array;
  /** By the next 16 bits: length of the code times 256, and its symbol; 0 where no code begins so. */
  readonly look: Uint16Array;
  /** By symbol: length of the code times 65536, and the code; 0 where the table has none. */
  readonly codes: Uint32Array;
}

/** Undefined where the codes don't fit into 16 bits. */
export function huffmanTable(counts: Uint8Array, symbols: Uint8Array): HuffmanTable | undefined {
  const look = new Uint16Array(65_536);
  const codes = new Uint32Array(256);
  let [code, next] = [0, 0];
  for (let length = 1; length <= 16; length++, code <<= 1) {
    for (let i = 0; i < (counts[length - 1] ?? 0); i++, code++, next++) {
      const symbol = symbols[next];
      if (symbol === undefined || code >= 1 << length) return undefined;
      look.fill(length * 256 + symbol, code << (16 - length), (code + 1) << (16 - length));
      codes[symbol] = length * 65_536 + code;
    }
  }
  return { counts, symbols, look, codes };
}

/** A table for symbols that come so often (K.2, figures K.1 to K.4); the code of ones alone stays free. */
export function tableFor(frequencies: Uint32Array): HuffmanTable | undefined {
  const counts = new Float64Array(257);
  counts.set(frequencies);
  counts[256] = 1;
  const sizes = new Uint8Array(257);
  const others = new Int32Array(257).fill(-1);
  for (;;) {
    const [first, second] = rarest(counts);
    if (first < 0 || second < 0) break;
    counts[first] = (counts[first] ?? 0) + (counts[second] ?? 0);
    counts[second] = 0;
    let last = first;
    for (let at = first; at >= 0; at = others[at] ?? -1) {
      sizes[at] = (sizes[at] ?? 0) + 1;
      last = at;
    }
    others[last] = second;
    for (let at = second; at >= 0; at = others[at] ?? -1) sizes[at] = (sizes[at] ?? 0) + 1;
  }
  const bits = new Int32Array(258);
  for (const size of sizes) if (size > 0) bits[size] = (bits[size] ?? 0) + 1;
  for (let length = 257; length > 16; length--)
    while ((bits[length] ?? 0) > 0) {
      let shorter = length - 2;
      while ((bits[shorter] ?? 0) === 0) shorter--;
      bits[length] = (bits[length] ?? 0) - 2;
      bits[length - 1] = (bits[length - 1] ?? 0) + 1;
      bits[shorter + 1] = (bits[shorter + 1] ?? 0) + 2;
      bits[shorter] = (bits[shorter] ?? 0) - 1;
    }
  let longest = 16;
  while ((bits[longest] ?? 0) === 0) longest--;
  bits[longest] = (bits[longest] ?? 0) - 1;
  const order = Array.from({ length: 256 }, (_, symbol) => symbol).filter((symbol) => (sizes[symbol] ?? 0) > 0);
  order.sort((a, b) => (sizes[a] ?? 0) - (sizes[b] ?? 0) || a - b);
  return huffmanTable(Uint8Array.from(bits.subarray(1, 17)), Uint8Array.from(order));
}

function rarest(counts: Float64Array): readonly [number, number] {
  let [first, second] = [-1, -1];
  for (const [at, count] of counts.entries()) {
    if (count === 0) continue;
    if (first < 0 || count <= (counts[first] ?? 0)) [first, second] = [at, first];
    else if (second < 0 || count <= (counts[second] ?? 0)) second = at;
  }
  return [first, second];
}

/** Bits of entropy-coded data, from the most significant on; ones where a marker or the end comes. */
export interface BitReader {
  /** Next symbol; -1 where no code fits. */
  symbol(table: HuffmanTable): number;
  bits(count: number): number;
  /** Goes behind the restart marker that is to come; false where there is none. */
  restart(): boolean;
  /** True where more bits were taken than there are. */
  readonly beyond: boolean;
  /** Where the marker is that ends the data. */
  end(): number;
}

export function bitReader(bytes: Uint8Array, start: number): BitReader {
  let at = start;
  let held = 0;
  let count = 0;
  let missing = 0;
  const need = (wanted: number): void => {
    while (count < wanted) {
      const byte = bytes[at];
      const marker = byte === 0xff && bytes[at + 1] !== 0;
      if (byte === undefined || marker) {
        held = ((held << 8) | 0xff) >>> 0;
        missing += 8;
      } else {
        held = ((held << 8) | byte) >>> 0;
        at += byte === 0xff ? 2 : 1;
      }
      count += 8;
    }
  };
  return {
    symbol: (table) => {
      need(16);
      const found = table.look[(held >>> (count - 16)) & 0xffff] ?? 0;
      if (found === 0) return -1;
      count -= found >> 8;
      return found & 0xff;
    },
    bits: (wanted) => {
      if (wanted === 0) return 0;
      need(wanted);
      count -= wanted;
      return (held >>> count) & ((1 << wanted) - 1);
    },
    restart: () => {
      held = 0;
      count = 0;
      missing = 0;
      // Fill bytes may come before a marker (B.1.1.2).
      while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at++;
      if (bytes[at] !== 0xff || ((bytes[at + 1] ?? 0) & 0xf8) !== 0xd0) return false;
      at += 2;
      return true;
    },
    get beyond() {
      return missing > count;
    },
    end: () => {
      while (at < bytes.length && !(bytes[at] === 0xff && (bytes[at + 1] ?? 0) !== 0 && bytes[at + 1] !== 0xff)) at++;
      return at;
    },
  };
}

export interface BitWriter {
  put(code: number, length: number): void;
  /** Ones up to the next byte, and a marker where there is one. */
  align(marker?: number): void;
  take(): Uint8Array;
}

export function bitWriter(size: number): BitWriter {
  let out = new Uint8Array(size + 1024);
  let at = 0;
  let held = 0;
  let count = 0;
  const byte = (value: number): void => {
    if (at + 4 > out.length) {
      const larger = new Uint8Array(out.length * 2);
      larger.set(out);
      out = larger;
    }
    out[at++] = value;
  };
  const put = (code: number, length: number): void => {
    held = ((held << length) | code) & 0x7fffffff;
    count += length;
    while (count >= 8) {
      count -= 8;
      const value = (held >>> count) & 0xff;
      byte(value);
      // A byte of ones is followed by zeros, so that it is no marker (F.1.2.3).
      if (value === 0xff) byte(0);
    }
    held &= (1 << count) - 1;
  };
  return {
    put: (code, length) => {
      if (length > 8) put(code >>> 8, length - 8);
      put(length > 8 ? code & 0xff : code, Math.min(8, length));
    },
    align: (marker) => {
      if (count > 0) put((1 << (8 - count)) - 1, 8 - count);
      if (marker === undefined) return;
      byte(0xff);
      byte(marker);
    },
    take: () => out.subarray(0, at),
  };
}
