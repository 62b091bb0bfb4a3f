// The tests of a recipe as a condition: joined from left to right, parentheses first, each line of a filter for itself.
import type { AttributePattern, Condition } from '../policy/policy.js';
import { safePattern } from '../policy/safePattern.js';
import { isQuoted, unquoted } from './quoting.js';
import type { Report } from './report.js';
import type { Test } from './syntax.js';
import { atTop, resolveTarget } from './target.js';

export const ALWAYS: Condition = { kind: 'all', of: [] };
export const NEVER: Condition = { kind: 'any', of: [] };

export function isAlways(condition: Condition): boolean {
  return condition.kind === 'all' && condition.of.length === 0;
}

export function isNever(condition: Condition): boolean {
  return condition.kind === 'any' && condition.of.length === 0;
}

export function negated(condition: Condition): Condition {
  if (isAlways(condition)) return NEVER;
  if (isNever(condition)) return ALWAYS;
  return condition.kind === 'not' ? condition.of : { kind: 'not', of: condition };
}

function flat(kind: 'all' | 'any', conditions: readonly Condition[]): readonly Condition[] {
  const [first, second, ...more] = conditions;
  // Two lines of a filter are the usual case.
  if (first !== undefined && second !== undefined && more.length === 0) {
    if (first.kind !== kind) return second.kind === kind ? [first, ...second.of] : conditions;
    return second.kind === kind ? [...first.of, ...second.of] : [...first.of, second];
  }
  return conditions.flatMap((each) => (each.kind === kind ? each.of : [each]));
}

/** Both or either, flat: no `all` stands directly in an `all`, no `any` in an `any`. The list becomes part of the condition. */
export function joined(kind: 'all' | 'any', conditions: readonly Condition[]): Condition {
  let nested = false;
  for (const condition of conditions) {
    if (kind === 'all' ? isNever(condition) : isAlways(condition)) return kind === 'all' ? NEVER : ALWAYS;
    // What decides nothing is an empty list of the same kind.
    if (condition.kind === kind) nested = true;
  }
  const of = nested ? flat(kind, conditions) : conditions;
  const [first] = of;
  return first !== undefined && of.length === 1 ? first : { kind, of };
}

/** The same condition in the one form that this file writes. */
export function simplified(condition: Condition): Condition {
  if (condition.kind === 'test') return condition;
  if (condition.kind === 'not') return negated(simplified(condition.of));
  return joined(condition.kind, condition.of.map(simplified));
}

/** deid's `contains` is a regular expression; a dot in a UID or a version means itself. */
function isLiteral(text: string): boolean {
  return !/[\\^$*+?()[\]{}|]/.test(text);
}

function valueTest(op: string, attribute: AttributePattern, test: Test, report: Report): Condition {
  const token = test.value;
  const written = token?.text ?? '';
  const text = unquoted(written);
  if (op === 'equals') {
    if (token !== undefined && text.includes('|') && !isQuoted(written)) {
      report.add(
        'equals-alternatives',
        'warning',
        'equals compares the whole text, | included; for one of several write || equals …',
        token.span,
      );
    }
    return { kind: 'test', attribute, op: 'equals', value: text };
  }
  if (op === 'startswith') return { kind: 'test', attribute, op: 'starts-with', value: text };
  if (op === 'endswith') return { kind: 'test', attribute, op: 'ends-with', value: text };
  if (op === 'contains' && (isQuoted(written) || isLiteral(text))) {
    return { kind: 'test', attribute, op: 'contains', value: text };
  }
  const source = op === 'contains' ? `(?i)${text}` : text;
  const pattern = safePattern(source);
  if (pattern.kind === 'problem') {
    report.add(
      'bad-pattern',
      'error',
      `${pattern.message}; a text in quotes is taken as it is`,
      token?.span ?? test.operator.span,
    );
    return { kind: 'test', attribute, op: 'contains', value: text };
  }
  return { kind: 'test', attribute, op: 'matches', value: source };
}

