// Reads what follows an action: its attribute, a value, a variable or a function, and `where` with tests.
import { type Cursor, isBlank } from './cursor.js';
import { readTests } from './parseTests.js';
import { isQuoted, unquoted } from './quoting.js';
import type { ActionVerb, Argument, Statement, Test, Token } from './syntax.js';
import { FUNCTIONS, isConstantTest, isTestWord } from './words.js';

const WHERE = /where/i;

/** Where `where` with a test behind it begins; the end of the line without one. */
function findWhere(cursor: Cursor): number {
  const { text, end } = cursor;
  const start = cursor.at;
  const opening =
    text[start] === '"' || (/e/i.test(text[start] ?? '') && text[start + 1] === '"') ? text.indexOf('"', start) : -1;
  if (opening >= 0) {
    cursor.at = opening;
    cursor.passQuoted(opening > start, end);
  }
  const from = cursor.at;
  cursor.at = start;
  for (let at = from; at < end; at++) {
    const letter = text[at];
    if (letter === '#' && isBlank(text[at - 1])) return end;
    if ((letter !== 'w' && letter !== 'W') || !isBlank(text[at - 1])) continue;
    if (!WHERE.test(text.slice(at, at + 5)) || !isBlank(text[at + 5])) continue;
    let next = at + 5;
    while (next < end && (isBlank(text[next]) || text[next] === '!' || text[next] === '(')) next++;
    const word = /^[a-z]*/i.exec(text.slice(next, next + 24))?.[0] ?? '';
    if (isTestWord(word) || isConstantTest(word)) return at;
    at = next - 1;
  }
  return end;
}

/** A value with its blanks as pydicom deid reads it: several stand for one, outside quotes. */
function plainValue(text: string): string {
  return isQuoted(text) ? unquoted(text) : text.replaceAll(/[\s\ufeff]+/g, ' ');
}

function functionArgument(token: Token): Argument | undefined {
  const { text } = token;
  const foreign = /^func:\s*(.*)$/is.exec(text);
  if (foreign !== null) {
    return { kind: 'function', token, name: (foreign[1] ?? '').trim(), arguments: [], foreign: true };
  }
  const shipped = /^deid_func:(\S*)\s*(.*)$/is.exec(text);
  if (shipped !== null) {
    const rest = (shipped[2] ?? '').split(/\s+/).filter((part) => part !== '');
    return { kind: 'function', token, name: (shipped[1] ?? '').toLowerCase(), arguments: rest, foreign: false };
  }
  const call = /^([a-z_]\w*)\s*\(([^()]*)\)$/i.exec(text);
  const name = call?.[1]?.toLowerCase();
  if (call === null || name === undefined || !Object.hasOwn(FUNCTIONS, name)) return undefined;
  const given = (call[2] ?? '').split(',').map((part) => part.trim());
  return { kind: 'function', token, name, arguments: given.filter((part) => part !== ''), foreign: false };
}

function readArgument(cursor: Cursor, end: number): Argument | undefined {
  const token = cursor.rest('value', end, true);
  if (token === undefined) return undefined;
  const retyped = (kind: Token['kind']): Token => {
    const made = { ...token, kind };
    cursor.tokens[cursor.tokens.length - 1] = made;
    return made;
  };
  if (!isQuoted(token.text)) {
    const variable = /^var:\s*(.*)$/is.exec(token.text);
    if (variable !== null) return { kind: 'variable', token: retyped('variable'), name: (variable[1] ?? '').trim() };
    const call = functionArgument(token);
    if (call !== undefined) return { ...call, token: retyped('function') };
    if (/^[+-]?\d+$/.test(token.text)) return { kind: 'value', token: retyped('number'), value: token.text };
  }
  return { kind: 'value', token, value: plainValue(token.text) };
}

export function readAction(cursor: Cursor, verb: ActionVerb): Statement {
  const target = cursor.word('attribute', true);
  if (target === undefined) {
    cursor.report('missing-attribute', 'error', `${verb.toUpperCase()} needs an attribute, such as PatientID`);
    return { kind: 'action', verb, target: undefined, argument: undefined, tests: [] };
  }
  cursor.skipBlanks();
  const where = findWhere(cursor);
  const argument = readArgument(cursor, where);
  if (argument === undefined && (verb === 'add' || verb === 'replace')) {
    cursor.report('missing-value', 'error', `${verb.toUpperCase()} needs a value, var:NAME or a function`, target.span);
  }
  cursor.skipBlanks();
  let tests: readonly Test[] = [];
  if (where < cursor.end && cursor.at === where) {
    cursor.word('keyword');
    tests = readTests(cursor, false);
  }
  return { kind: 'action', verb, target, argument, tests };
}
