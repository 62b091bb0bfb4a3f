// A JPEG stream with Huffman coding, sequential or progressive, as its segments (ISO/IEC 10918-1 Annex B): frame, scans, and the
// tables in force.
import { type HuffmanTable, huffmanTable } from './huffman.js';

export interface Component {
  readonly id: number;
  /** Sampling factors: blocks of an MCU across and down. */
  readonly across: number;
  readonly down: number;
  readonly quantTable: number;
}

export interface Scan {
  /** Of the SOS marker. */
  readonly start: number;
  /** Of the entropy-coded data. */
  readonly data: number;
  readonly restart: number;
  readonly parts: readonly {
    /** Index into the components. */
    readonly component: number;
    readonly dcId: number;
    readonly acId: number;
    readonly dc: HuffmanTable;
    readonly ac: HuffmanTable;
    /** Steps of the quantisation, in zigzag order. */
    readonly steps: Uint16Array;
  }[];
}

export interface JpegStream {
  readonly bytes: Uint8Array;
  readonly rows: number;
  readonly columns: number;
  readonly bits: number;
  /** Its scans bring a part of the coefficients each (Annex G). */
  readonly progressive: boolean;
  readonly components: readonly Component[];
  /** Blocks of the largest sampling: an MCU is so many blocks of 8 across and down. */
  readonly most: { readonly across: number; readonly down: number };
}

export type Opened =
  | { readonly kind: 'stream'; readonly stream: JpegStream; readonly at: number; readonly tables: Tables }
  | { readonly kind: 'trouble'; readonly reason: string };

export type JpegRewritten =
  | { readonly kind: 'rewritten'; readonly bytes: Uint8Array }
  | { readonly kind: 'trouble'; readonly reason: string };

/** Tables as the segments so far define them. */
export interface Tables {
  readonly dc: (HuffmanTable | undefined)[];
  readonly ac: (HuffmanTable | undefined)[];
  readonly steps: (Uint16Array | undefined)[];
  restart: number;
}

const DAMAGED = { kind: 'trouble', reason: 'its JPEG data is damaged' } as const;

export function u16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

/** Reads up to the frame header. */
export function openJpeg(bytes: Uint8Array): Opened {
  const tables: Tables = { dc: [], ac: [], steps: [], restart: 0 };
  if (u16(bytes, 0) !== 0xffd8) return DAMAGED;
  for (let at = 2; at + 4 <= bytes.length; ) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff) return DAMAGED;
    if (marker === 0xff) at += 1;
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      if (marker > 0xc2)
        return { kind: 'trouble', reason: 'its kind of JPEG is none of which single blocks can be rewritten' };
      const stream = frameOf(bytes, at + 4, marker === 0xc2);
      return stream === undefined ? DAMAGED : { kind: 'stream', stream, at: at + 2 + u16(bytes, at + 2), tables };
    } else {
      if (!readTables(bytes, at, tables)) return DAMAGED;
      at += 2 + u16(bytes, at + 2);
    }
  }
  return DAMAGED;
}

function frameOf(bytes: Uint8Array, at: number, progressive: boolean): JpegStream | undefined {
  const count = bytes[at + 5] ?? 0;
  const [rows, columns] = [u16(bytes, at + 1), u16(bytes, at + 3)];
  if (at + 6 + count * 3 > bytes.length || rows === 0 || columns === 0 || count === 0 || count > 4) return undefined;
  const components = Array.from({ length: count }, (_, index): Component => {
    const own = at + 6 + index * 3;
    const factors = bytes[own + 1] ?? 0;
    // The factors of a single component mean nothing (A.2.2).
    const [across, down] = count === 1 ? [1, 1] : [factors >> 4, factors & 15];
    return { id: bytes[own] ?? 0, across, down, quantTable: bytes[own + 2] ?? 0 };
  });
  if (components.some(({ across, down }) => across < 1 || across > 4 || down < 1 || down > 4)) return undefined;
  const most = {
    across: Math.max(...components.map(({ across }) => across)),
    down: Math.max(...components.map(({ down }) => down)),
  };
  return { bytes, rows, columns, bits: bytes[at] ?? 0, progressive, components, most };
}

/** Takes in a DHT, DQT or DRI segment; false where it is broken. */
export function readTables(bytes: Uint8Array, at: number, tables: Tables): boolean {
  const marker = bytes[at + 1];
  const end = at + 2 + u16(bytes, at + 2);
  if (end > bytes.length || end < at + 4) return false;
  if (marker === 0xdd) tables.restart = u16(bytes, at + 4);
  if (marker === 0xdb) {
    for (let from = at + 4; from < end; ) {
      const head = bytes[from++] ?? 0;
      const width = head >> 4 === 0 ? 1 : 2;
      if (from + 64 * width > end) return false;
      const start = from;
      tables.steps[head & 3] = Uint16Array.from({ length: 64 }, (_, i) =>
        width === 1 ? (bytes[start + i] ?? 1) : u16(bytes, start + i * 2),
      );
      from += 64 * width;
    }
  }
  if (marker === 0xc4) {
    for (let from = at + 4; from < end; ) {
      const head = bytes[from] ?? 0;
      const counts = bytes.slice(from + 1, from + 17);
      const total = counts.reduce((sum, count) => sum + count, 0);
      if (from + 17 + total > end) return false;
      const table = huffmanTable(counts, bytes.slice(from + 17, from + 17 + total));
      if (table === undefined) return false;
      (head >> 4 === 0 ? tables.dc : tables.ac)[head & 3] = table;
      from += 17 + total;
    }
  }
  return true;
}

/** The scan whose SOS marker is at `at`; undefined where it is broken or not sequential. */
export function scanAt({ bytes, components }: JpegStream, at: number, tables: Tables): Scan | undefined {
  const count = bytes[at + 4] ?? 0;
  const parts: Scan['parts'][number][] = [];
  for (let index = 0; index < count; index++) {
    const [id, ids = 0] = [bytes[at + 5 + index * 2], bytes[at + 6 + index * 2]];
    const component = components.findIndex((one) => one.id === id);
    const [dcId, acId] = [ids >> 4, ids & 15];
    const [dc, ac] = [tables.dc[dcId], tables.ac[acId]];
    const steps = tables.steps[components[component]?.quantTable ?? -1];
    if (component < 0 || dc === undefined || ac === undefined || steps === undefined) return undefined;
    parts.push({ component, dcId, acId, dc, ac, steps });
  }
  return count === 0 ? undefined : { start: at, data: at + 2 + u16(bytes, at + 2), restart: tables.restart, parts };
}

/** Where the marker behind entropy-coded data is: neither a stuffed byte nor a restart. */
export function behindData(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && !(bytes[at] === 0xff && isMarker(bytes[at + 1] ?? 0))) at++;
  return at;
}

/** Of those in entropy-coded data, none that is a part of it. */
function isMarker(code: number): boolean {
  return code !== 0 && code !== 0xff && (code & 0xf8) !== 0xd0;
}

/** Blocks of a component across and down: those of whole MCUs, or where `alone`, those that it needs. */
export function blocksOf(
  { rows, columns, most }: JpegStream,
  { across, down }: Component,
  alone: boolean,
): readonly [number, number] {
  if (!alone) return [Math.ceil(columns / (8 * most.across)) * across, Math.ceil(rows / (8 * most.down)) * down];
  return [
    Math.ceil(Math.ceil((columns * across) / most.across) / 8),
    Math.ceil(Math.ceil((rows * down) / most.down) / 8),
  ];
}
