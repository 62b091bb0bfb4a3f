// How much a word says by itself: a surname that is also a word of medicine or an eponym needs more proof than one that is neither.
import { decodeWords } from './frontCoding.js';
import * as tables from './vocabulary.generated.js';

/** `plain` is no word we know; `guarded` is an eponym or an everyday word; `technical` is a word of images and reports. */
export type WordLevel = 'plain' | 'guarded' | 'technical';

interface Vocabulary {
  readonly technical: ReadonlySet<string>;
  readonly guarded: ReadonlySet<string>;
  readonly eponyms: ReadonlySet<string>;
  readonly nouns: ReadonlySet<string>;
}

let loaded: Vocabulary | undefined;

function vocabulary(): Vocabulary {
  if (loaded === undefined) {
    const eponyms = decodeWords(tables.eponyms);
    loaded = {
      technical: decodeWords(tables.technical),
      guarded: new Set([...eponyms, ...decodeWords(tables.everyday)]),
      eponyms,
      nouns: decodeWords(tables.eponymNouns),
    };
  }
  return loaded;
}

/** Level of a folded word. */
export function wordLevel(fold: string): WordLevel {
  const { technical, guarded } = vocabulary();
  if (technical.has(fold)) return 'technical';
  if (guarded.has(fold)) return 'guarded';
  return 'plain';
}

/** As `wordLevel`, but also knows plurals and other common endings of English words. */
export function isTechnicalForm(fold: string): boolean {
  const { technical } = vocabulary();
  if (technical.has(fold)) return true;
  if (fold.length < 5) return false;
  for (const ending of ['s', 'es', 'ed', 'd', 'ing', 'ly', 'al']) {
    if (!fold.endsWith(ending)) continue;
    const stem = fold.slice(0, -ending.length);
    if (stem.length >= 3 && (technical.has(stem) || technical.has(`${stem}e`))) return true;
  }
  return false;
}

export function isEponym(fold: string): boolean {
  return vocabulary().eponyms.has(fold);
}

/** Disease, cyst, sign, view, …: what an eponym is followed by. */
export function isEponymNoun(fold: string): boolean {
  return vocabulary().nouns.has(fold);
}

/** What a method is called in capitals, and somebody in small letters: by ELISA, by Elisa. */
export function isMethod(written: string): boolean {
  return /^(?:DIXON|ELISA|EVAR|FISH|IFA|LAMP|LAVA|RIA|WES)$/u.test(written);
}
