// Replaces regions of a lossy JPEG image: whole MCUs are filled. Of sequential JPEG everything else keeps its bits, of progressive
// JPEG its coefficients (ISO/IEC 10918-1; 8 and 12 bits, any subsampling, restart intervals, one scan or several).
import { concat } from '../../kernel/source.js';
import type { HuffmanTable } from './huffman.js';
import {
  behindData,
  type JpegRewritten,
  type JpegStream,
  openJpeg,
  readTables,
  type Scan,
  scanAt,
  type Tables,
  u16,
} from './jpegStream.js';
import { type JpegRegion, newBlocks, type Shown } from './newBlocks.js';
import { rewriteProgressive } from './progressive/rewriteProgressive.js';
import { rewriteScan, walkScan } from './rewriteScan.js';

const DAMAGED = { kind: 'trouble', reason: 'its JPEG data is damaged' } as const;

export interface Mcu {
  readonly width: number;
  readonly height: number;
  /** Some components have fewer samples: decoders mix them over one pixel beyond a block's edge. */
  readonly mixes: boolean;
  readonly progressive: boolean;
}

/** The size of an MCU in pixels; why the stream can't be rewritten. */
export function mcuOf(bytes: Uint8Array): Mcu | Extract<JpegRewritten, { kind: 'trouble' }> {
  const opened = openJpeg(bytes);
  if (opened.kind === 'trouble') return opened;
  const { most, components, progressive } = opened.stream;
  const mixes = components.some(({ across, down }) => across !== most.across || down !== most.down);
  return { width: 8 * most.across, height: 8 * most.down, mixes, progressive };
}

/** @param black a value for each component */
export function rewriteJpeg(
  bytes: Uint8Array,
  regions: readonly JpegRegion[],
  black: readonly number[],
): JpegRewritten {
  const opened = openJpeg(bytes);
  if (opened.kind === 'trouble') return opened;
  const { stream } = opened;
  if (stream.progressive) return rewriteProgressive(stream, opened.at, opened.tables, regions, black);
  const scans = scansOf(stream, opened.at, opened.tables);
  if (scans === undefined) return DAMAGED;
  const filled = newBlocks(stream, shownBy(stream, scans), regions, black);
  if (filled === undefined) return DAMAGED;
  const parts: Uint8Array[] = [];
  /** What a decoder of the output holds that the original's segments do not say, by class and id. */
  const replaced = new Map<string, HuffmanTable>();
  let at = 0;
  for (const scan of scans) {
    const done = rewriteScan(stream, scan, filled);
    if (done === undefined) return DAMAGED;
    parts.push(bytes.subarray(at, scan.start));
    for (const segment of defined(scan, done.tables, replaced)) parts.push(segment);
    parts.push(bytes.subarray(scan.start, scan.data), done.data);
    at = done.end;
  }
  parts.push(bytes.subarray(at));
  return { kind: 'rewritten', bytes: concat(parts) };
}

function scansOf(stream: JpegStream, from: number, tables: Tables): readonly Scan[] | undefined {
  const { bytes } = stream;
  const scans: Scan[] = [];
  for (let at = from; at + 2 <= bytes.length; ) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff) return undefined;
    if (marker === 0xd9) break;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // The number of lines comes behind the first scan (B.2.5): not from any encoder of medical images.
    if (marker === 0xdc) return undefined;
    if (marker !== 0xda) {
      if (!readTables(bytes, at, tables)) return undefined;
      at += 2 + u16(bytes, at + 2);
      continue;
    }
    const scan = scanAt(stream, at, tables);
    if (scan === undefined) return undefined;
    scans.push(scan);
    at = behindData(bytes, scan.data);
  }
  const covered = new Set(scans.flatMap(({ parts }) => parts.map(({ component }) => component)));
  return covered.size === stream.components.length ? scans : undefined;
}

/** DHT segments for tables that the scan needs and a decoder would not have. */
function defined(
  scan: Scan,
  tables: readonly { readonly dc: HuffmanTable; readonly ac: HuffmanTable }[],
  replaced: Map<string, HuffmanTable>,
): readonly Uint8Array[] {
  const segments: Uint8Array[] = [];
  for (const [index, part] of scan.parts.entries()) {
    const own = tables[index];
    if (own === undefined) continue;
    for (const [kind, id, table, original] of [
      [0, part.dcId, own.dc, part.dc],
      [1, part.acId, own.ac, part.ac],
    ] as const) {
      const key = `${kind} ${id}`;
      const before = replaced.get(key);
      if (before === table || (before === undefined && table === original)) continue;
      if (table === original) replaced.delete(key);
      else replaced.set(key, table);
      const length = 19 + table.symbols.length;
      const head = [0xff, 0xc4, length >> 8, length & 0xff, kind * 16 + id];
      segments.push(Uint8Array.from([...head, ...table.counts, ...table.symbols]));
    }
  }
  return segments;
}

const SILENT = { dc: () => undefined, ac: () => undefined, restart: () => undefined };

function shownBy(stream: JpegStream, scans: readonly Scan[]): Shown {
  return {
    steps: stream.components.map(
      (_, index) =>
        scans.flatMap(({ parts }) => parts).find(({ component }) => component === index)?.steps ?? new Uint16Array(64),
    ),
    each: (seen) => scans.every((scan) => walkScan(stream, scan, () => undefined, SILENT, seen) !== undefined),
  };
}
