// The rows that a page knows: asked for by the page, kept until a new view's rows are here.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Row } from '../../src/protocol.js';
import { createRowWindow, type ListView } from '../../webview/editor/rowWindow.js';

function list(sequence: number, total: number): ListView {
  return { sequence, total, all: total, marks: [] };
}

function rows(start: number, count: number, word = 'row'): Row[] {
  return Array.from({ length: count }, (_, at) => ({
    path: `${word} ${start + at}`,
    tag: '',
    depth: 0,
    keyword: '',
    name: '',
    vr: 'LO',
    length: 0,
    private: false,
    expandable: false,
    expanded: false,
    gone: false,
    hiddenFindings: 0,
    canRule: true,
  }));
}

describe('the rows that a page knows', () => {
  it('are asked for once, by the page of a hundred', () => {
    const window = createRowWindow();
    window.accept(list(0, 1_000));
    assert.deepEqual(window.want(80, 120), [
      { sequence: 0, start: 0, count: 100 },
      { sequence: 0, start: 100, count: 100 },
    ]);
    assert.deepEqual(window.want(80, 120), []);
    window.add(0, 100, rows(100, 100));
    assert.equal(window.row(150)?.path, 'row 150');
    assert.equal(window.row(50), undefined);
    assert.equal(window.placeOf('row 199'), 199);
    assert.deepEqual(window.want(80, 120), []);
  });

  it('of the old view stay until the first of the new one are here', () => {
    const window = createRowWindow();
    window.accept(list(0, 1_000));
    window.want(0, 10);
    window.add(0, 0, rows(0, 100, 'old'));
    assert.equal(window.accept(list(1, 5)), false);
    assert.equal(window.shown()?.total, 1_000);
    assert.equal(window.row(3)?.path, 'old 3');
    assert.deepEqual(window.want(0, 10), [{ sequence: 1, start: 0, count: 100 }]);
    assert.deepEqual(window.add(1, 0, rows(0, 5, 'new')), { swapped: true, fresh: true });
    assert.equal(window.shown()?.total, 5);
    assert.equal(window.row(3)?.path, 'new 3');
  });

  it('of a view that is gone are dropped', () => {
    const window = createRowWindow();
    window.accept(list(0, 1_000));
    window.add(0, 0, rows(0, 100));
    window.accept(list(1, 1_000));
    window.accept(list(2, 1_000));
    assert.deepEqual(window.add(1, 0, rows(0, 100, 'late')), { swapped: false, fresh: false });
    assert.equal(window.row(0)?.path, 'row 0');
  });

  it('of an empty view replace the old ones at once', () => {
    const window = createRowWindow();
    window.accept(list(0, 10));
    window.add(0, 0, rows(0, 10));
    assert.equal(window.accept(list(1, 0)), true);
    assert.equal(window.shown()?.total, 0);
    assert.equal(window.row(0), undefined);
    assert.deepEqual(window.want(0, 10), []);
  });

  it('far from the screen are forgotten and asked for again', () => {
    const window = createRowWindow();
    window.accept(list(0, 1_000_000));
    for (let start = 0; start < 20_000; start += 100) {
      window.want(start, start);
      window.add(0, start, rows(start, 100));
    }
    assert.equal(window.row(0), undefined);
    assert.equal(window.row(19_900)?.path, 'row 19900');
    assert.deepEqual(window.want(0, 0), [{ sequence: 0, start: 0, count: 100 }]);
  });
});
