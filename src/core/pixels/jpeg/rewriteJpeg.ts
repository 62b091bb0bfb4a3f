// Replaces regions of a lossy JPEG image: whole MCUs are filled, everything else keeps its bits (ISO/IEC 10918-1; sequential DCT,
// 8 and 12 bits, any subsampling, restart intervals, one scan or several).

import type { Fill } from '../../policy/policy.js';
import type { Box } from '../boxes.js';
import { type Field, fillHarmonic } from '../fill/harmonic.js';
import { blur, pixelate } from '../fill/smooth.js';
import { blockOfSamples, flatBlock, samplesOfBlock } from './dct.js';
import type { HuffmanTable } from './huffman.js';
import { blocksOf, type JpegStream, openJpeg, readTables, type Scan, scanAt, type Tables, u16 } from './jpegStream.js';
import { type Block, type NewBlock, rewriteScan, walkScan } from './rewriteScan.js';

export interface JpegRegion {
  /** In MCUs. */
  readonly units: Box;
  /** Which of them; all where it is absent. */
  readonly met?: (column: number, row: number) => boolean;
  readonly fill: Fill;
}

export type JpegRewritten =
  | { readonly kind: 'rewritten'; readonly bytes: Uint8Array }
  | { readonly kind: 'trouble'; readonly reason: string; readonly coded?: 'progressive' | 'other' };

const DAMAGED = { kind: 'trouble', reason: 'its JPEG data is damaged' } as const;

export interface Mcu {
  readonly width: number;
  readonly height: number;
  /** Some components have fewer samples: decoders mix them over one pixel beyond a block's edge. */
  readonly mixes: boolean;
}

/** The size of an MCU in pixels; why the stream can't be rewritten. */
export function mcuOf(bytes: Uint8Array): Mcu | Extract<JpegRewritten, { kind: 'trouble' }> {
  const opened = openJpeg(bytes);
  if (opened.kind === 'trouble') return opened;
  const { most, components } = opened.stream;
  const mixes = components.some(({ across, down }) => across !== most.across || down !== most.down);
  return { width: 8 * most.across, height: 8 * most.down, mixes };
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
  const scans = scansOf(stream, opened.at, opened.tables);
  if (scans === undefined) return DAMAGED;
  const filled = newBlocks(stream, scans, regions, black);
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
  return { kind: 'rewritten', bytes: joined(parts) };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
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
    at = scan.data;
    while (at < bytes.length && !(bytes[at] === 0xff && isMarker(bytes[at + 1] ?? 0))) at++;
  }
  const covered = new Set(scans.flatMap(({ parts }) => parts.map(({ component }) => component)));
  return covered.size === stream.components.length ? scans : undefined;
}

