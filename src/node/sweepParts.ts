// Removes the temporary files of a run that was ended from outside and could not do so itself.
import fs from 'node:fs';
import { isTemporaryName } from './atomicOutput.js';
import { folderOf, joinPath, nativePath, type RawPath, rawPath } from './rawPath.js';
import { namesIn } from './walk.js';

/**
 * Removes what the run `id` left under `targets` (files or folders of its output). Never throws: what can't be removed stays, and
 * the next run into the folder tries again.
 */
export async function sweepParts(targets: readonly string[], id: string): Promise<void> {
  await sweepRawParts(targets.map(rawPath), id);
}

export async function sweepRawParts(targets: readonly RawPath[], id: string): Promise<void> {
  const seen = new Set<RawPath>();
  for (const target of targets) {
    const pending = [target];
    await sweepFolder(folderOf(target), id, seen);
    for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
      pending.push(...(await sweepFolder(folder, id, seen)));
    }
  }
}

/** Gives the folders in it. */
async function sweepFolder(folder: RawPath, id: string, seen: Set<RawPath>): Promise<readonly RawPath[]> {
  if (seen.has(folder)) return [];
  seen.add(folder);
  const folders: RawPath[] = [];
  try {
    for (const { name, kind } of await namesIn(nativePath(folder))) {
      if (kind === 'folder') folders.push(joinPath(folder, name));
      else if (isTemporaryName(name) && name.startsWith(`.deid-${id}-`)) fs.rmSync(nativePath(joinPath(folder, name)));
    }
  } catch {
    // A folder that is gone or closed to us has nothing of ours that could be removed.
  }
  return folders;
}
