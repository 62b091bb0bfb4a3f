// First words that other programs and everyday speech have for what a recipe says otherwise.
import { nearest } from '../dictionary/nearest.js';
import { FIRST_WORDS } from './words.js';

const OTHER: ReadonlyMap<string, string> = new Map(
  Object.entries({
    REMOVE: ['DELETE', 'DROP', 'ERASE', 'STRIP'],
    REPLACE: ['SET', 'PUT', 'CHANGE', 'MODIFY', 'HASH', 'PSEUDONYMIZE', 'ANONYMIZE', 'MAP'],
    BLANK: ['EMPTY', 'CLEAR', 'NULL'],
    KEEP: ['RETAIN', 'PRESERVE', 'LEAVE'],
    JITTER: ['SHIFT', 'OFFSET'],
    DENY: ['REJECT', 'EXCLUDE', 'SKIP'],
    ALLOW: ['ACCEPT', 'ONLY'],
    '#': ['//', ';', '--', 'REM'],
  }).flatMap(([known, others]) => others.map((other) => [other, known] as const)),
);

/** The first word that is meant by one that there is not, or undefined. */
export function firstWordFor(text: string): string | undefined {
  return OTHER.get(text.toUpperCase()) ?? nearest(text, FIRST_WORDS);
}
