// Which disk an output goes to: when one is unplugged in mid-run, its mount point is a plain folder of another disk, and what is written
// there fills the wrong one.
import fs from 'node:fs';
import { DeidError } from '../core/kernel/deidError.js';
import { folderOf, nativePath, type RawPath } from './rawPath.js';

/** Number of the device of a folder, or of the nearest one above it that is there. */
export function diskOf(folder: RawPath): string {
  for (let at = folder; ; at = folderOf(at)) {
    const stat = fs.statSync(nativePath(at), { bigint: true, throwIfNoEntry: false });
    if (stat !== undefined) return String(stat.dev);
    if (folderOf(at) === at) return '';
  }
}

/** @throws DeidError `target-gone` where the folder is on another disk than it was */
export function assertDisk(folder: RawPath, disk: string | undefined): void {
  if (disk === undefined || diskOf(folder) === disk) return;
  throw new DeidError('target-gone', 'the disk of the output is gone: it was unplugged or unmounted');
}
