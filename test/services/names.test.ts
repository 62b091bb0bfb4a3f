// References, rename, definition; outline and folding; what an editor draws.
import assert from 'node:assert/strict';
import { keywordOf } from '../../src/core/dictionary/dictionary.js';
import type { Condition } from '../../src/core/policy/policy.js';
import { parseRecipe } from '../../src/core/recipe/parse.js';
import { inlayHints, semanticTokens } from '../../src/core/recipe/services/decorations.js';
import { NO_FACTS } from '../../src/core/recipe/services/facts.js';
import { lenses } from '../../src/core/recipe/services/lenses.js';
import { folding, outline } from '../../src/core/recipe/services/outline.js';
import { canRename, definition, links, references, rename } from '../../src/core/recipe/services/references.js';
import { TOKEN_MODIFIERS, TOKEN_TYPES } from '../../src/core/recipe/services/tokenNames.js';
import { applied, checked, marked } from './recipe.js';

const GROUPS =
  '%fields ids\nFIELD PatientID\n%header\nREMOVE fields:ids\nREPLACE StudyID var:id\nADD PatientID var:id\n';

/** The groups recipe with the cursor before the nth occurrence of a word. */
function at(word: string, nth = 0): { readonly text: string; readonly offset: number } {
  let offset = -1;
  for (let count = 0; count <= nth; count++) offset = GROUPS.indexOf(word, offset + 1);
  return { text: GROUPS, offset };
}

describe('names in a recipe', () => {
  it('finds where groups and variables are declared and used', () => {
    const { text, offset } = at('ids', 1);
    const found = references(parseRecipe(text), offset);
    assert.deepEqual(
      found.map(({ span, declares }) => [text.slice(span.start, span.end), declares]),
      [
        ['ids', true],
        ['ids', false],
      ],
    );
    assert.equal(references(parseRecipe(text), at('var:id').offset + 5).length, 2);
    assert.equal(references(parseRecipe(text), 2).length, 0);
  });

  it('renames all of them, and nothing else', () => {
    const { text, offset } = at('ids');
    const changed = rename(parseRecipe(text), offset, 'numbers');
    assert.equal(changed.kind, 'edits');
    assert.equal(changed.kind === 'edits' ? applied(text, changed.edits) : '', GROUPS.replaceAll('ids', 'numbers'));
    const variable = rename(parseRecipe(text), at('var:id').offset + 4, 'key');
    assert.equal(
      variable.kind === 'edits' ? applied(text, variable.edits) : '',
      GROUPS.replaceAll('var:id', 'var:key'),
    );
  });

  it('renames labels, blanks and all', () => {
    const { tree, text, offset } = marked(
      '%filter x\nLABEL Old ‸name # note\n  contains Modality US\n  coordinates all\n',
    );
    const place = canRename(tree, offset);
    assert.equal(place.kind === 'possible' ? place.name : '', 'Old name');
    const changed = rename(tree, offset, 'New name');
    assert.equal(changed.kind === 'edits' ? applied(text, changed.edits) : '', text.replace('Old name', 'New name'));
  });

  it('refuses names that could not be read back', () => {
    const { text, offset } = at('ids');
    const tree = parseRecipe(text);
    for (const name of ['', ' ', 'two words', 'a#b', 'a"b', 'a\nb']) {
      assert.equal(rename(tree, offset, name).kind, 'problem', JSON.stringify(name));
    }
    assert.equal(canRename(tree, text.indexOf('REMOVE')).kind, 'problem');
    const taken = `%fields other\nFIELD StudyID\n${GROUPS}`;
    assert.equal(rename(parseRecipe(taken), taken.indexOf('ids'), 'other').kind, 'problem');
  });

  it('goes to included recipes and to groups', () => {
    const { tree, offset } = marked('INCLUDE "../si‸te.deid"\n');
    const found = definition(tree, offset);
    assert.equal(found?.kind === 'recipe' ? found.target : '', '../site.deid');
    assert.deepEqual(
      links(tree).map(({ target }) => target),
      ['../site.deid'],
    );
    const used = at('ids', 1);
    const group = definition(parseRecipe(used.text), used.offset);
    assert.equal(group?.kind === 'here' ? group.span.start : -1, GROUPS.indexOf('ids'));
  });
});

const WHOLE = [
  '# region top',
  'FORMAT dicom',
  '# endregion',
  '# one',
  '# two',
  '%filter graylist',
  'LABEL a',
  '  contains Modality US',
  '  coordinates all',
  '',
  'LABEL b',
  '  missing Modality',
  '%header',
  'REMOVE StudyID # why',
].join('\n');

