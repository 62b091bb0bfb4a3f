// Slips that are valid and do something else than they look like, and what is said to people who know other words.
import assert from 'node:assert/strict';
import { parseRecipe } from '../../src/core/recipe/parse.js';
import { NO_FACTS } from '../../src/core/recipe/services/facts.js';
import { fixes } from '../../src/core/recipe/services/fixes.js';
import { applied, diagnosed } from './recipe.js';

const START = 'FORMAT dicom\nPROFILE basic\n%header\n';

/** The rule after the first fix of that code. */
function mended(rule: string, code: string): string {
  const text = START + rule;
  const found = diagnosed(text).find((each) => each.code === code) ?? assert.fail(`${code} is found in ${rule}`);
  const [first] = fixes(parseRecipe(text), found, NO_FACTS);
  return applied(text, first?.edits ?? []).slice(START.length);
}

function messages(rule: string): string {
  return diagnosed(START + rule)
    .map(({ message }) => message)
    .join('\n');
}

describe('slips in a recipe', () => {
  it('a function without its parentheses', () => {
    assert.equal(mended('REPLACE PatientName pseudonym', 'function-as-word'), 'REPLACE PatientName pseudonym()');
    assert.equal(messages('REPLACE PatientName "pseudonym"'), '');
    assert.equal(messages('REPLACE PatientName pseudonym()'), '');
  });

  it('an = before the value', () => {
    assert.equal(mended('REPLACE PatientID = ANON 1', 'equals-sign'), 'REPLACE PatientID ANON 1');
    assert.equal(mended('REPLACE PatientID =ANON', 'equals-sign'), 'REPLACE PatientID ANON');
    assert.equal(messages('REPLACE PatientID "= ANON"'), '');
  });

  it('one UID for all objects', () => {
    assert.equal(mended('REPLACE StudyInstanceUID 1.2.3', 'one-uid'), 'REPLACE StudyInstanceUID uid()');
    assert.equal(messages('REPLACE StudyInstanceUID uid()'), '');
    // Says of what kind an object is, not which one.
    assert.doesNotMatch(messages('REPLACE CodingSchemeUID 1.2.3'), /every object/);
  });

  it('an operator at the end of a value', () => {
    const rule = 'BLANK StationName where equals Modality US';
    assert.equal(mended(`${rule} and`, 'operator-at-end'), rule);
    assert.equal(messages(rule), '');
  });

  it('a second profile', () => {
    const text = 'FORMAT dicom\nPROFILE research\nPROFILE blank\n';
    const [found] = diagnosed(text);
    assert.equal(found?.code, 'second-profile');
    assert.match(found.message, /^line 2 /);
    const [fix] = fixes(parseRecipe(text), found, NO_FACTS);
    assert.equal(applied(text, fix?.edits ?? []), 'FORMAT dicom\nPROFILE research\n');
  });
});

describe('words of other programs', () => {
  it('have a word of the recipe in their place', () => {
    assert.equal(mended('DELETE PatientName', 'unknown-keyword'), 'REMOVE PatientName');
    assert.equal(mended('SET PatientID X', 'unknown-keyword'), 'REPLACE PatientID X');
    assert.equal(mended('// a note', 'unknown-keyword'), '# a note');
    assert.match(messages('; a note'), /comments begin with #/);
  });

  it('are told what is written otherwise', () => {
    assert.match(messages('REMOVE PatientName PatientID'), /a line of its own/);
    assert.match(messages('BLANK StationName where Modality equals US'), /the test comes first/);
    assert.match(messages('BLANK StationName if equals Modality US'), /conditions stand behind where/);
    assert.match(messages('DENY BurnedInAnnotation YES'), /the test comes first, as in equals BurnedInAnnotation YES/);
  });
});
