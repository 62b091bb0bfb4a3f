// A line of a tree. What was read of it stays as it is while the line only moves: where its tokens stand then is worked
// out for lines that are looked at, so that a keystroke costs nothing for the thousands below it. Lines are classes because there are
// tens of thousands of them, which then share their functions.
import type { Argument, Line, ReadLine, Section, Span, Statement, Test, Token, TokenKind } from './syntax.js';
import { movedToken, type TokenList } from './tokens.js';

/** A line as it is read: the last tokens of the list so far are its own. */
export class FreshLine implements Line, ReadLine {
  readonly number: number;
  readonly start: number;
  readonly end: number;
  readonly #list: TokenList;
  readonly #first: number;
  readonly tokenCount: number;
  readonly section: Section | undefined;
  readonly statement: Statement | undefined;
  compiled: unknown = undefined;
  names: unknown = undefined;

  constructor(
    number: number,
    start: number,
    end: number,
    list: TokenList,
    first: number,
    section: Section | undefined,
    statement: Statement | undefined,
  ) {
    this.number = number;
    this.start = start;
    this.end = end;
    this.#list = list;
    this.#first = first;
    this.tokenCount = list.count - first;
    this.section = section;
    this.statement = statement;
  }

  get read(): ReadLine {
    return this;
  }

  get by(): number {
    return 0;
  }

  get span(): Span {
    return { start: this.start, end: this.end };
  }

  get tokens(): readonly Token[] {
    return this.#list.tokens(this.#first, this.tokenCount);
  }

  token(index: number): Token {
    return this.#list.token(this.#first + index);
  }

  kindOf(index: number): TokenKind {
    return this.#list.kind(this.#first + index);
  }

  holds(index: number, code: number): boolean {
    return this.#list.holds(this.#first + index, code);
  }

  get firstWord(): Span {
    if (this.tokenCount === 0) return NOWHERE;
    return { start: this.#list.start(this.#first), end: this.#list.end(this.#first) };
  }

  get words(): Span {
    let last = this.#first + this.tokenCount - 1;
    if (last >= this.#first && this.#list.kind(last) === 'comment') last--;
    if (last < this.#first) return { start: this.start, end: this.end };
    return { start: this.#list.start(this.#first), end: this.#list.end(last) };
  }
}

const NOWHERE: Span = { start: 0, end: 0 };

interface Placed {
  readonly tokens: readonly Token[];
  readonly statement: Statement | undefined;
}

/** A line that another edit moved. */
export class MovedLine implements Line {
  readonly number: number;
  readonly read: ReadLine;
  readonly by: number;
  #placed: Placed | undefined;

  constructor(number: number, read: ReadLine, by: number) {
    this.number = number;
    this.read = read;
    this.by = by;
  }

  get span(): Span {
    return { start: this.read.start + this.by, end: this.read.end + this.by };
  }

  get section(): Section | undefined {
    return this.read.section;
  }

  get tokens(): readonly Token[] {
    return this.#place().tokens;
  }

  get statement(): Statement | undefined {
    return this.#place().statement;
  }

  #place(): Placed {
    this.#placed ??= moved(this.read, this.by);
    return this.#placed;
  }
}

export function startOf({ read, by }: Line): number {
  return read.start + by;
}

export function endOf({ read, by }: Line): number {
  return read.end + by;
}

export function movedSpan({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

function moved({ tokens, statement }: ReadLine, by: number): Placed {
  const move = (token: Token): Token => movedToken(token, by);
  return { tokens: tokens.map(move), statement: statement === undefined ? undefined : movedStatement(statement, move) };
}

type Move = (token: Token) => Token;

function movedStatement(statement: Statement, moved: Move): Statement {
  const maybe = (token: Token | undefined): Token | undefined => (token === undefined ? undefined : moved(token));
  switch (statement.kind) {
    case 'action': {
      const { kind, verb, target, argument, tests } = statement;
      return {
        kind,
        verb,
        target: maybe(target),
        argument: argument === undefined ? undefined : movedArgument(argument, moved),
        tests: tests.length === 0 ? tests : tests.map((test) => movedTest(test, moved)),
      };
    }
    case 'condition':
      return { kind: statement.kind, tests: statement.tests.map((test) => movedTest(test, moved)) };
    case 'admission':
      return { ...statement, tests: statement.tests.map((test) => movedTest(test, moved)) };
    case 'region':
      return { kind: statement.kind, verb: statement.verb, numbers: statement.numbers.map(moved) };
    case 'format':
      return { ...statement, value: maybe(statement.value) };
    case 'section':
    case 'profile':
    case 'option':
    case 'label':
      return { ...statement, name: maybe(statement.name) };
    case 'include':
    case 'member':
      return { ...statement, target: maybe(statement.target) };
    case 'setting':
      return { ...statement, name: moved(statement.name), values: statement.values.map(moved) };
    case 'unknown':
      return { ...statement, word: moved(statement.word) };
  }
}

function movedArgument(argument: Argument, moved: Move): Argument {
  const token = moved(argument.token);
  if (argument.kind === 'value') return { kind: argument.kind, token, value: argument.value };
  return { ...argument, token };
}

function movedTest(test: Test, moved: Move): Test {
  const made: { -readonly [K in keyof Test]: Test[K] } = { negated: test.negated, operator: moved(test.operator) };
  if (test.join !== undefined) made.join = test.join;
  if (test.opens !== undefined) made.opens = test.opens;
  if (test.attribute !== undefined) made.attribute = moved(test.attribute);
  if (test.value !== undefined) made.value = moved(test.value);
  if (test.closes !== undefined) made.closes = test.closes;
  return made;
}
