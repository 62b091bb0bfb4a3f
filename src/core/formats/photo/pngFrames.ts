// The images of a PNG file: the one that all viewers show, and of an animation each frame (APNG, ISO/IEC 15948 third edition 11.3.6).
import { concat, type Source } from '../../kernel/source.js';
import { type Refused, refused } from './draft.js';
import { decodePng, encodePng, type PngImage, rawSize } from './pngImage.js';
import { chunkOf } from './pngMetadata.js';
import type { PngChunk, PngHeader, PngParts } from './pngParts.js';

export interface PngFrame {
  readonly header: PngHeader;
  /** Where it lies on the canvas. */
  readonly x: number;
  readonly y: number;
  /** IDAT or fdAT, next to each other except for other chunks between those of an animation. */
  readonly chunks: readonly PngChunk[];
}

/** A quarter of a gigabyte once it is inflated. */
const MOST_BYTES = 256 * 1024 * 1024;
const MOST_FRAMES = 10_000;

export async function framesOf(source: Source, { chunks, header }: PngParts): Promise<readonly PngFrame[] | Refused> {
  const main: PngFrame = { header, x: 0, y: 0, chunks: chunks.filter(({ type }) => type === 'IDAT') };
  const frames: { header: PngHeader; x: number; y: number; chunks: PngChunk[] }[] = [];
  let shown = false;
  for (const chunk of chunks) {
    if (chunk.type === 'IDAT') shown = true;
    if (chunk.type === 'fcTL') {
      const bytes = await source.read(chunk.body, 26);
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      if (bytes.length < 26) return DAMAGED;
      const [columns, rows, x, y] = [view.getUint32(4), view.getUint32(8), view.getUint32(12), view.getUint32(16)];
      if (columns === 0 || rows === 0 || x + columns > header.columns || y + rows > header.rows) return DAMAGED;
      // The frame before the image data is the image itself.
      if (shown) frames.push({ header: { ...header, columns, rows }, x, y, chunks: [] });
    }
    if (chunk.type !== 'fdAT') continue;
    const last = frames.at(-1);
    if (last === undefined) return DAMAGED;
    last.chunks.push(chunk);
  }
  if (frames.length > MOST_FRAMES || frames.some((frame) => frame.chunks.length === 0)) return DAMAGED;
  return [main, ...frames];
}

const DAMAGED = refused(
  'damaged',
  'the PNG file is damaged: the frames of its animation do not fit together; save it again with a program that opens it',
);
export const PIXELS_DAMAGED = refused(
  'damaged',
  'the PNG file is damaged: its image data are not what its header says, or something stands behind them; save it again with a program that opens it',
);

/** True where it is too large to be held in memory. */
export function isTooLarge({ header, chunks }: PngFrame): boolean {
  return rawSize(header) > MOST_BYTES || chunks.reduce((sum, { length }) => sum + length, 0) > MOST_BYTES;
}

/** Undefined where the image data are damaged. */
export async function readFrame(source: Source, { header, chunks }: PngFrame): Promise<PngImage | undefined> {
  const parts: Uint8Array[] = [];
  for (const { type, body, length } of chunks) {
    const lead = type === 'fdAT' ? 4 : 0;
    parts.push(await source.read(body + lead, length - lead));
  }
  return decodePng(concat(parts), header);
}

/** The chunks of a frame with other pixels: as many as before, so that the numbers of an animation stay. */
export async function writeFrame(
  source: Source,
  { chunks }: PngFrame,
  image: PngImage,
): Promise<readonly { readonly chunk: PngChunk; readonly bytes: Uint8Array }[]> {
  const data = encodePng(image);
  const each = Math.ceil(data.length / chunks.length);
  const written: { readonly chunk: PngChunk; readonly bytes: Uint8Array }[] = [];
  for (const [index, chunk] of chunks.entries()) {
    const own = data.subarray(Math.min(data.length, index * each), Math.min(data.length, (index + 1) * each));
    const lead = chunk.type === 'fdAT' ? await source.read(chunk.body, 4) : new Uint8Array(0);
    written.push({ chunk, bytes: chunkOf(chunk.type, concat([lead, own])) });
  }
  return written;
}
