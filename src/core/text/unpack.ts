// Packed bytes (gzip, RFC 1952; zlib, RFC 1950) opened up to a bound, so that they can be searched like any others.
import { Gunzip, Unzlib } from 'fflate';

/** What is longer is not searched. */
const MOST_UNPACKED = 1024 * 1024;
/** Deflate makes at most 1032 bytes of one: a step brings no more than half a megabyte. */
const STEP = 512;

export interface Unpacked {
  readonly bytes: Uint8Array;
  /** False where there is more than the bound, which was left out. */
  readonly whole: boolean;
}

/** True where bytes begin as packed ones do. */
export function isPacked([first = 0, second = 0, third = 0]: Uint8Array): boolean {
  if (first === 0x1f) return second === 0x8b && third === 8;
  return first === 0x78 && (second & 0x20) === 0 && ((first << 8) | second) % 31 === 0;
}

/** The first megabyte of what is packed; undefined where the bytes are not packed, or nothing of them can be opened. */
export function unpack(packed: Uint8Array): Unpacked | undefined {
  if (!isPacked(packed)) return undefined;
  const parts: Uint8Array[] = [];
  let size = 0;
  const take = (chunk: Uint8Array): void => {
    parts.push(chunk);
    size += chunk.length;
  };
  const stream = packed[0] === 0x1f ? new Gunzip(take) : new Unzlib(take);
  let at = 0;
  try {
    // The flag that ends a stream is never set: what follows it is padding.
    for (; at < packed.length && size <= MOST_UNPACKED; at += STEP) stream.push(packed.slice(at, at + STEP), false);
  } catch {
    // Damaged, or no packed bytes after all: what came of them until here is searched.
  }
  if (size === 0) return undefined;
  const bytes = new Uint8Array(Math.min(size, MOST_UNPACKED));
  let end = 0;
  for (const part of parts) {
    if (end >= bytes.length) break;
    const fitting = part.subarray(0, bytes.length - end);
    bytes.set(fitting, end);
    end += fitting.length;
  }
  return { bytes, whole: size <= MOST_UNPACKED };
}
