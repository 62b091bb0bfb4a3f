// Crosswalks on disk: who is who, so readable by the owner only and, unless plain is asked for, sealed under the run's key
// (AES-256-GCM, NIST SP 800-38D; key by HKDF, RFC 5869).
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { CROSSWALK_FILES, crosswalkCsv } from '../core/identity/crosswalk.js';
import { DeidError } from '../core/kernel/deidError.js';
import { makeWithParents } from './outputFolders.js';
import { rawPath } from './rawPath.js';
import type { Mappings } from './runTypes.js';
import { PathError, pathError } from './systemError.js';
import { writeWhole } from './writeWhole.js';

/** Appended to the name of a sealed file. */
const SEALED = '.enc';

// Sealed file: magic, 16 bytes of salt, 12 of nonce, 16 of tag, then the text.
const MAGIC = Buffer.from('MICLXW01', 'latin1');
const SALT = 16;
const NONCE = 12;
const TAG = 16;
const HEADER = MAGIC.length + SALT + NONCE + TAG;

interface CrosswalkChoice {
  readonly folder: string;
  /** Sealed under it; the caller sees to it that somebody keeps it. */
  readonly key: Uint8Array;
  /** Readable by whoever gets hold of the file. */
  readonly plain: boolean;
}

/**
 * Writes `uid_mapping.csv` and `patid_mapping.csv` (with `.enc` where sealed) and returns their paths. Files of an
 * earlier run are replaced whole or not at all.
 * @throws PathError of the operating system
 */
export async function writeCrosswalks(mappings: Mappings, choice: CrosswalkChoice): Promise<readonly string[]> {
  const files = [
    [CROSSWALK_FILES.uid, mappings.uids],
    [CROSSWALK_FILES.patient, mappings.patients],
  ] as const;
  try {
    makeWithParents(rawPath(path.resolve(choice.folder)), 0o700);
    const written: string[] = [];
    for (const [name, pairs] of files) {
      const text = Buffer.from(
        crosswalkCsv(pairs.map(([original, replacement]) => ({ original, replacement }))),
        'utf8',
      );
      const target = path.join(choice.folder, choice.plain ? name : name + SEALED);
      await writeWhole(rawPath(target), [choice.plain ? text : seal(text, name, choice.key)]);
      written.push(target);
    }
    return written;
  } catch (error) {
    const { code, message } = pathError(error, choice.folder);
    const said = `the crosswalk was not written: ${message}; choose another place with --crosswalk`;
    throw new PathError(code, said, choice.folder, { cause: error });
  }
}

/**
 * The text of a crosswalk file, sealed or plain.
 * @throws DeidError `bad-key` where the key is another one, or the file was changed or renamed; PathError where it can't be read
 */
export function readCrosswalk(file: string, key: Uint8Array): string {
  let bytes: Buffer;
  try {
    bytes = fs.readFileSync(file);
  } catch (error) {
    throw pathError(error, file);
  }
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) return bytes.toString('utf8');
  if (bytes.length < HEADER) throw new DeidError('bad-key', 'the crosswalk ends too early: use a copy of it');
  return open(bytes, path.basename(file, SEALED), key).toString('utf8');
}

/** The name goes into the seal, so that one crosswalk can't be passed off as the other. */
function seal(text: Buffer, name: string, key: Uint8Array): Buffer {
  const salt = randomBytes(SALT);
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(key, salt), nonce);
  cipher.setAAD(Buffer.from(name, 'utf8'));
  const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
  return Buffer.concat([MAGIC, salt, nonce, cipher.getAuthTag(), sealed]);
}

function open(bytes: Buffer, name: string, key: Uint8Array): Buffer {
  const salt = bytes.subarray(MAGIC.length, MAGIC.length + SALT);
  const nonce = bytes.subarray(MAGIC.length + SALT, MAGIC.length + SALT + NONCE);
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(key, salt), nonce);
  decipher.setAAD(Buffer.from(name, 'utf8'));
  decipher.setAuthTag(bytes.subarray(HEADER - TAG, HEADER));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(HEADER)), decipher.final()]);
  } catch (cause) {
    throw new DeidError('bad-key', 'the crosswalk was sealed under another key, or it was changed or renamed', {
      cause,
    });
  }
}

function sealingKey(key: Uint8Array, salt: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, salt, 'medimagecleaner crosswalk 1', 32));
}
