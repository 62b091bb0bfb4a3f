// The parser: what a line is, that every letter belongs to a token, and that nothing makes it throw or wait.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { compileRecipe } from '../../src/core/recipe/compile.js';
import { isBlank } from '../../src/core/recipe/cursor.js';
import { parseCounting, parseRecipe } from '../../src/core/recipe/parse.js';
import type { RecipeTree, Statement } from '../../src/core/recipe/syntax.js';
import { SAMPLES } from './samples.js';

function statementOf(line: string, section = '%header'): Statement {
  const found = parseRecipe(`${section}\n${line}`).lines[1]?.statement;
  assert.ok(found !== undefined, line);
  return found;
}

function codes({ diagnostics }: RecipeTree): readonly string[] {
  return diagnostics.map(({ code }) => code);
}

/** Each line's tokens lie in it, in order and apart, and between them is nothing but blanks. */
function assertWhole({ text, lines }: RecipeTree): void {
  let end = 0;
  for (const line of lines) {
    assert.ok(line.span.start >= end && line.span.end >= line.span.start);
    assert.match(text.slice(end, line.span.start), /^(?:\r\n|\r|\n)?$/);
    let at = line.span.start;
    for (const { span, text: piece } of line.tokens) {
      assert.ok(span.start >= at && span.end > span.start && span.end <= line.span.end, JSON.stringify(line));
      assert.equal(text.slice(span.start, span.end), piece);
      assert.ok([...text.slice(at, span.start)].every(isBlank), JSON.stringify(text.slice(at, span.start)));
      at = span.end;
    }
    assert.ok([...text.slice(at, line.span.end)].every(isBlank), JSON.stringify(text.slice(at, line.span.end)));
    end = line.span.end;
  }
  assert.match(text.slice(end), /^$/);
}

describe('a line', () => {
  it('is an action with a value, in any case', () => {
    const line = statementOf('replace PatientID  CASE  001 # why');
    assert.equal(line.kind, 'action');
    assert.ok(line.kind === 'action' && line.argument?.kind === 'value');
    assert.deepEqual([line.verb, line.target?.text, line.argument.value], ['replace', 'PatientID', 'CASE 001']);
  });

  it('is an action whose attribute has blanks in its creator or its parentheses', () => {
    for (const name of ['(0033,"MITRA OBJECT UTF8 ATTRIBUTES 1.0",1E)', '( 0010 , 0020 )', '0029,"A B",21']) {
      const line = statementOf(`REMOVE ${name}`);
      assert.ok(line.kind === 'action');
      assert.equal(line.target?.text, name);
    }
  });

  it('knows variables, functions of ours, of deid, and of other programs', () => {
    const kinds = ['var:id', 'uid()', 'shift(-3)', 'deid_func:jitter days=2', 'func:hash', 'f(x)', '"uid()"'].map(
      (text) => {
        const line = statementOf(`REPLACE PatientID ${text}`);
        assert.ok(line.kind === 'action' && line.argument !== undefined);
        const { argument } = line;
        return argument.kind === 'function'
          ? `${argument.name} ${argument.arguments.join('|')} ${argument.foreign}`
          : argument.kind;
      },
    );
    assert.deepEqual(kinds, [
      'variable',
      'uid  false',
      'shift -3 false',
      'jitter days=2 false',
      'hash  true',
      'value',
      'value',
    ]);
  });

  it('has conditions behind where, and a value that holds the word', () => {
    const line = statementOf(
      'REPLACE StudyDescription go where the wind is where contains Modality US + ! missing Rows',
    );
    assert.ok(line.kind === 'action' && line.argument?.kind === 'value');
    assert.equal(line.argument.value, 'go where the wind is');
    assert.deepEqual(
      line.tests.map(({ operator, join, negated }) => [operator.text, join, negated]),
      [
        ['contains', undefined, false],
        ['missing', 'and', true],
      ],
    );
  });

  it('is several tests, which a plus in a text does not part', () => {
    const line = statementOf('+ contains Model AS+ || equals ImageType A+B || empty X', '%filter f');
    assert.ok(line.kind === 'condition');
    assert.deepEqual(
      line.tests.map(({ join, value }) => [join, value?.text]),
      [
        ['and', 'AS+'],
        ['or', 'A+B'],
        ['or', undefined],
      ],
    );
  });

  it('is a region with numbers, commas and blanks', () => {
    const line = statementOf('coordinates 450,0,672, 85', '%filter f');
    assert.ok(line.kind === 'region');
    assert.deepEqual(
      line.numbers.map(({ text }) => text),
      ['450', '0', '672', '85'],
    );
  });

  it('is a member of a group, with what it is split by', () => {
    const line = statementOf('SPLIT PatientName by="^";minlength=4', '%values v');
    assert.deepEqual(line.kind === 'member' && [line.by, line.shortest], ['^', 4]);
    const older = statementOf("SPLIT PatientName splitval=';' ; minlength='3'", '%values v');
    assert.deepEqual(older.kind === 'member' && [older.by, older.shortest], [';', 3]);
  });

  it('says what is wrong with it, and where', () => {
    const wrong: readonly (readonly [string, string])[] = [
      ['REMVOE PatientID', 'unknown-keyword'],
      ['REMOVE', 'missing-attribute'],
      ['REPLACE PatientID', 'missing-value'],
      ['REPLACE PatientID "open', 'unclosed'],
      ['%hedder', 'unknown-section'],
      ['%filter', 'missing-name'],
      ['FORMAT nifti', 'unknown-format'],
      ['LABEL x', 'misplaced'],
      ['contains Modality US', 'misplaced'],
      ['DENY smells Modality US', 'unknown-test'],
      ['DENY contains Modality', 'missing-value'],
      ['DENY (contains Modality US', 'unclosed'],
      ['OPTION', 'missing-name'],
      ['PATIENT', 'missing-value'],
      ['KEEP (0010,0010', 'unclosed'],
    ];
    for (const [line, code] of wrong) {
      const tree = parseRecipe(`%header\n${line}`);
      assert.deepEqual(codes(tree), [code], line);
      const [found] = tree.diagnostics;
      assert.ok(
        found !== undefined && found.span.start >= '%header\n'.length - 1 && found.span.end <= tree.text.length,
      );
    }
  });

  it('ends at any of the three line breaks', () => {
    const { lines } = parseRecipe('FORMAT dicom\r\n%header\rREMOVE PatientID\nKEEP Rows');
    assert.deepEqual(
      lines.map(({ statement }) => statement?.kind),
      ['format', 'section', 'action', 'action'],
    );
  });
});

