import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, it } from 'mocha';
import { assertWritable, type OutputChoice, resolveItems } from '../../src/node/outputPaths.js';
import { pathText } from '../../src/node/rawPath.js';
import { PathError } from '../../src/node/systemError.js';
import { names, put, tempFolder } from './tempFolder.js';

describe('resolveItems', () => {
  const at = tempFolder();

  const targets = (paths: readonly string[], choice: OutputChoice = {}) =>
    resolveItems(paths, choice).map((item) => pathText(item.target));

  const refuses = (paths: readonly string[], choice: OutputChoice, code: string) =>
    assert.throws(
      () => resolveItems(paths, choice),
      (error) => {
        assert.ok(error instanceof PathError);
        assert.equal(error.code, code);
        assert.ok(!error.message.includes(at()), 'the message holds a path');
        return true;
      },
    );

  it('puts the output beside the input', () => {
    put(at('study/a'), '');
    put(at('b.dcm'), '');
    assert.deepEqual(targets([at('study'), at('b.dcm')]), [at('deidentified/study'), at('deidentified/b.dcm')]);
    assert.deepEqual(targets([`${at('study')}/`]), [at('deidentified/study')]);
  });

  it('puts it into --output under its own name', () => {
    put(at('in/study/a'), '');
    assert.deepEqual(targets([at('in/study')], { output: at('out') }), [at('out/study')]);
    assert.deepEqual(targets([at('in/study')], { output: at() }), [at('study')]);
  });

  it('gives a folder named as `.` its real name', () => {
    put(at('study/a'), '');
    const before = process.cwd();
    try {
      process.chdir(at('study'));
      assert.deepEqual(targets(['.']), [at('deidentified/study')]);
    } finally {
      process.chdir(before);
    }
  });

  it('puts the output of a workspace inside it', () => {
    put(at('ws/a'), '');
    assert.deepEqual(targets([at('ws')], { workspace: true }), [at('ws/deidentified')]);
  });

  it('knows which of several inputs are roots of a workspace', () => {
    put(at('ws/a'), '');
    put(at('other/study/b'), '');
    const paths = [at('ws'), at('other/study')];
    assert.deepEqual(targets(paths, { workspace: [at('ws')] }), [
      at('ws/deidentified'),
      at('other/deidentified/study'),
    ]);
  });

  it('gives the output folder another name', () => {
    put(at('study/a'), '');
    assert.deepEqual(targets([at('study')], { folderName: 'clean' }), [at('clean/study')]);
    assert.deepEqual(targets([at('study')], { workspace: true, folderName: 'clean' }), [at('study/clean')]);
  });

  it('reads through a link that the user names, and writes beside the link', () => {
    put(at('data/study1/a'), '');
    fs.mkdirSync(at('desk'));
    fs.symlinkSync(at('data/study1'), at('desk/study'));
    const [item] = resolveItems([at('desk/study')], {});
    assert.equal(item && pathText(item.source), at('data/study1'));
    assert.equal(item && pathText(item.target), at('desk/deidentified/study'));
  });

  it('refuses an output inside an input, also by way of a link', () => {
    put(at('study/sub/a'), '');
    fs.symlinkSync(at('study/sub'), at('link'));
    refuses([at('study')], { output: at('study/out') }, 'output-in-input');
    refuses([at('study')], { output: at('study') }, 'output-in-input');
    refuses([at('study')], { output: at('link/x') }, 'output-in-input');
  });

  it('refuses an input inside its output, and an output over its input', () => {
    put(at('study/study/a'), '');
    refuses([at('study/study')], { output: at() }, 'output-in-input');
    refuses([at('study')], { output: at() }, 'output-in-input');
  });

  it('refuses two inputs for one output, also where names differ by case only', () => {
    put(at('x/study/a'), '');
    put(at('y/study/a'), '');
    put(at('z/STUDY/a'), '');
    refuses([at('x/study'), at('y/study')], { output: at('out') }, 'usage');
    refuses([at('x/study'), at('z/STUDY')], { output: at('out') }, 'usage');
    assert.equal(targets([at('x/study'), at('y/study')]).length, 2);
  });

  it('refuses an input that is a part of another, or the same again', () => {
    put(at('study/sub/a'), '');
    refuses([at('study'), at('study/sub')], {}, 'usage');
    refuses([at('study'), at('study/')], {}, 'usage');
  });

  it('refuses what is not there, and a root', () => {
    refuses([at('nothing')], {}, 'not-found');
    refuses(['/'], {}, 'usage');
  });

  it('tells before the run where the output can not be', () => {
    put(at('study/a'), '');
    put(at('file'), '');
    const [item] = resolveItems([at('study')], { output: at('file/x') });
    assert.ok(item);
    assert.throws(() => assertWritable(item), PathError);
  });

  it('is tried out: what access rights allow may still be refused, and nothing is left behind', () => {
    const folder = at('study');
    put(at('study/a'), 'a');
    const [item] = resolveItems([folder], { output: at('out') });
    assert.ok(item);
    const { mkdirSync } = fs;
    try {
      for (const [errno, code] of [
        ['EPERM', 'no-permission'],
        ['EROFS', 'read-only'],
        ['ENOENT', 'no-permission'],
      ] as const) {
        fs.mkdirSync = (() => {
          throw Object.assign(new Error(errno), { code: errno, syscall: 'mkdir' });
        }) as unknown as typeof mkdirSync;
        assert.throws(
          () => assertWritable(item),
          (error) => error instanceof PathError && error.code === code,
        );
      }
    } finally {
      fs.mkdirSync = mkdirSync;
    }
    assertWritable(item);
    assert.deepEqual(names(at()), ['study/a']);
    assert.deepEqual(fs.readdirSync(at()), ['study']);
  });
});
