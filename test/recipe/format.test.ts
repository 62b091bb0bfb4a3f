// A recipe in its usual dress: it means the same, is dressed once and for all, and loses no comment.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { applyEdits } from '../../src/core/recipe/changeRule.js';
import { formatRecipe } from '../../src/core/recipe/format.js';
import { printRecipe } from '../../src/core/recipe/print.js';
import { made, withoutOrigins } from './compiled.js';
import { policy } from './policies.js';
import { DEID, OURS, SAMPLES } from './samples.js';

function dressed(text: string): string {
  return applyEdits(text, formatRecipe(text));
}

describe('a dressed recipe', () => {
  it('has capitals, small letters, blanks and indents where they belong', () => {
    const text =
      '\n\nformat  DICOM\n%Filter  graylist\nlabel  My scanner  # nobody\nContains modality   US\n  +   EQUALS Rows 512||missing columns\nCoordinates 1, 2,3 ,4\n\n\n\n%HEADER\n  remove    patientid\nkeep all   WHERE contains Modality US # why\n\n\n';
    assert.equal(
      dressed(text),
      'FORMAT DICOM\n\n%filter graylist\nLABEL My scanner  # nobody\n  contains Modality US\n  + equals Rows 512 || missing Columns\n  coordinates 1,2,3,4\n\n%header\nREMOVE PatientID\nKEEP ALL where contains Modality US # why\n',
    );
  });

  it('leaves lines alone that have no meaning, and comments where they stand', () => {
    const text = '# one\n   # two\nRUBBISH   is  here\n\n%header\nREMOVE PatientID\n';
    assert.equal(dressed(text), text);
    assert.deepEqual(formatRecipe(text), []);
  });

  it('has an end of line of the same kind', () => {
    assert.equal(
      dressed('FORMAT dicom\r\n\r\n\r\n%header\r\nkeep Rows'),
      'FORMAT dicom\r\n\r\n%header\r\nKEEP Rows\r\n',
    );
    assert.equal(dressed('   \n\n '), '');
    assert.equal(dressed(''), '');
  });

  it('means the same, and is not dressed again', () => {
    const spoilt = fc
      .tuple(
        fc.oneof(fc.constantFrom(...SAMPLES), policy.map(printRecipe)),
        fc.array(fc.tuple(fc.nat(5000), fc.constantFrom('\n', ' ', '\t', '  ', ' \n'))),
      )
      .map(([text, more]) => {
        const lines = text.split('\n');
        for (const [place, blank] of more) {
          const at = place % lines.length;
          lines[at] = place % 2 === 0 ? `${blank}${lines[at]}` : `${lines[at]}${blank}`;
        }
        return lines.join('\n');
      });
    fc.assert(
      fc.property(spoilt, (text) => {
        const edits = formatRecipe(text);
        for (const [at, { span }] of edits.entries())
          assert.ok(at === 0 || (edits[at - 1]?.span.end ?? 0) <= span.start);
        const now = applyEdits(text, edits);
        assert.deepEqual(withoutOrigins(made(now).policy), withoutOrigins(made(text).policy), now);
        assert.deepEqual(formatRecipe(now), [], now);
      }),
      { numRuns: 100 },
    );
  });

  it('is what the printer writes', () => {
    for (const text of [DEID, OURS]) {
      const printed = printRecipe(made(text).policy);
      assert.equal(dressed(printed), printed);
    }
  });
});
