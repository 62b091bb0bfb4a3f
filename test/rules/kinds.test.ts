// Every kind of rule, carried out: with no profile behind it, and over one.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { SYNTAX } from '../../scripts/dicomWriter.js';
import { el, privateBlock, raw, sorted, sq, withElements } from '../support/dataset.js';
import { ctImage, PATIENT, srReport } from '../support/objects.js';
import { find, latin1, occurrences, readFile, walk } from '../support/read.js';
import { apply, at, identity, policyOf, rule, tagOf } from './apply.js';

const ACCESSION = identity.pseudonym('AccessionNumber', PATIENT.accession);
const CODE = identity.pseudonym('patient', PATIENT.id);

function days(date: string): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6, 8))) / 86_400_000;
}

describe('rules without a profile', () => {
  it('none at all: the data set stays as it is, but for what tells of the program', async () => {
    const image = withElements(
      ctImage(),
      ...privateBlock(0x0029, 0x10, 'ACME 1', [[0x01, el(0, 'LO', 'kept')]]),
      el(0x00291203, 'LO', 'without a creator'),
      raw(0x00081199, 'OB', new Uint8Array([1, 2])),
    );
    const done = await apply(image, policyOf([]));
    const before = new Map([...walk(readFile(done.bytes).elements)].map((one) => [one.tag, one.bytes]));
    for (const element of walk(done.elements)) {
      if (element.tag === 0x00120063) continue;
      assert.deepEqual(element.bytes, before.get(element.tag), element.tag.toString(16));
      before.delete(element.tag);
    }
    assert.deepEqual([...before.keys()], []);
    assert.equal(done.text('DeidentificationMethod'), "medimagecleaner, recipe own\\Rules of the user's own only");
    assert.equal(done.text('PatientIdentityRemoved'), undefined);
    assert.equal(done.text('LongitudinalTemporalInformationModified'), undefined);
  });

  it('an identity that an earlier step removed stays removed, and its method stays told', async () => {
    const image = withElements(ctImage(), el(0x00120062, 'CS', 'YES'), el(0x00120063, 'LO', 'Hand 2019-01-01'));
    const done = await apply(image, policyOf([]));
    assert.equal(done.text('PatientIdentityRemoved'), 'YES');
    assert.equal(done.text('DeidentificationMethod')?.split('\\')[0], 'Hand 2019-01-01');
    const again = await apply(
      withElements(image, el(0x00120063, 'LO', done.text('DeidentificationMethod') ?? '')),
      policyOf([]),
    );
    assert.equal(again.text('DeidentificationMethod'), done.text('DeidentificationMethod'));
  });

  it('a recipe may say itself that the identity is removed, and by which method', async () => {
    const done = await apply(
      ctImage(),
      policyOf([
        { kind: 'set', attribute: at('PatientIdentityRemoved'), value: 'YES', add: true, origin: 'o' },
        { kind: 'set', attribute: at('DeidentificationMethod'), value: 'Our way', add: true, origin: 'o' },
      ]),
    );
    assert.equal(done.text('PatientIdentityRemoved'), 'YES');
    assert.equal(done.text('DeidentificationMethod')?.split('\\')[0], 'Our way');
  });
});

