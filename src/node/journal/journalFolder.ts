// Where the journals of runs lie, and what is in the folder.
import fs from 'node:fs';
import { DeidError } from '../../core/kernel/deidError.js';
import type { InputItem } from '../outputPaths.js';
import { folderOf, joinPath, nativePath, type RawPath } from '../rawPath.js';
import { RECORD_FOLDER } from '../walk.js';
import { syncFolder } from './journalFile.js';

const SUFFIX = '.journal';

/** Beside the first input; of a workspace's root, in it. */
export function folderBeside(items: readonly InputItem[]): RawPath {
  const [first] = items;
  if (first === undefined) throw new DeidError('usage', 'there is no input');
  const inside = first.kind === 'folder' && folderOf(first.target) === first.source;
  return joinPath(inside ? first.source : folderOf(first.source), RECORD_FOLDER);
}

export function journalFile(folder: RawPath, id: string): RawPath {
  return joinPath(folder, `${id}${SUFFIX}`);
}

export function keyFile(folder: RawPath, id: string): RawPath {
  return joinPath(folder, `${id}.key`);
}

/** The ids of the journals in a folder. */
export function journalsIn(folder: RawPath): readonly string[] {
  try {
    const names = fs.readdirSync(nativePath(folder), { encoding: 'latin1' });
    return names.filter((name) => /^[0-9a-f]{12}\.journal$/.test(name)).map((name) => name.slice(0, -SUFFIX.length));
  } catch {
    return [];
  }
}

/** The key first: without it the rest tells nothing. */
export function forget(folder: RawPath, id: string): void {
  for (const file of [keyFile(folder, id), journalFile(folder, id)]) fs.rmSync(nativePath(file), { force: true });
  syncFolder(folder);
}

/** Takes the folder away where nothing is in it. */
export function leave(folder: RawPath): void {
  try {
    fs.rmdirSync(nativePath(folder));
  } catch {
    // Records of other runs are in it, or it is not ours to remove.
  }
}
