// Shared folders by name: each machine has them at its own place, and a run names what it works on by root and path below it.

import fs from 'node:fs';
import { DeidError } from '../../core/kernel/deidError.js';
import { absolutePath, contains, nativePath, pathText, type RawPath, rawPath } from '../rawPath.js';
import { isObject, objectPath } from '../store/address.js';
import { PathError, pathError } from '../systemError.js';
import { realPath } from '../walk.js';
import type { RootedPath } from './clusterTypes.js';

export interface Root {
  readonly name: string;
  /** Without links. */
  readonly path: RawPath;
}

/** @throws DeidError `usage`; PathError where there is no such folder */
export function rootFrom(text: string): Root {
  const [, name, place] = /^([A-Za-z0-9][A-Za-z0-9_-]{0,31})=(.+)$/su.exec(text) ?? [];
  if (name === undefined || place === undefined)
    throw new DeidError('usage', '--root takes NAME=PATH: a short name, and where this machine has the shared folder');
  if (isObject(place)) return { name, path: objectPath(place) };
  const path = realPath(absolutePath(place));
  try {
    if (path === undefined) throw new PathError('not-found', 'there is no such folder', place);
    if (!fs.statSync(nativePath(path)).isDirectory()) throw new PathError('usage', 'not a folder', place);
    return { name, path };
  } catch (error) {
    throw error instanceof PathError ? error : pathError(error, place);
  }
}

/** @throws PathError `usage` where it lies in none of them */
export function rooted(roots: readonly Root[], given: string): RootedPath {
  const lexical = isObject(given) ? objectPath(given) : absolutePath(given);
  for (const path of [lexical, isObject(lexical) ? lexical : (realPath(lexical) ?? lexical)]) {
    for (const root of roots) {
      if (path !== root.path && !contains(root.path, path)) continue;
      const inside = pathText(path.slice(root.path.length).replace(/^\//, '') as RawPath);
      if (rawPath(inside) !== path.slice(root.path.length).replace(/^\//, ''))
        throw new PathError('usage', 'its name is not UTF-8: name the folder above it', given);
      const under = isObject(given) && given.endsWith('/') && inside !== '';
      return { root: root.name, inside, ...(under ? { under } : {}) };
    }
  }
  throw new PathError('usage', 'this lies in no --root, so that other machines would not find it', given);
}

/** @throws DeidError `not-found` where this machine was not told of the root */
export function localPath(roots: readonly Root[], { root, inside, under }: RootedPath): string {
  const found = roots.find(({ name }) => name === root);
  if (found === undefined)
    throw new DeidError('not-found', `the run needs the root '${root}': start the worker with --root ${root}=PATH`);
  const above = pathText(found.path);
  return inside === '' ? above : `${above}/${inside}${under === true ? '/' : ''}`;
}

/** As told to users of any machine. */
export function rootedText({ root, inside }: RootedPath): string {
  return inside === '' ? root : `${root}/${inside}`;
}
