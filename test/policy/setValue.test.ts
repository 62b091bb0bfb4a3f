import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { DeidError } from '../../src/core/kernel/deidError.js';
import { builtinPolicy } from '../../src/core/policy/builtin.js';
import { withOptions } from '../../src/core/policy/editPolicy.js';
import { unfit } from '../../src/core/policy/setValue.js';

function set(rule: string): void {
  const policy = builtinPolicy('blank');
  assert.ok(policy !== undefined);
  withOptions(policy, { set: [rule] });
}

describe('a value that is set', () => {
  const good: readonly (readonly [string, string])[] = [
    ['DA', '20240319'],
    ['DA', '20240319\\20240320'],
    ['TM', '1425'],
    ['DT', '20240319142530.5+0100'],
    ['AS', '063Y'],
    ['CS', 'ORIGINAL\\PRIMARY'],
    ['UI', '1.2.840.10008.1.2'],
    ['DS', '-1.5e3'],
    ['IS', '42'],
    ['PN', `${'a'.repeat(64)}=${'b'.repeat(64)}`],
    ['LT', 'any\\text'],
    ['LT', 'one line\r\nand another'],
    ['DA', '20240229'],
    ['DT', '202402'],
    ['LO', ''],
  ];
  for (const [vr, value] of good)
    it(`${vr} takes ${value.slice(0, 24)}`, () => assert.equal(unfit(vr, value), undefined));

  const bad: readonly (readonly [string, string])[] = [
    ['DA', 'tomorrow'],
    ['DA', '20241301'],
    ['DA', '20230229'],
    ['DA', '20240431'],
    ['DT', '20240230101500'],
    ['LO', 'one line\nand another'],
    ['PN', 'A^B\tC'],
    ['TM', '2561'],
    ['AS', '77'],
    ['CS', 'lower'],
    ['UI', 'not a uid'],
    ['UI', '1.02.3'],
    ['DS', 'ten'],
    ['IS', '1.5'],
    ['SH', 'x'.repeat(17)],
    ['LO', `ok\\${'x'.repeat(65)}`],
    ['PN', 'x'.repeat(65)],
    ['UR', 'a b'],
  ];
  for (const [vr, value] of bad) {
    it(`${vr} does not take ${value.slice(0, 24)}, and the reason does not repeat it`, () => {
      const why = unfit(vr, value);
      assert.ok(why !== undefined);
      assert.ok(!why.includes(value));
    });
  }

  for (const rule of [
    'Rows=5',
    'StudyDate=tomorrow',
    'SpecificCharacterSet=ISO_IR 100',
    '0002,0010=1.2',
    'PixelData=x',
    'PatientID=A\\B',
    'PixelSpacing=1\\2\\3',
  ]) {
    it(`--set ${rule} is refused up front`, () => {
      assert.throws(
        () => set(rule),
        (error) => error instanceof DeidError && error.code === 'usage',
      );
    });
  }

  it('--set ClinicalTrialProtocolID=X is taken', () => set('ClinicalTrialProtocolID=X'));
});
