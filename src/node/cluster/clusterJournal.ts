// The journal of a run of the cluster is that of any other run over the same inputs: what either did the other need not do again.
import { DeidError } from '../../core/kernel/deidError.js';
import type { FileTask } from '../fileRecord.js';
import { type OpenedJournal, openJournal } from '../journal/openJournal.js';
import type { Shop } from './shop.js';

export async function clusterJournal({ items, key, settings }: Shop): Promise<OpenedJournal> {
  return await openJournal({ items, key, settings, mode: 'auto', retryRefused: false, now: new Date() });
}

/** Another attempt at the same job may have written the copy already: then it is what comes out, and is taken for ours. */
export function repeatable(task: FileTask): FileTask {
  return task.earlier === undefined ? { ...task, earlier: { kind: 'unknown' } } : task;
}

export function assertGoingOn(shop: Shop): void {
  if (shop.stopped()) throw new DeidError('cancelled', 'the work was ended');
}
