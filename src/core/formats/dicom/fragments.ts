// Frames of encapsulated pixel data (PS3.5 A.4) as streams of bytes, however they are split into fragments. Reads are small:
// what begins a frame, and more only where it is asked for.
import { ITEM } from '../../dictionary/tags.js';
import { concat, type Source } from '../../kernel/source.js';
import type { VideoKind } from '../../pixels/videoPort.js';
import type { Encoding } from './syntax.js';

const UNDEFINED = 0xffffffff;
const READ = 4096;
/** Two packets of a transport stream begin within. */
const VIDEO_HEAD = 200;
/** A header in more fragments than this is none. */
const MOST_PIECES = 65_536;

/** A range of the source: a fragment or a part of one. */
export interface Piece {
  readonly offset: number;
  readonly length: number;
}

/** Where fragments are read from; `end` is where the last one ends at the latest. */
export interface Fragments {
  readonly source: Source;
  readonly encoding: Encoding;
  readonly end: number;
  /** All fragments are one stream, as those of a video are (PS3.5 8.2.5 to 8.2.8). */
  readonly video: VideoKind | undefined;
  bytes: Uint8Array;
  start: number;
}

/** A fragment that begins a frame and those that continue it, as far as they were asked for. */
export interface FrameStream {
  readonly fragments: Fragments;
  readonly pieces: Piece[];
  size: number;
  ended: boolean;
  /** Index of the first byte behind its coded stream, where that was gone through to its end. */
  over?: number;
  /** Of a video, something could not be gone through. */
  unread?: boolean;
  /** A video comes with something else, such as sound, that is not looked into. */
  besides?: boolean;
  /** A piece that was asked for, and where in the frame it begins: what is read next is not far. */
  near: { index: number; start: number };
}

export function openFragments(source: Source, encoding: Encoding, end: number, video?: VideoKind): Fragments {
  return { source, encoding, end, video, bytes: new Uint8Array(0), start: 0 };
}

/** Bytes of the source, read in advance as far as the fragments go. */
export async function readAt(fragments: Fragments, offset: number, length: number): Promise<Uint8Array> {
  const held = fragments.start + fragments.bytes.length;
  if (offset < fragments.start || offset + length > held) {
    const wanted = Math.min(Math.max(READ, length), fragments.end - offset);
    fragments.bytes = await fragments.source.read(offset, Math.max(0, wanted));
    fragments.start = offset;
  }
  const from = offset - fragments.start;
  return fragments.bytes.subarray(from, from + length);
}

/** The fragment whose item header is at `at`; undefined where there is none. */
export async function fragmentAt(fragments: Fragments, at: number): Promise<Piece | undefined> {
  const bytes = await readAt(fragments, at, 8);
  if (bytes.length < 8) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, 8);
  const little = fragments.encoding.littleEndian;
  const tag = view.getUint16(0, little) * 0x10000 + view.getUint16(2, little);
  const length = view.getUint32(4, little);
  if (tag !== ITEM || length === UNDEFINED || at + 8 + length > fragments.end) return undefined;
  return { offset: at + 8, length };
}

export function afterFragment({ offset, length }: Piece): number {
  return offset + length;
}

export type StreamKind = 'jpeg' | 'codestream' | 'boxes' | VideoStreamKind;
/** MP4, a raw stream, packets of a transport stream, the same with a time before each. */
type VideoStreamKind = 'movie' | 'elementary' | 'transport' | 'timed';

/** What a frame is by its first bytes: JPEG and JPEG-LS, a JPEG 2000 codestream, or a file of boxes (JP2, JPEG XL); a video. */
export async function kindOf(fragments: Fragments, { offset, length }: Piece): Promise<StreamKind | undefined> {
  if (fragments.video !== undefined)
    return videoKindOf(await frameBytes(openFrame(fragments, { offset, length }), 0, VIDEO_HEAD), fragments.video);
  const bytes = await readAt(fragments, offset, Math.min(12, length));
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return 'jpeg';
  if (begins(bytes, [0xff, 0x4f, 0xff, 0x51])) return 'codestream';
  const box = begins(bytes, [0, 0, 0, 12]) && begins(bytes.subarray(8), [0x0d, 0x0a, 0x87, 0x0a]);
  return box ? 'boxes' : undefined;
}

