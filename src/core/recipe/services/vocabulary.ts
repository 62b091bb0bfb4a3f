// Looks up words of the recipe language.
import type { Word } from './word.js';
import { WORDS } from './wordList.js';

const byWord = new Map(
  WORDS.filter(({ kind }) => kind !== 'expander' && !kind.endsWith('function')).map((word) => [
    word.word.toLowerCase(),
    word,
  ]),
);
const functions = new Map(WORDS.filter(({ kind }) => kind.endsWith('function')).map((word) => [word.word, word]));
const expanders = WORDS.filter(({ kind }) => kind === 'expander');

/** A keyword that begins a line or a test; case does not matter. */
export function keyword(text: string): Word | undefined {
  return byWord.get(text.toLowerCase());
}

/** Ours, or those that come with pydicom deid. */
export function functionWord(name: string): Word | undefined {
  return functions.get(name.toLowerCase());
}

/** The expander that an attribute is written with, such as `endswith:` of `endswith:Date`. */
export function expanderOf(text: string): Word | undefined {
  const typed = text.toLowerCase();
  if (typed === 'all' || typed === 'allfields') return expanders.find(({ word }) => word === 'ALL');
  return expanders.find(({ word }) => word !== 'ALL' && typed.startsWith(word.toLowerCase()));
}

/** `REPLACE ATTRIBUTE VALUE`. */
export function usage(word: Word): string {
  const labels = word.parameters.map(({ label }) => label);
  switch (word.kind) {
    case 'function':
      return `${word.word}(${labels.join(', ')})`;
    case 'deid-function':
      return `deid_func:${[word.word, ...labels].join(' ')}`;
    case 'region':
      return `${word.word} ${labels.join(',')}`;
    case 'expander':
      return `${word.word}${labels.join('')}`;
    default:
      return [word.word, ...labels].join(' ');
  }
}
