// Names known to the world's lists: a given and a family name side by side, or a place after a preposition.
import { type Gazetteer, gazetteer } from './gazetteer.js';
import { isEponymUse } from './guards.js';
import { isTied, readName } from './nameSequence.js';
import type { TextSpan } from './textSpan.js';
import type { Token } from './tokens.js';
import { wordLevel } from './vocabulary.js';

const towards = new Set('from in near at nach aus in à depuis desde en dal da uit van fra från'.split(' '));

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
    if (name === undefined || last === undefined || name.words < 2) continue;
    const withInitial = name.initials > 0 && names.given.has(token.fold) && tokens[name.to]?.fold.length !== 1;
    if (!withInitial && !isPersonal(flat, tokens, name.from, name.to, names)) continue;
    if (name.eponyms === name.words && isEponymUse(flat, tokens, name.from, name.to)) continue;
    if (isEponymUse(flat, tokens, name.to, name.to) && name.eponyms > 0) continue;
    spans.push({ start: token.start, end: last.end, category: 'name', rule: 'gazetteer/name', confidence: 0.7 });
    at = name.to;
  }
  return spans;
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
  }
  return (
    hasPair &&
    words.every(
      (word) => wordLevel(word.fold) !== 'technical' || isTied(flat, tokens, tokens.indexOf(word, from), names),
    )
  );
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
