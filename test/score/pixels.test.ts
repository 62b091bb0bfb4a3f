// Cases of burned-in text are the same each time, their truth is what was drawn, and the score tells a perfect finder from a blind
// one and from one that takes everything.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { BurnedCase } from '../../scripts/pixelCases/burnedCase.js';
import { makeCase } from '../../scripts/pixelCases/makeCase.js';
import { ownPen } from '../../scripts/pixelCases/ownPen.js';
import { storedBytes } from '../../scripts/pixelCases/pixelFormat.js';
import { plainFile } from '../../scripts/pixelCases/writeCase.js';
import type { Examined, ExaminedRegion } from '../../scripts/score/pixels/examined.js';
import { judgeCase } from '../../scripts/score/pixels/judgeCase.js';
import { tallyLines } from '../../scripts/score/pixels/printTally.js';
import { tells } from '../../scripts/score/pixels/readable.js';
import { framesOf, sceneOf } from '../../scripts/score/pixels/readFrames.js';
import { type Tally, tallyOf } from '../../scripts/score/pixels/tally.js';

const pen = ownPen();
const NUMBERS = [0, 1, 2, 8, 11, 13];

function make(number: number, set: 'tune' | 'score' = 'tune'): Promise<BurnedCase> {
  return makeCase(number, { set, pen });
}

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

let cases: readonly BurnedCase[] = [];

function scored(examine: (burned: BurnedCase) => Partial<Examined>): Tally {
  const judged = cases.map((burned) => judgeCase(burned, { regions: [], ms: 10, ...examine(burned) }));
  return tallyOf(judged, { readable: 0, changedOutside: 0, unfilled: 0 });
}

const region = (box: ExaminedRegion['box'], frames: ExaminedRegion['frames']): ExaminedRegion => ({
  kind: 'text',
  box,
  frames,
  judgement: 'unknown',
  removed: true,
});

function exact({ phrases }: BurnedCase): readonly ExaminedRegion[] {
  return phrases.flatMap(({ corners, spots }) =>
    spots.map(({ first, last, left, top }): ExaminedRegion => {
      const polygon = corners.map(([x, y]): [number, number] => [left + x, top + y]);
      return { ...region([0, 0, 1, 1], [[first, last]]), polygon };
    }),
  );
}

describe('score of pixels', () => {
  before(async () => {
    cases = await Promise.all(NUMBERS.map((number) => make(number)));
  });

  it('makes the same files from the same numbers, and others for the other set', async () => {
    const [once, again, other] = [await make(7), await make(7), await make(7, 'score')];
    assert.equal(digest(plainFile(once)), digest(plainFile(again)));
    assert.deepEqual(once.phrases, again.phrases);
    assert.notEqual(digest(plainFile(once)), digest(plainFile(other)));
  });

  it('has phrases whose letters stand out from what is around them', () => {
    const phrases = cases.flatMap((burned) => burned.phrases.map((phrase) => ({ phrase, burned })));
    assert.ok(phrases.length >= 15, `${phrases.length} phrases`);
    for (const { phrase, burned } of phrases) {
      if (phrase.decoration !== 'plain' || phrase.staying !== 'all') continue;
      const [spot] = phrase.spots;
      const plane = burned.frames[0]?.planes[0];
      assert.ok(spot !== undefined && plane !== undefined);
      let [ink, inkCount, ground, groundCount] = [0, 0, 0, 0];
      for (const [at, bit] of phrase.mask.bits.entries()) {
        const [x, y] = [spot.left + (at % phrase.mask.width), spot.top + Math.floor(at / phrase.mask.width)];
        const value = plane[y * burned.width + x] ?? 0;
        if (bit === 1) [ink, inkCount] = [ink + value, inkCount + 1];
        else [ground, groundCount] = [ground + value, groundCount + 1];
      }
      const difference = Math.abs(ink / inkCount - ground / groundCount);
      assert.ok(difference > phrase.contrast * 0.35, `${phrase.text}: ${difference} of ${phrase.contrast}`);
    }
  });

  it('writes objects that read back as what was drawn', async () => {
    for (const burned of cases) {
      const [frame] = await framesOf(plainFile(burned), 1);
      assert.ok(frame !== undefined);
      assert.deepEqual([frame.columns, frame.rows], [burned.width, burned.height]);
      if (burned.format.photometric !== 'RGB') continue;
      const [scene] = burned.frames;
      assert.ok(scene !== undefined);
      assert.deepEqual(
        storedBytes(sceneOf(frame), { ...burned.format, planar: false }, false),
        storedBytes(scene, { ...burned.format, planar: false }, false),
      );
    }
  });

  it('gives a perfect finder everything', () => {
    const tally = scored((burned) => ({ regions: exact(burned) }));
    assert.ok(tally.all.phrases > 0);
    assert.equal(tally.all.covered, tally.all.phrases);
    assert.equal(tally.identifying.removed, tally.identifying.phrases);
    assert.equal(tally.technical.kept, 0);
    assert.equal(tally.needless, 0);
    assert.equal(tally.clean.boxes, 0);
    assert.ok(tally.clean.images > 0);
  });

  it('gives a blind one nothing', () => {
    const tally = scored(() => ({}));
    assert.equal(tally.all.covered, 0);
    assert.equal(tally.all.missed, tally.all.phrases);
    assert.equal(tally.technical.kept, tally.technical.phrases);
    assert.equal(tally.needless, 0);
  });

  it('tells who takes everything', () => {
    const tally = scored(({ width, height, frames }) => ({
      regions: [region([0, 0, width, height], [[0, frames.length - 1]])],
    }));
    assert.equal(tally.all.covered, tally.all.phrases);
    assert.ok(tally.needless > 0.5, String(tally.needless));
    assert.equal(tally.clean.boxes, tally.clean.images);
    assert.match(tallyLines(tally).join('\n'), /over-redacted area.*missed/u);
  });

  it('counts what is found and left as found, not as taken out', () => {
    const tally = scored((burned) => ({ regions: exact(burned).map((one) => ({ ...one, removed: false })) }));
    assert.equal(tally.all.covered, tally.all.phrases);
    assert.equal(tally.identifying.removed, 0);
    assert.equal(tally.technical.kept, tally.technical.phrases);
  });

  it('counts objects that could not be looked at', () => {
    const tally = scored(({ name }) => (name.endsWith('0001') ? { trouble: 'refused' } : {}));
    assert.equal(tally.troubles, 1);
    assert.ok(tally.all.phrases < cases.reduce((sum, { phrases }) => sum + phrases.length, 0));
  });

  it('knows what a reader has read', () => {
    assert.ok(tells('x DUQUESNE MIRABEL', 'Duquesne, Mirabel'));
    assert.ok(tells('DUQUE5NE', 'Duquesne^Mirabel'));
    assert.ok(tells('ID: MRN286473', 'MRN286473'));
    assert.ok(!tells('I I ,. rnl', 'Duquesne, Mirabel'));
    assert.ok(!tells('', '王小明'));
    assert.ok(tells('王小明', '王小明'));
  });
});
