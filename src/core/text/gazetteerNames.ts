// Names known to the world's lists: a given and a family name side by side, or a place after a preposition.
import { type Gazetteer, gazetteer } from './gazetteer.js';
import { isEponymUse, isWholeEponym } from './guards.js';
import { isTied, readName } from './nameSequence.js';
import type { TextSpan } from './textSpan.js';
import { particles } from './titles.js';
import type { Token } from './tokens.js';
import { isTechnicalForm, wordLevel } from './vocabulary.js';

const towards = new Set('from in te w em из near at nach aus in à depuis desde en dal da uit van fra från'.split(' '));

export function matchGazetteer(flat: string, tokens: readonly Token[]): readonly TextSpan[] {
  const names = gazetteer();
  const spans: TextSpan[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined || token.kind !== 'word' || !token.capital) continue;
    const place = matchPlace(flat, tokens, at, names.places);
    if (place !== undefined) spans.push(place);
    const startsName = token.fold.length === 1 || names.given.has(token.fold) || names.family.has(token.fold);
    if (!startsName) continue;
    const name = readName(flat, tokens, at, names, false);
    const last = name === undefined ? undefined : tokens[name.to];
    if (name === undefined || last === undefined) continue;
    if (name.words === 1 && name.initials > 0 && isInitialled(flat, tokens, name.from, name.to, names)) {
      spans.push({ start: token.start, end: last.end, category: 'name', rule: 'gazetteer/name', confidence: 0.6 });
      at = name.to;
      continue;
    }
    if (name.words < 2) continue;
    if (isWholeEponym(flat, tokens, name.from, name.to)) {
      at = name.to;
      continue;
    }
    const withInitial = name.initials > 0 && names.given.has(token.fold) && tokens[name.to]?.fold.length !== 1;
    if (!withInitial && !isPersonal(flat, tokens, name.from, name.to, names)) continue;
    if (name.eponyms === name.words && isEponymUse(flat, tokens, name.from, name.to)) continue;
    if (isEponymUse(flat, tokens, name.to, name.to) && name.eponyms > 0) continue;
    spans.push({ start: token.start, end: last.end, category: 'name', rule: 'gazetteer/name', confidence: 0.7 });
    at = name.to;
  }
  return spans;
}

/** P. McAllister: an initial with its full stop and a family name that is no word, where the text has small letters. */
function isInitialled(flat: string, tokens: readonly Token[], from: number, to: number, names: Gazetteer): boolean {
  const [first, next, last] = [tokens[from], tokens[from + 1], tokens[to]];
  if (first === undefined || next === undefined || last === undefined) return false;
  if (first.fold.length !== 1 || !/^\. ?$/.test(flat.slice(first.end, next.start))) return false;
  if (last.upper || wordLevel(last.fold) !== 'plain' || isEponymUse(flat, tokens, from, to)) return false;
  return names.family.has(last.fold) || /^(?:mac|mc)[a-z]{4,}$/.test(last.fold);
}

/** A given name beside a family name, two different words; where the text has no lower case, in the usual order or with a comma. */
function isPersonal(flat: string, tokens: readonly Token[], from: number, to: number, names: Gazetteer): boolean {
  let hasPair = false;
  const words = tokens.slice(from, to + 1).filter((token) => token.fold.length > 1);
  // All known words tied by hyphens are a double eponym or one surname: Osgood-Schlatter.
  const first = words[0];
  const last = words.at(-1);
  if (first === undefined || last === undefined || !/[ ,^]/.test(flat.slice(first.end, last.start))) return false;
  for (let at = 0; at + 1 < words.length; at += 1) {
    const one = words[at];
    const other = words[at + 1];
    if (one === undefined || other === undefined || one.fold === other.fold) continue;
    const isIrish = /^[OD]'$/i.test(flat.slice(other.start - 2, other.start));
    const familyLike = names.family.has(other.fold) || isIrish || /^(?:mac|mc)[a-z]{4,}$/.test(other.fold);
    if (names.given.has(one.fold) && (familyLike || names.given.has(other.fold))) hasPair = true;
    if (names.family.has(one.fold) && names.given.has(other.fold)) hasPair = true;
    if (isIrish && names.given.has(one.fold)) hasPair = true;
    // A given name and a word that we don't know, in a text that has small letters, neither in capitals: Anders von Essen, Priya Oyelaran.
    if (
      names.given.has(one.fold) &&
      at === 0 &&
      wordLevel(one.fold) === 'plain' &&
      !one.upper &&
      !other.upper &&
      other.fold.length > 3 &&
      isUnknown(flat, tokens, other)
    )
      hasPair = true;
  }
  return (
    hasPair &&
    words.every(
      (word) => wordLevel(word.fold) !== 'technical' || isTied(flat, tokens, tokens.indexOf(word, from), names),
    )
  );
}

/** No word of the trade, and nothing that a small word follows as it follows a noun. */
function isUnknown(flat: string, tokens: readonly Token[], token: Token): boolean {
  if (isTechnicalForm(token.fold) || wordLevel(token.fold) === 'technical') return false;
  const before = tokens[tokens.indexOf(token) - 1];
  return before !== undefined && (particles.has(before.fold) || flat.slice(before.end, token.start) === ' ');
}

/** `from Boston`, `in New York`; a place that is a word needs more than a preposition. */
function matchPlace(
  flat: string,
  tokens: readonly Token[],
  at: number,
  places: ReadonlySet<string>,
): TextSpan | undefined {
  const before = tokens[at - 1];
  const token = tokens[at];
  if (
    token === undefined ||
    before === undefined ||
    token.fold.length < 4 ||
    !towards.has(before.fold) ||
    flat.slice(before.end, token.start) !== ' '
  )
    return undefined;
  for (const length of [3, 2, 1]) {
    const last = tokens[at + length - 1];
    if (last === undefined) continue;
    const words = tokens.slice(at, at + length).map((word) => word.fold);
    if (!places.has(words.join(' ')) || (length === 1 && wordLevel(token.fold) !== 'plain')) continue;
    if (isEponymUse(flat, tokens, at, at + length - 1)) return undefined;
    return { start: token.start, end: last.end, category: 'place', rule: 'gazetteer/place', confidence: 0.6 };
  }
  return undefined;
}
