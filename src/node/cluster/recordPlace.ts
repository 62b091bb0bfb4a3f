import fs from 'node:fs';
import { makeWithParents } from '../outputFolders.js';
import { joinPath, nativePath, type RawPath, rawPath } from '../rawPath.js';
import { isObject } from '../store/address.js';
import { storeRoom } from '../store/room.js';
import { errnoOf } from '../systemError.js';
import { writeWhole } from '../writeWhole.js';

export interface RecordPlace {
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** Undefined where there is none of the name. */
  get(name: string): Promise<Uint8Array | undefined>;
  /** Names in it, and the time of each, in ms since 1970, by the clock of the place. */
  names(): Promise<ReadonlyMap<string, number>>;
  remove(name: string): Promise<void>;
  /** Takes the place away with all that is in it. */
  destroy(): Promise<void>;
}

/** Opened when it is first asked for something. */
export function recordPlace(folder: RawPath): RecordPlace {
  if (!isObject(folder)) return folderRecords(folder);
  const stored = () => storeRoom().then(({ openStoredRecords }) => openStoredRecords(folder));
  return {
    put: async (name, bytes) => await (await stored()).put(name, bytes),
    get: async (name) => await (await stored()).get(name),
    names: async () => await (await stored()).names(),
    remove: async (name) => await (await stored()).remove(name),
    destroy: async () => await (await stored()).destroy(),
  };
}

function folderRecords(folder: RawPath): RecordPlace {
  const fileOf = (name: string) => nativePath(joinPath(folder, rawPath(name)));
  return {
    async put(name, bytes) {
      makeWithParents(folder, 0o700);
      await writeWhole(joinPath(folder, rawPath(name)), [bytes]);
    },
    async get(name) {
      try {
        return fs.readFileSync(fileOf(name));
      } catch (error) {
        if (errnoOf(error) === 'ENOENT') return undefined;
        throw error;
      }
    },
    async names() {
      try {
        const names = fs.readdirSync(nativePath(folder), { encoding: 'latin1' });
        return new Map(
          names.map((name) => [name, fs.lstatSync(fileOf(name), { throwIfNoEntry: false })?.mtimeMs ?? 0] as const),
        );
      } catch (error) {
        if (errnoOf(error) === 'ENOENT') return new Map();
        throw error;
      }
    },
    remove: async (name) => fs.rmSync(fileOf(name), { force: true }),
    destroy: async () => fs.rmSync(nativePath(folder), { recursive: true, force: true }),
  };
}
