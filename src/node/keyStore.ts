// Where the secret key of a run comes from: a file, the environment, or chance.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { parseKey } from '../core/identity/parseKey.js';
import { DeidError } from '../core/kernel/deidError.js';
import type { Issue } from '../core/kernel/issue.js';
import { absolutePath, nativePath } from './rawPath.js';
import { PathError, pathError } from './systemError.js';

export const KEY_VARIABLE = 'MEDIMAGECLEANER_KEY';

interface KeyChoice {
  /** Path of `--key-file`. */
  readonly keyFile?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface LoadedKey {
  readonly key: Uint8Array;
  /** `fresh`: nobody has it once the run is over, so that its output can't be linked again. */
  readonly from: 'file' | 'environment' | 'fresh';
  readonly issues: readonly Issue[];
}

/** Larger than any key, so that a mistaken path to an image is not read in whole. */
const LARGEST = 64 * 1024;

/**
 * The key of `--key-file`, else that of MEDIMAGECLEANER_KEY, else a fresh one.
 * @throws PathError where the file can't be read; DeidError `bad-key` for a key that can't be used
 */
export function loadKey(choice: KeyChoice): LoadedKey {
  if (choice.keyFile !== undefined) return fromFile(choice.keyFile);
  const value = choice.env[KEY_VARIABLE];
  if (value !== undefined) {
    // An empty variable is a mistake of a script, and a fresh key instead would go unnoticed.
    if (value === '') throw new DeidError('bad-key', `${KEY_VARIABLE} is set and empty`);
    return { key: parseKey(Buffer.from(value, 'utf8')), from: 'environment', issues: [] };
  }
  return { key: new Uint8Array(randomBytes(32)), from: 'fresh', issues: [] };
}

function fromFile(given: string): LoadedKey {
  try {
    const descriptor = fs.openSync(
      nativePath(absolutePath(given)),
      fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0),
    );
    try {
      const stat = fs.fstatSync(descriptor);
      if (!stat.isFile()) throw new PathError('bad-key', 'the key file is not a regular file', given);
      if (stat.size > LARGEST) throw new PathError('bad-key', 'the key file is too large to be one', given);
      const key = parseKey(fs.readFileSync(descriptor));
      return { key, from: 'file', issues: isOpenToOthers(stat.mode) ? [OPEN] : [] };
    } finally {
      fs.closeSync(descriptor);
    }
  } catch (error) {
    throw error instanceof PathError ? error : pathError(error, given);
  }
}

function isOpenToOthers(mode: number): boolean {
  return process.platform !== 'win32' && (mode & 0o077) !== 0;
}

const OPEN: Issue = {
  code: 'key-file-open',
  severity: 'warning',
  message: 'others on this machine can read the key file, and with it link the output to the patients: chmod 600 it',
};
