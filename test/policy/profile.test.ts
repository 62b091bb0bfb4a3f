// PS3.15 Table E.1-1 as the profile reads it: every row, every option, and the Types of real IODs.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { vrOf } from '../../src/core/dictionary/dictionary.js';
import { actionRow, singleRows } from '../../src/core/policy/actionTable.js';
import { OPTIONS } from '../../src/core/policy/options.js';
import { blank, decide, profile, SOP } from './policies.js';

/** What a code may come to. A Z or X where the IOD needs a value is a dummy (E.1.1). */
const POSSIBLE: Readonly<Record<string, string>> = {
  X: 'XD',
  Z: 'ZD',
  D: 'D',
  U: 'U',
  'Z/D': 'ZD',
  'X/Z': 'XZD',
  'X/D': 'XD',
  'X/Z/D': 'XZD',
  'X/Z/U*': 'XZU',
};

describe('profile', () => {
  it('decides every row as its code says, in every IOD tried', () => {
    const policy = profile();
    for (const [tag, row] of singleRows()) {
      for (const sopClass of [...Object.values(SOP), '', '1.2.3']) {
        const decision = policy.decide({ tag, vr: vrOf(tag) ?? 'UN', parents: [], sopClass });
        assert.ok(decision, tag.toString(16));
        assert.ok(
          POSSIBLE[row.basic]?.includes(decision.action),
          `${tag.toString(16)} ${row.basic} ${decision.action}`,
        );
        assert.equal(decision.code, row.basic);
        assert.equal(decision.rule, `ps3.15/${tag.toString(16).toUpperCase().padStart(8, '0')}`);
        assert.notEqual(decision.reason, '');
        assert.notEqual(decision.category, 'structure');
      }
    }
  });

  it('decides every row under every option as the column says', () => {
    let told = 0;
    for (const { name, column } of OPTIONS) {
      const policy = profile(name);
      const without = profile();
      const emptied = blank(name);
      for (const [tag, row] of singleRows()) {
        const subject = { tag, vr: vrOf(tag) ?? 'UN', parents: [], sopClass: SOP.ct };
        const letter = column === undefined ? '.' : row.columns[column];
        const expected = letter === '.' ? without.decide(subject)?.action : letter;
        assert.equal(policy.decide(subject)?.action, expected, `${tag.toString(16)} ${name}`);
        if (letter !== '.') {
          assert.equal(emptied.decide(subject)?.action, expected, `blank ${tag.toString(16)} ${name}`);
          told++;
        }
      }
    }
    assert.equal(told, 60 + 48 + 11 + 10 + 14 + 5 + 169 * 2 + 140 + 4 + 1);
  });

  it('removes curves and overlays, and cleans them under Clean Graphics', () => {
    for (const tag of [0x50003000, 0x501e0010, 0x60003000, 0x60024000]) {
      const subject = { tag, vr: 'OW', parents: [], sopClass: SOP.ct };
      assert.equal(profile().decide(subject)?.action, 'X');
      assert.equal(profile('clean-graphics').decide(subject)?.action, 'C');
    }
    assert.equal(profile().decide({ tag: 0x60000010, vr: 'US', parents: [], sopClass: SOP.ct }), undefined);
  });

  it('resolves compound codes by Type: CT', () => {
    const policy = profile();
    assert.equal(decide(policy, 'InstitutionName')?.action, 'X');
    assert.equal(decide(policy, 'StationName')?.action, 'X');
    assert.equal(decide(policy, 'PatientID')?.action, 'Z');
    assert.equal(decide(policy, 'ContentDate')?.action, 'Z');
    assert.equal(decide(policy, 'AcquisitionDate')?.action, 'X');
    assert.equal(decide(policy, 'SeriesDate')?.action, 'X');
    assert.equal(decide(policy, 'ContrastBolusAgent')?.action, 'Z');
    assert.equal(decide(policy, 'ReferencedImageSequence')?.action, 'X');
    assert.equal(decide(policy, 'OperatorsName')?.action, 'X');
    assert.equal(decide(policy, 'ProtocolName')?.action, 'X');
  });

  it('resolves compound codes by Type: SR, SC, US, RTSTRUCT, DX', () => {
    const policy = profile();
    assert.equal(decide(policy, 'ContentDate', SOP.sr)?.action, 'D');
    assert.equal(decide(policy, 'ContentTime', SOP.sr)?.action, 'D');
    assert.equal(decide(policy, 'ReferencedPerformedProcedureStepSequence', SOP.sr)?.action, 'Z');
    assert.equal(decide(policy, 'ContentDate', SOP.sc)?.action, 'Z');
    assert.equal(decide(policy, 'DateOfSecondaryCapture', SOP.sc)?.action, 'X');
    assert.equal(decide(policy, 'InstitutionName', SOP.us)?.action, 'X');
    assert.equal(decide(policy, 'StructureSetDate', SOP.rtstruct)?.action, 'Z');
    assert.equal(decide(policy, 'StructureSetLabel', SOP.rtstruct)?.action, 'D');
    assert.equal(decide(policy, 'OperatorsName', SOP.rtstruct)?.action, 'Z');
    assert.equal(decide(policy, 'AcquisitionContextSequence', SOP.dx)?.action, 'Z');
    assert.equal(decide(policy, 'AcquisitionContextSequence', SOP.ct)?.action, 'Z');
  });

  it('maps the UIDs in a sequence of references that the IOD needs or may need', () => {
    const policy = profile();
    assert.equal(decide(policy, 'ReferencedImageSequence', SOP.gsps, 'ReferencedSeriesSequence')?.action, 'U');
    assert.equal(decide(policy, 'SourceImageSequence', '1.2.3')?.action, 'U');
    assert.equal(decide(policy, 'SourceImageSequence', SOP.sc)?.action, 'X');
    assert.equal(decide(profile('retain-uids'), 'SourceImageSequence')?.action, 'K');
  });

  it('maps references that the IOD has to list again (PS3.3 C.12.2)', () => {
    const parametricMap = '1.2.840.10008.5.1.4.1.1.30';
    for (const policy of [profile(), blank()]) {
      assert.equal(decide(policy, 'SourceImageSequence', parametricMap)?.action, 'U');
      assert.equal(decide(policy, 'ReferencedImageSequence', parametricMap)?.action, 'U');
    }
  });

  it('gives microscopy the dates that it can not do without', () => {
    const [slide, annotations] = ['1.2.840.10008.5.1.4.1.1.77.1.6', '1.2.840.10008.5.1.4.1.1.91.1'];
    for (const policy of [profile(), blank()]) {
      assert.equal(decide(policy, 'AcquisitionDateTime', slide)?.action, 'D');
      assert.equal(decide(policy, 'ContentDate', annotations)?.action, 'D');
      assert.equal(decide(policy, 'ContentTime', annotations)?.action, 'D');
    }
  });

  it('puts a dummy where X or Z would break the IOD (E.1.1)', () => {
    const policy = profile();
    assert.equal(decide(policy, 'PresentationCreationDate', SOP.gsps)?.action, 'D');
    assert.equal(decide(policy, 'PresentationCreationDate', SOP.ct)?.action, 'X');
    assert.equal(decide(policy, 'PatientID', SOP.directory, 'DirectoryRecordSequence')?.action, 'D');
    assert.equal(decide(policy, 'StudyDate', SOP.directory, 'DirectoryRecordSequence')?.action, 'D');
    assert.equal(decide(policy, 'StudyDate', SOP.ct)?.action, 'Z');
  });

  it('decides by place, not by what it decided elsewhere', () => {
    const policy = profile();
    const outside = decide(policy, 'PatientID', SOP.ct);
    const inside = decide(policy, 'PatientID', SOP.directory, 'DirectoryRecordSequence');
    assert.deepEqual([outside?.action, inside?.action], ['Z', 'D']);
    assert.equal(decide(policy, 'PatientID', SOP.ct), outside);
  });

  it('says what an attribute is', () => {
    const policy = profile();
    const expected: Readonly<Record<string, string>> = {
      PatientName: 'name',
      ReferringPhysicianName: 'name',
      OperatorsName: 'name',
      PersonIdentificationCodeSequence: 'name',
      PatientID: 'id',
      OtherPatientIDs: 'id',
      AccessionNumber: 'id',
      StudyID: 'id',
      IssuerOfPatientID: 'id',
      PatientBirthDate: 'date',
      StudyDate: 'date',
      AcquisitionDateTime: 'date',
      TimezoneOffsetFromUTC: 'date',
      PatientTelephoneNumbers: 'contact',
      ReferringPhysicianTelephoneNumbers: 'contact',
      PatientAddress: 'place',
      CountryOfResidence: 'place',
      GPSLatitude: 'place',
      InstitutionName: 'institution',
      InstitutionAddress: 'institution',
      InstitutionalDepartmentName: 'institution',
      StationName: 'device',
      DeviceSerialNumber: 'device',
      StationAETitle: 'device',
      PatientSex: 'demographic',
      PatientAge: 'demographic',
      PatientWeight: 'demographic',
      EthnicGroup: 'demographic',
      MilitaryRank: 'demographic',
      StudyDescription: 'description',
      ProtocolName: 'description',
      DeviceSettingDescription: 'description',
      ImageComments: 'description',
      SOPInstanceUID: 'uid',
      FrameOfReferenceUID: 'uid',
      GraphicAnnotationSequence: 'graphics',
      OverlayData: 'graphics',
      IconImageSequence: 'graphics',
      EncapsulatedDocument: 'document',
      DigitalSignaturesSequence: 'signature',
    };
    for (const [keyword, category] of Object.entries(expected)) {
      const found =
        keyword === 'OverlayData'
          ? policy.decide({ tag: 0x60003000, vr: 'OW', parents: [], sopClass: SOP.ct })
          : decide(policy, keyword);
      assert.equal(found?.category, category, keyword);
    }
  });

  it('says nothing about what does not identify', () => {
    const policy = profile();
    for (const keyword of [
      'Rows',
      'PixelData',
      'Modality',
      'SliceThickness',
      'SOPClassUID',
      'ReferencedSOPClassUID',
      'ReferencedSOPSequence',
    ])
      assert.equal(decide(policy, keyword), undefined, keyword);
    assert.equal(actionRow(0x00280010), undefined);
  });
});
