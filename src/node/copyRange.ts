// Copies a long range from file to file: reads run ahead of writes on a second thread of libuv's pool.
import fs from 'node:fs';
import { DeidError } from '../core/kernel/deidError.js';

/** Measured: see docs/measured.md. */
const CHUNK = 4 * 1024 * 1024;
const LANES = 2;

interface RangeCopy {
  readonly from: number;
  readonly fromOffset: number;
  readonly to: number;
  readonly toOffset: number;
  readonly length: number;
}

/**
 * Copies the range; each lane reads a chunk and writes it at its place, so that one lane reads while the other writes.
 * @param moved told of every chunk's length; what it throws stops the copy
 * @throws DeidError `changed` where the source ends early; an error of the operating system
 */
export async function copyRange(range: RangeCopy, moved: (bytes: number) => void): Promise<void> {
  let next = 0;
  let stopped = false;
  const lane = async () => {
    const buffer = Buffer.allocUnsafeSlow(Math.min(CHUNK, range.length));
    while (next < range.length && !stopped) {
      const at = next;
      const length = Math.min(CHUNK, range.length - at);
      next += length;
      await readAll(range.from, buffer, length, range.fromOffset + at);
      await writeAll(range.to, buffer, length, range.toOffset + at);
      moved(length);
    }
  };
  const lanes = Array.from({ length: LANES }, () =>
    lane().catch((error: unknown) => {
      stopped = true;
      throw error;
    }),
  );
  // Every lane must have let go of the descriptors before the caller closes them.
  const ends = await Promise.allSettled(lanes);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

async function readAll(descriptor: number, into: Buffer, length: number, offset: number): Promise<void> {
  for (let got = 0; got < length; ) {
    const count = await readSome(descriptor, into, got, length - got, offset + got);
    if (count === 0) throw new DeidError('changed', 'the file became shorter while it was being read');
    got += count;
  }
}

async function writeAll(descriptor: number, from: Buffer, length: number, offset: number): Promise<void> {
  for (let put = 0; put < length; ) put += await writeSome(descriptor, from, put, length - put, offset + put);
}

type Move = (descriptor: number, bytes: Buffer, at: number, length: number, offset: number) => Promise<number>;

const readSome: Move = (descriptor, into, at, length, offset) =>
  new Promise((resolve, reject) => {
    fs.read(descriptor, into, at, length, offset, (error, count) => (error === null ? resolve(count) : reject(error)));
  });

const writeSome: Move = (descriptor, from, at, length, offset) =>
  new Promise((resolve, reject) => {
    fs.write(descriptor, from, at, length, offset, (error, count) => (error === null ? resolve(count) : reject(error)));
  });
