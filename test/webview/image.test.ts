// The image pane's own reckoning: which frames are asked for and kept, where the image lies, what it is shown with.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Frame, ImageFacts, ToHost } from '../../src/protocol.js';
import { type FrameStock, frameStock } from '../../webview/editor/image/frames.js';
import { choicesOf, firstChoice, mappingOf, short, windowWords } from '../../webview/editor/image/mappings.js';
import { fitScale, inSight, placeOf, shiftFor } from '../../webview/editor/image/viewport.js';
import { frameWith } from '../support/frame.js';

const frame = (index: number, bytes = 4, more: Partial<Frame> = {}): Frame =>
  frameWith({ index, bytes: new Uint8Array(bytes), ...more });

const FACTS: ImageFacts = {
  frames: 10,
  rows: 2,
  columns: 2,
  transferSyntax: 'uncompressed',
  grey: true,
  presets: [],
  unit: '',
};

function stock(count = 10): { readonly stock: FrameStock; readonly asked: number[]; readonly changes: () => number } {
  const asked: number[] = [];
  let changes = 0;
  const post = (message: ToHost): void => {
    if (message.kind === 'get-frame') asked.push(message.index);
  };
  return {
    stock: frameStock(
      post,
      () => count,
      () => changes++,
    ),
    asked,
    changes: () => changes,
  };
}

describe('frames of the image pane', () => {
  it('are asked for one at a time, the next one ahead, in the direction of travel', () => {
    const { stock: frames, asked } = stock();
    frames.want(3, 1);
    assert.deepEqual(asked, [3]);
    frames.arrived(frame(3));
    assert.deepEqual(asked, [3, 4]);
    frames.arrived(frame(4));
    assert.deepEqual(asked, [3, 4], 'no more than one ahead');
    frames.want(2, -1);
    frames.arrived(frame(2));
    assert.deepEqual(asked, [3, 4, 2, 1]);
  });

  it('what was skipped over meanwhile is not asked for', () => {
    const { stock: frames, asked } = stock();
    frames.want(0, 1);
    for (const index of [1, 2, 3, 4, 5]) frames.want(index, 1);
    frames.arrived(frame(0));
    assert.deepEqual(asked, [0, 5]);
  });

  it('after the last comes the first', () => {
    const { stock: frames, asked } = stock(3);
    frames.want(2, 1);
    frames.arrived(frame(2));
    assert.deepEqual(asked, [2, 0]);
  });

  it('a single frame is asked for once', () => {
    const { stock: frames, asked } = stock(1);
    frames.want(0, 1);
    frames.arrived(frame(0));
    frames.want(0, 1);
    assert.deepEqual(asked, [0]);
  });

  it('only as many are kept as fit the budget, and the one on the screen is among them', () => {
    const { stock: frames } = stock(100);
    const megabytes = 20 * 1024 * 1024;
    for (let index = 0; index < 12; index++) {
      frames.want(index, 1);
      frames.arrived(frame(index, megabytes));
    }
    const kept = Array.from({ length: 100 }, (_, index) => index).filter((index) => frames.get(index) !== undefined);
    assert.ok(kept.length <= 5, `${kept.length} are kept`);
    assert.ok(kept.includes(11));
  });

  it('a reason is kept and the rest goes on', () => {
    const { stock: frames, asked, changes } = stock();
    frames.want(0, 1);
    frames.failed(0, 'damaged');
    assert.equal(frames.reason(0), 'damaged');
    assert.equal(changes(), 1);
    assert.deepEqual(asked, [0, 1]);
    frames.forget();
    assert.equal(frames.reason(0), undefined);
    assert.deepEqual(asked, [0, 1, 0], 'everything is asked for again');
  });
});

describe('the place of the image', () => {
  const pane = { width: 400, height: 300 };
  const image = { width: 100, height: 100 };

  it('fits and lies in the middle', () => {
    assert.equal(fitScale(pane, image), 3);
    assert.deepEqual(placeOf(pane, image, 0, 50, 50), { scale: 3, left: 50, top: 0 });
  });

  it('zooming leaves the point under the mouse where it is', () => {
    const before = placeOf(pane, image, 0, 0, 0);
    const [x, y] = [123, 45];
    const shift = shiftFor(pane, image, before, 7, x, y);
    const after = placeOf(pane, image, 7, shift.x, shift.y);
    const under = ({ scale, left, top }: typeof before) => [(x - left) / scale, (y - top) / scale];
    under(before).forEach((at, axis) => {
      assert.ok(Math.abs(at - (under(after)[axis] ?? 0)) < 1e-9);
    });
  });

  it('can not be lost out of sight', () => {
    const { x, y } = inSight(pane, image, 2, 10_000, -10_000);
    const place = placeOf(pane, image, 2, x, y);
    assert.ok(place.left < pane.width && place.top + 200 > 0);
  });
});

describe('what an image is shown with', () => {
  const presets = [
    { name: 'Bone', center: 300, width: 1500 },
    { name: 'Soft', center: 40, width: 400 },
  ];

  it('first with what the file says, else a table, else automatically', () => {
    const table = { name: '', first: 0, values: new Uint8Array(4) };
    assert.equal(firstChoice({ ...FACTS, presets }, frame(0)), 'file:0');
    assert.equal(firstChoice(FACTS, frame(0, 4, { tables: [table] })), 'table:0');
    assert.equal(firstChoice(FACTS, frame(0)), 'auto');
  });

  it('a frame has its own first window', () => {
    const facts = { ...FACTS, presets };
    const own = frame(0, 4, { window: { center: 7, width: 9 } });
    assert.deepEqual(mappingOf(facts, own, 'file:0', undefined), { kind: 'window', center: 7, width: 9 });
    const second = mappingOf(facts, own, 'file:1', undefined);
    assert.deepEqual(second.kind === 'window' && [second.center, second.width], [40, 400]);
  });

  it('CT windows are offered for Hounsfield units only', () => {
    const ids = (unit: string) => choicesOf({ ...FACTS, unit }, frame(0), false).map(({ id }) => id);
    assert.ok(ids('HU').includes('ct:lung'));
    assert.ok(!ids('').some((id) => id.startsWith('ct:')));
    const lung = mappingOf({ ...FACTS, unit: 'HU' }, frame(0), 'ct:lung', undefined);
    assert.deepEqual(lung, { kind: 'window', center: -600, width: 1500 });
  });

  it("a choice that is not there any more, or the user's own without numbers, becomes automatic", () => {
    for (const choice of ['table:5', 'file:9', 'own', 'nonsense'])
      assert.deepEqual(mappingOf(FACTS, frame(0), choice, undefined), mappingOf(FACTS, frame(0), 'auto', undefined));
  });

  it('numbers are short', () => {
    assert.deepEqual([40, -1024, 0.123456, 1234.5678, 12_345_678_901].map(short), [
      '40',
      '-1024',
      '0.1235',
      '1234.57',
      '1.235e+10',
    ]);
    assert.equal(windowWords({ center: 40, width: 400 }, 'HU'), 'C 40  W 400 HU');
  });
});
