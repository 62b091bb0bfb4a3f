// Reads a personal name from a given word on: Maria Lindqvist, Lindqvist, Maria, J. van der Berg, Groß-Förster, O'Sullivan, 佐藤 広美.
import type { Gazetteer } from './gazetteer.js';
import { particles, suffixes, titles } from './titles.js';
import type { Token } from './tokens.js';
import { isEponym, isTechnicalForm } from './vocabulary.js';

export interface NameSequence {
  readonly from: number;
  readonly to: number;
  /** Words that are neither initials nor particles. */
  readonly words: number;
  readonly given: number;
  readonly family: number;
  /** A word that is both no name known and no word known. */
  readonly unknown: number;
  readonly eponyms: number;
  readonly initials: number;
}

/** Behind a given name and one of these stands a family name, whatever else it means: Birgitta von Essen. */
export const noble = new Set('von van af ter zu dos della'.split(' '));
/** With a capital they begin the next sentence. */
const beginnings = new Set('die das ein eine kein keine im bei nach es sehr mit wir'.split(' '));
const MOST_WORDS = 4;
/** In a script without capitals nothing tells where a name ends. */
const MOST_CASELESS = 2;
/** Initials and particles included. */
const MOST_TOKENS = 12;

/** `loose`: after a title or a label, where a name is expected and a comma may stand between its parts. */
export function readName(
  flat: string,
  tokens: readonly Token[],
  from: number,
  names: Gazetteer,
  loose: boolean,
): NameSequence | undefined {
  let to = -1;
  let words = 0;
  let given = 0;
  let family = 0;
  let unknown = 0;
  let eponyms = 0;
  let initials = 0;
  let commas = 0;
  const limit = Math.min(tokens.length, from + MOST_TOKENS);
  for (let at = from; at < limit && words < MOST_WORDS + (loose ? 1 : 0); at += 1) {
    const token = tokens[at];
    const before = at === from ? undefined : tokens[at - 1];
    if (token === undefined || token.kind === 'number') break;
    if (before !== undefined) {
      const gap = flat.slice(before.end, token.start);
      if (gap.includes(',')) commas += 1;
      // `Th. Weber`, and not the end of a sentence behind `Fernanda Sá`.
      if (gap === '. ' && before.fold.length > 1 && names.family.has(before.fold)) break;
      if (!isGap(gap, before, commas <= 1 && words <= 2)) break;
      if (token.capital && words > 0 && beginnings.has(token.fold)) break;
    }
    if (token.kind === 'cjk') {
      if (token.fold.length > 4 || (to >= 0 && words > 1)) break;
      if (!/^\p{Script=Han}/u.test(token.fold) && !names.given.has(token.fold) && !names.family.has(token.fold)) break;
    }
    if (token.kind === 'word' && isInitial(flat, token)) {
      initials += 1;
      to = at;
      continue;
    }
    if (
      particles.has(token.fold) &&
      !(token.capital && words === 0 && names.family.has(token.fold)) &&
      isBeforeCapital(tokens, at)
    )
      continue;
    if (!token.capital || (token.kind === 'word' && token.fold.length < 2) || (titles.has(token.fold) && words > 0))
      break;
    if (suffixes.has(token.fold) && token.upper) break;
    const isGiven = names.given.has(token.fold);
    const isFamily = names.family.has(token.fold);
    if (
      token.kind === 'word' &&
      isTechnicalForm(token.fold) &&
      !isTied(flat, tokens, at, names) &&
      !(given > 0 && before !== undefined && noble.has(before.fold) && before.capital === before.upper) &&
      !(loose && (isGiven || isFamily || isEponym(token.fold)))
    )
      break;
    if (words >= MOST_CASELESS && /^[\u0590-\u06ff]/.test(token.fold)) break;
    words += 1;
    if (isGiven) given += 1;
    if (isFamily) family += 1;
    if (!isGiven && !isFamily) unknown += 1;
    if (isEponym(token.fold)) eponyms += 1;
    to = at;
  }
  return to < from ? undefined : { from, to, words, given, family, unknown, eponyms, initials };
}

