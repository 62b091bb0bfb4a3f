// Words and numbers of a text, with their places. Scripts without spaces between words are kept apart from the others.
import { foldWord } from './fold.js';

export interface Token {
  readonly start: number;
  readonly end: number;
  readonly kind: 'word' | 'number' | 'cjk';
  readonly fold: string;
  /** Starts with an upper-case letter, or its script has no case. */
  readonly capital: boolean;
  /** No lower-case letter in it. */
  readonly upper: boolean;
}

const ascii = /[A-Za-z]+|[0-9]+/g;
// Marks of half-width kana belong to their letter; a soft hyphen, or what has no width, does not part a word.
const any =
  /[\p{Script=Han}々〆ヶ\p{Script=Hiragana}\p{Script=Katakana}ー\uff70\uff9e\uff9f\p{Script=Hangul}]+|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\uff70\uff9e\uff9f\p{Script=Hangul}])[\p{L}\p{M}](?:[\u00ad\u200b-\u200d\u2060\ufeff]+(?=\p{L}))?)+|\p{Nd}+/gu;
const cjk = /^[\p{Script=Han}々〆ヶ\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Hangul}]/u;

/** Tokens of a flattened text, in order. */
export function tokenise(flat: string): readonly Token[] {
  const tokens: Token[] = [];
  const onlyAscii = !/[^\x00-\x7f]/.test(flat);
  const pattern = onlyAscii ? ascii : any;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(flat); match !== null; match = pattern.exec(flat)) {
    const word = match[0];
    const start = match.index;
    const code = word.charCodeAt(0);
    const kind = code >= 0x30 && code <= 0x39 ? 'number' : code > 0x7f && cjk.test(word) ? 'cjk' : 'word';
    tokens.push({
      start,
      end: start + word.length,
      kind,
      fold: kind === 'word' ? foldWord(word) : word,
      ...letterCase(word, code),
    });
  }
  return tokens;
}

function letterCase(word: string, code: number): { readonly capital: boolean; readonly upper: boolean } {
  if (code < 0x80 && !(code >= 0x41 && code <= 0x5a)) return { capital: false, upper: false };
  const first = String.fromCodePoint(word.codePointAt(0) ?? 0);
  return { capital: first === first.toUpperCase(), upper: word === word.toUpperCase() };
}
