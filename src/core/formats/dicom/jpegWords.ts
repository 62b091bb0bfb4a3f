// What a JPEG or JPEG-LS stream carries besides pixels: comments and application data wherever they stand, before, between and
// behind scans, and bytes between segments that every decoder passes over (ISO/IEC 10918-1 B.1.1 and B.2.4, 14495-1 Annex C).
import { contentLength } from '../../pixels/jpeg/segmentContent.js';
import { latin1 } from './encode.js';
import { chunkAt, type FrameStream, frameBytes } from './fragments.js';
import type { Words } from './words.js';

/** More segments than any frame has: what has more is none. */
const MOST_SEGMENTS = 1_000_000;

const ALL = Number.POSITIVE_INFINITY;
const ICC = 'ICC_PROFILE\0';

/** Application data that decoders go by: marker, how it begins, how many bytes of it count. */
const NEEDED: readonly (readonly [number, string, number])[] = [
  [0xe0, 'JFIF\0', 14],
  [0xe0, 'AVI1', ALL], // order of fields
  [0xe8, 'SPIFF\0', ALL],
  [0xe8, 'mrfx', ALL], // colour transform of JPEG-LS
  [0xeb, 'HDR_RI', ALL],
  [0xee, 'Adobe', 12], // colour transform
];

const SPARE = { fill: 0, kind: 'surplus', clause: 'ISO/IEC 10918-1 B.1.1' } as const;

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;

export async function* jpegWords(frame: FrameStream): AsyncGenerator<Words> {
  let at = 2;
  for (let count = 0; count < MOST_SEGMENTS; count++) {
    const [first, code = 0] = await frameBytes(frame, at, 2);
    if (first === 0xff && code === 0xff) {
      at++; // a fill byte (B.1.1.2)
      continue;
    }
    if (first !== 0xff || code === 0) {
      const next = await markerFrom(frame, at);
      if (next === undefined) return;
      yield { ...SPARE, at, length: next - at };
      at = next;
      continue;
    }
    if (code === EOI) {
      frame.over = at + 2;
      return;
    }
    if (code === 0x01 || (code >= 0xd0 && code <= SOI)) {
      at += 2;
      continue;
    }
    // No more than is of the segment: the frame may end behind it, and what comes then is none of it.
    const [, , high = 0, low = 0] = await frameBytes(frame, at, 4);
    const length = high * 256 + low;
    if (length < 2) return;
    yield* wordsIn(code, at, length, await frameBytes(frame, at, Math.min(20, 2 + length)));
    if (isCoding(code)) {
      const counts = contentLength(code, await frameBytes(frame, at + 4, length - 2)) ?? length - 2;
      if (counts < length - 2) yield { ...SPARE, at: at + 4 + counts, length: length - 2 - counts };
    }
    at += 2 + length;
    if (code !== SOS) continue;
    const end = await markerFrom(frame, at);
    if (end === undefined) return;
    at = end;
  }
}

function* wordsIn(code: number, at: number, length: number, head: Uint8Array): Generator<Words> {
  if (code === 0xfe) {
    yield { at: at + 4, length: length - 2, fill: 0x20, kind: 'comment', clause: 'ISO/IEC 10918-1 B.2.4.5' };
  } else if (code === 0xe2 && latin1(head.subarray(4, 16)) === ICC) {
    yield { at: at + 4, length: length - 2, fill: 0, kind: 'profile', clause: 'ISO 15076-1 B.4' };
  } else if (isNobodys(code)) {
    yield { at: at + 4, length: length - 2, fill: 0, kind: 'metadata', clause: 'ISO/IEC 10918-1 B.1.1.3' };
  } else if (code >= 0xe0 && code <= 0xef) {
    const kept = Math.min(length - 2, neededOf(code, head.subarray(4, 2 + length)));
    const rest = { at: at + 4 + kept, length: length - 2 - kept };
    yield { ...rest, fill: 0, kind: 'metadata', clause: 'ISO/IEC 10918-1 B.2.4.6' };
  }
}

function isCoding(code: number): boolean {
  return (code >= 0xc0 && code <= 0xdf) || code === 0xf7 || code === 0xf8;
}

/** Reserved for what was never made. */
function isNobodys(code: number): boolean {
  return code < 0xc0 || (code >= 0xf0 && code <= 0xfd && !isCoding(code));
}

/** Index of the next marker that is no restart: none can stand in coded data, which has a zero or, in JPEG-LS, a zero bit behind FF. */
async function markerFrom(frame: FrameStream, start: number): Promise<number | undefined> {
  let open = false;
  for (let at = start; ; ) {
    const bytes = await chunkAt(frame, at);
    if (bytes.length === 0) return undefined;
    if (open && isMarker(bytes[0])) return at - 1;
    for (let index = bytes.indexOf(0xff); index >= 0; index = bytes.indexOf(0xff, index + 1))
      if (isMarker(bytes[index + 1])) return at + index;
    open = bytes[bytes.length - 1] === 0xff;
    at += bytes.length;
  }
}

function isMarker(code: number | undefined): boolean {
  return code !== undefined && code >= 0xc0 && code !== 0xff && !(code >= 0xd0 && code <= SOI);
}

/** How many of the first bytes of application data a decoder goes by. */
function neededOf(code: number, head: Uint8Array): number {
  const text = latin1(head);
  for (const [marker, prefix, count] of NEEDED) if (marker === code && text.startsWith(prefix)) return count;
  // Boxes of JPEG XT (ISO/IEC 18477-3); those of provenance statements share the marker.
  if (code === 0xeb && text.startsWith('JP')) return text.slice(12, 16) === 'jumb' ? 0 : ALL;
  // Entries of a SPIFF directory (ISO/IEC 10918-3 F.2.2): up to 4 they say how to show it, then who made it.
  const entry = ((head[0] ?? 0) * 0x1000000 + ((head[1] ?? 0) << 16)) | ((head[2] ?? 0) << 8) | (head[3] ?? 0);
  if (code === 0xe8 && entry >= 0 && entry <= 16) return entry <= 4 ? ALL : 4;
  return 0;
}
