// Networks and what belongs to them, as files beside the program: each is known by its digest, and nothing else is used in its place.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DeidError } from '../../core/kernel/deidError.js';

export interface ModelFile {
  readonly name: string;
  /** SHA-256, hex. */
  readonly digest: string;
}

/** @throws DeidError `missing-model` where the file is not there or not what it was when the program was made */
export async function readModel(folder: string, { name, digest }: ModelFile): Promise<Uint8Array> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path.join(folder, name));
  } catch (cause) {
    throw new DeidError('missing-model', `the model ${name} is missing from the program's folder "models"; ${REPAIR}`, {
      cause,
    });
  }
  if (createHash('sha256').update(bytes).digest('hex') === digest) return bytes;
  const expected = `SHA-256 ${digest.slice(0, 12)}… was expected`;
  throw new DeidError(
    'missing-model',
    `the model ${name} in the program's folder "models" was altered (${expected}); ${REPAIR}`,
  );
}

const REPAIR = 'without it images are not looked into and not passed: install the program again';
