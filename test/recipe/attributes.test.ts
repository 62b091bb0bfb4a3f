// Which attributes a recipe's lines name.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Override } from '../../src/core/policy/policy.js';
import { made, rulesOf } from './compiled.js';

const ANY = 0xffffffff;

function attributesOf(...names: readonly string[]): readonly Override['attribute'][] {
  return rulesOf(...names.map((name) => `REMOVE ${name}`)).map(({ attribute }) => attribute);
}

describe('an attribute', () => {
  it('is a keyword, a tag in any form, a private one, a block, or a repeating group', () => {
    const id = { value: 0x00100020, mask: ANY };
    const own = { value: 0x0019000a, mask: 0xffff00ff, creator: 'GEMS_ACQU_01' };
    assert.deepEqual(
      attributesOf(
        'PatientID',
        'patientid',
        '(0010,0020)',
        '00100020',
        '0010,0020',
        '0x00100020',
        '(0019,"GEMS_ACQU_01",0A)',
        '0019,"GEMS_ACQU_01",0A',
        '(0019,"GEMS_ACQU_01",xx)',
        '60xx3000',
      ),
      [
        ...Array.from({ length: 6 }, () => id),
        own,
        own,
        { value: 0x00190000, mask: 0xffff0000, creator: 'GEMS_ACQU_01' },
        { value: 0x60003000, mask: 0xff00ffff },
      ],
    );
  });

  it('is a path, from the data set down, in our form and in that of deid', () => {
    const parents = [{ value: 0x0040a730, mask: ANY }];
    const text = { value: 0x0040a160, mask: ANY, parents };
    const names = [
      'ContentSequence.TextValue',
      '(0040,A730).(0040,A160)',
      'ContentSequence__TextValue',
      '(0040,A730)__0__(0040,A160)',
    ];
    assert.deepEqual(attributesOf(...names, '.TextValue'), [text, text, text, text, { ...text, parents: [] }]);
  });

  it('is a set', () => {
    const set = (only: object): object => ({ value: 0, mask: 0, only });
    assert.deepEqual(
      attributesOf(
        'ALL',
        'allfields',
        'startswith:Patient',
        'ENDSWITH:date',
        'contains:UID',
        'except:A|B',
        'allexcept:A',
        'except:"A|B"',
        'contains:0019',
        'startswith:Study.*Date',
        'endswith:D.te|Time',
        'select:VR:tm',
        'select:private',
        'fields:f',
        'values:v',
      ),
      [
        set({ kind: 'all' }),
        set({ kind: 'all' }),
        set({ kind: 'starts-with', text: 'Patient' }),
        set({ kind: 'ends-with', text: 'date' }),
        set({ kind: 'contains', text: 'UID' }),
        set({ kind: 'matches-not', pattern: 'A|B' }),
        set({ kind: 'matches-not', pattern: 'A' }),
        set({ kind: 'except', text: 'A|B' }),
        set({ kind: 'matches', pattern: '0019' }),
        set({ kind: 'matches', pattern: '^(Study.*Date)' }),
        set({ kind: 'matches', pattern: '(D.te|Time)$' }),
        set({ kind: 'vr', vr: 'TM' }),
        set({ kind: 'private' }),
        set({ kind: 'fields', group: 'f' }),
        set({ kind: 'values', group: 'v' }),
      ],
    );
    assert.deepEqual(attributesOf('select:group:0018'), [{ value: 0x00180000, mask: 0xffff0000 }]);
    assert.deepEqual(
      attributesOf('contains:Date|Time').map(({ only }) => only),
      [
        { kind: 'contains', text: 'Date' },
        { kind: 'contains', text: 'Time' },
      ],
    );
  });

  it('that DICOM does not have is passed over with a warning and a hint', () => {
    const { policy, diagnostics } = made('PROFILE none\n%header\nREMOVE PatientNmae');
    assert.deepEqual(policy.overrides, []);
    assert.deepEqual(
      diagnostics.map(({ severity, code }) => `${severity} ${code}`),
      ['warning unknown-attribute'],
    );
    assert.match(diagnostics[0]?.message ?? '', /did you mean PatientName\?/);
  });
});
