// Which words and how many digits a short text must have to be worth a careful look.
import { type CodeIndex, type CodeItem, squeeze } from './codeEvidence.js';
import { FEWEST_LEFT, fewestLetters } from './hiddenNames.js';
import { months } from './months.js';
import type { NameIndex } from './nameEvidence.js';
import type { PhraseIndex } from './phraseEvidence.js';
import { addWord, createBits, type WordFilter } from './prefilter.js';

/** Words before a short identifier: see `matchCodes`. */
const codeLabels =
  'id mrn pid pat patient pt no nr num number acc accession case fall fallnr study exam serial sn s n station ext dossier';
/** The shortest date of digits only: 1/2/24. */
const DATE_DIGITS = 4;

let monthBits: Uint32Array | undefined;

/** The words of names and phrases, with those of months where a date is known. */
export function wordBits(names: NameIndex, phrases: PhraseIndex, hasDays: boolean): Uint32Array {
  const bits = createBits(hasDays ? bitsOfMonths() : undefined);
  for (const fold of names.words.keys()) {
    addWord(bits, fold);
    if (fold.length >= 4) addWord(bits, `${fold}s`);
  }
  for (const { text, kind } of names.hidden)
    for (let end = FEWEST_LEFT; kind === 'cut' && end < text.length; end += 1) addWord(bits, text.slice(0, end));
  for (const [fold, words] of phrases.words) {
    if (words.some((word) => word.level !== 'technical' || phrases.phrases[word.phrase]?.common === true))
      addWord(bits, fold);
  }
  return bits;
}

/** @param words what {@link wordBits} gave; it is left as it is */
export function createFilter(
  words: Uint32Array,
  names: NameIndex,
  codes: CodeIndex,
  ids: readonly CodeItem[],
  hasNumbers: boolean,
): WordFilter {
  const bits = createBits(words);
  let digits = hasNumbers ? DATE_DIGITS : Number.POSITIVE_INFINITY;
  let labelled = false;
  for (const forms of codes.values()) {
    for (const form of forms) {
      if (form.needsLabel) labelled = true;
      else if (form.digits > 2) digits = Math.min(digits, form.digits);
    }
  }
  if (labelled) for (const label of codeLabels.split(' ')) addWord(bits, label);
  for (const { value } of ids) addFirstLetters(bits, value);
  return { bits, digits, letters: fewestLetters(names.hidden) };
}

function bitsOfMonths(): Uint32Array {
  if (monthBits === undefined) {
    monthBits = createBits();
    for (const name of months.keys()) addWord(monthBits, name);
  }
  return monthBits;
}

/** An identifier with few digits is known by its first letters, apart or together. */
function addFirstLetters(bits: Uint32Array, value: string): void {
  if (value.replace(/\D+/g, '').length > 2) return;
  const first = /[A-Za-z]+/.exec(value)?.[0];
  const together = /^[A-Z]+/.exec(squeeze(value))?.[0];
  if (first !== undefined) addWord(bits, first.toLowerCase());
  if (together !== undefined) addWord(bits, together.toLowerCase());
}
