import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { createPace } from '../../src/extension/run/pace.js';
import type { Progress } from '../../src/node/runTypes.js';

const MB = 1_000_000;

function writing(filesDone: number, bytesDone: number): Progress {
  return { phase: 'write', filesDone, filesTotal: 100, bytesDone, bytesTotal: 100 * MB };
}

describe('the pace of a run', () => {
  it('says nothing before there is something to say', () => {
    const pace = createPace();
    assert.equal(
      pace({ phase: 'walk', filesDone: 0, filesTotal: 7, bytesDone: 0, bytesTotal: 0 }, 0).secondsLeft,
      undefined,
    );
    assert.equal(pace(writing(0, 0), 1000).secondsLeft, undefined);
    assert.equal(pace(writing(1, MB), 1100).filesPerSecond, 0);
  });

  it('tells rate and time left', () => {
    const pace = createPace();
    pace(writing(0, 0), 1000);
    const now = pace(writing(20, 20 * MB), 3000);
    assert.equal(now.filesPerSecond, 10);
    assert.equal(now.bytesPerSecond, 10 * MB);
    assert.equal(now.percent, 20);
    assert.equal(now.secondsLeft, 8);
  });

  it('goes by the last seconds, not by the whole run', () => {
    const pace = createPace();
    for (let second = 0; second <= 30; second += 1) pace(writing(0, 0), second * 1000);
    const slow = pace(writing(10, 10 * MB), 40_000);
    assert.equal(slow.filesPerSecond, 1);
  });

  it('goes by bytes where the large files are still to come, and by files where the small ones are', () => {
    const large = createPace();
    large(writing(0, 0), 0);
    assert.equal(large(writing(90, 10 * MB), 10_000).secondsLeft, 90);
    const small = createPace();
    small(writing(0, 0), 0);
    assert.equal(small(writing(10, 90 * MB), 10_000).secondsLeft, 90);
  });

  it('begins anew with a new phase', () => {
    const pace = createPace();
    const reading: Progress = { phase: 'survey', filesDone: 100, filesTotal: 100, bytesDone: 0, bytesTotal: 0 };
    pace(reading, 0);
    pace(reading, 5000);
    assert.equal(pace(writing(0, 0), 5000).secondsLeft, undefined);
  });

  it('shows one large file moving', () => {
    const pace = createPace();
    pace(writing(0, 0), 0);
    const now = pace(writing(0, 50 * MB), 10_000);
    assert.equal(now.percent, 50);
    assert.equal(now.secondsLeft, 10);
  });
});
