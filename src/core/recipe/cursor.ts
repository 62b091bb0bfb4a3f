// Reads one line of a recipe from left to right, and makes its tokens. Each character is looked at a few times at most.
import type { Diagnostic, Token, TokenKind } from './syntax.js';

export interface Work {
  steps: number;
}

const BLANK = /\s|\ufeff/;

export function isBlank(letter: string | undefined): boolean {
  if (letter === undefined) return false;
  return (
    letter === ' ' || letter === '\t' || (letter > '~' && BLANK.test(letter)) || (letter < ' ' && BLANK.test(letter))
  );
}

export class Cursor {
  readonly text: string;
  readonly end: number;
  readonly tokens: Token[] = [];
  readonly diagnostics: Diagnostic[];
  at: number;
  #work: Work;

  constructor(text: string, start: number, end: number, diagnostics: Diagnostic[], work: Work) {
    this.text = text;
    this.at = start;
    this.end = end;
    this.diagnostics = diagnostics;
    this.#work = work;
  }

  /** The letter `ahead` of the cursor; undefined behind the line. */
  peek(ahead = 0): string | undefined {
    this.#work.steps++;
    const at = this.at + ahead;
    return at < this.end ? this.text[at] : undefined;
  }

  skipBlanks(): void {
    while (isBlank(this.peek())) this.at++;
  }

  /** True behind the last word, or before a comment. */
  get done(): boolean {
    this.skipBlanks();
    return this.at >= this.end || this.peek() === '#';
  }

  token(kind: TokenKind, start: number, end = this.at): Token {
    const token: Token = { kind, text: this.text.slice(start, end), span: { start, end } };
    this.tokens.push(token);
    return token;
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
    let depth = 0;
    let unclosed = -1;
    while (this.at < this.end) {
      const letter = this.peek();
      if (letter === '"') {
        if (depth === 0) unclosed = this.at;
        if (this.passQuoted(false, this.end)) continue;
        depth = 1;
        break;
      }
      if (nested && letter === '(') {
        depth++;
        if (depth === 1) unclosed = this.at;
      } else if (nested && letter === ')') depth = Math.max(0, depth - 1);
      else if (depth === 0 && isBlank(letter)) break;
      this.at++;
    }
    if (depth === 0) return;
    this.report('unclosed', 'error', 'a quote or a parenthesis is opened here and not closed', {
      start: unclosed,
      end: this.end,
    });
    this.at = unclosed + 1;
    while (this.at < this.end && !isBlank(this.peek())) this.at++;
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
    const start = this.at;
    let last = this.at;
    while (this.at < end) {
      const letter = this.peek();
      if (letter === '"' && opensValue(this.text, this.at, start)) {
        if (!this.passQuoted(this.at > start, end)) {
          this.report('unclosed', 'error', 'this quote is not closed', { start, end });
        }
        last = this.at;
        continue;
      }
      if (letter === '#' && (strict || isBlank(this.text[this.at - 1]))) break;
      this.at++;
      if (!isBlank(letter)) last = this.at;
    }
    while (last > start && isBlank(this.text[last - 1])) last--;
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
    while (end > start && isBlank(this.text[end - 1])) end--;
    this.at = this.end;
    this.token('comment', start, end);
  }
}

/** A quote opens a quoted text only where the text begins, `e"` included. */
export function opensValue(text: string, at: number, start: number): boolean {
  return at === start || (at === start + 1 && (text[start] === 'e' || text[start] === 'E'));
}
