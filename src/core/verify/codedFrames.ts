// Compressed frames as rows of samples, for the comparison of an output with its original: found by their fragments (PS3.5 A.4),
// decoded by the host's codecs. Where frames lie is worked out anew, so that a mistake of the writer's shows.
import { inflateSync } from 'fflate';
import { concat, type Source } from '../kernel/source.js';
import type { CodecName, Codecs } from '../pixels/codecPort.js';
import { streamHeader } from '../pixels/streamHeader.js';
import type { Shape } from './covered.js';
import { itemsOf } from './fragments.js';
import type { RawElement } from './rawReader.js';

/** How samples of a frame lie, once decoded. */
export interface CodedFrames {
  readonly count: number;
  readonly samples: number;
  /** Bytes of a sample. */
  readonly width: number;
  /** Of a lossy JPEG: pixels of what is coded together, and by how many pixels decoders mix beyond it. */
  readonly unit: { readonly across: number; readonly down: number; readonly rim: number } | undefined;
  /** Samples of a pixel together; empty where a frame can't be decoded. */
  frame(index: number): Promise<Uint8Array>;
}

interface Item {
  readonly at: number;
  readonly length: number;
}

function codecOf(syntax: string): CodecName | 'deflate' {
  const kind = Number(/^1\.2\.840\.10008\.1\.2\.4\.(\d+)$/.exec(syntax)?.[1] ?? 0);
  if (syntax === '1.2.840.10008.1.2.8.1') return 'deflate';
  if (kind === 80 || kind === 81) return 'jpeg-ls';
  if (kind >= 90 && kind <= 93) return 'jpeg-2000';
  if (kind >= 110 && kind <= 112) return 'jpeg-xl';
  return kind >= 201 && kind <= 203 ? 'htj2k' : 'jpeg';
}

/** Undefined where fragments and frames don't go together, or the first one can't be decoded. */
export async function codedFrames(
  source: Source,
  element: RawElement,
  shape: Shape & { readonly frames: number },
  syntax: string,
  codecs: Codecs,
): Promise<CodedFrames | undefined> {
  const [table, ...items] = (await itemsOf(source, element)).map(([from, to]) => ({ at: from, length: to - from }));
  const groups = table === undefined ? undefined : await grouped(source, element, table, items, shape.frames);
  if (groups === undefined) return undefined;
  const decode = async (index: number): Promise<Uint8Array | undefined> => {
    const bytes = await joined(source, groups[index] ?? []);
    return decoded(bytes, shape, codecOf(syntax), codecs);
  };
  const cells = shape.rows * shape.columns * shape.samples;
  const first = await decode(0);
  const width = (first?.length ?? 0) / cells;
  if (first === undefined || !(width === 1 || width === 2 || width === 4)) return undefined;
  let held = { index: 0, bytes: first };
  return {
    count: groups.length,
    samples: shape.samples,
    width,
    unit: unitOf(await joined(source, groups[0] ?? [])),
    frame: async (index) => {
      if (held.index !== index) held = { index, bytes: (await decode(index)) ?? new Uint8Array(0) };
      return held.bytes;
    },
  };
}

/** The items of each frame: by the offset table, else one for each, else by how they begin. */
async function grouped(
  source: Source,
  { littleEndian }: RawElement,
  table: Item,
  items: readonly Item[],
  frames: number,
): Promise<readonly (readonly Item[])[] | undefined> {
  const [first] = items;
  if (first === undefined) return undefined;
  let starts: readonly number[];
  if (table.length === frames * 4) {
    const bytes = await source.read(table.at, table.length);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const places = new Map(items.map(({ at }, index) => [at - first.at, index]));
    starts = Array.from({ length: frames }, (_, index) => places.get(view.getUint32(index * 4, littleEndian)) ?? -1);
  } else if (table.length !== 0) return undefined;
  else if (items.length === frames) starts = items.map((_, index) => index);
  else if (frames === 1) starts = [0];
  else {
    const begins: number[] = [];
    for (const [index, { at }] of items.entries()) {
      const [a, b] = await source.read(at, 2);
      if (a === 0xff && (b === 0xd8 || b === 0x4f)) begins.push(index);
    }
    starts = begins;
  }
  const inOrder = starts.length === frames && starts.every((start, at) => start >= 0 && start >= (starts[at - 1] ?? 0));
  return inOrder ? starts.map((start, at) => items.slice(start, starts[at + 1])) : undefined;
}

async function joined(source: Source, items: readonly Item[]): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (const { at, length } of items) parts.push(await source.read(at, length));
  return concat(parts);
}

function decoded(
  bytes: Uint8Array,
  { rows, columns, samples, bits, photometric }: Shape,
  codec: CodecName | 'deflate',
  codecs: Codecs,
): Uint8Array | undefined {
  if (codec === 'deflate') {
    try {
      return inflateSync(bytes, { out: new Uint8Array(rows * columns * samples * (bits / 8)) });
    } catch {
      return undefined;
    }
  }
  const header = streamHeader(bytes);
  const stored = header?.bits ?? bits;
  const format = {
    ...{ rows, columns, samples, photometric },
    bitsAllocated: stored > 8 ? 16 : 8,
    bitsStored: stored,
    signed: header?.signed ?? false,
    planar: false,
  };
  const result = codecs({ codec: header?.codec ?? codec, format, toRgb: false, bytes });
  if (result.kind === 'trouble') return undefined;
  const cells = rows * columns;
  const width = result.format.bitsAllocated / 8;
  if (result.bytes.length < cells * samples * width) return undefined;
  const own = result.bytes.subarray(0, cells * samples * width);
  if (!result.format.planar || samples === 1) return own;
  const out = new Uint8Array(own.length);
  for (let at = 0; at < own.length; at++) {
    const [sample, rest] = [Math.floor(at / (cells * width)), at % (cells * width)];
    out[(Math.floor(rest / width) * samples + sample) * width + (rest % width)] = own[at] ?? 0;
  }
  return out;
}

/** Of a JPEG stream with DCT: the size of its MCUs (ISO/IEC 10918-1 B.2.2). */
function unitOf(bytes: Uint8Array): CodedFrames['unit'] {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; ) {
    const code = bytes[at + 1] ?? 0;
    if (code === 0xff) {
      at++;
      continue;
    }
    if (code >= 0xc0 && code <= 0xc2) {
      const count = bytes[at + 9] ?? 0;
      const factors = Array.from({ length: count }, (_, index) => bytes[at + 11 + index * 3] ?? 0x11);
      if (count === 1) return { across: 8, down: 8, rim: 0 };
      const [across, down] = [Math.max(...factors.map((own) => own >> 4)), Math.max(...factors.map((own) => own & 15))];
      return { across: 8 * across, down: 8 * down, rim: factors.some((own) => own !== factors[0]) ? 1 : 0 };
    }
    if (code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xcc) return undefined;
    at += 2 + (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0);
  }
  return undefined;
}
