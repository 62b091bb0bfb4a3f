// The tokens of a text that is read: where they stand is kept as numbers in one list, and a token is made of them when it
// is asked for. A long recipe has tens of thousands of them, and most are looked at once or never.
import type { Span, Token, TokenKind } from './syntax.js';

const KINDS = [
  'section',
  'keyword',
  'attribute',
  'operator',
  'name',
  'function',
  'variable',
  'value',
  'number',
  'comment',
  'unknown',
] as const satisfies readonly TokenKind[];

const NUMBERS: ReadonlyMap<TokenKind, number> = new Map(KINDS.map((kind, number) => [kind, number]));

/** Numbers that are kept of a token: its kind, where it begins and where it ends. */
const WIDTH = 3;

/** A part of a text, cut out when it is asked for. A class, so that many tokens share their functions. */
class TextToken implements Token {
  readonly kind: TokenKind;
  readonly #source: string;
  readonly #start: number;
  readonly #end: number;

  constructor(kind: TokenKind, source: string, start: number, end: number) {
    this.kind = kind;
    this.#source = source;
    this.#start = start;
    this.#end = end;
  }

  get text(): string {
    return this.#source.slice(this.#start, this.#end);
  }

  get span(): Span {
    return { start: this.#start, end: this.#end };
  }
}

/** The token where its line stands now, `by` letters behind where it was read. */
export function movedToken({ kind, text, span }: Token, by: number): Token {
  return { kind, text, span: { start: span.start + by, end: span.end + by } };
}

export class TokenList {
  readonly #text: string;
  #numbers = new Int32Array(64 * WIDTH);
  #count = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get count(): number {
    return this.#count;
  }

  add(kind: TokenKind, start: number, end: number): void {
    const at = this.#count++ * WIDTH;
    if (at === this.#numbers.length) {
      const more = new Int32Array(at * 2);
      more.set(this.#numbers);
      this.#numbers = more;
    }
    this.#numbers[at] = NUMBERS.get(kind) ?? 0;
    this.#numbers[at + 1] = start;
    this.#numbers[at + 2] = end;
  }

  /** The last one was of another kind. */
  retype(kind: TokenKind): void {
    this.#numbers[(this.#count - 1) * WIDTH] = NUMBERS.get(kind) ?? 0;
  }

  token(index: number): Token {
    const at = index * WIDTH;
    const kind = KINDS[this.#numbers[at] ?? 0] ?? 'unknown';
    return new TextToken(kind, this.#text, this.start(index), this.end(index));
  }

  kind(index: number): TokenKind {
    return KINDS[this.#numbers[index * WIDTH] ?? 0] ?? 'unknown';
  }

  start(index: number): number {
    return this.#numbers[index * WIDTH + 1] ?? 0;
  }

  end(index: number): number {
    return this.#numbers[index * WIDTH + 2] ?? 0;
  }

  /** True where a letter stands in the token. */
  holds(index: number, code: number): boolean {
    const end = this.end(index);
    for (let at = this.start(index); at < end; at++) if (this.#text.charCodeAt(at) === code) return true;
    return false;
  }

  tokens(first: number, count: number): readonly Token[] {
    const found: Token[] = [];
    for (let index = first; index < first + count; index++) found.push(this.token(index));
    return found;
  }
}
