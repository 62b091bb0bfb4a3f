// What an MP4 says besides its pictures (ISO/IEC 14496-12): notes of users and makers, and when it was made. Decoders need none of it.
import { latin1 } from './encode.js';
import { type FrameStream, frameBytes } from './fragments.js';
import type { Words } from './words.js';

/** More boxes than any index has. */
const MOST_BOXES = 65_536;
const DEEPEST = 8;

const NOTES: ReadonlySet<string> = new Set(['udta', 'meta', 'uuid', 'free', 'skip']);
const NESTED: ReadonlySet<string> = new Set(['moov', 'trak', 'mdia', 'moof', 'traf']);
/** Boxes that begin with two times: when it was made, when it was changed (8.2.2, 8.3.2, 8.4.2). */
const TIMED: ReadonlySet<string> = new Set(['mvhd', 'tkhd', 'mdhd']);

/** In order. A box of notes is overwritten with its name, so that readers pass over it. */
export function movieWords(frame: FrameStream): AsyncGenerator<Words> {
  return boxesIn(frame, 0, Number.MAX_SAFE_INTEGER, 0, { left: MOST_BOXES });
}

async function* boxesIn(
  frame: FrameStream,
  from: number,
  to: number,
  depth: number,
  boxes: { left: number },
): AsyncGenerator<Words> {
  let at = from;
  while (at + 8 <= to && boxes.left > 0) {
    boxes.left -= 1;
    const head = await frameBytes(frame, at, 20);
    if (head.length < 8) return;
    const view = new DataView(head.buffer, head.byteOffset, head.length);
    const stated = view.getUint32(0);
    const header = stated === 1 ? 16 : 8;
    if (head.length < header) return;
    const size = stated === 1 ? Number(view.getBigUint64(8)) : stated === 0 ? to - at : stated;
    const end = at + size;
    if (size < header || end > to) return;
    const name = latin1(head.subarray(4, 8));
    if (NOTES.has(name)) {
      yield metadata(at + 4, 4, '8.10');
      yield metadata(at + header, size - header, '8.10');
    } else if (TIMED.has(name)) {
      const long = head[header] === 1;
      if (size >= header + (long ? 20 : 12)) yield metadata(at + header + 4, long ? 16 : 8, '8.2.2');
    } else if (NESTED.has(name) && depth < DEEPEST) {
      yield* boxesIn(frame, at + header, end, depth + 1, boxes);
    }
    at = end;
  }
}

function metadata(at: number, length: number, clause: string): Words {
  return { at, length, fill: 0, kind: 'metadata', clause: `ISO/IEC 14496-12 ${clause}` };
}
