// Small builders for conditions, and the form that a filter of ours can say: alternatives of tests that all must hold.
import { attribute, parseTag } from '../../dictionary/dictionary.js';
import type { AttributePattern, Condition } from '../../policy/policy.js';

export type TestOp = Extract<Condition, { kind: 'test' }>['op'];

/** Other programs ask the object itself, not the items of its sequences. */
export function test(attribute: AttributePattern, op: TestOp, value = ''): Condition {
  return { kind: 'test', attribute: { ...attribute, parents: attribute.parents ?? [] }, op, value };
}

/**
 * The attribute is that text as a whole. Our own `equals` is content with one of several values, so that of an attribute
 * that may have several they must not be several: none of them, nor the whole, has a backslash then.
 */
export function equalsAll(pattern: AttributePattern, value: string): Condition {
  const is = test(pattern, 'equals', value);
  const single = pattern.creator === undefined && attribute(pattern.value)?.vm === '1';
  if (single || value.includes('\\')) return is;
  return { kind: 'all', of: [is, not(test(pattern, 'contains', '\\'))] };
}

export function not(of: Condition): Condition {
  return of.kind === 'not' ? of.of : { kind: 'not', of };
}

export function all(of: readonly Condition[]): Condition | undefined {
  const flat = of.flatMap((each) => (each.kind === 'all' ? each.of : [each]));
  return flat.length === 1 ? flat[0] : { kind: 'all', of: flat };
}

/** An attribute as most programs write one: a keyword, (gggg,eeee), [gggg,eeee] or ggggeeee; x for any digit. */
export function attributeNamed(text: string): AttributePattern | undefined {
  const plain = text
    .trim()
    .replace(/^\[(.*)\]$/, '($1)')
    .replace(/^0x/i, '');
  const digits = /^\(?\s*([\da-fx]{4})\s*,?\s*([\da-fx]{4})\s*\)?$/i.exec(plain);
  return parseTag(digits === null ? plain : `(${digits[1]},${digits[2]})`);
}
