// Does the cost of a file stay the same however many there are, and the memory? `npm run bench:scale [-- --most N]`: small files from a
// thousand up to N (100,000), with one thread and with two, beside gdcmanon, dcmodify and cp where they are.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { ctFile, makeMultiFrame } from './makeData.js';
import { measure, type Sample } from './measure.js';

const words = process.argv.slice(2);
const option = (name: string, otherwise: number) => {
  const at = words.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(words[at + 1]);
};
const most = option('most', 100_000);
const sparse = option('gigabytes', 20);
const PER_FOLDER = 1000;
const CLI = path.resolve(process.env['CLI_DIST'] ?? 'dist', 'cli.js');
const scratch = mkdtempSync(path.join(process.env['BENCH_TMP'] ?? tmpdir(), 'bench-scale-'));
const input = path.join(scratch, 'in');
const output = path.join(scratch, 'out');

/** One header, with the number of the object in its SOP Instance UID and Instance Number. */
function grow(from: number, to: number): void {
  for (let index = from; index < to; index += 1) {
    const folder = path.join(input, `d${Math.floor(index / PER_FOLDER)}`);
    if (index % PER_FOLDER === 0) mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, `i${index}.dcm`), ctFile(index, 1));
  }
}

function ours(jobs: number): readonly [string, ...string[]] {
  const rest = ['--pixels', 'none', '--quiet', '--journal', path.join(scratch, 'journal'), '--jobs', String(jobs)];
  return [process.execPath, CLI, 'deidentify', input, '--output', output, ...rest];
}

function timed(command: readonly [string, ...string[]]): Sample {
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output);
  return measure(command);
}

function tell(name: string, files: number, { seconds, cpu, peakMiB }: Sample): void {
  const each = ((seconds / files) * 1000).toFixed(2);
  const load = loadavg()[0]?.toFixed(1) ?? '';
  const memory = peakMiB === undefined ? '' : `${peakMiB.toFixed(0)} MiB`;
  const columns = [
    name.padEnd(26),
    String(files).padStart(9),
    `${seconds.toFixed(1)} s`.padStart(10),
    `${each} ms a file`.padStart(16),
  ];
  process.stdout.write(`${columns.join('')}  CPU ${cpu.toFixed(1)} s  ${memory}  (load ${load})\n`);
}

function found(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}

const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
const peers: readonly (readonly [string, boolean, string])[] = [
  ['cp -r', true, `cp -r ${quote(input)} ${quote(output)}`],
  [
    'dcmodify, xargs -P2',
    found('dcmodify'),
    `cp -r ${quote(input)} ${quote(output)} && find ${quote(output)} -type f -print0 | xargs -0 -P2 -n500 dcmodify -nb -imt -m '(0010,0010)=' -m '(0010,0020)=' -m '(0010,0030)='`,
  ],
  [
    'gdcmanon, xargs -P2',
    found('gdcmanon'),
    `cd ${quote(input)} && ls | xargs -P2 -I{} gdcmanon --dumb --empty 0010,0010 --empty 0010,0020 --empty 0010,0030 -r -i {} -o ${quote(output)}/{}`,
  ],
];

try {
  if (!existsSync(CLI)) throw new Error('build the program first');
  let made = 0;
  for (let files = 1000; files <= most; files *= 10) {
    grow(made, files);
    made = files;
    for (const jobs of [1, 2]) tell(`medimagecleaner, ${jobs === 1 ? 'one thread' : 'two'}`, files, timed(ours(jobs)));
    for (const [name, there, line] of peers) if (there) tell(name, files, timed(['sh', '-c', line]));
  }
  rmSync(input, { recursive: true, force: true });
  if (sparse > 0) {
    const file = path.join(input, 'multi.dcm');
    makeMultiFrame(file, 1);
    // The pixels are a hole; what the header says of their length is longer than the file, which --salvage takes.
    truncateSync(file, sparse * 1024 ** 3);
    tell(`${sparse} GB, sparse`, 1, timed([...ours(1), '--salvage']));
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
