// A lock between processes: a file that only one can make. One that a process of this machine left when it ended is taken over.
import fs from 'node:fs';
import os from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { DeidError } from '../core/kernel/deidError.js';
import { errnoOf, pathError } from './systemError.js';

const PATIENCE_MS = 30_000;

interface Holder {
  readonly pid: number;
  readonly host: string;
}

/**
 * Does `work` while no other process holds the lock of `file`, which is `file` + `.lock`.
 * @throws DeidError `io` where another holds it for half a minute
 */
export async function withLock<T>(file: string, work: () => T | Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  const lock = `${file}.lock`;
  const own = JSON.stringify({ pid: process.pid, host: os.hostname() });
  await take(lock, own, patienceMs);
  try {
    return await work();
  } finally {
    fs.rmSync(lock, { force: true });
  }
}

async function take(lock: string, own: string, patienceMs: number): Promise<void> {
  let pause = 1;
  for (let waited = 0; ; waited += pause, pause = Math.min(50, pause * 2)) {
    if (make(lock, own)) return;
    if (waited >= patienceMs) {
      throw new DeidError(
        'io',
        'another process holds the lock beside the file; if none does, remove the file that ends in .lock',
      );
    }
    takeOver(lock, own);
    await setTimeout(pause);
  }
}

function make(lock: string, own: string): boolean {
  try {
    fs.writeFileSync(lock, own, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false;
    throw pathError(error, lock);
  }
}

/** Removes a lock whose process is gone. Only one process does so at a time, or two could remove each other's fresh locks. */
function takeOver(lock: string, own: string): void {
  if (!isAbandoned(lock)) return;
  const guard = `${lock}.takeover`;
  if (!make(guard, own)) {
    if (isAbandoned(guard)) fs.rmSync(guard, { force: true });
    return;
  }
  try {
    if (isAbandoned(lock)) fs.rmSync(lock, { force: true });
  } finally {
    fs.rmSync(guard, { force: true });
  }
}

function isAbandoned(lock: string): boolean {
  let text: string;
  try {
    text = fs.readFileSync(lock, 'utf8');
  } catch {
    return false;
  }
  const holder = holderOf(text);
  // Being written just now, or by somebody else: wait.
  if (holder === undefined || holder.host !== os.hostname()) return false;
  try {
    process.kill(holder.pid, 0);
    return false;
  } catch (error) {
    return errnoOf(error) === 'ESRCH';
  }
}

function holderOf(text: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('host' in value)) return undefined;
    const { pid, host } = value;
    return typeof pid === 'number' && typeof host === 'string' ? { pid, host } : undefined;
  } catch {
    return undefined;
  }
}
