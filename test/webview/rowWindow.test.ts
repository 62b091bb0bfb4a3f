// The rows that a page knows: asked for by the page, kept until a new view's rows are here.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Row } from '../../src/protocol.js';
import { createAhead } from '../../webview/editor/ahead.js';
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

describe('the rows that are asked for ahead', () => {
  function clock() {
    let time = 0;
    return { now: () => time, pass: (ms: number) => (time += ms) };
  }

  it('are two screens on both sides of a list at rest', () => {
    const { around } = createAhead(clock().now);
    assert.deepEqual(around(100, 129), { from: 40, to: 189 });
  });

  it('are more where a scroll goes, the faster the more, and never more than the page keeps', () => {
    const { now, pass } = clock();
    const { around } = createAhead(now);
    around(0, 29);
    let slow = { from: 0, to: 0 };
    for (let first = 1; first <= 20; first += 1) {
      pass(16);
      slow = around(first, first + 29);
    }
    assert.ok(slow.to > 20 + 29 + 60 + 20, `${slow.to}`);
    assert.equal(slow.from, 20 - 60);
    let fast = slow;
    for (let first = 20; first <= 100_000; first += 5_000) {
      pass(16);
      fast = around(first, first + 29);
    }
    assert.equal(fast.to - fast.from, 30 - 1 + 2 * 60 + 2_500);
  });

  it('are those above where the scroll goes up, and none of them after a rest', () => {
    const { now, pass } = clock();
    const { around } = createAhead(now);
    around(1_000, 1_029);
    pass(16);
    const up = around(900, 929);
    assert.ok(up.from < 900 - 60 - 1_000, `${up.from}`);
    assert.equal(up.to, 929 + 60);
    pass(300);
    assert.deepEqual(around(890, 919), { from: 830, to: 979 });
  });
});

describe('the rows that a page knows', () => {
  it('are asked for once, by the page of a hundred', () => {
    const window = createRowWindow();
    window.accept(list(0, 1_000));
    assert.deepEqual(window.want(80, 120), [{ sequence: 0, start: 0, count: 200 }]);
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

  it('come one request after the other at rest, the nearest first, until all are there', () => {
    const window = createRowWindow();
    window.accept(list(0, 1_250));
    window.want(600, 640);
    assert.equal(window.rest(600), undefined, 'what is on the screen comes first');
    window.add(0, 600, rows(600, 100));
    const starts: number[] = [];
    for (let request = window.rest(600); request !== undefined; request = window.rest(600)) {
      assert.equal(window.rest(600), undefined, 'one at a time');
      starts.push(request.start);
      assert.ok(request.count <= 500);
      window.add(0, request.start, rows(request.start, Math.min(request.count, 1_250 - request.start)));
    }
    assert.deepEqual(starts, [700, 100, 1_200, 0]);
    for (let place = 0; place < 1_250; place++) assert.equal(window.row(place)?.path, `row ${place}`);
  });

  it('of a very long list come only near the screen, and then no more', () => {
    const window = createRowWindow();
    window.accept(list(0, 1_000_000));
    let asked = 0;
    for (let request = window.rest(500_000); request !== undefined; request = window.rest(500_000)) {
      asked += request.count;
      window.add(0, request.start, rows(request.start, request.count));
    }
    assert.equal(asked, 12_000);
    assert.equal(window.row(494_050)?.path, 'row 494050');
    assert.equal(window.row(507_000), undefined);
  });
});
