// Removes the temporary files of a run that was ended from outside and could not do so itself.
import fs from 'node:fs';
import path from 'node:path';
import { isTemporaryName } from './atomicOutput.js';

/**
 * Removes what the run `id` left under `targets` (files or folders of its output). Never throws: what can't be removed stays, and
 * the next run into the folder tries again.
 */
export async function sweepParts(targets: readonly string[], id: string): Promise<void> {
  const seen = new Set<string>();
  for (const target of targets) {
    await sweepFolder(path.dirname(target), id, seen);
    await sweepTree(target, id, seen);
  }
}

async function sweepTree(root: string, id: string, seen: Set<string>): Promise<void> {
  const pending = [root];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    pending.push(...(await sweepFolder(folder, id, seen)));
  }
}

/** Gives the folders in it. */
async function sweepFolder(folder: string, id: string, seen: Set<string>): Promise<readonly string[]> {
  if (seen.has(folder)) return [];
  seen.add(folder);
  try {
    const entries = await fs.promises.readdir(folder, { withFileTypes: true });
    for (const { name } of entries) {
      if (isTemporaryName(name) && name.startsWith(`.deid-${id}-`)) await fs.promises.rm(path.join(folder, name));
    }
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => path.join(folder, name));
  } catch {
    return [];
  }
}
