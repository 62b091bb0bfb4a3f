// Whether two objects, or an object and a file, hold the same bytes.
import type { Source } from '../../core/kernel/source.js';
import { openSource } from '../fileSource.js';
import type { RawPath } from '../rawPath.js';
import { isObject } from './address.js';
import { openObject } from './objectSource.js';

const CHUNK = 1024 * 1024;

/** `goOn` is asked while comparing. @throws DeidError, or an error of the operating system */
export async function sameBytesAt(a: RawPath, b: RawPath, goOn: () => boolean): Promise<boolean> {
  const one = await opened(a);
  try {
    const two = await opened(b);
    try {
      if (one.size !== two.size) return false;
      for (let at = 0; at < one.size; at += CHUNK) {
        if (!goOn()) return true;
        const [ours, theirs] = [await one.read(at, CHUNK), await two.read(at, CHUNK)];
        if (Buffer.compare(ours, theirs) !== 0) return false;
      }
      return true;
    } finally {
      two.close?.();
    }
  } finally {
    one.close?.();
  }
}

async function opened(path: RawPath): Promise<Source & { close?(): void }> {
  return isObject(path) ? await openObject(path) : openSource(path);
}