/** Of those in entropy-coded data, none that is a part of it. */
function isMarker(code: number): boolean {
  return code !== 0 && code !== 0xff && (code & 0xf8) !== 0xd0;
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

/** What stands in place of the blocks of regions. */
function newBlocks(
  stream: JpegStream,
  scans: readonly Scan[],
  regions: readonly JpegRegion[],
  black: readonly number[],
): NewBlock | undefined {
  const { components, bits } = stream;
  const steps = components.map(
    (_, index) =>
      scans.flatMap(({ parts }) => parts).find(({ component }) => component === index)?.steps ?? new Uint16Array(64),
  );
  const regionAt = (component: number, x: number, y: number): JpegRegion | undefined => {
    const { across = 1, down = 1 } = components[component] ?? {};
    const [u, v] = [Math.floor(x / across), Math.floor(y / down)];
    return regions.findLast(
      ({ units: [left, top, right, bottom], met }) =>
        u >= left && u < right && v >= top && v < bottom && met?.(u, v) !== false,
    );
  };
  const soft = regions.filter(({ fill }) => fill.kind !== 'black' && fill.kind !== 'constant');
  const made = soft.length === 0 ? new Map<string, Block>() : softBlocks(stream, scans, soft, regionAt, steps, black);
  if (made === undefined) return undefined;
  const flat = new Map<string, Block>();
  return (component, x, y) => {
    const region = regionAt(component, x, y);
    if (region === undefined) return undefined;
    const own = made.get(`${component} ${x} ${y}`);
    if (own !== undefined) return own;
    const { fill } = region;
    const neutral = component > 0 ? (black[component] ?? 0) : undefined;
    const value = fill.kind === 'constant' && (neutral ?? 0) === 0 ? fill.value : (black[component] ?? 0);
    const key = `${component} ${value}`;
    const block = flat.get(key) ?? flatBlock(value, bits, steps[component] ?? new Uint16Array(64));
    flat.set(key, block);
    return block;
  };
}

/** Blocks of regions that are filled with what the picture shows in or around them. */
function softBlocks(
  stream: JpegStream,
  scans: readonly Scan[],
  soft: readonly JpegRegion[],
  regionAt: (component: number, x: number, y: number) => JpegRegion | undefined,
  steps: readonly Uint16Array[],
  black: readonly number[],
): Map<string, Block> | undefined {
  const { components, most } = stream;
  const near = (component: number, x: number, y: number): boolean => {
    const { across = 1, down = 1 } = components[component] ?? {};
    const [u, v] = [Math.floor(x / across), Math.floor(y / down)];
    return soft.some(
      ({ units: [left, top, right, bottom] }) => u >= left - 1 && u <= right && v >= top - 1 && v <= bottom,
    );
  };
  const seen = new Map<string, Float64Array>();
  for (const scan of scans) {
    const done = walkScan(
      stream,
      scan,
      () => undefined,
      SILENT,
      (component, x, y, block) => {
        if (near(component, x, y))
          seen.set(`${component} ${x} ${y}`, samplesOfBlock(block, steps[component] ?? new Uint16Array(64)));
      },
    );
    if (done === undefined) return undefined;
  }
  const made = new Map<string, Block>();
  for (const region of soft)
    for (const [component, own] of components.entries()) {
      const [wide, high] = blocksOf(stream, own, false);
      const [left, top, right, bottom] = region.units;
      const box: Box = [
        Math.max(0, (left - 1) * own.across),
        Math.max(0, (top - 1) * own.down),
        Math.min(wide, (right + 1) * own.across),
        Math.min(high, (bottom + 1) * own.down),
      ];
      const field = fieldOf(box, (x, y) => ({
        samples: seen.get(`${component} ${x} ${y}`),
        status: regionAt(component, x, y) === region ? 1 : regionAt(component, x, y) === undefined ? 0 : 2,
      }));
      const step = most.across / own.across;
      if (region.fill.kind === 'blur') blur(field, step);
      else if (region.fill.kind === 'pixelate') pixelate(field, step);
      else if (!fillHarmonic(field)) field.values.fill((black[component] ?? 0) - 2 ** (stream.bits - 1));
      for (let y = box[1]; y < box[3]; y++)
        for (let x = box[0]; x < box[2]; x++)
          if (regionAt(component, x, y) === region)
            made.set(
              `${component} ${x} ${y}`,
              blockOfSamples(
                blockAt(field, (x - box[0]) * 8, (y - box[1]) * 8),
                steps[component] ?? new Uint16Array(64),
              ),
            );
    }
  return made;
}

const SILENT = { dc: () => undefined, ac: () => undefined, restart: () => undefined };

function fieldOf(
  [left, top, right, bottom]: Box,
  at: (x: number, y: number) => { readonly samples: Float64Array | undefined; readonly status: number },
): Field {
  const [width, height] = [(right - left) * 8, (bottom - top) * 8];
  const values = new Float64Array(width * height);
  const status = new Uint8Array(width * height);
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      const { samples, status: own } = at(x, y);
      for (let row = 0; row < 8; row++) {
        const start = ((y - top) * 8 + row) * width + (x - left) * 8;
        // A block that the scan does not have (behind the edge, where each component stands alone) is not known.
        status.fill(samples === undefined && own === 0 ? 2 : own, start, start + 8);
        if (samples !== undefined) values.set(samples.subarray(row * 8, row * 8 + 8), start);
      }
    }
  return { width, height, values, status };
}

function blockAt({ width, values }: Field, left: number, top: number): Float64Array {
  const block = new Float64Array(64);
  for (let row = 0; row < 8; row++)
    block.set(values.subarray((top + row) * width + left, (top + row) * width + left + 8), row * 8);
  return block;
}
