// What the tests and labels of a recipe's filters become: conditions, and rules for devices.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Condition, DeviceRule } from '../../src/core/policy/policy.js';
import { made, problems } from './compiled.js';

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
