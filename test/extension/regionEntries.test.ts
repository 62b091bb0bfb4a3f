// The list of regions as people see it: who decided, what goes, and what is hidden while values are masked.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { FoundRegion } from '../../src/core/pixels/detection.js';
import type { LookedRegion } from '../../src/extension/pixels/lookMessages.js';
import { type RegionSources, regionEntries } from '../../src/extension/pixels/regionEntries.js';
import { rememberSeen } from '../../src/extension/pixels/rememberSeen.js';

const REGION: FoundRegion = {
  kind: 'text',
  box: [0, 0, 40, 10],
  frames: [[0, 2]],
  judgement: 'identifying',
  category: 'name',
  confidence: 0.9,
  rule: 'pixels/text',
  reason: 'names what the header names',
  clause: 'PS3.15 E.3.1',
};
const FOUND: LookedRegion = { region: REGION, taken: true, texts: ['INVENTED NAME'] };
const NONE: RegionSources = { devices: [], graphics: [], found: [], runLooks: true, settled: [], masked: false };

describe('the list of regions', () => {
  it('says what was read only where values are shown', () => {
    const [shown] = regionEntries({ ...NONE, found: [FOUND] });
    assert.deepEqual(shown?.texts, ['INVENTED NAME']);
    const masked = regionEntries({ ...NONE, found: [FOUND], masked: true });
    assert.doesNotMatch(JSON.stringify(masked), /INVENTED/);
  });

  it('claims nothing for a run that would not look', () => {
    assert.equal(regionEntries({ ...NONE, found: [FOUND] })[0]?.goes, true);
    assert.equal(regionEntries({ ...NONE, found: [FOUND], runLooks: false })[0]?.goes, false);
  });

  it('lets the user overrule what was found, and lists what is drawn and what rules cover', () => {
    const entries = regionEntries({
      ...NONE,
      found: [FOUND],
      settled: [
        { fate: 'keep', kind: 'text', box: [0, 0, 40, 10], scope: 'file' },
        { fate: 'take', kind: 'drawn', box: [5, 5, 9, 9], scope: 'series' },
      ],
      devices: [{ area: [1, 2, 3, 4], label: 'Sample device' }],
      graphics: [{ box: [0, 0, 64, 64], goes: false }],
    });
    assert.deepEqual(
      entries.map(({ kind, goes, by, settled, box }) => [kind, goes, by, settled, box]),
      [
        ['device', true, 'recipe', undefined, [1, 2, 4, 6]],
        ['graphics', false, 'recipe', undefined, [0, 0, 64, 64]],
        ['text', false, 'user', 0, [0, 0, 40, 10]],
        ['drawn', true, 'user', 1, [5, 5, 9, 9]],
      ],
    );
    assert.equal(new Set(entries.map(({ id }) => id)).size, 4);
  });
});

describe('what was seen in a picture', () => {
  it('is not looked for again in the same picture, and is in another', async () => {
    let looks = 0;
    const detector = rememberSeen(async () => {
      looks += 1;
      return [];
    });
    const picture = (value: number) => ({ width: 2, height: 1, samples: 1 as const, bytes: Uint8Array.of(value, 0) });
    await detector({ picture: picture(1), kinds: ['text'] });
    await detector({ picture: picture(1), kinds: ['text'] });
    assert.equal(looks, 1);
    await detector({ picture: picture(2), kinds: ['text'] });
    await detector({ picture: picture(1), kinds: ['face'] });
    await detector({ picture: picture(1), kinds: ['text'], quick: true });
    assert.equal(looks, 4);
  });
});
