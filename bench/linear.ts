// Does the cost stay linear? Seconds for one file more, and for one megabyte more, as inputs grow.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Contender } from './contenders.js';
import { makeFolder, makeMultiFrame } from './makeData.js';
import { measure, median } from './measure.js';

interface Step {
  readonly size: number;
  readonly seconds: number;
  /** Over the next smaller step: what one unit more costs, start-up taken out. Milliseconds. */
  readonly marginal: number | undefined;
  readonly peakMiB: number | undefined;
}

/** Files of 34 KB each. */
export function linearInFiles(
  us: Contender,
  scratch: string,
  counts: readonly number[],
  rounds: number,
): readonly Step[] {
  return steps('files of 34 KB', counts, (count) => {
    const input = path.join(scratch, 'linear');
    makeFolder(input, count, 32);
    return timed(us, input, scratch, rounds);
  });
}

/** One file, in megabytes of pixel data. */
export function linearInBytes(
  us: Contender,
  scratch: string,
  megabytes: readonly number[],
  rounds: number,
): readonly Step[] {
  return steps('MiB in one file', megabytes, (size) => {
    const input = path.join(scratch, 'linear');
    makeMultiFrame(path.join(input, 'multi.dcm'), size * 2);
    return timed(us, input, scratch, rounds);
  });
}

function timed(
  us: Contender,
  input: string,
  scratch: string,
  rounds: number,
): { seconds: number; peakMiB: number | undefined } {
  const output = path.join(scratch, 'linear-out');
  const seconds: number[] = [];
  let peakMiB: number | undefined;
  for (let round = 0; round < rounds; round += 1) {
    rmSync(output, { recursive: true, force: true });
    const sample = measure(us.command(input, output));
    seconds.push(sample.seconds);
    if (sample.peakMiB !== undefined) peakMiB = Math.max(peakMiB ?? 0, sample.peakMiB);
  }
  for (const folder of [input, output]) rmSync(folder, { recursive: true, force: true });
  return { seconds: median(seconds), peakMiB };
}

function steps(
  unit: string,
  sizes: readonly number[],
  run: (size: number) => { seconds: number; peakMiB: number | undefined },
): readonly Step[] {
  const done: Step[] = [];
  console.log(`\n${unit.padEnd(18)} seconds    ms for one more   peak MiB`);
  for (const size of sizes) {
    const { seconds, peakMiB } = run(size);
    const last = done.at(-1);
    const marginal = last === undefined ? undefined : (1000 * (seconds - last.seconds)) / (size - last.size);
    done.push({ size, seconds, marginal, peakMiB });
    const more = marginal === undefined ? '' : marginal.toFixed(3);
    console.log(
      `${String(size).padEnd(18)}${seconds.toFixed(3).padStart(8)}${more.padStart(19)}${(peakMiB?.toFixed(0) ?? '–').padStart(11)}`,
    );
  }
  return done;
}

/** A folder of its own for everything that is made here. */
export function freshFolder(folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}
