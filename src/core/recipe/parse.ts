// Reads a recipe's text into lines, tokens and statements. It takes whatever it is given, and never throws: what has no
// meaning becomes a diagnostic. Every letter that is not blank belongs to a token; the work grows as the text does.

import { nearest } from '../dictionary/nearest.js';
import { Cursor, isBlankCode } from './cursor.js';
import { endOf, FreshLine } from './line.js';
import { firstWordFor } from './otherWords.js';
import { readAction } from './parseAction.js';
import { misplaced, type RegionVerb, readCondition, readMember, readRegion } from './parseParts.js';
import { readTests } from './parseTests.js';
import { unquoted } from './quoting.js';
import { reuse } from './reuse.js';
import type { ActionVerb, Line, RecipeTree, Section, Statement, Token } from './syntax.js';
import { isConstantTest, isTestWord, REGION_WORDS, SECTIONS, SETTINGS, VERBS } from './words.js';

const ACTIONS: ReadonlyMap<string, ActionVerb> = new Map(Object.entries(VERBS));
const REGIONS: ReadonlyMap<string, RegionVerb> = new Map(REGION_WORDS.map((word) => [word, word]));
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * The tree of a text; see {@link RecipeTree}. `previous` is a tree of the text before an edit: the same tree comes out,
 * but only the lines that changed are read.
 */
export function parseRecipe(text: string, previous?: RecipeTree): RecipeTree {
  return parseCounting(text, previous).tree;
}

/** The same, with the number of steps that it took. */
export function parseCounting(
  text: string,
  previous?: RecipeTree,
): { readonly tree: RecipeTree; readonly steps: number } {
  if (previous?.text === text) return { tree: previous, steps: 0 };
  const cursor = new Cursor(text);
  const known = previous === undefined ? undefined : reuse(previous, text);
  const lines: Line[] = known === undefined ? [] : [...known.lines];
  if (known !== undefined) cursor.diagnostics.push(...known.diagnostics);
  const above = lines.at(-1);
  let section = above?.section;
  let start = above === undefined ? 0 : behindLine(text, endOf(above));
  for (let number = lines.length; start <= text.length; number++) {
    const line = known?.take(start, number, section, cursor.diagnostics) ?? parseLine(cursor, start, number, section);
    section = line.section;
    lines.push(line);
    const end = endOf(line);
    if (end >= text.length) break;
    start = behindLine(text, end);
  }
  return { tree: { text, lines, diagnostics: cursor.diagnostics }, steps: cursor.steps };
}

function parseLine(cursor: Cursor, start: number, number: number, above: Section | undefined): Line {
  const end = lineEnd(cursor.text, start);
  cursor.steps += end - start + 1;
  cursor.begin(start, end);
  const statement = readLine(cursor, above);
  cursor.finish();
  const section = statement?.kind === 'section' ? statement.section : above;
  return new FreshLine(number, start, end, cursor.tokens, cursor.firstToken, section, statement);
}

/** Where the line behind a line break begins. */
function behindLine(text: string, end: number): number {
  return end + (text.startsWith('\r\n', end) ? 2 : 1);
}

function lineEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (code === LINE_FEED || code === CARRIAGE_RETURN) break;
    end++;
  }
  return end;
}

/** Of a word of the language. */
function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f;
}

function readLine(cursor: Cursor, section: Section | undefined): Statement | undefined {
  if (cursor.done) return undefined;
  const letter = cursor.peek();
  if (letter === '%') return readSection(cursor);
  if (letter === '+' || letter === '|' || letter === '!' || letter === '(') return readCondition(cursor, section);
  const { text } = cursor;
  const start = cursor.at;
  while (isLetter(text.charCodeAt(cursor.at)) && cursor.at < cursor.end) cursor.at++;
  cursor.steps += cursor.at - start;
  const letters = text.slice(start, cursor.at);
  // Most lines begin with a verb in capitals.
  const verb = ACTIONS.get(letters);
  if (verb !== undefined && (cursor.at === cursor.end || isBlankCode(text.charCodeAt(cursor.at)))) {
    cursor.mark('keyword', start);
    return readVerb(cursor, verb, section);
  }
  const small = letters.toLowerCase();
  const region = REGIONS.get(small);
  if (region !== undefined) {
    cursor.mark('keyword', start);
    return readRegion(cursor, region, section);
  }
  cursor.at = start;
  if (isTestWord(small) || (section?.kind === 'filter' && isConstantTest(small))) return readCondition(cursor, section);
  cursor.passWord(false);
  cursor.mark('keyword', start);
  return readStatement(cursor, text.slice(start, cursor.at).toUpperCase(), section);
}

