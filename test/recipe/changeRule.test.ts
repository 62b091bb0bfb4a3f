// One attribute's rule changed in a text: the smallest change, comments and order kept, and the policy says what was asked.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { matches } from '../../src/core/policy/attributeMatch.js';
import type { AttributePattern } from '../../src/core/policy/policy.js';
import { applyEdits, changeRule, type NewRule } from '../../src/core/recipe/changeRule.js';
import { made } from './compiled.js';
import { DEID, OURS, SAMPLES } from './samples.js';

const ID: AttributePattern = { value: 0x00100020, mask: 0xffffffff };
const DATE: AttributePattern = { value: 0x00080020, mask: 0xffffffff };

function changed(text: string, attribute: AttributePattern, rule: NewRule): string {
  return applyEdits(text, changeRule(text, { attribute, rule }));
}

const TEXT = `FORMAT dicom
PROFILE basic

%header
# dates
KEEP StudyDate   # needed
  blank PatientID
REMOVE AccessionNumber
`;

describe('changing the rule of an attribute', () => {
  it('changes the word and keeps the comment', () => {
    assert.equal(changed(TEXT, DATE, { kind: 'remove' }), TEXT.replace('KEEP StudyDate', 'REMOVE StudyDate'));
    assert.equal(changed(TEXT, ID, { kind: 'keep' }), TEXT.replace('blank PatientID', 'KEEP PatientID'));
    const edits = changeRule(TEXT, { attribute: DATE, rule: { kind: 'remove' } });
    assert.deepEqual(edits, [{ span: { start: TEXT.indexOf('KEEP'), end: TEXT.indexOf('KEEP') + 4 }, text: 'REMOVE' }]);
  });

  it('changes nothing where it is so already', () => {
    assert.deepEqual(changeRule(TEXT, { attribute: DATE, rule: { kind: 'keep' } }), []);
    assert.deepEqual(changeRule(TEXT, { attribute: ID, rule: { kind: 'empty' } }), []);
  });

  it('puts a value in, changes it, and takes it out', () => {
    const set = changed(TEXT, ID, { kind: 'set', value: 'CASE 1' });
    assert.equal(set, TEXT.replace('blank PatientID', 'REPLACE PatientID CASE 1'));
    const other = changed(set, ID, { kind: 'set', value: 'a # b' });
    assert.equal(other, TEXT.replace('blank PatientID', 'REPLACE PatientID "a # b"'));
    assert.equal(changed(other, ID, { kind: 'remove' }), TEXT.replace('blank PatientID', 'REMOVE PatientID'));
  });

  it('takes the line out, with all others about the attribute', () => {
    assert.equal(changed(TEXT, ID, { kind: 'none' }), TEXT.replace('  blank PatientID\n', ''));
    const twice = `${TEXT}KEEP (0010,0020)\n`;
    assert.equal(changed(twice, ID, { kind: 'none' }), TEXT.replace('  blank PatientID\n', ''));
    assert.equal(
      changed(twice, ID, { kind: 'remove' }),
      `${TEXT.replace('  blank PatientID\n', '')}REMOVE (0010,0020)\n`,
    );
  });

  it('adds a line behind the last rule, as it is indented', () => {
    const sex: AttributePattern = { value: 0x00100040, mask: 0xffffffff };
    assert.equal(changed(TEXT, sex, { kind: 'keep' }), `${TEXT}`.replace(/\n$/, '\nKEEP PatientSex\n'));
  });

  it('makes a header where there is none', () => {
    assert.equal(changed('PROFILE basic', ID, { kind: 'keep' }), 'PROFILE basic\n\n%header\n\nKEEP PatientID\n');
    assert.equal(changed('', ID, { kind: 'keep' }), '%header\n\nKEEP PatientID\n');
    assert.equal(
      changed('PROFILE basic\r\n', ID, { kind: 'keep' }),
      'PROFILE basic\r\n\r\n%header\r\n\r\nKEEP PatientID\r\n',
    );
  });

  it('writes a final rule where another would be stronger', () => {
    const text = 'PROFILE basic\n%header\nKEEP endswith:Date\n';
    assert.equal(changed(text, DATE, { kind: 'remove' }), `${text}\n%header final\n\nREMOVE StudyDate\n`);
    const again = changed(changed(text, DATE, { kind: 'remove' }), DATE, { kind: 'empty' });
    assert.equal(again, `${text}\n%header final\n\nBLANK StudyDate\n`);
  });

  it('leaves rules with conditions and those of sets alone', () => {
    const text = 'PROFILE basic\n%header\nKEEP PatientID where contains Modality US\nREMOVE startswith:Patient\n';
    assert.equal(changed(text, ID, { kind: 'none' }), text);
  });

  it('names private attributes by creator, and those in sequences by path', () => {
    const own: AttributePattern = { value: 0x00190002, mask: 0xffff00ff, creator: 'GEMS_ACQU_01' };
    const nested: AttributePattern = { ...ID, parents: [{ value: 0x00081115, mask: 0xffffffff }] };
    assert.match(changed(TEXT, own, { kind: 'keep' }), /^KEEP \(0019,"GEMS_ACQU_01",02\)$/m);
    assert.match(changed(TEXT, nested, { kind: 'remove' }), /^REMOVE ReferencedSeriesSequence\.PatientID$/m);
  });

  it('says what was asked, whatever the recipe, by edits in order that do not overlap', () => {
    const attribute = fc.constantFrom<AttributePattern>(
      ID,
      DATE,
      { value: 0x00104000, mask: 0xffffffff },
      { value: 0x00100010, mask: 0xffffffff, parents: [{ value: 0x00081115, mask: 0xffffffff }] },
    );
    const rule = fc.constantFrom<NewRule>({ kind: 'keep' }, { kind: 'remove' }, { kind: 'empty' }, { kind: 'none' });
    const step = fc.record({ attribute, rule });
    fc.assert(
      fc.property(
        fc.constantFrom(...SAMPLES, TEXT, DEID + OURS),
        fc.array(step, { minLength: 1, maxLength: 5 }),
        (text, steps) => {
          let now = text;
          for (const change of steps) {
            const edits = changeRule(now, change);
            for (const [at, { span }] of edits.entries()) {
              assert.ok(span.start <= span.end && span.end <= now.length);
              assert.ok(at === 0 || (edits[at - 1]?.span.end ?? 0) <= span.start);
            }
            now = applyEdits(now, edits);
            assert.deepEqual(changeRule(now, change), [], 'once is enough');
            const { policy } = made(now);
            const it = {
              tag: change.attribute.value,
              vr: 'LO',
              parents: change.attribute.parents?.map(({ value }) => value) ?? [],
            };
            const found = policy.overrides.findLast(
              (each) =>
                each.when === undefined &&
                each.attribute.only?.kind !== 'values' &&
                matches(each.attribute, it, policy),
            );
            if (change.rule.kind !== 'none') assert.equal(found?.kind, change.rule.kind, now);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('keeps every comment', () => {
    const comments = (text: string): readonly string[] =>
      text.split('\n').filter((line) => line.trim().startsWith('#'));
    for (const kind of ['keep', 'remove', 'empty', 'none'] as const) {
      assert.deepEqual(comments(changed(OURS, ID, { kind })), comments(OURS));
    }
  });
});
