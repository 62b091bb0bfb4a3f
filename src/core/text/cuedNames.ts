// People behind a word that introduces them: kin (her daughter Maria), meetings (discussed with X and Y), signatures and forms of address.
import { type Trust, trustOf } from './cueTrust.js';
import { andWords, fillers, withWords } from './cueWords.js';
import { type Gazetteer, gazetteer } from './gazetteer.js';
import { isEponymUse, isWholeEponym } from './guards.js';
import { months } from './months.js';
import { type NameSequence, readName, trimName } from './nameSequence.js';
import { isShouted } from './shouted.js';
import type { TextSpan } from './textSpan.js';
import { particles, titles } from './titles.js';
import type { Token } from './tokens.js';
import { isEponym, isTechnicalForm, wordLevel } from './vocabulary.js';

const PLURAL = /^(?:drs|doctors|profs|messrs|mmes|dres|dras)\b/i;
/** Units of a house, which are called like nobody. */
const UNITS = new Set('nicu picu sicu micu cicu ticu nsicu gyn ent obgyn pacu'.split(' '));
const ABBREVIATIONS = new Set('gez fdo ssk zlec rich dr prof lek uzm ref uberw cc mr mrs ms st w pt sig'.split(' '));
const GAP = /^(?:'s?)?\s{0,2}[,:(./-]{0,2}\s{0,2}$/;
/** Words between the cue and the name. */
const MOST_FILLERS = 4;
const FEWEST_CAPITALS = 5;
const MOST_COMPANIONS = 4;
/** Things that a month is said of. */
const DATED =
  /^(?:reports?|images?|stud(?:y|ies)|films?|exams?|examinations?|scans?|cts?|mris?|labs?|results?|findings|data|values?)$/;

/** People behind cues, and those named with them. */
export function matchCuedNames(
  flat: string,
  tokens: readonly Token[],
  found: readonly TextSpan[],
): readonly TextSpan[] {
  const names = gazetteer();
  const spans: TextSpan[] = [];
  const met = new Set<number>();
  for (let at = 0; at < tokens.length; at += 1) {
    const trust = trustOf(tokens, at);
    if (trust === undefined) continue;
    const begin = behind(flat, tokens, at);
    if (begin === undefined) continue;
    const name = readPerson(flat, tokens, begin, names, isShouted(flat) ? 'known' : trust);
    const span =
      name === undefined
        ? besideKnown(flat, tokens, begin, names, isShouted(flat) ? 'known' : trust)
        : spanOf(flat, tokens, name);
    if (span === undefined) continue;
    spans.push(span);
    if (trust === 'any' && withWords.has(tokens[at]?.fold ?? '') && !isShouted(flat)) met.add(span.start);
  }
  for (const span of found) if (isPerson(span)) spans.push(...companions(flat, tokens, span, names));
  // Whom somebody met stands in a row: with Okafor and Vandermeer.
  for (const span of [...spans])
    spans.push(...companions(flat, tokens, span, names, met.has(span.start) ? 'any' : 'known'));
  return spans;
}

/** CROSS and Vasquez: what is no name by itself, joined to one. */
function besideKnown(
  flat: string,
  tokens: readonly Token[],
  begin: number,
  names: Gazetteer,
  trust: Trust,
): TextSpan | undefined {
  const [first, link, other] = [tokens[begin], tokens[begin + 1], tokens[begin + 2]];
  if (first === undefined || link === undefined || other === undefined || trust !== 'any') return undefined;
  if (!andWords.has(link.fold) || !other.capital || first.kind !== 'word' || first.fold.length < 3) return undefined;
  if (!/^ .{1,3} $/.test(flat.slice(first.end, other.start))) return undefined;
  const name = readPerson(flat, tokens, begin + 2, names, 'known');
  if (name === undefined || isOnlyWords(tokens, name)) return undefined;
  return { start: first.start, end: first.end, category: 'name', rule: 'pattern/cued-name', confidence: 0.6 };
}

function isPerson({ rule }: TextSpan): boolean {
  return rule === 'pattern/title' || rule === 'pattern/name';
}

/** The first word behind the cue that may begin a name. */
function behind(flat: string, tokens: readonly Token[], cue: number): number | undefined {
  for (let at = cue + 1; at <= cue + 1 + MOST_FILLERS; at += 1) {
    const [before, token] = [tokens[at - 1], tokens[at]];
    if (before === undefined || token === undefined || token.kind !== 'word') return undefined;
    const gap = flat.slice(before.end, token.start);
    // A full stop ends an abbreviation (gez., Fdo.) or a title; behind anything else, the sentence.
    if (!GAP.test(gap) || (gap.includes('.') && !isShortened(before))) return undefined;
    // `par de la Tour`: particles belong to the name where a capital follows them.
    if (!token.capital && particles.has(token.fold) && isNoble(tokens, at)) return at;
    const isFiller = fillers.has(token.fold) || titles.has(token.fold) || token.fold === 's';
    if (isFiller && !(token.capital && at > cue + 1 && isLast(tokens, at))) continue;
    return token.capital ? at : undefined;
  }
  return undefined;
}

function isShortened({ fold }: Token): boolean {
  return titles.has(fold) || ABBREVIATIONS.has(fold) || fold.length === 1;
}

/** Particles up to a word with a capital, which is no title: von Hohenstein, and not `von Frau Weber`. */
function isNoble(tokens: readonly Token[], from: number): boolean {
  for (let at = from; at < from + 3; at += 1) {
    const token = tokens[at];
    if (token === undefined) return false;
    if (!token.capital && particles.has(token.fold)) continue;
    return token.capital && !titles.has(token.fold) && !fillers.has(token.fold);
  }
  return false;
}

function isLast(tokens: readonly Token[], at: number): boolean {
  return tokens[at + 1]?.capital !== true;
}

function readPerson(
  flat: string,
  tokens: readonly Token[],
  begin: number,
  names: Gazetteer,
  trust: Trust,
): NameSequence | undefined {
  const first = tokens[begin];
  const name = readName(flat, tokens, begin, names, true);
  if (first === undefined) return undefined;
  if (name === undefined || name.words === 0) return trust === 'any' ? behindInitial(flat, tokens, begin) : undefined;
  const known = name.given + name.family;
  if (UNITS.has(first.fold) || (trust === 'lone' && name.eponyms > 0)) return undefined;
  const head = tokens.slice(name.from, name.to + 1).find((token) => token.fold.length > 1);
  if (head === undefined) return undefined;
  if (name.eponyms > 0 && (name.given === 0 || name.words === 1) && isEponymUse(flat, tokens, name.from, name.to))
    return undefined;
  if (isWholeEponym(flat, tokens, name.from, name.to) || isMonth(flat, tokens, name)) return undefined;
  // Gleason 7, Child B: a score.
  if (
    name.eponyms === name.words &&
    /^ (?:\d|[A-D]\b|I)/.test(flat.slice(tokens[name.to]?.end, (tokens[name.to]?.end ?? 0) + 3))
  )
    return undefined;
  if (known === 0) {
    // J. FARQUHARSON: an initial before a word that is none of ours.
    const initialed = name.initials > 0 && wordLevel(head.fold) === 'plain' && head.fold.length > 3;
    if ((trust !== 'any' && !initialed) || name.eponyms === name.words) return undefined;
    // Capitals are more often short for something.
    if (head.upper && head.fold.length < FEWEST_CAPITALS) return undefined;
    if (isTechnicalForm(head.fold)) return undefined;
  }
  // A name that is a word of the trade counts where it is written as none: with a capital within a sentence.
  if (known === 1 && name.words === 1 && wordLevel(head.fold) === 'technical' && (head.upper || trust !== 'any'))
    return undefined;
  return widened(flat, tokens, trimName(flat, tokens, name, names), names);
}

/** Reviewed with May reports. */
function isMonth(flat: string, tokens: readonly Token[], { from, to }: NameSequence): boolean {
  const [month, thing] = [tokens[to], tokens[to + 1]];
  if (from !== to || month === undefined || thing === undefined || !months.has(month.fold)) return false;
  return flat.slice(month.end, thing.start) === ' ' && DATED.test(thing.fold);
}

/** S. Bone: a word of the trade behind an initial, where a person is expected. */
function behindInitial(flat: string, tokens: readonly Token[], begin: number): NameSequence | undefined {
  const [first, next] = [tokens[begin], tokens[begin + 1]];
  if (first === undefined || next === undefined || first.fold.length !== 1 || next.kind !== 'word') return undefined;
  if (!next.capital || next.upper || !/^\. ?$/.test(flat.slice(first.end, next.start))) return undefined;
  return { from: begin, to: begin + 1, words: 1, given: 0, family: 0, unknown: 1, eponyms: 0, initials: 1 };
}

/** Priya Bone, MD: behind a lone given name a word of the trade with a capital, which nothing of that kind follows, is a family name. */
function widened(flat: string, tokens: readonly Token[], name: NameSequence, names: Gazetteer): NameSequence {
  const [last, next] = [tokens[name.to], tokens[name.to + 1]];
  if (last === undefined || next === undefined || name.words !== 1 || !names.given.has(last.fold)) return name;
  if (!next.capital || next.kind !== 'word' || flat.slice(last.end, next.start) !== ' ' || titles.has(next.fold))
    return name;
  return /^(?:\s*[,.;)\n]|\s+\p{Ll}|\s*$)/u.test(flat.slice(next.end, next.end + 4))
    ? { ...name, to: name.to + 1 }
    : name;
}

