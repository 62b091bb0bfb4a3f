import { type Cursor, isBlankCode, isInteger } from './cursor.js';
import { readTests } from './parseTests.js';
import { unquoted } from './quoting.js';
import type { Section, Statement } from './syntax.js';
import type { REGION_WORDS } from './words.js';

export type RegionVerb = (typeof REGION_WORDS)[number];

const HASH = 0x23;
const COMMA = 0x2c;

export function readCondition(cursor: Cursor, section: Section | undefined): Statement {
  const start = cursor.at;
  const tests = readTests(cursor, true);
  if (section?.kind !== 'filter') {
    cursor.report('misplaced', 'error', 'a test belongs below %filter NAME and LABEL, or behind where, ALLOW or DENY', {
      start,
      end: Math.max(start, cursor.at),
    });
  }
  return { kind: 'condition', tests };
}

function endsCoordinate(code: number): boolean {
  return code === COMMA || code === HASH || isBlankCode(code);
}

/** `all`, `from:NAME`, or numbers between commas and blanks. */
export function readRegion(cursor: Cursor, verb: RegionVerb, section: Section | undefined): Statement {
  if (section?.kind !== 'filter') misplaced(cursor, 'belongs below %filter NAME and LABEL');
  const numbers = cursor.gatheredNumbers;
  let count = 0;
  while (!cursor.done) {
    const start = cursor.at;
    if (cursor.peek() === ',') {
      cursor.at++;
      cursor.mark('operator', start);
      continue;
    }
    while (cursor.at < cursor.end && !endsCoordinate(cursor.text.charCodeAt(cursor.at))) cursor.at++;
    cursor.steps += cursor.at - start;
    if (isInteger(cursor.text, start, cursor.at)) {
      numbers[count++] = cursor.token('number', start);
      continue;
    }
    const word = cursor.text.slice(start, cursor.at);
    if (/^all$/i.test(word)) numbers[count++] = cursor.token('keyword', start);
    else if (/^(?:from|outside):/i.test(word)) numbers[count++] = cursor.token('attribute', start);
    else {
      const token = cursor.token('unknown', start);
      cursor.report(
        'bad-number',
        'error',
        'coordinates are four whole numbers, all, or from:SequenceOfUltrasoundRegions',
        token.span,
      );
      numbers[count++] = token;
    }
  }
  return { kind: 'region', verb, numbers: numbers.slice(0, count) };
}

export function readMember(cursor: Cursor, word: 'FIELD' | 'SPLIT', section: Section | undefined): Statement {
  const isValues = section?.kind === 'values';
  if (!isValues && section?.kind !== 'fields') misplaced(cursor, 'belongs below %fields NAME or %values NAME');
  else if (!isValues && word === 'SPLIT') misplaced(cursor, 'belongs below %values NAME');
  const target = cursor.word('attribute', true);
  if (target === undefined) {
    cursor.report('missing-attribute', 'error', `${word} needs an attribute`, cursor.first.span);
  }
  let by = ' ';
  let shortest = 1;
  const settings = word === 'SPLIT' ? cursor.rest('value', cursor.end, false) : undefined;
  for (const part of settingsOf(settings?.text ?? '')) {
    const match = /^\s*(\w+)\s*=\s*(.*?)\s*$/s.exec(part);
    const value = unquoted(match?.[2] ?? '');
    const name = match?.[1]?.toLowerCase();
    if ((name === 'by' || name === 'splitval') && value !== '') by = value;
    else if (name === 'minlength' && /^\d{1,6}$/.test(value)) shortest = Number(value);
    else if (part.trim() !== '') {
      cursor.report('bad-setting', 'error', 'SPLIT takes by="^" and minlength=4, with ; between them', settings?.span);
    }
  }
  return { kind: 'member', verb: word === 'FIELD' ? 'field' : 'split', target, by, shortest };
}

/** Parts between semicolons that stand in no quotes. */
function settingsOf(text: string): readonly string[] {
  const parts: string[] = [];
  let part = '';
  let quote = '';
  for (const letter of text) {
    if (quote !== '') quote = letter === quote ? '' : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    if (letter === ';' && quote === '') {
      parts.push(part);
      part = '';
    } else part += letter;
  }
  return [...parts, part];
}

/** The line's first word stands in the wrong section. */
export function misplaced(cursor: Cursor, where: string): void {
  const { text, span } = cursor.first;
  cursor.report('misplaced', 'error', `${text.slice(0, 40)} ${where}`, span);
}
