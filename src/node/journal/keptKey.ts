// A fresh key on the disk while its run is not complete: without it an interrupted run could not be gone on with.
import fs from 'node:fs';
import { folderOf, nativePath, type RawPath } from '../rawPath.js';
import { writeAll } from '../writeAll.js';
import { syncFolder } from './journalFile.js';

export function keepKey(file: RawPath, key: Uint8Array): void {
  const descriptor = fs.openSync(nativePath(file), 'wx', 0o600);
  try {
    writeAll(descriptor, Buffer.from(`${Buffer.from(key).toString('hex')}\n`), 0);
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
  syncFolder(folderOf(file));
}

/** Undefined where there is none, or it is not whole: then nothing was done under it. */
export function keptKey(file: RawPath): Uint8Array | undefined {
  try {
    const text = fs.readFileSync(nativePath(file), 'latin1');
    return /^[0-9a-f]{64}\n$/.test(text) ? new Uint8Array(Buffer.from(text.trim(), 'hex')) : undefined;
  } catch {
    return undefined;
  }
}
