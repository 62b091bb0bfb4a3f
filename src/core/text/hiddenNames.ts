// Names that are no word of their own: inside a longer word (ScanLindqvistCT), with an ending or a prefix of languages that
// glue them on, in scripts without spaces, parted in two (Xiao Dong for XiaoDong, Lind-qvist at the end of a line), letter by
// letter (L I N D Q V I S T), and cut off where there was no more room (LINDQVIS).
import type { TextSpan } from './textSpan.js';
import type { Token } from './tokens.js';
import { type WordLevel, wordLevel } from './vocabulary.js';

/** Who bears the words of a name, by word. */
type Words = ReadonlyMap<string, readonly { readonly level: WordLevel }[]>;

export interface HiddenName {
  readonly text: string;
  /** `inside`: anywhere in a word; `stem`: a capital word that begins with it and has a short ending; `cut`: a word that it begins with. */
  readonly kind: 'inside' | 'stem' | 'cut';
}

/** Fewer letters than these may stand in other words. */
const FEWEST_INSIDE = 8;
const FEWEST_WITHOUT_CASE = 4;
const FEWEST_OF_STEM = 4;
const FEWEST_PARTED = 6;
const LONGEST_ENDING = 3;
/** Of a name that is cut off so many letters are left. */
export const FEWEST_LEFT = 7;
/** Letters one by one that make a name. */
const FEWEST_APART = 5;

const LATIN = /^\p{Script=Latin}/u;
const CASED = /^[\p{Script=Greek}\p{Script=Cyrillic}]/u;
/** Last letters that change with the case of a noun. */
const ENDING = /[аеёиоуыэюяйьαηιουωσ]$/u;

/** How a word of a name hides. */
export function hiddenForms(words: Words): readonly HiddenName[] {
  const forms: HiddenName[] = [];
  for (const [fold, entries] of words) {
    if (entries.every(({ level }) => level !== 'plain')) continue;
    if (LATIN.test(fold)) {
      if (fold.length >= FEWEST_INSIDE) forms.push({ text: fold, kind: 'inside' }, { text: fold, kind: 'cut' });
    } else if (CASED.test(fold)) {
      const text = fold.replace(ENDING, '');
      if (text.length >= FEWEST_OF_STEM) forms.push({ text, kind: 'stem' });
    } else if (fold.length >= FEWEST_WITHOUT_CASE) forms.push({ text: fold, kind: 'inside' });
  }
  return forms;
}

/** Words of so many letters may hold a name; infinite where none can be held. Only of words in ASCII. */
export function fewestLetters(hidden: readonly HiddenName[]): number {
  const lengths = hidden
    .filter(({ text, kind }) => kind !== 'cut' && /^[a-z]+$/u.test(text))
    .map(({ text }) => text.length + 1);
  return Math.min(Number.POSITIVE_INFINITY, ...lengths);
}

export function matchHidden(
  flat: string,
  tokens: readonly Token[],
  hidden: readonly HiddenName[],
  words: Words,
): readonly TextSpan[] {
  const spans: TextSpan[] = [];
  const add = (start: number, end: number): void => {
    spans.push({ start, end, category: 'name', rule: 'evidence/name', confidence: 0.8 });
  };
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'word') continue;
    if (token.fold.length === 1 && !isApart(flat, tokens[at - 1], token))
      spans.push(...lettersApart(flat, tokens, at, words));
    if (hidden.some((name) => holds(token, name))) add(token.start, token.end);
    const next = tokens[at + 1];
    if (next?.kind === 'word' && isParted(flat, token, next, words))
      add(
        beside(flat, tokens, at - 1, words)?.start ?? token.start,
        beside(flat, tokens, at + 2, words)?.end ?? next.end,
      );
  }
  return spans;
}

function holds({ fold, capital }: Token, { text, kind }: HiddenName): boolean {
  if (kind === 'cut')
    return (
      fold.length >= FEWEST_LEFT && fold.length < text.length && text.startsWith(fold) && wordLevel(fold) === 'plain'
    );
  if (kind === 'inside') return fold.length > text.length && fold.includes(text);
  return capital && fold.startsWith(text) && fold.length <= text.length + LONGEST_ENDING;
}

/** One letter, and a little space or a sign between it and the next. */
function isApart(flat: string, before: Token | undefined, token: Token): boolean {
  if (before?.kind !== 'word' || before.fold.length !== 1) return false;
  return /^[ .\-_·,]{1,3}$/u.test(flat.slice(before.end, token.start));
}

/** Names in a run of letters that stand one by one, from the token `from` on. */
function lettersApart(flat: string, tokens: readonly Token[], from: number, words: Words): readonly TextSpan[] {
  const run: Token[] = [];
  for (let at = from; at < tokens.length; at += 1) {
    const [token, before] = [tokens[at], run.at(-1)];
    if (token?.kind !== 'word' || token.fold.length !== 1) break;
    if (before !== undefined && !isApart(flat, before, token)) break;
    run.push(token);
  }
  if (run.length < FEWEST_APART) return [];
  const joined = run.map(({ fold }) => fold).join('');
  const spans: TextSpan[] = [];
  for (const [fold, entries] of words) {
    if (fold.length < FEWEST_APART || entries.every(({ level }) => level !== 'plain')) continue;
    for (let at = joined.indexOf(fold); at >= 0; at = joined.indexOf(fold, at + 1)) {
      const [first, last] = [run[at], run[at + fold.length - 1]];
      if (first !== undefined && last !== undefined)
        spans.push({ start: first.start, end: last.end, category: 'name', rule: 'evidence/name', confidence: 0.8 });
    }
  }
  return spans;
}

/** Another word of a name right beside a parted one: Li in `Li Xiao Ming`. */
function beside(flat: string, tokens: readonly Token[], at: number, words: Words): Token | undefined {
  const token = tokens[at];
  if (token?.kind !== 'word' || !token.capital || !words.has(token.fold)) return undefined;
  const gap = /^(?: |, ?|\^)$/u;
  const [left, right] = [tokens[at - 1], tokens[at + 1]];
  const isNear =
    (left !== undefined && gap.test(flat.slice(left.end, token.start))) ||
    (right !== undefined && gap.test(flat.slice(token.end, right.start)));
  return isNear ? token : undefined;
}

function isParted(flat: string, one: Token, two: Token, words: Words): boolean {
  if (one.fold.length + two.fold.length < FEWEST_PARTED || one.fold.length < 2 || two.fold.length < 2) return false;
  if (!/^(?: |-[ \t]*\r?\n?[ \t]*)$/u.test(flat.slice(one.end, two.start))) return false;
  const entries = words.get(one.fold + two.fold);
  if (entries === undefined || entries.every(({ level }) => level !== 'plain')) return false;
  // "arm strong" is nobody.
  return wordLevel(one.fold) === 'plain' || wordLevel(two.fold) === 'plain';
}
