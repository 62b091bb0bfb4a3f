// A program that is killed leaves the file that it was writing under its temporary name, with part of an output in it.
// The next run that writes into the folder takes such files away.
import fs from 'node:fs';
import { isTemporaryName } from './atomicOutput.js';
import { joinPath, nativePath, type RawPath, rawBytes } from './rawPath.js';
import { volumeClock } from './volumeClock.js';

/** Another run that is at work writes to its file all the time: what was left alone for so long is nobody's. */
const STALE_MS = 60 * 60 * 1000;

/**
 * Removes temporary files in `folder` that nobody wrote to for an hour, by the clock of the file system: ours may be another, or
 * have been set while the run was at work. Never throws: what can't be removed stays.
 * @param run whose own files stay, whatever a clock says
 */
export function removeStaleParts(folder: RawPath, run: string): void {
  try {
    const names = fs.readdirSync(nativePath(folder), { encoding: 'buffer' }).map(rawBytes);
    const parts = names.filter((name) => isTemporaryName(name) && !name.startsWith(`.deid-${run}-`));
    if (parts.length === 0) return;
    const now = volumeClock(folder);
    for (const name of parts) removeStale(nativePath(joinPath(folder, name)), now);
  } catch {
    // A folder that can't be listed may still be written to.
  }
}

function removeStale(file: Buffer, now: number): void {
  try {
    const stat = fs.lstatSync(file);
    if (stat.isFile() && stat.mtimeMs < now - STALE_MS) fs.unlinkSync(file);
  } catch {
    // Gone by now, or not ours to remove.
  }
}
