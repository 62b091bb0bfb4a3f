// The records of a cluster's runs in the `.medimagecleaner/` of a shared root: each file sealed with AES-256-GCM under a key that only
// those who have the run's key can derive (HKDF, RFC 5869). A file can't be put in the place of another.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { deserialize, serialize } from 'node:v8';
import { DeidError } from '../../core/kernel/deidError.js';
import { makeWithParents } from '../outputFolders.js';
import { joinPath, nativePath, type RawPath, rawPath } from '../rawPath.js';
import { errnoOf } from '../systemError.js';
import { RECORD_FOLDER } from '../walk.js';

export interface SealedStore {
  readonly folder: RawPath;
  write(name: string, value: object): void;
  /** @throws DeidError where it is not there or does not open */
  read<T>(name: string): T;
  /** As `read`, of what another machine wrote: a share, or a mounted store, may show it only after a while. */
  readSoon<T>(name: string): Promise<T>;
  readIfThere<T>(name: string): T | undefined;
  /** Names in the folder. */
  names(): readonly string[];
  remove(name: string): void;
  /** Takes the folder away. */
  destroy(): void;
}

const NONCE = 12;
const TAG = 16;
/** Clients of NFS may believe for so long that there is no file of a name. */
const PATIENCE_MS = 60_000;
const LOOK_MS = 250;

export function rootDigest(key: Uint8Array, name: string): string {
  return termDigest(key, 'root', name);
}

/** Tells whether two machines have the same secret, or name, and tells nobody else anything. */
export function termDigest(key: Uint8Array, what: string, text: string): string {
  return createHmac('sha256', key).update(`cluster ${what}\0${text}`).digest('hex').slice(0, 16);
}

/** @param root of the shared folder. `run` is absent for what outlives runs. */
export function sealedStore(root: RawPath, key: Uint8Array, run?: string): SealedStore {
  const records = joinPath(root, rawPath(RECORD_FOLDER));
  const folder = joinPath(records, rawPath(run === undefined ? 'cluster' : `cluster-${run}`));
  const secret = Buffer.from(hkdfSync('sha256', key, '', 'medimagecleaner cluster records', 32));
  const fileOf = (name: string) => joinPath(folder, rawPath(name));
  const bound = (name: string) => Buffer.from(`${run ?? ''}/${name}`);

  const open = <T>(name: string): T => {
    const bytes = fs.readFileSync(nativePath(fileOf(name)));
    try {
      const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, NONCE)).setAAD(bound(name));
      decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
      const plain = Buffer.concat([decipher.update(bytes.subarray(NONCE, bytes.length - TAG)), decipher.final()]);
      return deserialize(plain) as T;
    } catch (cause) {
      throw new DeidError('io', 'a record of the run in the shared folder was changed, or has another key', { cause });
    }
  };
  const store: SealedStore = {
    folder,
    write(name, value) {
      makeWithParents(folder, 0o700);
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(bound(name));
      const sealed = Buffer.concat([nonce, cipher.update(serialize(value)), cipher.final(), cipher.getAuthTag()]);
      // Under its own name at once: a worker that reads it meets all of it.
      const aside = nativePath(fileOf(`${name}.${randomBytes(6).toString('hex')}`));
      const descriptor = fs.openSync(aside, 'wx', 0o600);
      try {
        fs.writeFileSync(descriptor, sealed);
        fs.fsyncSync(descriptor);
      } finally {
        fs.closeSync(descriptor);
      }
      fs.renameSync(aside, nativePath(fileOf(name)));
    },
    read<T>(name: string): T {
      try {
        return open<T>(name);
      } catch (error) {
        if (errnoOf(error) !== 'ENOENT') throw error;
        throw new DeidError(
          'not-found',
          'a record of the run is not in the shared folder; is it the same on all machines?',
        );
      }
    },
    async readSoon<T>(name: string): Promise<T> {
      for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_MS) {
        const found = store.readIfThere<T>(name);
        if (found !== undefined) return found;
        await delay(LOOK_MS);
      }
      return store.read<T>(name);
    },
    readIfThere<T>(name: string): T | undefined {
      try {
        return open<T>(name);
      } catch (error) {
        if (errnoOf(error) === 'ENOENT') return undefined;
        throw error;
      }
    },
    names() {
      try {
        return fs.readdirSync(nativePath(folder), { encoding: 'latin1' });
      } catch (error) {
        if (errnoOf(error) === 'ENOENT') return [];
        throw error;
      }
    },
    remove: (name) => fs.rmSync(nativePath(fileOf(name)), { force: true }),
    destroy: () => fs.rmSync(nativePath(folder), { recursive: true, force: true }),
  };
  return store;
}
