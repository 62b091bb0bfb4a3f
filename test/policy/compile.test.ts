// Options that meet, rules of the user's, and what a policy may claim.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { compilePolicy } from '../../src/core/policy/compile.js';
import { OPTIONS } from '../../src/core/policy/options.js';
import type { Override, Policy } from '../../src/core/policy/policy.js';
import { blank, decide, policyOf, profile, SOP, tag } from './policies.js';

function rule(kind: 'keep' | 'remove' | 'empty', keyword: string): Override {
  return { kind, attribute: { value: tag(keyword), mask: 0xffffffff }, origin: `--${kind} ${keyword}` };
}

function codes(policy: Policy): readonly string[] {
  return compilePolicy(policy).codes.map(({ value }) => value);
}

describe('options together', () => {
  it('settle dates', () => {
    assert.equal(profile().dates, 'remove');
    assert.equal(profile('retain-full-dates').dates, 'keep');
    assert.equal(profile('retain-modified-dates').dates, 'shift');
    const both = profile('retain-full-dates', 'retain-modified-dates');
    assert.equal(both.dates, 'shift');
    assert.equal(decide(both, 'StudyDate')?.action, 'C');
    assert.deepEqual(
      both.issues.map(({ code, severity }) => [code, severity]),
      [['options-conflict', 'warning']],
    );
    assert.deepEqual(
      both.codes.map(({ value }) => value),
      ['113100', '113107'],
    );
  });

  it('prefer cleaning to keeping', () => {
    const policy = profile('retain-device-identity', 'retain-modified-dates');
    assert.equal(decide(policy, 'DateOfLastCalibration')?.action, 'C');
    assert.equal(decide(profile('retain-device-identity'), 'DateOfLastCalibration')?.action, 'K');
    assert.deepEqual(
      policy.issues.map(({ code, severity }) => [code, severity]),
      [['options-conflict', 'info']],
    );
    assert.deepEqual(profile('retain-device-identity', 'clean-descriptors').issues, []);
  });

  it('say what the profile alone would ask for, so that a cleaner knows what an attribute needs', () => {
    const policy = profile('clean-descriptors');
    assert.equal(decide(policy, 'StructureSetLabel', SOP.rtstruct)?.code, 'C (D)');
    assert.equal(decide(policy, 'StudyDescription')?.code, 'C (X)');
    assert.equal(decide(profile('retain-modified-dates'), 'ContentDate', SOP.sr)?.code, 'C (D)');
  });

  it('tell whether text is cleaned', () => {
    assert.ok(!profile().cleansText);
    assert.ok(!profile('retain-full-dates', 'retain-uids').cleansText);
    assert.ok(profile('clean-descriptors').cleansText);
    assert.ok(profile('retain-safe-private').cleansText);
    assert.ok(profile('clean-descriptors').has('clean-descriptors'));
    assert.ok(!profile().has('clean-descriptors'));
  });
});

describe('rules of the user', () => {
  it('are stronger than the profile, the last one most of all', () => {
    const policy = compilePolicy(policyOf('profile', [], [rule('remove', 'PatientSex'), rule('keep', 'PatientSex')]));
    assert.deepEqual(
      [decide(policy, 'PatientSex')?.action, decide(policy, 'PatientSex')?.code, decide(policy, 'PatientSex')?.rule],
      ['K', 'keep', 'override/keep'],
    );
    assert.equal(decide(policy, 'PatientSex')?.clause, '--keep PatientSex');
    const removing = compilePolicy(policyOf('profile', [], [rule('remove', 'Rows'), rule('empty', 'Columns')]));
    assert.equal(decide(removing, 'Rows')?.action, 'X');
    assert.deepEqual([decide(removing, 'Columns')?.action, decide(removing, 'Columns')?.empty], ['Z', true]);
  });

  it('hold at every depth', () => {
    const policy = compilePolicy(policyOf('profile', [], [rule('keep', 'PatientID')]));
    assert.equal(decide(policy, 'PatientID', SOP.ct, 'OtherPatientIDsSequence')?.action, 'K');
  });

  it('set values', () => {
    const set: Override = {
      kind: 'set',
      attribute: { value: tag('InstitutionName'), mask: 0xffffffff },
      value: 'SITE 1',
      origin: 'x',
    };
    const decision = decide(compilePolicy(policyOf('profile', [], [set])), 'InstitutionName');
    assert.deepEqual([decision?.action, decision?.code, decision?.value], ['D', 'set', 'SITE 1']);
  });

  it('hold for ranges', () => {
    const overlays: Override = { kind: 'keep', attribute: { value: 0x60000000, mask: 0xff000000 }, origin: 'x' };
    const policy = compilePolicy(policyOf('profile', [], [overlays]));
    assert.equal(policy.decide({ tag: 0x60023000, vr: 'OW', parents: [], sopClass: SOP.ct })?.action, 'K');
    assert.deepEqual(policy.codes, []);
    assert.deepEqual(
      policy.issues.map(({ code }) => code),
      ['override-weakens-profile'],
    );
  });
});

