import fs from 'node:fs';
import { patiently } from './systemError.js';

/** Writes all of the bytes at a place of a file: the system may take fewer at a time. */
export function writeAll(descriptor: number, bytes: Uint8Array, position: number): void {
  for (let at = 0; at < bytes.length; )
    at += patiently(() => fs.writeSync(descriptor, bytes, at, bytes.length - at, position + at));
}
