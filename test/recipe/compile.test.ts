// What a recipe's lines become in the policy.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { builtinPolicies, builtinPolicy } from '../../src/core/policy/builtin.js';
import { builtinSource } from '../../src/core/recipe/builtin/sources.js';
import { loaded, made, problems, rulesOf, withoutOrigins } from './compiled.js';
import { DEID, OURS } from './samples.js';

const ANY = 0xffffffff;

describe('the built-in recipes', () => {
  for (const policy of builtinPolicies) {
    it(`${policy.name} is what its text says`, () => {
      const text = builtinSource(policy.name);
      assert.ok(text !== undefined);
      const { policy: again, diagnostics } = made(text);
      assert.deepEqual(again, policy);
      assert.deepEqual(diagnostics, []);
    });
  }

  it('stand in INCLUDE and PROFILE', async () => {
    const research = builtinPolicy('research');
    for (const line of ['INCLUDE research', 'include RESEARCH', 'PROFILE research']) {
      const { policy, diagnostics } = await loaded(`${line}\nNAME research\nTITLE ${research?.title}`);
      assert.deepEqual(policy, research, line);
      assert.deepEqual(diagnostics, []);
    }
  });
});

describe('the samples', () => {
  it('have nothing wrong', () => {
    assert.deepEqual(problems(made(DEID)), ['warning no-profile']);
    assert.deepEqual(problems(made(OURS)), []);
  });

  it('mean the same with other line breaks', () => {
    assert.deepEqual(made(DEID.replaceAll('\n', '\r\n')).policy, made(DEID).policy);
  });
});

describe('a value', () => {
  const kinds = (...lines: readonly string[]): readonly string[] =>
    rulesOf(...lines).map((rule) =>
      'value' in rule
        ? `${rule.kind} ${rule.value}`
        : 'variable' in rule
          ? `${rule.kind} ${rule.variable}`
          : 'days' in rule
            ? `${rule.kind} ${rule.days}`
            : rule.kind,
    );

  it('is a text, a variable, or a function of ours', () => {
    assert.deepEqual(
      kinds(
        'REPLACE PatientComments "a # b"',
        'REPLACE PatientComments e"a\\nb"',
        'REPLACE PatientID var:suid',
        'REPLACE PatientID pseudonym()',
        'REPLACE StudyInstanceUID uid()',
        'REPLACE PatientComments clean()',
        'REPLACE StationName dummy()',
        'REPLACE StudyDate shift(-3)',
        'REPLACE StudyDate shift(var:days)',
        'REPLACE StudyDate shift()',
        'JITTER SeriesDate 31',
        'JITTER SeriesDate var:jitter',
        'JITTER ContentDate',
      ),
      [
        'set a # b',
        'set a\nb',
        'lookup suid',
        'pseudonym',
        'map-uid',
        'clean',
        'dummy',
        'shift -3',
        'shift days',
        'shift',
        'shift 31',
        'shift jitter',
        'shift',
      ],
    );
  });

  it('is a function of deid, by keyed means where deid draws at random', () => {
    assert.deepEqual(
      kinds(
        'REPLACE StudyInstanceUID deid_func:dicom_uuid org_root=1.2',
        'REPLACE SeriesInstanceUID deid_func:pydicom_uuid',
        'REPLACE PatientID deid_func:suffix_uuid',
        'REPLACE AccessionNumber deid_func:basic_uuid',
        'REPLACE StudyDate deid_func:jitter days=3 years=-1',
        'JITTER SeriesDate deid_func:jitter',
      ),
      ['map-uid', 'map-uid', 'pseudonym', 'pseudonym', 'shift -362', 'shift 1'],
    );
  });

  it('that is code of another program is an error, and what it would have replaced does not stay', () => {
    const text =
      'PROFILE none\n%header\nREPLACE PatientID func:hash\nREPLACE SOPInstanceUID func:make\nREMOVE PatientName func:is_name';
    const { policy, diagnostics } = made(text);
    assert.deepEqual(policy.overrides.map(({ kind }) => kind).sort(), ['empty', 'map-uid', 'remove']);
    assert.deepEqual(
      diagnostics.map(({ code, severity }) => `${severity} ${code}`),
      Array.from({ length: 3 }, () => 'error foreign-function'),
    );
  });

  it('has to fit its attribute', () => {
    const bad = (line: string): readonly string[] => problems(made(`PROFILE none\n%header\n${line}`));
    assert.deepEqual(bad('REPLACE StudyDate yesterday'), ['error vr-mismatch']);
    assert.deepEqual(bad('REPLACE PatientID uid()'), ['error vr-mismatch']);
    assert.deepEqual(bad('REPLACE StudyInstanceUID pseudonym()'), ['error vr-mismatch']);
    assert.deepEqual(bad('REPLACE PixelData x'), []);
    assert.deepEqual(bad('REPLACE ContentSequence x'), ['error vr-mismatch']);
    assert.deepEqual(bad('REPLACE Rows many'), ['error vr-mismatch']);
    assert.deepEqual(bad('JITTER StudyTime 3'), ['warning vr-mismatch']);
    assert.deepEqual(bad('JITTER StudyDate soon'), ['error bad-number']);
    assert.deepEqual(bad('REPLACE PatientID hash(x)'), ['warning looks-like-function']);
    assert.deepEqual(bad('KEEP PatientID really'), ['error unexpected-value']);
    assert.deepEqual(bad('REMOVE fields:nobody'), ['error unknown-group']);
  });

  it('of what the program writes itself is left out', () => {
    const { policy, diagnostics } = made('PROFILE none\n%header\nADD PatientIdentityRemoved YES');
    assert.deepEqual(policy.overrides, []);
    assert.deepEqual(
      diagnostics.map(({ code, severity }) => `${severity} ${code}`),
      ['info reserved-attribute'],
    );
  });

  it('narrows REMOVE to what holds a value of a group', () => {
    const text =
      'PROFILE none\n%values v\nFIELD PatientID\n%header\nREMOVE ALL values:v\nREMOVE PatientComments values:v';
    assert.deepEqual(
      made(text).policy.overrides.map(({ attribute }) => attribute),
      [
        { value: 0, mask: 0, only: { kind: 'values', group: 'v' } },
        { value: 0x00104000, mask: ANY, only: { kind: 'values', group: 'v' } },
      ],
    );
  });
});

