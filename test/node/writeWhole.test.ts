import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, it } from 'mocha';
import { rawPath } from '../../src/node/rawPath.js';
import { writeWhole } from '../../src/node/writeWhole.js';
import { put, tempFolder } from './tempFolder.js';

describe('a file that is written whole', () => {
  const at = tempFolder();

  it('takes the place of what is there, for the user alone', async () => {
    put(at('a'), 'old');
    await writeWhole(rawPath(at('a')), ['one ', Buffer.from('two')]);
    assert.equal(fs.readFileSync(at('a'), 'utf8'), 'one two');
    if (process.platform !== 'win32') assert.equal(fs.statSync(at('a')).mode & 0o777, 0o600);
    assert.deepEqual(fs.readdirSync(at()), ['a']);
  });

  it('takes no place where it must not', async () => {
    put(at('a'), 'old');
    await assert.rejects(writeWhole(rawPath(at('a')), ['new'], { overwrite: false }));
    assert.equal(fs.readFileSync(at('a'), 'utf8'), 'old');
    assert.deepEqual(fs.readdirSync(at()), ['a']);
  });

  it('leaves nothing behind where it can not be written to its end', async () => {
    function* pieces() {
      yield 'one';
      throw new Error('no more');
    }
    await assert.rejects(writeWhole(rawPath(at('b')), pieces()), /no more/);
    assert.ok(!fs.existsSync(at('b')));
    assert.ok(!fs.readdirSync(at()).some((name) => name.endsWith('.part')));
  });
});
