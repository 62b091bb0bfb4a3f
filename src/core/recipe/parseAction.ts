// Reads what follows an action: its attribute, a value, a variable or a function, and `where` with tests.
import { type Cursor, isBlankCode, isInteger } from './cursor.js';
import { readTests } from './parseTests.js';
import { isQuoted, unquoted } from './quoting.js';
import type { ActionVerb, Argument, Statement, Test } from './syntax.js';
import { FUNCTIONS, isConstantTest, isTestWord } from './words.js';

const NO_TESTS: readonly Test[] = [];
const HASH = 0x23;
const LARGE_W = 0x57;
const SMALL_W = 0x77;

/** Where `where` with a test behind it begins; the end of the line without one. */
function findWhere(cursor: Cursor): number {
  const { text, end } = cursor;
  const start = cursor.at;
  const first = text[start];
  const opening =
    first === '"' || ((first === 'e' || first === 'E') && text[start + 1] === '"') ? text.indexOf('"', start) : -1;
  if (opening >= 0) {
    cursor.at = opening;
    cursor.passQuoted(opening > start, end);
  }
  const from = cursor.at;
  cursor.at = start;
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code !== HASH && code !== SMALL_W && code !== LARGE_W) continue;
    if (!isBlankCode(text.charCodeAt(at - 1))) continue;
    if (code === HASH) return end;
    if (text.slice(at, at + 5).toLowerCase() !== 'where' || !isBlankCode(text.charCodeAt(at + 5))) continue;
    let next = at + 5;
    while (next < end && (isBlankCode(text.charCodeAt(next)) || text[next] === '!' || text[next] === '(')) next++;
    const word = /^[a-z]*/i.exec(text.slice(next, next + 24))?.[0] ?? '';
    if (isTestWord(word) || isConstantTest(word)) return at;
    at = next - 1;
  }
  return end;
}

/** A value with its blanks as pydicom deid reads it: several stand for one, outside quotes. */
function plainValue(text: string): string {
  if (isQuoted(text)) return unquoted(text);
  return /\s/.test(text) ? text.replaceAll(/\s+/g, ' ') : text;
}

const NOTHING: readonly string[] = [];

interface Call {
  readonly name: string;
  readonly given: readonly string[];
  readonly foreign: boolean;
}

function callIn(text: string): Call | undefined {
  if (text.endsWith('()')) {
    const name = text.slice(0, -2).trimEnd().toLowerCase();
    if (Object.hasOwn(FUNCTIONS, name)) return { name, given: NOTHING, foreign: false };
  }
  const foreign = /^func:\s*(.*)$/is.exec(text);
  if (foreign !== null) return { name: (foreign[1] ?? '').trim(), given: NOTHING, foreign: true };
  const shipped = /^deid_func:(\S*)\s*(.*)$/is.exec(text);
  if (shipped !== null) {
    const given = (shipped[2] ?? '').split(/\s+/).filter((part) => part !== '');
    return { name: (shipped[1] ?? '').toLowerCase(), given, foreign: false };
  }
  const call = /^([a-z_]\w*)\s*\(([^()]*)\)$/i.exec(text);
  const name = call?.[1]?.toLowerCase();
  if (call === null || name === undefined || !Object.hasOwn(FUNCTIONS, name)) return undefined;
  const given = (call[2] ?? '').split(',').map((part) => part.trim());
  return { name, given: given.filter((part) => part !== ''), foreign: false };
}

const VARIABLE = 'var:';

function readArgument(cursor: Cursor, end: number): Argument | undefined {
  const token = cursor.rest('value', end, true);
  if (token === undefined) return undefined;
  const { text } = token;
  if (isInteger(text, 0, text.length)) return { kind: 'value', token: cursor.retype('number'), value: text };
  if (text.includes(':') || text.endsWith(')')) {
    if (text.slice(0, VARIABLE.length).toLowerCase() === VARIABLE) {
      return { kind: 'variable', token: cursor.retype('variable'), name: text.slice(VARIABLE.length).trim() };
    }
    const call = callIn(text);
    if (call !== undefined) {
      const { name, given, foreign } = call;
      return { kind: 'function', token: cursor.retype('function'), name, arguments: given, foreign };
    }
  }
  return { kind: 'value', token, value: plainValue(text) };
}

export function readAction(cursor: Cursor, verb: ActionVerb): Statement {
  const target = cursor.word('attribute', true);
  if (target === undefined) {
    cursor.report('missing-attribute', 'error', `${verb.toUpperCase()} needs an attribute, such as PatientID`);
    return { kind: 'action', verb, target: undefined, argument: undefined, tests: NO_TESTS };
  }
  cursor.skipBlanks();
  const where = findWhere(cursor);
  const argument = readArgument(cursor, where);
  if (argument === undefined && (verb === 'add' || verb === 'replace')) {
    cursor.report('missing-value', 'error', `${verb.toUpperCase()} needs a value, var:NAME or a function`, target.span);
  }
  cursor.skipBlanks();
  let tests = NO_TESTS;
  if (where < cursor.end && cursor.at === where) {
    cursor.at += 'where'.length;
    cursor.mark('keyword', where);
    tests = readTests(cursor, false);
  }
  return { kind: 'action', verb, target, argument, tests };
}
