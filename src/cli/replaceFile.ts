import { DeidError } from '../core/kernel/deidError.js';
import { rawPath } from '../node/rawPath.js';
import { errnoOf, pathError } from '../node/systemError.js';
import { writeWhole } from '../node/writeWhole.js';
import { shown } from './paths.js';

/**
 * @param mode who may read it: what names files of patients is the user's alone
 * @throws PathError of the operating system, with nothing left behind
 */
export async function replaceFile(file: string, text: string, mode = 0o666): Promise<void> {
  try {
    await writeWhole(rawPath(file), [text], { mode });
  } catch (error) {
    throw pathError(error, file);
  }
}

/**
 * The same where nothing may stand there yet, also not since a look before.
 * @throws DeidError `output-exists`, and as {@link replaceFile} does
 */
export async function createFile(file: string, text: string, mode = 0o666): Promise<void> {
  try {
    await writeWhole(rawPath(file), [text], { mode, overwrite: false });
  } catch (error) {
    if (errnoOf(error) === 'EEXIST' || (error instanceof DeidError && error.code === 'output-exists'))
      throw new DeidError('output-exists', `${shown(file)} exists already; --overwrite replaces it`);
    throw pathError(error, file);
  }
}