/** Drops what begins the next thing: words of the trade, what follows a comma, another case, what comes behind a whole name. */
export function trimName(flat: string, tokens: readonly Token[], name: NameSequence, names: Gazetteer): NameSequence {
  let to = name.from;
  let given = 0;
  let family = 0;
  let upper: boolean | undefined;
  for (let at = name.from; at <= name.to; at += 1) {
    const [before, token] = [tokens[at - 1], tokens[at]];
    if (token === undefined) break;
    const isGiven = names.given.has(token.fold);
    const isFamily = names.family.has(token.fold);
    const gap = at === name.from || before === undefined ? '' : flat.slice(before.end, token.start);
    if (at > name.from && at < name.to && particles.has(token.fold)) continue;
    if (at > name.from && token.fold.length > 1 && token.capital) {
      const tied = /['-]/.test(gap) || (before !== undefined && particles.has(before.fold));
      if (/[,\n]/.test(gap) && !isGiven && given + family > 0) break;
      if (!tied && upper === true && !token.upper && !isGiven) break;
      if (!tied && upper === false && token.upper && token.fold.length <= 4 && !isGiven && !isFamily) break;
      if (!tied && isTechnicalForm(token.fold) && !isGiven && !isFamily) break;
      if (!tied && given > 0 && family > 0 && (!(isGiven || isFamily) || isEponym(token.fold))) break;
    }
    if (isGiven) given += 1;
    else if (isFamily || (at > name.from && token.fold.length > 2 && token.capital)) family += 1;
    if (token.fold.length > 2 && token.capital) upper = (upper ?? true) && token.upper;
    if (token.capital) to = at;
  }
  return { ...name, to };
}

function isGap(gap: string, before: Token, comma: boolean): boolean {
  if (gap === ' ' || gap === '-' || gap === "'" || gap === '^' || gap === '·' || gap === '・' || gap === '')
    return true;
  if (comma && (gap === ', ' || gap === ',')) return true;
  return (gap === '. ' || gap === '.' || gap === '.-') && before.end - before.start <= 2;
}

/** Tied by a hyphen to a known name that is no word: Groß-Förster. */
export function isTied(flat: string, tokens: readonly Token[], at: number, names: Gazetteer): boolean {
  const token = tokens[at];
  if (token === undefined || !names.family.has(token.fold)) return false;
  for (const [other, from, to] of [
    [tokens[at + 1], token.end, tokens[at + 1]?.start],
    [tokens[at - 1], tokens[at - 1]?.end, token.start],
  ] as const) {
    if (other === undefined || !other.capital || flat.slice(from, to) !== '-') continue;
    if (
      (names.family.has(other.fold) || names.given.has(other.fold)) &&
      !isTechnicalForm(other.fold) &&
      !isEponym(other.fold)
    )
      return true;
  }
  return false;
}

/** A single capital letter that isn't part of T1, L4 or a hyphenated code. */
function isInitial(flat: string, token: Token): boolean {
  if (token.end - token.start !== 1 || !token.upper) return false;
  const after = flat.slice(token.end, token.end + 1);
  const before = flat.slice(token.start - 1, token.start);
  return (
    !/[\d*/]/.test(after) &&
    !/[\d*/]/.test(before) &&
    (after !== '-' || /\p{Lu}/u.test(flat.slice(token.end + 1, token.end + 2)))
  );
}

function isBeforeCapital(tokens: readonly Token[], at: number): boolean {
  for (let next = at + 1; next <= at + 3; next += 1) {
    const token = tokens[next];
    if (token === undefined) return false;
    if (!particles.has(token.fold)) return token.capital && token.fold.length > 1;
  }
  return false;
}
