// Bytes of a copy that are not the original's, kept until they are sent: in memory, and where they are many (pixels that were changed) in
// a file without a name, so that nothing of them stays however the program ends.
import fs from 'node:fs';
import os from 'node:os';
import { concat } from '../../core/kernel/source.js';
import { readInto } from '../fileSource.js';
import { type NamelessFile, openNamelessFile } from '../namelessFile.js';

export interface OwnBytes {
  readonly length: number;
  add(bytes: Uint8Array): void;
  read(offset: number, length: number): Uint8Array;
  close(): void;
}

const IN_MEMORY = 16 * 1024 * 1024;

export function keepOwnBytes(most = IN_MEMORY): OwnBytes {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let spilled = 0;
  let file: NamelessFile | undefined;
  const joined = (): Uint8Array => {
    const [only] = held;
    const all = only !== undefined && held.length === 1 ? only : concat(held);
    held = [all];
    return all;
  };
  const spill = () => {
    file ??= openNamelessFile(os.tmpdir());
    for (const bytes of held) {
      for (let sent = 0; sent < bytes.length; )
        sent += fs.writeSync(file.descriptor, bytes, sent, bytes.length - sent, spilled + sent);
      spilled += bytes.length;
    }
    held = [];
    heldBytes = 0;
  };
  return {
    get length() {
      return spilled + heldBytes;
    },
    add(bytes) {
      held.push(bytes.slice());
      heldBytes += bytes.length;
      if (heldBytes > most) spill();
    },
    read(offset, length) {
      const end = offset + length;
      const early = Math.max(0, Math.min(end, spilled) - offset);
      const parts: Uint8Array[] = [];
      if (file !== undefined && early > 0) {
        const bytes = new Uint8Array(early);
        readInto(file.descriptor, bytes, 0, early, offset);
        parts.push(bytes);
      }
      if (end > spilled) parts.push(joined().subarray(Math.max(0, offset - spilled), end - spilled));
      const [only] = parts;
      return only !== undefined && parts.length === 1 ? only : concat(parts);
    },
    close() {
      held = [];
      file?.close();
      file = undefined;
    },
  };
}
