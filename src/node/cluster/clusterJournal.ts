// The journal of a run of the cluster is that of any other run over the same inputs: what either did the other need not do again.
import { DeidError } from '../../core/kernel/deidError.js';
import type { FileTask } from '../fileRecord.js';
import { type OpenedJournal, openJournal } from '../journal/openJournal.js';
import { isObject } from '../store/address.js';
import type { Shop } from './shop.js';

/** Over an object store there is none: a run makes everything again, and takes what is the same for its own. */
export async function clusterJournal({ items, key, settings, mark }: Shop): Promise<OpenedJournal> {
  if (items.some(({ source, target }) => isObject(source) || isObject(target)))
    return { key, run: mark, journal: undefined, issues: [], release: () => {} };
  return await openJournal({ items, key, settings, mode: 'auto', retryRefused: false, now: new Date() });
}

/** Another attempt at the same job may have written the copy already: then it is what comes out, and is taken for ours. */
export function repeatable(task: FileTask): FileTask {
  return task.earlier === undefined ? { ...task, earlier: { kind: 'unknown' } } : task;
}

export function assertGoingOn(shop: Shop): void {
  if (shop.stopped()) throw new DeidError('cancelled', 'the work was ended');
}