/** `and Y` behind a person, `/ Y`: one more, where Y is a known name or a word that we don't know. */
function companions(
  flat: string,
  tokens: readonly Token[],
  person: TextSpan,
  names: Gazetteer,
  least: Trust = 'known',
): readonly TextSpan[] {
  const spans: TextSpan[] = [];
  let { end } = person;
  // Drs X, Y and Z: of several, so whoever stands there is one.
  const trust = PLURAL.test(flat.slice(person.start, person.start + 10)) ? 'any' : least;
  let at = firstFrom(tokens, end);
  while (spans.length < MOST_COMPANIONS && at > 0) {
    const link = tokens[at];
    if (link === undefined) break;
    const joined = /^\s?(?:[/&]|,)\s?$/.test(flat.slice(end, link.start));
    if (!joined && !(andWords.has(link.fold) && /^,? $/.test(flat.slice(end, link.start)))) break;
    let begin = joined ? at : at + 1;
    while (
      begin < at + 3 &&
      isTitleLike(tokens[begin]) &&
      (tokens[begin + 1]?.capital === true || isNoble(tokens, begin + 1))
    )
      begin += 1;
    const first = tokens[begin];
    if (first === undefined || first.kind !== 'word') break;
    if (!first.capital && !(particles.has(first.fold) && isNoble(tokens, begin))) break;
    const name = readPerson(flat, tokens, begin, names, trust);
    const span = name === undefined ? undefined : spanOf(flat, tokens, name);
    if (span === undefined || (begin === (joined ? at : at + 1) && name !== undefined && isOnlyWords(tokens, name)))
      break;
    // The word between goes with the second one.
    spans.push(joined ? span : { ...span, start: link.start });
    end = span.end;
    at = firstFrom(tokens, end);
  }
  return spans;
}

/** The first token from a place on, -1 where there is none. Tokens are in order. */
function firstFrom(tokens: readonly Token[], start: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low < tokens.length ? low : -1;
}

function isTitleLike(token: Token | undefined): boolean {
  return token !== undefined && (titles.has(token.fold) || fillers.has(token.fold));
}

/** Every word of it is one of medicine or an eponym. */
function isOnlyWords(tokens: readonly Token[], name: NameSequence): boolean {
  return tokens
    .slice(name.from, name.to + 1)
    .every(({ fold }) => fold.length < 2 || wordLevel(fold) === 'technical' || isEponym(fold));
}

function spanOf(flat: string, tokens: readonly Token[], name: NameSequence): TextSpan | undefined {
  const [first, last] = [tokens[name.from], tokens[name.to]];
  if (first === undefined || last === undefined) return undefined;
  let end = last.end;
  if (last.end - last.start === 1 && flat[end] === '.') end += 1;
  return { start: first.start, end, category: 'name', rule: 'pattern/cued-name', confidence: 0.7 };
}
