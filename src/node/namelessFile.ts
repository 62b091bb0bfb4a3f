// A file that has no name any more: what lies in it is gone however the program ends.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

export interface NamelessFile {
  readonly descriptor: number;
  close(): void;
}

/** @throws an error of the operating system */
export function openNamelessFile(folder: string): NamelessFile {
  const name = path.join(folder, `.${randomBytes(6).toString('hex')}.tmp`);
  const descriptor = fs.openSync(name, 'wx+', 0o600);
  let named = true;
  try {
    fs.unlinkSync(name);
    named = false;
  } catch {
    // Windows keeps the name of an open file.
  }
  return {
    descriptor,
    close() {
      fs.closeSync(descriptor);
      if (named) fs.rmSync(name, { force: true });
    },
  };
}
