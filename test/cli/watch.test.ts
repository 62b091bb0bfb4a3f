// `watch`: what comes is worked on when it is whole, nothing is lost when the watcher is killed, and nothing is done twice.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, it } from 'mocha';
import { writeSampleStudy } from '../../scripts/sampleStudy.js';
import { isTemporaryName } from '../../src/node/atomicOutput.js';
import { contents, names, put, tempFolder } from '../node/tempFolder.js';
import { cleanJpeg, cleanPng, fullJpeg, fullPng, LOOKS } from '../photo/samples.js';
import { CLI, runCli } from './runCli.js';

const KEY = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';
const env = { MEDIMAGECLEANER_KEY: KEY };

/** An archive of one file (POSIX ustar). */
function tarOf(name: string, bytes: Uint8Array): Buffer {
  const head = Buffer.alloc(512);
  head.write(name, 0);
  head.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
  head.write('        0', 148);
  head.write('ustar\x0000', 257);
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([head, bytes, Buffer.alloc(1024 + ((512 - (bytes.length % 512)) % 512))]);
}

describe('watch', function () {
  this.timeout(120_000);
  const at = tempFolder();
  let child: ChildProcess | undefined;
  let said = '';

  function start(...more: readonly string[]): ChildProcess {
    said = '';
    const words = ['watch', 'incoming', '--pixels', 'none', '--jobs', '1', '--settle', '0.5', ...more];
    const started = spawn(process.execPath, [CLI, ...words], { cwd: at(), env: { ...process.env, ...env } });
    for (const stream of [started.stdout, started.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    child = started;
    return started;
  }
  afterEach(async () => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child?.on('close', resolve));
    child.kill('SIGKILL');
    await ended;
  });
  /** Those that have their names: one that is being written has another. */
  const copies = () => names(at('deidentified/incoming')).filter((name) => !isTemporaryName(path.basename(name)));
  async function until(wanted: () => boolean): Promise<void> {
    while (!wanted()) {
      assert.equal(child?.exitCode, null, said);
      await delay(50);
    }
  }
  async function studyBeside(): Promise<void> {
    fs.mkdirSync(at('incoming'));
    await writeSampleStudy(at('made'));
    fs.rmSync(at('made/DICOMDIR'));
  }
  const bytesOf = (name: string) => fs.readFileSync(at('made', name));

  for (const more of [[], ['--poll']]) {
    it(`takes what is there and what comes, when it is whole${more.length > 0 ? ', by looking' : ''}`, async () => {
      await studyBeside();
      put(at('incoming/first'), bytesOf('CT/IM000001'));
      const watcher = start(...more);
      await until(() => copies().includes('first'));
      // Written bit by bit: until the last one it is not touched.
      const whole = bytesOf('CT/IM000002');
      fs.mkdirSync(at('incoming/slow'));
      for (let part = 0; part < 8; part += 1) {
        fs.appendFileSync(
          at('incoming/slow/second'),
          whole.subarray((part * whole.length) / 8, ((part + 1) * whole.length) / 8),
        );
        assert.ok(part === 7 || !copies().includes('slow/second'));
        await delay(150);
      }
      await until(() => copies().includes('slow/second'));
      // A name that it gets when it is whole.
      put(at('aside'), bytesOf('CT/IM000003'));
      fs.renameSync(at('aside'), at('incoming/third'));
      await until(() => copies().includes('third'));
      assert.doesNotMatch(said, /refused:|ends inside/);
      const ended = new Promise((resolve) => watcher.on('close', resolve));
      watcher.kill('SIGINT');
      assert.equal(await ended, 0);
      assert.match(said, /^3 files cleaned, 0 refused$/m);
      const words = ['deidentify', 'incoming', '-o', 'reference', '--pixels', 'none', '--journal', 'off', '-q'];
      assert.equal((await runCli(words, { cwd: at(), env })).status, 0);
      assert.deepEqual(contents(at('deidentified/incoming')), contents(at('reference/incoming')));
    });
  }

  it('takes photographs: when they are whole, and one that was cut when all of it is there', async () => {
    fs.mkdirSync(at('incoming'));
    const whole = Buffer.from(fullJpeg());
    start();
    put(at('incoming/screen.PNG'), fullPng());
    for (let part = 0; part < 4; part += 1) {
      fs.appendFileSync(at('incoming/slow.jpg'), whole.subarray(part * 700, (part + 1) * 700));
      await delay(150);
    }
    put(at('incoming/cut.jpg'), whole.subarray(0, 900));
    await until(() => copies().length === 2 && /cut\.jpg: .*truncated/u.test(said));
    assert.deepEqual(copies(), ['screen.PNG', 'slow.jpg']);
    put(at('incoming/cut.jpg'), whole);
    await until(() => copies().length === 3);
    const clean = Buffer.from(cleanJpeg(LOOKS));
    for (const name of ['slow.jpg', 'cut.jpg'])
      assert.ok(clean.equals(fs.readFileSync(at('deidentified/incoming', name))), name);
    assert.ok(Buffer.from(cleanPng(LOOKS)).equals(fs.readFileSync(at('deidentified/incoming/screen.PNG'))));
  });

  it('loses nothing when it is killed, and does nothing twice', async () => {
    await studyBeside();
    fs.cpSync(at('made'), at('incoming'), { recursive: true });
    start();
    await until(() => copies().length > 2);
    child?.kill('SIGKILL');
    await new Promise((resolve) => child?.on('close', resolve));
    put(at('incoming/late'), bytesOf('CT/IM000001'));
    const caughtUp = await runCli(['watch', 'incoming', '--once', '--pixels', 'none'], { cwd: at(), env });
    assert.equal(caughtUp.status, 0, caughtUp.err);
    assert.match(caughtUp.out, /incoming\/late$/m);
    const words = ['deidentify', 'incoming', '-o', 'reference', '--pixels', 'none', '--journal', 'off', '-q'];
    await runCli(words, { cwd: at(), env });
    assert.deepEqual(contents(at('deidentified/incoming')), contents(at('reference/incoming')));
    const idle = await runCli(['watch', 'incoming', '--once', '--pixels', 'none'], { cwd: at(), env });
    assert.match(idle.out, /^0 files cleaned, 0 refused$/m);
  });

  for (const more of [[], ['--poll']]) {
    it(`says that its folder is gone${more.length > 0 ? ', by looking' : ''}`, async () => {
      await studyBeside();
      const watcher = start(...more);
      put(at('incoming/first'), bytesOf('CT/IM000001'));
      await until(() => copies().includes('first'));
      const ended = new Promise((resolve) => watcher.on('close', resolve));
      fs.renameSync(at('incoming'), at('elsewhere'));
      assert.equal(await ended, 2, said);
      assert.match(said, /incoming: .*(gone|no such file)/);
    });
  }

  it('says that its folder is gone where another took its place at once, and touches nothing of that', async () => {
    await studyBeside();
    const watcher = start();
    put(at('incoming/first'), bytesOf('CT/IM000001'));
    await until(() => copies().includes('first'));
    const ended = new Promise((resolve) => watcher.on('close', resolve));
    fs.renameSync(at('incoming'), at('elsewhere'));
    put(at('incoming/second'), bytesOf('CT/IM000002'));
    assert.equal(await ended, 2, said);
  });

  it('says that an archive is not looked into, once', async () => {
    await studyBeside();
    put(at('incoming/a.tar.gz'), gzipSync(tarOf('x', bytesOf('CT/IM000001'))));
    put(at('incoming/volume.gz'), gzipSync(new Uint8Array(2000)));
    const words = ['watch', 'incoming', '--once', '--pixels', 'none', '--settle', '0.1'];
    const first = await runCli(words, { cwd: at(), env });
    assert.match(first.err, /incoming\/a\.tar\.gz: a tar\.gz archive was left alone/);
    assert.doesNotMatch(first.err, /volume/);
    assert.equal((await runCli(words, { cwd: at(), env })).err, '');
  });

  it('says once that not all is known of what the files name', async () => {
    await studyBeside();
    put(at('incoming/broken'), bytesOf('CT/IM000001').subarray(0, 700));
    put(at('incoming/first'), bytesOf('CT/IM000001'));
    start('--recipe', 'research');
    await until(() => said.includes('could not be read when it was gathered'));
    put(at('incoming/second'), bytesOf('CT/IM000002'));
    await until(() => copies().includes('second'));
    await delay(1500);
    assert.equal(said.split('could not be read when it was gathered').length, 2, said);
    assert.doesNotMatch(said, /--overwrite/);
  });

  it('wants a key that lasts', async () => {
    fs.mkdirSync(at('incoming'));
    const ran = await runCli(['watch', 'incoming'], { cwd: at() });
    assert.equal(ran.status, 2);
    assert.match(ran.err, /--key-file/);
  });
});
