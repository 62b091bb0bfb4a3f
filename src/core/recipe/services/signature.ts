// Signature help: what the line takes, and which part of it the cursor stands in.
import type { RecipeTree } from '../syntax.js';
import { lineAt } from './lookUp.js';
import { functionWord, keyword, usage } from './vocabulary.js';
import type { Parameter, Word } from './word.js';

export interface Signature {
  readonly label: string;
  readonly about: string;
  readonly parameters: readonly Parameter[];
  /** Number of the parameter at the cursor. */
  readonly active: number;
}

function of(word: Word, active: number): Signature {
  return { label: usage(word), about: word.about, parameters: word.parameters, active };
}

/** How many words come before the cursor; blanks inside quotes and brackets do not part them. */
function wordsBefore(text: string): number {
  let count = 0;
  let depth = 0;
  let quoted = false;
  let inside = false;
  for (const char of text) {
    if (char === '"') quoted = !quoted;
    else if (!quoted && char === '(') depth++;
    else if (!quoted && char === ')') depth--;
    const blank = !quoted && depth <= 0 && /\s/.test(char);
    if (blank && inside) count++;
    inside = !blank;
  }
  return count;
}

/** The last test that begins before the cursor, with what follows its word. */
function lastTest(text: string): { readonly word: Word; readonly rest: string } | undefined {
  const found = [...text.matchAll(/(?<![\w:."])([a-z]+)(?=\s)/gi)].findLast(
    ([word]) => keyword(word)?.kind === 'operator',
  );
  const word = found === undefined ? undefined : keyword(found[0]);
  return found === undefined || word === undefined ? undefined : { word, rest: text.slice(found.index) };
}

export function signature(tree: RecipeTree, offset: number): Signature | undefined {
  const line = lineAt(tree, offset);
  if (line === undefined) return undefined;
  const comment = line.tokens.find(({ kind }) => kind === 'comment');
  if (comment !== undefined && comment.span.start < offset) return undefined;
  const before = tree.text.slice(line.span.start, offset).trimStart();
  const call = /([a-z_]+)\(([^()]*)$/i.exec(before);
  const called = call === null ? undefined : functionWord(call[1] ?? '');
  if (called !== undefined) return of(called, (call?.[2] ?? '').split(',').length - 1);
  const first = keyword(/^\S+/.exec(before)?.[0] ?? '');
  const test = lastTest(before);
  if (test !== undefined) {
    return of(test.word, Math.min(wordsBefore(test.rest), test.word.parameters.length) - 1);
  }
  if (first === undefined || first.parameters.length === 0 || !/\s/.test(before)) return undefined;
  if (first.kind === 'region') return of(first, (before.match(/,/g) ?? []).length);
  return of(first, Math.min(wordsBefore(before), first.parameters.length) - 1);
}
