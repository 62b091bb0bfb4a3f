// A name of the file in another form: one letter wrong or two changed places (Hendreson), or with an ending of its case (Kowalskiego).
import type { NameIndex } from './nameEvidence.js';
import type { TextSpan } from './textSpan.js';
import type { Token } from './tokens.js';
import { isTechnicalForm, wordLevel } from './vocabulary.js';

/** Shorter names are one letter away from too many words. */
const FEWEST_LETTERS = 5;
const FEWEST_TO_DECLINE = 4;
const ENDINGS =
  /^(?:a|e|i|u|y|s|m|em|om|ov|ova|ovi|owi|owa|owej|owie|ego|emu|iego|iemu|im|imi|ie|iej|ą|ej|ym|ami|ach|а|у|е|и|ы|ой|ой|ом|ым|ого|ому|ем|ей|ою|ου|ο|η|ησ|ασ|ςου|in|un|nin|nun|ya|ye|dan|den|lle|lla|n|ns|en|ne|a)$/;

const buckets = new WeakMap<NameIndex, ReadonlyMap<string, readonly string[]>>();

function bucketsOf(index: NameIndex): ReadonlyMap<string, readonly string[]> {
  const known = buckets.get(index);
  if (known !== undefined) return known;
  const made = new Map<string, string[]>();
  for (const [word, entries] of index.words) {
    if (
      word.length < FEWEST_TO_DECLINE ||
      !entries.some(
        ({ level, role }) => (level === 'plain' || (level === 'guarded' && word.length >= 6)) && role !== 'whole',
      )
    )
      continue;
    const first = word.slice(0, 1);
    const list = made.get(first);
    if (list === undefined) made.set(first, [word]);
    else list.push(word);
  }
  buckets.set(index, made);
  return made;
}

export function matchNearNames(tokens: readonly Token[], index: NameIndex): readonly TextSpan[] {
  const words = bucketsOf(index);
  if (words.size === 0) return [];
  const spans: TextSpan[] = [];
  for (const { kind, capital, fold, start, end } of tokens) {
    if (kind !== 'word' || !capital || fold.length < FEWEST_TO_DECLINE || index.words.has(fold)) continue;
    const candidates = words.get(fold.slice(0, 1));
    if (candidates === undefined || !candidates.some((word) => isNear(word, fold))) continue;
    if (wordLevel(fold) !== 'plain' || isTechnicalForm(fold)) continue;
    spans.push({ start, end, category: 'name', rule: 'evidence/near-name', confidence: 0.6 });
  }
  return spans;
}

function isNear(word: string, fold: string): boolean {
  if (isDeclined(word, fold)) return true;
  return word.length >= FEWEST_LETTERS && fold.length >= FEWEST_LETTERS && isOneAway(word, fold);
}

/** The name and an ending, or an ending in place of its last one or two letters. */
function isDeclined(word: string, fold: string): boolean {
  for (const cut of [0, 1, 2]) {
    const stem = word.slice(0, word.length - cut);
    if (stem.length < FEWEST_TO_DECLINE || !fold.startsWith(stem)) continue;
    if (ENDINGS.test(fold.slice(stem.length))) return true;
  }
  // Wróbel, Wróbla: a vowel before the last letter falls.
  const fallen = `${word.slice(0, -2)}${word.slice(-1)}`;
  return word.length >= FEWEST_LETTERS && fold.startsWith(fallen) && ENDINGS.test(fold.slice(fallen.length));
}

/** One letter more, less or other, or two neighbours changed. */
function isOneAway(word: string, fold: string): boolean {
  if (Math.abs(word.length - fold.length) > 1) return false;
  let at = 0;
  while (at < word.length && word[at] === fold[at]) at += 1;
  const [a, b] = [word.slice(at), fold.slice(at)];
  if (a.length > b.length) return a.slice(1) === b;
  if (b.length > a.length) return b.slice(1) === a;
  return a.slice(1) === b.slice(1) || (a.slice(2) === b.slice(2) && a[0] === b[1] && a[1] === b[0]);
}