describe('claims', () => {
  it('are the profile and the options that were carried out, with the words of CID 7050', () => {
    assert.deepEqual(profile().codes, [
      { value: '113100', scheme: 'DCM', meaning: 'Basic Application Confidentiality Profile' },
    ]);
    for (const { name, code, meaning } of OPTIONS) {
      const claimed = profile(name).codes.find(({ value }) => value === code);
      if (code === '113101' || code === '113102') assert.equal(claimed, undefined, name);
      else assert.deepEqual(claimed, { value: code, scheme: 'DCM', meaning }, name);
    }
    assert.deepEqual(
      OPTIONS.map(({ code }) => code),
      Array.from({ length: 12 }, (_, index) => `${113101 + index}`),
    );
  });

  it('leave pixels to each object, which claims what was done with its own', () => {
    const policy = profile('clean-pixel-data', 'clean-recognizable-visual-features');
    assert.deepEqual(
      policy.codes.map(({ value }) => value),
      ['113100'],
    );
    assert.deepEqual(policy.issues, []);
    assert.ok(policy.has('clean-pixel-data'));
  });

  it('are none for the style blank, which describes itself', () => {
    const policy = blank('clean-descriptors');
    assert.deepEqual(policy.codes, []);
    assert.ok(policy.method.length > 1);
    assert.ok(policy.method.includes('with clean-descriptors'));
  });

  it('fit the attribute that holds them', () => {
    for (const policy of [blank(), profile(...OPTIONS.map(({ name }) => name))]) {
      for (const line of policy.method) assert.ok(line.length <= 64 && line.length > 0 && !line.includes('\\'), line);
    }
  });

  it('are dropped where a rule weakens the profile, and only there', () => {
    assert.deepEqual(codes(policyOf('profile', [], [rule('keep', 'PatientSex')])), []);
    assert.deepEqual(codes(policyOf('profile', [], [rule('keep', 'EvaluatorName')])), []);
    assert.deepEqual(codes(policyOf('profile', ['retain-patient-characteristics'], [rule('keep', 'PatientSex')])), [
      '113100',
      '113108',
    ]);
    assert.deepEqual(codes(policyOf('profile', [], [rule('keep', 'Rows')])), ['113100']);
    assert.deepEqual(codes(policyOf('profile', [], [rule('remove', 'Rows'), rule('remove', 'PatientName')])), [
      '113100',
    ]);
    assert.deepEqual(codes(policyOf('profile', [], [rule('empty', 'PatientName')])), ['113100']);
    assert.deepEqual(codes(policyOf('profile', [], [rule('empty', 'PatientAddress')])), []);
  });

  it('are warned about', () => {
    const policy = compilePolicy(policyOf('profile', [], [rule('keep', 'PatientSex')]));
    assert.deepEqual(
      policy.issues.map(({ code, severity }) => [code, severity]),
      [['override-weakens-profile', 'warning']],
    );
    assert.ok(policy.method.includes('with 1 exception made by the user'));
  });
});

describe('digest', () => {
  it('is equal for policies that do the same, and only for those', () => {
    const base = policyOf('profile', ['retain-uids', 'clean-graphics']);
    const digest = compilePolicy(base).digest;
    assert.match(digest, /^[0-9a-f]{64}$/);
    assert.equal(
      compilePolicy({ ...base, options: ['clean-graphics', 'retain-uids', 'retain-uids'], title: 'other' }).digest,
      digest,
    );
    const others: Policy[] = [
      { ...base, style: 'blank' },
      { ...base, options: [] },
      { ...base, patient: 'pseudonym' },
      { ...base, dateShift: { min: 1, max: 2 } },
      { ...base, overrides: [rule('keep', 'Rows')] },
      { ...base, overrides: [rule('remove', 'Rows')] },
    ];
    const digests = new Set([digest, ...others.map((policy) => compilePolicy(policy).digest)]);
    assert.equal(digests.size, others.length + 1);
  });
});
