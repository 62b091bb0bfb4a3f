// The head of a packet of pictures or sound in a transport stream (PES, ISO/IEC 13818-1 2.4.3.6): times, which decoders go by, and room
// for private data, for a pack of another stream, and for what fills up. It may go on in the next packet.
import type { Words } from './words.js';

/** Goes through the packets of one stream. */
export interface HeadScan {
  /** @returns notes in the head, and where in the packet what is coded begins */
  push(
    at: number,
    bytes: Uint8Array,
    body: number,
    isStart: boolean,
  ): { readonly words: readonly Words[]; from: number };
}

export function scanHeads(): HeadScan {
  let left = 0;
  return {
    push(at, bytes, body, isStart) {
      if (isStart && isPes(bytes, body)) {
        const end = body + 9 + (bytes[body + 8] ?? 0);
        left = Math.max(0, end - bytes.length);
        return { words: notesIn(at, bytes, body, Math.min(end, bytes.length)), from: Math.min(end, bytes.length) };
      }
      const from = isStart ? body : Math.min(bytes.length, body + left);
      left = isStart ? 0 : left - (from - body);
      // Times are in its first packet: what goes on fills up.
      return { words: noteAt(at, bytes, body, from), from };
    },
  };
}

function isPes(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0 && bytes[at + 1] === 0 && bytes[at + 2] === 1;
}

const PRIVATE_DATA = 16;

function notesIn(at: number, bytes: Uint8Array, body: number, end: number): readonly Words[] {
  const flags = bytes[body + 7] ?? 0;
  const has = (flag: number): boolean => (flags & flag) !== 0;
  let next = body + 9;
  next += has(0x80) ? (has(0x40) ? 10 : 5) : 0;
  next += (has(0x20) ? 6 : 0) + (has(0x10) ? 3 : 0) + (has(0x08) ? 1 : 0) + (has(0x04) ? 1 : 0) + (has(0x02) ? 2 : 0);
  const words: Words[] = [];
  if (has(0x01)) {
    const more = bytes[next] ?? 0;
    next += 1;
    const take = (length: number): void => {
      words.push(...noteAt(at, bytes, next, Math.min(end, next + length)));
      next += length;
    };
    if ((more & 0x80) !== 0) take(PRIVATE_DATA);
    if ((more & 0x40) !== 0) take(bytes[next++] ?? 0);
    next += ((more & 0x20) !== 0 ? 2 : 0) + ((more & 0x10) !== 0 ? 2 : 0);
    if ((more & 0x01) !== 0) {
      const length = (bytes[next] ?? 0) & 0x7f;
      // The number of the stream, or a time.
      const [kind = 0x80] = bytes.subarray(next + 1);
      const needed = Math.min(length, kind < 0x80 || (kind & 1) === 1 ? 1 : 6);
      next += 1 + needed;
      take(length - needed);
    }
  }
  return [...words, ...noteAt(at, bytes, next, end)];
}

/** Spaces make no start code. */
function noteAt(at: number, bytes: Uint8Array, from: number, to: number): readonly Words[] {
  if (!bytes.subarray(from, to).some((byte) => byte !== 0xff && byte !== 0)) return [];
  return [{ at: at + from, length: to - from, fill: 0x20, kind: 'metadata', clause: 'ISO/IEC 13818-1 2.4.3.7' }];
}
