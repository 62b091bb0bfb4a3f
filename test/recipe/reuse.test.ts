// A recipe that is parsed again after an edit: what comes out is what parsing it as a whole gives.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { compileRecipe } from '../../src/core/recipe/compile.js';
import { parseCounting, parseRecipe } from '../../src/core/recipe/parse.js';
import { diagnose } from '../../src/core/recipe/services/diagnose.js';
import { NO_FACTS } from '../../src/core/recipe/services/facts.js';
import { names } from '../../src/core/recipe/services/names.js';
import type { RecipeTree, Token } from '../../src/core/recipe/syntax.js';
import { SAMPLES } from './samples.js';

/** All that a tree says of its text, in plain objects: where a line was read first is its own business. */
function plain({ text, lines, diagnostics }: RecipeTree): unknown {
  const told = lines.map(({ number, span, tokens, section, statement }) => {
    return { number, span, tokens, section, statement };
  });
  return JSON.parse(JSON.stringify({ text, lines: told, diagnostics }, spelt));
}

/** A token as it reads, which may be cut out of the text only when it is asked. */
function spelt(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('text' in value && 'span' in value)) return value;
  const { kind, text, span } = value as Token;
  return { kind, text, span };
}

/** What the program makes of a tree. */
function made(tree: RecipeTree): unknown {
  const name = 'edited.deid';
  const compiled = compileRecipe(tree, { name, included: new Map() });
  return { ...compiled, problems: diagnose({ tree, name, ...compiled }, NO_FACTS), names: names(tree) };
}

const WORDS = [
  ...['REMOVE', 'KEEP', 'REPLACE', 'where', 'PatientID', '(0010,0020)', 'nothing', 'var:id', 'uid()', '"open', '# why'],
  ...['%header', '%header final', '%filter x', '%fields g', '%values v', '%unknown', 'LABEL a', 'FIELD', 'SPLIT', 'x'],
  ...['contains Modality CT', 'missing', 'all', '+', '||', '!', '(', ')', 'coordinates 1,2,3,4', 'coordinates all,b'],
  ...['FORMAT dicom', 'PROFILE basic', 'OPTION', 'INCLUDE basic', 'NAME a', 'DATES shift -3', 'ALLOW', 'DENY', ' '],
  ...['\n', '\n', '\n', '\r\n', '\r', '\t', '  '],
];

const piece = fc.array(fc.constantFrom(...WORDS), { maxLength: 4 }).map((words) => words.join(' '));
const written = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom('', ' ', '\n')), { maxLength: 60 })
  .map((words) => words.flat().join(''));
const text = fc.oneof(written, fc.constantFrom(...SAMPLES));

/** Where an edit begins and ends, as parts of the text's length, and what it writes. */
const edit = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(12), fc.oneof(piece, fc.constant('')));

describe('a text that was edited', () => {
  it('has the tree that it has when it is parsed as a whole', () => {
    fc.assert(
      fc.property(text, fc.array(edit, { minLength: 1, maxLength: 5 }), (first, edits) => {
        let tree = parseRecipe(first);
        for (const [place, length, words] of edits) {
          const at = Math.floor(place * tree.text.length);
          const edited = tree.text.slice(0, at) + words + tree.text.slice(at + length);
          const next = parseRecipe(edited, tree);
          assert.deepEqual(plain(next), plain(parseRecipe(edited)));
          tree = next;
        }
      }),
      { numRuns: 400 },
    );
  });

  it('comes to the policy and the problems that it comes to as a whole', () => {
    fc.assert(
      fc.property(text, fc.array(edit, { minLength: 1, maxLength: 6 }), (first, edits) => {
        let tree = parseRecipe(first);
        // What is remembered of each line comes from the text before.
        made(tree);
        for (const [place, length, words] of edits) {
          const at = Math.floor(place * tree.text.length);
          tree = parseRecipe(tree.text.slice(0, at) + words + tree.text.slice(at + length), tree);
          assert.deepEqual(made(tree), made(parseRecipe(tree.text)));
        }
      }),
      { numRuns: 120 },
    );
  });

  it('keeps what statements hold among the tokens of their line', () => {
    const before = parseRecipe('%header\nREPLACE PatientID var:id where equals Modality CT\n');
    const tree = parseRecipe(`# one more\n${before.text}`, before);
    const { statement, tokens } = tree.lines[2] ?? {};
    assert.ok(statement?.kind === 'action' && statement.target !== undefined && statement.argument !== undefined);
    const [test] = statement.tests;
    assert.ok(test?.attribute !== undefined && test.value !== undefined);
    for (const token of [statement.target, statement.argument.token, test.operator, test.attribute, test.value]) {
      const same = tokens?.find(({ span }) => span.start === token.span.start);
      assert.deepEqual(spelt('', same), spelt('', token));
      assert.equal(tree.text.slice(token.span.start, token.span.end), token.text);
    }
  });

  it('leaves the tree before as it was', () => {
    for (const sample of SAMPLES) {
      const tree = parseRecipe(sample);
      const before = [plain(tree), made(tree)];
      made(parseRecipe(`KEEP Modality\n${sample}`, tree));
      assert.deepEqual([plain(tree), made(tree)], before);
      assert.deepEqual(before, [plain(parseRecipe(sample)), made(parseRecipe(sample))]);
    }
  });

  it('is read where it changed alone', () => {
    const rules = Array.from({ length: 1000 }, () => 'REMOVE PatientName\n').join('');
    const tree = parseRecipe(rules);
    assert.equal(parseRecipe(rules, tree), tree);
    const whole = parseCounting(rules).steps;
    for (const at of [0, 7, rules.length / 2, rules.length]) {
      const { steps } = parseCounting(`${rules.slice(0, at)}x${rules.slice(at)}`, tree);
      assert.ok(steps < whole / 100, `${at}: ${steps} of ${whole}`);
    }
    // A section of another kind changes what stands below it.
    assert.ok(parseCounting(`%filter x\n${rules}`, tree).steps > whole / 2);
  });
});
