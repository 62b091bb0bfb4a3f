// Whether two files hold the same bytes.
import { setImmediate } from 'node:timers/promises';
import type { Source } from '../core/kernel/source.js';
import { openSource } from './fileSource.js';
import type { RawPath } from './rawPath.js';
import { isObject } from './store/address.js';
import { storeRoom } from './store/room.js';

const CHUNK = 256 * 1024;
/** After so many bytes others get their turn. */
const PAUSE = 32 * CHUNK;

/** True where two files hold the same bytes; one that can't be read is not the same as any. `goOn` is asked while comparing. */
export async function sameBytes(a: RawPath, b: RawPath, goOn: () => boolean): Promise<boolean> {
  try {
    if (isObject(a) || isObject(b)) return await (await storeRoom()).sameBytesAt(a, b, goOn);
    const one = openSource(a);
    try {
      const two = openSource(b);
      try {
        if (one.size !== two.size) return false;
        for (let at = 0; at < one.size; at += CHUNK) {
          if (at % PAUSE === 0) await setImmediate();
          if (!goOn()) return true;
          if (!sameAt(one, two, at)) return false;
        }
        return true;
      } finally {
        two.close();
      }
    } finally {
      one.close();
    }
  } catch {
    return false;
  }
}

/** {@link sameBytes} of a source that answers at once. */
export function sameAsFile(one: Source, path: RawPath): boolean {
  try {
    const two = openSource(path);
    try {
      if (one.size !== two.size) return false;
      for (let at = 0; at < one.size; at += CHUNK) if (!sameAt(one, two, at)) return false;
      return true;
    } finally {
      two.close();
    }
  } catch {
    return false;
  }
}

function sameAt(one: Source, two: Source, at: number): boolean {
  return bytesOf(one.read(at, CHUNK)).compare(bytesOf(two.read(at, CHUNK))) === 0;
}

function bytesOf(bytes: Uint8Array | Promise<Uint8Array>): Buffer {
  if (!(bytes instanceof Uint8Array)) throw new TypeError('a file answers at once');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
