// Regular expressions that can't hang: a pattern becomes an automaton that looks at each character once, whatever the
// pattern is (Thompson's construction). What no automaton can do (back-references, look-around) is refused, in words.

import { automaton, type CharacterTest, digit, type Node, type Place, Unfit, word } from './automaton.js';

/** A pattern to ask, or why it can't be one. */
export type SafePattern =
  | { readonly kind: 'pattern'; test(text: string): boolean }
  | { readonly kind: 'problem'; readonly message: string };

const LONGEST_PATTERN = 1000;
const MOST_REPEATS = 1000;
const DEEPEST = 50;

const space: CharacterTest = (code) => /\s/u.test(String.fromCharCode(code));
const not =
  (test: CharacterTest): CharacterTest =>
  (code) =>
    !test(code);

const CLASSES: Readonly<Record<string, CharacterTest>> = {
  d: digit,
  D: not(digit),
  w: word,
  W: not(word),
  s: space,
  S: not(space),
};
const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13 };
const PLACES: Readonly<Record<string, Place>> = { A: 'start', z: 'end', Z: 'end', b: 'word', B: 'no-word' };

interface Flags {
  readonly ignoreCase: boolean;
  readonly dotAll: boolean;
}

/** Reads the pattern; `(?i)` and `(?s)` may stand at its beginning. */
function parse(source: string): Node {
  const head = /^\(\?([is]{1,2})\)/u.exec(source);
  const flags: Flags = { ignoreCase: head?.[1]?.includes('i') === true, dotAll: head?.[1]?.includes('s') === true };
  const text = source.slice(head?.[0].length ?? 0);
  let at = 0;

  const character = (test: CharacterTest): Node => {
    if (!flags.ignoreCase) return { kind: 'character', test };
    const either: CharacterTest = (code) => {
      const letter = String.fromCharCode(code);
      return test(code) || test(letter.toLowerCase().charCodeAt(0)) || test(letter.toUpperCase().charCodeAt(0));
    };
    return { kind: 'character', test: either };
  };
  const exactly = (code: number): Node => character((one) => one === code);

  function escaped(
    inClass: boolean,
  ): { readonly test: CharacterTest; readonly code?: number } | { readonly place: Place } {
    const letter = text.charAt(at++);
    if (letter === '') throw new Unfit('ends with a backslash');
    const set = CLASSES[letter];
    if (set !== undefined) return { test: set };
    const place = PLACES[letter];
    if (place !== undefined && !inClass) return { place };
    const code = codeOf(letter, inClass);
    return { test: (one) => one === code, code };
  }

  function codeOf(letter: string, inClass: boolean): number {
    const control = CONTROLS[letter];
    if (control !== undefined) return control;
    if (letter === 'b' && inClass) return 8;
    if (letter === 'x' || letter === 'u') {
      const width = letter === 'x' ? 2 : 4;
      const hex = text.slice(at, at + width);
      if (hex.length !== width || !/^[0-9a-f]+$/iu.test(hex)) throw new Unfit(`has a \\${letter} without its digits`);
      at += width;
      return Number.parseInt(hex, 16);
    }
    if (/[0-9k]/u.test(letter)) throw new Unfit('refers back to a group');
    if (/[A-Za-z]/u.test(letter)) throw new Unfit(`has \\${letter}, which is not supported`);
    return letter.charCodeAt(0);
  }

  function classNode(): Node {
    const negated = text.charAt(at) === '^';
    if (negated) at++;
    const tests: CharacterTest[] = [];
    for (let first = true; ; first = false) {
      if (at >= text.length) throw new Unfit('has a [ without its ]');
      if (text.charAt(at) === ']' && !first) break;
      const from = member();
      if (from.code !== undefined && text.charAt(at) === '-' && text.charAt(at + 1) !== ']' && at + 1 < text.length) {
        at++;
        const to = member();
        if (to.code === undefined || to.code < from.code) throw new Unfit('has a range that does not go upwards');
        const [low, high] = [from.code, to.code];
        tests.push((code) => code >= low && code <= high);
      } else tests.push(from.test);
    }
    at++;
    const any: CharacterTest = (code) => tests.some((test) => test(code));
    // Case first, then the negation: [^a] without regard to case is neither a nor A.
    const cased = character(any);
    return negated && cased.kind === 'character' ? { kind: 'character', test: not(cased.test) } : cased;
  }

  function member(): { readonly test: CharacterTest; readonly code?: number } {
    const letter = text.charAt(at++);
    if (letter !== '\\') {
      const code = letter.charCodeAt(0);
      return { test: (one) => one === code, code };
    }
    const found = escaped(true);
    if ('place' in found) throw new Unfit('has a place inside [ ]');
    return found;
  }

  function atom(depth: number): Node {
    const letter = text.charAt(at++);
    switch (letter) {
      case '(': {
        if (text.startsWith('?:', at)) at += 2;
        else if (text.charAt(at) === '?') throw new Unfit('looks around or names a group');
        const inner = choice(depth + 1);
        if (text.charAt(at++) !== ')') throw new Unfit('has a ( without its )');
        return inner;
      }
      case '[':
        return classNode();
      case '.':
        return { kind: 'character', test: flags.dotAll ? () => true : (code) => code !== 10 && code !== 13 };
      case '^':
        return { kind: 'place', place: 'start' };
      case '$':
        return { kind: 'place', place: 'end' };
      case '\\': {
        const found = escaped(false);
        if ('place' in found) return { kind: 'place', place: found.place };
        return found.code === undefined ? { kind: 'character', test: found.test } : exactly(found.code);
      }
      case '*':
      case '+':
      case '?':
        throw new Unfit(`has a ${letter} with nothing before it`);
      default:
        return exactly(letter.charCodeAt(0));
    }
  }

  function repeated(part: Node): Node {
    const counts = /^(?:([*+?])|\{(\d{1,4})(?:(,)(\d{1,4})?)?\})/u.exec(text.slice(at, at + 12));
    if (counts === null) return part;
    at += counts[0].length;
    const [, sign, least, comma, most] = counts;
    const min = sign === undefined ? Number(least) : sign === '+' ? 1 : 0;
    const open = sign === '*' || sign === '+' || (comma !== undefined && most === undefined);
    const max = open ? Number.POSITIVE_INFINITY : sign === '?' ? 1 : Number(most ?? least);
    if (min > MOST_REPEATS || (!open && max > MOST_REPEATS)) throw new Unfit(`repeats more than ${MOST_REPEATS} times`);
    if (min > max) throw new Unfit('repeats at most fewer times than at least');
    // Lazy or greedy is the same to a question of yes or no.
    if (text.charAt(at) === '?') at++;
    if (/^[*+]/u.test(text.charAt(at))) throw new Unfit('repeats a repetition');
    return { kind: 'repeat', part, min, max };
  }

  function choice(depth: number): Node {
    if (depth > DEEPEST) throw new Unfit('is nested too deep');
    const choices: Node[] = [];
    let parts: Node[] = [];
    while (at < text.length && text.charAt(at) !== ')') {
      if (text.charAt(at) === '|') {
        at++;
        choices.push({ kind: 'sequence', parts });
        parts = [];
      } else parts.push(repeated(atom(depth)));
    }
    choices.push({ kind: 'sequence', parts });
    return { kind: 'choice', parts: choices };
  }

  const whole = choice(0);
  if (at < text.length) throw new Unfit('has a ) without its (');
  return whole;
}

/** A regular expression that is looked for anywhere in a text, in time that grows with the text's length alone. */
export function safePattern(source: string): SafePattern {
  if (source.length > LONGEST_PATTERN) {
    return { kind: 'problem', message: `the pattern is longer than ${LONGEST_PATTERN} characters` };
  }
  try {
    return { kind: 'pattern', test: automaton(parse(source)) };
  } catch (error) {
    if (error instanceof Unfit) return { kind: 'problem', message: `the pattern ${error.message}` };
    throw error;
  }
}
