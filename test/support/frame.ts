import type { Frame } from '../../src/core/pixels/frame.js';

/** A grey frame of 2 by 2 pixels in 8 bits, unless told otherwise, with nothing drawn over it. */
export function frameWith(more: Partial<Frame>): Frame {
  return {
    index: 0,
    rows: 2,
    columns: 2,
    samples: 1,
    type: 'u8',
    bytes: new Uint8Array(4),
    inverted: false,
    slope: 1,
    intercept: 0,
    regions: [],
    overlays: [],
    tables: [],
    ...more,
  };
}
