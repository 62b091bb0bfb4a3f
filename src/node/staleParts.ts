// A program that is killed leaves the file that it was writing under its temporary name, with part of an output in it.
// The next run that writes into the folder takes such files away.
import fs from 'node:fs';
import { isTemporaryName } from './atomicOutput.js';
import { joinPath, nativePath, type RawPath, rawBytes } from './rawPath.js';

/** Another run that is at work writes to its file all the time: what was left alone for so long is nobody's. */
const STALE_MS = 60 * 60 * 1000;

/**
 * Removes temporary files in `folder` that nobody wrote to in the hour before `started` (ms since 1970). Never throws:
 * what can't be removed stays.
 */
export function removeStaleParts(folder: RawPath, started: number): void {
  try {
    for (const entry of fs.readdirSync(nativePath(folder), { encoding: 'buffer' })) {
      const name = rawBytes(entry);
      if (isTemporaryName(name)) removeStale(nativePath(joinPath(folder, name)), started);
    }
  } catch {
    // A folder that can't be listed may still be written to.
  }
}

function removeStale(file: Buffer, started: number): void {
  try {
    const stat = fs.lstatSync(file);
    if (stat.isFile() && stat.mtimeMs < started - STALE_MS) fs.unlinkSync(file);
  } catch {
    // Gone by now, or not ours to remove.
  }
}
