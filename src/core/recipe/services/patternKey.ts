// One text for patterns that name the same attributes.
import type { AttributePattern } from '../../policy/policy.js';

const keys = new WeakMap<AttributePattern, string>();

export function patternKey(pattern: AttributePattern): string {
  const known = keys.get(pattern);
  if (known !== undefined) return known;
  const { value, mask, creator, parents, only } = pattern;
  const set = only === undefined ? '' : JSON.stringify(only).toLowerCase();
  const path = parents === undefined ? '-' : parents.map(patternKey).join('/');
  const key = `${value >>> 0} ${mask >>> 0} ${creator?.toLowerCase() ?? ''} ${path} ${set}`;
  keys.set(pattern, key);
  return key;
}
