// What may be written at an offset, told by the line up to there: half a line need not parse.
import type { RecipeTree, Span } from '../syntax.js';
import { lineAt } from './lookUp.js';
import type { Place } from './word.js';

export type Context =
  | { readonly kind: 'none' }
  | { readonly kind: 'line'; readonly place: Place }
  | { readonly kind: 'format' | 'include' | 'profile' | 'option' | 'join' | 'where' | 'variable' | 'region' | 'split' }
  /** `before`: the words between the first one and the cursor, in small letters. */
  | { readonly kind: 'setting'; readonly name: string; readonly before: readonly string[] }
  | { readonly kind: 'attribute'; readonly sets: boolean }
  | { readonly kind: 'creator' | 'vr' }
  | { readonly kind: 'element'; readonly group: number; readonly creator: string }
  | { readonly kind: 'group'; readonly of: 'fields' | 'values' }
  | { readonly kind: 'argument'; readonly verb: string; readonly attribute: string }
  | { readonly kind: 'operator'; readonly joined: boolean }
  | { readonly kind: 'value'; readonly attribute: string };

export interface Position {
  readonly context: Context;
  /** What a completion replaces. */
  readonly span: Span;
  /** The part of it before the cursor. */
  readonly typed: string;
}

interface Piece {
  readonly text: string;
  readonly start: number;
}

/** A parenthesis that begins a tag, as far as it is typed; others group tests. */
const TAG = /^\((?:\s|[0-9a-fx]{1,4}(?:[,\s]|$)|$)/i;

/** Words up to the cursor; blanks inside quotes and brackets do not part them. The last one may be empty. */
function pieces(before: string): readonly Piece[] {
  const found: Piece[] = [];
  let start = -1;
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < before.length; at++) {
    const char = before.charAt(at);
    if (quoted) {
      if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '(' && start < 0 && !TAG.test(before.slice(at, at + 8))) {
      found.push({ text: '(', start: at });
      continue;
    } else if (char === '(') depth++;
    else if (char === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0 && (char === ' ' || char === '\t')) {
      if (start >= 0) found.push({ text: before.slice(start, at), start });
      start = -1;
      continue;
    }
    if (start < 0) start = at;
  }
  found.push(start < 0 ? { text: '', start: before.length } : { text: before.slice(start), start });
  return found;
}

const ACTIONS: ReadonlySet<string> = new Set(['add', 'blank', 'keep', 'replace', 'remove', 'jitter']);
const WITH_ARGUMENT: ReadonlySet<string> = new Set(['add', 'replace', 'jitter']);
const REGIONS: ReadonlySet<string> = new Set([
  'coordinates',
  'ctpcoordinates',
  'keepcoordinates',
  'ctpkeepcoordinates',
]);
const WITHOUT_VALUE: ReadonlySet<string> = new Set(['missing', 'empty', 'present']);
const SETTINGS: ReadonlySet<string> = new Set(['name', 'title', 'dates', 'patient', 'references', 'pixels']);
const ONE_WORD: ReadonlySet<string> = new Set(['format', 'include', 'profile', 'option']);

const JOINING: ReadonlySet<string> = new Set(['!', '+', '||', '(']);

/** A place inside a list of tests. */
function testContext(words: readonly string[]): Context {
  const last = words.slice(0, -1).findLastIndex((word) => word === '+' || word === '||');
  const since = words.slice(last + 1, -1).filter((word) => !JOINING.has(word));
  const [operator = '', attribute = ''] = since;
  if (since.length === 0) return { kind: 'operator', joined: last >= 0 };
  if (since.length === 1) return { kind: 'attribute', sets: false };
  if (WITHOUT_VALUE.has(operator.toLowerCase())) return { kind: 'join' };
  return since.length === 2 ? { kind: 'value', attribute } : { kind: 'join' };
}

