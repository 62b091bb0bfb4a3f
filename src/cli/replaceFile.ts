// Writes a text file whole or not at all: under a temporary name beside it, then renamed.
import { rename, rm, writeFile } from 'node:fs/promises';
import { pathError } from '../node/systemError.js';

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
