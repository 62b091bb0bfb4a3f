// The entries of a tar, read from its beginning to its end; gzip around it is undone as it is read.
import fs from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { DeidError } from '../../core/kernel/deidError.js';
import { type ArchiveEntry, LARGEST_ENTRY, MOST_ENTRIES, MOST_GROWTH, nameFault, TOO_LARGE } from './entries.js';

const BLOCK = 512;

/** @param size of the archive itself */
export async function* readTar(descriptor: number, size: number, gzip: boolean): AsyncGenerator<ArchiveEntry> {
  // A stream over the descriptor would close it, which is the caller's to do.
  const input = Readable.from(piecesOf(descriptor), { objectMode: false });
  const tar = extract();
  // Errors come out of the reader at the other end.
  if (gzip) pipeline(input, createGunzip(), tar, () => {});
  else pipeline(input, tar, () => {});
  let entries = 0;
  let unpacked = 0;
  try {
    for await (const entry of tar) {
      const { name, type, size: stated = 0 } = entry.header;
      entries += 1;
      unpacked += stated + BLOCK;
      if (entries > MOST_ENTRIES) throw new DeidError('refused', 'the archive has more than two million entries');
      if (gzip && unpacked > Math.max(BLOCK, size) * MOST_GROWTH)
        throw new DeidError(
          'refused',
          'the archive grows beyond what any image does when it is unpacked; it was not read on',
        );
      const fault = nameFault(name);
      if (type !== 'file' && type !== 'contiguous-file') yield { kind: 'other', name };
      else if (fault !== undefined)
        yield { kind: 'refused', name, size: stated, code: 'archive-name', message: `${fault}; it was not taken out` };
      else if (stated > LARGEST_ENTRY)
        yield { kind: 'refused', name, size: stated, code: TOO_LARGE.code, message: TOO_LARGE.message };
      else yield { kind: 'file', name, size: stated, read: () => contentOf(entry, stated) };
      // What was not read is passed over.
      entry.resume();
    }
  } catch (error) {
    throw error instanceof DeidError
      ? error
      : new DeidError('refused', 'the archive is damaged or cut off, or no tar is in its gzip; get a complete copy');
  } finally {
    input.destroy();
  }
}

function* piecesOf(descriptor: number): Generator<Buffer> {
  for (let at = 0; ; ) {
    const piece = Buffer.allocUnsafe(256 * 1024);
    const length = fs.readSync(descriptor, piece, 0, piece.length, at);
    if (length === 0) return;
    at += length;
    yield piece.subarray(0, length);
  }
}

async function contentOf(entry: AsyncIterable<unknown>, size: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafe(size);
  let length = 0;
  for await (const piece of entry) {
    if (!(piece instanceof Uint8Array)) continue;
    bytes.set(piece.subarray(0, size - length), length);
    length += piece.length;
  }
  if (length !== size) throw new DeidError('refused', 'it is cut off inside the archive; get a complete copy');
  return bytes;
}
