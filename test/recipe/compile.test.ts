// What a recipe's lines become in the policy.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { builtinPolicies, builtinPolicy } from '../../src/core/policy/builtin.js';
import type { Condition, DeviceRule, Override } from '../../src/core/policy/policy.js';
import { builtinSource } from '../../src/core/recipe/builtin/sources.js';
import { loaded, made, problems, rulesOf, withoutOrigins } from './compiled.js';
import { DEID, OURS } from './samples.js';

const ANY = 0xffffffff;

function attributesOf(...names: readonly string[]): readonly Override['attribute'][] {
  return rulesOf(...names.map((name) => `REMOVE ${name}`)).map(({ attribute }) => attribute);
}

function deviceOf(...lines: readonly string[]): readonly DeviceRule[] {
  return made(['PROFILE none', '%filter f', ...lines].join('\n')).policy.devices ?? [];
}

function conditionOf(...lines: readonly string[]): Condition | undefined {
  return deviceOf('LABEL x', ...lines, 'coordinates all')[0]?.when;
}

/** A condition as `(a & b | !c)`, by the texts of its tests. */
function shape(condition: Condition | undefined): string {
  if (condition === undefined) return '';
  if (condition.kind === 'test') return `${condition.op} ${condition.value}`.trim();
  if (condition.kind === 'not') return `!${shape(condition.of)}`;
  return `(${condition.of.map(shape).join(condition.kind === 'all' ? ' & ' : ' | ')})`;
}

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

describe('tests', () => {
  it('are joined from left to right, lines first', () => {
    assert.equal(
      shape(conditionOf('contains Modality A + contains Modality B || contains Modality C')),
      '((contains A & contains B) | contains C)',
    );
    assert.equal(
      shape(conditionOf('contains Modality A', '+ contains Modality B || contains Modality C')),
      '(contains A & (contains B | contains C))',
    );
    assert.equal(
      shape(conditionOf('contains Modality A', '|| contains Modality B', '+ contains Modality C')),
      '((contains A | contains B) & contains C)',
    );
    assert.equal(
      shape(conditionOf('contains Modality A + !(contains Modality B || contains Modality C)')),
      '(contains A & !(contains B | contains C))',
    );
  });

  it('without an operator are joined by +, with a warning', () => {
    const text = 'PROFILE none\n%filter f\nLABEL x\ncontains Modality A\ncontains Modality B\ncoordinates all';
    assert.equal(shape(made(text).policy.devices?.[0]?.when), '(contains A & contains B)');
    assert.deepEqual(problems(made(text)), ['warning no-operator']);
  });

  it('read contains as a regular expression where it is one, and quotes as a text', () => {
    assert.equal(shape(conditionOf('contains Modality CT|MR')), 'matches (?i)CT|MR');
    assert.equal(shape(conditionOf('contains Modality "CT|MR"')), 'contains CT|MR');
    assert.equal(shape(conditionOf('contains Model AS+')), '');
    assert.equal(shape(conditionOf('contains ManufacturerModelName AS+')), 'matches (?i)AS+');
    assert.equal(shape(conditionOf('contains SOPClassUID 1.2.840')), 'contains 1.2.840');
    assert.equal(shape(conditionOf('notcontains Modality CT')), '!contains CT');
    assert.equal(shape(conditionOf('! notequals Modality CT')), 'equals CT');
    assert.deepEqual(problems(made('PROFILE none\nDENY contains Modality (?=x)')), ['error bad-pattern']);
  });

  it('ask the data set itself, unless a path or a star says otherwise', () => {
    const places = ['Modality', '*.Modality', 'ContentSequence.Modality'].map((name) => {
      const condition = conditionOf(`present ${name}`);
      return condition?.kind === 'test' ? condition.attribute.parents?.length : undefined;
    });
    assert.deepEqual(places, [0, undefined, 1]);
  });

  it('stand in ALLOW, DENY and behind where', () => {
    const { policy } = made(
      'PROFILE basic\nALLOW contains Modality CT\nDENY all\n%header\nKEEP PatientSex where equals Modality US',
    );
    assert.deepEqual(
      policy.admission?.map(({ kind, when, origin }) => `${kind} ${shape(when)} ${origin}`),
      ['allow contains CT study.deid:2', 'deny () study.deid:3'],
    );
    assert.equal(shape(policy.overrides[0]?.when), 'equals US');
  });

  it('of an attribute that DICOM does not have are an error in ALLOW and DENY, a warning in a filter', () => {
    assert.deepEqual(problems(made('PROFILE none\nDENY contains Manfacturer GE')), ['error unknown-attribute']);
    assert.deepEqual(problems(made('PROFILE none\n%filter f\nLABEL x\ncontains Manfacturer GE\ncoordinates all')), [
      'warning unknown-attribute',
    ]);
    assert.deepEqual(deviceOf('LABEL x', 'contains Manfacturer GE', 'coordinates all'), []);
    assert.equal(shape(conditionOf('missing Manfacturer')), '()');
  });
});

describe('labels', () => {
  const regions = (...lines: readonly string[]): unknown => deviceOf('LABEL x', ...lines)[0]?.regions;

  it('blank rectangles, in the two ways to write them', () => {
    assert.deepEqual(regions('coordinates 10,20,30,50', 'ctpcoordinates 10,20,30,50', 'keepcoordinates 12,22,14,24'), [
      { kind: 'blank', area: [10, 20, 20, 30] },
      { kind: 'blank', area: [10, 20, 30, 50] },
      { kind: 'keep', area: [12, 22, 2, 2] },
    ]);
  });

  it('do not keep what a later line covers', () => {
    assert.deepEqual(regions('keepcoordinates 0,0,9,9', 'coordinates all'), [{ kind: 'blank', area: 'all' }]);
  });

  it('keep what SequenceOfUltrasoundRegions names, of their own and of earlier labels', () => {
    assert.deepEqual(regions('coordinates all', 'keepcoordinates from:SequenceOfUltrasoundRegions'), [
      { kind: 'blank', area: 'outside-ultrasound-regions' },
    ]);
    const rules = deviceOf(
      'LABEL all',
      'coordinates all',
      'LABEL us',
      'contains Modality US',
      'keepcoordinates from:SequenceOfUltrasoundRegions',
    );
    assert.deepEqual(
      rules.map(({ when, regions: [first] }) => `${shape(when)} ${first?.area}`),
      ['contains US outside-ultrasound-regions', '!contains US all'],
    );
  });

  it('without coordinates do nothing, and say so', () => {
    const { policy, diagnostics } = made('PROFILE none\n%filter f\nLABEL x\ncontains Modality US');
    assert.equal(policy.devices, undefined);
    assert.deepEqual(
      diagnostics.map(({ code, severity }) => `${severity} ${code}`),
      ['info flag-only'],
    );
  });

  it('with wrong coordinates are an error', () => {
    for (const line of [
      'coordinates 10,10,5,5',
      'coordinates 1,2,3',
      'coordinates here',
      'keepcoordinates from:Rows',
    ]) {
      assert.equal(problems(made(`PROFILE none\n%filter f\nLABEL x\n${line}`))[0]?.startsWith('error'), true, line);
    }
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
