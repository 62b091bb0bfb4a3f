// What looks like a code where words were read is no code; what was read as a code is one, and so is what no word covers.
import assert from 'node:assert/strict';
import type { Seen } from '../../src/core/pixels/detection.js';
import { withoutCodesInWords } from '../../src/core/pixels/examine/codesInWords.js';

const CODE: Seen = { kind: 'barcode', box: [110, 12, 140, 28], confidence: 0.9 };

function word(text: string, confidence = 0.95, box: Seen['box'] = [100, 10, 200, 30]): Seen {
  return { kind: 'text', box, confidence: 0.99, reading: { text, confidence } };
}

function codes(...seen: readonly Seen[]): number {
  return withoutCodesInWords(seen).filter(({ kind }) => kind === 'barcode').length;
}

describe('codes in words', () => {
  it('letters are no bars', () => assert.equal(codes(word('Gain 67%'), CODE), 0));

  it('a code that was read stays', () =>
    assert.equal(codes(word('Gain 67%'), { ...CODE, reading: { text: '4821', confidence: 0.99 } }), 1));

  it('what was read badly, or as strokes alone, may be a code', () => {
    assert.equal(codes(word('Gain 67%', 0.6), CODE), 1);
    assert.equal(codes(word('|Il1|IlI'), CODE), 1);
    assert.equal(codes({ kind: 'text', box: [100, 10, 200, 30], confidence: 0.99 }, CODE), 1);
  });

  it('a code under a line of words stays', () =>
    assert.equal(codes(word('4821 3370', 0.95, [100, 24, 200, 40]), CODE), 1));

  it('looks at where slanted words are', () => {
    const box = [60, 0, 220, 100] as const;
    const slanted: Seen = {
      ...word('Gain 67%', 0.95, box),
      polygon: [
        [60, 80],
        [200, 0],
        [220, 20],
        [80, 100],
      ],
    };
    assert.equal(codes(slanted, { ...CODE, box: [120, 40, 150, 56] }), 0);
    assert.equal(codes(slanted, { ...CODE, box: [65, 5, 95, 25] }), 1);
  });
});
