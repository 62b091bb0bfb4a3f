// Patterns that name the same attributes, told by comparing or by one text.
import type { AttributePattern } from '../../policy/policy.js';

/** True for one attribute of the standard at any depth: its number says it all. */
function isPlain({ mask, creator, parents, only }: AttributePattern): boolean {
  return mask >>> 0 === 0xffffffff && creator === undefined && parents === undefined && only === undefined;
}

function patternKey({ value, mask, creator, parents, only }: AttributePattern): string {
  const set = only === undefined ? '' : JSON.stringify(only).toLowerCase();
  const path = parents === undefined ? '-' : parents.map(patternKey).join('/');
  return `${value >>> 0} ${mask >>> 0} ${creator?.toLowerCase() ?? ''} ${path} ${set}`;
}

/** What {@link patternKey} says, or the number of a plain pattern: for maps of long lists. */
export function mapKey(pattern: AttributePattern): string | number {
  return isPlain(pattern) ? pattern.value : patternKey(pattern);
}

export function samePattern(a: AttributePattern, b: AttributePattern): boolean {
  return a === b || (a.value === b.value && a.mask === b.mask && patternKey(a) === patternKey(b));
}
