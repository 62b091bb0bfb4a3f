// One interleaved run: in every round each contender once, the order turning, the page cache warm, outputs dropped between.
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Contender } from './contenders.js';
import { measure, median, type Sample } from './measure.js';

interface Standing {
  readonly name: string;
  readonly seconds: number;
  readonly fastest: number;
  readonly slowest: number;
  readonly cpu: number;
  readonly peakMiB: number | undefined;
  /** Median of the ratios to `cp -r` of the same round: pairs, so that a slow minute of the machine hits both. */
  readonly toCopy: number;
}

export function race(
  title: string,
  input: string,
  scratch: string,
  rounds: number,
  all: readonly Contender[],
): readonly Standing[] {
  const running = all.filter((contender) => contender.present);
  const samples = new Map<string, Sample[]>(running.map((contender) => [contender.name, []]));
  const bytes = sizeOf(input);
  spawnSync('sh', ['-c', `cat $(find '${input}' -type f) > /dev/null`]);
  for (let round = 0; round < rounds; round += 1) {
    const turned = [...running.slice(round % running.length), ...running.slice(0, round % running.length)];
    for (const contender of turned) {
      const output = path.join(scratch, 'out');
      rmSync(output, { recursive: true, force: true });
      spawnSync('sync');
      samples.get(contender.name)?.push(measure(contender.command(input, output)));
      rmSync(output, { recursive: true, force: true });
    }
  }
  const copies = samples.get('cp -r') ?? [];
  const standings = running.map((contender): Standing => {
    const own = samples.get(contender.name) ?? [];
    const seconds = own.map((sample) => sample.seconds);
    const peaks = own.map((sample) => sample.peakMiB).filter((peak) => peak !== undefined);
    return {
      name: contender.name,
      seconds: median(seconds),
      fastest: Math.min(...seconds),
      slowest: Math.max(...seconds),
      cpu: median(own.map((sample) => sample.cpu)),
      peakMiB: peaks.length === 0 ? undefined : Math.max(...peaks),
      toCopy: median(own.map((sample, index) => sample.seconds / (copies[index]?.seconds ?? Number.NaN))),
    };
  });
  print(title, bytes, standings, rounds);
  for (const contender of all) if (!contender.present) console.log(`${contender.name} is not here`);
  return standings;
}

function print(title: string, bytes: number, standings: readonly Standing[], rounds: number): void {
  console.log(`\n${title}: ${(bytes / 1e6).toFixed(0)} MB, ${rounds} rounds`);
  console.log('                   median s   fastest   slowest     CPU s    MB/s   to cp -r   peak MiB');
  for (const row of standings) {
    const numbers = [row.seconds, row.fastest, row.slowest, row.cpu]
      .map((value) => value.toFixed(3).padStart(10))
      .join('');
    const rate = (bytes / 1e6 / row.seconds).toFixed(0).padStart(8);
    const peak = row.peakMiB === undefined ? '–' : row.peakMiB.toFixed(0);
    console.log(
      `${row.name.padEnd(17)}${numbers}${rate}${`${row.toCopy.toFixed(2)} x`.padStart(11)}${peak.padStart(11)}`,
    );
  }
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath ?? entry.path, entry.name)).size, 0);
}
