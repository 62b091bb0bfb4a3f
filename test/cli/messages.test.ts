// Failures in one line each, paths before a run, and where a report may lie.
import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { describeFailure, trace } from '../../src/cli/failure.js';
import { liesIn, shown } from '../../src/cli/paths.js';
import { REPORT_START, writeReport, wrongReportPath } from '../../src/cli/reportFile.js';
import { DeidError } from '../../src/core/kernel/deidError.js';
import { namedItem } from '../../src/node/outputPaths.js';
import { PathError } from '../../src/node/systemError.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cli-'));
});
afterEach(async () => {
  await chmod(folder, 0o700);
  await rm(folder, { recursive: true, force: true });
});
const inFolder = (...names: string[]) => path.join(folder, ...names);

describe('failures', () => {
  it('say what to do, and end with the status of the table', () => {
    assert.deepEqual(
      describeFailure(new DeidError('bad-key', 'the key file is empty; give one with at least 16 bytes')),
      {
        line: 'the key file is empty; give one with at least 16 bytes',
        exit: 2,
      },
    );
    assert.equal(describeFailure(new DeidError('cancelled', 'cancelled')).exit, 130);
    assert.equal(describeFailure(new DeidError('refused', 'x')).exit, 1);
    assert.match(
      describeFailure(new PathError('not-found', 'no such file or folder', 'a\nb')).line,
      /^'a\\nb': no such file/,
    );
    for (const [code, words] of [
      ['ENOSPC', /no space left on the disk; free some space/],
      ['EROFS', /read-only; choose another place with --output/],
      ['EACCES', /permission denied; check who may/],
    ] as const) {
      assert.match(describeFailure(Object.assign(new Error('x'), { code, syscall: 'open' })).line, words);
    }
  });

  it('say that standard input is not read', () => {
    assert.throws(() => namedItem('-'), { code: 'usage', message: /standard input is not read/ });
    assert.throws(() => namedItem(inFolder('-')), { code: 'not-found' });
  });

  it('say that an empty path is none', () => {
    assert.throws(
      () => namedItem(''),
      (error) => describeFailure(error).line === 'an empty path names nothing; name a file or a folder',
    );
  });

  it('never show the text or the path of an unknown error', () => {
    const error = Object.assign(new Error("open '/data/Example^Patient.dcm' for Example^Patient"), {
      path: '/data/Example^Patient.dcm',
    });
    for (const each of [
      error,
      Object.assign(error, { code: 'EWEIRD' }),
      new DeidError('internal', 'Example^Patient'),
      'Example^Patient',
    ]) {
      const { line, exit } = describeFailure(each);
      assert.ok(!line.includes('Example'), line);
      assert.match(line, /^internal error: \w+; run again with MEDIMAGECLEANER_DEBUG=1/);
      assert.equal(exit, 2);
      assert.ok(!trace(each).includes('Example'));
    }
    assert.match(trace(error), /messages\.test/);
  });

  it('do not take a code for what it is not', () => {
    assert.ok(!describeFailure(Object.assign(new Error('x'), { code: 'Example Patient' })).line.includes('Example'));
  });

  it('take an aborted wait for a cancelled run', () => {
    assert.equal(describeFailure(AbortSignal.abort().reason).exit, 130);
  });
});

describe('paths', () => {
  it('are printed harmless', () => {
    assert.equal(shown('a b'), "'a b'");
    assert.equal(shown('x\n\x1b[31m'), "'x\\n\\u{1b}[31m'");
    assert.equal(shown('/data/Müller.dcm'), '/data/Müller.dcm');
  });

  it('lie in one another through links and though they do not exist yet', async () => {
    await mkdir(inFolder('real'));
    await symlink('real', inFolder('alias'));
    assert.equal(await liesIn(inFolder('alias', 'new', 'x'), inFolder('real')), true);
    assert.equal(await liesIn(inFolder('realistic'), inFolder('real')), false);
    assert.equal(await liesIn(inFolder('real', '..', 'x'), inFolder('real')), false);
    assert.equal(await liesIn(inFolder('real', '..x'), inFolder('real')), true);
    assert.equal(await liesIn(inFolder('real'), inFolder('real')), true);
  });
});

describe('the report file', () => {
  it('may not lie in the output, over another file, or in a folder that is not there', async () => {
    await mkdir(inFolder('out'));
    await writeFile(inFolder('image.dcm'), 'x');
    const targets = [inFolder('out')];
    assert.match((await wrongReportPath(inFolder('out', 'r.json'), targets)) ?? '', /lies in the output/);
    assert.match((await wrongReportPath(inFolder('image.dcm'), targets)) ?? '', /not a report of this program/);
    assert.match((await wrongReportPath(inFolder('none', 'r.json'), targets)) ?? '', /folder does not exist/);
    assert.match((await wrongReportPath(folder, [])) ?? '', /is not a file/);
    assert.equal(await wrongReportPath(inFolder('r.json'), targets), undefined);
    assert.equal(await readFile(inFolder('image.dcm'), 'utf8'), 'x');
  });

  it('is written whole, replaces an earlier one, and leaves no other file', async () => {
    for (const body of ['1"}', '1","x":1}']) {
      assert.equal(await wrongReportPath(inFolder('r.json'), []), undefined);
      await writeReport(inFolder('r.json'), [REPORT_START, body]);
      assert.equal(await readFile(inFolder('r.json'), 'utf8'), REPORT_START + body);
    }
    assert.deepEqual(await readdir(folder), ['r.json']);
    await assert.rejects(writeReport(inFolder('none', 'r.json'), ['x']));
    assert.deepEqual(await readdir(folder), ['r.json']);
  });

  it('that can not be written is told with its path and its option', async () => {
    for (const [code, words] of [
      ['ENOSPC', 'no space left on the disk'],
      ['EROFS', 'the file system is read-only'],
    ] as const) {
      const pieces = function* () {
        yield REPORT_START;
        throw Object.assign(new Error('x'), { code, syscall: 'write' });
      };
      const failed = await writeReport(inFolder('r.json'), pieces()).catch((error: unknown) => error);
      const { line, exit } = describeFailure(failed);
      assert.equal(
        line,
        `${shown(inFolder('r.json'))}: the report was not written: ${words}; choose another place with --report`,
      );
      assert.equal(exit, 2);
      assert.deepEqual(await readdir(folder), []);
    }
  });
});
