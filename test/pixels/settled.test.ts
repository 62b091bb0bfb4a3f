// What the user settled about images: by whose digest it is known, how its record reads, and what a plan makes of it.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  isKept,
  type SettledBook,
  settledCheck,
  settledContext,
  settledDigest,
  settledOf,
} from '../../src/core/pixels/settled.js';
import { readSettled, settledText } from '../../src/core/pixels/settledText.js';

const KEY = Uint8Array.from({ length: 32 }, (_, index) => index + 1);
const OTHER = Uint8Array.from({ length: 32 }, (_, index) => index + 2);
const IDS = { instance: '1.2.3.4', series: '1.2.3' };

describe('what the user settled about images', () => {
  const book: SettledBook = {
    key: KEY,
    objects: [
      {
        scope: 'file',
        digest: settledDigest(KEY, 'file', '1.2.3.4'),
        regions: [{ fate: 'take', kind: 'drawn', box: [1, 2, 3, 4] }],
      },
      {
        scope: 'series',
        digest: settledDigest(KEY, 'series', '1.2.3'),
        regions: [{ fate: 'keep', kind: 'text', box: [5, 6, 50, 60] }],
      },
    ],
  };

  it('is found by the object and by its series, and by no other', () => {
    assert.deepEqual(
      settledOf([book], IDS).map(({ scope, fate }) => `${scope} ${fate}`),
      ['file take', 'series keep'],
    );
    assert.deepEqual(settledOf([book], { instance: '1.2.3.5', series: '1.2.3' }).length, 1);
    assert.deepEqual(settledOf([book], { instance: '1.2.3', series: '1.2.3.4' }), []);
    assert.deepEqual(settledOf([{ ...book, key: OTHER }], IDS), []);
  });

  it('never stands for objects without a UID', () => {
    const nameless: SettledBook = {
      key: KEY,
      objects: [{ scope: 'file', digest: '', regions: book.objects[0]?.regions ?? [] }],
    };
    assert.equal(settledDigest(KEY, 'file', ''), '');
    assert.deepEqual(settledOf([nameless], { instance: '', series: '' }), []);
  });

  it('is kept as digests and numbers, and read as it was written', () => {
    const text = settledText({ check: settledCheck(KEY), objects: book.objects });
    assert.doesNotMatch(text, /1\.2\.3/);
    assert.deepEqual(readSettled(text), { check: settledCheck(KEY), objects: book.objects });
    assert.notEqual(settledCheck(KEY), settledCheck(OTHER));
  });

  it('is not read where it is damaged', () => {
    const text = settledText({ check: 'x', objects: book.objects });
    for (const bad of [
      '',
      '{}',
      text.slice(0, -9),
      text.replace('"take"', '"leave"'),
      text.replace(/1,\s*2/, '9, 2'),
      text.replace(/\b60\b/, '6'),
    ])
      assert.equal(readSettled(bad), undefined, bad);
  });

  it('goes in all frames where none are named', () => {
    const { drawn, kept } = settledContext(settledOf([book], IDS));
    assert.equal(drawn.length, 1);
    assert.deepEqual(drawn[0]?.frames[0]?.[0], 0);
    assert.ok((drawn[0]?.frames[0]?.[1] ?? 0) > 1e9);
    assert.deepEqual(kept, [{ kind: 'text', box: [5, 6, 50, 60] }]);
  });

  it('lets stay what lies in what was kept, of the same kind and in its frames alone', () => {
    const kept = [{ kind: 'text', box: [10, 10, 50, 20], frames: [[2, 4]] }] as const;
    const found = { kind: 'text', box: [11, 10, 50, 21], frames: [[2, 3]] } as const;
    assert.equal(isKept(found, kept), true);
    assert.equal(isKept({ ...found, kind: 'face' }, kept), false);
    assert.equal(isKept({ ...found, frames: [[2, 5]] }, kept), false);
    assert.equal(isKept({ ...found, box: [11, 10, 60, 20] }, kept), false);
  });
});
