// Which attributes a rule means: by the sequences around it, by keyword, VR, group and value.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { compilePolicy } from '../../src/core/policy/compile.js';
import type { AttributeSet, Policy } from '../../src/core/policy/policy.js';
import { el, privateBlock, sq, withElements } from '../support/dataset.js';
import { ctImage, PATIENT } from '../support/objects.js';
import { walk } from '../support/read.js';
import { apply, at, identity, policyOf, rule, setOf, tagOf } from './apply.js';

/** Has the same attributes at several depths, and private ones. */
const NESTED = withElements(
  ctImage(),
  sq(0x00081115, [[sq(0x00081140, [[el(0x00100020, 'LO', 'DEEPER')]]), el(0x00100020, 'LO', 'IN-SERIES')]]),
  sq(0x00081140, [[el(0x00100020, 'LO', 'IN-IMAGE')]]),
  ...privateBlock(0x0029, 0x10, 'ACME 1', [
    [0x01, el(0, 'LO', 'plain')],
    [0x02, { ...sq(0, [[el(0x00100020, 'LO', 'IN-PRIVATE')]]), tag: 0 }],
    [0x03, el(0, 'DA', '20150401')],
  ]),
  el(0x00204000, 'LT', `Seen by okafor, id ${PATIENT.id}.`),
);
const IDS = [
  [0x00100020],
  [0x00081115, 0, 0x00100020],
  [0x00081115, 0, 0x00081140, 0, 0x00100020],
  [0x00081140, 0, 0x00100020],
  [0x00291002, 0, 0x00100020],
] as const;

async function left(attribute: Parameters<typeof rule>[1]): Promise<readonly (string | undefined)[]> {
  const done = await apply(NESTED, policyOf([rule('remove', attribute)]));
  return IDS.map((path) => done.text(...path));
}

describe('a rule with a path', () => {
  it('means the attribute in that place alone, whatever the item', async () => {
    const all = [PATIENT.id, 'IN-SERIES', 'DEEPER', 'IN-IMAGE', 'IN-PRIVATE'];
    assert.deepEqual(await left('PatientID'), [undefined, undefined, undefined, undefined, undefined]);
    assert.deepEqual(await left('/PatientID'), [undefined, ...all.slice(1)]);
    assert.deepEqual(await left('ReferencedSeriesSequence/PatientID'), [all[0], undefined, ...all.slice(2)]);
    assert.deepEqual(await left('ReferencedSeriesSequence/ReferencedImageSequence/PatientID'), [
      ...all.slice(0, 2),
      undefined,
      ...all.slice(3),
    ]);
    assert.deepEqual(await left('(0029,"ACME 1",02)/PatientID'), [...all.slice(0, 4), undefined]);
    assert.deepEqual(await left('(0029,"OTHER",02)/PatientID'), all);
  });

  it('is the same decision each time, wherever it was asked first', () => {
    const policy = compilePolicy(policyOf([rule('remove', 'ReferencedSeriesSequence/PatientID')]));
    const ask = (...parents: string[]) =>
      policy.decide({ tag: tagOf('PatientID'), vr: 'LO', parents: parents.map(tagOf), sopClass: '' })?.action;
    for (let round = 0; round < 2; round++) {
      assert.equal(ask(), undefined);
      assert.equal(ask('ReferencedSeriesSequence'), 'X');
      assert.equal(ask('ReferencedImageSequence'), undefined);
    }
  });
});

