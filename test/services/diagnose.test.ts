// What is odd about a recipe, and the quick fixes for it.
import assert from 'node:assert/strict';
import { parseRecipe } from '../../src/core/recipe/parse.js';
import { type Facts, NO_FACTS } from '../../src/core/recipe/services/facts.js';
import { fixes } from '../../src/core/recipe/services/fixes.js';
import { applied, diagnosed } from './recipe.js';

const START = 'FORMAT dicom\nPROFILE basic\n';

/** `code:text` of what is found. */
function codes(text: string, facts: Facts = NO_FACTS): readonly string[] {
  return diagnosed(text, facts).map(({ code, span }) => `${code}:${text.slice(span.start, span.end)}`);
}

/** The texts after each fix of the diagnostic with that code. */
function fixed(text: string, code: string, facts: Facts = NO_FACTS): Readonly<Record<string, string>> {
  const found = diagnosed(text, facts).find((diagnostic) => diagnostic.code === code);
  assert.ok(found !== undefined, `${code} is found`);
  const tree = parseRecipe(text);
  return Object.fromEntries(fixes(tree, found, facts).map(({ title, edits }) => [title, applied(text, edits)]));
}

describe('diagnostics', () => {
  it('finds nothing in a recipe that is in order', () => {
    const text = `${START}OPTION retain-modified-dates\n%header\nREMOVE StudyDescription\nREPLACE PatientID var:id\n`;
    assert.deepEqual(codes(text), []);
    assert.deepEqual(codes(''), ['no-profile:']);
    assert.deepEqual(codes('PROFILE none # as pydicom deid\nFORMAT dicom'), []);
  });

  it('has each place once, in the order of the text', () => {
    const found = diagnosed('REMOV PatientName\nKEEP Nonsense\ncontains x\nOPTION nothing\n');
    const keys = found.map(({ code, span }) => `${code} ${span.start} ${span.end}`);
    assert.equal(new Set(keys).size, keys.length);
    assert.deepEqual(
      found.map(({ span }) => span.start),
      found.map(({ span }) => span.start).sort((a, b) => a - b),
    );
  });

  it('a rule twice, and a rule that a later one makes useless', () => {
    const twice = `${START}%header\nREMOVE StudyID\nREMOVE StudyID\n`;
    assert.deepEqual(codes(twice), ['duplicate-rule:REMOVE StudyID']);
    const other = `${START}%header\nBLANK (0020,0010)\nREMOVE StudyID\n`;
    assert.deepEqual(codes(other), ['shadowed-rule:BLANK (0020,0010)']);
    assert.match(diagnosed(other)[0]?.message ?? '', /line 5 of study\.deid/);
  });

  it('a set that stands for what an earlier rule names', () => {
    assert.deepEqual(codes(`${START}%header\nBLANK StudyDate\nREMOVE endswith:Date\n`), [
      'shadowed-rule:BLANK StudyDate',
    ]);
    assert.deepEqual(codes(`${START}%header\nBLANK StudyTime\nREMOVE endswith:Date\n`), []);
  });

  it('rules for some objects leave room for others', () => {
    const when = 'where equals Modality CT';
    assert.deepEqual(codes(`${START}%header\nBLANK StudyID\nREMOVE StudyID ${when}\n`), []);
    const same = `${START}%header\nBLANK StudyID ${when}\nREMOVE StudyID ${when}\n`;
    assert.deepEqual(codes(same), [`shadowed-rule:BLANK StudyID ${when}`]);
  });

  it('a KEEP of what the profile takes away, unless an option keeps it too', () => {
    const text = `${START}%header\nKEEP PatientSex\n`;
    assert.deepEqual(codes(text), ['keep-defeats-profile:KEEP PatientSex']);
    assert.match(diagnosed(text)[0]?.message ?? '', /OPTION retain-patient-characteristics would keep it/);
    assert.deepEqual(codes(`${START}OPTION retain-patient-characteristics\n%header\nKEEP PatientSex\n`), []);
    assert.deepEqual(codes(`${START}%header\nKEEP Rows\n`), []);
    assert.deepEqual(codes('FORMAT dicom\nPROFILE none\n%header\nKEEP PatientSex\n'), []);
    const many = diagnosed(`${START}%header\nKEEP contains:Physician\n`);
    assert.match(many[0]?.message ?? '', /keeps \d+ attributes/);
  });

  it('a rule for what goes with its sequence', () => {
    const lost = `${START}%header\n  KEEP RequestAttributesSequence.AccessionNumber\n`;
    const marked = ['lost-with-sequence:RequestAttributesSequence'];
    assert.deepEqual(
      codes(lost).filter((code) => code.startsWith('lost')),
      marked,
    );
    const said = diagnosed(lost).find(({ code }) => code === 'lost-with-sequence')?.message ?? '';
    assert.match(said, /removes RequestAttributesSequence with all that is in it; KEEP RequestAttributesSequence/);
    const [title, text = ''] = Object.entries(fixed(lost, 'lost-with-sequence'))[0] ?? [];
    assert.equal(title, 'Keep RequestAttributesSequence too');
    assert.ok(text.includes('\n  KEEP RequestAttributesSequence\n  KEEP RequestAttributesSequence.Acc'), text);
    assert.ok(!codes(text).some((code) => code.startsWith('lost')), 'kept');
    const numbers = `${START}%header\nREPLACE (0040,0275).(0008,0050) x\n`;
    assert.deepEqual(codes(numbers), ['lost-with-sequence:(0040,0275)']);
    const own = 'PROFILE none\nFORMAT dicom\n%header\nREMOVE ContentSequence\nBLANK ContentSequence.TextValue\n';
    assert.deepEqual(codes(own), []);
    assert.deepEqual(codes(own.replace('BLANK', 'REPLACE').replace('TextValue', 'TextValue x')), [
      'lost-with-sequence:ContentSequence',
    ]);
    const some = own.replace('REMOVE ContentSequence', 'REMOVE ContentSequence where equals Modality SR');
    assert.deepEqual(codes(some.replace('BLANK', 'KEEP')), [], 'other objects have it');
  });

  it('a private attribute without its creator', () => {
    assert.ok(codes(`${START}%header\nKEEP (0019,1001)\n`).includes('needs-creator:KEEP (0019,1001)'));
    assert.deepEqual(codes(`${START}%header\nKEEP (0019,"GEMS_ACQU_01",01)\n`), []);
  });

  it('options that stand twice, exclude each other, or have no profile', () => {
    assert.deepEqual(codes(`${START}OPTION clean-graphics\nOPTION 113103\n`), ['duplicate-option:113103']);
    const both = codes(`${START}OPTION retain-full-dates\nOPTION retain-modified-dates\n`);
    assert.ok(both.includes('options-conflict:retain-modified-dates'), both.join());
    const none = codes('FORMAT dicom\nPROFILE none\nOPTION clean-graphics\n');
    assert.ok(none.includes('options-without-profile:clean-graphics'), none.join());
  });

  it('coordinates: negative, empty, outside of the image', () => {
    const label = `${START}%filter graylist\nLABEL a\n  contains Modality US\n`;
    assert.ok(codes(`${label}  coordinates -1,0,10,10\n`).includes('negative-coordinates:-1'));
    const empty = codes(`${label}  coordinates 10,10,5,20\n`);
    assert.ok(empty.includes('empty-region:10,10,5,20') && !empty.some((code) => code.startsWith('bad-coordinates')));
    assert.deepEqual(codes(`${label}  ctpcoordinates 10,10,5,20\n`), []);
    assert.deepEqual(codes(`${label}  ctpcoordinates 70000,10,5,20\n`), ['outside-image:70000,10,5,20']);
    const facts: Facts = { ...NO_FACTS, open: { name: 'x', image: { rows: 100, columns: 50 }, effects: () => [] } };
    assert.deepEqual(codes(`${label}  ctpcoordinates 60,10,5,20\n`, facts), ['outside-image:60,10,5,20']);
    assert.deepEqual(codes(`${label}  ctpcoordinates 40,10,50,20\n`, facts), []);
  });

  it('filters that nothing passes', () => {
    const label = (tests: string): string => `${START}%filter graylist\nLABEL a\n${tests}\n  coordinates all\n`;
    const bad = ['impossible-filter:LABEL a'];
    assert.deepEqual(codes(label('  equals Modality CT\n  + equals Modality MR')), bad);
    assert.deepEqual(codes(label('  missing Modality\n  + contains Modality MR')), bad);
    assert.deepEqual(codes(label('  equals Modality CT + ! equals Modality CT')), bad);
    assert.deepEqual(codes(label('  equals Modality CT\n  || equals Modality MR')), []);
    assert.deepEqual(codes(label('  equals ImageType A\n  + equals ImageType B')), [], 'it has several values');
  });

  it('admissions that never come to their turn', () => {
    const text = `${START}ALLOW equals Modality CT || equals Modality MR\nDENY equals Modality CT\n`;
    assert.deepEqual(codes(text), ['unreachable-filter:DENY equals Modality CT']);
    const narrow = `${START}DENY equals Modality CT + contains ImageType DERIVED\nALLOW equals Modality CT\n`;
    assert.deepEqual(codes(narrow), []);
  });

  it('a label that says what an earlier one says', () => {
    const body = '  contains Modality US\n  coordinates 0,0,10,10\n';
    const text = `${START}%filter graylist\nLABEL a\n${body}LABEL b\n${body}`;
    assert.deepEqual(codes(text), ['unreachable-filter:LABEL b']);
  });

  it('groups that nobody uses or defined', () => {
    const text = `${START}%fields ids\nFIELD PatientID\n%header\nREMOVE fields:idz\n`;
    assert.deepEqual(codes(text), ['unused-group:ids', 'unknown-group:idz']);
    assert.match(diagnosed(text)[1]?.message ?? '', /did you mean ids\?/);
  });

  it('variables that the lookup table does not have, where there is one', () => {
    const text = `${START}%header\nREPLACE PatientID var:subjekt\n`;
    assert.deepEqual(codes(text), []);
    assert.deepEqual(codes(text, { ...NO_FACTS, variables: ['subject'] }), ['unknown-variable:subjekt']);
  });
});

