// What of a compressed frame may be blank in the output: what no decoder needs. Written anew, so that one mistake can't hide in
// both this and the planning.
import { concat } from '../kernel/source.js';
import type { ByteStream, Span } from './byteStream.js';
import { contentEnd } from './jpegTables.js';
import { profileText } from './profileText.js';

/** Spans of the stream, and where its image ends as far as it says so itself; -1 where it doesn't. */
export interface Blankable {
  readonly spans: Span[];
  /** Parts of spans that may be zeros while what is around them stays: what a colour profile says besides colours. */
  readonly parts: Span[];
  end: number;
}

/** True where `bytes` begin a frame: JPEG, JPEG 2000, or a file of boxes. */
export function beginsFrame(bytes: Uint8Array): boolean {
  const [a, b, c, d] = bytes;
  if (a === 0xff) return b === 0xd8 || (b === 0x4f && c === 0xff && d === 0x51);
  return a === 0 && b === 0 && c === 0 && d === 12 && ascii(bytes, 8, 4) === '\r\n\x87\n';
}

export async function blankable(frame: ByteStream): Promise<Blankable> {
  const [first, second] = await frame.read(0, 2);
  const found: Blankable = { spans: [], parts: [], end: -1 };
  if (first === 0) {
    await inBoxes(frame, 0, frame.length, found);
    return found;
  }
  if (second === 0xd8) {
    const profile: Span[] = [];
    await inSegments(frame, found, profile);
    await inProfile(frame, profile, found);
  } else found.end = await inCodestream(frame, 0, found);
  return found;
}

/** Where the last end marker ends: coded data never has one. For frames that could not be followed to their end. */
export async function lastEnd(frame: ByteStream): Promise<number> {
  let end = frame.length;
  const isEnd = (code: number): boolean => code === 0xd9;
  for (let at = await frame.marker(2, isEnd); at >= 0; at = await frame.marker(end, isEnd)) end = at + 2;
  return end;
}

const ends = (code: number): boolean => code > 0xbf && code !== 0xff && (code < 0xd0 || code > 0xd8);

async function inSegments(frame: ByteStream, found: Blankable, profile: Span[]): Promise<void> {
  const { spans } = found;
  for (let at = 2; at + 2 <= frame.length; ) {
    const head = await frame.read(at, 20);
    const code = head[1] ?? 0;
    if (head[0] !== 0xff || code === 0) {
      const next = await frame.marker(at, ends);
      if (next < 0) return;
      spans.push([at, next]);
      at = next;
    } else if (code === 0xff) at += 1;
    else if (code === 0xd9) {
      found.end = at + 2;
      return;
    } else if (code === 1 || (code & 0xf8) === 0xd0 || code === 0xd8) at += 2;
    else {
      const end = at + 2 + number(head, 2, 2);
      if (end < at + 4 || head.length < 4) return;
      if (code === 0xe2 && ascii(head, 4, 12) === 'ICC_PROFILE\0') profile.push([at + 16, end]);
      const isText = code === 0xfe || (code & 0xf0) === 0xe0;
      const isTable = (code >= 0xc0 && code <= 0xdf) || code === 0xf7 || code === 0xf8;
      if (isTable) spans.push([at + contentEnd(await frame.read(at, end - at)), end]);
      else if (!isText) spans.push([at + 4, end]);
      if (isText) spans.push([at + 4 + (code === 0xfe ? 0 : decisive(code, ascii(head, 4, 16))), end]);
      at = code === 0xda ? await frame.marker(end, ends) : end;
      if (at < 0) return;
    }
  }
}

/** How much of application data changes what a decoder makes of the pixels. */
function decisive(code: number, text: string): number {
  const all = 0x10000;
  if (code === 0xe0) return text.startsWith('JFIF\0') ? 14 : text.startsWith('AVI1') ? all : 0;
  if (code === 0xe8) return /^(?:SPIFF\0|mrfx|\0\0\0[\0-\x04])/.test(text) ? all : text.startsWith('\0\0\0') ? 4 : 0;
  if (code === 0xeb) return /^HDR_RI|^JP(?!.{10}jumb)/s.test(text) ? all : 0;
  return code === 0xee && text.startsWith('Adobe') ? 12 : 0;
}

