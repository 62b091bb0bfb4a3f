import fs from 'node:fs';
import { DeidError } from '../core/kernel/deidError.js';
import { errnoOf } from './systemError.js';
/** A hard link can't replace what is there, a rename can: the first where the file system has it, else a look before. */
export function giveName(temporary: Buffer, path: Buffer, overwrite: boolean): void {
  if (overwrite) {
    fs.renameSync(temporary, path);
    return;
  }
  try {
    fs.linkSync(temporary, path);
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') throw error;
    if (fs.lstatSync(path, { throwIfNoEntry: false }) !== undefined)
      throw new DeidError('output-exists', 'the output exists already');
    fs.renameSync(temporary, path);
    return;
  }
  fs.unlinkSync(temporary);
}
