// How CTP names attributes, and the conditions of its @if.
import type { AttributePattern, Condition } from '../../policy/policy.js';
import { attributeNamed, equalsAll, not, test } from './conditions.js';

/** `00100010`, `60xx3000`, or `0013[CTP]10` for a private element of a creator's block. */
export function ctpAttribute(text: string): AttributePattern | undefined {
  const owned = /^([\da-f]{4})\[(.+)\]([\da-f]{2})$/i.exec(text.trim());
  return attributeNamed(owned === null ? text : `(${owned[1]},"${owned[2]}",${owned[3]})`);
}

/** The condition of an `@if`; undefined where ours can't say it. */
export function ctpCondition(
  given: readonly string[],
  self: AttributePattern,
  parameter: (name: string) => string | undefined,
): Condition | undefined {
  const [subject = '', op = '', written = ''] = given;
  const value = written.startsWith('@') ? (parameter(written) ?? written) : written;
  const attribute = subject.toLowerCase() === 'this' ? self : ctpAttribute(subject);
  if (attribute === undefined) return undefined;
  switch (op.toLowerCase()) {
    case 'isblank':
      return { kind: 'any', of: [test(attribute, 'missing'), test(attribute, 'empty')] };
    case 'exists':
      return not(test(attribute, 'missing'));
    case 'contains':
      return test(attribute, 'contains', value);
    case 'equals':
      return equalsAll(attribute, value);
    case 'matches':
      // The whole value has to match (String.matches).
      return test(attribute, 'matches', `^(?:${value.trim()})$`);
    default:
      return undefined;
  }
}
