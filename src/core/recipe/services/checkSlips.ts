// Slips that are valid and do something else than they look like: a function without parentheses, an = before a value, one UID for
// all objects, an operator at the end of a value, two profiles.
import { vrOf } from '../../dictionary/dictionary.js';
import { actionRow } from '../../policy/actionTable.js';
import { movedSpan } from '../line.js';
import type { Diagnostic, RecipeTree, Statement, Token } from '../syntax.js';
import { FUNCTIONS } from '../words.js';
import { patternOf } from './target.js';

type Slip = Pick<Diagnostic, 'code' | 'message'> & { readonly token: Token };

const ENDS_WITH_OPERATOR = /\s+(?:and|or|&&|\|\|)$/i;

function slipOfValue({ target, argument }: Extract<Statement, { kind: 'action' }>): Slip | undefined {
  if (argument?.kind !== 'value') return undefined;
  const { token, value } = argument;
  // What stands in quotes is meant as it stands.
  if (token.text.startsWith('"')) return undefined;
  if (value.startsWith('=')) {
    const message = 'the = is written into the file with the rest: the value alone stands behind the attribute';
    return { code: 'equals-sign', message, token };
  }
  const word = value.toLowerCase();
  if (Object.hasOwn(FUNCTIONS, word)) {
    const message = `every object gets the word '${word}'; with parentheses, ${word}() makes a value of its own for each`;
    return { code: 'function-as-word', message, token };
  }
  if (!/^\d[\d.]*$/.test(value)) return undefined;
  const pattern = target === undefined ? undefined : patternOf(target.text);
  if (pattern === undefined || pattern.creator !== undefined || vrOf(pattern.value) !== 'UI') return undefined;
  if (actionRow(pattern.value)?.basic !== 'U') return undefined;
  const message = 'every object gets this UID, so that those of different studies become one; uid() keeps them apart';
  return { code: 'one-uid', message, token };
}

function slipOf(statement: Statement): Slip | undefined {
  if (statement.kind !== 'action' && statement.kind !== 'condition' && statement.kind !== 'admission') return undefined;
  const last = statement.tests.at(-1)?.value;
  if (last !== undefined && ENDS_WITH_OPERATOR.test(last.text)) {
    const message = 'the last word is part of the value that is looked for: a test has to follow it, or it goes';
    return { code: 'operator-at-end', message, token: last };
  }
  return statement.kind === 'action' ? slipOfValue(statement) : undefined;
}

export function checkSlips({ lines }: RecipeTree): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  let profile: number | undefined;
  for (const { read, by, number } of lines) {
    const { statement } = read;
    if (statement === undefined) continue;
    if (statement.kind === 'profile') {
      if (profile !== undefined) {
        const message = `line ${profile + 1} names a profile already: options of both count, and this one decides the rest. Name one`;
        found.push({ code: 'second-profile', severity: 'warning', message, span: movedSpan(read.words, by) });
      }
      profile = number;
      continue;
    }
    const slip = slipOf(statement);
    if (slip === undefined) continue;
    const { code, message, token } = slip;
    found.push({ code, severity: 'warning', message, span: movedSpan(token.span, by) });
  }
  return found;
}

/** What is most likely meant in the place of a slip. */
export function meant(code: string, text: string): string | undefined {
  switch (code) {
    case 'equals-sign':
      return text.replace(/^=+\s*/, '');
    case 'function-as-word':
      return `${text.toLowerCase()}()`;
    case 'one-uid':
      return 'uid()';
    case 'operator-at-end':
      return text.replace(ENDS_WITH_OPERATOR, '');
    default:
      return undefined;
  }
}
