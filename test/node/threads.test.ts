import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { shareOfThread, threadsFor } from '../../src/node/threads.js';

const MIB = 1024 ** 2;

describe('node: how many threads', () => {
  it('does what the user says', () => {
    assert.equal(threadsFor({ files: 1, bytes: 0 }, 1, 8), 0);
    assert.equal(threadsFor({ files: 1, bytes: 0 }, 6, 2), 6);
  });

  it('has one for a few files, so that none of them ends the run, and none beside the only processor', () => {
    assert.equal(threadsFor({ files: 20, bytes: MIB }, undefined, 2), 1);
    assert.equal(threadsFor({ files: 20, bytes: MIB }, undefined, 1), 0);
  });

  it('has more for many files or bytes, never more than processors, and sooner where there are many of those', () => {
    const seen = (files: number, mebibytes: number) => ({ files, bytes: mebibytes * MIB });
    assert.deepEqual(
      [seen(1000, 500), seen(2000, 500), seen(10, 4096), seen(1_000_000, 0)].map((each) =>
        threadsFor(each, undefined, 2),
      ),
      [1, 2, 2, 2],
    );
    assert.deepEqual(
      [seen(100, 50), seen(1000, 500), seen(10, 4096), seen(1_000_000, 0)].map((each) =>
        threadsFor(each, undefined, 16),
      ),
      [1, 5, 16, 16],
    );
    assert.ok(shareOfThread(4).files < shareOfThread(2).files);
  });
});
