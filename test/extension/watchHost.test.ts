import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'mocha';
import { writeFile } from '../../scripts/dicomWriter.js';
import { builtinPolicy } from '../../src/core/policy/builtin.js';
import { after as afterNews } from '../../src/extension/run/answerWatch.js';
import { type HostAnswer, type HostTalk, openHost } from '../../src/extension/run/hostProcess.js';
import type { HostWatch, WatchStatus, WrittenRecord } from '../../src/extension/run/messages.js';
import type { FileOutcome } from '../../src/node/fileOutcome.js';
import { outcome } from '../../src/node/tally.js';
import { contents, names, put, tempFolder } from '../node/tempFolder.js';
import { ctImage, PATIENT } from '../support/objects.js';

const DIST = path.resolve(process.env['CLI_DIST'] ?? 'dist');
const KEY = Uint8Array.from({ length: 32 }, (_, index) => index * 5 + 3);

interface Watching {
  readonly talk: HostTalk;
  readonly stop: () => Promise<HostAnswer>;
  /** Waits until the watch stands so. */
  readonly until: (such: (status: WatchStatus) => boolean) => Promise<WatchStatus>;
  readonly record: () => Promise<WrittenRecord>;
}

describe('a watch in the run host', () => {
  const at = tempFolder();

  before(() => {
    assert.ok(fs.existsSync(path.join(DIST, 'runHost.js')), 'build first');
  });

  function start(poll = false, extensionPath = at('extension')): Watching {
    if (!fs.existsSync(extensionPath)) {
      fs.mkdirSync(extensionPath);
      fs.symlinkSync(DIST, path.join(extensionPath, 'dist'));
    }
    const policy = builtinPolicy('basic');
    assert.ok(policy !== undefined);
    const watch: HostWatch = {
      base: at('w'),
      paths: [at('w/in')],
      roots: [],
      folderName: 'deidentified',
      policy,
      key: KEY,
      salvage: false,
      settleMs: 1,
      poll,
    };
    let last: WatchStatus | undefined;
    let look = () => {};
    let hear: (record: WrittenRecord) => void = () => {};
    const abort = new AbortController();
    const talk = openHost({
      extensionPath,
      request: { kind: 'watch', watch },
      signal: abort.signal,
      watching: (status) => {
        last = status;
        look();
      },
      recorded: (record) => hear(record),
    });
    return {
      talk,
      stop: () => {
        abort.abort();
        return talk.answer;
      },
      until: (such) =>
        new Promise((resolve, reject) => {
          look = () => {
            if (last !== undefined && such(last)) resolve(last);
          };
          void talk.answer.then((answer) => reject(new Error(`it ended before: ${JSON.stringify(answer)}`)));
          look();
        }),
      record: () =>
        new Promise((resolve) => {
          hear = resolve;
          talk.record();
        }),
    };
  }

  it('looks, where it is asked to, instead of waiting to be told by the system', async () => {
    // A process that ends when it asks the system to be told of changes.
    const silent = [
      "import fs from 'node:fs';",
      "import { syncBuiltinESMExports } from 'node:module';",
      'fs.watch = () => process.exit(9);',
      'syncBuiltinESMExports();',
      `await import(${JSON.stringify(path.join(DIST, 'runHost.js'))});`,
    ];
    put(at('silent/package.json'), '{ "type": "module" }');
    put(at('silent/dist/runHost.js'), silent.join('\n'));
    put(at('w/in/a.dcm'), writeFile(ctImage(1)));
    assert.equal((await start(false, at('silent')).talk.answer).kind, 'died');
    const watching = start(true, at('silent'));
    await watching.until(({ phase, written }) => phase === 'waiting' && written === 1);
    put(at('w/in/b.dcm'), writeFile(ctImage(2)));
    await watching.until(({ phase, written }) => phase === 'waiting' && written === 2);
    assert.equal((await watching.stop()).kind, 'watched');
  });

  it('cleans what is there and what comes, counts it, and leaves a record', async () => {
    put(at('w/in/a.dcm'), writeFile(ctImage(1)));
    const watching = start();
    await watching.until(({ phase, written }) => phase === 'waiting' && written === 1);
    put(at('w/in/sub/b.dcm'), writeFile(ctImage(2)));
    put(at('w/in/broken.dcm'), writeFile(ctImage(3)).subarray(0, 700));
    const status = await watching.until(
      ({ phase, written, refused }) => phase === 'waiting' && written + refused === 3,
    );
    assert.deepEqual({ ...status, run: '' }, { phase: 'waiting', written: 2, refused: 1, waiting: 0, run: '' });
    const { recordFile = '' } = await watching.record();
    assert.equal(path.dirname(recordFile), at('w/.medimagecleaner'));
    const text = fs.readFileSync(recordFile, 'utf8');
    for (const value of Object.values(PATIENT)) assert.equal(text.includes(value), false);
    const record = JSON.parse(text);
    assert.deepEqual(record.files.map((file: { path: string; kind: string }) => [file.path, file.kind]).sort(), [
      ['in/a.dcm', 'written'],
      ['in/broken.dcm', 'refused'],
      ['in/sub/b.dcm', 'written'],
    ]);
    assert.deepEqual(record.items, ['in']);
    const answer = await watching.stop();
    assert.equal(answer.kind, 'watched', JSON.stringify(answer));
    if (answer.kind !== 'watched') return;
    assert.equal(answer.answer.stopped, undefined);
    assert.equal(answer.answer.recordFile, recordFile);
    assert.deepEqual(names(at('w/deidentified')), ['in/a.dcm', 'in/sub/b.dcm']);
  });

  it('goes on after it was ended, and does nothing twice', async () => {
    put(at('w/in/a.dcm'), writeFile(ctImage(1)));
    const first = start();
    await first.until(({ phase, written }) => phase === 'waiting' && written === 1);
    await first.stop();
    const copies = contents(at('w/deidentified'));
    // What came while nobody watched.
    put(at('w/in/b.dcm'), writeFile(ctImage(2)));
    const second = start();
    const status = await second.until(({ phase, written }) => phase === 'waiting' && written > 0);
    assert.equal(status.written, 1);
    await second.stop();
    assert.deepEqual(names(at('w/deidentified')), ['in/a.dcm', 'in/b.dcm']);
    assert.equal(contents(at('w/deidentified'))['in/a.dcm'], copies['in/a.dcm']);
  });

  it('says why it ended by itself', async () => {
    put(at('w/other.dcm'), writeFile(ctImage(1)));
    const answer = await start().talk.answer;
    assert.equal(answer.kind, 'watched', JSON.stringify(answer));
    if (answer.kind !== 'watched') return;
    assert.deepEqual(answer.answer.stopped, { code: 'not-found', message: 'no such file or folder', path: 'in' });
    assert.equal(answer.answer.recordFile, undefined);
  });
});

describe('how a watch stands', () => {
  const idle: WatchStatus = { phase: 'waiting', written: 2, refused: 1, waiting: 0 };
  const file = (kind: FileOutcome['kind']) => ({ kind: 'file', file: outcome('a.dcm', kind, 1) }) as const;

  it('follows the news', () => {
    const working = afterNews(idle, { kind: 'batch', run: '001122334455' });
    assert.deepEqual(working, { ...idle, phase: 'working', run: '001122334455' });
    assert.equal(afterNews(working, file('written')).written, 3);
    assert.equal(afterNews(working, file('refused')).refused, 2);
    assert.equal(afterNews(working, file('failed')).refused, 2);
    // Nothing is being done any more: there are no temporary files of a run.
    assert.deepEqual(afterNews(working, { kind: 'waiting', files: 5, young: 2 }), { ...idle, waiting: 2 });
    assert.deepEqual(afterNews(idle, { kind: 'busy', reason: '' }), { ...idle, phase: 'busy' });
  });
});
