// Finds objects that say they are the same, by SOP Instance UID (PS3.3 C.12.1), and are not.
import { setImmediate } from 'node:timers/promises';
import { openSource } from './fileSource.js';
import type { RawPath } from './rawPath.js';

const CHUNK = 256 * 1024;
/** After so many bytes others get their turn. */
const PAUSE = 32 * CHUNK;

interface SeenObject {
  readonly index: number;
  readonly input: RawPath;
  readonly sopInstanceUid: string;
}

/** Index of each object whose UID an earlier one has with other bytes. `goOn` is asked while comparing. */
export async function differentTwins(objects: readonly SeenObject[], goOn: () => boolean): Promise<readonly number[]> {
  const first = new Map<string, SeenObject>();
  const twins: number[] = [];
  for (const object of objects) {
    if (object.sopInstanceUid === '') continue;
    const earlier = first.get(object.sopInstanceUid);
    if (earlier === undefined) first.set(object.sopInstanceUid, object);
    else if (goOn() && !(await sameBytes(earlier.input, object.input, goOn))) twins.push(object.index);
  }
  return twins;
}

/** True where two files hold the same bytes; one that can't be read is not the same as any. */
async function sameBytes(a: RawPath, b: RawPath, goOn: () => boolean): Promise<boolean> {
  try {
    const one = openSource(a);
    try {
      const two = openSource(b);
      try {
        if (one.size !== two.size) return false;
        for (let at = 0; at < one.size; at += CHUNK) {
          const left = bytesOf(one.read(at, CHUNK));
          if (at % PAUSE === 0) await setImmediate();
          if (!goOn()) return true;
          if (left.compare(bytesOf(two.read(at, CHUNK))) !== 0) return false;
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

function bytesOf(bytes: Uint8Array | Promise<Uint8Array>): Buffer {
  if (!(bytes instanceof Uint8Array)) throw new TypeError('a file answers at once');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
