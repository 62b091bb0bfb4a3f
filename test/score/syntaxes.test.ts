// The judge of decoded pixels tells an output that is right from each way of being wrong.
import assert from 'node:assert/strict';
import { compareDecoded } from '../../scripts/score/syntaxes/compareDecoded.js';
import type { Pixels } from '../../scripts/score/syntaxes/decoders.js';

const REGIONS = { changed: [[2, 1, 5, 4]], asked: [[2, 1, 5, 4]], tolerance: 0 } as const;

function image(inside: (x: number, y: number) => number | undefined, columns = 8): Pixels {
  const bytes = Uint8Array.from({ length: columns * 6 }, (_, at) => {
    const [x, y] = [at % columns, Math.floor(at / columns)];
    return inside(x, y) ?? x * 7 + y * 13;
  });
  return { rows: 6, columns, bytesPerPixel: 1, bytes };
}

const within = (x: number, y: number): boolean => x >= 2 && x < 5 && y >= 1 && y < 4;
const original = image(() => undefined);
const blanked = image((x, y) => (within(x, y) ? 0 : undefined));

describe('score of transfer syntaxes', () => {
  it('takes what is filled inside and as it was outside', () => {
    assert.equal(compareDecoded([original], [blanked], REGIONS), 'same');
  });

  it('names what is wrong', () => {
    const beside = image((x, y) => (within(x, y) || (x === 5 && y === 2) ? 0 : undefined));
    const left = image((x, y) => (within(x, y) && !(x === 3 && y === 2) ? 0 : undefined));
    assert.equal(compareDecoded([original], [beside], REGIONS), 'changed-outside');
    assert.equal(compareDecoded([original], [left], REGIONS), 'unchanged-inside');
    assert.equal(compareDecoded([original], [original], REGIONS), 'unchanged-inside');
    assert.equal(compareDecoded([original], undefined, REGIONS), 'output-unreadable');
    assert.equal(compareDecoded([original], [blanked, blanked], REGIONS), 'other-shape');
    assert.equal(compareDecoded([original], [image(() => 0, 4)], REGIONS), 'other-shape');
  });

  it('says nothing where the original can not be decoded', () => {
    assert.equal(compareDecoded(undefined, [blanked], REGIONS), 'cannot');
  });

  it('looks at every frame', () => {
    assert.equal(compareDecoded([original, original], [blanked, original], REGIONS), 'unchanged-inside');
  });
});
