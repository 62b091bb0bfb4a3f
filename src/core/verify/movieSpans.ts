// What of an MP4 may be blank in the output: boxes of notes, name and content, and the times in headers (ISO/IEC 14496-12). Written
// anew, apart from the planning.
import type { Span } from './byteStream.js';

/** Reads bytes of the stream, fewer at its end. */
export type ReadAt = (at: number, length: number) => Promise<Uint8Array>;

const MOST_BOXES = 65_536;

export async function isMovie(read: ReadAt): Promise<boolean> {
  return nameOf(await read(0, 8)) === 'ftyp';
}

/** Spans of the stream, in order. */
export async function movieSpans(read: ReadAt, length: number): Promise<Span[]> {
  const spans: Span[] = [];
  const open: number[] = [];
  let at = 0;
  for (let count = 0; count < MOST_BOXES && at + 8 <= length; count++) {
    while (open.length > 0 && at >= (open.at(-1) ?? 0)) open.pop();
    const head = await read(at, 24);
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
    const small = head.length < 8 ? 8 : view.getUint32(0);
    const wide = small === 1;
    const start = at + (wide ? 16 : 8);
    const limit = open.at(-1) ?? length;
    const end = small === 0 ? limit : at + (wide ? Number(view.getBigUint64(8)) : small);
    if (end < start || end > limit) break;
    const name = nameOf(head);
    if (/^(?:moov|trak|mdia|moof|traf)$/.test(name)) {
      open.push(end);
      at = start;
      continue;
    }
    if (/^(?:udta|meta|uuid|free|skip)$/.test(name)) spans.push([at + 4, at + 8], [start, end]);
    if (/^(?:mvhd|tkhd|mdhd)$/.test(name)) spans.push([start + 4, start + (head[start - at] === 1 ? 20 : 12)]);
    at = end;
  }
  return spans;
}

function nameOf(head: Uint8Array): string {
  return String.fromCharCode(...head.subarray(4, 8));
}
