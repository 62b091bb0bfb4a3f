// One run of one command: wall clock, and the largest resident set of its processes as wait4 counts it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Sample {
  readonly seconds: number;
  /** CPU time of all processes, user and system. */
  readonly cpu: number;
  /** Undefined where `/usr/bin/time` is missing. */
  readonly peakMiB: number | undefined;
}

const TIMER = '/usr/bin/time';

/** @throws Error where the command does not end with 0 */
export function measure(command: readonly [string, ...string[]]): Sample {
  const scratch = mkdtempSync(path.join(tmpdir(), 'bench-time-'));
  try {
    const record = path.join(scratch, 'time');
    const timed = existsSync(TIMER);
    const [program, ...words] = timed ? [TIMER, '-f', '%M %U %S', '-o', record, ...command] : command;
    const start = process.hrtime.bigint();
    const run = spawnSync(program ?? '', words, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    if (run.error !== undefined) throw run.error;
    if (run.status !== 0)
      throw new Error(`${path.basename(command[0])} ended with ${run.status}: ${run.stderr.slice(-400)}`);
    const [peak = 0, user = 0, system = 0] = timed ? readFileSync(record, 'utf8').trim().split(/\s+/).map(Number) : [];
    return { seconds, cpu: user + system, peakMiB: timed ? peak / 1024 : undefined };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
