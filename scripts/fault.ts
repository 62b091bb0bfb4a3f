// The long campaign of `npm run fault [-- --kills N]`: a run is killed at random moments until it comes to its end, again and again;
// what comes out must be what an uninterrupted run writes, and the originals must be as they were.
import { spawn } from 'node:child_process';
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
const FILES = 3000;

const wanted = Number(process.argv[process.argv.indexOf('--kills') + 1] || 200) || 200;
const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'deid-fault-')));
const at = (...names: string[]) => path.join(folder, ...names);

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
  for (let index = 0; index < FILES; index += 1) {
    const words = index % 50 === 0 ? 'refuse' : `uid=1.2.${index}`;
    const file = at('study', `s${index % 30}`, `f${index}`);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, standInFile(words, Buffer.alloc(20_000, index)));
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
  const over = await Promise.race([ended.then(() => true), delay(killAfter, false)]);
  if (!over) child.kill('SIGKILL');
  const signal = await ended;
  if (signal === null && child.exitCode !== 0) throw new Error(`a session ended with ${child.exitCode}`);
  return { killed: signal === 'SIGKILL', out };
}

try {
  makeStudy();
  const originals = tree(at('study'));
  let kills = 0;
  let runs = 0;
  while (kills < wanted) {
    fs.rmSync(at('out'), { recursive: true, force: true });
    const jobs = 1 + (runs % 2);
    const began = performance.now();
    let last = await session(jobs, 60_000_000);
    const whole = performance.now() - began;
    fs.rmSync(at('out'), { recursive: true });
    let sessions = 0;
    do {
      // Ever later, so that a run that starts slowly comes to its end.
      last = await session(jobs, Math.random() * whole * (1 + sessions / 10));
      sessions += 1;
      if (last.killed) kills += 1;
    } while (last.killed);
    runs += 1;
    const output = tree(at('out'));
    const { key } = JSON.parse(last.out);
    fs.rmSync(at('out'), { recursive: true });
    await run({ ...requestOf([at('study')], { output: at('out') }), key: Buffer.from(key, 'hex') });
    if (tree(at('out')) !== output) throw new Error('the output is not that of an uninterrupted run');
    if (tree(at('study')) !== originals) throw new Error('the originals changed');
    if (fs.existsSync(at('.medimagecleaner'))) throw new Error('something is left beside the originals');
    process.stdout.write(`${kills} kills, ${runs} runs, the last in ${sessions} sessions: the same bytes\n`);
  }
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
