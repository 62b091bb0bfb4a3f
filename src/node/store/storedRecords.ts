// Records of a run in an object store, and uploads in parts that workers which are gone have left there.

import { DeidError } from '../../core/kernel/deidError.js';
import type { RawPath } from '../rawPath.js';
import { addressOf } from './address.js';
import { openObject } from './objectSource.js';
import { type ObjectStore, objectStore } from './objectStore.js';

export function openStoredRecords(folder: RawPath, store: ObjectStore = objectStore()) {
  const { bucket, key } = addressOf(folder);
  const at = (name: string) => ({ bucket, key: `${key}/${name}` });
  const listed = () => store.list(at(''));
  return {
    async put(name: string, bytes: Uint8Array): Promise<void> {
      await store.put(at(name), bytes, true);
    },
    async get(name: string): Promise<Uint8Array | undefined> {
      try {
        const source = await openObject(`${folder}/${name}` as RawPath, undefined, store);
        return await source.read(0, source.size);
      } catch (error) {
        if (error instanceof DeidError && error.code === 'not-found') return undefined;
        throw error;
      }
    },
    async names(): Promise<ReadonlyMap<string, number>> {
      const found = new Map<string, number>();
      for await (const { key: name, changedAt } of listed()) found.set(name.slice(key.length + 1), changedAt);
      return found;
    },
    async remove(name: string): Promise<void> {
      await store.remove(at(name));
    },
    async destroy(): Promise<void> {
      // The list first: one that is taken away while it is paged may be a part of the next page in some stores.
      const names: string[] = [];
      for await (const { key: name } of listed()) names.push(name);
      for (const name of names) await store.remove({ bucket, key: name });
    },
  };
}

/**
 * Ends the uploads in parts under the outputs of a run that is over: of workers that were killed. What others began before the run is theirs.
 * @param since by the clock of the store, in ms since 1970
 */
export async function dropUploads(targets: readonly RawPath[], since: number, store = objectStore()): Promise<void> {
  for (const target of targets) {
    const { bucket, key } = addressOf(target);
    for await (const upload of store.uploads({ bucket, key }))
      if (upload.begunAt >= since && (upload.key === key || upload.key.startsWith(`${key}/`)))
        await store.dropParts({ bucket, key: upload.key }, upload.id);
  }
}
