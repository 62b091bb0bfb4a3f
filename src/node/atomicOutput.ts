// A Sink over a file that appears only when it is whole: written under a temporary name in the target's folder,
// then given its own name. Small pieces are gathered, so that a usual file is one write.
import fs from 'node:fs';
import { DeidError } from '../core/kernel/deidError.js';
import type { Sink, Source } from '../core/kernel/source.js';
import { copyRange } from './copyRange.js';
import { type FileSource, fileStamp, readInto, writtenSource } from './fileSource.js';
import { giveName } from './giveName.js';
import { folderOf, joinPath, nativePath, type RawPath } from './rawPath.js';
import { patiently } from './systemError.js';
import { writeAll } from './writeAll.js';

/** From here on a range is copied by {@link copyRange}: below, two system calls are faster than two threads. */
const LARGE = 4 * 1024 * 1024;
const GATHER = 1024 * 1024;
const HEAD = 64 * 1024;

export interface AtomicOutput extends Sink {
  /** What was written, for a check before it gets its name. Nothing is written after it is asked for, and it ends with `commit` or `abort`. */
  source(): Source;
  /**
   * Gives the file its name, and says which bytes it then holds (see {@link fileStamp}).
   * @throws an error of the operating system with code EEXIST where the name is taken and `overwrite` is not set
   */
  commit(overwrite: boolean): string;
  /** Removes what was written. Does nothing after a commit. */
  abort(): void;
}

interface OutputPlace {
  readonly path: RawPath;
  readonly temporary: RawPath;
  /** Told how many bytes went out; what it throws stops the writing. */
  readonly moved: (bytes: number) => void;
  /** Who may read it; as the system's mask says where it is not told. */
  readonly mode?: number;
}

/** Hidden, short whatever the output is called, and saying nothing about it; the same for the same run and number. */
export function temporaryPath(output: RawPath, run: string, number: number): RawPath {
  return joinPath(folderOf(output), `.deid-${run}-${number}.part`);
}

/** True for a name that {@link temporaryPath} gives. */
export function isTemporaryName(name: string): boolean {
  return /^\.deid-[0-9a-f]{12}-\d+\.part$/u.test(name);
}

const CREATE = fs.constants.O_RDWR | fs.constants.O_CREAT | fs.constants.O_EXCL | (fs.constants.O_NOFOLLOW ?? 0);

// One per thread: a thread writes one file at a time.
let spare: Buffer | undefined;

/**
 * Opens the temporary file; its folder exists (see outputFolders.ts).
 * @throws an error of the operating system
 */
export function openOutput(place: OutputPlace): AtomicOutput {
  const temporary = nativePath(place.temporary);
  const descriptor = patiently(() => fs.openSync(temporary, CREATE, place.mode ?? 0o666));
  const gathered = spare ?? Buffer.allocUnsafeSlow(GATHER);
  spare = undefined;
  let held = 0;
  let written = 0;
  let head: Uint8Array = new Uint8Array(0);
  let open = true;

  const put = (bytes: Uint8Array, length: number) => {
    // A copy: `bytes` may be the gathering buffer, and slice() of a Buffer is a view.
    if (written === 0) head = new Uint8Array(bytes.subarray(0, Math.min(length, HEAD)));
    writeAll(descriptor, bytes.subarray(0, length), written);
    written += length;
    place.moved(length);
  };
  const flush = () => {
    if (held === 0) return;
    const length = held;
    held = 0;
    put(gathered, length);
  };
  const write = (bytes: Uint8Array) => {
    if (bytes.length > GATHER - held) flush();
    if (bytes.length > GATHER / 2) {
      flush();
      put(bytes, bytes.length);
    } else {
      gathered.set(bytes, held);
      held += bytes.length;
    }
  };
  const copySmall = (source: FileSource, offset: number, length: number) => {
    for (let at = 0; at < length; ) {
      if (held === GATHER) flush();
      const count = Math.min(length - at, GATHER - held);
      if (readInto(source.descriptor, gathered, held, count, offset + at) < count) throw shorter();
      held += count;
      at += count;
    }
  };
  const copyLarge = async (source: FileSource, offset: number, length: number) => {
    flush();
    const to = written;
    written += length;
    if (to === 0) head = readHeld(source, offset, Math.min(length, HEAD));
    await copyRange({ from: source.descriptor, fromOffset: offset, to: descriptor, toOffset: to, length }, place.moved);
  };
  const close = () => {
    if (!open) return;
    open = false;
    fs.closeSync(descriptor);
    spare = gathered;
  };
  let settled = false;
  return {
    write,
    copy(source, offset, length) {
      if (!isFile(source)) return copyChunks(source, offset, length, write);
      if (source.holds(offset, length)) return write(readHeld(source, offset, length));
      return length < LARGE ? copySmall(source, offset, length) : copyLarge(source, offset, length);
    },
    source() {
      // A usual file is still in the gathering buffer as a whole: it is checked there, without a copy and without reading.
      if (written === 0) head = gathered.subarray(0, held);
      flush();
      return writtenSource(descriptor, written, head);
    },
    commit(overwrite) {
      flush();
      const stamp = fileStamp(fs.fstatSync(descriptor, { bigint: true }));
      close();
      giveName(temporary, nativePath(place.path), overwrite);
      settled = true;
      return stamp;
    },
    abort() {
      if (settled) return;
      settled = true;
      close();
      fs.rmSync(temporary, { force: true });
    },
  };
}

function shorter(): DeidError {
  return new DeidError('changed', 'the file became shorter while it was being read');
}

function isFile(source: Source): source is FileSource {
  return 'descriptor' in source && typeof source.descriptor === 'number';
}

function readHeld(source: FileSource, offset: number, length: number): Uint8Array {
  const bytes = source.read(offset, length);
  if (!(bytes instanceof Uint8Array)) throw new TypeError('a file answers at once');
  return bytes;
}

async function copyChunks(source: Source, offset: number, length: number, write: (bytes: Uint8Array) => void) {
  for (let at = 0; at < length; ) {
    const bytes = await source.read(offset + at, Math.min(GATHER / 2, length - at));
    if (bytes.length === 0) throw shorter();
    write(bytes);
    at += bytes.length;
  }
}
