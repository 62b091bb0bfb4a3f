// What an adversary tried: rules that reach further, or less far, than their words say.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { compilePolicy } from '../../src/core/policy/compile.js';
import type { AttributePattern } from '../../src/core/policy/policy.js';
import { compileRecipe } from '../../src/core/recipe/compile.js';
import { parseRecipe } from '../../src/core/recipe/parse.js';
import { el, privateBlock, raw, sq, withElements } from '../support/dataset.js';
import { CLASS, ctImage, PATIENT } from '../support/objects.js';
import { latin1, readFile } from '../support/read.js';
import { apply, at, identity, policyOf, rule, setOf, table, test } from './apply.js';

const METHOD = 'De-identified by Lindqvist Maria';

function recipe(...lines: readonly string[]) {
  return compileRecipe(parseRecipe(lines.join('\n')), { name: 'own.deid', included: new Map() }).policy;
}

function mask(value: number, bits: number): AttributePattern {
  return { value, mask: bits >>> 0 };
}

function meta(output: Uint8Array, tag: number): string {
  const element = readFile(output).meta.find((one) => one.tag === tag);
  return element === undefined ? '' : latin1(element).replace(/\0$/, '');
}

describe('rules under attack', () => {
  it('what an earlier program wrote as its method goes with the rule that takes it away', async () => {
    const image = withElements(ctImage(), el(0x00120062, 'CS', 'YES'), el(0x00120063, 'LO', METHOD));
    for (const lines of [
      ['REMOVE ALL'],
      ['REMOVE DeidentificationMethod'],
      ['BLANK DeidentificationMethod'],
      ['REMOVE values:names'],
    ]) {
      const policy = recipe('PROFILE none', '%values names', 'SPLIT PatientName by="^"', '%header', ...lines);
      const done = await apply(image, policy);
      assert.equal(done.text('DeidentificationMethod'), "medimagecleaner, recipe own\\Rules of the user's own only");
    }
    const kept = await apply(image, recipe('PROFILE none', '%header', 'REMOVE PatientName'));
    assert.ok(kept.text('DeidentificationMethod')?.startsWith(METHOD));
  });

  it('a document that holds a value goes, whatever a rule makes of the value', async () => {
    const words = Buffer.from(`Report for ${PATIENT.name.split('^')[0]}. All well.`);
    for (const verb of ['REPLACE values:names CLEANED', 'REPLACE values:names pseudonym()', 'REMOVE values:names']) {
      const document = [{ tag: 0x00420011, vr: 'OB', bytes: words }, el(0x00420012, 'LO', 'text/plain')];
      const lines = ['PROFILE none', '%values names', 'SPLIT PatientName by="^"', '%header', verb];
      const done = await apply(withElements(ctImage(), ...document), recipe(...lines));
      assert.ok(!Buffer.from(done.output).includes(words), verb);
      const other = withElements(ctImage(), {
        tag: 0x00420011,
        vr: 'OB',
        bytes: Buffer.from('All is well with them.'),
      });
      assert.ok(Buffer.from((await apply(other, recipe(...lines))).output).includes('All is well with them.'), verb);
    }
  });

  it('digits that are left open stand for a set: what a file needs is not meant', async () => {
    const image = ctImage();
    for (const overrides of [
      [{ ...rule('remove', mask(0x00080000, 0xffff0000)) }],
      [{ kind: 'set' as const, value: 'X', attribute: mask(0x00080000, 0xffff0000), origin: 'own.deid:1' }],
    ]) {
      const done = await apply(image, policyOf(overrides));
      assert.equal(done.text('SpecificCharacterSet'), 'ISO_IR 192');
      assert.equal(done.text('SOPClassUID')?.replace(/\0$/, ''), CLASS.ct);
      const instance = done.text('SOPInstanceUID')?.replace(/\0$/, '') ?? '';
      assert.equal(identity.mapUid(instance), instance);
      assert.equal(meta(done.output, 0x00020002), CLASS.ct);
      assert.equal(meta(done.output, 0x00020003), instance);
    }
  });

  it('digits that are left open reach odd groups where something is taken away', async () => {
    const image = withElements(ctImage(), ...privateBlock(0x0011, 0x10, 'ACME', [[0x10, el(0, 'LO', PATIENT.name)]]));
    const done = await apply(image, policyOf([rule('remove', mask(0x00110010 & ~0x000f0000, 0xfff0ffff))]));
    assert.equal(
      done.elements.some(({ tag }) => tag >>> 16 === 0x0011),
      false,
    );
  });

  it('elements of groups that have no place in a data set go without a profile too', async () => {
    const image = withElements(ctImage(), el(0x00041500, 'CS', 'LINDQVIST'), el(0x00020016, 'AE', 'LINDQVIST'));
    const done = await apply(image, policyOf([]));
    assert.equal(
      done.elements.some(({ tag }) => tag < 0x00080000),
      false,
    );
  });

  it('values of a table that do not fit are not written', async () => {
    const csv = `PatientID,uid,day,name\n${PATIENT.id},hello world,summer,"a\u0007b"\n`;
    const policy = recipe(
      'PROFILE basic',
      '%header',
      'REPLACE SOPInstanceUID var:uid',
      'REPLACE SOPClassUID var:uid',
      'REPLACE StudyDate var:day',
      'REPLACE PatientName var:name',
      'ADD ClinicalTrialProtocolID var:name',
    );
    const done = await apply(ctImage(), policy, { table: table(csv) });
    const instance = done.text('SOPInstanceUID')?.replace(/\0$/, '') ?? '';
    assert.equal(identity.mapUid(instance), instance);
    assert.equal(meta(done.output, 0x00020003), instance);
    assert.equal(meta(done.output, 0x00020002), CLASS.ct);
    assert.equal(done.text('StudyDate'), '');
    assert.equal(done.text('PatientName'), '');
    assert.equal(done.text('ClinicalTrialProtocolID'), undefined);
    assert.ok(done.issues.includes('rule-does-not-fit') && done.issues.includes('not-set'));
  });

  it('a class that a rule sets is in the file meta information as well', async () => {
    const given = '1.2.840.10008.5.1.4.1.1.7';
    const done = await apply(ctImage(), recipe('PROFILE basic', '%header', `REPLACE SOPClassUID ${given}`));
    assert.equal(done.text('SOPClassUID')?.replace(/\0$/, ''), given);
    assert.equal(meta(done.output, 0x00020002), given);
  });

  it('what is said of dates is what became of them', async () => {
    const said = async (...lines: readonly string[]) =>
      (await apply(ctImage(), recipe('PROFILE basic', '%header', ...lines))).text(
        'LongitudinalTemporalInformationModified',
      );
    assert.equal(await said('KEEP PatientSex'), 'REMOVED');
    assert.equal(await said('KEEP StudyDate'), 'MODIFIED');
    assert.equal(await said('JITTER StudyDate 10'), 'MODIFIED');
    assert.equal(await said('JITTER StudyDate 10 where equals Modality MR'), 'REMOVED');
    assert.equal(await said('JITTER StudyDate 10', '%header final', 'REMOVE StudyDate'), 'REMOVED');
  });

  it('a private member of a group of fields is reached by its creator, and the profile is not claimed', async () => {
    const image = withElements(ctImage(), ...privateBlock(0x0033, 0x10, 'ACME', [[0x1e, el(0, 'LO', 'a thing')]]));
    const policy = recipe('PROFILE basic', '%fields own', 'FIELD (0033,"ACME",1E)', '%header', 'KEEP fields:own');
    assert.equal((await apply(image, policy)).text('PatientIdentityRemoved'), 'YES');
    const done = await apply(image, policy);
    assert.ok(done.elements.some(({ tag }) => tag === 0x0033101e));
    assert.deepEqual(compilePolicy(policy).codes, []);
  });

  it('sets and groups that keep what no row of the table lists are no profile', () => {
    const codes = (...lines: readonly string[]) => compilePolicy(recipe('PROFILE basic', ...lines)).codes.length;
    assert.equal(codes('%header', 'KEEP Rows'), 1);
    assert.equal(codes('%fields f', 'FIELD Rows', '%header', 'KEEP fields:f'), 1);
    assert.equal(codes('%fields f', 'FIELD PatientName', '%header', 'KEEP fields:f'), 0);
    assert.equal(codes('%header', 'KEEP (0009,xxxx)'), 1);
    assert.equal(codes('%header', 'KEEP (0028,xxxx)'), 0);
  });

  it('values of a group are found where the file says nothing of the kind of value, and in long texts', async () => {
    const long = `${'x'.repeat(70_000)} lindqvist`;
    const image = withElements(
      ctImage(),
      el(0x0040a160, 'UT', long),
      ...privateBlock(0x0033, 0x10, 'ACME', [[0x1e, raw(0, 'UN', new TextEncoder().encode('of Lindqvist'))]]),
    );
    const policy = policyOf([rule('remove', setOf({ kind: 'values', group: 'names' }))], {
      valueGroups: [{ name: 'names', sources: [{ attribute: at('PatientName'), split: { by: '^', shortest: 4 } }] }],
    });
    const done = await apply(image, policy);
    assert.equal(done.text('TextValue'), undefined);
    const bytes = new TextEncoder().encode(`%PDF${' '.repeat(9000)}Lindqvist `);
    const pdf = withElements(
      ctImage(),
      el(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.104.1'),
      raw(0x00420011, 'OB', bytes),
    );
    assert.equal((await apply(pdf, policy)).text('EncapsulatedDocument'), undefined);
    assert.equal(
      done.elements.some(({ tag }) => tag === 0x0033101e),
      false,
    );
  });

  it('a condition that nobody can answer keeps nothing', async () => {
    const policy = policyOf([rule('keep', 'PatientName', test('PatientComments', 'matches', '(?=x)'))], {
      style: 'profile',
    });
    const done = await apply(withElements(ctImage(), el(0x00104000, 'LT', 'x')), policy);
    assert.equal(done.text('PatientName'), '');
  });

  it('a sequence is not taken for its last element, nor what a device rule keeps for a leak', async () => {
    const groups = {
      valueGroups: [{ name: 'names', sources: [{ attribute: at('PatientID') }] }],
    };
    const ids = sq(0x00101002, [[el(0x00100020, 'LO', PATIENT.id)]]);
    const replaced = policyOf(
      [rule('remove', setOf({ kind: 'values', group: 'names' })), rule('pseudonym', 'PatientID')],
      groups,
    );
    const done = await apply(withElements(ctImage(), ids), replaced);
    assert.equal(done.text('OtherPatientIDsSequence', 0, 'PatientID'), identity.pseudonym('patient', PATIENT.id));
    const note = withElements(ctImage(), ...privateBlock(0x0033, 0x10, 'ACME', [[0x1e, el(0, 'LO', PATIENT.name)]]));
    const kept = await apply(note, policyOf([rule('keep', setOf({ kind: 'private' }))], { style: 'blank' }));
    assert.ok(kept.elements.some(({ tag }) => tag === 0x0033101e));
    const short = withElements(ctImage(), el(0x00080090, 'PN', 'Lee^Ann'), el(0x00081030, 'LO', 'Lee view'));
    await apply(short, policyOf([rule('keep', 'StudyDescription')], { style: 'profile' }));
  });

  it('Shift JIS in data that declares no more than katakana is searched for the name', async () => {
    // The name in kanji, in a data set that declares ISO_IR 13; elsewhere in the same bytes, and in UTF-16.
    const kanji = new Uint8Array([0x8e, 0x52, 0x93, 0x63, 0x5e, 0x91, 0xbe, 0x98, 0x59]);
    const family = kanji.slice(0, 4);
    const wide = new Uint8Array([0x71, 0x5c, 0x30, 0x75]);
    const image = withElements(
      ctImage(),
      el(0x00080005, 'CS', 'ISO_IR 13'),
      raw(0x00100010, 'PN', kanji),
      raw(0x00204000, 'LT', Uint8Array.from([...family, 0x20, 0x6b, 0x6e, 0x65, 0x65])),
      ...privateBlock(0x0033, 0x10, 'ACME', [[0x1e, raw(0, 'UN', Uint8Array.from([...wide, 0, 0, 0, 0]))]]),
    );
    const research = recipe('PROFILE basic', 'OPTION clean-descriptors', '%header', 'REPLACE ImageComments clean()');
    const done = await apply(image, research);
    const hex = Buffer.from(done.output).toString('hex');
    assert.ok(!hex.includes(Buffer.from(family).toString('hex')));
    assert.ok(done.text('ImageComments')?.endsWith('knee'));
  });
});
