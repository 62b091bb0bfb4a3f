// One run at a time over an input. The lock says which process holds it, by number, start and machine, so that one that was left by a
// process that is gone is told from one that is held.
import { hash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import { DeidError } from '../../core/kernel/deidError.js';
import { folderOf, joinPath, nativePath, type RawPath } from '../rawPath.js';
import { errnoOf } from '../systemError.js';
import { volumeClock } from '../volumeClock.js';
import { writeAll } from '../writeAll.js';

export interface RunLock {
  /** Shows that the run is at work; done by itself twice a minute. */
  beat(): void;
  release(): void;
}

interface Holder {
  readonly pid: number;
  /** When the process began, as the system tells it; empty where it does not. */
  readonly began: string;
  readonly host: string;
  readonly boot: string;
}

const BEAT_MS = 30_000;
/** A lock of another machine that nobody touched for so long, by the clock of the file system, is nobody's. */
const SILENT_MS = 10 * 60_000;

/** Tells starts of this machine apart; empty where it can't be told. */
export function bootOf(): string {
  try {
    return fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

/** When a process began, in ticks since the machine did; empty where the system does not tell, or there is no such process. */
function beganAt(pid: number): string {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name of the program, in parentheses, may hold anything; what is wanted is the 20th field behind it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

/**
 * Takes the lock of each input, or none.
 * @param sources of the inputs
 * @throws DeidError `output-exists` where another run holds one; an error of the operating system
 */
export function lockRun(folder: RawPath, sources: readonly RawPath[]): RunLock {
  const own: Holder = { pid: process.pid, began: beganAt(process.pid), host: os.hostname(), boot: bootOf() };
  const text = JSON.stringify({ ...own, nonce: randomBytes(6).toString('hex') });
  const held: RawPath[] = [];
  const release = () => {
    clearInterval(beating);
    for (const file of held.splice(0)) fs.rmSync(nativePath(file), { force: true });
  };
  const beat = () => {
    for (const file of held) touch(file, text);
  };
  const beating = setInterval(beat, BEAT_MS);
  beating.unref();
  try {
    for (const source of sources) {
      const file = joinPath(folder, `${hash('sha256', source).slice(0, 12)}.lock`);
      take(file, text, own);
      held.push(file);
    }
    return { beat, release };
  } catch (error) {
    release();
    throw error;
  }
}

/** Written again, so that its time is by the clock of the file system: ours may be another, or be set. */
function touch(file: RawPath, text: string): void {
  try {
    const descriptor = fs.openSync(nativePath(file), 'r+');
    try {
      // Another machine may have taken us for gone.
      if (fs.readFileSync(descriptor, 'utf8') === text) writeAll(descriptor, Buffer.from(text), 0);
    } finally {
      fs.closeSync(descriptor);
    }
  } catch {
    // The next beat tries again.
  }
}

function take(file: RawPath, text: string, own: Holder): void {
  for (let round = 0; round < 3; round += 1) {
    if (make(file, text)) return;
    const found = read(file);
    if (found === undefined) continue;
    if (!isStale(file, found, own)) throw busy(file, found, own);
    // Renamed and looked at again: another run may have taken it over, and holds it now.
    const aside = `${file}.${randomBytes(4).toString('hex')}` as RawPath;
    try {
      fs.renameSync(nativePath(file), nativePath(aside));
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') continue;
      throw error;
    }
    const taken = read(aside);
    if (taken !== undefined && taken !== found) fs.linkSync(nativePath(aside), nativePath(file));
    fs.rmSync(nativePath(aside), { force: true });
  }
  throw busy(file, read(file) ?? '', own);
}

function make(file: RawPath, text: string): boolean {
  try {
    fs.writeFileSync(nativePath(file), text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function read(file: RawPath): string | undefined {
  try {
    return fs.readFileSync(nativePath(file), 'utf8');
  } catch {
    return undefined;
  }
}

function holderIn(text: string): Partial<Holder> {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}

function isStale(file: RawPath, text: string, own: Holder): boolean {
  const { pid, began = '', host, boot = '' } = holderIn(text);
  // Cut off while it was written, or not ours to judge: by its age.
  if (host !== own.host || typeof pid !== 'number') return silentFor(file) > SILENT_MS;
  if (boot !== '' && own.boot !== '' && boot !== own.boot) return true;
  if (began !== '' && own.began !== '') return beganAt(pid) !== began;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return errnoOf(error) === 'ESRCH';
  }
}

/** By the clock of the file system: ours may be another. */
function silentFor(file: RawPath): number {
  try {
    return volumeClock(folderOf(file)) - fs.statSync(nativePath(file)).mtimeMs;
  } catch {
    return 0;
  }
}

function busy(file: RawPath, text: string, own: Holder): DeidError {
  const { pid, host } = holderIn(text);
  const name = file.slice(file.lastIndexOf('/') + 1);
  const who =
    pid === undefined ? 'another run' : `another run (process ${pid}${host === own.host ? '' : ' on another machine'})`;
  const what = `${who} is at work on this input: wait for its end; if there is none, remove ${name} from the folder .medimagecleaner`;
  return new DeidError('output-exists', what);
}
