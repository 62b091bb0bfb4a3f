import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, it } from 'mocha';
import { writeFile } from '../../scripts/dicomWriter.js';
import { run } from '../../src/node/run.js';
import { ctImage } from '../support/objects.js';
import { cleaning, outcomeOf, realRequestOf, requestOf } from './requestOf.js';
import { standInFile } from './standIn.js';
import { contents, names, put, tempFolder } from './tempFolder.js';

describe('run with worker threads', function () {
  this.timeout(60_000);
  const at = tempFolder();

  const many = (count: number) => {
    for (let index = 0; index < count; index += 1) {
      put(
        at('study', `s${index % 3}`, `f${String(index).padStart(3, '0')}`),
        standInFile(`patient=${index % 2} name=N${index}`),
      );
    }
  };

  it('writes the same bytes and tells the same whatever the number of threads', async () => {
    for (let index = 0; index < 30; index += 1) put(at('study', `im${index}`), writeFile(ctImage(index)));
    const request = realRequestOf([at('study')], { ...cleaning(), record: true });
    const one = await run({ ...request, output: at('one'), jobs: 1 });
    const three = await run({ ...request, output: at('three'), jobs: 3 });
    assert.equal(one.totals.kinds.written, 30);
    assert.deepEqual(contents(at('three')), contents(at('one')));
    const plain = (result: typeof one) => result.files.map(({ output: _, ms: _took, ...file }) => file);
    assert.deepEqual(plain(three), plain(one));
    assert.deepEqual(three.mappings, one.mappings);
  });

  it('hands the evidence of the first pass to every thread', async () => {
    many(40);
    await run(requestOf([at('study')], { ...cleaning(), output: at('one'), jobs: 1 }));
    await run(requestOf([at('study')], { ...cleaning(), output: at('two'), jobs: 2 }));
    assert.deepEqual(contents(at('two')), contents(at('one')));
  });

  it('loses one file to a thread that ends, and goes on', async () => {
    many(60);
    put(at('study/s2/g'), standInFile('exit'));
    const result = await run(requestOf([at('study')], { jobs: 2, hangMs: 30_000 }));
    assert.equal(outcomeOf(result, 's2/g').refusal?.code, 'worker-crashed');
    assert.equal(result.totals.kinds.written, 60);
    assert.equal(result.stopped, undefined);
    assert.equal(names(at('deidentified')).length, 60);
  });

  it('loses one file to a thread that hangs, and goes on', async () => {
    many(60);
    put(at('study/s2/g'), standInFile('hang'));
    const result = await run(requestOf([at('study')], { jobs: 2, hangMs: 400 }));
    assert.equal(outcomeOf(result, 's2/g').refusal?.code, 'worker-crashed');
    assert.equal(result.totals.kinds.written, 60);
  });

  it('leaves nothing half-written when it is cancelled, with and without threads', async () => {
    for (let index = 0; index < 24; index += 1) {
      put(at('study', `f${index}`), standInFile('', Buffer.alloc(5_000_000, index)));
    }
    for (const jobs of [1, 2]) {
      const stop = new AbortController();
      const output = at(`out${jobs}`);
      const result = await run(
        requestOf([at('study')], {
          jobs,
          output,
          signal: stop.signal,
          onProgress: (now) => {
            // On the next turn of the loop, when the first files are under way, however fast the disk is.
            if (now.phase === 'write') setImmediate(() => stop.abort());
          },
        }),
      );
      assert.equal(result.stopped?.code, 'cancelled');
      assert.ok(result.totals.notReached > 0, 'the run was over before it was cancelled');
      const written = names(output);
      assert.ok(written.every((name) => !name.endsWith('.part')));
      for (const name of written) {
        const original = fs.statSync(at(name));
        assert.equal(fs.statSync(`${output}/${name}`).size, original.size + 'DONE[]'.length - 'FAKE'.length);
      }
    }
  });

  it('does nothing for a signal that was aborted before', async () => {
    many(3);
    const result = await run(requestOf([at('study')], { signal: AbortSignal.abort() }));
    assert.equal(result.stopped?.code, 'cancelled');
    assert.deepEqual(names(at('deidentified')), []);
  });
});
