// Records of a run in an object store, and uploads in parts that workers which are gone have left there.

import { DeidError } from '../../core/kernel/deidError.js';
import type { RawPath } from '../rawPath.js';
import { addressOf, addressPath } from './address.js';
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

export interface UploadsOf {
  /** Prefixes under which it puts objects, and objects. */
  readonly places: readonly RawPath[];
  /** By the clock of the store, in ms since 1970. */
  readonly since: number;
  /** Every object that it puts; not asked for where no upload is open. */
  own(): AsyncIterable<RawPath>;
}

/** Ends the uploads in parts that a run which is over has left open. Those of other objects, and those begun before the run, are of others. */
export async function dropUploads({ places, since, own }: UploadsOf, store = objectStore()): Promise<void> {
  const open = new Map<RawPath, string[]>();
  for (const place of new Set(places)) {
    const { bucket, key } = addressOf(place);
    for await (const { key: found, id, begunAt } of store.uploads({ bucket, key })) {
      const path = addressPath({ bucket, key: found });
      if (begunAt >= since) open.set(path, [...(open.get(path) ?? []), id]);
    }
  }
  if (open.size === 0) return;
  for await (const path of own()) for (const id of open.get(path) ?? []) await store.dropParts(addressOf(path), id);
}
