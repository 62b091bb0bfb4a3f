import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'mocha';
import { bufferSource } from '../../src/core/kernel/source.js';
import { openOutput, temporaryPath } from '../../src/node/atomicOutput.js';
import { digestOf } from '../../src/node/digestOf.js';
import { openSource } from '../../src/node/fileSource.js';
import { rawPath } from '../../src/node/rawPath.js';
import { shouldBehaveAsSource } from '../contract/source.js';
import { put, tempFolder } from './tempFolder.js';

shouldBehaveAsSource('openSource', (bytes) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'deid-test-'));
  const file = put(path.join(folder, 'file'), bytes);
  const source = openSource(rawPath(file));
  return {
    source,
    close: () => {
      source.close();
      fs.rmSync(folder, { recursive: true });
    },
  };
});

describe('openSource', () => {
  const at = tempFolder();

  it('opens no FIFO, folder or link', () => {
    execFileSync('mkfifo', [at('pipe')]);
    fs.symlinkSync(put(at('file'), 'x'), at('link'));
    for (const name of ['pipe', 'link', '']) assert.throws(() => openSource(rawPath(at(name))));
  });

  it('notices that the file changed', () => {
    const source = openSource(rawPath(put(at('file'), 'abc')));
    assert.equal(source.unchanged(), true);
    fs.appendFileSync(at('file'), 'd');
    assert.equal(source.unchanged(), false);
    source.close();
  });

  it('has another stamp for another file of the same size', () => {
    const one = openSource(rawPath(put(at('one'), 'abc')));
    const two = openSource(rawPath(put(at('two'), 'abc')));
    assert.notEqual(one.stamp, two.stamp);
    one.close();
    two.close();
  });
});

describe('openOutput', () => {
  const at = tempFolder();

  const place = (name: string, moved = (_: number) => {}) => {
    const output = rawPath(at(name));
    return { path: output, temporary: temporaryPath(output, 'test', 1), moved };
  };

  // Sizes around the gathering buffer and the copy by two lanes.
  for (const size of [0, 1, 1000, 65_536, 1_048_575, 1_048_576, 1_048_577, 4_194_303, 4_194_304, 13_000_001]) {
    it(`writes pieces and a copied range of ${size} bytes`, async () => {
      const bytes = Buffer.alloc(size + 30, 'pattern-of-17-byt');
      const source = openSource(rawPath(put(at('in'), bytes)));
      let count = 0;
      const output = openOutput(place('out', (moved) => (count += moved)));
      await output.write(Buffer.from('start'));
      await output.copy(source, 7, 3);
      await output.copy(source, 13, size);
      await output.write(Buffer.from('end'));
      const wanted = Buffer.concat([
        Buffer.from('start'),
        bytes.subarray(7, 10),
        bytes.subarray(13, 13 + size),
        Buffer.from('end'),
      ]);
      const back = output.source();
      assert.equal(back.size, wanted.length);
      assert.ok(wanted.equals(await back.read(0, wanted.length)));
      output.commit(false);
      output.abort();
      source.close();
      assert.ok(wanted.equals(fs.readFileSync(at('out'))));
      assert.equal(count, wanted.length);
      assert.deepEqual(fs.readdirSync(at()).sort(), ['in', 'out']);
    });
  }

  it('copies a large range as the first thing it writes', async () => {
    const bytes = Buffer.alloc(9_000_000, 'another-pattern');
    const source = openSource(rawPath(put(at('in'), bytes)));
    const output = openOutput(place('out'));
    await output.copy(source, 1, 8_999_999);
    assert.ok(bytes.subarray(1, 101).equals(await output.source().read(0, 100)));
    output.commit(false);
    source.close();
    assert.ok(bytes.subarray(1).equals(fs.readFileSync(at('out'))));
  });

  it('copies a range whole that is in memory since the file was read for its digest', async () => {
    const bytes = Buffer.alloc(700_000, 'some-pattern');
    const source = openSource(rawPath(put(at('in'), bytes)));
    await digestOf(source);
    const output = openOutput(place('out'));
    await output.copy(source, 3, 600_000);
    output.commit(false);
    source.close();
    assert.ok(bytes.subarray(3, 600_003).equals(fs.readFileSync(at('out'))));
  });

  it('copies from what is no file', async () => {
    const bytes = Buffer.alloc(3_000_000, 'more');
    const output = openOutput(place('out'));
    await output.copy(bufferSource(bytes), 2, 2_999_000);
    output.commit(false);
    assert.ok(bytes.subarray(2, 2_999_002).equals(fs.readFileSync(at('out'))));
  });

  it('does not replace a file unless told to', async () => {
    put(at('out'), 'old');
    const first = openOutput(place('out'));
    await first.write(Buffer.from('new'));
    assert.throws(() => first.commit(false), { code: 'EEXIST' });
    first.abort();
    assert.equal(fs.readFileSync(at('out'), 'utf8'), 'old');
    const second = openOutput(place('out'));
    await second.write(Buffer.from('new'));
    second.commit(true);
    assert.equal(fs.readFileSync(at('out'), 'utf8'), 'new');
    assert.deepEqual(fs.readdirSync(at()), ['out']);
  });

  it('leaves nothing after an abort, and does not write through a planted link', async () => {
    const output = openOutput(place('out'));
    await output.write(Buffer.from('half'));
    output.abort();
    assert.deepEqual(fs.readdirSync(at()), []);
    fs.symlinkSync(put(at('victim'), 'mine'), temporaryPath(rawPath(at('out')), 'test', 1));
    assert.throws(() => openOutput(place('out')));
    assert.equal(fs.readFileSync(at('victim'), 'utf8'), 'mine');
  });

  it('tells when the source became shorter than it was', async () => {
    for (const size of [2_000_000, 9_000_000]) {
      const source = openSource(rawPath(put(at('in'), Buffer.alloc(size))));
      fs.truncateSync(at('in'), 100_000);
      const output = openOutput(place('out'));
      await assert.rejects(async () => output.copy(source, 0, size), { code: 'changed' });
      output.abort();
      source.close();
    }
  });
});