describe('outline and folding', () => {
  it('has sections with labels and rules in them', () => {
    const found = outline(parseRecipe(WHOLE));
    assert.deepEqual(
      found.map(({ name, children }) => [name, children.map((child) => child.name)]),
      [
        ['%filter graylist', ['a', 'b']],
        ['%header', ['REMOVE StudyID']],
      ],
    );
    assert.deepEqual(
      found[0]?.children[0]?.children.map(({ name }) => name),
      ['contains Modality US', 'coordinates all'],
    );
  });

  it('each symbol holds its children and what is chosen of it', () => {
    const check = (symbols: ReturnType<typeof outline>, start: number, end: number): void => {
      for (const { span, selection, children } of symbols) {
        assert.ok(start <= span.start && span.end <= end);
        assert.ok(span.start <= selection.start && selection.end <= span.end);
        check(children, span.start, span.end);
      }
    };
    check(outline(parseRecipe(WHOLE)), 0, WHOLE.length);
  });

  it('folds sections, labels, comments and regions', () => {
    const found = folding(parseRecipe(WHOLE)).map(({ start, end, kind }) => `${kind} ${start}-${end}`);
    assert.deepEqual(found, [
      'region 0-2',
      'comment 3-4',
      'section 5-11',
      'section 6-8',
      'section 10-11',
      'section 12-13',
    ]);
  });
});

describe('what an editor draws', () => {
  it('marks attributes that identify, that are retired, and that are none', () => {
    const text =
      '%header\nREMOVE PatientName\nREMOVE Rows\nREMOVE Nonsense\nREMOVE endswith:Date\nREMOVE StudyArbitrary\n';
    const found = semanticTokens(parseRecipe(text)).filter(({ type }) => type.startsWith('recipeAttribute'));
    assert.deepEqual(
      found.map(({ span, type, modifiers }) => [text.slice(span.start, span.end), type, modifiers.join()]),
      [
        ['PatientName', 'recipeAttribute', 'identifying'],
        ['Rows', 'recipeAttribute', ''],
        ['Nonsense', 'recipeAttribute', 'unknown'],
        ['endswith:Date', 'recipeAttributeSet', ''],
        ['StudyArbitrary', 'recipeAttribute', 'unknown'],
      ],
    );
  });

  it('is in order, does not overlap, and uses declared types only', () => {
    let end = 0;
    for (const { span, type, modifiers } of semanticTokens(parseRecipe(WHOLE + GROUPS))) {
      assert.ok(span.start >= end && span.end > span.start);
      end = span.end;
      assert.ok(TOKEN_TYPES.includes(type) && modifiers.every((modifier) => TOKEN_MODIFIERS.includes(modifier)));
    }
  });

  it('names bare tags, in the range that is asked for', () => {
    const text =
      'KEEP (0010,0010)\nKEEP PatientID\nKEEP (0008,1110).(0008,1155)\nKEEP (0019,"GEMS_ACQU_01",02)\nKEEP 00100020\nKEEP (0010,9999)\n';
    const tree = parseRecipe(text);
    const found = inlayHints(tree, { start: 0, end: text.length });
    assert.equal(found[0]?.text, 'PatientName');
    assert.equal(found[0]?.at, text.indexOf('\n'));
    assert.equal(found[1]?.text, 'ReferencedStudySequence.ReferencedSOPInstanceUID');
    assert.equal(found.length, 4, 'not for keywords and unknown tags');
    assert.equal(found[3]?.text, keywordOf(0x00100020));
    assert.equal(inlayHints(tree, { start: 0, end: 5 }).length, 1);
  });

  it('counts files for the recipe, its labels and its admissions', () => {
    const text =
      'FORMAT dicom\nPROFILE none\nALLOW equals Modality CT\n%filter x\nLABEL a\n contains Modality US\n + missing Rows\n';
    const { tree, policy } = checked(text);
    const asked: Condition[] = [];
    const matching = (condition: Condition) => {
      asked.push(condition);
      return { files: asked.length, of: 9, more: false };
    };
    const open = { name: 'a.dcm', effects: () => [] };
    const found = lenses(tree, policy, { ...NO_FACTS, matching, open });
    assert.deepEqual(
      found.map(({ kind, span }) => `${kind} ${text.slice(span.start, span.end)}`),
      ['preview FORMAT dicom', 'matching FORMAT dicom', 'matching ALLOW equals Modality CT', 'matching LABEL a'],
    );
    assert.equal(asked[2]?.kind, 'all', 'both tests of the label');
    assert.deepEqual(lenses(tree, policy, NO_FACTS), []);
  });
});
