// Reads tests: `contains Modality US + notequals Manufacturer GE || (missing ImageType || empty ImageType)`.
import { tagOf } from '../dictionary/dictionary.js';
import { type Cursor, isBlank, isBlankCode, opensValue } from './cursor.js';
import type { Test, Token } from './syntax.js';
import { type TestForm, testForm } from './words.js';

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

const QUOTE = 0x22;
const HASH = 0x23;
const OPENING = 0x28;
const CLOSING = 0x29;
const PLUS = 0x2b;
const BAR = 0x7c;

/** The letters of a word that stands at `at`, without looking farther than the longest word of the language. */
function wordAt(text: string, at: number, end: number): string {
  let last = at;
  while (last < end && last - at < 24 && isLetter(text.charCodeAt(last))) last++;
  const next = text[last];
  return last >= end || isBlank(next) || next === '#' || next === ')' ? text.slice(at, last) : '';
}

/** True where a test begins, with its negations and parentheses. */
function testFollows(text: string, from: number, end: number): boolean {
  let at = from;
  while (at < end && (isBlank(text[at]) || text[at] === '!' || text[at] === '(')) at++;
  return testForm(wordAt(text, at, end)) !== undefined;
}

/** Length of the operator at `at` that joins two tests; 0 where the letter belongs to a text. */
function joinAt(text: string, at: number, end: number): number {
  if (text[at] === '+') return testFollows(text, at + 1, end) ? 1 : 0;
  if (text[at] === '|' && text[at + 1] === '|') return testFollows(text, at + 2, end) ? 2 : 0;
  return 0;
}

/** Where a value ends: before the next test, a parenthesis that closes what was opened, or a comment. */
function endOfValue(cursor: Cursor, depth: number): number {
  const { text, end } = cursor;
  cursor.skipBlanks();
  const start = cursor.at;
  let open = 0;
  while (cursor.at < end) {
    const code = text.charCodeAt(cursor.at);
    cursor.steps++;
    if (code === QUOTE && opensValue(text, cursor.at, start)) {
      cursor.passQuoted(cursor.at > start, end);
      continue;
    }
    if (code === HASH && isBlankCode(text.charCodeAt(cursor.at - 1))) break;
    if ((code === PLUS || code === BAR) && joinAt(text, cursor.at, end) > 0) break;
    if (depth > 0 && code === OPENING) open++;
    if (depth > 0 && code === CLOSING) {
      if (open === 0) break;
      open--;
    }
    cursor.at++;
  }
  const found = cursor.at;
  cursor.at = start;
  return found;
}

function readJoin(cursor: Cursor): 'and' | 'or' | undefined {
  cursor.skipBlanks();
  const start = cursor.at;
  const letter = cursor.peek();
  if (letter === '+') cursor.at++;
  else if (letter === '|') {
    cursor.at++;
    if (cursor.peek() === '|') cursor.at++;
  } else return undefined;
  cursor.mark('operator', start);
  return letter === '+' ? 'and' : 'or';
}

interface Opening {
  readonly opens: readonly { readonly negated: boolean }[];
  readonly negated: boolean;
}

const PLAIN: Opening = { opens: [], negated: false };

function readOpening(cursor: Cursor): Opening {
  cursor.skipBlanks();
  const first = cursor.peek();
  if (first !== '!' && first !== '(') return PLAIN;
  const opens: { negated: boolean }[] = [];
  let negated = false;
  for (;;) {
    cursor.skipBlanks();
    const letter = cursor.peek();
    const start = cursor.at;
    if (letter === '!') negated = !negated;
    else if (letter === '(') {
      opens.push({ negated });
      negated = false;
    } else return { opens, negated };
    cursor.at++;
    cursor.mark('operator', start);
  }
}

function readCloses(cursor: Cursor, most: number): number {
  let count = 0;
  for (;;) {
    cursor.skipBlanks();
    if (count >= most || cursor.peek() !== ')') return count;
    const start = cursor.at++;
    cursor.mark('operator', start);
    count++;
  }
}

/** Moves over the word of a test, which ends at a blank or a parenthesis; false where there is none. */
function passOperator(cursor: Cursor): boolean {
  if (cursor.done) return false;
  const start = cursor.at;
  while (cursor.at < cursor.end && !endsOperator(cursor.text.charCodeAt(cursor.at))) cursor.at++;
  cursor.steps += cursor.at - start;
  return cursor.at > start;
}

