// Makes the folders of the output when the first file needs them, and looks that none of them is a link: below the
// user's own output folder a link would lead somewhere else, perhaps back to the originals.
import fs from 'node:fs';
import { DeidError } from '../core/kernel/deidError.js';
import { contains, folderOf, nativePath, type RawPath } from './rawPath.js';
import { removeStaleParts } from './staleParts.js';
import { errnoOf } from './systemError.js';
import { assertDisk } from './targetDisk.js';

export interface OutputFolders {
  /**
   * Makes `folder` and what is missing above it. `root` and what is above it may be links: the user chose them.
   * @throws DeidError `output-exists` where something else has the name, `target-gone`; an error of the operating system
   */
  ensure(folder: RawPath, root: RawPath): void;
  /** @throws DeidError `target-gone` where the disk of the output is not there any more */
  assertThere(root: RawPath): void;
}

/**
 * Remembers what it made or saw, so that it asks once per folder. What killed runs left in them is removed.
 * @param run in the names of its temporary files
 * @param mode who may look into folders that it makes
 * @param disks by root, as the run found them; where one is not told it is not looked at
 */
export function createOutputFolders(
  run = '',
  disks: ReadonlyMap<RawPath, string> = new Map(),
  mode = 0o777,
): OutputFolders {
  const known = new Set<RawPath>();
  const meet = (folder: RawPath) => {
    known.add(folder);
    removeStaleParts(folder, run);
  };
  const assertThere = (root: RawPath) => assertDisk(root, disks.get(root));
  return {
    assertThere,
    ensure(folder, root) {
      if (known.has(folder)) return;
      assertThere(root);
      if (folder === root || !contains(root, folder)) {
        makeWithParents(folder, mode);
        meet(folder);
        return;
      }
      // From the root down, without recursion: a tree may be as deep as a path is long.
      const chain: RawPath[] = [];
      for (let at = folder; at !== root && !known.has(at); at = folderOf(at)) chain.push(at);
      if (!known.has(root)) {
        makeWithParents(root, mode);
        meet(root);
      }
      for (const path of chain.reverse()) {
        makeOne(path, mode);
        meet(path);
      }
    },
  };
}

/** Node's own recursive mkdir never returns where a file system answers ENOENT although the parent is there (/proc). */
export function makeWithParents(folder: RawPath, mode = 0o777): void {
  const missing: RawPath[] = [];
  for (let at = folder; !fs.existsSync(nativePath(at)); ) {
    missing.push(at);
    const above = folderOf(at);
    if (above === at) break;
    at = above;
  }
  for (const path of missing.reverse()) makeOne(path, mode);
}

function makeOne(path: RawPath, mode = 0o777): void {
  const native = nativePath(path);
  try {
    fs.mkdirSync(native, mode);
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error;
    if (!fs.lstatSync(native).isDirectory()) {
      throw new DeidError('output-exists', 'something else is where an output folder should be');
    }
  }
}