/** A recipe after some accidents: parts cut out, doubled, and letters that mean something put anywhere. */
const broken = fc
  .tuple(
    fc.constantFrom(...SAMPLES),
    fc.array(
      fc.tuple(
        fc.nat(10_000),
        fc.nat(40),
        fc.constantFrom(
          '',
          '"',
          '(',
          ')',
          '#',
          '%',
          '+',
          '||',
          '!',
          '\n',
          '\r',
          ' ',
          'where',
          'e"',
          '\u2028',
          '\ud800',
          ':',
          '.',
          'var:',
          '%filter ',
          '\0',
        ),
      ),
      {
        maxLength: 12,
      },
    ),
  )
  .map(([text, accidents]) => {
    let made = text;
    for (const [place, length, piece] of accidents) {
      const at = place % (made.length + 1);
      made = made.slice(0, at) + piece + (length % 3 === 0 ? made.slice(at) : made.slice(at + length));
    }
    return made;
  });

describe('the parser', () => {
  it('gives every letter that is not blank to one token, in order', () => {
    for (const text of SAMPLES) assertWhole(parseRecipe(text));
    fc.assert(
      fc.property(broken, (text) => assertWhole(parseRecipe(text))),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => assertWhole(parseRecipe(text))),
      {
        numRuns: 500,
      },
    );
  });

  it('never throws, nor does the compiler, and all they say lies in the text', () => {
    fc.assert(
      fc.property(broken, (text) => {
        const { diagnostics } = compileRecipe(parseRecipe(text), { name: 'broken', included: new Map() });
        for (const { span, message, code } of diagnostics) {
          assert.ok(span.start >= 0 && span.end >= span.start && span.end <= text.length, code);
          assert.ok(message.length > 0 && message.length < 400, message);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('takes a number of steps that grows as the text does', () => {
    const lines = [
      'REPLACE PatientID where where where w w w where contains',
      '+ + + + contains Modality CT + + +',
      '(((((( !!!! contains X ))))',
      '"""""""""""""""""""',
      'contains A B + contains A B || contains A B ',
      'KEEP ((((((("((((',
      'coordinates 1,2,3,4,5,6,7 all all',
      '%filter x # # #',
      ...SAMPLES,
    ];
    for (const line of lines) {
      const steps = (copies: number, glue: string): number =>
        parseCounting(`%filter f\n${Array.from({ length: copies }, () => line).join(glue)}`).steps;
      for (const glue of ['\n', ' ']) {
        const [once, often] = [steps(20, glue), steps(320, glue)];
        assert.ok(often < once * 16 * 1.5 + 1000, `${line.slice(0, 30)} ${JSON.stringify(glue)}: ${once} ${often}`);
      }
    }
  });
});
