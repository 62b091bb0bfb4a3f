// Rectangles under the hand, what can be undone, and which regions a frame has.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ref } from 'vue';
import type { Box, RegionsState, ScopedRegion, ToHost } from '../../src/protocol.js';
import { changed, NO_HISTORY, redone, undone } from '../../webview/editor/regions/history.js';
import { between, first, isLargeEnough, moved, resized } from '../../webview/editor/regions/rectangle.js';
import { createRegionDesk } from '../../webview/editor/regions/regionState.js';
import { framesWords } from '../../webview/editor/regions/words.js';

const BOUNDS = { columns: 100, rows: 80 };

describe('rectangles under the hand', () => {
  it('take every pixel that is touched, and none outside of the image', () => {
    assert.deepEqual(between({ x: 10.2, y: 20.9 }, { x: 4.7, y: 90 }, BOUNDS), [4, 20, 11, 80]);
    assert.equal(isLargeEnough(between({ x: 5, y: 5 }, { x: 6, y: 5.4 }, BOUNDS)), false);
  });

  it('keep their size when they are moved, and stay inside', () => {
    assert.deepEqual(moved([10, 10, 30, 20], 200, -200, BOUNDS), [80, 0, 100, 10]);
  });

  it('never turn inside out when they are resized', () => {
    assert.deepEqual(resized([10, 10, 30, 20], { x: 1, y: 0 }, -50, 9, BOUNDS), [10, 10, 12, 20]);
    assert.deepEqual(resized([10, 10, 30, 20], { x: -1, y: 1 }, -50, 900, BOUNDS), [0, 10, 30, 80]);
  });

  it('begin inside of the image wherever one looks', () => {
    const [left, top, right, bottom] = first({ x: -500, y: 900 }, BOUNDS);
    assert.ok(left === 0 && bottom === 80 && right > left && top < bottom);
  });
});

const ONE: readonly ScopedRegion[] = [{ fate: 'take', kind: 'drawn', box: [1, 1, 5, 5], scope: 'file' }];

describe('changes to regions', () => {
  it('are undone and done again, and a new one ends what could be done again', () => {
    const step = undone(changed(NO_HISTORY, []), ONE);
    assert.deepEqual(step?.settled, []);
    assert.ok(step !== undefined);
    assert.deepEqual(redone(step.history, [])?.settled, ONE);
    assert.equal(redone(changed(step.history, []), ONE), undefined);
    assert.equal(undone(NO_HISTORY, ONE), undefined);
  });
});

describe('the desk of regions', () => {
  function desk(settled: readonly ScopedRegion[]) {
    const sent: ToHost[] = [];
    const text: RegionsState['entries'][number] = {
      id: 'text',
      kind: 'text',
      box: [0, 0, 9, 9],
      frames: [[2, 4]],
      goes: true,
      by: 'recipe',
      reason: '',
    };
    const own = settled.map(({ box, kind }, at): RegionsState['entries'][number] => ({
      id: `own ${at}`,
      kind,
      box,
      goes: true,
      by: 'user',
      reason: '',
      settled: at,
    }));
    const regions = ref<RegionsState>({ entries: [text, ...own], settled, look: { kind: 'not-yet' }, series: true });
    const made = createRegionDesk({
      regions: () => regions.value,
      index: () => 0,
      post: (message) => sent.push(message),
    });
    const last = (): readonly ScopedRegion[] => {
      const message = sent.at(-1);
      assert.ok(message?.kind === 'settle');
      return message.regions;
    };
    return { made, text, own, last };
  }

  it('shows the regions of the frame', () => {
    const { made } = desk(ONE);
    assert.deepEqual(
      made.inFrame.value.map(({ id }) => id),
      ['own 0'],
    );
  });

  it('overrules what was found the other way round, in its frames', () => {
    const { made, text, last } = desk([]);
    made.overrule(text);
    assert.deepEqual(last(), [{ fate: 'keep', kind: 'text', box: [0, 0, 9, 9], scope: 'file', frames: [[2, 4]] }]);
  });

  it('moves, widens to the series, deletes and takes back', () => {
    const { made, own, last } = desk(ONE);
    const [entry] = own;
    assert.ok(entry !== undefined);
    const box: Box = [2, 2, 6, 6];
    made.reshape(entry, box);
    assert.deepEqual(last()[0]?.box, box);
    made.frames(entry, true);
    assert.deepEqual(last()[0]?.frames, [[0, 0]]);
    made.scope(entry, 'series');
    assert.equal(last()[0]?.scope, 'series');
    made.remove(entry);
    assert.deepEqual(last(), []);
    made.undo();
    assert.deepEqual(last(), ONE);
  });

  it('names frames as people count them', () => {
    assert.equal(framesWords([[0, 0]], 1), '');
    assert.equal(framesWords(undefined, 9), 'all frames');
    assert.equal(framesWords([[0, 8]], 9), 'all frames');
    assert.equal(
      framesWords(
        [
          [1, 2],
          [4, 4],
        ],
        9,
      ),
      'frames 2–3, 5',
    );
  });
});
