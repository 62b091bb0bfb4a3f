// Attributes that Table E.1-1 does not list, and the structure of directories.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { compilePolicy } from '../../src/core/policy/compile.js';
import { isClassUid, isRegisteredUid } from '../../src/core/policy/registeredUid.js';
import { blank, decide, policyOf, profile, SOP } from './policies.js';

describe('attributes that the table does not list', () => {
  it('treats every name as one', () => {
    assert.deepEqual(
      [decide(profile(), 'EvaluatorName')?.action, decide(profile(), 'EvaluatorName')?.rule],
      ['Z', 'vr/PN'],
    );
    // A file may say PN where PS3.6 does not.
    assert.equal(profile().decide({ tag: 0x00080060, vr: 'PN', parents: [], sopClass: SOP.ct })?.rule, 'vr/PN');
  });

  it('treats every date as the policy treats dates', () => {
    const expiry = 'ExpiryDate';
    assert.equal(decide(profile(), expiry)?.action, 'Z');
    assert.deepEqual([decide(blank(), expiry)?.action, decide(blank(), expiry)?.empty], ['Z', true]);
    assert.equal(decide(profile('retain-full-dates'), expiry)?.action, 'K');
    assert.equal(decide(profile('retain-modified-dates'), expiry)?.action, 'C');
    assert.equal(decide(profile('retain-modified-dates'), expiry)?.rule, 'vr/date');
    assert.equal(decide(profile(), 'AcquisitionDuration'), undefined);
  });

  it('maps every UID that may be an instance', () => {
    assert.deepEqual(
      [decide(profile(), 'CreatorVersionUID')?.action, decide(profile(), 'CreatorVersionUID')?.rule],
      ['U', 'vr/UI'],
    );
    assert.equal(decide(profile('retain-uids'), 'CreatorVersionUID')?.action, 'K');
    assert.equal(decide(profile(), 'CodingSchemeUID'), undefined);
    assert.equal(decide(profile(), 'SOPClassUID'), undefined);
  });

  it('removes what PS3.6 does not know', () => {
    const decision = profile().decide({ tag: 0x00080007, vr: 'LO', parents: [], sopClass: SOP.ct });
    assert.deepEqual([decision?.action, decision?.rule], ['X', 'unknown-attribute']);
    assert.equal(blank().decide({ tag: 0x00080007, vr: 'UN', parents: [], sopClass: SOP.ct })?.action, 'X');
    assert.equal(profile().decide({ tag: 0x60020010, vr: 'US', parents: [], sopClass: SOP.ct }), undefined);
  });

  it('removes encrypted copies of the original and the parameters of signatures', () => {
    assert.equal(decide(profile(), 'EncryptedAttributesSequence')?.action, 'X');
    assert.equal(decide(blank(), 'MACParametersSequence')?.action, 'X');
  });

  it('takes the VR of PS3.6 where the file says UN', () => {
    const policy = blank();
    assert.equal(policy.decide({ tag: 0x00101010, vr: 'UN', parents: [], sopClass: SOP.ct })?.action, 'Z');
    assert.equal(policy.decide({ tag: 0x00101002, vr: 'UN', parents: [], sopClass: SOP.ct })?.action, 'X');
  });

  it('leaves the structure of a directory, maps its UIDs and empties its names', () => {
    const policy = profile();
    const at = (tag: number, ...parents: number[]): string | undefined =>
      policy.decide({ tag, vr: tag === 0x00041511 ? 'UI' : 'CS', parents, sopClass: SOP.directory })?.action;
    for (const low of [0x1200, 0x1202, 0x1212, 0x1220, 0x1400, 0x1410, 0x1420, 0x1430, 0x1500, 0x1510, 0x1512, 0x151a])
      assert.equal(at(0x00040000 + low, 0x00041220), undefined, low.toString(16));
    assert.equal(at(0x00041511, 0x00041220), 'U');
    for (const tag of [0x00041130, 0x00041141, 0x00041142]) assert.equal(at(tag), 'Z');
  });

  it('answers for a private attribute as for one without a creator', () => {
    assert.equal(
      profile('retain-safe-private').decide({ tag: 0x00191002, vr: 'SL', parents: [], sopClass: SOP.ct })?.action,
      'X',
    );
  });

  it('forgets nothing and mixes nothing up over many unknown tags', () => {
    const policy = compilePolicy(policyOf('blank'));
    for (let tag = 0x00100000; tag < 0x00110000; tag++)
      policy.decide({ tag, vr: 'LO', parents: [], sopClass: `1.2.${tag % 100}` });
    assert.equal(decide(policy, 'PatientName')?.action, 'Z');
    assert.equal(decide(policy, 'Rows'), undefined);
  });
});

describe('registered UIDs', () => {
  it('are those of PS3.6 Annex A, exactly', () => {
    for (const uid of [
      '1.2.840.10008.1.2',
      '1.2.840.10008.5.1.4.1.1.2',
      '1.2.840.10008.1.2.4.90\0',
      '1.2.840.10008.1.4.1.1',
    ])
      assert.ok(isRegisteredUid(uid), uid);
    assert.ok(isRegisteredUid('2.16.840.1.113883.6.96'));
    for (const uid of [
      '',
      '1.2.840.10008',
      '1.2.840.10008.1.2.4.90.12345',
      '1.2.840.10008.19791231',
      '2.25.1',
      '1.2.840.10008.1.21',
    ])
      assert.ok(!isRegisteredUid(uid), uid);
  });

  it('have attributes of their own', () => {
    assert.ok(isClassUid(0x00080016));
    assert.ok(isClassUid(0x00081150));
    assert.ok(!isClassUid(0x00080018));
    assert.ok(!isClassUid(0x0020000d));
  });
});
