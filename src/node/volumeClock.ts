// The clock of the file system that a folder lies on. Ours may be another, or have been set while a run was at work.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { temporaryPath } from './atomicOutput.js';
import { joinPath, nativePath, type RawPath } from './rawPath.js';

/**
 * What the file system of `folder` takes for now, in ms since 1970, by an empty file that is made there and removed. It is called as
 * the unfinished file of a run is, so that one left by a program that is killed here goes with those.
 * @throws an error of the operating system where no file can be made there
 */
export function volumeClock(folder: RawPath): number {
  const name = temporaryPath(joinPath(folder, '-'), randomBytes(6).toString('hex'), 0);
  const probe = nativePath(name);
  try {
    fs.writeFileSync(probe, '', { flag: 'wx', mode: 0o600 });
    return fs.statSync(probe).mtimeMs;
  } finally {
    fs.rmSync(probe, { force: true });
  }
}