describe('a rule for a set', () => {
  const MUST_STAY = [0x00080005, 0x00080016, 0x00080018, 0x00280002, 0x00280004, 0x00280010, 0x00280011, 0x00280100]
    .concat([0x00280101, 0x00280102, 0x00280103, 0x7fe00010])
    .sort((a, b) => a - b);

  it('of all attributes leaves what a file is not DICOM without', async () => {
    const done = await apply(NESTED, policyOf([rule('remove', setOf({ kind: 'all' }))]));
    assert.deepEqual(
      done.elements.map(({ tag }) => tag),
      [...MUST_STAY, 0x00120063].sort((a, b) => a - b),
    );
    assert.equal(done.text('SOPInstanceUID'), identity.mapUid('1.2.826.0.1.3680043.10.1500.4.1'));
    assert.equal(done.text('SpecificCharacterSet'), 'ISO_IR 192');
  });

  it('does so unless the rule names the attribute itself', async () => {
    const done = await apply(
      NESTED,
      policyOf([rule('remove', 'PixelData'), rule('empty', 'PhotometricInterpretation')]),
    );
    assert.equal(done.text('PixelData'), undefined);
    assert.equal(done.text('PhotometricInterpretation'), '');
    const grouped: Partial<Policy> = { fieldGroups: [{ name: 'pixels', attributes: [at('PixelData'), at('Rows')] }] };
    const rules = [rule('remove', setOf({ kind: 'fields', group: 'pixels' }))];
    assert.equal((await apply(NESTED, policyOf(rules, grouped))).text('PixelData'), undefined);
  });

  async function removed(only: AttributeSet): Promise<readonly string[]> {
    const done = await apply(NESTED, policyOf([rule('remove', setOf(only))]));
    const stays = new Set([...walk(done.elements)].map(({ tag }) => tag));
    return [
      'StudyDate',
      'StudyTime',
      'PatientID',
      'PatientName',
      'StudyDescription',
      '(0029,1001)',
      '(0029,1003)',
    ].filter(
      (name) => !stays.has(name.startsWith('(') ? Number.parseInt(name.replaceAll(/\W/g, ''), 16) : tagOf(name)),
    );
  }

  it('by keyword, VR, exception and owner', async () => {
    assert.deepEqual(await removed({ kind: 'ends-with', text: 'date' }), ['StudyDate']);
    assert.deepEqual(await removed({ kind: 'starts-with', text: 'PATIENT' }), ['PatientID', 'PatientName']);
    assert.deepEqual(await removed({ kind: 'contains', text: 'study' }), [
      'StudyDate',
      'StudyTime',
      'StudyDescription',
    ]);
    assert.deepEqual(await removed({ kind: 'vr', vr: 'da' }), ['StudyDate', '(0029,1003)']);
    assert.deepEqual(await removed({ kind: 'private' }), ['(0029,1001)', '(0029,1003)']);
    assert.deepEqual(await removed({ kind: 'except', text: 'PatientID | StudyTime|(0008,1030)' }), [
      'StudyDate',
      'PatientName',
      '(0029,1001)',
      '(0029,1003)',
    ]);
  });

  it('does what the VR can take, and leaves the others to the next rule', async () => {
    const done = await apply(
      NESTED,
      policyOf([
        rule('empty', 'PatientName'),
        { kind: 'shift', attribute: setOf({ kind: 'all' }), days: 1, origin: 'o' },
        rule('map-uid', setOf({ kind: 'all' })),
      ]),
    );
    assert.equal(done.text('StudyDate'), '20150404');
    assert.equal(done.text(0x00291003), '20150402');
    assert.equal(done.text('PatientName'), '');
    assert.equal(done.text('PatientID'), PATIENT.id);
    assert.match(done.text('SOPInstanceUID') ?? '', /^2\.25\./);
    assert.equal(done.text('SOPClassUID'), '1.2.840.10008.5.1.4.1.1.2');
  });

  it('of one group, of fields that name fields, and of nothing', async () => {
    const groups: Partial<Policy> = {
      fieldGroups: [
        { name: 'ids', attributes: [at('PatientID'), setOf({ kind: 'fields', group: 'more' })] },
        { name: 'more', attributes: [at('AccessionNumber'), setOf({ kind: 'fields', group: 'ids' })] },
      ],
    };
    const done = await apply(NESTED, policyOf([rule('empty', setOf({ kind: 'fields', group: 'ids' }))], groups));
    assert.deepEqual([done.text('PatientID'), done.text('AccessionNumber'), done.text('PatientSex')], ['', '', 'F']);
    const group = { value: 0x00100000, mask: 0xffff0000, only: { kind: 'all' } } as const;
    const ten = await apply(NESTED, policyOf([rule('remove', group)]));
    assert.deepEqual(
      ten.elements.filter(({ tag }) => tag >>> 16 === 0x0010),
      [],
    );
    assert.equal(ten.text('AccessionNumber'), PATIENT.accession);
    const none = policyOf([rule('remove', setOf({ kind: 'fields', group: 'gone' }))]);
    assert.ok(compilePolicy(none).issues.some(({ code }) => code === 'unknown-group'));
    assert.equal((await apply(NESTED, none)).text('PatientID'), PATIENT.id);
  });

  it('by a value that the object itself names, whole or in parts, at any depth', async () => {
    const named: Partial<Policy> = {
      valueGroups: [
        {
          name: 'known',
          sources: [
            { attribute: at('PatientID') },
            { attribute: at('ReferringPhysicianName'), split: { by: '^', shortest: 5 } },
          ],
        },
      ],
    };
    const image = withElements(
      NESTED,
      sq(0x00400275, [[el(0x00400007, 'LO', 'for OKAFOR'), el(0x00400009, 'SH', 'x')]]),
      el(0x0040a730, 'LO', 'Sam'),
    );
    const done = await apply(image, policyOf([rule('empty', setOf({ kind: 'values', group: 'known' }))], named));
    assert.deepEqual(
      [done.text('PatientID'), done.text('ReferringPhysicianName'), done.text('ImageComments')],
      ['', '', ''],
    );
    assert.equal(done.text(0x00400275, 0, 0x00400007), '');
    assert.equal(done.text(0x00400275, 0, 0x00400009), 'x');
    assert.equal(done.text('PatientName'), PATIENT.name);
    // The same attribute of another object has no value of its own to be known by.
    const policy = compilePolicy(policyOf([rule('empty', setOf({ kind: 'values', group: 'known' }))], named));
    const other = policy.forObject({ complete: true, texts: () => [['ZZZ']] }).policy;
    assert.deepEqual(other.holds?.(['zzz']), ['known']);
    const subject = { tag: tagOf('PatientID'), vr: 'LO', parents: [], sopClass: '' };
    assert.equal(other.decide({ ...subject, holds: ['known'] })?.action, 'Z');
    assert.equal(other.decide({ ...subject, holds: [] }), undefined);
  });

  it('in a profile does not bring private attributes back', async () => {
    const profile = { style: 'profile' } as const;
    for (const kind of ['keep', 'clean', 'pseudonym'] as const) {
      const done = await apply(NESTED, policyOf([rule(kind, setOf({ kind: 'vr', vr: 'LO' }))], profile));
      assert.equal(done.text(0x00291001), undefined, kind);
    }
    const named = await apply(NESTED, policyOf([rule('keep', setOf({ kind: 'private' }))], profile));
    assert.equal(named.text(0x00291001), 'plain');
    assert.deepEqual(compilePolicy(policyOf([rule('keep', setOf({ kind: 'private' }))], profile)).codes, []);
  });

  it('takes the profile’s claim where it leaves more than the profile', () => {
    const codes = (...rules: Parameters<typeof policyOf>[0]) =>
      compilePolicy(policyOf(rules, { style: 'profile' })).codes.map(({ value }) => value);
    assert.deepEqual(codes(), ['113100']);
    assert.deepEqual(codes(rule('remove', setOf({ kind: 'all' }))), ['113100']);
    for (const only of [{ kind: 'all' }, { kind: 'vr', vr: 'PN' }, { kind: 'contains', text: 'Patient' }] as const) {
      assert.deepEqual(codes(rule('keep', setOf(only))), []);
      assert.deepEqual(codes(rule('clean', setOf(only))), []);
    }
    assert.deepEqual(codes(rule('keep', setOf({ kind: 'vr', vr: 'FD' }))), []);
    assert.deepEqual(codes(rule('map-uid', 'StudyInstanceUID')), ['113100']);
    assert.deepEqual(codes({ kind: 'shift', attribute: at('StudyDate'), days: 1, origin: 'o' }), []);
  });
});
