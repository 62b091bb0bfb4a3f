// The arithmetic of a scroll area that is shorter than its list.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  areaHeight,
  isScaled,
  lastTop,
  moveTop,
  type Scale,
  toPosition,
  topToShow,
  toTop,
} from '../../webview/grid/scrollScale.js';

const million: Scale = { total: 1_000_000, rowHeight: 22, view: 600 };
const scales = fc.record({
  total: fc.integer({ min: 0, max: 5_000_000 }),
  rowHeight: fc.constant(22),
  view: fc.integer({ min: 50, max: 3_000 }),
});

describe('the scroll area of a long list', () => {
  it('stays below what browsers can draw', () => {
    assert.equal(isScaled(million), true);
    assert.ok(areaHeight(million) < 33_000_000 / 3);
    assert.equal(areaHeight({ ...million, total: 10_000 }), 220_000);
  });

  it('reaches the first and the last row', () => {
    assert.equal(toTop(million, 0), 0);
    assert.equal(toTop(million, areaHeight(million) - million.view), lastTop(million));
  });

  it('goes from top to position and back', () => {
    fc.assert(
      fc.property(scales, fc.double({ min: 0, max: 1, noNaN: true }), (scale, part) => {
        const top = part * lastTop(scale);
        assert.ok(Math.abs(toTop(scale, toPosition(scale, top)) - top) < 0.001);
      }),
      { seed: 1 },
    );
  });

  it('moves by as many pixels as a wheel turns, however long the list is', () => {
    const top = 1_000_000;
    const from = toPosition(million, top);
    assert.equal(Math.round(moveTop(million, top, from, from + 100)), top + 100);
    assert.equal(Math.round(moveTop(million, top, from, from - 100)), top - 100);
  });

  it('goes to the place where the thumb is put', () => {
    const to = areaHeight(million) / 2;
    assert.equal(moveTop(million, 0, 0, to), toTop(million, to));
  });

  it('reaches both ends by a small move', () => {
    const end = areaHeight(million) - million.view;
    assert.equal(moveTop(million, 5_000, 50, 0), 0);
    assert.equal(moveTop(million, lastTop(million) - 5_000, end - 50, end), lastTop(million));
  });

  it('shows a row, moving no more than it must', () => {
    fc.assert(
      fc.property(scales, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (scale, number, part) => {
        fc.pre(scale.total > 0);
        const place = number % scale.total;
        const top = part * lastTop(scale);
        const shown = topToShow(scale, top, place);
        assert.ok(shown >= 0 && shown <= lastTop(scale));
        assert.ok(place * 22 >= shown - 0.001 && (place + 1) * 22 <= shown + Math.max(scale.view, 22) + 0.001);
        if (place * 22 >= top && (place + 1) * 22 <= top + scale.view) assert.equal(shown, top);
      }),
      { seed: 1 },
    );
  });
});
