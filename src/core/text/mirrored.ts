// A name backwards, or with every letter thirteen places on in the alphabet (ROT13), as joking and hiding people write it.
import { isTechnicalForm, wordLevel } from './vocabulary.js';

/** What is shorter may be a word of another language. */
const FEWEST = 5;

/** Forms of a folded word that are no words themselves. */
export function mirroredForms(fold: string): readonly string[] {
  if (fold.length < FEWEST || !/^[a-z]+$/u.test(fold) || wordLevel(fold) === 'technical') return [];
  const backwards = [...fold].reverse().join('');
  return [backwards, turned(fold), turned(backwards)].filter(
    (form) => form !== fold && wordLevel(form) === 'plain' && !isTechnicalForm(form),
  );
}

function turned(word: string): string {
  return word.replace(/[a-z]/gu, (letter) => String.fromCharCode(((letter.charCodeAt(0) - 84) % 26) + 97));
}