describe('kinds of rules', () => {
  it('pseudonym: codes of the key, the patient one code, a code string without a hyphen', async () => {
    const image = withElements(
      ctImage(),
      el(0x00080054, 'AE', 'STORE_1'),
      el(0x00180015, 'CS', 'HEAD'),
      el(0x00101000, 'LO', ['A-1', 'B-2']),
      sq(0x00400275, [[el(0x00080050, 'SH', PATIENT.accession)]]),
    );
    const rules = ['PatientID', 'PatientName', 'AccessionNumber', 'ReferringPhysicianName', 'BodyPartExamined']
      .concat(['OtherPatientIDs', 'RetrieveAETitle', 'StudyInstanceUID'])
      .map((keyword) => rule('pseudonym', keyword));
    const done = await apply(image, policyOf(rules));
    assert.equal(done.text('PatientID'), CODE);
    assert.equal(done.text('PatientName'), CODE);
    assert.equal(done.text('AccessionNumber'), ACCESSION);
    assert.equal(done.text(0x00400275, 0, 0x00080050), ACCESSION);
    assert.equal(done.text('ReferringPhysicianName'), identity.pseudonym('person', PATIENT.physician));
    assert.match(done.text('BodyPartExamined') ?? '', /^B_[A-Z0-9]{14}$/);
    assert.equal(done.text('OtherPatientIDs')?.split('\\')[1], identity.pseudonym('OtherPatientIDs', 'B-2'));
    assert.equal(done.text('RetrieveAETitle'), identity.pseudonym('ae-title', 'STORE_1'));
    assert.match(done.text('StudyInstanceUID') ?? '', /^2\.25\./);
    assert.equal(done.text('StudyDate'), '20150403');
    const again = await apply(
      done.elements
        .filter(({ tag }) => tag >>> 16 !== 2 && tag !== 0x00120063 && tag !== 0x7fe00010)
        .filter(({ vr }) => vr !== 'SQ')
        .map(({ tag, vr, bytes }) => raw(tag, vr, bytes)),
      policyOf(rules),
    );
    for (const tag of [0x00100020, 0x00100010, 0x00080050, 0x00080090, 0x00180015, 0x00101000, 0x0020000d]) {
      assert.equal(again.text(tag), done.text(tag), tag.toString(16));
    }
  });

  it('map-uid: instances only, also a UID in a text; what is none goes', async () => {
    const image = withElements(
      ctImage(),
      ...privateBlock(0x0029, 0x10, 'ACME 1', [
        [0x01, el(0, 'LO', '1.2.826.0.1.77')],
        [0x02, el(0, 'LO', 'no uid')],
      ]),
    );
    const own = (low: string) => ({ value: Number.parseInt(`002900${low}`, 16), mask: 0xffff00ff, creator: 'ACME 1' });
    const done = await apply(
      image,
      policyOf([
        rule('map-uid', 'SOPInstanceUID'),
        rule('map-uid', 'SOPClassUID'),
        rule('map-uid', own('01')),
        rule('map-uid', own('02')),
      ]),
    );
    assert.equal(done.text('SOPInstanceUID'), identity.mapUid('1.2.826.0.1.3680043.10.1500.4.1'));
    assert.equal(done.text('SOPClassUID'), '1.2.840.10008.5.1.4.1.1.2');
    assert.equal(done.text(0x00291001), identity.mapUid('1.2.826.0.1.77'));
    assert.equal(done.text(0x00291002), '');
    assert.deepEqual(
      done.issues.filter((code) => code === 'rule-does-not-fit'),
      ['rule-does-not-fit'],
    );
    const { meta, elements } = readFile(done.output);
    assert.equal(latin1(find(meta, 0x00020003)), latin1(find(elements, 0x00080018)));
  });

  it('shift: by a number, by the key, at every depth, several values, and in a text', async () => {
    const image = withElements(
      ctImage(),
      el(0x0008002a, 'DT', '20150405101500.5+0100'),
      el(0x00080022, 'DA', ['20150401', '20150402']),
      sq(0x00400275, [[el(0x00400002, 'DA', '20150101')]]),
      ...privateBlock(0x0029, 0x10, 'ACME 1', [[0x01, el(0, 'LO', '20150410')]]),
    );
    const by = (keyword: string, more: { readonly days?: number } = {}) =>
      ({ kind: 'shift', attribute: at(keyword), origin: 'o', ...more }) as const;
    const done = await apply(
      image,
      policyOf([
        by('StudyDate', { days: 10 }),
        by('AcquisitionDateTime', { days: -5 }),
        by('StudyTime', { days: 3 }),
        by('ScheduledProcedureStepStartDate'),
        by('AcquisitionDate'),
        by('PatientName', { days: 3 }),
        { kind: 'shift', attribute: { value: 0x00290001, mask: 0xffff00ff, creator: 'ACME 1' }, days: 1, origin: 'o' },
      ]),
    );
    assert.equal(done.text('StudyDate'), '20150413');
    assert.equal(done.text('AcquisitionDateTime'), '20150331101500.5+0100');
    assert.equal(done.text('StudyTime'), '101500');
    assert.equal(done.text(0x00291001), '20150411');
    const keyed = identity.dayShift(PATIENT.id, -900, -400);
    assert.equal(days(done.text(0x00400275, 0, 0x00400002) ?? '') - days('20150101'), keyed);
    const [first = '', second = ''] = done.text('AcquisitionDate')?.split('\\') ?? [];
    assert.deepEqual([days(first) - days('20150401'), days(second) - days(first)], [keyed, 1]);
    assert.equal(done.text('PatientName'), '');
    assert.equal(done.text('SeriesDate'), '20150403');
  });

  it('clean: texts lose what identifies, dates move, sequences are gone through', async () => {
    const image = withElements(
      ctImage(),
      sq(0x00400275, [
        [
          el(0x00081195, 'UI', '1.2.826.0.1.5'),
          el(0x00321060, 'LO', `CT of ${PATIENT.name.replaceAll('^', ' ')}`),
          el(0x00400002, 'DA', '20150101'),
        ],
      ]),
    );
    const done = await apply(
      image,
      policyOf([
        rule('clean', 'StudyDescription'),
        rule('clean', 'SeriesDate'),
        rule('clean', 'PatientName'),
        rule('clean', 'RequestAttributesSequence'),
      ]),
    );
    assert.equal(occurrences(Buffer.from(done.text('StudyDescription') ?? 'none'), 'Lindqvist'), 0);
    assert.match(done.text('StudyDescription') ?? '', /Control/);
    assert.equal(occurrences(Buffer.from(done.text(0x00400275, 0, 0x00321060) ?? ''), 'Lindqvist'), 0);
    assert.match(done.text(0x00400275, 0, 0x00321060) ?? '', /^CT/);
    assert.notEqual(done.text(0x00400275, 0, 0x00400002), '20150101');
    assert.equal(done.text(0x00400275, 0, 0x00081195), '1.2.826.0.1.5');
    const keyed = identity.dayShift(PATIENT.id, -900, -400);
    assert.equal(days(done.text('SeriesDate') ?? '') - days('20150403'), keyed);
    assert.equal(done.text('StudyDate'), '20150403');
    assert.ok(!(done.text('PatientName') ?? '').includes('Lindqvist'));
    assert.equal(done.text('PatientID'), PATIENT.id);
  });

  it('clean on a content tree keeps its shape', async () => {
    const done = await apply(srReport(), policyOf([rule('clean', 'ContentSequence')]));
    const text = Buffer.from(done.output).toString('latin1');
    const tree = [...walk(done.elements)].filter(({ tag }) => tag === 0x0040a160);
    assert.ok(tree.length > 0 && text.length > 0);
    for (const element of tree) assert.ok(!latin1(element).includes('Lindqvist'));
  });

  it('dummy, empty, remove, keep, set', async () => {
    const done = await apply(
      ctImage(),
      policyOf([
        rule('dummy', 'PatientID'),
        rule('dummy', 'StudyDate'),
        rule('dummy', 'StudyInstanceUID'),
        rule('empty', 'PatientName'),
        rule('remove', 'PatientSex'),
        rule('remove', 'PatientAge'),
        rule('keep', 'PatientAge'),
        { kind: 'set', attribute: at('InstitutionName'), value: 'SITE 1', origin: 'o' },
        { kind: 'set', attribute: at('StationName'), value: 'S', origin: 'o' },
        { kind: 'set', attribute: at('ClinicalTrialSponsorName'), value: 'Sponsor', add: true, origin: 'o' },
        { kind: 'set', attribute: at('PatientComments'), value: 'never', add: true, origin: 'o' },
        rule('remove', 'PatientComments'),
      ]),
    );
    assert.equal(done.text('PatientID'), 'REMOVED');
    assert.equal(done.text('StudyDate'), '19000101');
    assert.match(done.text('StudyInstanceUID') ?? '', /^2\.25\./);
    assert.equal(done.text('PatientName'), '');
    assert.equal(done.text('PatientSex'), undefined);
    assert.equal(done.text('PatientAge'), '067Y');
    assert.equal(done.text('InstitutionName'), 'SITE 1');
    assert.equal(done.text('StationName'), undefined);
    assert.equal(done.text('ClinicalTrialSponsorName'), 'Sponsor');
    assert.equal(done.text('PatientComments'), undefined);
  });

  it('over a profile the rule counts, and what it does is told truly', async () => {
    const profile = { style: 'profile', patient: 'pseudonym' } as const;
    const done = await apply(
      ctImage(),
      policyOf(
        [
          rule('pseudonym', 'AccessionNumber'),
          { kind: 'shift', attribute: at('StudyDate'), days: -3000, origin: 'o' },
          rule('empty', 'PatientName'),
        ],
        profile,
      ),
    );
    assert.equal(done.text('AccessionNumber'), ACCESSION);
    assert.equal(done.text('StudyDate'), '20070115');
    assert.equal(done.text('PatientName'), '');
    assert.equal(done.text('PatientID'), CODE);
    assert.equal(done.text('PatientIdentityRemoved'), 'YES');
    assert.equal(done.text('LongitudinalTemporalInformationModified'), 'MODIFIED');
    assert.notEqual(done.text('SOPInstanceUID'), '1.2.826.0.1.3680043.10.1500.4.1');
  });

  it('in every transfer syntax', async () => {
    for (const syntax of [SYNTAX.implicit, SYNTAX.bigEndian, SYNTAX.deflated]) {
      const done = await apply(
        sorted(ctImage()),
        policyOf([
          { kind: 'shift', attribute: at('StudyDate'), days: 1, origin: 'o' },
          rule('pseudonym', 'AccessionNumber'),
          rule('map-uid', 'StudyInstanceUID'),
        ]),
        { syntax },
      );
      assert.equal(done.text('StudyDate'), '20150404');
      assert.equal(done.text('AccessionNumber'), ACCESSION);
      assert.equal(tagOf('StudyDate'), 0x00080020);
    }
  });
});

describe('file meta information', () => {
  it('says of class and instance what a rule makes of them in the data set', async () => {
    const CLASS_UID = '1.2.840.10008.5.1.4.1.1.7';
    const done = await apply(
      withElements(ctImage(), el(0x00080016, 'UI', '1.2.826.0.1.3680043.10.9')),
      policyOf([rule('map-uid', 'SOPClassUID'), rule('remove', 'SOPInstanceUID')]),
    );
    const { meta } = readFile(done.output);
    assert.equal(latin1(find(meta, 0x00020002)), identity.mapUid('1.2.826.0.1.3680043.10.9'));
    assert.equal(latin1(find(meta, 0x00020003)), identity.mapUid('1.2.826.0.1.3680043.10.1500.4.1'));
    assert.equal(done.text('SOPInstanceUID'), undefined);
    const set = { kind: 'set', attribute: at('SOPClassUID'), value: CLASS_UID, origin: 'o' } as const;
    const other = await apply(ctImage(), policyOf([set]));
    assert.equal(latin1(find(readFile(other.output).meta, 0x00020002)), CLASS_UID);
  });
});
