// The words of the recipe language, with what hover, completion and signature help say of them.
import { HEADER_WORDS } from './headerWords.js';
import { PART_WORDS } from './partWords.js';
import { VALUE_WORDS } from './valueWords.js';
import type { Word } from './word.js';

export const WORDS: readonly Word[] = [...HEADER_WORDS, ...PART_WORDS, ...VALUE_WORDS];
