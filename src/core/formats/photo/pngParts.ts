// The chunks of a PNG file (ISO/IEC 15948, third edition with APNG), each with its checksum asked.
import type { Source } from '../../kernel/source.js';
import { crc32 } from './crc.js';
import { type Refused, refused } from './draft.js';

export interface PngChunk {
  readonly type: string;
  /** Of its length. */
  readonly offset: number;
  readonly body: number;
  readonly length: number;
  readonly end: number;
  /** Its checksum is right. */
  readonly sound: boolean;
}

export interface PngHeader {
  readonly columns: number;
  readonly rows: number;
  readonly depth: number;
  /** 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha. */
  readonly colour: number;
  readonly interlaced: boolean;
}

export interface PngParts {
  readonly kind: 'png';
  readonly chunks: readonly PngChunk[];
  readonly header: PngHeader;
  /** Behind IEND. */
  readonly end: number;
}

const CHUNK = 256 * 1024;
const MOST_CHUNKS = 200_000;
const CRITICAL: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND']);
/** Without them an animation falls apart. */
const FRAMES: ReadonlySet<string> = new Set(['acTL', 'fcTL', 'fdAT']);
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

const damaged = (what: string): Refused =>
  refused('damaged', `the PNG file is damaged: ${what}; save it again with a program that opens it`);

export async function readPng(source: Source): Promise<PngParts | Refused> {
  const chunks: PngChunk[] = [];
  let header: PngHeader | undefined;
  for (let at = 8; ; ) {
    const head = await source.read(at, Math.min(8, source.size - at));
    if (head.length < 8) return refused('truncated', 'the PNG file is truncated: it ends before its last chunk');
    const length = new DataView(head.buffer, head.byteOffset, 8).getUint32(0);
    const type = String.fromCharCode(...head.subarray(4, 8));
    if (!/^[A-Za-z]{4}$/u.test(type)) return damaged('between its chunks stands something else');
    const end = at + 12 + length;
    if (length > 0x7fffffff || end > source.size)
      return refused('truncated', 'the PNG file is truncated: a chunk ends behind the file');
    if (chunks.length >= MOST_CHUNKS) return damaged(`it has more than ${MOST_CHUNKS} chunks`);
    const sound = await isSound(source, at + 4, length + 4);
    if (!sound && (CRITICAL.has(type) || FRAMES.has(type)))
      return damaged('the checksum of a chunk that it needs is wrong');
    const isCritical = (type.charCodeAt(0) & 0x20) === 0;
    if (isCritical && !CRITICAL.has(type))
      return refused(
        'unsupported',
        'it has a chunk that no PNG standard knows and that viewers need: save it again as PNG',
      );
    if (chunks.length === 0) {
      header = type === 'IHDR' && length === 13 ? headerOf(await source.read(at + 8, 13)) : undefined;
      if (header === undefined) return damaged('its header is missing or says what can not be');
    } else if (type === 'IHDR') return damaged('it has more than one header');
    chunks.push({ type, offset: at, body: at + 8, length, end, sound });
    at = end;
    if (type !== 'IEND') continue;
    const fault = orderFault(chunks);
    return fault !== undefined || header === undefined
      ? damaged(fault ?? '')
      : { kind: 'png', chunks, header, end: at };
  }
}

async function isSound(source: Source, from: number, length: number): Promise<boolean> {
  let value = 0;
  for (let at = from; at < from + length; at += CHUNK)
    value = crc32(await source.read(at, Math.min(CHUNK, from + length - at)), value);
  const own = await source.read(from + length, 4);
  return own.length === 4 && new DataView(own.buffer, own.byteOffset, 4).getUint32(0) === value;
}

function headerOf(bytes: Uint8Array): PngHeader | undefined {
  if (bytes.length < 13) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, 13);
  const [columns, rows] = [view.getUint32(0), view.getUint32(4)];
  const [depth, colour] = [view.getUint8(8), view.getUint8(9)];
  const methods = view.getUint8(10) === 0 && view.getUint8(11) === 0 && view.getUint8(12) <= 1;
  const sizes = columns > 0 && rows > 0 && columns <= 0x7fffffff && rows <= 0x7fffffff;
  if (!methods || !sizes || DEPTHS[colour]?.includes(depth) !== true) return undefined;
  return { columns, rows, depth, colour, interlaced: view.getUint8(12) === 1 };
}

/** Image data stand together, once, behind a palette (5.6); IEND is empty. */
function orderFault(chunks: readonly PngChunk[]): string | undefined {
  const first = chunks.findIndex(({ type }) => type === 'IDAT');
  const last = chunks.findLastIndex(({ type }) => type === 'IDAT');
  if (first < 0) return 'there is no image in it';
  if (chunks.slice(first, last + 1).some(({ type }) => type !== 'IDAT')) return 'its image data do not stand together';
  const palettes = chunks.filter(({ type }) => type === 'PLTE');
  if (palettes.length > 1 || palettes.some(({ offset }) => offset > (chunks[first]?.offset ?? 0)))
    return 'its palette is not where it has to be';
  return chunks.at(-1)?.length === 0 ? undefined : 'its last chunk is not empty';
}
