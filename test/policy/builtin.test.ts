import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { DeidError } from '../../src/core/kernel/deidError.js';
import { builtinPolicies, builtinPolicy, describePolicy } from '../../src/core/policy/builtin.js';
import { compilePolicy } from '../../src/core/policy/compile.js';
import { withOptions } from '../../src/core/policy/editPolicy.js';
import { OPTIONS, parseOption } from '../../src/core/policy/options.js';
import { decide, policyOf } from './policies.js';

function usage(text: RegExp) {
  return (error: unknown): boolean => error instanceof DeidError && error.code === 'usage' && text.test(error.message);
}

describe('built-in recipes', () => {
  it('are three, blank first', () => {
    assert.deepEqual(
      builtinPolicies.map(({ name }) => name),
      ['blank', 'basic', 'research'],
    );
    assert.equal(builtinPolicy('research')?.patient, 'pseudonym');
    assert.equal(builtinPolicy('nothing'), undefined);
  });

  it('claim what they do', () => {
    const codes = builtinPolicies.map((policy) => compilePolicy(policy).codes.map(({ value }) => value));
    assert.deepEqual(codes, [[], ['113100'], ['113100', '113104', '113105', '113107', '113108', '113109', '113111']]);
  });

  it('do what they say', () => {
    const [blank, basic, research] = builtinPolicies.map((policy) => compilePolicy(policy));
    assert.ok(blank && basic && research);
    const actions = (keyword: string) => [blank, basic, research].map((policy) => decide(policy, keyword)?.action);
    assert.deepEqual(actions('PatientName'), ['Z', 'Z', 'Z']);
    assert.deepEqual(actions('InstitutionName'), ['Z', 'X', 'X']);
    assert.deepEqual(actions('PatientAge'), ['Z', 'X', 'K']);
    assert.deepEqual(actions('StudyDate'), ['Z', 'Z', 'C']);
    assert.deepEqual(actions('SeriesDescription'), ['Z', 'X', 'C']);
    assert.deepEqual(actions('StationName'), ['Z', 'X', 'K']);
    assert.deepEqual(actions('SOPInstanceUID'), ['U', 'U', 'U']);
    assert.deepEqual(actions('GraphicAnnotationSequence'), ['D', 'D', 'D']);
  });

  it('describe themselves', () => {
    for (const policy of builtinPolicies) {
      const lines = describePolicy(policy);
      assert.ok(lines[0]?.startsWith(`${policy.name}: `));
      assert.ok(lines.every((line) => line !== '' && !line.includes('\n')));
      assert.ok(lines.some((line) => line.startsWith('claims: ')));
      assert.ok(lines.some((line) => line.startsWith('pixels: text ')));
    }
    const research = builtinPolicy('research');
    assert.ok(research);
    assert.ok(describePolicy(research).some((line) => line.includes('1825')));
    const edited = withOptions(research, { keep: ['PatientSize'], set: ['(0008,0080)=SITE'] });
    assert.ok(describePolicy(edited).includes('rule: keep (0010,1020) PatientSize'));
    assert.ok(!describePolicy(edited).some((line) => line.includes('SITE')));
  });
});

describe('option names', () => {
  it('are taken as the standard, the code or a person writes them', () => {
    for (const { name, code, meaning } of OPTIONS) {
      for (const text of [name, name.toUpperCase(), name.replaceAll('-', ' '), name.replaceAll('-', ''), code])
        assert.equal(parseOption(text), name, text);
      if (!name.endsWith('dates')) assert.equal(parseOption(meaning), name, meaning);
    }
    assert.equal(parseOption('RetainUIDsOption'), 'retain-uids');
    assert.equal(parseOption('retainLongFullDates'), 'retain-full-dates');
    assert.equal(parseOption('shift-dates'), 'retain-modified-dates');
  });

  it('are suggested where one is near', () => {
    assert.throws(() => parseOption('clean-descriptor5'), usage(/did you mean clean-descriptors\?/));
    assert.throws(() => parseOption('retain-uid'), usage(/did you mean retain-uids\?/));
    assert.throws(() => parseOption('dates'), usage(/which dates\?/));
    assert.throws(() => parseOption('banana'), usage(/one of clean-pixel-data/));
    assert.throws(() => parseOption(''), usage(/one of/));
    assert.throws(() => parseOption('x'.repeat(100_000)), usage(/one of/));
  });
});

describe('withOptions', () => {
  it('adds options once, and rules after those of the recipe', () => {
    const base = policyOf('profile', ['retain-uids']);
    const edited = withOptions(base, {
      options: ['uids', 'clean-graphics'],
      keep: ['PatientSex'],
      remove: ['60xx3000'],
      empty: ['StudyID'],
    });
    assert.deepEqual(edited.options, ['retain-uids', 'clean-graphics']);
    assert.deepEqual(
      edited.overrides.map(({ kind, origin }) => [kind, origin]),
      [
        ['keep', '--keep (0010,0040)'],
        ['remove', '--remove (60xx,3000)'],
        ['empty', '--empty (0020,0010)'],
      ],
    );
    assert.deepEqual(base.overrides, []);
    assert.deepEqual(withOptions(base, {}), base);
    assert.deepEqual(withOptions(base, { dateShift: { min: -7, max: -7 }, patient: 'pseudonym' }).dateShift, {
      min: -7,
      max: -7,
    });
  });

  it('sets values, with any sign in them', () => {
    const [rule] = withOptions(policyOf('profile'), { set: ['InstitutionName=a=b'] }).overrides;
    assert.equal(rule?.kind === 'set' ? rule.value : '', 'a=b');
    const [owned] = withOptions(policyOf('profile'), { set: ['(0019,"A=B",02)=x'] }).overrides;
    assert.equal(owned?.attribute.creator, 'A=B');
    const [emptied] = withOptions(policyOf('profile'), { set: ['StudyID='] }).overrides;
    assert.equal(emptied?.kind === 'set' ? emptied.value : '?', '');
  });

  it('refuses what is wrong, and says how to write it', () => {
    const edit = (edits: Parameters<typeof withOptions>[1]) => () => withOptions(policyOf('profile'), edits);
    assert.throws(edit({ keep: ['PatientNam'] }), usage(/--keep: "PatientNam" is no attribute/));
    assert.throws(edit({ set: ['PatientName'] }), usage(/ATTRIBUTE=VALUE/));
    assert.throws(edit({ set: ['Rows=5'] }), usage(/VR US/));
    assert.throws(edit({ set: ['PatientID=a\0b'] }), usage(/control character/));
    assert.throws(edit({ keep: ['PatientSex'], remove: ['(0010,0040)'] }), usage(/both speak of \(0010,0040\)/));
    assert.throws(edit({ options: ['nothing'] }), usage(/no such option/));
  });
});
