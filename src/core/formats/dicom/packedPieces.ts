// Packed bytes (gzip, RFC 1952; zlib, RFC 1950) of any length, opened piece by piece up to a bound, so that they can be searched.
import { Gunzip, Inflate, Unzlib } from 'fflate';
import { concat } from '../../kernel/source.js';
import { givesNothing, hasEnded, isPacked, type Taking } from '../../text/unpack.js';

/** Packed bytes that are read at once. */
const READ = 64 * 1024;
/** Deflate makes at most 1032 bytes of one: a step brings no more than half a megabyte. */
const STEP = 512;
/** What is yielded has at least so many bytes, but for the last. */
const PIECE = 1024 * 1024;

export interface PackedPiece {
  /** Begins with the last `overlap` bytes of the piece before. */
  readonly bytes: Uint8Array;
  readonly first: boolean;
  /** True at the end of what is packed, or where it is damaged. */
  readonly last: boolean;
  /** True where there is more than `most`, or nothing came for long. */
  readonly cut: boolean;
}

/** Yields nothing where the bytes are not packed. `bare`: they have no header. */
export async function* packedPieces(
  read: (at: number, length: number) => Uint8Array | Promise<Uint8Array>,
  length: number,
  {
    overlap,
    most,
    bare,
    taking,
  }: { readonly overlap: number; readonly most: number; readonly bare: boolean; readonly taking: Taking },
): AsyncGenerator<PackedPiece> {
  if (!bare && !isPacked(await read(0, Math.min(3, length)))) return;
  let input = await read(0, Math.min(READ, length));
  let parts: Uint8Array[] = [];
  let size = 0;
  let total = 0;
  let first = true;
  let idle = false;
  const take = (chunk: Uint8Array): void => {
    parts.push(chunk);
    size += chunk.length;
    total += chunk.length;
  };
  const stream = bare ? new Inflate(take) : input[0] === 0x1f ? new Gunzip(take) : new Unzlib(take);
  for (let at = 0; at < length && total <= most; ) {
    for (let from = 0; from < input.length && total <= most; from += STEP) {
      try {
        // The flag that ends a stream is never set: what follows it is padding.
        stream.push(input.slice(from, from + STEP), false);
        taking.left -= STEP;
        idle = taking.left < 0 || givesNothing(at + from, total);
        if (idle || hasEnded(stream)) {
          at = length;
          break;
        }
      } catch {
        // Damaged, or no packed bytes after all: what came of them until here is searched.
        at = length;
        break;
      }
      if (size < PIECE + overlap) continue;
      const bytes = concat(parts);
      yield { bytes, first, last: false, cut: false };
      first = false;
      parts = [bytes.subarray(bytes.length - overlap)];
      size = overlap;
    }
    at += input.length;
    if (at < length) input = await read(at, Math.min(READ, length - at));
  }
  if (total > 0 || idle) yield { bytes: concat(parts), first, last: true, cut: total > most || idle };
}