function afterKeyword(words: readonly string[], place: Place): Context {
  const [first = '', second = ''] = words;
  const word = first.toLowerCase();
  const position = words.length - 1;
  if (word === 'format' || word === 'include' || word === 'profile' || word === 'option') {
    return position === 1 && ONE_WORD.has(word) ? { kind: word } : { kind: 'none' };
  }
  if (SETTINGS.has(word)) {
    return { kind: 'setting', name: word, before: words.slice(1, -1).map((each) => each.toLowerCase()) };
  }
  if (word === 'allow' || word === 'deny') return testContext(words.slice(1));
  if (ACTIONS.has(word)) {
    if (position === 1) return { kind: 'attribute', sets: true };
    const where = words.slice(2, -1).findIndex((each) => each.toLowerCase() === 'where');
    if (where >= 0) return testContext(words.slice(where + 3));
    if (position === 2 && WITH_ARGUMENT.has(word)) return { kind: 'argument', verb: word, attribute: second };
    return { kind: 'where' };
  }
  if (word === 'field') return position === 1 ? { kind: 'attribute', sets: true } : { kind: 'none' };
  if (word === 'split') return position === 1 ? { kind: 'attribute', sets: true } : { kind: 'split' };
  if (REGIONS.has(word)) return position === 1 ? { kind: 'region' } : { kind: 'none' };
  if (word === 'label' || word.startsWith('%')) return { kind: 'none' };
  return place === 'filter' ? testContext(words) : { kind: 'none' };
}

/** What stands inside the word under the cursor: a creator, a group's name, a step of a path. */
function within(context: Context, word: string): { readonly context: Context; readonly from: number } {
  if (context.kind === 'argument' || context.kind === 'value') {
    const variable = /(?:^|[(,\s])var:$|^var:|[(,\s]var:/i.exec(word);
    if (variable !== null) return { context: { kind: 'variable' }, from: word.toLowerCase().lastIndexOf('var:') + 4 };
    return { context, from: 0 };
  }
  if (context.kind !== 'attribute') return { context, from: 0 };
  const element = /\(\s*([0-9a-f]{4})\s*,\s*"([^"]+)"\s*,\s*([0-9a-f]{0,2})$/i.exec(word);
  if (element !== null) {
    const [, group = '', creator = '', digits = ''] = element;
    const from = word.length - digits.length;
    return { context: { kind: 'element', group: Number.parseInt(group, 16), creator }, from };
  }
  const creator = /\(\s*[0-9a-f]{3}[13579bdf]\s*,\s*("?[^",()]*)$/i.exec(word);
  if (creator !== null) return { context: { kind: 'creator' }, from: word.length - (creator[1] ?? '').length };
  const group = /^(fields|values):/i.exec(word);
  if (group !== null) {
    const of = group[0].toLowerCase().startsWith('fields') ? 'fields' : 'values';
    return { context: { kind: 'group', of }, from: group[0].length };
  }
  const vr = /^select:vr:/i.exec(word);
  if (vr !== null) return { context: { kind: 'vr' }, from: vr[0].length };
  if (/^[a-z]+:/i.test(word)) return { context: { kind: 'none' }, from: 0 };
  const step = /\.(?=[^.)"]*$)/.exec(word);
  return { context, from: step === null ? 0 : step.index + 1 };
}

/** The end of the word that the cursor stands in. */
function wordEnd(text: string, offset: number, end: number): number {
  let at = offset;
  while (at < end && /[\w:.-]/.test(text.charAt(at))) at++;
  return at;
}

export function positionAt(tree: RecipeTree, offset: number): Position {
  const line = lineAt(tree, offset);
  if (line === undefined) return { context: { kind: 'none' }, span: { start: offset, end: offset }, typed: '' };
  const comment = line.tokens.find(({ kind }) => kind === 'comment');
  if (comment !== undefined && comment.span.start < offset) {
    return { context: { kind: 'none' }, span: { start: offset, end: offset }, typed: '' };
  }
  const before = tree.text.slice(line.span.start, offset);
  const found = pieces(before);
  const last = found.at(-1) ?? { text: '', start: before.length };
  const place: Place = line.section?.kind ?? 'top';
  const words = found.map(({ text }) => text);
  const outer: Context = words.length === 1 ? { kind: 'line', place } : afterKeyword(words, place);
  const { context, from } = within(outer, last.text);
  const start = line.span.start + last.start + from;
  return {
    context,
    span: { start, end: wordEnd(tree.text, offset, line.span.end) },
    typed: tree.text.slice(start, offset),
  };
}
