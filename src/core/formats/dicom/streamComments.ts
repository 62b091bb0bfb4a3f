// Where a compressed frame carries words instead of pixels: comments and application data before the first scan (ISO/IEC
// 10918-1 B.2.4, 14495-1), comments of a main header (15444-1 A.9), boxes of metadata (15444-1 Annex I). What a decoder
// needs for the pixels is left alone.
import { latin1 } from './encode.js';
import { type FrameStream, frameBytes, type StreamKind } from './fragments.js';
import { movieWords } from './movieBoxes.js';
import type { Words } from './words.js';

/** More segments than any header has: what has more is no header. */
const MOST_SEGMENTS = 4096;

/**
 * What encoders sign with, and nothing besides: a name and a version. It identifies nobody, and stays, so that the pixel
 * data of nearly every file stays as it is to the byte.
 */
const SIGNATURES =
  /^(?:(?:Created by |Creator: )?(?:GDCM\/)?(?:OpenJPEG|OpenJPH|Grok|JasPer|Kakadu|Lavc|LEAD Technologies(?: Inc\.)?|IJG|AccuSoft|Aware|Pegasus)(?:[ ,-]{0,6}(?:[Vv]er(?:sion)?\.? ?)?[Vv]?\d[\d.]{0,10})?|CREATOR: gd-jpeg v1\.0 \(using IJG JPEG v\d{1,3}\)(?:, (?:default )?quality(?: = \d{1,3})?)?)[\0\s]*$/u;
const LONGEST_SIGNATURE = 96;

/** True where a comment is nothing but the signature of a known encoder. */
export async function isSignature(frame: FrameStream, { at, length, kind }: Words): Promise<boolean> {
  if (kind !== 'comment' || length > LONGEST_SIGNATURE) return false;
  return SIGNATURES.test(latin1(await frameBytes(frame, at, length)));
}

const ALL = Number.POSITIVE_INFINITY;

/** Application data that decoders go by: marker, how it begins, how many bytes of it count. */
const NEEDED: readonly (readonly [number, string, number])[] = [
  [0xe0, 'JFIF\0', 14],
  [0xe0, 'AVI1', ALL], // order of fields
  [0xe2, 'ICC_PROFILE\0', ALL],
  [0xe8, 'SPIFF\0', ALL],
  [0xe8, 'mrfx', ALL], // colour transform of JPEG-LS
  [0xeb, 'HDR_RI', ALL],
  [0xee, 'Adobe', 12], // colour transform
];

/** Boxes that say something about the image and are not needed to show it. */
const METADATA_BOXES: ReadonlySet<string> = new Set(['xml ', 'uuid', 'jp2i', 'Exif', 'jumb']);

/** What of a frame is words, in order. Stops at the first thing that does not belong into a header. */
export function wordsOf(frame: FrameStream, kind: StreamKind): AsyncGenerator<Words> {
  if (kind === 'jpeg') return jpegWords(frame);
  if (kind === 'movie') return movieWords(frame);
  return kind === 'codestream' ? codestreamWords(frame, 0) : boxWords(frame);
}

function u16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function u32(bytes: Uint8Array, at: number): number {
  return u16(bytes, at) * 0x10000 + u16(bytes, at + 2);
}

async function* jpegWords(frame: FrameStream): AsyncGenerator<Words> {
  let at = 2;
  for (let count = 0; count < MOST_SEGMENTS; count++) {
    const head = await frameBytes(frame, at, 20);
    const code = head[1] ?? 0;
    if (head[0] !== 0xff || code === 0 || code === 0xd9 || code === 0xda) return;
    if (code === 0xff) {
      at++; // a fill byte (B.1.1.2)
      continue;
    }
    if (code === 0x01 || (code >= 0xd0 && code <= 0xd8)) {
      at += 2;
      continue;
    }
    const length = u16(head, 2);
    if (head.length < 4 || length < 2) return;
    if (code === 0xfe) {
      yield { at: at + 4, length: length - 2, fill: 0x20, kind: 'comment', clause: 'ISO/IEC 10918-1 B.2.4.5' };
    } else if (code >= 0xe0 && code <= 0xef) {
      const kept = Math.min(length - 2, neededOf(code, head.subarray(4, 2 + length)));
      const rest = { at: at + 4 + kept, length: length - 2 - kept };
      yield { ...rest, fill: 0, kind: 'metadata', clause: 'ISO/IEC 10918-1 B.2.4.6' };
    }
    at += 2 + length;
  }
}

/** How many of the first bytes of application data a decoder goes by. */
function neededOf(code: number, head: Uint8Array): number {
  const text = latin1(head);
  for (const [marker, prefix, count] of NEEDED) if (marker === code && text.startsWith(prefix)) return count;
  // Boxes of JPEG XT (ISO/IEC 18477-3); those of provenance statements share the marker.
  if (code === 0xeb && text.startsWith('JP')) return text.slice(12, 16) === 'jumb' ? 0 : ALL;
  // Entries of a SPIFF directory (ISO/IEC 10918-3 F.2.2): up to 4 they say how to show it, then who made it.
  if (code === 0xe8 && u32(head, 0) <= 16) return u32(head, 0) <= 4 ? ALL : 4;
  return 0;
}

async function* codestreamWords(frame: FrameStream, start: number): AsyncGenerator<Words> {
  let at = start + 2;
  for (let count = 0; count < MOST_SEGMENTS; count++) {
    const head = await frameBytes(frame, at, 4);
    const marker = u16(head, 0);
    const length = u16(head, 2);
    // Start of tile-part, start of data, end of codestream: the main header is over.
    if (head.length < 4 || marker < 0xff50 || marker === 0xff90 || marker === 0xff93 || marker === 0xffd9) return;
    if (length < 2) return;
    if (marker === 0xff64 && length > 4) {
      yield { at: at + 6, length: length - 4, fill: 0x20, kind: 'comment', clause: 'ISO/IEC 15444-1 A.9.2' };
    }
    at += 2 + length;
  }
}

async function* boxWords(frame: FrameStream): AsyncGenerator<Words> {
  let at = 0;
  for (let count = 0; count < MOST_SEGMENTS; count++) {
    const head = await frameBytes(frame, at, 16);
    if (head.length < 8) return;
    const stated = u32(head, 0);
    const header = stated === 1 ? 16 : 8;
    if (header === 16 && u32(head, 8) !== 0) return;
    const size = header === 16 ? u32(head, 12) : stated;
    const type = latin1(head.subarray(4, 8));
    // A size of 0: the box goes to the end.
    const length = size === 0 ? Number.MAX_SAFE_INTEGER - at - header : size - header;
    if (length < 0) return;
    if (type === 'jp2c') yield* codestreamWords(frame, at + header);
    if (METADATA_BOXES.has(type)) {
      const fill = type === 'xml ' ? 0x20 : 0;
      yield { at: at + header, length, fill, kind: 'metadata', clause: 'ISO/IEC 15444-1 I.7' };
    }
    if (size === 0) return;
    at += size;
  }
}
