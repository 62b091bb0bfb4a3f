// What a JPEG 2000 codestream carries besides pixels: comments of its main header and of its tile-parts (ISO/IEC 15444-1 A.9.2),
// segments that nobody knows, and what stands in size and coding style behind their content (A.5.1, A.6.1).
// Tile-parts say how long they are (A.4.2), so that no coded data is read but that of a last one of unknown length.
import { chunkAt, type FrameStream, frameBytes } from './fragments.js';
import type { Words } from './words.js';

/** More segments and tile-parts than any codestream has. */
const MOST_SEGMENTS = 1_000_000;

const START_OF_TILE = 0xff90;
const START_OF_DATA = 0xff93;
const END = 0xffd9;
const COMMENT = 0xff64;

/** @param start where in the frame it begins */
export async function* codestreamWords(frame: FrameStream, start: number): AsyncGenerator<Words> {
  let at = start + 2;
  /** Where the tile-part ends whose header this is; 0 where it goes on to the end. */
  let tile: number | undefined;
  for (let count = 0; count < MOST_SEGMENTS; count++) {
    const marker = u16(await frameBytes(frame, at, 2), 0);
    if (marker === END && tile === undefined) {
      frame.over = at + 2;
      return;
    }
    if (marker === START_OF_DATA && tile !== undefined) {
      const data = at + 2;
      const next = tile === 0 ? await endFrom(frame, data) : tile;
      if (next === undefined || next < data) return;
      at = next;
      tile = undefined;
      continue;
    }
    if (marker < 0xff50 || marker === START_OF_DATA || marker === END) return;
    // No more than is of the segment: the frame may end behind it, and what comes then is none of it.
    const length = u16(await frameBytes(frame, at, 4), 2);
    if (length < 2) return;
    if (marker === START_OF_TILE) {
      const head = await frameBytes(frame, at, 12);
      if (length !== 10 || head.length < 12) return;
      const size = u16(head, 6) * 0x10000 + u16(head, 8);
      tile = size === 0 ? 0 : at + size;
    }
    const counts = isNobodys(marker)
      ? 0
      : contentLength(marker, await frameBytes(frame, at + 4, Math.min(length - 2, HEAD)));
    if (counts !== undefined && counts < length - 2)
      yield {
        at: at + 4 + counts,
        length: length - 2 - counts,
        fill: 0,
        kind: 'surplus',
        clause: 'ISO/IEC 15444-1 A.2',
      };
    if (marker === COMMENT && length > 4)
      yield { at: at + 6, length: length - 4, fill: 0x20, kind: 'comment', clause: 'ISO/IEC 15444-1 A.9.2' };
    at += 2 + length;
  }
}

/** Up to where a segment says how long its content is. */
const HEAD = 36;

/** Of size and coding style; undefined for others. */
function contentLength(marker: number, body: Uint8Array): number | undefined {
  if (marker === 0xff51) return body.length < HEAD ? undefined : HEAD + 3 * u16(body, 34);
  if (marker === 0xff52) return 10 + (((body[0] ?? 0) & 1) === 1 ? (body[5] ?? 0) + 1 : 0);
  return undefined;
}

/** Markers that neither this part of the standard nor another has given a meaning (table A.1). */
function isNobodys(marker: number): boolean {
  return (
    marker === 0xff54 ||
    marker === 0xff62 ||
    (marker >= 0xff6c && marker <= 0xff6f) ||
    (marker >= 0xff7b && marker <= 0xff8f)
  );
}

/** Index of the next end of codestream: packets hold nothing beyond FF8F but markers of their own (A.8). */
async function endFrom(frame: FrameStream, start: number): Promise<number | undefined> {
  let open = false;
  for (let at = start; ; ) {
    const bytes = await chunkAt(frame, at);
    if (bytes.length === 0) return undefined;
    if (open && bytes[0] === 0xd9) return at - 1;
    for (let index = bytes.indexOf(0xff); index >= 0; index = bytes.indexOf(0xff, index + 1))
      if (bytes[index + 1] === 0xd9) return at + index;
    open = bytes[bytes.length - 1] === 0xff;
    at += bytes.length;
  }
}

function u16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
