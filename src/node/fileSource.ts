// A Source over a regular file: opened read-only, read where asked, its first bytes kept because everybody asks for them.
import fs from 'node:fs';
import { DeidError } from '../core/kernel/deidError.js';
import type { Source } from '../core/kernel/source.js';
import { nativePath, type RawPath } from './rawPath.js';
import { patiently } from './systemError.js';

/** A header of a usual image fits; measured: larger costs more to allocate than it saves. */
const HEAD = 64 * 1024;

export interface FileSource extends Source {
  /** For a Sink that copies from file to file. */
  readonly descriptor: number;
  /** Says which bytes these are, as long as the file system is the same: for a journal. */
  readonly fileStamp: string;
  /** Time of the last change, in ms since 1970. */
  readonly changedAt: number;
  /** True where the range is in memory already. */
  holds(offset: number, length: number): boolean;
  /** Asks the file system whether size, inode and modification time are as they were. */
  unchanged(): boolean;
  close(): void;
}

// O_NOFOLLOW: a link that took the file's place since it was listed is not followed. O_NONBLOCK: nor does a FIFO block.
const FLAGS =
  fs.constants.O_RDONLY |
  (fs.constants.O_NOFOLLOW ?? 0) |
  (fs.constants.O_NONBLOCK ?? 0) |
  (fs.constants.O_NOCTTY ?? 0);

/**
 * Opens a regular file for reading. Nothing here ever opens an original for writing.
 * @throws an error of the operating system; DeidError `io` for what is no regular file
 */
export function openSource(path: RawPath): FileSource {
  const native = nativePath(path);
  const descriptor = patiently(() => fs.openSync(native, FLAGS));
  try {
    return describe(descriptor);
  } catch (error) {
    fs.closeSync(descriptor);
    throw error;
  }
}

function describe(descriptor: number): FileSource {
  const stat = fs.fstatSync(descriptor, { bigint: true });
  if (!stat.isFile()) throw new DeidError('io', 'not a regular file');
  const size = Number(stat.size);
  const stamp = stampOf(stat);
  let head = new Uint8Array(0);
  return {
    descriptor,
    size,
    stamp,
    fileStamp: fileStamp(stat),
    changedAt: Number(stat.mtimeMs),
    holds: (offset, length) => offset + length <= head.length,
    read(offset, length) {
      const end = Math.min(size, offset + length);
      if (end <= offset) return new Uint8Array(0);
      if (end <= head.length) return head.subarray(offset, end);
      if (offset < HEAD && head.length === 0) {
        head = readFully(descriptor, 0, Math.min(size, Math.max(HEAD, end)));
        return head.subarray(offset, end);
      }
      return readFully(descriptor, offset, end - offset);
    },
    unchanged: () => stampOf(fs.fstatSync(descriptor, { bigint: true })) === stamp,
    close: () => fs.closeSync(descriptor),
  };
}

/** Says which bytes these are: device, inode, size, time of last change. */
function stampOf(stat: fs.BigIntStats): string {
  return `${stat.dev}:${fileStamp(stat)}`;
}

/** Inode, size, time of last change: a device may have another number when the machine was started anew. */
export function fileStamp(stat: fs.BigIntStats): string {
  return `${stat.ino}:${stat.size}:${stat.mtimeNs}`;
}

function readFully(descriptor: number, offset: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.allocUnsafeSlow(length);
  const got = readInto(descriptor, bytes, 0, length, offset);
  return got === length ? bytes : bytes.subarray(0, got);
}

/** Reads until `length` bytes are there or the file ends. Returns how many there are. */
export function readInto(descriptor: number, into: Uint8Array, at: number, length: number, offset: number): number {
  let got = 0;
  while (got < length) {
    const count = patiently(() => fs.readSync(descriptor, into, at + got, length - got, offset + got));
    if (count === 0) break;
    got += count;
  }
  return got;
}

/**
 * A Source over the first `size` bytes of an open descriptor, of which `head` is known already: what was just written
 * can be read back without opening it again.
 */
export function writtenSource(descriptor: number, size: number, head: Uint8Array): Source {
  return {
    size,
    stamp: `written:${size}`,
    read(offset, length) {
      const end = Math.min(size, offset + length);
      if (end <= offset) return new Uint8Array(0);
      return end <= head.length ? head.subarray(offset, end) : readFully(descriptor, offset, end - offset);
    },
  };
}
