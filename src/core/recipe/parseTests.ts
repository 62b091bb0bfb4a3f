// Reads tests: `contains Modality US + notequals Manufacturer GE || (missing ImageType || empty ImageType)`.
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

interface Operator {
  readonly token: Token;
  readonly form: TestForm | undefined;
}

/** The operator of a test; its word ends at a blank or a parenthesis. */
function readOperator(cursor: Cursor): Operator | undefined {
  if (cursor.done) return undefined;
  const start = cursor.at;
  while (cursor.at < cursor.end && !endsOperator(cursor.text.charCodeAt(cursor.at))) cursor.at++;
  cursor.steps += cursor.at - start;
  if (cursor.at === start) return undefined;
  const form = testForm(cursor.text.slice(start, cursor.at));
  return { token: cursor.token(form === undefined ? 'unknown' : 'keyword', start), form };
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

type Draft = { -readonly [K in keyof Test]: Test[K] };

/** The attribute and the text that a test asks for, as far as they are there. */
function readSubject(cursor: Cursor, test: Draft, form: TestForm, depth: number): void {
  if (form === 'constant') return;
  const { operator } = test;
  const attribute = readAttribute(cursor, depth);
  if (attribute === undefined) {
    const word = operator.text.toLowerCase();
    cursor.report('missing-attribute', 'error', `${word} needs an attribute, such as ${word} Modality`, operator.span);
    return;
  }
  test.attribute = attribute;
  if (form !== 'value') return;
  const value = cursor.rest('value', endOfValue(cursor, depth));
  if (value !== undefined) test.value = value;
  else {
    const word = operator.text.toLowerCase();
    cursor.report('missing-value', 'error', `${word} needs a text to look for`, operator.span);
  }
}

/**
 * The tests up to the end of the line or a comment. `leading`: the first one may begin with an operator, as the lines
 * of a filter do.
 */
export function readTests(cursor: Cursor, leading: boolean): readonly Test[] {
  const tests: Test[] = [];
  let depth = 0;
  for (let first = true; ; first = false) {
    if (cursor.done && !first) break;
    const join = first && !leading ? undefined : readJoin(cursor);
    if (!first && join === undefined) break;
    const { opens, negated } = readOpening(cursor);
    depth += opens.length;
    const found = readOperator(cursor);
    if (found === undefined) {
      cursor.report('missing-test', 'error', 'a test is missing here, such as contains Modality US');
      break;
    }
    const { token: operator, form } = found;
    if (form === undefined) {
      cursor.report('unknown-test', 'error', `there is no test '${operator.text.slice(0, 40)}'`, operator.span);
      cursor.rest('unknown');
      break;
    }
    const test: Draft = { negated, operator };
    if (join !== undefined) test.join = join;
    if (opens.length > 0) test.opens = opens;
    readSubject(cursor, test, form, depth);
    const closes = readCloses(cursor, depth);
    depth -= closes;
    if (closes > 0) test.closes = closes;
    tests.push(test);
  }
  if (depth > 0) cursor.report('unclosed', 'error', 'a parenthesis is opened on this line and not closed');
  return tests.slice();
}
