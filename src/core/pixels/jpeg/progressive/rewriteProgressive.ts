// Replaces blocks of a progressive JPEG: all scans are read into coefficients, and written anew in fewer scans. What is not replaced
// has the coefficients that it had, so that decoders show the same (ISO/IEC 10918-1 Annex G).
import { concat } from '../../../kernel/source.js';
import { behindData, type JpegRewritten, type JpegStream, readTables, type Tables, u16 } from '../jpegStream.js';
import { type JpegRegion, newBlocks } from '../newBlocks.js';
import { emptyPlanes, mostBlocks, type Plane } from './planes.js';
import { readScan } from './readScan.js';
import { writeScans } from './writeScans.js';

const trouble = (reason: string): JpegRewritten => ({ kind: 'trouble', reason });
const DAMAGED = 'its JPEG data is damaged';

interface Read {
  readonly planes: readonly Plane[];
  /** Of the quantisation of each component, as it was when its first scan came. */
  readonly steps: readonly Uint16Array[];
  /** Where the first scan begins, and the restart interval there. */
  readonly start: number;
  readonly restart: number;
  /** Tables of the quantisation that come between scans. */
  readonly between: readonly Uint8Array[];
}

/** @param from behind the frame header @param tables as they are there */
export function rewriteProgressive(
  stream: JpegStream,
  from: number,
  tables: Tables,
  regions: readonly JpegRegion[],
  black: readonly number[],
): JpegRewritten {
  const read = readAll(stream, from, tables);
  if (typeof read === 'string') return trouble(read);
  const { planes, steps, start, restart, between } = read;
  const each = (seen: (component: number, x: number, y: number, block: Int32Array) => void): boolean => {
    const own = new Int32Array(64);
    for (const [component, { wide, high, coefficients }] of planes.entries())
      for (let block = 0; block < wide * high; block++) {
        own.set(coefficients.subarray(block * 64, block * 64 + 64));
        seen(component, block % wide, Math.floor(block / wide), own);
      }
    return true;
  };
  const filled = newBlocks(stream, { steps, each }, regions, black);
  if (filled === undefined) return trouble(DAMAGED);
  for (const [component, { wide, high, coefficients }] of planes.entries())
    for (let block = 0; block < wide * high; block++) {
      const fresh = filled(component, block % wide, Math.floor(block / wide));
      if (fresh !== undefined) coefficients.set(fresh, block * 64);
    }
  const scans = writeScans(stream, planes, restart);
  if (scans === undefined) return trouble(DAMAGED);
  const head = withoutTables(stream.bytes, start);
  const [first, ...rest] = scans;
  if (first === undefined) return trouble(DAMAGED);
  return { kind: 'rewritten', bytes: concat([...head, first, ...between, ...rest, Uint8Array.of(0xff, 0xd9)]) };
}

/** What stands in front of the first scan, without Huffman tables, with which the new scans begin: those were of the old ones. */
function withoutTables(bytes: Uint8Array, end: number): readonly Uint8Array[] {
  const parts: Uint8Array[] = [bytes.subarray(0, 2)];
  for (let at = 2; at < end; ) {
    const next = bytes[at + 1] === 0xff ? at + 1 : at + 2 + u16(bytes, at + 2);
    if (bytes[at + 1] !== 0xff && bytes[at + 1] !== 0xc4) parts.push(bytes.subarray(at, next));
    at = next;
  }
  return parts;
}

/** Reads all scans; why they can't be read. */
function readAll(stream: JpegStream, from: number, tables: Tables): Read | string {
  const { bytes, components } = stream;
  const planes = emptyPlanes(stream);
  if (planes === undefined) return 'it is too large to be held in memory';
  const blocks = { left: mostBlocks(planes) };
  const steps = new Map<number, Uint16Array>();
  const between: Uint8Array[] = [];
  let [start, restart] = [0, 0];
  for (let at = from; at + 4 <= bytes.length; ) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff || marker === 0xdc) return DAMAGED;
    if (marker === 0xd9) break;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const end = at + 2 + u16(bytes, at + 2);
    if (marker !== 0xda) {
      const known = [...tables.steps];
      if (!readTables(bytes, at, tables)) return DAMAGED;
      if (marker === 0xdb && start > 0) {
        // Written in front of all scans, a table must not take the place of another.
        if (known.some((table, id) => table !== undefined && table !== tables.steps[id]))
          return 'its quantisation changes from scan to scan';
        between.push(bytes.subarray(at, end));
      }
      at = end;
      continue;
    }
    if (start === 0) [start, restart] = [at, tables.restart];
    if (!readScan(stream, planes, at, tables, blocks)) return blocks.left < 0 ? 'it has too many scans' : DAMAGED;
    for (const [index, { quantTable }] of components.entries()) {
      const own = tables.steps[quantTable];
      if ((planes[index]?.levels[0] ?? -1) >= 0 && own !== undefined && !steps.has(index)) steps.set(index, own);
    }
    at = behindData(bytes, end);
  }
  const list = components.flatMap((_, index) => steps.get(index) ?? []);
  return list.length === components.length ? { planes, steps: list, start, restart, between } : DAMAGED;
}
