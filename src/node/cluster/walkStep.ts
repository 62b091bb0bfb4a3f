// First step of a run: what lies under its inputs, in the order of the walk, cut into chunks.
import { setImmediate } from 'node:timers/promises';
import { DeidError } from '../../core/kernel/deidError.js';
import { assertWritable } from '../outputPaths.js';
import { type RawPath, rawPath } from '../rawPath.js';
import { isObject } from '../store/address.js';
import { storeRoom } from '../store/room.js';
import { type WalkEntry, walk } from '../walk.js';
import type { ChunkEntry, Walked } from './clusterTypes.js';
import { chunkName } from './partNames.js';
import type { Shop } from './shop.js';

/** Large files make chunks of few. */
const CHUNK_BYTES = 1024 ** 3;

export async function walkStep(shop: Shop): Promise<Walked> {
  const { items, request, store } = shop;
  const { assertStoreTakes, walkObjects } = await storeRoom();
  for (const item of items) {
    if (isObject(item.target)) await assertStoreTakes(item.target);
    else assertWritable(item);
  }
  let entries: ChunkEntry[] = [];
  let first = 0;
  let chunks = 0;
  let files = 0;
  let single = 0;
  let bytes = 0;
  let chunkBytes = 0;
  const flush = async () => {
    if (entries.length === 0) return;
    await store.write(chunkName(chunks), { first, entries });
    chunks += 1;
    first += entries.length;
    entries = [];
    chunkBytes = 0;
  };
  const add = async (item: number, inside: RawPath, entry: WalkEntry) => {
    entries.push({ item, inside, entry: { ...entry, path: rawPath('') } });
    if (entry.kind === 'file') {
      files += 1;
      if (!entry.twin) single += 1;
      bytes += entry.size;
      chunkBytes += entry.size;
    }
    if (entries.length < request.chunk && chunkBytes < CHUNK_BYTES) return;
    await flush();
    await setImmediate();
    if (shop.stopped()) throw new DeidError('cancelled', 'the run was cancelled');
  };
  for (const [number, item] of items.entries()) {
    if (item.kind === 'file') {
      await add(number, rawPath(''), { kind: 'file', path: item.source, size: item.size, twin: false });
      continue;
    }
    for await (const entry of isObject(item.source) ? walkObjects(item.source) : walk(item.source))
      await add(number, entry.path.slice(item.source.length).replace(/^\//, '') as RawPath, entry);
  }
  await flush();
  // What one file alone names it is searched for anyway.
  const survey = (await shop.engine()).policy.cleansText && single > 1;
  return { chunks, files, bytes, survey };
}
