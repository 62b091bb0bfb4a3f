// What all actions of `cluster` are told alike: the queue, the shared folders, the key, numbers.
import { DeidError } from '../core/kernel/deidError.js';
import { type ClusterQueue, openClusterQueue } from '../node/cluster/clusterQueue.js';
import { redisFrom, refusalOf } from '../node/cluster/redis.js';
import { type Root, rootFrom } from '../node/cluster/roots.js';
import { accessFrom, isReadByOthers } from '../node/store/access.js';
import { isObject } from '../node/store/address.js';
import { type Arguments, allValues, lastValue } from './args.js';
import { keyFrom } from './keyFlags.js';
import { type Session, warn } from './session.js';
import { version } from './version.js';

/** Whoever works on a run must be the same program. */
export const TOOL = `medimagecleaner ${version}`;

export const SEE_TO_REDIS = 'see to its memory, its disk and the rights of its user';

export async function withQueue<T>(
  given: Arguments,
  session: Session,
  act: (queue: ClusterQueue) => Promise<T>,
): Promise<T> {
  const queue = await openClusterQueue(redisFrom({ given: lastValue(given, 'redis'), env: session.environment }));
  try {
    return await act(queue);
  } catch (cause) {
    const why = refusalOf(cause);
    if (why === undefined) throw cause;
    throw new DeidError('io', `Redis refuses what is needed (${why}): ${SEE_TO_REDIS}`, { cause });
  } finally {
    await queue.close();
  }
}

export function rootsFrom(given: Arguments): readonly Root[] {
  const roots = allValues(given, 'root').map(rootFrom);
  if (roots.length === 0)
    throw new DeidError(
      'usage',
      'say with --root NAME=PATH which folder all machines share, and where this one has it',
    );
  const twice = roots.find(({ name }, at) => roots.findIndex((other) => other.name === name) !== at);
  if (twice !== undefined) throw new DeidError('usage', `--root ${twice.name} is given twice`);
  return roots;
}

export function keyOf(given: Arguments, session: Session): Uint8Array {
  const { key, from } = keyFrom(given, session);
  if (from === 'fresh')
    throw new DeidError(
      'bad-key',
      'all machines must have one key: --key-file, or MEDIMAGECLEANER_KEY in the environment of each',
    );
  return key;
}

export function warnOfPlainStore(roots: readonly Root[], session: Session): void {
  if (roots.some(({ path }) => isObject(path)) && isReadByOthers(accessFrom(session.environment)))
    warn(
      session,
      'the endpoint of the object store is http://: originals and any session token can be read on the way',
    );
}

export function nothingMore(rest: readonly string[], action: string): void {
  if (rest.length > 0) throw new DeidError('usage', `cluster ${action} takes nothing more`);
}

export function numberFrom(given: Arguments, name: string, otherwise: number, most: number): number {
  const text = lastValue(given, name);
  if (text === undefined) return otherwise;
  const value = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > most) throw new DeidError('usage', `--${name} takes a whole number from 1 to ${most}`);
  return value;
}
