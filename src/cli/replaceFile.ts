// Writes a text file whole or not at all: under a temporary name beside it, then renamed, or linked where nothing may be replaced.
import { rename, rm, writeFile } from 'node:fs/promises';
import { DeidError } from '../core/kernel/deidError.js';
import { giveName } from '../node/atomicOutput.js';
import { errnoOf, pathError } from '../node/systemError.js';
import { shown } from './paths.js';

/**
 * @param mode who may read it: what names files of patients is the user's alone
 * @throws PathError of the operating system, with nothing left behind
 */
export async function replaceFile(file: string, text: string, mode = 0o666): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, text, { flag: 'wx', mode });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw pathError(error, file);
  }
}

/**
 * The same where nothing may stand there yet, also not since a look before.
 * @throws DeidError `output-exists`, and as {@link replaceFile} does
 */
export async function createFile(file: string, text: string, mode = 0o666): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, text, { flag: 'wx', mode });
    giveName(Buffer.from(temporary), Buffer.from(file), false);
  } catch (error) {
    await rm(temporary, { force: true });
    if (errnoOf(error) === 'EEXIST' || (error instanceof DeidError && error.code === 'output-exists'))
      throw new DeidError('output-exists', `${shown(file)} exists already; --overwrite replaces it`);
    throw pathError(error, file);
  }
}
