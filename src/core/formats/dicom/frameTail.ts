// What lies behind the end of a compressed frame: EOI of JPEG and JPEG-LS (ISO/IEC 10918-1 B.1.1.3), EOC of JPEG 2000 (15444-1
// A.4.4). Neither marker can stand in coded data, so what is behind the last one is no pixel. One in a header is none: that of
// a thumbnail, say.
import { type Fragments, type FrameStream, frameBytes, type Piece, piecesAt, readAt } from './fragments.js';

/** Most coders end with the marker and a byte of padding. */
const QUICK = 16;
const LONGEST = 64 * 1024;

const MOST_SEGMENTS = 4096;

/** Where in the source the coded data of a frame begins; undefined where its header does not lead there. */
export async function codedFrom(frame: FrameStream, kind: 'jpeg' | 'codestream'): Promise<number | undefined> {
  const begin = kind === 'jpeg' ? 0xda : 0x90;
  for (let at = 2, count = 0; count < MOST_SEGMENTS; count++) {
    const [mark, code = 0, high = 0, low = 0] = await frameBytes(frame, at, 4);
    if (mark !== 0xff || code === 0xd9) return undefined;
    if (code === begin) return (await piecesAt(frame, at, 1))[0]?.offset;
    at += code === 0xff ? 1 : 2 + high * 256 + low;
  }
  return undefined;
}

/** Index behind the last end marker; undefined where there is none. */
function behindMarker(bytes: Uint8Array): number | undefined {
  for (let at = bytes.length - 2; at >= 0; at--) if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return at + 2;
  return undefined;
}

/**
 * What is behind the end of a frame, where it is more than padding: zeros, or fill bytes FF.
 * @param coded where coded data begins
 * @param pieces the last fragments of the frame; of several the later ones count only where no other frame can be in them
 */
export async function tailOf(fragments: Fragments, coded: number, pieces: readonly Piece[]): Promise<readonly Piece[]> {
  const behind: Piece[] = [];
  let holds = false;
  for (const piece of [...pieces].reverse()) {
    for (const length of [QUICK, LONGEST]) {
      const from = Math.max(0, piece.length - length);
      const bytes = await readAt(fragments, piece.offset + from, piece.length - from);
      const at = behindMarker(bytes);
      if (at === undefined && from > 0 && length < LONGEST) continue;
      if (at === undefined && from > 0) return [];
      holds ||= bytes.subarray(at ?? 0).some((byte) => byte !== 0 && byte !== 0xff);
      const start = at ?? 0;
      if (start < bytes.length) behind.unshift({ offset: piece.offset + from + start, length: bytes.length - start });
      if (at !== undefined && piece.offset + from + at <= coded) return [];
      if (at !== undefined) return holds ? behind : [];
      break;
    }
  }
  return [];
}
