// Where a word that could be a name is none: in the name of a disease, a sign, a view or a method.
import type { Token } from './tokens.js';
import { isEponym, isEponymNoun, wordLevel } from './vocabulary.js';

const before = new Set(
  'morbus maladie syndrome syndrom sindrome sindrom enfermedad malattia doenca ziekte krankheit sign signe zeichen kyste kystes thyroidite fracture algorithm anti nach morbo'.split(
    ' ',
  ),
);
const linking = new Set('de di da von nach s et and und y of d the'.split(' '));

/** True where the words from `from` to `to` are the person in an eponym: Baker cyst, Wilson's disease, Morbus Crohn, May-Thurner. */
export function isEponymUse(flat: string, tokens: readonly Token[], from: number, to: number): boolean {
  const first = tokens[from];
  const last = tokens[to];
  if (first === undefined || last === undefined) return false;
  return isFollowedByNoun(flat, tokens, to) || isAfterNoun(flat, tokens, from) || isHyphenated(flat, tokens, from, to);
}

/** Names of several words, of which each alone is anybody's, and the things that are called so. */
const WHOLE: ReadonlyMap<string, RegExp> = new Map([
  ['mary joseph', /^nod(?:e|ule)s?$/],
  ['bence jones', /^protein(?:s|uria)?$/],
  ['john cunningham', /^virus$/],
  ['robert jones', /^(?:bandage|dressing|view|fracture)s?$/],
  ['hugh owen thomas', /^splints?$/],
  ['virginia apgar', /^scores?$/],
  ['tom smith', /^arthritis$/],
]);

/** Sister Mary Joseph nodule, Bence Jones protein. */
export function isWholeEponym(flat: string, tokens: readonly Token[], from: number, to: number): boolean {
  const words = tokens.slice(from, to + 1).map(({ fold }) => fold);
  if (words[0] === 'sister') words.shift();
  const things = WHOLE.get(words.join(' '));
  if (things === undefined) return false;
  let next = tokens[to + 1];
  if (next?.fold === 's') next = tokens[to + 2];
  if (next !== undefined && things.test(next.fold) && next.start - (tokens[to]?.end ?? 0) < 5) return true;
  // The nodule has no other name.
  const before = words.length < to - from + 1 ? tokens[from] : tokens[from - 1];
  return words[0] === 'mary' && before?.fold === 'sister' && /nod(?:e|ule)|metasta/iu.test(flat);
}

function isFollowedByNoun(flat: string, tokens: readonly Token[], to: number): boolean {
  let previous = tokens[to];
  for (let at = to + 1; at <= to + 4; at += 1) {
    const token = tokens[at];
    if (token === undefined || previous === undefined) return false;
    const gap = flat.slice(previous.end, token.start);
    if (gap.length > 2 || /[.,;:(\n^]/.test(gap)) return false;
    // A thing of that name directly after, or after another eponym, a letter (Parkinson's) or a number (Hawkins II, Salter 2).
    if (isEponymNoun(token.fold)) return true;
    const passes =
      token.fold === 's' ||
      linking.has(token.fold) ||
      isEponym(token.fold) ||
      token.kind === 'number' ||
      /^(?:i{1,3}|iv|v|like|type|typ|zone)$/.test(token.fold);
    if (!passes) return false;
    previous = token;
  }
  return false;
}

function isAfterNoun(flat: string, tokens: readonly Token[], from: number): boolean {
  for (let at = from - 1; at >= Math.max(0, from - 3); at -= 1) {
    const token = tokens[at];
    const next = tokens[at + 1];
    if (token === undefined || next === undefined) return false;
    const gap = flat.slice(token.end, next.start);
    if (gap.length > 2 || /[.,;:(\n^]/.test(gap)) return false;
    if (before.has(token.fold)) return true;
    if (!linking.has(token.fold)) return false;
  }
  return false;
}

/** May-Thurner, Charcot-Marie-Tooth: tied by a hyphen to an eponym that is not part of the name looked at. */
function isHyphenated(flat: string, tokens: readonly Token[], from: number, to: number): boolean {
  const left = tokens[from - 1];
  const first = tokens[from];
  const last = tokens[to];
  const right = tokens[to + 1];
  const isTied = (word: string): boolean => isEponym(word) || wordLevel(word) === 'technical';
  if (left !== undefined && first !== undefined && flat.slice(left.end, first.start) === '-' && isTied(left.fold))
    return true;
  return right !== undefined && last !== undefined && flat.slice(last.end, right.start) === '-' && isTied(right.fold);
}
