// Reads the lines of a recipe from left to right, and makes their tokens. Each character is looked at a few times at most.
import type { Diagnostic, Test, Token, TokenKind } from './syntax.js';
import { TokenList } from './tokens.js';

const BLANK = /\s/;
const SPACE = 0x20;
const QUOTE = 0x22;
const HASH = 0x23;
const OPENING = 0x28;
const CLOSING = 0x29;

/** For the code of a UTF-16 unit; NaN, which is behind a text, is none. */
export function isBlankCode(code: number): boolean {
  return code === SPACE || (code >= 9 && code <= 13) || (code > 0x7e && BLANK.test(String.fromCharCode(code)));
}

export function isBlank(letter: string | undefined): boolean {
  return letter !== undefined && isBlankCode(letter.charCodeAt(0));
}

/** True where nothing but digits, and a sign before them, stands between two offsets. */
export function isInteger(text: string, start: number, end: number): boolean {
  const first = text.charCodeAt(start);
  let at = first === 0x2b || first === 0x2d ? start + 1 : start;
  if (at >= end) return false;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x30 || code > 0x39) return false;
  }
  return true;
}

export class Cursor {
  readonly text: string;
  readonly diagnostics: Diagnostic[] = [];
  /** Of all lines that were read. */
  readonly tokens: TokenList;
  /** Where those of this line begin among them. */
  firstToken = 0;
  /** Tests and numbers of one line: gathered in a list that is there already, and copied when all are found. */
  readonly gatheredTests: Test[] = [];
  readonly gatheredNumbers: Token[] = [];
  at = 0;
  end = 0;
  /** How much work it was. */
  steps = 0;

  constructor(text: string) {
    this.text = text;
    this.tokens = new TokenList(text);
  }

  /** Moves to the line between two offsets. */
  begin(start: number, end: number): void {
    this.at = start;
    this.end = end;
    this.firstToken = this.tokens.count;
  }

  /** The first token of the line, which was read before. */
  get first(): Token {
    return this.tokens.token(this.firstToken);
  }

  /** The letter `ahead` of the cursor; undefined behind the line. */
  peek(ahead = 0): string | undefined {
    this.steps++;
    const at = this.at + ahead;
    return at < this.end ? this.text[at] : undefined;
  }

  skipBlanks(): void {
    const { text, end } = this;
    let at = this.at;
    while (at < end && isBlankCode(text.charCodeAt(at))) at++;
    this.steps += at - this.at + 1;
    this.at = at;
  }

  /** True behind the last word, or before a comment. */
  get done(): boolean {
    this.skipBlanks();
    return this.at >= this.end || this.text.charCodeAt(this.at) === HASH;
  }

  /** Notes a token that nobody needs as yet. */
  mark(kind: TokenKind, start: number, end = this.at): void {
    this.tokens.add(kind, start, end);
  }

  token(kind: TokenKind, start: number, end = this.at): Token {
    this.tokens.add(kind, start, end);
    return this.tokens.token(this.tokens.count - 1);
  }

  /** The last token was of another kind. */
  retype(kind: TokenKind): Token {
    this.tokens.retype(kind);
    return this.tokens.token(this.tokens.count - 1);
  }

  report(code: string, severity: Diagnostic['severity'], message: string, span?: { start: number; end: number }): void {
    const start = Math.min(this.at, this.end);
    this.diagnostics.push({ code, severity, message, span: span ?? { start, end: Math.max(start, this.end) } });
  }

  /** Moves over a quoted text, from its first quote to behind its last; false where that is missing. */
  passQuoted(escapes: boolean, end: number): boolean {
    const quote = this.peek();
    this.at++;
    while (this.at < end) {
      const letter = this.peek();
      this.at++;
      if (escapes && letter === '\\') this.at++;
      else if (letter === quote) {
        if (this.at >= end || this.text[this.at] !== quote) return true;
        this.at++;
      }
    }
    this.at = end;
    return false;
  }

  /** Moves over a word: up to a blank that is in no quotes and, with `nested`, in no parentheses that close. */
  passWord(nested: boolean): void {
    const { text, end } = this;
    let depth = 0;
    let unclosed = -1;
    while (this.at < end) {
      const code = text.charCodeAt(this.at);
      this.steps++;
      if (code === QUOTE) {
        if (depth === 0) unclosed = this.at;
        if (this.passQuoted(false, end)) continue;
        depth = 1;
        break;
      }
      if (nested && code === OPENING) {
        depth++;
        if (depth === 1) unclosed = this.at;
      } else if (nested && code === CLOSING) depth = Math.max(0, depth - 1);
      else if (depth === 0 && isBlankCode(code)) break;
      this.at++;
    }
    if (depth === 0) return;
    this.report('unclosed', 'error', 'a quote or a parenthesis is opened here and not closed', {
      start: unclosed,
      end,
    });
    this.at = unclosed + 1;
    while (this.at < end && !isBlank(this.peek())) this.at++;
  }

  /** The word under the cursor as a token; undefined where there is none. */
  word(kind: TokenKind, nested = false): Token | undefined {
    if (this.done) return undefined;
    const start = this.at;
    this.passWord(nested);
    return this.token(kind, start);
  }

  /**
   * What is left up to `end`, or up to a comment; blanks at its end stay out. `strict`: any # that is in no quotes
   * begins a comment, else only one behind a blank.
   */
  rest(kind: TokenKind, end = this.end, strict = false): Token | undefined {
    if (this.done || this.at >= end) return undefined;
    const { text } = this;
    const start = this.at;
    let last = start;
    while (this.at < end) {
      const code = text.charCodeAt(this.at);
      this.steps++;
      if (code === QUOTE && opensValue(text, this.at, start)) {
        if (!this.passQuoted(this.at > start, end)) {
          this.report('unclosed', 'error', 'this quote is not closed', { start, end });
        }
        last = this.at;
        continue;
      }
      if (code === HASH && (strict || isBlankCode(text.charCodeAt(this.at - 1)))) break;
      this.at++;
      if (!isBlankCode(code)) last = this.at;
    }
    while (last > start && isBlankCode(text.charCodeAt(last - 1))) last--;
    this.at = last;
    return this.token(kind, start, last);
  }

  /** What no rule expects, and the comment. */
  finish(): void {
    if (!this.done) {
      const start = this.at;
      const token = this.rest('unknown');
      this.report('unexpected', 'warning', 'this part of the line has no meaning here and is left out', {
        start,
        end: token?.span.end ?? this.end,
      });
    }
    this.skipBlanks();
    if (this.at >= this.end) return;
    const start = this.at;
    let end = this.end;
    while (end > start && isBlankCode(this.text.charCodeAt(end - 1))) end--;
    this.at = this.end;
    this.mark('comment', start, end);
  }
}

/** A quote opens a quoted text only where the text begins, `e"` included. */
export function opensValue(text: string, at: number, start: number): boolean {
  return at === start || (at === start + 1 && (text[start] === 'e' || text[start] === 'E'));
}
