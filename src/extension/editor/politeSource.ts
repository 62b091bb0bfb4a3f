// A source that lets others have their turn: the extension host has one thread for all extensions, and an object of a
// gigabyte takes seconds to look through.
import { DeidError } from '../../core/kernel/deidError.js';
import type { Source } from '../../core/kernel/source.js';

/** Milliseconds of work after which somebody else may have a turn. */
const TURN = 12;

export interface PoliteSource {
  readonly source: Source;
  /** From now on every read fails: nobody may read from a file that is closed. */
  stop(): void;
}

export function politeSource(inner: Source, now: () => number = () => performance.now()): PoliteSource {
  let stopped = false;
  let turn = now();
  const read = (offset: number, length: number): Uint8Array | Promise<Uint8Array> => {
    if (stopped) throw new DeidError('cancelled', 'the file was closed');
    return inner.read(offset, length);
  };
  const later = (offset: number, length: number): Promise<Uint8Array> =>
    new Promise((resolve, reject) => {
      setImmediate(() => {
        turn = now();
        try {
          resolve(read(offset, length));
        } catch (error) {
          reject(error);
        }
      });
    });
  return {
    source: {
      size: inner.size,
      stamp: inner.stamp,
      read: (offset, length) => (now() - turn > TURN ? later(offset, length) : read(offset, length)),
    },
    stop: () => {
      stopped = true;
    },
  };
}
