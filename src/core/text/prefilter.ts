// Says in well under a microsecond that a short text can hold none of the words looked for, without making a string.

const SIZE = 65536;
/** So many letters one by one may be a name. */
const LETTERS_APART = 5;

/** Bits of word hashes; a bit may be set by chance, never missing. */
export interface WordFilter {
  readonly bits: Uint32Array;
  /** A text with so many digits may hold a number or a date looked for. */
  readonly digits: number;
  /** A word of so many letters may have one of the words in it. */
  readonly letters: number;
}

/** Starts empty, or as a copy of another. */
export function createBits(start?: Uint32Array): Uint32Array {
  return start === undefined ? new Uint32Array(SIZE / 32) : start.slice();
}

/** Adds a folded word; one with letters outside ASCII needs no entry. */
export function addWord(bits: Uint32Array, fold: string): void {
  let hash = 0;
  for (let at = 0; at < fold.length; at += 1) {
    const code = fold.charCodeAt(at);
    if (code > 0x7f) return;
    hash = (Math.imul(hash, 31) + code) | 0;
  }
  mark(bits, hash);
}

function mark(bits: Uint32Array, hash: number): void {
  const bit = spread(hash);
  bits[bit >>> 5] = (bits[bit >>> 5] ?? 0) | (1 << (bit & 31));
}

function spread(hash: number): number {
  return Math.imul(hash ^ (hash >>> 13), 0x9e3779b1) >>> 16;
}

/** What a text may hold: `words` where one, or two in a row as one, is in the filter, a word is long enough to have one in it, or the text has an `@`, a `#` or isn't ASCII; `numbers` where it only has digits enough. */
export function mayHold(text: string, filter: WordFilter): 'nothing' | 'numbers' | 'words' {
  const { bits } = filter;
  let hash = 0;
  /** Of this word and the one before as one. */
  let joined = 0;
  let begun = 0;
  let inWord = false;
  let digits = 0;
  /** Words of one letter, one after the other. */
  let single = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const lower = code | 0x20;
    if (lower >= 0x61 && lower <= 0x7a && code >= 0x41) {
      if (!inWord) {
        begun = at;
        joined = hash;
        hash = 0;
        inWord = true;
      }
      hash = (Math.imul(hash, 31) + lower) | 0;
      joined = (Math.imul(joined, 31) + lower) | 0;
      continue;
    }
    if (inWord) {
      inWord = false;
      single = at - begun === 1 ? single + 1 : 0;
      if (isMarked(bits, hash) || isMarked(bits, joined) || at - begun >= filter.letters || single >= LETTERS_APART)
        return 'words';
    }
    if (code >= 0x30 && code <= 0x39) digits += 1;
    else if (code > 0x7f || code === 0x40 || code === 0x23) return 'words';
  }
  if (inWord && text.length - begun === 1 && single >= LETTERS_APART - 1) return 'words';
  if (inWord && (isMarked(bits, hash) || isMarked(bits, joined) || text.length - begun >= filter.letters))
    return 'words';
  return digits >= filter.digits ? 'numbers' : 'nothing';
}

function isMarked(bits: Uint32Array, hash: number): boolean {
  const bit = spread(hash);
  return ((bits[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0;
}
