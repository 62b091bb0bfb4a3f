// What the user named, where some of it lies in an object store: the rules for outputs are those of folders.
import { DeidError } from '../../core/kernel/deidError.js';
import {
  type InputItem,
  type NamedItem,
  namedItem,
  type OutputChoice,
  placeItems,
  resolveItems,
} from '../outputPaths.js';
import { joinPath, type RawPath, rawPath } from '../rawPath.js';
import { deidError, PathError } from '../systemError.js';
import { addressOf, isObject, objectPath } from './address.js';
import { objectStore } from './objectStore.js';

/** @throws PathError, DeidError */
export async function resolvePlaces(paths: readonly string[], choice: OutputChoice): Promise<readonly InputItem[]> {
  if (![...paths, choice.output ?? ''].some(isObject)) return resolveItems(paths, choice);
  const named: NamedItem[] = [];
  for (const given of paths) named.push(isObject(given) ? await namedObject(given) : namedItem(given));
  return placeItems(named, choice);
}

async function namedObject(given: string): Promise<NamedItem> {
  try {
    const store = objectStore();
    const source = objectPath(given);
    const at = addressOf(source);
    const found = at.key === '' || given.endsWith('/') ? undefined : await store.head(at);
    if (found !== undefined) return { given, source, kind: 'file', size: found.size };
    const under = { bucket: at.bucket, key: at.key === '' ? '' : `${at.key}/` };
    for await (const _ of store.list(under, 1)) return { given, source, kind: 'folder', size: 0 };
    throw new DeidError('not-found', 'the object store has nothing of this name and nothing under it');
  } catch (error) {
    const { code, message } = deidError(error);
    throw new PathError(code, message, given);
  }
}

/** Asks whether the store answers these credentials. @throws PathError */
export async function assertStore(root: RawPath): Promise<void> {
  const at = addressOf(root);
  try {
    for await (const _ of objectStore().list(at, 1)) return;
  } catch (error) {
    throw aboutStore(error, at.bucket);
  }
}

function aboutStore(error: unknown, bucket: string): PathError {
  const { code, message } = deidError(error);
  return new PathError(code, message, `s3://${bucket}`);
}

/** Asks whether anything can be put there, with an upload that is never ended. @throws PathError */
export async function assertStoreTakes(target: RawPath): Promise<void> {
  const probe = addressOf(probePath(target));
  try {
    const store = objectStore();
    await store.dropParts(probe, await store.beginParts(probe));
  } catch (error) {
    throw aboutStore(error, probe.bucket);
  }
}

/** The object that {@link assertStoreTakes} begins. */
export function probePath(target: RawPath): RawPath {
  return joinPath(target, rawPath('.medimagecleaner'));
}
