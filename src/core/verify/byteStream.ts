// The fragments of a frame, or of a video, as one run of bytes that is read through a small window.
import { concat, type Source } from '../kernel/source.js';

/** Two files are compared in pieces of so many bytes. */
export const STEP = 1024 * 1024;

/** From and to. */
export type Span = readonly [number, number];

/** Reads bytes of a stream from `at` on, fewer at its end. */
export type ReadAt = (at: number, length: number) => Promise<Uint8Array>;

export interface ByteStream {
  readonly length: number;
  /** Bytes from `at` on, fewer at the end. */
  read(at: number, length: number): Promise<Uint8Array>;
  /** Where the next FF is before which `isMarker` holds of the byte behind it; -1 where there is none. */
  marker(from: number, isMarker: (code: number) => boolean): Promise<number>;
  /** How many bytes from `at` on lie in one fragment. */
  together(at: number): number;
  /** A span of the stream as spans of the source. */
  placed(span: Span): Span[];
}

const WINDOW = 256 * 1024;

export function byteStream(source: Source, fragments: readonly Span[]): ByteStream {
  const starts: number[] = [];
  let length = 0;
  for (const [from, to] of fragments) {
    starts.push(length);
    length += to - from;
  }
  let window: Uint8Array = new Uint8Array(0);
  let windowAt = 0;

  /** The first fragment that holds a byte at or behind `at`. */
  const indexOf = (at: number): number => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const placed = ([from, to]: Span): Span[] => {
    const spans: Span[] = [];
    for (let index = indexOf(from); index < fragments.length; index++) {
      const [start = 0, [begin, end] = [0, 0]] = [starts[index], fragments[index]];
      if (start >= to) break;
      const [first, last] = [begin + Math.max(0, from - start), Math.min(end, begin + to - start)];
      if (first < last) spans.push([first, last]);
    }
    return spans;
  };
  const read = async (at: number, count: number): Promise<Uint8Array> => {
    const wanted = Math.max(0, Math.min(count, length - at));
    if (at < windowAt || at + wanted > windowAt + window.length) {
      const parts: Uint8Array[] = [];
      for (const [from, to] of placed([at, Math.min(length, at + Math.max(WINDOW, wanted))]))
        parts.push(await source.read(from, to - from));
      window = concat(parts);
      windowAt = at;
    }
    return window.subarray(at - windowAt, at - windowAt + wanted);
  };
  const marker = async (from: number, isMarker: (code: number) => boolean): Promise<number> => {
    for (let at = from; at + 1 < length; ) {
      const bytes = await read(at, WINDOW);
      for (let index = 0; index + 1 < bytes.length; index++)
        if (bytes[index] === 0xff && isMarker(bytes[index + 1] ?? 0)) return at + index;
      at += Math.max(1, bytes.length - 1);
    }
    return -1;
  };
  const together = (at: number): number => {
    const [[from, to] = [0, 0]] = placed([at, length]);
    return to - from;
  };
  return { length, read, marker, together, placed };
}
