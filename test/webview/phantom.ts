// An invented image and an invented report, for the panes beside the tree.
import type { Frame, ImageFacts, ReportItem } from '../../src/protocol.js';

const SIDE = 256;

export const IMAGE: ImageFacts = {
  frames: 12,
  rows: SIDE,
  columns: SIDE,
  transferSyntax: 'Explicit VR Little Endian',
  grey: true,
  presets: [
    { name: 'Soft tissue', center: 40, width: 400 },
    { name: 'Lung', center: -600, width: 1500 },
  ],
  framesPerSecond: 8,
  unit: 'HU',
};

/** Two discs in air: water, with something denser that wanders from frame to frame. */
export function phantomFrame(index: number): Frame {
  const values = new Int16Array(SIDE * SIDE);
  const [x2, y2] = [128 + 40 * Math.cos(index / 2), 128 + 40 * Math.sin(index / 2)];
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const body = Math.hypot(x - 128, (y - 128) * 1.2) < 105;
      const dense = Math.hypot(x - x2, y - y2) < 26;
      values[y * SIDE + x] = dense ? 180 : body ? ((x * 7 + y * 13) % 60) - 20 : -1000;
    }
  }
  return {
    index,
    rows: SIDE,
    columns: SIDE,
    samples: 1,
    type: 's16',
    bytes: new Uint8Array(values.buffer),
    inverted: false,
    slope: 1,
    intercept: 0,
    regions: [{ area: [8, 8, 90, 18], label: 'Covered by a device rule' }],
    overlays: [],
    tables: [],
    window: { center: 40, width: 400 },
  };
}

function item(
  concept: string,
  valueType: string,
  value: string,
  identifying = false,
  items: readonly ReportItem[] = [],
): ReportItem {
  return { relationship: 'CONTAINS', concept, valueType, value, path: '(0040,A730)', identifying, items };
}

export const REPORT: readonly ReportItem[] = [
  item('Chest CT report', 'CONTAINER', '', false, [
    item('Observer', 'PNAME', 'Riviera^Nick', true),
    item('Findings', 'CONTAINER', '', false, [
      item('Finding', 'TEXT', 'No change since last year.'),
      item('Diameter', 'NUM', '12 mm'),
    ]),
    item('Date of the last study', 'DATE', '20200311', true),
  ]),
];
