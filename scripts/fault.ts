// The long campaign of `npm run fault [-- --only kills|folder|deep] [--kills N] [--files N]`: a run is killed at random moments until it
// comes to its end, again and again; what comes out must be what an uninterrupted run writes, and the originals must be as they were.
// Then 100,000 files in one folder, and 10,000 folders in one another.
import { spawn, spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { run } from '../src/node/run.js';
import { requestOf } from '../test/node/requestOf.js';
import { standInFile } from '../test/node/standIn.js';

const CHILD = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), 'test/node/faultChild.js');
const words = process.argv.slice(2);
const option = (name: string): string | undefined => {
  const place = words.indexOf(`--${name}`);
  return place < 0 ? undefined : words[place + 1];
};
const only = option('only');
const wanted = Number(option('kills') ?? 200);
const files = Number(option('files') ?? 3000);
const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'deid-fault-')));
const at = (...names: string[]) => path.join(folder, ...names);
const say = (text: string) => process.stdout.write(`${text}\n`);

function tree(root: string): string {
  const lines: string[] = [];
  const look = (below: Buffer) => {
    for (const entry of fs.readdirSync(below, { encoding: 'buffer', withFileTypes: true })) {
      const file = Buffer.concat([below, Buffer.from('/'), entry.name]);
      if (entry.isDirectory()) look(file);
      else lines.push(`${file.subarray(root.length).toString('hex')} ${hash('sha256', fs.readFileSync(file))}`);
    }
  };
  look(Buffer.from(root));
  return hash('sha256', lines.sort().join('\n'));
}

function makeStudy(): void {
  for (let index = 0; index < files; index += 1) {
    const said = index % 50 === 0 ? 'refuse' : `uid=1.2.${index}`;
    const file = at('study', `s${index % 30}`, `f${index}`);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, standInFile(said, Buffer.alloc(20_000, index)));
  }
  fs.writeFileSync(at('study/DICOMDIR'), standInFile('directory refers=s1/f1'));
  fs.writeFileSync(Buffer.from(`${at('study')}/x\xff\n`, 'latin1'), standInFile('uid=1.3'));
}

interface Ended {
  readonly killed: boolean;
  readonly out: string;
}

async function session(jobs: number, killAfter: number): Promise<Ended> {
  const asked = JSON.stringify({ input: at('study'), output: at('out'), jobs });
  const child = spawn(process.execPath, [CHILD, asked, '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on('close', (_, signal) => resolve(signal)));
  const over = await Promise.race([ended.then(() => true), delay(killAfter, false, { ref: false })]);
  if (!over) child.kill('SIGKILL');
  const signal = await ended;
  if (signal === null && child.exitCode !== 0) throw new Error(`a session ended with ${child.exitCode}`);
  return { killed: signal === 'SIGKILL', out };
}

async function kill(): Promise<void> {
  makeStudy();
  const originals = tree(at('study'));
  const whole: number[] = [];
  for (const jobs of [1, 2]) {
    const began = performance.now();
    await session(jobs, 60_000_000);
    whole.push(performance.now() - began);
    fs.rmSync(at('out'), { recursive: true });
  }
  let kills = 0;
  for (let runs = 1; kills < wanted; runs += 1) {
    const jobs = 1 + (runs % 2);
    let last: Ended;
    let sessions = 0;
    do {
      // Ever later, so that a run that starts slowly comes to its end.
      last = await session(jobs, Math.random() * (whole[jobs - 1] ?? 0) * (0.6 + sessions / 10));
      sessions += 1;
      if (last.killed) kills += 1;
    } while (last.killed);
    const output = tree(at('out'));
    const { key } = JSON.parse(last.out);
    fs.rmSync(at('out'), { recursive: true });
    await run({ ...requestOf([at('study')], { output: at('out') }), key: Buffer.from(key, 'hex') });
    if (tree(at('out')) !== output) throw new Error('the output is not that of an uninterrupted run');
    if (tree(at('study')) !== originals) throw new Error('the originals changed');
    if (fs.existsSync(at('.medimagecleaner'))) throw new Error('something is left beside the originals');
    fs.rmSync(at('out'), { recursive: true });
    say(`${kills} kills, ${runs} runs, the last in ${sessions} sessions: the same bytes`);
  }
}

const CROWD = 100_000;

async function crowd(): Promise<void> {
  fs.mkdirSync(at('crowd'));
  for (let index = 0; index < CROWD; index += 1)
    fs.writeFileSync(at('crowd', `f${index}`), standInFile(`uid=1.2.${index}`));
  const { totals } = await run(requestOf([at('crowd')], { output: at('out'), jobs: 2, keepFiles: false }));
  if (totals.kinds.written !== CROWD)
    throw new Error(`${CROWD - totals.kinds.written} of ${CROWD} files were not written`);
  const names = fs.readdirSync(at('out/crowd'));
  if (names.length !== CROWD) throw new Error(`there are ${names.length} copies of ${CROWD} files`);
  for (let index = 0; index < CROWD; index += 997) {
    const copy = fs.readFileSync(at('out/crowd', `f${index}`), 'latin1');
    if (!copy.startsWith('DONE') || !copy.endsWith(` uid=1.2.${index}\nbody`))
      throw new Error('a copy is that of another file');
  }
  say(`${CROWD} files in one folder: all written, ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MiB at the end`);
}

const DEPTH = 10_000;

async function deep(): Promise<void> {
  fs.mkdirSync(at('deep/down'), { recursive: true });
  fs.writeFileSync(at('deep/z'), standInFile(''));
  const home = process.cwd();
  try {
    process.chdir(at('deep/down'));
    for (let depth = 0; depth < DEPTH; depth += 1) {
      fs.mkdirSync('d');
      process.chdir('d');
      // Where a path can still say it.
      if (depth === 1000) fs.writeFileSync('x', standInFile(''));
    }
  } finally {
    process.chdir(home);
  }
  const { totals, files: told } = await run(requestOf([at('deep')], { output: at('out') }));
  if (totals.kinds.written !== 2) throw new Error('what a path can say was not written');
  const tooLong = told.filter(({ kind, issues }) => kind === 'failed' && /too long/.test(issues[0]?.message ?? ''));
  if (tooLong.length !== 1) throw new Error('what a path can not say was not told once');
  if (spawnSync('rm', ['-rf', at('deep'), at('out')]).status !== 0) throw new Error('the folders could not be removed');
  say(`${DEPTH} folders in one another: told, and the rest is written`);
}

const parts = { deep, folder: crowd, kills: kill };
try {
  for (const [name, part] of Object.entries(parts)) if (only === undefined || only === name) await part();
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
