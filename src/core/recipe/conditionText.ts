// Conditions as a recipe writes them.
import type { Condition } from '../policy/policy.js';
import { isAlways, isNever, simplified } from './condition.js';
import { patternText } from './patternText.js';
import { quoted } from './quoting.js';

const WORDS = {
  contains: 'contains',
  equals: 'equals',
  'starts-with': 'startswith',
  'ends-with': 'endswith',
  matches: 'matches',
  missing: 'missing',
  empty: 'empty',
  present: 'present',
} as const;

/** Texts that a test takes as they are, whatever stands behind them. */
function isPlain(text: string): boolean {
  return /^[\p{L}\p{N}_.,:;/@-]+(?: [\p{L}\p{N}_.,:;/@-]+)*$/u.test(text);
}

function testText({ attribute, op, value }: Extract<Condition, { kind: 'test' }>, not: boolean): string {
  const name = patternText(attribute, 'top');
  const word = WORDS[op];
  if (op === 'missing' || op === 'empty' || op === 'present') return `${not ? '! ' : ''}${word} ${name}`;
  const negation = not && (op === 'contains' || op === 'equals') ? 'not' : not ? '! ' : '';
  return `${negation}${word} ${name} ${isPlain(value) ? value : quoted(value)}`;
}

function text(condition: Condition, outer: boolean): string {
  if (isAlways(condition)) return 'all';
  if (isNever(condition)) return 'none';
  switch (condition.kind) {
    case 'test':
      return testText(condition, false);
    case 'not':
      return condition.of.kind === 'test' ? testText(condition.of, true) : `! (${text(condition.of, true)})`;
    default: {
      const parts = condition.of.map((each) => text(each, false)).join(condition.kind === 'all' ? ' + ' : ' || ');
      return outer ? parts : `(${parts})`;
    }
  }
}

/** On one line, as `where`, ALLOW and DENY take it. */
export function conditionText(condition: Condition): string {
  return text(simplified(condition), true);
}

/** A line for each part of what a label asks; none for what holds always. */
export function conditionLines(condition: Condition): readonly string[] {
  const simple = simplified(condition);
  if (isAlways(simple)) return [];
  if (simple.kind !== 'all' && simple.kind !== 'any') return [text(simple, true)];
  if (simple.of.length === 0) return ['none'];
  const operator = simple.kind === 'all' ? '+' : '||';
  // The parts of a line come first, so that a line needs no parentheses.
  return simple.of.map((part, at) => `${at === 0 ? '' : `${operator} `}${text(part, true)}`);
}
