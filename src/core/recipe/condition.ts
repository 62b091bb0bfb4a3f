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

/** Both or either, flat: no `all` stands directly in an `all`, no `any` in an `any`. */
export function joined(kind: 'all' | 'any', conditions: readonly Condition[]): Condition {
  if (conditions.some(kind === 'all' ? isNever : isAlways)) return kind === 'all' ? NEVER : ALWAYS;
  // What decides nothing is an empty list of the same kind.
  const nested = conditions.some((condition) => condition.kind === kind);
  const of = nested ? conditions.flatMap((each) => (each.kind === kind ? each.of : [each])) : conditions.slice();
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
  const text = token === undefined ? '' : unquoted(token.text);
  const made = (kind: Extract<Condition, { kind: 'test' }>['op'], value = text): Condition => ({
    kind: 'test',
    attribute,
    op: kind,
    value,
  });
  if (op === 'equals') {
    if (token !== undefined && !isQuoted(token.text) && text.includes('|')) {
      report.add(
        'equals-alternatives',
        'warning',
        'equals compares the whole text, | included; for one of several write || equals …',
        token.span,
      );
    }
    return made('equals');
  }
  if (op === 'startswith') return made('starts-with');
  if (op === 'endswith') return made('ends-with');
  const quoted = token !== undefined && isQuoted(token.text);
  if (op === 'contains' && (quoted || isLiteral(text))) return made('contains');
  const source = op === 'contains' ? `(?i)${text}` : text;
  const pattern = safePattern(source);
  if (pattern.kind === 'problem') {
    report.add(
      'bad-pattern',
      'error',
      `${pattern.message}; a text in quotes is taken as it is`,
      token?.span ?? test.operator.span,
    );
    return made('contains');
  }
  return made('matches', source);
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
export class Chain {
  #parts: Condition[] = [];
  #kind: 'all' | 'any' | undefined;

  add(join: 'and' | 'or', condition: Condition): void {
    const kind = join === 'and' ? 'all' : 'any';
    if (this.#parts.length > 0 && this.#kind !== kind) {
      if (this.#kind !== undefined) this.#parts = [joined(this.#kind, this.#parts)];
      this.#kind = kind;
    }
    this.#parts.push(condition);
  }

  /** Without any condition: always. */
  get condition(): Condition {
    return joined(this.#kind ?? 'all', this.#parts);
  }
}

interface Group {
  readonly chain: Chain;
  readonly negated: boolean;
  /** How the group joins what stands before it. */
  readonly join: 'and' | 'or';
}

/** The tests of one line: `A + B || C` is (A and B) or C. */
export function lineCondition(tests: readonly Test[], report: Report): Condition {
  const [only, ...more] = tests;
  if (only !== undefined && more.length === 0 && only.opens === undefined) return conditionOf(only, report);
  const whole = new Chain();
  const stack: Group[] = [];
  const close = (): void => {
    const closed = stack.pop();
    if (closed === undefined) return;
    const { condition } = closed.chain;
    (stack.at(-1)?.chain ?? whole).add(closed.join, closed.negated ? negated(condition) : condition);
  };
  for (const test of tests) {
    let join = test.join ?? 'and';
    if (test.opens !== undefined) {
      for (const { negated: not } of test.opens) {
        stack.push({ chain: new Chain(), negated: not, join });
        join = 'and';
      }
    }
    (stack.at(-1)?.chain ?? whole).add(join, conditionOf(test, report));
    for (let count = test.closes ?? 0; count > 0; count--) close();
  }
  while (stack.length > 0) close();
  return whole.condition;
}
