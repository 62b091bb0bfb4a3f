// From values to brightness: windows as PS3.3 defines them, tables, padding, and windows that fit a frame.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Frame } from '../../src/core/pixels/frame.js';
import { autoWindow, brightness, fullRange, type Mapping, paint } from '../../src/core/pixels/grey.js';
import { frameWith } from '../support/frame.js';

function frame(values: Int16Array | Uint8Array | Float32Array, more: Partial<Frame> = {}): Frame {
  const type = values instanceof Int16Array ? 's16' : values instanceof Uint8Array ? 'u8' : 'f32';
  return frameWith({ rows: 1, columns: values.length, type, bytes: new Uint8Array(values.buffer), ...more });
}

function painted(of: Frame, mapping: Mapping, inverted = false): readonly number[] {
  const out = new Uint32Array(of.rows * of.columns);
  paint(of, mapping, inverted, out);
  assert.ok(out.every((pixel) => pixel >>> 24 === 255));
  return [...out].map((pixel) => pixel & 0xff);
}

describe('windows', () => {
  it('linear: PS3.3 C.11.2.1.2.1, with its example of a width of 1', () => {
    const window = { center: 2048, width: 4096 };
    assert.equal(brightness(0, window), 0);
    assert.equal(brightness(4095, window), 255);
    assert.deepEqual(
      [99, 100].map((value) => brightness(value, { center: 100, width: 1 })),
      [0, 255],
    );
    assert.deepEqual(
      [brightness(0, { center: 0, width: 100 }), brightness(-51, { center: 0, width: 100 })].map(Math.round),
      [129, 0],
    );
  });

  it('linear exact and sigmoid: C.11.2.1.3', () => {
    const exact = { center: 0.5, width: 1, shape: 'linear-exact' } as const;
    assert.deepEqual(
      [0, 0.5, 1].map((value) => brightness(value, exact)),
      [0, 127.5, 255],
    );
    assert.equal(brightness(10, { center: 10, width: 4, shape: 'sigmoid' }), 127.5);
  });

  it('apply to values after slope and intercept', () => {
    const of = frame(Int16Array.of(-100, 0, 100), { slope: 2, intercept: 50 });
    assert.deepEqual(painted(of, { kind: 'window', center: 50.5, width: 1 }), [0, 0, 255]);
    assert.deepEqual(painted(of, { kind: 'window', center: 50.5, width: 1 }, true), [255, 255, 0]);
  });

  it('MONOCHROME1 is dark where values are high; padding is black in both', () => {
    const of = frame(Uint8Array.of(0, 255, 7), { inverted: true, padding: [7, 7] });
    const mapping: Mapping = { kind: 'window', center: 128, width: 256 };
    assert.deepEqual(painted(of, mapping), [255, 0, 0]);
    assert.deepEqual(painted(of, mapping, true), [0, 255, 0]);
  });

  it('fractions are windowed without a table', () => {
    const of = frame(Float32Array.of(0, 0.25, Number.NaN));
    assert.deepEqual(painted(of, { kind: 'window', center: 0.25, width: 0.5, shape: 'linear-exact' }), [0, 128, 0]);
  });

  it('a table of the file takes its ends for what lies beyond', () => {
    const values = Uint8Array.of(0, 10, 0, 20, 0, 30);
    assert.deepEqual(painted(frame(Int16Array.of(-5, 1, 9)), { kind: 'table', first: 0, values }), [10, 20, 30]);
  });

  it('every second pixel where that is asked for', () => {
    const of = frame(
      Uint8Array.from({ length: 16 }, (_, at) => at),
      { rows: 4, columns: 4 },
    );
    const out = new Uint32Array(4);
    paint(of, { kind: 'window', center: 128, width: 256 }, false, out, 2);
    assert.deepEqual(
      [...out].map((pixel) => pixel & 0xff),
      [0, 2, 8, 10],
    );
  });
});

describe('windows that fit', () => {
  it('full range: from the least to the most, signed, rescaled, falling', () => {
    assert.deepEqual(fullRange(frame(Int16Array.of(-10, 3, 9))), { center: 0, width: 20 });
    assert.deepEqual(fullRange(frame(Int16Array.of(-10, 3, 9), { slope: -1 })), { center: 1, width: 20 });
  });

  it('automatic: single bright pixels do not count, padding neither', () => {
    const values = new Int16Array(1000).fill(50, 0, 500).fill(60, 500);
    values[0] = 30_000;
    values.fill(-2000, 1, 100);
    assert.deepEqual(autoWindow(frame(values, { padding: [-2000, -2000] })), { center: 55.5, width: 11 });
  });

  it('a mask of few pixels is seen', () => {
    const values = new Uint8Array(1000);
    values[3] = 1;
    const window = autoWindow(frame(values));
    assert.deepEqual(
      [0, 1].map((value) => Math.round(brightness(value, window))),
      [0, 255],
    );
  });

  it('fractions', () => {
    assert.deepEqual(fullRange(frame(Float32Array.of(0.5, 1.5, Number.NaN))), {
      center: 1,
      width: 1,
      shape: 'linear-exact',
    });
  });
});