describe('quick fixes', () => {
  it('the word that was meant', () => {
    assert.equal(fixed('REMOV PatientName\n', 'unknown-keyword')['Change to REMOVE'], 'REMOVE PatientName\n');
    assert.equal(
      fixed('%header\nREMOVE PatientNane\n', 'unknown-attribute')['Change to PatientName'],
      '%header\nREMOVE PatientName\n',
    );
    assert.equal(fixed('%heder\n', 'unknown-section')['Change to %header'], '%header\n');
    assert.equal(
      fixed('OPTION clean-descriptor\n'.replace('descriptor', 'deskriptors'), 'unknown-option')[
        'Change to clean-descriptors'
      ],
      'OPTION clean-descriptors\n',
    );
    const group = '%fields ids\nFIELD PatientID\n%header\nREMOVE fields:idz\n';
    assert.ok(fixed(group, 'unknown-group')['Change to ids']?.endsWith('REMOVE fields:ids\n'));
  });

  it('lines that do nothing go, with their line break', () => {
    const text = 'FORMAT dicom\r\nPROFILE basic\r\n%header\r\nREMOVE StudyID\r\nREMOVE StudyID';
    assert.equal(
      fixed(text, 'duplicate-rule')['Remove this line'],
      'FORMAT dicom\r\nPROFILE basic\r\n%header\r\nREMOVE StudyID',
    );
  });

  it('a KEEP becomes an option, a replacement, or nothing', () => {
    const text = `${START}%header\nKEEP PatientSex # why\n`;
    const found = fixed(text, 'keep-defeats-profile');
    assert.equal(
      found['Keep it by the standard: OPTION retain-patient-characteristics'],
      `${START}OPTION retain-patient-characteristics\n%header\n`,
    );
    assert.equal(found['Leave PatientSex present and empty'], `${START}%header\nBLANK PatientSex # why\n`);
    const name = fixed(`${START}%header\nKEEP PatientName\n`, 'keep-defeats-profile');
    assert.equal(name['Replace PatientName by pseudonym()'], `${START}%header\nREPLACE PatientName pseudonym()\n`);
  });

  it('foreign functions become ours', () => {
    const found = fixed(`${START}%header\nREPLACE SOPInstanceUID func:generate_uid\n`, 'foreign-function');
    assert.equal(found['Use uid()'], `${START}%header\nREPLACE SOPInstanceUID uid()\n`);
  });

  it('values that do not fit', () => {
    const found = fixed(`${START}%header\nREPLACE StudyDate yesterday\n`, 'vr-mismatch');
    assert.equal(found['Use shift()'], `${START}%header\nREPLACE StudyDate shift()\n`);
  });

  it('coordinates inside the image', () => {
    const label = `${START}%filter graylist\nLABEL a\n  contains Modality US\n`;
    assert.equal(
      fixed(`${label}  coordinates -1,0,10,10\n`, 'negative-coordinates')['Change to 0,0,10,10'],
      `${label}  coordinates 0,0,10,10\n`,
    );
    assert.equal(
      fixed(`${label}  coordinates 10,10,5,20\n`, 'empty-region')['Change to 5,10,10,20'],
      `${label}  coordinates 5,10,10,20\n`,
    );
  });

  it('what is missing at the top', () => {
    assert.equal(
      fixed('%header\nREMOVE StudyID\n', 'missing-format')['Begin with FORMAT dicom'],
      'FORMAT dicom\n%header\nREMOVE StudyID\n',
    );
    const profile = fixed('FORMAT dicom\n%header\nREMOVE StudyID\n', 'no-profile');
    assert.equal(
      profile['Say what happens to the rest: PROFILE basic'],
      'FORMAT dicom\nPROFILE basic\n%header\nREMOVE StudyID\n',
    );
  });

  it('groups and labels go with what belongs to them', () => {
    const text = `${START}%fields ids\nFIELD PatientID\n\n%header\nREMOVE StudyID\n`;
    assert.equal(fixed(text, 'unused-group')['Remove this group'], `${START}\n%header\nREMOVE StudyID\n`);
  });

  it('a rule in a group begins a section of its own', () => {
    const text = `${START}%fields ids\nFIELD PatientID\nREMOVE fields:ids\n`;
    assert.equal(
      fixed(text, 'misplaced')['Begin %header here'],
      `${START}%fields ids\nFIELD PatientID\n%header\nREMOVE fields:ids\n`,
    );
  });

  it('every fix of a bad recipe can be applied', () => {
    const text =
      'FORMAT dcm\nPROFIL basic\nOPTION x\n%filter\nLABEL a\n contans Modality US\n coordinates -1,2,3\n%header\nKEEP PatientName x\nREPLACE StudyDate foo(1)\nREMOVE ALL func:x\nINCLUDE nothing.deid\n';
    const tree = parseRecipe(text);
    let count = 0;
    for (const diagnostic of diagnosed(text)) {
      for (const { edits } of fixes(tree, diagnostic, NO_FACTS)) {
        assert.notEqual(applied(text, edits), text);
        count++;
      }
    }
    assert.ok(count > 8, `${count} fixes`);
  });
});
