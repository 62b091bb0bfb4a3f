// What may go wrong around a run: it is killed, the disk is full, rights are lost, files change under it, trees are too deep.
import assert from 'node:assert/strict';
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'mocha';
import { createEngine } from '../../src/node/engine.js';
import { processFile } from '../../src/node/fileTask.js';
import { resolveItems } from '../../src/node/outputPaths.js';
import { rawPath } from '../../src/node/rawPath.js';
import { run } from '../../src/node/run.js';
import { codes, outcomeOf, requestOf } from './requestOf.js';
import { STAND_IN, standInFile } from './standIn.js';
import { names, put, tempFolder } from './tempFolder.js';

const CHILD = path.join(path.dirname(fileURLToPath(import.meta.url)), 'faultChild.js');

describe('faults', function () {
  this.timeout(120_000);
  const at = tempFolder();

  function child(dieAfter: number, jobs = 1): SpawnSyncReturns<string> {
    const asked = JSON.stringify({ input: at('study'), output: at('out'), jobs });
    return spawnSync(process.execPath, [CHILD, asked, String(dieAfter)], { encoding: 'utf8' });
  }

  it('a run that is killed again and again ends as one that is not', () => {
    for (let index = 0; index < 60; index += 1) {
      put(at(`study/s${index % 4}/f${index}`), standInFile(index % 9 === 0 ? 'refuse' : `uid=1.2.${index}`));
    }
    put(at('study/DICOMDIR'), standInFile('directory refers=s0/f4'));
    fs.writeFileSync(Buffer.from(`${at('study')}/x\xff\n`, 'latin1'), standInFile('uid=1.3'));
    const originals = digests(at('study'));
    for (const [dieAfter, jobs] of [
      [1, 1],
      [17, 1],
      [20, 2],
    ] as const) {
      const killed = child(dieAfter, jobs);
      assert.equal(killed.signal, 'SIGKILL', killed.stderr);
      // What it was at when it was killed.
      const [, id = ''] = /^s .*"run":"([0-9a-f]{12})"/m.exec(journalText().split('\n').reverse().join('\n')) ?? [];
      put(at(`out/study/s0/.deid-${id}-3.part`), 'half');
    }
    const last = child(0);
    assert.equal(last.status, 0, last.stderr);
    const told = JSON.parse(last.stdout);
    assert.equal(told.totals.kinds.failed, 0);
    assert.ok(told.resumed !== undefined);
    const output = digests(at('out'));
    assert.deepEqual(digests(at('study')), originals);
    assert.ok(!fs.existsSync(at('.medimagecleaner')));
    fs.rmSync(at('out'), { recursive: true });
    return run({ ...requestOf([at('study')], { output: at('out') }), key: Buffer.from(told.key, 'hex') }).then(() => {
      assert.deepEqual(digests(at('out')), output);
    });
  });

  /** Every file below a folder, by the bytes of its name. */
  function digests(root: string): Readonly<Record<string, string>> {
    const found: Record<string, string> = {};
    const look = (folder: Buffer) => {
      for (const entry of fs.readdirSync(folder, { encoding: 'buffer', withFileTypes: true })) {
        const file = Buffer.concat([folder, Buffer.from('/'), entry.name]);
        if (entry.isDirectory()) look(file);
        else found[file.toString('hex')] = hash('sha256', fs.readFileSync(file));
      }
    };
    look(Buffer.from(root));
    return found;
  }

  const journalText = () => {
    const folder = at('.medimagecleaner');
    const name = fs.readdirSync(folder).find((each) => each.endsWith('.journal')) ?? '';
    return fs.readFileSync(path.join(folder, name), 'utf8');
  };

  it('a file that changes or becomes shorter while it is read is not written', async () => {
    for (const change of [() => fs.appendFileSync(at('study/a'), 'more'), () => fs.truncateSync(at('study/a'), 4)]) {
      put(at('study/a'), standInFile('', Buffer.alloc(100_000, 7)));
      const request = requestOf([at('study')], { overwrite: true });
      const items = resolveItems(request.paths, request);
      const engine = await createEngine({ settings: request, items, run: 'test', formatModule: STAND_IN });
      const meddled = {
        ...engine,
        dicom: {
          ...engine.dicom,
          plan: (...given: Parameters<typeof engine.dicom.plan>) => {
            change();
            return engine.dicom.plan(...given);
          },
        },
      };
      const task = { index: 0, item: 0, inside: rawPath('a'), size: 100_000 };
      const { outcome } = await processFile(meddled, task, { moved: () => {} });
      assert.equal(outcome.kind, 'failed');
      assert.deepEqual(codes(outcome), ['changed']);
      assert.deepEqual(names(at('deidentified')), []);
    }
  });

  it('rights that are lost in the middle cost the files that need them, and leave nothing half-written', async function () {
    if (process.platform === 'win32') return this.skip();
    for (const name of ['s1/a', 's1/b', 's2/a']) put(at('study', name), standInFile(''));
    const root = process.geteuid?.() === 0;
    const give = (user: number) => root && process.seteuid?.(user);
    fs.chmodSync(at(), 0o777);
    give(65534);
    try {
      const result = await run(
        requestOf([at('study')], {
          output: at('out'),
          onFile({ inside }) {
            if (inside === 's1/a') fs.chmodSync(at('out/study/s1'), 0o555);
          },
        }),
      );
      assert.deepEqual(codes(outcomeOf(result, 's1/b')), ['no-permission']);
      assert.equal(outcomeOf(result, 's2/a').kind, 'written');
    } finally {
      give(0);
    }
    assert.deepEqual(names(at('out')), ['study/s1/a', 'study/s2/a']);
  });

  it('a full disk stops the run with what is whole, and the rest follows when there is room', async function () {
    fs.mkdirSync(at('out'));
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', at('out')]);
    if (mounted.status !== 0) {
      process.stdout.write('skipped: no tmpfs can be mounted\n');
      return this.skip();
    }
    try {
      for (let index = 0; index < 8; index += 1)
        put(at(`study/f${index}`), standInFile('', Buffer.alloc(60_000, index)));
      const full = await run(requestOf([at('study')], { output: at('out') }));
      assert.equal(full.stopped?.code, 'disk-full');
      assert.ok(names(at('out')).every((name) => !name.endsWith('.part')));
      for (const name of names(at('out'))) assert.ok(fs.statSync(at('out', name)).size > 60_000);
      assert.equal(spawnSync('mount', ['-o', 'remount,size=4m', at('out')]).status, 0);
      const rest = await run(requestOf([at('study')], { output: at('out') }));
      assert.equal(rest.stopped, undefined);
      assert.equal(names(at('out')).length, 8);
    } finally {
      spawnSync('umount', ['-l', at('out')]);
    }
  });

  it('what lies deeper than a path can say is told, and the rest is done', async () => {
    put(at('study/z'), standInFile(''));
    fs.mkdirSync(at('study/deep'));
    const home = process.cwd();
    try {
      process.chdir(at('study/deep'));
      for (let depth = 0; depth < 2500; depth += 1) {
        fs.mkdirSync('d');
        process.chdir('d');
      }
    } finally {
      process.chdir(home);
    }
    const result = await run(requestOf([at('study')]));
    assert.equal(outcomeOf(result, 'study/z').kind, 'written');
    const [deep] = result.files.filter((file) => file.kind === 'failed');
    assert.match(deep?.issues[0]?.message ?? '', /too long for the file system/);
    assert.equal(spawnSync('rm', ['-rf', at('study/deep')]).status, 0);
  });

  it('a worker that ends once costs nothing', async () => {
    for (let index = 0; index < 20; index += 1) put(at(`study/f${index}`), standInFile(''));
    put(at('study/g'), standInFile(`exit-once=${at('marker')}`));
    const result = await run(requestOf([at('study')], { jobs: 2, hangMs: 30_000 }));
    assert.ok(fs.existsSync(at('marker')));
    assert.equal(result.totals.kinds.written, 21);
  });
});
