// No decision rests on the order of times of the wall clock: it is set while a run is at work, and between the sessions of one.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { afterEach, describe, it } from 'mocha';
import { openJournal } from '../../src/node/journal/openJournal.js';
import { lockRun } from '../../src/node/journal/runLock.js';
import { startOfRun } from '../../src/node/journal/sinceRun.js';
import { resolveItems } from '../../src/node/outputPaths.js';
import { rawPath } from '../../src/node/rawPath.js';
import { run } from '../../src/node/run.js';
import type { RunRequest, RunResult } from '../../src/node/runTypes.js';
import { removeStaleParts } from '../../src/node/staleParts.js';
import { codes, KEY, outcomeOf, requestOf } from './requestOf.js';
import { standInFile } from './standIn.js';
import { contents, put, tempFolder } from './tempFolder.js';

const HOUR = 3_600_000;
const RealDate = Date;

/** The clock of this thread, from now on. */
function setClock(ahead: number): void {
  class Moved extends RealDate {
    constructor(...given: [] | [string | number | Date]) {
      super(given.length === 0 ? Moved.now() : given[0]);
    }
    static override now(): number {
      return RealDate.now() + ahead;
    }
  }
  globalThis.Date = Moved as DateConstructor;
}

describe('a clock that is set', () => {
  const at = tempFolder();
  afterEach(() => {
    globalThis.Date = RealDate;
  });

  async function go(more: Partial<RunRequest> = {}): Promise<RunResult> {
    const { key: _, paths, ...settings } = requestOf([at('study')], more);
    const items = resolveItems(paths, settings);
    const opened = await openJournal({ items, key: KEY, settings, mode: 'auto', retryRefused: false, now: new Date() });
    const { journal, run: id } = opened;
    assert.ok(journal !== undefined);
    return run({ ...settings, paths, key: KEY, id, journal });
  }
  const many = (count: number) => {
    for (let index = 0; index < count; index += 1)
      put(at(`study/s${index % 3}/f${index}`), standInFile(`uid=1.2.${index}`));
  };
  /** Ends after so many files. */
  const partly = async (files: number) => {
    const stop = new AbortController();
    let seen = 0;
    const onFile: RunRequest['onFile'] = ({ outcome }) => {
      if (outcome.kind === 'written') seen += 1;
      if (seen === files) stop.abort();
    };
    assert.equal((await go({ signal: stop.signal, onFile })).stopped?.code, 'cancelled');
  };

  for (const [name, jumps] of [
    ['back', [-30 * 24 * HOUR]],
    ['forward', [30 * 24 * HOUR]],
    ['to and fro', [48 * HOUR, -48 * HOUR, 2 * HOUR, -HOUR]],
  ] as const) {
    it(`${name} between sessions loses nothing, and does nothing twice`, async () => {
      many(20);
      await partly(3);
      for (const jump of jumps) {
        setClock(jump);
        await partly(3);
      }
      setClock(0);
      const last = await go();
      assert.equal(last.stopped, undefined);
      assert.ok(last.totals.kinds.skipped >= 3 * (jumps.length + 1));
      assert.equal(last.totals.kinds.written + last.totals.kinds.skipped, 20);
      const output = contents(at('deidentified'));
      fs.rmSync(at('deidentified'), { recursive: true });
      await run(requestOf([at('study')]));
      assert.deepEqual(contents(at('deidentified')), output);
    });

    it(`${name} in a session is the same`, async () => {
      many(20);
      let seen = 0;
      const onFile = () => {
        setClock(jumps[seen % jumps.length] ?? 0);
        seen += 1;
      };
      const result = await go({ onFile });
      assert.equal(result.totals.kinds.written, 20);
      assert.equal((await go()).totals.kinds.skipped, 20);
    });
  }

  it('forward does not make a young file an old one', async () => {
    put(at('study/a'), standInFile(''));
    put(at('study/b'), standInFile('', 'body of b'));
    await go({ onFile: () => setClock(HOUR) });
    const stat = fs.statSync(at('study/b'));
    fs.writeFileSync(at('study/b'), standInFile('', 'BODY OF B'));
    fs.utimesSync(at('study/b'), stat.atime, stat.mtime);
    assert.equal(fs.statSync(at('study/b')).size, stat.size);
    setClock(2 * HOUR);
    const again = await go();
    assert.equal(outcomeOf(again, 'b').kind, 'written');
    assert.deepEqual(codes(outcomeOf(again, 'a')), ['done-before']);
  });

  it('takes no temporary file from a run that is at work', () => {
    const [own, other, dead] = ['00112233aabb', '44556677ccdd', '8899aabbccdd'];
    const parts = [own, other, dead].map((id) => put(at(`out/.deid-${id}-1.part`), 'half'));
    const old = new RealDate(RealDate.now() - 5 * HOUR);
    for (const part of [parts[0], parts[2]]) fs.utimesSync(part ?? '', old, old);
    setClock(10 * HOUR);
    removeStaleParts(rawPath(at('out')), own ?? '');
    assert.deepEqual(Object.keys(contents(at('out'))), [`.deid-${own}-1.part`, `.deid-${other}-1.part`]);
  });

  it('leaves a lock that is held to its holder', () => {
    fs.mkdirSync(at('records'));
    setClock(-5 * HOUR);
    const lock = lockRun(rawPath(at('records')), [rawPath(at('study'))]);
    const [name = ''] = fs.readdirSync(at('records'));
    const file = at('records', name);
    const text = fs.readFileSync(file, 'utf8');
    const old = new RealDate(RealDate.now() - 5 * HOUR);
    fs.utimesSync(file, old, old);
    lock.beat();
    // By the clock of the file system, whatever ours says.
    assert.ok(Math.abs(fs.statSync(file).mtimeMs - RealDate.now()) < HOUR);
    assert.equal(fs.readFileSync(file, 'utf8'), text);
    // Taken over by another machine: not ours to touch.
    fs.writeFileSync(file, 'of another');
    lock.beat();
    assert.equal(fs.readFileSync(file, 'utf8'), 'of another');
    lock.release();
  });

  it('does not change which run was the last one', async () => {
    many(2);
    setClock(1000 * HOUR);
    await go();
    setClock(0);
    await go();
    const items = resolveItems([at('study')], {});
    const last = startOfRun(items, 'last') ?? 0;
    assert.ok(Math.abs(last - RealDate.now()) < HOUR);
  });
});
