// Packed bytes (gzip, RFC 1952; zlib, RFC 1950) opened up to a bound, so that they can be searched like any others.
import { Gunzip, Inflate, Unzlib } from 'fflate';

/** What is longer is not searched. */
const MOST_UNPACKED = 1024 * 1024;
/** Deflate makes at most 1032 bytes of one: a step brings no more than half a megabyte. */
const STEP = 512;

export interface Unpacked {
  readonly bytes: Uint8Array;
  /** False where there is more than the bound, which was left out. */
  readonly whole: boolean;
  /** It neither ended nor broke: more packed bytes would go on with it. */
  readonly open: boolean;
}

/** True where bytes begin as packed ones do. */
export function isPacked([first = 0, second = 0, third = 0]: Uint8Array | readonly number[]): boolean {
  if (first === 0x1f) return second === 0x8b && third === 8;
  return first === 0x78 && (second & 0x20) === 0 && ((first << 8) | second) % 31 === 0;
}

/** Where packed bytes begin. */
export interface PackedPlace {
  readonly at: number;
  /** An entry of a zip file: deflated, without a header of its own. */
  readonly bare: boolean;
}

/** The header of an entry of a zip file, without its name (APPNOTE 4.3.7). */
const ZIP_HEADER = 30;

/** The header of zlib, and of a block its kind and the lengths of the codes for its lengths. */
const LONGEST_BEGIN = 12;
/** In noise two bytes look like a beginning 48 times in a MiB; so many more are tried. */
const BYTES_OF_A_PLACE = 1024;
/** Deflated bytes give more than they are, but for a few, and a stored block comes whole (64 KiB); from a stream that gives nothing so many are taken. */
const MOST_FOR_NOTHING = 160 * 1024;
/** Of so many bytes, with all places in them, each may be taken so often. */
const MOST_TAKEN = 4;

/** What may still be taken for streams at all places of some bytes: more would be the square of the time. */
export interface Taking {
  left: number;
}

/** @param length of the bytes */
export function takingOf(length: number): Taking {
  return { left: length * MOST_TAKEN + MOST_FOR_NOTHING };
}

/** Of so many bytes how many places behind others are tried: `few`, and more of longer ones. */
export function mostPlaces(length: number, few: number): number {
  return few + Math.floor(length / BYTES_OF_A_PLACE);
}

/** True where a stream took much and gave little, as one of empty blocks does. */
export function givesNothing(taken: number, given: number): boolean {
  return taken > MOST_FOR_NOTHING + given * 2;
}

/** Where behind other bytes packed ones may begin, in order: gzip, zlib, and entries of zip files. At most `most` of them. */
export function packedPlaces(bytes: Uint8Array, most: number): readonly PackedPlace[] {
  const places: PackedPlace[] = [];
  for (let at = 1; at + 6 < bytes.length && places.length < most; at += 1) {
    const first = bytes[at];
    if (first !== 0x78 && first !== 0x1f && first !== 0x50) continue;
    const [second = 0, third = 0, fourth = 0] = bytes.subarray(at + 1, at + 4);
    if (first === 0x50) {
      if (second !== 0x4b || third !== 3 || fourth !== 4 || bytes[at + 8] !== 8 || bytes[at + 9] !== 0) continue;
      const short = (from: number): number => (bytes[from] ?? 0) + (bytes[from + 1] ?? 0) * 256;
      places.push({ at: at + ZIP_HEADER + short(at + 26) + short(at + 28), bare: true });
    } else if (isPacked([first, second, third]) && isBegun(bytes.subarray(at, at + LONGEST_BEGIN)))
      places.push({ at, bare: false });
  }
  return places;
}

/** What can't be chance so often: flags that gzip knows; a usual level of zlib, and a block as RFC 1951 has them. */
function isBegun(bytes: Uint8Array): boolean {
  const [first = 0, second = 0, third = 0, fourth = 0, ...rest] = bytes;
  if (first === 0x1f) return fourth < 0x20;
  if (![0x01, 0x5e, 0x9c, 0xda].includes(second)) return false;
  const kind = (third >> 1) & 3;
  // A stored block has its length twice (3.2.4); the fourth kind is reserved (3.2.3).
  if (kind === 0) return (fourth ^ (rest[1] ?? 0)) === 0xff && ((rest[0] ?? 0) ^ (rest[2] ?? 0)) === 0xff;
  return kind === 1 || (kind === 2 && hasCodes(bytes.subarray(2)));
}

/** Whether a block begins with lengths of codes that use up all codes there are (RFC 1951 3.2.7), as every block does: noise rarely does. */
function hasCodes(block: Uint8Array): boolean {
  const bits = (at: number, count: number): number =>
    ((((block[at >> 3] ?? 0) | ((block[(at >> 3) + 1] ?? 0) << 8)) >> (at & 7)) & ((1 << count) - 1)) >>> 0;
  if (bits(3, 5) > 29 || bits(8, 5) > 29) return false;
  let used = 0;
  for (let code = 0; code < bits(13, 4) + 4; code += 1) {
    const length = bits(17 + code * 3, 3);
    if (length > 0) used += 128 >> length;
  }
  return used === 128;
}

/**
 * True behind the last block of a deflated stream: fflate goes on joining what is pushed then to what it has, which would take the square of
 * the time. (Of gzip it takes what follows for another member.)
 */
export function hasEnded(stream: object): boolean {
  // Its state, which its types leave out: `f` of the last block, `l` while the codes of a block are in use.
  const { s } = stream as { readonly s?: { readonly f?: unknown; readonly l?: unknown } };
  return Boolean(s?.f) && !s?.l;
}

/** The first megabyte of what is packed; undefined where the bytes are not packed, or nothing of them can be opened. @param bare without a header */
export function unpack(packed: Uint8Array, bare = false, taking = takingOf(packed.length)): Unpacked | undefined {
  if (!bare && !isPacked(packed)) return undefined;
  const parts: Uint8Array[] = [];
  let size = 0;
  const take = (chunk: Uint8Array): void => {
    parts.push(chunk);
    size += chunk.length;
  };
  const stream = bare ? new Inflate(take) : packed[0] === 0x1f ? new Gunzip(take) : new Unzlib(take);
  let at = 0;
  let idle = false;
  let broken = false;
  try {
    // The flag that ends a stream is never set: what follows it is padding.
    for (; at < packed.length && size <= MOST_UNPACKED && !idle && !hasEnded(stream); at += STEP) {
      stream.push(packed.slice(at, at + STEP), false);
      taking.left -= STEP;
      idle = taking.left < 0 || givesNothing(at, size);
    }
  } catch {
    // Damaged, or no packed bytes after all: what came of them until here is searched.
    broken = true;
  }
  if (size === 0 && !idle) return undefined;
  const bytes = new Uint8Array(Math.min(size, MOST_UNPACKED));
  let end = 0;
  for (const part of parts) {
    if (end >= bytes.length) break;
    const fitting = part.subarray(0, bytes.length - end);
    bytes.set(fitting, end);
    end += fitting.length;
  }
  return { bytes, whole: size <= MOST_UNPACKED && !idle, open: !broken && !hasEnded(stream) };
}
