// What a parsed text has in common with the text after an edit: lines are read one by one, so those that stayed as they
// are need not be read again. They only move.
import type { Argument, Diagnostic, Line, RecipeTree, Section, Span, Statement, Test, Token } from './syntax.js';

export interface Reuse {
  /** How many lines at the beginning stay where they are, and what is said of them. */
  readonly lines: readonly Line[];
  readonly diagnostics: readonly Diagnostic[];
  /** The old line that begins at an offset of the new text, moved there; undefined where that has to be read. */
  take(start: number, number: number, section: Section | undefined, diagnostics: Diagnostic[]): Line | undefined;
}

export function reuse(previous: RecipeTree, text: string): Reuse {
  const { text: old, lines, diagnostics } = previous;
  const same = commonStart(old, text);
  const behind = commonEnd(old, text, Math.min(old.length, text.length) - same);
  const by = text.length - old.length;
  // A line break of two letters may come to be where one ended: the letter behind it has to be the same as well.
  let kept = 0;
  while ((lines[kept + 1]?.span.start ?? old.length) < same) kept++;
  const edited = lines[kept]?.span.start ?? 0;
  let next = kept;
  let said = 0;
  while ((diagnostics[said]?.span.start ?? edited) < edited) said++;
  const before = diagnostics.slice(0, said);
  // The letter before a line is its predecessor's line break.
  while (next < lines.length && (lines[next]?.span.start ?? 0) <= old.length - behind) next++;
  return {
    lines: lines.slice(0, kept),
    diagnostics: before,
    take(start, number, section, found) {
      while (next < lines.length && (lines[next]?.span.start ?? 0) + by < start) next++;
      const line = lines[next];
      if (line === undefined || line.span.start + by !== start) return undefined;
      if (!sameSection(lines[next - 1]?.section, section)) return undefined;
      next++;
      while ((diagnostics[said]?.span.start ?? line.span.start) < line.span.start) said++;
      for (let each = diagnostics[said]; each !== undefined && each.span.start <= line.span.end; ) {
        found.push({ ...each, span: movedSpan(each.span, by) });
        each = diagnostics[++said];
      }
      return movedLine(line, number, by);
    },
  };
}

function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let count = 0;
  while (count < most && a.charCodeAt(count) === b.charCodeAt(count)) count++;
  return count;
}

function commonEnd(a: string, b: string, most: number): number {
  let count = 0;
  while (count < most && a.charCodeAt(a.length - 1 - count) === b.charCodeAt(b.length - 1 - count)) count++;
  return count;
}

function sameSection(a: Section | undefined, b: Section | undefined): boolean {
  if (a === b) return true;
  if (a?.kind !== b?.kind || a === undefined || b === undefined) return false;
  const name = 'name' in a ? a.name : '';
  const final = a.kind === 'header' && a.final === true;
  return name === ('name' in b ? b.name : '') && final === (b.kind === 'header' && b.final === true);
}

function movedSpan({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

function movedLine(line: Line, number: number, by: number): Line {
  if (by === 0 && line.number === number) return line;
  const { span, section, statement } = line;
  if (by === 0) return { ...line, number };
  const tokens = line.tokens.map(({ kind, text, span: at }) => ({ kind, text, span: movedSpan(at, by) }));
  // What a statement holds are tokens of its line, in their order but for few.
  let at = 0;
  const moved = (token: Token): Token => {
    if (line.tokens[at] !== token) at = line.tokens.indexOf(token);
    return tokens[at++] ?? token;
  };
  return {
    number,
    span: movedSpan(span, by),
    tokens,
    section,
    statement: statement === undefined ? undefined : movedStatement(statement, moved),
    memo: line.memo,
  };
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
