// The records of a cluster's runs in the `.medimagecleaner/` of a shared root: each file sealed with AES-256-GCM under a key that only
// those who have the run's key can derive (HKDF, RFC 5869). A file can't be put in the place of another.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { deserialize, serialize } from 'node:v8';
import { DeidError } from '../../core/kernel/deidError.js';
import { joinPath, type RawPath, rawPath } from '../rawPath.js';
import { RECORD_FOLDER } from '../walk.js';
import { recordPlace } from './recordPlace.js';

export interface SealedStore {
  readonly folder: RawPath;
  write(name: string, value: object): Promise<void>;
  /** @throws DeidError where it is not there or does not open */
  read<T>(name: string): Promise<T>;
  /** As `read`, of what another machine wrote: a share, or a mounted store, may show it only after a while. */
  readSoon<T>(name: string): Promise<T>;
  readIfThere<T>(name: string): Promise<T | undefined>;
  /** Names in the folder, with the time of each by the clock of the place, in ms since 1970. */
  names(): Promise<ReadonlyMap<string, number>>;
  remove(name: string): Promise<void>;
  /** Takes the folder away. */
  destroy(): Promise<void>;
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
  const bound = (name: string) => Buffer.from(`${run ?? ''}/${name}`);
  const place = recordPlace(folder);

  const store: SealedStore = {
    folder,
    async write(name, value) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(bound(name));
      await place.put(
        name,
        Buffer.concat([nonce, cipher.update(serialize(value)), cipher.final(), cipher.getAuthTag()]),
      );
    },
    async read<T>(name: string): Promise<T> {
      const found = await store.readIfThere<T>(name);
      if (found !== undefined) return found;
      throw new DeidError(
        'not-found',
        'a record of the run is not in the shared folder; is it the same on all machines?',
      );
    },
    async readSoon<T>(name: string): Promise<T> {
      for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_MS) {
        const found = await store.readIfThere<T>(name);
        if (found !== undefined) return found;
        await delay(LOOK_MS);
      }
      return await store.read<T>(name);
    },
    async readIfThere<T>(name: string): Promise<T | undefined> {
      const bytes = await place.get(name);
      if (bytes === undefined) return undefined;
      try {
        const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, NONCE)).setAAD(bound(name));
        decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
        const plain = Buffer.concat([decipher.update(bytes.subarray(NONCE, bytes.length - TAG)), decipher.final()]);
        return deserialize(plain) as T;
      } catch (cause) {
        throw new DeidError('io', 'a record of the run in the shared folder was changed, or has another key', {
          cause,
        });
      }
    },
    names: place.names,
    remove: place.remove,
    destroy: place.destroy,
  };
  return store;
}
