// The attribute that a token names.
import { keywordOf } from '../../dictionary/dictionary.js';
import type { AttributePattern } from '../../policy/policy.js';
import { resolveTarget } from '../target.js';

/** Empty where the text names nothing. */
export function patternsOf(text: string): readonly AttributePattern[] {
  const target = resolveTarget(text);
  return target.kind === 'attributes' ? target.patterns : [];
}

/** The pattern of a text that names one attribute; undefined for sets. */
export function patternOf(text: string): AttributePattern | undefined {
  const [pattern, ...more] = patternsOf(text);
  return pattern === undefined || more.length > 0 || pattern.only !== undefined || pattern.mask === 0
    ? undefined
    : pattern;
}

/** The keyword of one attribute without a creator; empty where PS3.6 has none. */
export function keywordFor(pattern: AttributePattern): string {
  if (pattern.creator !== undefined || pattern.only !== undefined) return '';
  return keywordOf(pattern.value) ?? '';
}

/** True for an attribute that is written by its numbers. */
export function isBare(text: string): boolean {
  return /(?:^|\.)(?:\(\s*[0-9a-fx]{4}\s*,|(?:0x)?[0-9a-fx]{4},?[0-9a-fx]{4}$)/i.test(text) && /[0-9]/.test(text);
}
