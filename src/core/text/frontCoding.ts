// Sorted word lists with shared beginnings left out: an upper-case letter (A = 0) says how much of the word before is kept.

const LONGEST_PREFIX = 25;
const A = 65;

/** Codes words that hold no A-Z; duplicates go. Reversed by `decodeWords`. */
export function encodeWords(words: Iterable<string>): string {
  let coded = '';
  let previous = '';
  for (const word of [...new Set(words)].sort()) {
    let shared = 0;
    const limit = Math.min(LONGEST_PREFIX, previous.length, word.length);
    while (shared < limit && previous.charCodeAt(shared) === word.charCodeAt(shared)) shared += 1;
    coded += String.fromCharCode(A + shared) + word.slice(shared);
    previous = word;
  }
  return coded;
}

/** The words of a list made by `encodeWords`. */
export function decodeWords(coded: string): Set<string> {
  const words = new Set<string>();
  let word = '';
  let start = 0;
  while (start < coded.length) {
    let end = start + 1;
    while (end < coded.length && !isPrefixMark(coded.charCodeAt(end))) end += 1;
    word = word.slice(0, coded.charCodeAt(start) - A) + coded.slice(start + 1, end);
    words.add(word);
    start = end;
  }
  return words;
}

function isPrefixMark(code: number): boolean {
  return code >= A && code <= A + LONGEST_PREFIX;
}
