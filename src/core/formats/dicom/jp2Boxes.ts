// What a frame that is a file of boxes (JP2, JPEG XL) says besides its pixels (ISO/IEC 15444-1 Annex I, 18181-2): only boxes that
// a decoder needs keep what is in them.
import { latin1 } from './encode.js';
import { type FrameStream, frameBytes } from './fragments.js';
import { codestreamWords } from './jp2Words.js';
import type { Words } from './words.js';

const MOST_BOXES = 65_536;

/** Of files, and of headers (superbox jp2h). */
const NEEDED: ReadonlySet<string> = new Set([
  ...['jP  ', 'ftyp', 'rreq', 'jp2h', 'jp2c', 'jpch', 'jplh'],
  ...['ihdr', 'bpcc', 'colr', 'pclr', 'cmap', 'cdef', 'res '],
  ...['JXL ', 'jxll', 'jxlc', 'jxlp', 'jxli', 'jbrd'],
]);
/** Boxes that say something about the image, and are no coded data whatever stands before them. */
const TELLING: ReadonlySet<string> = new Set(['xml ', 'uuid', 'jp2i', 'Exif', 'jumb', 'brob']);

/** In order. Says in the frame where the last box ends. */
export async function* boxWords(frame: FrameStream): AsyncGenerator<Words> {
  const found = { coded: false, sure: true };
  yield* boxesIn(frame, 0, Number.MAX_SAFE_INTEGER, found, true);
}

/** `sure`: boxes follow each other as they say, so that a box of an unknown kind is one. */
interface Found {
  coded: boolean;
  sure: boolean;
}

async function* boxesIn(
  frame: FrameStream,
  from: number,
  to: number,
  found: Found,
  top: boolean,
): AsyncGenerator<Words> {
  let at = from;
  for (let count = 0; count < MOST_BOXES && at + 8 <= to; count++) {
    const left = top && found.coded ? frame.size - at : Number.POSITIVE_INFINITY;
    const first = left < 8 ? new Uint8Array(0) : await frameBytes(frame, at, 8);
    const stated = u32(first, 0);
    const header = stated === 1 ? 16 : 8;
    const head = stated === 1 ? await frameBytes(frame, at, 16) : first;
    const size = header === 16 ? u32(head, 8) * 0x100000000 + u32(head, 12) : stated;
    const end = size === 0 ? to : at + size; // a size of 0: the box goes to the end
    const start = at + header;
    const type = latin1(head.subarray(4, 8));
    if (head.length < header || end < start || end > to || !/^[ -~]{4}$/u.test(type)) {
      if (top && found.coded && found.sure) frame.over = at;
      return;
    }
    if (type === 'jp2c') {
      yield* codestreamWords(frame, start);
      if (size === 0) return;
      found.coded = true;
      const { over } = frame;
      found.sure &&= over !== undefined && over <= end;
      if (over !== undefined && over < end) yield { ...SPARE, at: over, length: end - over };
      delete frame.over;
    } else if (type === 'jxlc' || type === 'jxlp') {
      found.coded = true;
      found.sure = false;
    } else if (type === 'jp2h' && top && size !== 0) yield* boxesIn(frame, start, end, found, false);
    else if (type === 'colr' && end > start + 3 && [2, 3].includes((await frameBytes(frame, start, 1))[0] ?? 0))
      yield { at: start + 3, length: end - start - 3, fill: 0, kind: 'profile', clause: 'ISO/IEC 15444-1 I.5.3.3' };
    else if (TELLING.has(type) || (found.sure && !NEEDED.has(type)))
      yield { ...NOTES, at: start, length: end - start, fill: type === 'xml ' ? 0x20 : 0 };
    if (size === 0) return;
    at = end;
  }
}

const NOTES = { kind: 'metadata', clause: 'ISO/IEC 15444-1 I.7' } as const;
const SPARE = { kind: 'surplus', fill: 0, clause: 'ISO/IEC 15444-1 I.5.4' } as const;

function u32(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] ?? 0) * 0x1000000 + (((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0))
  );
}
