// A Source over an object: windows of it are read when they are asked for, and each only of the bytes that were there at first (If-Match).
import { DeidError } from '../../core/kernel/deidError.js';
import { concat, type Source } from '../../core/kernel/source.js';
import type { RawPath } from '../rawPath.js';
import { addressOf, type ObjectAddress } from './address.js';
import { type ObjectStore, objectStore } from './objectStore.js';

export interface ObjectSource extends Source {
  readonly object: ObjectAddress;
  readonly tag: string;
  /** Asks the store whether the object is as it was. */
  unchanged(): Promise<boolean>;
}

/** A usual header, and a small image as a whole: a request takes longer than so many bytes. */
const WINDOW = 256 * 1024;
const WINDOWS = 4;
const MOST = 8 * 1024 * 1024;

interface Window {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** @throws DeidError */
export async function openObject(
  path: RawPath,
  beat: () => void = () => {},
  store: ObjectStore = objectStore(),
): Promise<ObjectSource> {
  const object = addressOf(path);
  const first = await store.read({ at: object, offset: 0, length: WINDOW, beat });
  const facts = first.tag === '' ? await store.head(object, beat) : first;
  if (facts === undefined) throw new DeidError('not-found', 'the object store has no such object');
  const { size, tag } = facts;
  let windows: readonly Window[] = [{ offset: 0, bytes: first.bytes }];
  const held = (offset: number, end: number) => {
    const window = windows.find(({ offset: at, bytes }) => at <= offset && end <= at + bytes.length);
    return window?.bytes.subarray(offset - window.offset, end - window.offset);
  };
  const fetched = async (offset: number, end: number): Promise<Uint8Array> => {
    const parts: Uint8Array[] = [];
    for (let at = offset; at < end; ) {
      const { bytes } = await store.read({ at: object, offset: at, length: Math.min(MOST, end - at), tag, beat });
      if (bytes.length === 0) throw new DeidError('changed', 'the object became shorter while it was being read');
      parts.push(bytes);
      at += bytes.length;
    }
    const [only] = parts;
    return only !== undefined && parts.length === 1 ? only : concat(parts);
  };
  return {
    object,
    size,
    tag,
    stamp: `object:${size}:${tag}`,
    read(offset, length) {
      const end = Math.min(size, offset + length);
      if (end <= offset) return new Uint8Array(0);
      const known = held(offset, end);
      if (known !== undefined) return known;
      if (end - offset >= WINDOW) return fetched(offset, end);
      return fetched(offset, Math.min(size, offset + WINDOW)).then((bytes) => {
        // The first one is asked for again and again.
        windows = [...windows.slice(0, 1), { offset, bytes }, ...windows.slice(1, WINDOWS - 1)];
        return bytes.subarray(0, end - offset);
      });
    },
    async unchanged() {
      const now = await store.head(object, beat);
      return now !== undefined && now.tag === tag && now.size === size;
    },
  };
}
