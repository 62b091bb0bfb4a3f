import assert from 'node:assert/strict';
import fs from 'node:fs';
import { afterEach, describe, it } from 'mocha';
import { run } from '../../src/node/run.js';
import { deidError, patiently } from '../../src/node/systemError.js';
import { codes, outcomeOf, requestOf } from './requestOf.js';
import { standInFile } from './standIn.js';
import { names, put, tempFolder } from './tempFolder.js';

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: told with a name, open '/home/lindqvist'`), { code, syscall: 'open' });
}

describe('errors of the operating system', () => {
  const at = tempFolder();
  const { writeSync, openSync, linkSync } = fs;
  afterEach(() => Object.assign(fs, { writeSync, openSync, linkSync }));

  it('become one line without the path', () => {
    for (const [errno, code] of [
      ['ENOENT', 'not-found'],
      ['EACCES', 'no-permission'],
      ['ENOSPC', 'disk-full'],
      ['EDQUOT', 'disk-full'],
      ['EROFS', 'read-only'],
      ['ENAMETOOLONG', 'io'],
      ['EWEIRD', 'io'],
    ] as const) {
      const error = deidError(systemError(errno));
      assert.equal(error.code, code);
      assert.ok(!error.message.includes('lindqvist') && !error.message.includes('\n'));
    }
    assert.equal(deidError(new TypeError('lindqvist')).message, 'an error inside the program (TypeError)');
  });

  for (const [errno, code] of [
    ['ENOSPC', 'disk-full'],
    ['EROFS', 'read-only'],
  ] as const) {
    it(`stops the run with nothing half-written on ${errno}`, async () => {
      for (const name of ['a', 'b', 'c', 'd']) put(at('study', name), standInFile(''));
      let writes = 0;
      fs.writeSync = ((...given: Parameters<typeof writeSync>) => {
        writes += 1;
        if (writes > 2) throw systemError(errno);
        return writeSync(...given);
      }) as typeof writeSync;
      const result = await run(requestOf([at('study')]));
      assert.equal(result.stopped?.code, code);
      assert.deepEqual(names(at('deidentified')), ['study/a', 'study/b']);
      assert.equal(result.totals.kinds.written, 2);
      assert.equal(result.totals.kinds.failed, 1);
      assert.equal(result.totals.notReached, 1);
      assert.ok(!JSON.stringify(result.files).includes('lindqvist'));
    });
  }

  it('cost one file where they concern one file', async () => {
    for (const name of ['a', 'b', 'c']) put(at('study', name), standInFile(''));
    fs.openSync = ((...given: Parameters<typeof openSync>) => {
      if (String(given[0]).endsWith('/b')) throw systemError('EACCES');
      return openSync(...given);
    }) as typeof openSync;
    const result = await run(requestOf([at('study')]));
    assert.deepEqual(codes(outcomeOf(result, 'b')), ['no-permission']);
    assert.deepEqual(names(at('deidentified')), ['study/a', 'study/c']);
  });

  it('do without hard links where the file system has none', async () => {
    put(at('study/a'), standInFile(''));
    fs.linkSync = () => {
      throw systemError('EPERM');
    };
    const result = await run(requestOf([at('study')]));
    assert.equal(result.totals.kinds.written, 1);
    assert.deepEqual(names(at('deidentified')), ['study/a']);
  });

  it('are waited out where file handles are short', () => {
    let tries = 0;
    const answer = patiently(() => {
      tries += 1;
      if (tries < 4) throw systemError('EMFILE');
      return 'open';
    });
    assert.deepEqual([answer, tries], ['open', 4]);
    assert.throws(() => patiently(() => assert.fail('other')), assert.AssertionError);
  });
});
