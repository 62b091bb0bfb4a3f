// A pattern is a regular expression whose every repetition is bounded, so that it takes time linear in the text, and sometimes a test.
import type { SpanCategory, TextSpan } from './textSpan.js';

export interface Pattern {
  readonly rule: string;
  readonly category: SpanCategory;
  /** Global. The span is the group `v`, which ends the match, where there is one; else the whole match. */
  readonly expression: RegExp;
  readonly confidence: number;
  /** Says whether the match counts. */
  readonly accepts?: (match: RegExpExecArray) => boolean;
  /** A character without which no match can be. */
  /** `digits`: seven and more; `beyond-latin`: a letter of another script. */
  readonly needs?: 'digit' | '@' | ':' | '^' | 'g' | 'beyond-latin' | 'digits';
}

const FEWEST_DIGITS = 7;

function isNumerous(flat: string): boolean {
  let count = 0;
  for (let at = 0; at < flat.length && count < FEWEST_DIGITS; at += 1) {
    const code = flat.charCodeAt(at);
    if (code >= 0x30 && code <= 0x39) count += 1;
  }
  return count >= FEWEST_DIGITS;
}

export function isBeyondLatin(flat: string): boolean {
  return /[\u0370-\u1dff\u3000-\uffff]/.test(flat);
}

/** Matches of the patterns in a flattened text. */
export function matchPatterns(flat: string, patterns: readonly Pattern[]): readonly TextSpan[] {
  const hasDigit = /\d/.test(flat);
  const hasDigits = hasDigit && isNumerous(flat);
  const spans: TextSpan[] = [];
  for (const { rule, category, expression, confidence, accepts, needs } of patterns) {
    if (
      needs === 'digits'
        ? !hasDigits
        : needs === 'beyond-latin'
          ? !isBeyondLatin(flat)
          : needs === 'digit'
            ? !hasDigit
            : needs !== undefined && needs !== 'g' && !flat.includes(needs)
    )
      continue;
    expression.lastIndex = 0;
    for (let match = expression.exec(flat); match !== null; match = expression.exec(flat)) {
      if (match[0] === '') expression.lastIndex += 1;
      if (accepts !== undefined && !accepts(match)) {
        expression.lastIndex = match.index + 1;
        continue;
      }
      const end = match.index + match[0].length;
      const start = end - (match.groups?.['v'] ?? match[0]).length;
      if (end > start) spans.push({ start, end, category, rule, confidence });
    }
  }
  return spans;
}