function endsOperator(code: number): boolean {
  return code === CLOSING || isBlankCode(code);
}

/** A name inside parentheses ends where they close: `(missing ImageType)`. */
function readAttribute(cursor: Cursor, depth: number): Token | undefined {
  if (cursor.done || cursor.peek() === ')') return undefined;
  if (depth === 0) return cursor.word('attribute', true);
  const start = cursor.at;
  let open = 0;
  while (cursor.at < cursor.end) {
    const letter = cursor.peek();
    if (letter === '"') {
      cursor.passQuoted(false, cursor.end);
      continue;
    }
    if (letter === '(') open++;
    else if (letter === ')') open--;
    if (open < 0 || (open === 0 && isBlank(letter))) break;
    cursor.at++;
  }
  return cursor.token('attribute', start);
}

/** The attribute that a test asks; undefined where it needs none or has none. */
function readSubject(cursor: Cursor, operator: Token, form: TestForm, depth: number): Token | undefined {
  if (form === 'constant') return undefined;
  const attribute = readAttribute(cursor, depth);
  if (attribute !== undefined) return attribute;
  const word = operator.text.toLowerCase();
  cursor.report('missing-attribute', 'error', `${word} needs an attribute, such as ${word} Modality`, operator.span);
  return undefined;
}

/** The text that a test looks for. */
function readText(cursor: Cursor, operator: Token, depth: number): Token | undefined {
  const value = cursor.rest('value', endOfValue(cursor, depth));
  if (value !== undefined) return value;
  const word = operator.text.toLowerCase();
  cursor.report('missing-value', 'error', `${word} needs a text to look for`, operator.span);
  return undefined;
}

interface Read {
  readonly join: Test['join'] | undefined;
  readonly negated: boolean;
  readonly opens: NonNullable<Test['opens']>;
  readonly operator: Token;
  readonly attribute: Token | undefined;
  readonly value: Token | undefined;
  readonly closes: number;
}

type Draft = { -readonly [K in keyof Test]: Test[K] };

function testOf({ join, negated, opens, operator, attribute, value, closes }: Read): Test {
  if (attribute !== undefined && value !== undefined && opens.length === 0 && closes === 0) {
    // Most tests are such: they are made alike and at once, so that thousands of them are small.
    if (join === undefined) return { negated, operator, attribute, value };
    return { join, negated, operator, attribute, value };
  }
  const test: Draft = { negated, operator };
  if (join !== undefined) test.join = join;
  if (opens.length > 0) test.opens = opens;
  if (attribute !== undefined) test.attribute = attribute;
  if (value !== undefined) test.value = value;
  if (closes > 0) test.closes = closes;
  return test;
}

/**
 * The tests up to the end of the line or a comment. `leading`: the first one may begin with an operator, as the lines
 * of a filter do.
 */
export function readTests(cursor: Cursor, leading: boolean): readonly Test[] {
  const gathered = cursor.gatheredTests;
  let count = 0;
  let depth = 0;
  for (let first = true; ; first = false) {
    if (cursor.done && !first) break;
    const join = first && !leading ? undefined : readJoin(cursor);
    if (!first && join === undefined) break;
    const { opens, negated } = readOpening(cursor);
    depth += opens.length;
    const start = cursor.at;
    if (!passOperator(cursor)) {
      cursor.report('missing-test', 'error', 'a test is missing here, such as contains Modality US');
      break;
    }
    const form = testForm(cursor.text.slice(start, cursor.at));
    const operator = cursor.token(form === undefined ? 'unknown' : 'keyword', start);
    if (form === undefined) {
      // The order that people speak in: an attribute first.
      const swapped =
        tagOf(operator.text) === undefined ? '' : `; the test comes first, as in equals ${operator.text} YES`;
      cursor.report(
        'unknown-test',
        'error',
        `there is no test '${operator.text.slice(0, 40)}'${swapped}`,
        operator.span,
      );
      cursor.rest('unknown');
      break;
    }
    const attribute = readSubject(cursor, operator, form, depth);
    const value = form === 'value' && attribute !== undefined ? readText(cursor, operator, depth) : undefined;
    const closes = readCloses(cursor, depth);
    depth -= closes;
    gathered[count++] = testOf({ join, negated, opens, operator, attribute, value, closes });
  }
  if (depth > 0) cursor.report('unclosed', 'error', 'a parenthesis is opened on this line and not closed');
  return gathered.slice(0, count);
}
