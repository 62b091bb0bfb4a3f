// Lines that take back what others brought, and lines that do less than one may think.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { loaded, made, problems } from './compiled.js';

describe('a line that takes back or does little', () => {
  it('takes away an option that an INCLUDE or a PROFILE brought, and only that', async () => {
    for (const first of ['INCLUDE research', 'PROFILE research']) {
      const { policy, diagnostics } = await loaded(`${first}\nOPTION no-clean-descriptors\n`);
      assert.deepEqual(diagnostics, []);
      assert.ok(!policy.options.includes('clean-descriptors'));
      assert.ok(policy.options.includes('clean-structured-content'));
    }
  });

  it('says where there is nothing to take away, and where there is no such option', () => {
    assert.deepEqual(problems(made('PROFILE basic\nOPTION no-clean-graphics')), ['warning option-not-on']);
    assert.deepEqual(problems(made('PROFILE basic\nOPTION no-such-thing')), ['error unknown-option']);
  });

  it('says that a shift by no days keeps dates', () => {
    const wrong = ['DATES shift 0', 'DATES shift -3..3', 'DATES range 0..5', '%header\nJITTER StudyDate 0'];
    for (const line of [...wrong, '%header\nREPLACE StudyDate shift(0)']) {
      assert.deepEqual(problems(made(`PROFILE basic\n${line}`)), ['warning shift-by-zero'], line);
    }
    for (const line of ['DATES shift -3..-1', '%header\nJITTER StudyDate -1']) {
      assert.deepEqual(problems(made(`PROFILE basic\n${line}`)), [], line);
    }
  });

  it('says that ADD makes no private block', () => {
    const text = 'PROFILE none\n%header\nADD (0019,"MAKER",02) x';
    assert.deepEqual(problems(made(text)), ['warning adds-no-private']);
  });
});
