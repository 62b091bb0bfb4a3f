// What may go wrong around a run: it is killed, the disk is full, rights are lost, files change under it, trees are too deep.
import assert from 'node:assert/strict';
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'mocha';
import { createEngine, type Engine } from '../../src/node/engine.js';
import { processFile } from '../../src/node/fileTask.js';
import { openJournal } from '../../src/node/journal/openJournal.js';
import { resolveItems } from '../../src/node/outputPaths.js';
import { rawPath } from '../../src/node/rawPath.js';
import { run } from '../../src/node/run.js';
import type { RunResult } from '../../src/node/runTypes.js';
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
      const meddled: Engine = {
        ...engine,
        formatOf: async (source) => {
          const format = await engine.formatOf(source);
          if (format === undefined) return undefined;
          const plan: typeof format.plan = (...given) => {
            change();
            return format.plan(...given);
          };
          return { ...format, plan };
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

  for (const jobs of [1, 2]) {
    it(`a disk that is unplugged ends the run, and nothing is written in its place: ${jobs} threads`, async function () {
      for (const name of ['stick', 'out']) fs.mkdirSync(at(name));
      if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', at('stick')]).status !== 0) {
        process.stdout.write('skipped: no tmpfs can be mounted\n');
        return this.skip();
      }
      const plugIn = () => assert.equal(spawnSync('mount', ['--bind', at('stick'), at('out')]).status, 0);
      const unplug = () => assert.equal(spawnSync('umount', ['-l', at('out')]).status, 0);
      try {
        plugIn();
        for (let index = 0; index < 40; index += 1)
          put(at(`study/s${index % 8}/f${index}`), standInFile(`uid=1.2.${index}`));
        const originals = digests(at('study'));
        let files = 0;
        const first = await journaled(jobs, () => {
          files += 1;
          if (files === 5) unplug();
        });
        assert.equal(first.stopped?.code, 'target-gone');
        // What is there now is the folder that the disk was mounted on.
        assert.deepEqual(fs.readdirSync(at('out')), []);
        plugIn();
        const second = await journaled(jobs);
        assert.equal(second.stopped, undefined);
        assert.equal(second.totals.kinds.failed, 0);
        assert.deepEqual(digests(at('study')), originals);
        const output = digests(at('out'));
        fs.rmSync(at('out/study'), { recursive: true });
        await run(requestOf([at('study')], { output: at('out') }));
        assert.deepEqual(output, digests(at('out')));
        assert.equal(names(at('out')).length, 40);
      } finally {
        spawnSync('umount', ['-l', at('out')]);
        spawnSync('umount', ['-l', at('stick')]);
      }
    });
  }

  async function journaled(jobs: number, onFile: () => void = () => {}): Promise<RunResult> {
    const { key, paths, ...settings } = requestOf([at('study')], { output: at('out'), jobs });
    const items = resolveItems(paths, settings);
    const opened = await openJournal({ items, key, settings, mode: 'auto', retryRefused: false, now: new Date() });
    const { journal, run: id } = opened;
    assert.ok(journal !== undefined);
    return run({ ...settings, paths, key, id, journal, onFile });
  }

  it('names in any encoding, and of any bytes, are those of the copies', async function () {
    if (process.platform !== 'linux') return this.skip();
    const texts: readonly (readonly [string, string])[] = [
      ['utf8', 'M\u00fcller \u65e5\u672c\u8a9e \u05e9\u05dc\u05d5\u05dd \u{1f600}'],
      ['utf8', 'e\u0301 beside'],
      ['utf8', '\u00e9 beside'],
      ['utf8', '\u202eright to left\u202c'],
      ['latin1', 'M\u00fcller'],
      // Shift-JIS, EUC-KR, Big5, GB 18030, KOI8-R and UTF-16 without its zeros, as bytes.
      ['hex', '8365 8358 8367 5c 83 7b'],
      ['hex', 'b1e8 c8f1'],
      ['hex', 'a4a4 a4e5 a5 7c'],
      ['hex', '8130 8430 d6d0'],
      ['hex', 'c9d7c1ce'],
      ['hex', 'fffe 6131'],
      ['utf8', '-rf *'],
      ['utf8', ' .dots. '],
      ['utf8', 'a\\b"c\'d`$(e)\n\t\u001b[31m'],
      ['utf8', 'n'.repeat(255)],
    ];
    const all = [
      ...texts.map(([encoding, text]) =>
        Buffer.from(encoding === 'hex' ? text.replaceAll(' ', '') : text, encoding as BufferEncoding),
      ),
      ...Array.from({ length: 255 }, (_, at) => Buffer.from([0x5f, at + 1])).filter((name) => !name.includes(0x2f)),
    ];
    const below = Buffer.from(`${at('study')}/`);
    fs.mkdirSync(at('study'));
    for (const name of all) {
      fs.mkdirSync(Buffer.concat([below, name]));
      fs.writeFileSync(Buffer.concat([below, name, Buffer.from('/'), name]), standInFile(''));
    }
    const result = await journaled(2);
    assert.equal(
      result.totals.kinds.written,
      all.length,
      JSON.stringify(result.files.filter(({ kind }) => kind !== 'written')),
    );
    const paths = (root: string) => Object.keys(digests(root)).map((hex) => hex.slice(2 * root.length));
    assert.deepEqual(paths(at('out/study')).sort(), paths(at('study')).sort());
    assert.equal((await journaled(2)).totals.kinds.skipped, all.length);
  });

  it('a file that another takes the place of while it is read gives the copy of one of them', async () => {
    put(at('study/a'), standInFile('', Buffer.alloc(6_000_000, 7)));
    put(at('other'), standInFile('', Buffer.alloc(5_500_000, 9)));
    for (const [change, codesThen] of [
      [() => fs.renameSync(at('other'), at('study/a')), []],
      [() => fs.truncateSync(at('study/a'), 5_000_000), ['changed']],
    ] as const) {
      const request = requestOf([at('study')], { overwrite: true });
      const items = resolveItems(request.paths, request);
      const engine = await createEngine({ settings: request, items, run: 'test', formatModule: STAND_IN });
      let moved = 0;
      const task = { index: 0, item: 0, inside: rawPath('a'), size: 6_000_000 };
      const { outcome } = await processFile(engine, task, {
        moved() {
          moved += 1;
          // Planned, and not yet copied.
          if (moved === 1) change();
        },
      });
      assert.deepEqual(codes(outcome), codesThen);
      const copies = codesThen.length === 0 ? ['a'] : [];
      if (copies.length > 0) {
        const copy = fs.readFileSync(at('deidentified/study/a'));
        assert.ok(copy.subarray(-1000).every((byte) => byte === 7));
        fs.rmSync(at('deidentified'), { recursive: true });
      } else assert.deepEqual(names(at('deidentified')), []);
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