/** A line that begins with a verb. */
function readVerb(cursor: Cursor, verb: ActionVerb, section: Section | undefined): Statement {
  if (section?.kind === 'filter' || section?.kind === 'fields' || section?.kind === 'values') {
    misplaced(cursor, 'belongs below %header');
  }
  return readAction(cursor, verb);
}

/** What the first word says, in capitals; it is a token already. */
function readStatement(cursor: Cursor, word: string, section: Section | undefined): Statement {
  const verb = ACTIONS.get(word);
  if (verb !== undefined) return readVerb(cursor, verb, section);
  const setting = SETTINGS.find((each) => each === word);
  if (setting !== undefined) return readSetting(cursor, setting);
  switch (word) {
    case 'FORMAT':
      return readFormat(cursor);
    case 'PROFILE':
      return { kind: 'profile', name: needed(cursor, cursor.word('name'), 'blank, basic, research or none') };
    case 'OPTION':
      return { kind: 'option', name: needed(cursor, cursor.word('name'), 'an option, such as clean-descriptors') };
    case 'INCLUDE':
      return { kind: 'include', target: needed(cursor, cursor.rest('name'), 'the recipe to include') };
    case 'ALLOW':
    case 'DENY':
      return { kind: 'admission', verb: word === 'ALLOW' ? 'allow' : 'deny', tests: readTests(cursor, false) };
    case 'LABEL':
      if (section?.kind !== 'filter') misplaced(cursor, 'belongs below %filter NAME');
      return { kind: 'label', name: cursor.rest('name', cursor.end, true) };
    case 'FIELD':
    case 'SPLIT':
      return readMember(cursor, word, section);
    default:
      return unknown(cursor);
  }
}

function unknown(cursor: Cursor): Statement {
  const word = cursor.retype('unknown');
  const near = firstWordFor(word.text);
  const hint = near === undefined ? '' : near === '#' ? '; comments begin with #' : `; did you mean ${near}?`;
  cursor.report('unknown-keyword', 'error', `a line can't begin with '${word.text.slice(0, 40)}'${hint}`, word.span);
  if (!cursor.done) cursor.rest('unknown');
  return { kind: 'unknown', word };
}

/** What stands behind the first word, which needs it. */
function needed(cursor: Cursor, token: Token | undefined, what: string): Token | undefined {
  if (token !== undefined) return token;
  const { text, span } = cursor.first;
  cursor.report('missing-name', 'error', `${text} needs ${what}`, span);
  return undefined;
}

function readFormat(cursor: Cursor): Statement {
  const value = cursor.word('name');
  if (value === undefined || value.text.toLowerCase() !== 'dicom') {
    cursor.report('unknown-format', 'error', 'the format of a recipe is FORMAT dicom', value?.span);
  }
  return { kind: 'format', value };
}

function readSection(cursor: Cursor): Statement {
  const token = cursor.word('section');
  const word = (token?.text ?? '').slice(1).toLowerCase();
  const name = cursor.rest('name', cursor.end, true);
  const kind = SECTIONS.find((each) => each === word);
  if (kind === undefined) {
    const near = nearest(word, SECTIONS);
    const hint = near === undefined ? `there are %${SECTIONS.join(', %')}` : `did you mean %${near}?`;
    cursor.report('unknown-section', 'error', `there is no section %${word.slice(0, 40)}; ${hint}`, token?.span);
    return { kind: 'section', section: undefined, name };
  }
  if (kind === 'labels') return { kind: 'section', section: { kind }, name };
  if (kind === 'header') {
    const final = name?.text.toLowerCase() === 'final';
    if (name !== undefined && !final) {
      cursor.report('unexpected', 'error', '%header stands alone, or as %header final', name.span);
    }
    return { kind: 'section', section: final ? { kind, final } : { kind }, name };
  }
  if (name === undefined) cursor.report('missing-name', 'error', `%${kind} needs a name`, token?.span);
  return { kind: 'section', section: { kind, name: unquoted(name?.text ?? '') }, name };
}

function readSetting(cursor: Cursor, word: (typeof SETTINGS)[number]): Statement {
  const name = cursor.first;
  const values: Token[] = [];
  if (word === 'NAME' || word === 'TITLE') {
    const token = cursor.rest('value');
    if (token !== undefined) values.push(token);
  } else {
    for (let token = cursor.word('name'); token !== undefined; token = cursor.word('name')) {
      values.push(token);
      // A pattern is the rest of the line, as a value is.
      const pattern = word === 'PIXELS' && values.length === 1 && token.text.toLowerCase() === 'allow';
      const rest = pattern ? cursor.rest('value') : undefined;
      if (rest !== undefined) values.push(rest);
    }
  }
  if (values.length === 0) cursor.report('missing-value', 'error', `${word} needs to be told what`, name.span);
  return { kind: 'setting', name, values: values.slice() };
}
