// Where the bytes of one frame lie, and those bytes: native by offset (PS3.5 8.1), encapsulated by the offset tables or, where
// they are absent or wrong, by going along the fragments (PS3.5 A.4).
import { findElement } from '../formats/dicom/element.js';
import {
  afterFragment,
  type Fragments,
  fragmentAt,
  kindOf,
  openFragments,
  type Piece,
} from '../formats/dicom/fragments.js';
import { concat } from '../kernel/source.js';
import type { Image } from './image.js';
import { nativeBits } from './layout.js';
import { swapped } from './samples.js';

const EXTENDED_OFFSETS = 0x7fe00001;
const EXTENDED_LENGTHS = 0x7fe00002;
/** No frame that can be drawn is compressed to more. */
const LONGEST = 512 * 1024 * 1024;
const MOST_PIECES = 65_536;
const MOST_FRAGMENTS = 1_000_000;

export type FrameBytes =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly firstBit: number; readonly cut?: boolean }
  | { readonly kind: 'trouble'; readonly reason: string };

const trouble = (reason: string): FrameBytes => ({ kind: 'trouble', reason });

/** Reads the bytes of one frame and no others. */
export async function frameBytes(image: Image, index: number): Promise<FrameBytes> {
  if (!Number.isInteger(index) || index < 0 || index >= image.frames) return trouble('there is no such frame');
  return image.coding === 'native' ? nativeBytes(image, index) : encapsulatedBytes(image, index);
}

async function nativeBytes(image: Image, index: number): Promise<FrameBytes> {
  const { pixels, layout } = image;
  const bits = nativeBits(layout);
  const startBit = bits * index;
  // Bytes that were swapped with their neighbour (OW in big endian, PS3.5 8.2) are read and put right in pairs.
  const pairs = image.bigPixels && pixels.vr === 'OW' && layout.bitsAllocated <= 8;
  const unit = pairs ? 2 : 1;
  const start = Math.floor(startBit / 8 / unit) * unit;
  const length = Math.ceil((startBit + bits) / 8 / unit) * unit - start;
  const available = image.end - pixels.valueOffset;
  if (start >= available)
    return trouble('the pixel data ends before this frame; the file is cut short or its Number of Frames is wrong');
  const read = await image.window.source.read(pixels.valueOffset + start, Math.min(length, available - start));
  const cut = read.length + unit - 1 < length;
  if (cut && read.length * 2 < length)
    return trouble('most of this frame is missing: the pixel data ends before it does');
  const ordered = pairs ? swapped(read, 2) : read;
  const firstBit = startBit - start * 8;
  const whole = Math.floor(firstBit / 8);
  return { kind: 'bytes', bytes: ordered.subarray(whole), firstBit: firstBit - whole * 8, ...(cut ? { cut } : {}) };
}

async function encapsulatedBytes(image: Image, index: number): Promise<FrameBytes> {
  const pieces = await framePieces(image, index);
  if (pieces.kind === 'trouble') return pieces;
  const length = pieces.pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (length > LONGEST) return trouble(`the compressed frame has ${Math.round(length / 1e6)} MB, which no frame needs`);
  const parts: Uint8Array[] = [];
  for (const piece of pieces.pieces) parts.push(await image.window.source.read(piece.offset, piece.length));
  const [only] = parts;
  return { kind: 'bytes', bytes: parts.length === 1 && only !== undefined ? only : concat(parts), firstBit: 0 };
}

/** The fragments of one compressed frame, or what of them is of the frame. */
async function framePieces(
  image: Image,
  index: number,
): Promise<
  { readonly kind: 'pieces'; readonly pieces: readonly Piece[] } | { readonly kind: 'trouble'; readonly reason: string }
> {
  const fragments = openFragments(image.window.source, image.object.table.encoding, image.end);
  const table = await fragmentAt(fragments, image.pixels.valueOffset);
  if (table === undefined)
    return { kind: 'trouble', reason: 'the compressed pixel data has no first fragment; the file is damaged' };
  const first = afterFragment(table);
  const pieces =
    (await byExtendedTable(image, fragments, first, index)) ??
    (await byBasicTable(image, fragments, table, index)) ??
    (await byFragments(image, fragments, first, index));
  if (pieces === undefined || pieces.length === 0)
    return {
      kind: 'trouble',
      reason:
        'the compressed pixel data ends before this frame; the file is cut short or its Number of Frames is wrong',
    };
  return { kind: 'pieces', pieces };
}

/** Where the items of one compressed frame lie, heads included; undefined where nobody can tell. */
export async function framePlace(
  image: Image,
  index: number,
): Promise<{ readonly start: number; readonly end: number } | undefined> {
  const found = await framePieces(image, index);
  const [first, last] = found.kind === 'pieces' ? [found.pieces[0], found.pieces.at(-1)] : [];
  if (first === undefined || last === undefined) return undefined;
  const fragments = openFragments(image.window.source, image.object.table.encoding, image.end);
  // The length that an extended table names may leave out the padding.
  const whole = await fragmentAt(fragments, last.offset - 8);
  return whole === undefined ? undefined : { start: first.offset - 8, end: afterFragment(whole) };
}

