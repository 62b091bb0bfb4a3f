// Invented regions of the invented image: one of each kind.
import type { LookState, RegionEntry, RegionsState, ScopedRegion } from '../../src/protocol.js';

export const REGIONS_AT_FIRST: readonly ScopedRegion[] = [
  { fate: 'take', kind: 'drawn', box: [150, 170, 220, 200], scope: 'file' },
];

const FOUND: readonly RegionEntry[] = [
  { id: 'device', kind: 'device', box: [0, 0, 256, 20], label: 'Sample scanner', goes: true, by: 'recipe', reason: '' },
  { id: 'graphics', kind: 'graphics', box: [8, 40, 60, 120], goes: true, by: 'recipe', reason: '' },
  {
    id: 'text',
    kind: 'text',
    box: [70, 40, 190, 60],
    polygon: [
      [70, 44],
      [188, 40],
      [190, 55],
      [72, 60],
    ],
    frames: [[0, 5]],
    judgement: 'identifying',
    confidence: 0.93,
    goes: true,
    by: 'recipe',
    reason: 'text in the image that names what the header names (name)',
    texts: ['LINDQVIST MARTA'],
  },
  {
    id: 'face',
    kind: 'face',
    box: [80, 80, 130, 140],
    frames: [[0, 11]],
    judgement: 'identifying',
    confidence: 0.71,
    goes: true,
    by: 'recipe',
    reason: 'a face',
  },
  {
    id: 'barcode',
    kind: 'barcode',
    box: [190, 90, 240, 140],
    frames: [
      [0, 2],
      [4, 4],
    ],
    judgement: 'unknown',
    confidence: 0.6,
    goes: false,
    by: 'recipe',
    reason: 'a bar code',
  },
];

export function regionsOf(settled: readonly ScopedRegion[], look: LookState): RegionsState {
  const drawn = settled.map(
    ({ kind, box, fate, frames }, at): RegionEntry => ({
      id: `own ${at} ${box.join(' ')}`,
      kind,
      box,
      goes: fate === 'take',
      by: 'user',
      reason: '',
      settled: at,
      ...(frames === undefined ? {} : { frames }),
    }),
  );
  return { entries: [...FOUND, ...drawn], settled, look, device: 'Sample Imaging', series: true };
}