describe('settings', () => {
  it('move, keep or remove dates', () => {
    const dates = (line: string): unknown => {
      const { options, dateShift } = made(`PROFILE basic\n${line}`).policy;
      return [...options, dateShift.min, dateShift.max];
    };
    assert.deepEqual(dates('DATES shift -365..-30'), ['retain-modified-dates', -365, -30]);
    assert.deepEqual(dates('DATES shift 7'), ['retain-modified-dates', 7, 7]);
    assert.deepEqual(dates('DATES keep'), ['retain-full-dates', -1825, -365]);
    assert.deepEqual(dates('OPTION retain-full-dates\nDATES remove'), [-1825, -365]);
    assert.deepEqual(dates('DATES range 1..2'), [1, 2]);
    assert.deepEqual(problems(made('PROFILE basic\nDATES shift 2..1')), ['error bad-number']);
    assert.deepEqual(problems(made('PROFILE basic\nDATES tomorrow')), ['error bad-setting']);
  });

  it('name what there is', () => {
    assert.deepEqual(problems(made('PROFILE gentle')), ['error unknown-profile', 'warning no-profile'].reverse());
    assert.deepEqual(problems(made('PROFILE basic\nOPTION retain-everything')), ['error unknown-option']);
    assert.deepEqual(problems(made('PROFILE basic\nPATIENT gone')), ['error bad-setting']);
    assert.equal(made('PROFILE basic\nNAME two words\nTITLE A # comment').policy.title, 'A');
  });

  it('are not needed, but a profile is asked for', () => {
    assert.deepEqual(problems(made('FORMAT dicom')), ['warning no-profile']);
    assert.equal(made('FORMAT dicom').policy.style, 'rules');
    assert.equal(made('FORMAT dicom').policy.name, 'study');
  });
});

describe('INCLUDE', () => {
  it('is weaker than the recipe itself, wherever it stands', async () => {
    const files = { 'a.deid': 'PROFILE basic\n%header\nKEEP StudyDate' };
    const { policy } = await loaded('%header\nREMOVE StudyDate\nINCLUDE a.deid', files);
    assert.deepEqual(
      policy.overrides.map(({ kind, origin }) => `${kind} ${origin}`),
      ['keep a.deid:3', 'remove study.deid:2'],
    );
    assert.equal(policy.style, 'profile');
  });

  it('finds files from where they stand, and keeps names and titles apart', async () => {
    const files = {
      'parts/a.deid': 'NAME a\nINCLUDE b.deid\nINCLUDE ../c.deid',
      'parts/b.deid': '%header\nREMOVE PatientID',
      'c.deid': '%header\nREMOVE PatientName',
    };
    const { policy, diagnostics } = await loaded('PROFILE basic\nINCLUDE ./parts/a.deid', files);
    assert.deepEqual(
      policy.overrides.map(({ origin }) => origin),
      ['parts/b.deid:2', 'c.deid:2'],
    );
    assert.equal(policy.name, 'study');
    assert.deepEqual(diagnostics, []);
  });

  it('says where a file is missing, wrong, or includes itself', async () => {
    const files = { 'a.deid': 'INCLUDE b.deid', 'b.deid': 'INCLUDE a.deid\nRUBBISH' };
    const { diagnostics } = await loaded('PROFILE basic\nINCLUDE a.deid\nINCLUDE none.deid', files);
    assert.deepEqual(diagnostics.map(({ code, file }) => `${code} ${file ?? '-'}`).sort(), [
      'include-cycle b.deid',
      'missing-include -',
      'unknown-keyword b.deid',
    ]);
  });

  it('can not be made to read for ever', async () => {
    let reads = 0;
    const { loadRecipe } = await import('../../src/core/recipe/load.js');
    const read = async (target: string): Promise<string> => {
      reads++;
      return `INCLUDE x${target}\nINCLUDE y${target}`;
    };
    const { diagnostics } = await loadRecipe({ text: 'PROFILE basic\nINCLUDE a.deid', name: 's', read });
    assert.ok(reads <= 200);
    assert.ok(diagnostics.some(({ code }) => code === 'include-cycle' || code === 'missing-include'));
  });
});

describe('a policy', () => {
  it('is made in the end, though recipes include each other twice at every step', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 18 }, (_, at) => [`${at}.deid`, `INCLUDE ${at + 1}.deid\n`.repeat(3)]),
    );
    const { diagnostics } = await loaded('PROFILE basic\nINCLUDE 0.deid', files);
    assert.ok(diagnostics.some(({ code }) => code === 'too-many'));
    assert.ok(diagnostics.length < 10_000);
  });

  it('has nothing in it that JSON could not carry', () => {
    for (const text of [DEID, OURS]) {
      const { policy } = made(text);
      assert.deepEqual(withoutOrigins(JSON.parse(JSON.stringify(policy))), withoutOrigins(policy));
    }
  });
});