/** Extended Offset Table (7FE0,0001): one fragment for each frame, 64-bit offsets, lengths of their own. */
async function byExtendedTable(
  image: Image,
  fragments: Fragments,
  first: number,
  index: number,
): Promise<readonly Piece[] | undefined> {
  const [offset, length] = [await longAt(image, EXTENDED_OFFSETS, index), await longAt(image, EXTENDED_LENGTHS, index)];
  if (offset === undefined || length === undefined) return undefined;
  const piece = await fragmentAt(fragments, first + offset);
  if (piece === undefined || length === 0 || length > piece.length) return undefined;
  return [{ offset: piece.offset, length }];
}

async function longAt(image: Image, tag: number, index: number): Promise<number | undefined> {
  const element = findElement(image.elements, tag);
  if (element === undefined || element.length < (index + 1) * 8) return undefined;
  const bytes = await image.window.source.read(element.valueOffset + index * 8, 8);
  const value = Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, image.littleEndian));
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Basic Offset Table: 32-bit offsets of the frames' first fragments (PS3.5 A.4). */
async function byBasicTable(
  image: Image,
  fragments: Fragments,
  table: Piece,
  index: number,
): Promise<readonly Piece[] | undefined> {
  if (table.length < image.frames * 4) return undefined;
  const last = index + 1 >= image.frames;
  const bytes = await image.window.source.read(table.offset + index * 4, last ? 4 : 8);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first = afterFragment(table);
  const start = first + view.getUint32(0, image.littleEndian);
  const end = last ? image.end : first + view.getUint32(4, image.littleEndian);
  if (end <= start) return undefined;
  const pieces: Piece[] = [];
  for (let at = start; at < end && pieces.length < MOST_PIECES; ) {
    const piece = await fragmentAt(fragments, at);
    if (piece === undefined) break;
    pieces.push(piece);
    at = afterFragment(piece);
  }
  // An offset that points between fragments is wrong, and so may be all the others.
  return pieces.length === 0 ? undefined : pieces;
}

/** Without a table: one fragment for each frame where there are as many, else a frame goes on until another begins. */
async function byFragments(
  image: Image,
  fragments: Fragments,
  first: number,
  index: number,
): Promise<readonly Piece[] | undefined> {
  const { frames, pixels, coding } = image;
  const single = pixels.fragments - 1 === frames || coding === 'rle' || coding === 'deflate';
  if (frames === 1)
    return (await startsUpTo(image, fragments, first, MOST_PIECES)).length === 0
      ? undefined
      : piecesFrom(image, fragments, 0, undefined);
  if (single) {
    await startsUpTo(image, fragments, first, index + 1);
    return piecesFrom(image, fragments, index, index + 1);
  }
  image.index.firsts ??= await frameStarts(image, fragments, first);
  const from = image.index.firsts[index];
  return from === undefined ? undefined : piecesFrom(image, fragments, from, image.index.firsts[index + 1]);
}

/** Which fragments begin a frame, by their first bytes. */
async function frameStarts(image: Image, fragments: Fragments, first: number): Promise<readonly number[]> {
  const firsts: number[] = [];
  for (const [at, start] of (await startsUpTo(image, fragments, first, MOST_FRAGMENTS)).entries()) {
    const piece = await fragmentAt(fragments, start);
    if (piece !== undefined && (await kindOf(fragments, piece)) !== undefined) firsts.push(at);
  }
  return firsts;
}

/** Offsets of the first fragments, at least `count` of them if there are so many. */
async function startsUpTo(
  image: Image,
  fragments: Fragments,
  first: number,
  count: number,
): Promise<readonly number[]> {
  const { starts } = image.index;
  while (starts.length < count) {
    const { length } = starts;
    const previous = starts[length - 1];
    const before = previous === undefined ? undefined : await fragmentAt(fragments, previous);
    const at = previous === undefined ? first : before && afterFragment(before);
    if (at === undefined || (await fragmentAt(fragments, at)) === undefined) break;
    // Another frame may be looked for at the same time: it found this very fragment then.
    if (starts.length === length) starts.push(at);
  }
  return starts;
}

async function piecesFrom(
  image: Image,
  fragments: Fragments,
  from: number,
  to: number | undefined,
): Promise<readonly Piece[]> {
  const pieces: Piece[] = [];
  for (const start of image.index.starts.slice(from, to)) {
    const piece = await fragmentAt(fragments, start);
    if (piece !== undefined) pieces.push(piece);
  }
  return pieces;
}
