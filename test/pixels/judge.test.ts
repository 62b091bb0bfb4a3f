// What is read in an image, judged by what the header names; readers take characters for one another.
import assert from 'node:assert/strict';
import type { Sighting } from '../../src/core/pixels/examine/sightings.js';
import { judgeWith } from '../../src/core/pixels/judge/judge.js';
import { DEFAULT_PIXELS, type PixelPolicy } from '../../src/core/policy/policy.js';
import type { EvidenceItem } from '../../src/core/text/evidence.js';

const EVIDENCE: readonly EvidenceItem[] = [
  { kind: 'patient-name', value: 'Lindqvist^Marta' },
  { kind: 'patient-id', value: 'KX-20481I7' },
  { kind: 'birth-date', value: '19610203' },
  { kind: 'institution', value: 'Sankt Olofs Sjukhus' },
];

function text(...readings: readonly (readonly [string, number])[]): Sighting {
  return {
    kind: 'text',
    box: [10, 10, 90, 22],
    confidence: 0.9,
    readings: readings.map(([read, confidence]) => ({ text: read, confidence })),
    frames: [[0, 0]],
  };
}

function verdict(read: string, confidence = 0.95, policy: PixelPolicy = DEFAULT_PIXELS) {
  const { region, fill } = judgeWith(policy, EVIDENCE)(text([read, confidence]));
  return {
    judgement: region.judgement,
    category: region.category,
    goes: fill !== undefined,
    confidence: region.confidence,
  };
}

describe('what is read in images', () => {
  for (const [read, category] of [
    ['LINDQVIST, MARTA', 'name'],
    ['L1NDQV1ST MARTA', 'name'],
    ['LINDOVIST', 'name'],
    ['KX-2O48117', 'id'],
    ['ID: KX2048IT7', 'id'],
    ['03.02.1961', 'date'],
    ['O3-FEB-196l', 'date'],
    ['Sankt 0lofs Sjukhus', 'institution'],
  ] as const)
    it(`knows ${read} for an identifier of the header`, () => {
      assert.deepEqual(verdict(read), { judgement: 'identifying', category, goes: true, confidence: 0.9 });
    });

  for (const read of [
    '120 kVp',
    'L',
    'R',
    'WW: 400 WL: 40',
    '5 cm',
    'MI 0.7 TIs 0.2',
    '3.5 MHz',
    'Zoom 1.5x',
    'AP',
    '50%',
    'FR 42Hz',
    'SIEMENS',
    '10',
    'T2 TSE sag',
    'SL 4.1mm',
    // Digits and letters taken for one another.
    'CTDIvo1 65.36 mGy',
    'SL 6.Imm',
    'DLP 46.2q',
    '1O mA',
  ])
    it(`lets ${read} stay, because it tells of the image alone`, () => {
      const { judgement, goes } = verdict(read);
      assert.deepEqual([judgement, goes], ['technical', false]);
    });

  for (const read of [
    '1961',
    '4821337',
    '12:30:44',
    '03/02/61',
    'Qwertz Uiop',
    'J. Doe',
    '請稍候',
    '12I45',
    '2O48l',
    'S0bol',
    'lOO',
  ])
    it(`does not let ${read} stay`, () => assert.equal(verdict(read).goes, true));

  it('makes no day of letters in long words that look like digits', () => {
    const judge = judgeWith(DEFAULT_PIXELS, [{ kind: 'date', value: '20101001' }]);
    const judgementOf = (read: string) => judge(text([read, 0.95])).region.judgement;
    assert.equal(judgementOf('CTDIVOL70.70MGY'), 'technical');
    assert.equal(judgementOf('O1.1O.10'), 'identifying');
    assert.equal(judgementOf('0l OCT 2010'), 'identifying');
  });

  it('believes nothing that was read badly', () => {
    assert.equal(verdict('120 kVp', 0.6).goes, true);
    const { region, fill } = judgeWith(DEFAULT_PIXELS, EVIDENCE)(text());
    assert.equal(region.judgement, 'unknown');
    assert.ok(fill !== undefined);
  });

  it('takes the worst of several lines and frames', () => {
    const judge = judgeWith(DEFAULT_PIXELS, EVIDENCE);
    assert.ok(judge(text(['L', 0.99], ['LINDQVIST', 0.9])).fill !== undefined);
    assert.ok(judge(text(['120 kVp\nsomething else', 0.99])).fill !== undefined);
    assert.ok(judge(text(['120 kVp\n5 mm', 0.99])).fill === undefined);
  });

  it('does what the recipe says', () => {
    assert.equal(verdict('120 kVp', 0.95, { ...DEFAULT_PIXELS, text: 'all' }).goes, true);
    assert.equal(verdict('LINDQVIST', 0.95, { ...DEFAULT_PIXELS, text: 'keep' }).goes, false);
    const allow: PixelPolicy = { ...DEFAULT_PIXELS, text: 'unless-allowed', allowed: ['\\d+ kvp', '[LR]'] };
    assert.equal(verdict('120 kVp', 0.95, allow).goes, false);
    assert.equal(verdict('l', 0.95, allow).goes, false);
    assert.equal(verdict('120 kVp x', 0.95, allow).goes, true);
    assert.equal(verdict('5 mm', 0.95, allow).goes, true);
    assert.equal(verdict('L', 0.5, allow).goes, true);
  });

  it('says of faces and codes what becomes of them, and no value in any reason', () => {
    const face: Sighting = { kind: 'face', box: [0, 0, 9, 9], confidence: 0.7, readings: [], frames: [[0, 0]] };
    assert.deepEqual(judgeWith({ ...DEFAULT_PIXELS, faces: { kind: 'blur' } }, [])(face).fill, { kind: 'blur' });
    assert.equal(judgeWith({ ...DEFAULT_PIXELS, faces: 'keep' }, [])(face).fill, undefined);
    assert.equal(judgeWith({ ...DEFAULT_PIXELS, faces: 'remove' }, [])(face).wholeFrame, true);
    const told = JSON.stringify(judgeWith(DEFAULT_PIXELS, EVIDENCE)(text(['LINDQVIST MARTA KX-2048117', 0.9])));
    assert.ok(!/LINDQVIST|MARTA|KX/u.test(told));
  });
});
