// Completion by what stands before the cursor.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { builtinPolicies } from '../../src/core/policy/builtin.js';
import { OPTIONS } from '../../src/core/policy/options.js';
import { parseRecipe } from '../../src/core/recipe/parse.js';
import { completeIn } from '../../src/core/recipe/services/complete.js';
import { type Facts, NO_FACTS } from '../../src/core/recipe/services/facts.js';
import { marked } from './recipe.js';

function labels(text: string, facts: Facts = NO_FACTS): readonly string[] {
  const { tree, offset } = marked(text);
  return completeIn(tree.text, offset, tree, facts).items.map(({ label }) => label);
}

/** The text once the item of that label is chosen. */
function chosen(text: string, label: string, facts: Facts = NO_FACTS): string {
  const { tree, text: plain, offset } = marked(text);
  const { items, span } = completeIn(tree.text, offset, tree, facts);
  const item = items.find((each) => each.label === label);
  assert.ok(item !== undefined, `${label} is offered`);
  return plain.slice(0, span.start) + item.insert + plain.slice(span.end);
}

describe('completion', () => {
  it('offers what may begin a line in its section', () => {
    assert.ok(labels('‸').includes('FORMAT'));
    assert.ok(labels('FORMAT dicom\n‸').includes('%filter'));
    const header = labels('%header\n‸');
    assert.ok(header.includes('REPLACE') && !header.includes('ctpcoordinates') && !header.includes('SPLIT'));
    const filter = labels('%filter graylist\nLABEL x\n  ‸');
    assert.ok(filter.includes('ctpcoordinates') && filter.includes('contains') && !filter.includes('REPLACE'));
    assert.ok(labels('%values v\n‸').includes('SPLIT'));
    assert.ok(!labels('%fields f\n‸').includes('SPLIT'));
  });

  it('offers attributes by the beginning of their keyword first, those that identify before others', () => {
    const found = labels('%header\nREMOVE PatientN‸');
    assert.equal(found[0], 'PatientName');
    assert.ok(found.includes('PatientName'));
    assert.ok(labels('%header\nREMOVE name‸').includes('PatientName'), 'a part of the keyword will do');
    assert.deepEqual(labels('%header\nREMOVE qqqq‸'), []);
  });

  it('tells tag, VR and the standard action of an attribute', () => {
    const { tree, offset } = marked('REMOVE PatientNam‸');
    const item = completeIn(tree.text, offset, tree, NO_FACTS).items.find(({ label }) => label === 'PatientName');
    assert.equal(item?.detail, '(0010,0010) PN  Z');
    assert.equal(item?.about, 'Patient Name');
  });

  it('offers attributes by their numbers', () => {
    const found = labels('REMOVE (0010,00‸');
    assert.ok(found.includes('(0010,0010)') && found.includes('(0010,0020)'));
    assert.ok(found.every((label) => label.startsWith('(0010,00')));
    assert.equal(chosen('REMOVE (0010,001‸', '(0010,0010)'), 'REMOVE (0010,0010)');
    assert.ok(labels('REMOVE 60xx3‸').includes('(60xx,3000)'));
  });

  it('completes a step of a path and leaves the rest', () => {
    const text = 'REMOVE ReferencedStudySequence.ReferencedSOPInst‸';
    assert.equal(chosen(text, 'ReferencedSOPInstanceUID'), 'REMOVE ReferencedStudySequence.ReferencedSOPInstanceUID');
  });

  it('replaces the whole word under the cursor', () => {
    assert.equal(chosen('REMOVE Patient‸Nam # why', 'PatientName'), 'REMOVE PatientName # why');
  });

  it('offers sets of attributes to rules and not to tests', () => {
    assert.ok(labels('REMOVE ends‸').includes('endswith:'));
    assert.ok(!labels('%filter x\nLABEL y\ncontains ends‸').includes('endswith:'));
    assert.ok(labels('REMOVE select:VR:‸').includes('PN'));
  });

  it('offers groups by kind, also of included recipes', () => {
    const text = '%fields mine\nFIELD PatientID\n%values other\nFIELD PatientID\n%header\n';
    const included = new Map([['site.deid', parseRecipe('%fields theirs\nFIELD PatientID\n')]]);
    const facts: Facts = { ...NO_FACTS, included };
    assert.deepEqual(labels(`${text}REMOVE fields:‸`, facts), ['mine', 'theirs']);
    assert.deepEqual(labels(`${text}REMOVE values:‸`, facts), ['other']);
  });

  it('offers private creators of the workspace before known ones', () => {
    const facts: Facts = { ...NO_FACTS, creators: ['MY SCANNER 1.0'] };
    const found = labels('REMOVE (0019,‸', facts);
    assert.equal(found[0], 'MY SCANNER 1.0');
    assert.ok(found.includes('GEMS_ACQU_01'));
    assert.equal(chosen('REMOVE (0019,‸', 'GEMS_ACQU_01'), 'REMOVE (0019,"GEMS_ACQU_01"');
    assert.equal(chosen('REMOVE (0019,"GEMS‸",02)', 'GEMS_ACQU_01'), 'REMOVE (0019,"GEMS_ACQU_01",02)');
    assert.ok(!labels('REMOVE (0018,‸').includes('GEMS_ACQU_01'), 'even groups have no creators');
  });

  it('offers the elements of a private block', () => {
    const { tree, offset } = marked('REMOVE (0019,"GEMS_ACQU_01",‸');
    const found = completeIn(tree.text, offset, tree, NO_FACTS).items;
    assert.ok(found.length > 20);
    assert.ok(found.every(({ label }) => /^[0-9A-F]{2}$/.test(label)));
  });

  it('offers functions that suit the VR', () => {
    assert.ok(labels('REPLACE SOPInstanceUID ‸').includes('uid()'));
    assert.ok(!labels('REPLACE SOPInstanceUID ‸').includes('pseudonym()'));
    assert.ok(labels('REPLACE PatientName ‸').includes('pseudonym()'));
    assert.ok(!labels('REPLACE PatientName ‸').includes('shift()'));
    assert.ok(labels('REPLACE StudyDate ‸').includes('shift()'));
    assert.ok(labels('JITTER StudyDate ‸').includes('var:'));
  });

  it('offers variables of the table and of the recipe', () => {
    const facts: Facts = { ...NO_FACTS, variables: ['subject'] };
    const found = labels('REPLACE PatientID var:id\nREPLACE PatientName var:‸', facts);
    assert.deepEqual(found, ['subject', 'id']);
    assert.equal(chosen('REPLACE PatientName var:s‸', 'subject', facts), 'REPLACE PatientName var:subject');
  });

  it('offers options, profiles, settings and recipes', () => {
    assert.deepEqual(
      labels('OPTION ‸'),
      OPTIONS.map(({ name }) => name),
    );
    assert.deepEqual(labels('PROFILE ‸'), [...builtinPolicies.map(({ name }) => name), 'none']);
    assert.ok(labels('PATIENT ‸').includes('pseudonym'));
    const facts: Facts = { ...NO_FACTS, recipes: ['../site rules.deid'] };
    assert.equal(chosen('INCLUDE ‸', '../site rules.deid', facts), 'INCLUDE "../site rules.deid"');
    assert.ok(labels('INCLUDE ‸', facts).includes('basic'));
  });

  it('knows where a test stands', () => {
    const filter = '%filter graylist\nLABEL x\n';
    assert.ok(labels(`${filter}+ ‸`).includes('notequals'));
    assert.ok(labels(`${filter}contains Mod‸`).includes('Modality'));
    assert.ok(labels(`${filter}contains Modality ‸`).includes('US'));
    assert.ok(labels(`${filter}equals Modality US + ‸`).includes('missing'));
    assert.ok(labels(`${filter}(missing Mod‸`).includes('Modality'));
    assert.deepEqual(labels(`${filter}missing Modality ‸`), ['+', '||']);
    assert.ok(labels('ALLOW equals Modality C‸').includes('CT'));
    assert.ok(labels('%header\nREMOVE PatientName where ‸').includes('equals'));
    assert.deepEqual(labels('%header\nREMOVE PatientName ‸'), ['where']);
    assert.ok(labels('%header\nREPLACE PatientID x where equals Mod‸').includes('Modality'));
  });

  it('offers the size of the open image to regions', () => {
    const facts: Facts = {
      ...NO_FACTS,
      open: { name: 'a.dcm', image: { rows: 480, columns: 640 }, effects: () => [] },
    };
    assert.deepEqual(labels('%filter x\nLABEL y\ncoordinates ‸', facts), [
      'all',
      'from:SequenceOfUltrasoundRegions',
      '0,0,640,480',
    ]);
  });

  it('offers nothing in comments and names', () => {
    assert.deepEqual(labels('# REMOVE Pat‸'), []);
    assert.deepEqual(labels('REMOVE PatientName # Pat‸'), []);
    assert.deepEqual(labels('%filter x\nLABEL Pat‸'), []);
  });

  it('never throws, and replaces only what stands on its line', () => {
    const letters = fc.constantFrom(
      'REPLACE',
      ' ',
      '(',
      ')',
      '"',
      ',',
      '\n',
      'var:',
      '+',
      '||',
      '0019',
      'x',
      '%filter',
      '#',
      '.',
    );
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 30 }), fc.nat(), (parts, at) => {
        const text = parts.join('');
        const offset = text === '' ? 0 : at % (text.length + 1);
        const { span } = completeIn(text, offset, parseRecipe(text), NO_FACTS);
        assert.ok(span.start <= offset && offset <= span.end);
        assert.ok(!text.slice(span.start, span.end).includes('\n'));
      }),
    );
  });
});
