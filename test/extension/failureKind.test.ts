// What the log of the editor is told of an error: where it happened, never what it said.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { DeidError } from '../../src/core/kernel/deidError.js';
import { failureKind, failureTrace } from '../../src/extension/editor/failureKind.js';

describe('an error in the editor', () => {
  it('is one that there are words for by its code alone', () => {
    const coded = (code: string) => Object.assign(new Error('x'), { code });
    assert.equal(failureKind(coded('ENOENT')), 'gone');
    assert.equal(failureKind(coded('NoPermissions')), 'no-permission');
    assert.equal(failureKind(new DeidError('io', 'x')), 'no-regular-file');
    for (const error of [new DeidError('internal', 'x'), coded('ERR_OUT_OF_RANGE'), new Error('x'), 'x', undefined])
      assert.equal(failureKind(error), 'unknown');
  });

  it('is told to the log by name, code and place, whatever its message holds', () => {
    const message = 'Quill^Ada\n    at Quill^Ada (/in/quill.dcm:1:2)';
    for (const error of [
      new DeidError('internal', message),
      Object.assign(new TypeError(message), { code: 'ERR_X' }),
    ]) {
      const [name, code, first, ...more] = failureTrace(error).split('\n');
      assert.equal(name, error.name);
      assert.equal(code, error.code);
      assert.match(first ?? '', /^\s+at .*failureKind\.test/u);
      assert.ok(more.length > 0);
      assert.doesNotMatch(failureTrace(error), /Quill|quill/u);
    }
    assert.equal(failureTrace('Quill'), 'string');
  });
});