/** @returns where the codestream ends, -1 where its tile-parts do not lead there */
async function inCodestream(frame: ByteStream, start: number, { spans }: Blankable): Promise<number> {
  let tileEnd = -1;
  for (let at = start + 2; at + 2 <= frame.length; ) {
    const head = await frame.read(at, 12);
    const marker = number(head, 0, 2);
    if (marker === 0xffd9) return tileEnd < 0 ? at + 2 : -1;
    if (marker === 0xff93) {
      if (tileEnd < 0) return -1;
      const next = tileEnd === 0 ? await frame.marker(at + 2, (code) => code === 0xd9) : tileEnd;
      if (next < at + 2) return -1;
      at = next;
      tileEnd = -1;
      continue;
    }
    const length = number(head, 2, 2);
    if (marker < 0xff50 || head.length < 4 || length < 2) return -1;
    if (marker === 0xff90) {
      if (length !== 10 || head.length < 12) return -1;
      const size = number(head, 6, 4);
      tileEnd = size === 0 ? 0 : at + size;
    }
    if (marker === 0xff51) spans.push([at + 40 + 3 * number(await frame.read(at + 38, 2), 0, 2), at + 2 + length]);
    if (marker === 0xff52) spans.push([at + 14 + ((head[4] ?? 0) % 2) * (1 + (head[9] ?? 0)), at + 2 + length]);
    if (/^ff(?:54|62|6[c-f]|7[b-f]|8.)$/.test(marker.toString(16))) spans.push([at + 4, at + 2 + length]);
    if (marker === 0xff64) spans.push([at + 6, at + 2 + length]);
    at += 2 + length;
  }
  return -1;
}

const HOLDING = /^(?:jP {2}|ftyp|rreq|jp2[hc]|jpch|jplh|ihdr|bpcc|colr|pclr|cmap|cdef|res |JXL |jxl[lcpi]|jbrd)$/;
const TELLING = /^(?:xml |uuid|jp2i|Exif|jumb|brob)$/;

async function inBoxes(frame: ByteStream, from: number, to: number, found: Blankable): Promise<void> {
  const { spans } = found;
  const top = from === 0;
  let coded = false;
  let sure = true;
  for (let at = from; ; ) {
    const head = await frame.read(at, 20);
    const short = number(head, 0, 4);
    const size = short === 0 ? to - at : short === 1 ? number(head, 8, 8) : short;
    const content = at + (short === 1 ? 16 : 8);
    const type = ascii(head, 4, 4);
    // Behind the image a box has its head in one fragment: what comes then may be another's.
    const apart = top && coded && frame.together(at) < 8;
    if (apart || at + 8 > to || at + size < content || (!top && at + size > to) || !/^[ -~]{4}$/.test(type)) {
      if (top && coded && sure) found.end = at;
      return;
    }
    if (type === 'jp2c') {
      const end = await inCodestream(frame, content, found);
      if (short === 0) {
        found.end = end;
        return;
      }
      coded = true;
      sure &&= end >= 0 && end <= at + size;
      if (end >= 0 && end < at + size) spans.push([end, at + size]);
    } else if (type === 'jxlc' || type === 'jxlp') sure = false;
    else if (type === 'jp2h' && top) await inBoxes(frame, content, at + size, found);
    else if (type === 'colr' && (head[content - at] === 2 || head[content - at] === 3)) {
      spans.push([content + 3, at + size]);
      if (size < LONGEST_PROFILE) await inProfile(frame, [[content + 1, at + size]], found);
    } else if (TELLING.test(type) || (sure && !HOLDING.test(type))) spans.push([content, at + size]);
    at += size;
  }
}

const LONGEST_PROFILE = 16 * 1024 * 1024;

/** @param places of its parts, each behind two bytes: which it is of how many (in a box other bytes) */
async function inProfile(frame: ByteStream, places: readonly Span[], { parts }: Blankable): Promise<void> {
  const read: { readonly number: number; readonly at: number; readonly bytes: Uint8Array }[] = [];
  for (const [from, to] of places) {
    const bytes = await frame.read(from, to - from);
    read.push({ number: bytes[0] ?? 0, at: from + 2, bytes: bytes.slice(2) });
  }
  read.sort((a, b) => a.number - b.number);
  const texts = read.length === 0 ? undefined : profileText(concat(read.map(({ bytes }) => bytes)));
  let start = 0;
  for (const { at, bytes } of read) {
    for (const [from, to] of texts ?? []) {
      const [first, last] = [Math.max(from, start), Math.min(to, start + bytes.length)];
      if (last > first) parts.push([at + first - start, at + last - start]);
    }
    start += bytes.length;
  }
}

function number(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let index = at; index < at + length; index++) value = value * 256 + (bytes[index] ?? 0);
  return value;
}

function ascii(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
