// Goes through RLE Lossless frames (PS3.5 Annex G): words of the header without a segment, bytes between, before and behind
// segments, and fragments that are of no frame. Each frame is one fragment (A.4.2).
import {
  type Blanking,
  blank,
  blankSurplus,
  holdsMore,
  isShownEnough,
  isTooMuch,
  openBlanking,
  SURPLUS,
} from './blankRanges.js';
import { sayUncounted } from './cleanFrames.js';
import type { Element } from './element.js';
import { afterFragment, type Fragments, fragmentAt, openFragments, type Piece, readAt } from './fragments.js';
import { shortOf } from './pixelSurplus.js';
import type { DicomObject } from './read.js';
import type { Scope, Visit } from './visit.js';

const HEADER = 64;
const MOST_SEGMENTS = 15;
const CHUNK = 64 * 1024;

/** What a frame unpacks to; not numbers where nobody can tell. */
interface Shape {
  readonly segments: number;
  /** Bytes of each segment, unpacked. */
  readonly size: number;
}

/** @returns false where no frame could be gone through */
export async function cleanRle(
  visit: Visit,
  scope: Scope,
  object: DicomObject,
  element: Element,
  { end, frames }: { readonly end: number; readonly frames: number },
): Promise<boolean> {
  const fragments = openFragments(visit.window.source, scope.encoding, end);
  const blanking = openBlanking(visit, scope, element, fragments);
  const shape = await shapeOf(visit, object);
  if (!(shape.segments * shape.size > 0)) return false;
  const table = await fragmentAt(fragments, element.valueOffset);
  let next = table && (await fragmentAt(fragments, afterFragment(table)));
  let [uncounted, followed] = [0, false];
  for (let count = 0; next !== undefined; count++) {
    if (isShownEnough(blanking, next.offset)) return true;
    const beyond = count >= frames;
    const segments = await segmentsOf(fragments, next, shape);
    if (segments !== undefined) await cleanFrame(blanking, next, segments);
    else if (beyond) await blankSurplus(blanking, [next]);
    followed ||= segments !== undefined;
    if (beyond && segments !== undefined) uncounted++;
    if (isTooMuch(blanking)) return true;
    next = await fragmentAt(fragments, afterFragment(next));
  }
  if (uncounted > 0) sayUncounted(visit, uncounted);
  return followed;
}

async function shapeOf({ window }: Visit, { table }: DicomObject): Promise<Shape> {
  const number = (tag: number): Promise<number> => shortOf(window, table.elements, tag, table.encoding.littleEndian);
  const samples = await number(0x00280002);
  const cells = (await number(0x00280010)) * (await number(0x00280011));
  const bits = await number(0x00280100);
  // Single bits stay packed, eight to a byte (8.2.2).
  return { segments: samples * Math.max(1, bits / 8), size: bits === 1 ? Math.ceil(cells / 8) : cells };
}

/** Where each segment lies, as far as it is unpacked; undefined where the fragment is no whole frame. */
async function segmentsOf(fragments: Fragments, frame: Piece, shape: Shape): Promise<readonly Piece[] | undefined> {
  const head = await readAt(fragments, frame.offset, Math.min(HEADER, frame.length));
  if (head.length < HEADER) return undefined;
  const view = new DataView(head.buffer, head.byteOffset, HEADER);
  const count = view.getUint32(0, true);
  if (count !== shape.segments || count < 1 || count > MOST_SEGMENTS) return undefined;
  const starts = Array.from({ length: count }, (_, index) => view.getUint32(4 + index * 4, true));
  const segments: Piece[] = [];
  for (const start of starts) {
    const end = start < HEADER ? undefined : await segmentEnd(fragments, frame, start, shape.size);
    if (end === undefined) return undefined;
    segments.push({ offset: start, length: end - start });
  }
  return segments.sort((a, b) => a.offset - b.offset);
}

/** Where in the frame the PackBits end that unpack to `size` bytes (G.3). */
async function segmentEnd(
  fragments: Fragments,
  frame: Piece,
  start: number,
  size: number,
): Promise<number | undefined> {
  let left = size;
  for (let at = start; at < frame.length; ) {
    const bytes = await readAt(fragments, frame.offset + at, Math.min(CHUNK, frame.length - at));
    let index = 0;
    for (; index < bytes.length && left > 0; ) {
      const control = bytes[index++] ?? 0;
      if (control < 128) {
        index += control + 1;
        left -= control + 1;
      } else if (control > 128) {
        index++;
        left -= 257 - control;
      }
    }
    at += index;
    if (left > 0) continue;
    // The last run may be cut where the segment is full.
    return at - frame.length <= -left || at <= frame.length ? Math.min(at, frame.length) : undefined;
  }
  return undefined;
}

async function cleanFrame(blanking: Blanking, frame: Piece, segments: readonly Piece[]): Promise<void> {
  const unused = 4 + segments.length * 4;
  await blankGap(blanking, { offset: frame.offset + unused, length: HEADER - unused });
  let end = HEADER;
  for (const { offset, length } of [...segments, { offset: frame.length, length: 0 }]) {
    // One byte between is padding (G.2).
    if (offset - end > 1) await blankGap(blanking, { offset: frame.offset + end, length: offset - end });
    end = Math.max(end, offset + length);
  }
}

async function blankGap(blanking: Blanking, gap: Piece): Promise<void> {
  if (await holdsMore(blanking.fragments, gap, 0)) blank(blanking, gap, 0, SURPLUS);
}
