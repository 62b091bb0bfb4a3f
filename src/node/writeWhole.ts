import { randomBytes } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { giveName } from './giveName.js';
import { nativePath, type RawPath } from './rawPath.js';

interface WholeFile {
  /** Who may read it; the user alone where it is not told. */
  readonly mode?: number;
  /** False: nothing may stand there yet. */
  readonly overwrite?: boolean;
}

/**
 * Writes a file whole or not at all: under a temporary name beside it, waited for until it is on the disk, then given its name.
 * @throws an error of the operating system, or what giving the name or the pieces throw, with nothing left behind
 */
export async function writeWhole(
  file: RawPath,
  pieces: Iterable<string | Uint8Array>,
  { mode = 0o600, overwrite = true }: WholeFile = {},
): Promise<void> {
  // Short whatever the file is called.
  const name = `.${randomBytes(6).toString('hex')}.part`;
  const temporary = nativePath((file.slice(0, file.lastIndexOf('/') + 1) + name) as RawPath);
  try {
    const handle = await open(temporary, 'wx', mode);
    try {
      for (const piece of pieces) await handle.writeFile(piece);
      await handle.sync();
    } finally {
      await handle.close();
    }
    giveName(temporary, nativePath(file), overwrite);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
