// Last of all: takes away what a run needed, and what machines that are gone left half-written.
import { placeOf } from '../filePlace.js';
import { folderOf, type RawPath } from '../rawPath.js';
import { isObject } from '../store/address.js';
import { storeRoom } from '../store/room.js';
import { sweepRawParts } from '../sweepParts.js';
import { auditUnfinished } from './clusterAudit.js';
import type { Chunk, RunJob } from './clusterTypes.js';
import { chunkName, markIn, reportFile, requestName } from './partNames.js';
import type { Shop } from './shop.js';

/** The clock of a folder may be another than that of the store, by no more than it allows. */
const SKEW_MS = 15 * 60_000;

export async function cleanStep(shop: Shop, { chunks = 0, end }: Pick<RunJob, 'chunks' | 'end'>): Promise<void> {
  if (end?.state !== 'done' && end?.state !== 'incomplete') await auditUnfinished(shop, chunks, end?.state ?? 'failed');
  const targets = shop.items.map(({ target }) => target);
  const names = await shop.store.names();
  const local = targets.filter((target) => !isObject(target));
  for (const name of names.keys()) {
    const mark = markIn(name);
    if (mark !== undefined && local.length > 0) await sweepRawParts(local, mark);
  }
  // The first of the records is as old as the run.
  const begun = [...names.values()].reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY);
  const since = isObject(shop.store.folder) ? begun : begun - SKEW_MS;
  const report = reportFile(folderOf(shop.store.folder), shop.run);
  const places = [...targets, report].filter(isObject);
  // Of workers that were killed, and where the answer to the beginning of one was lost.
  if (places.length > 0)
    await (await storeRoom()).dropUploads({ places, since, own: () => objectsOf(shop, chunks, report) });
  await shop.store.destroy();
  // That of a schedule stays.
  await shop.shared.remove(requestName(shop.run));
}

/** What the run itself puts into a store. */
async function* objectsOf(shop: Shop, chunks: number, report: RawPath): AsyncGenerator<RawPath, void, undefined> {
  const { probePath } = await storeRoom();
  yield report;
  for (const { target } of shop.items) yield probePath(target);
  for (let number = 0; number < chunks; number += 1) {
    const chunk = await shop.store.readIfThere<Chunk>(chunkName(number));
    for (const { item, inside, entry } of chunk?.entries ?? [])
      if (entry.kind === 'file') yield placeOf(shop.items, { item, inside }).output;
  }
}
