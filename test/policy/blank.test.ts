// The style `blank`: what the profile removes stays as an empty attribute.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { vrOf } from '../../src/core/dictionary/dictionary.js';
import { singleRows } from '../../src/core/policy/actionTable.js';
import { typeOf } from '../../src/core/policy/iodTypes.js';
import { blank, decide, SOP } from './policies.js';

const BULK = new Set(['OB', 'OW', 'OD', 'OF', 'OL', 'OV', 'UN']);

describe('blank style', () => {
  it('never removes an attribute that can be empty, in any row', () => {
    const policy = blank();
    for (const [tag, row] of singleRows()) {
      const vr = vrOf(tag) ?? 'UN';
      for (const sopClass of Object.values(SOP)) {
        const decision = policy.decide({ tag, vr, parents: [], sopClass });
        if (!row.basic.startsWith('X')) {
          assert.notEqual(decision?.action, 'X');
          assert.equal(decision?.empty, undefined);
        } else if (vr !== 'SQ' && !BULK.has(vr)) {
          const type = typeOf(sopClass, [], tag);
          const expected = type === '1' || type === '1C' ? ['D', undefined] : ['Z', true];
          assert.deepEqual([decision?.action, decision?.empty], expected, `${tag.toString(16)} ${type}`);
        } else assert.equal(decision?.empty, undefined);
      }
    }
  });

  it('empties what is only removed by the profile', () => {
    const policy = blank();
    assert.deepEqual(
      [decide(policy, 'InstitutionName')?.action, decide(policy, 'InstitutionName')?.empty],
      ['Z', true],
    );
    assert.deepEqual([decide(policy, 'PatientAge')?.action, decide(policy, 'PatientAge')?.empty], ['Z', true]);
    assert.deepEqual(
      [decide(policy, 'StudyDescription')?.action, decide(policy, 'StudyDescription')?.empty],
      ['Z', true],
    );
    assert.deepEqual(
      [decide(policy, 'PregnancyStatus')?.action, decide(policy, 'PregnancyStatus')?.empty],
      ['Z', true],
    );
  });

  it('leaves Z, D and U as they are', () => {
    const policy = blank();
    assert.deepEqual([decide(policy, 'PatientName')?.action, decide(policy, 'PatientName')?.empty], ['Z', undefined]);
    assert.equal(decide(policy, 'StructureSetLabel', SOP.rtstruct)?.action, 'D');
    assert.equal(decide(policy, 'SOPInstanceUID')?.action, 'U');
  });

  it('removes sequences, bulk data, curves and overlays', () => {
    const policy = blank();
    assert.equal(decide(policy, 'OtherPatientIDsSequence')?.action, 'X');
    assert.equal(decide(policy, 'DataSetTrailingPadding')?.action, 'X');
    assert.equal(policy.decide({ tag: 0x60003000, vr: 'OW', parents: [], sopClass: SOP.ct })?.action, 'X');
    assert.equal(policy.decide({ tag: 0x50003000, vr: 'OW', parents: [], sopClass: SOP.ct })?.action, 'X');
    assert.equal(policy.decidePrivate({ creator: 'ACME 1.0', group: 0x0019, element: 1, vr: 'LO' }).action, 'X');
  });

  it('puts a dummy where the IOD needs a value', () => {
    const policy = blank();
    assert.equal(decide(policy, 'PresentationCreationDate', SOP.gsps)?.action, 'D');
    assert.equal(decide(policy, 'ObservationDateTime', SOP.sr, 'ContentSequence')?.action, 'D');
    assert.equal(decide(policy, 'InstanceCreationDate', SOP.ct)?.action, 'Z');
  });

  it('lets options keep and clean', () => {
    const policy = blank('retain-patient-characteristics', 'clean-descriptors', 'retain-modified-dates');
    assert.equal(decide(policy, 'PatientAge')?.action, 'K');
    assert.equal(decide(policy, 'StudyDescription')?.action, 'C');
    assert.equal(decide(policy, 'StudyDate')?.action, 'C');
    assert.equal(decide(policy, 'PatientBirthDate')?.action, 'Z');
  });
});