function videoKindOf(bytes: Uint8Array, coding: VideoKind): VideoStreamKind | undefined {
  if (begins(bytes.subarray(4), [0x66, 0x74, 0x79, 0x70])) return 'movie';
  const isSync = (at: number): boolean => bytes.length <= at || bytes[at] === 0x47;
  if (bytes[0] === 0x47 && isSync(188)) return 'transport';
  if (bytes[4] === 0x47 && isSync(196)) return 'timed';
  const first = bytes.findIndex((byte) => byte !== 0);
  return first >= 2 && bytes[first] === 1 && fits(coding, bytes.subarray(first + 1)) ? 'elementary' : undefined;
}

/** False where a stream of this coding does not begin so: units of one are notes in another. */
function fits(coding: VideoKind, [first = 0xff, second = 0]: Uint8Array): boolean {
  if (coding === 'mpeg2') return first === 0 || first >= 0xb0;
  if (first >= 0x80) return false;
  if (coding === 'h264') return [1, 5, 7, 8, 13, 15].includes(first & 31) || [6, 9, 10, 11, 12].includes(first);
  const type = first >> 1;
  return (first & 1) === 0 && second > 0 && second < 8 && (type >= 32 ? type <= 40 : type >= 16 && type <= 21);
}

function begins(bytes: Uint8Array, wanted: readonly number[]): boolean {
  return wanted.every((byte, index) => bytes[index] === byte);
}

export function openFrame(fragments: Fragments, first: Piece): FrameStream {
  return { fragments, pieces: [first], size: first.length, ended: false, near: { index: 0, start: 0 } };
}

/** The fragment that the frame goes up to so far. */
export function lastOf({ pieces }: FrameStream): Piece {
  return pieces[pieces.length - 1] ?? { offset: 0, length: 0 };
}

/** Takes in fragments until the frame is `size` bytes long or another frame begins. */
async function reach(frame: FrameStream, size: number): Promise<void> {
  while (!frame.ended && frame.size < size) {
    const next = await fragmentAt(frame.fragments, afterFragment(lastOf(frame)));
    const full = frame.pieces.length >= MOST_PIECES;
    const { fragments } = frame;
    if (
      full ||
      next === undefined ||
      (fragments.video === undefined && (await kindOf(fragments, next)) !== undefined)
    ) {
      frame.ended = true;
      return;
    }
    frame.pieces.push(next);
    frame.size += next.length;
  }
}

/** Where `length` bytes at `at` of the frame lie; fewer where it ends. */
export async function piecesAt(frame: FrameStream, at: number, length: number): Promise<readonly Piece[]> {
  await reach(frame, at + length);
  const found: Piece[] = [];
  if (at < frame.near.start) frame.near = { index: 0, start: 0 };
  let { index, start } = frame.near;
  for (; index < frame.pieces.length && start < at + length; index++) {
    const piece = frame.pieces[index];
    if (piece === undefined) break;
    const from = Math.max(at, start);
    const to = Math.min(at + length, start + piece.length);
    if (to > from && found.length === 0) frame.near = { index, start };
    if (to > from) found.push({ offset: piece.offset + from - start, length: to - from });
    start += piece.length;
  }
  return found;
}

const CHUNK = 64 * 1024;

/** Bytes from `at` of the frame on, as many as lie together; none where it ends. Takes in no fragment without need. */
export async function chunkAt(frame: FrameStream, at: number): Promise<Uint8Array> {
  const length = frame.size > at ? Math.min(CHUNK, frame.size - at) : 1;
  const [first] = await piecesAt(frame, at, length);
  return first === undefined ? new Uint8Array(0) : readAt(frame.fragments, first.offset, first.length);
}

/** `length` bytes at `at` of the frame; fewer where it ends. */
export async function frameBytes(frame: FrameStream, at: number, length: number): Promise<Uint8Array> {
  const pieces = await piecesAt(frame, at, length);
  const [first] = pieces;
  if (first === undefined) return new Uint8Array(0);
  if (pieces.length === 1) return readAt(frame.fragments, first.offset, first.length);
  const parts: Uint8Array[] = [];
  for (const piece of pieces) parts.push(await readAt(frame.fragments, piece.offset, piece.length));
  return concat(parts);
}