function conditionOf(test: Test, report: Report): Condition {
  const op = test.operator.text.toLowerCase();
  if (op === 'all' || op === 'none') return (op === 'all') === test.negated ? NEVER : ALWAYS;
  const token = test.attribute;
  if (token === undefined) return NEVER;
  const target = resolveTarget(token.text);
  if (target.kind === 'problem') {
    report.add(target.code, 'error', target.message, token.span);
    // No object has it: it is missing everywhere, and nothing is in it.
    const passes = op === 'missing' || op.startsWith('not');
    return passes === test.negated ? NEVER : ALWAYS;
  }
  const [pattern] = target.patterns;
  if (pattern === undefined || target.patterns.length !== 1 || pattern.only !== undefined) {
    report.add('bad-expander', 'error', 'a test asks one attribute, not a set of them', token.span);
    return NEVER;
  }
  // Questions are put to the data set itself unless a path says otherwise.
  const attribute = target.path ? pattern : atTop(pattern);
  const bare = op.startsWith('not') ? op.slice(3) : op;
  const plain = bare === 'missing' || bare === 'empty' || bare === 'present';
  const asked: Condition = plain
    ? { kind: 'test', attribute, op: bare, value: '' }
    : valueTest(bare, attribute, test, report);
  return (bare !== op) === test.negated ? asked : negated(asked);
}

/** Conditions in a row, joined from left to right. */
export interface Chain {
  first: Condition | undefined;
  /** The first one included, where there are more. */
  parts: Condition[] | undefined;
  kind: 'all' | 'any';
}

export function emptyChain(): Chain {
  return { first: undefined, parts: undefined, kind: 'all' };
}

export function addCondition(chain: Chain, join: 'and' | 'or', condition: Condition): void {
  const kind = join === 'and' ? 'all' : 'any';
  if (chain.first === undefined) chain.first = condition;
  else if (chain.parts === undefined) {
    chain.parts = [chain.first, condition];
    chain.kind = kind;
  } else if (chain.kind === kind) chain.parts.push(condition);
  else {
    chain.parts = [joined(chain.kind, chain.parts), condition];
    chain.kind = kind;
  }
}

/** Without any condition: always. Nothing is added behind it. */
export function chainCondition({ first, parts, kind }: Chain): Condition {
  return parts === undefined ? (first ?? ALWAYS) : joined(kind, parts);
}

interface Group {
  readonly chain: Chain;
  readonly negated: boolean;
  /** How the group joins what stands before it. */
  readonly join: 'and' | 'or';
}

/** The tests of one line: `A + B || C` is (A and B) or C. */
export function lineCondition(tests: readonly Test[], report: Report): Condition {
  const [only] = tests;
  if (only !== undefined && tests.length === 1 && only.opens === undefined) return conditionOf(only, report);
  const whole = emptyChain();
  if (tests.every(({ opens }) => opens === undefined)) {
    for (const test of tests) addCondition(whole, test.join ?? 'and', conditionOf(test, report));
    return chainCondition(whole);
  }
  const stack: Group[] = [];
  const close = (): void => {
    const closed = stack.pop();
    if (closed === undefined) return;
    const condition = chainCondition(closed.chain);
    addCondition(stack.at(-1)?.chain ?? whole, closed.join, closed.negated ? negated(condition) : condition);
  };
  for (const test of tests) {
    let join = test.join ?? 'and';
    if (test.opens !== undefined) {
      for (const { negated: not } of test.opens) {
        stack.push({ chain: emptyChain(), negated: not, join });
        join = 'and';
      }
    }
    addCondition(stack.at(-1)?.chain ?? whole, join, conditionOf(test, report));
    for (let count = test.closes ?? 0; count > 0; count--) close();
  }
  while (stack.length > 0) close();
  return chainCondition(whole);
}
