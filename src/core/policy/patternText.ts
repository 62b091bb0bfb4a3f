// A rule's pattern in words, for reports and messages. A pattern has no value of a file.
import { formatTag } from '../dictionary/tag.js';
import type { AttributePattern, AttributeSet } from './policy.js';

function setText(set: AttributeSet): string {
  switch (set.kind) {
    case 'all':
      return 'all attributes';
    case 'private':
      return 'all private attributes';
    case 'starts-with':
      return `attributes that start with ${set.text}`;
    case 'ends-with':
      return `attributes that end with ${set.text}`;
    case 'contains':
      return `attributes with ${set.text} in their name`;
    case 'except':
      return `all attributes except ${set.text}`;
    case 'matches':
      return `attributes whose name or tag matches ${set.pattern}`;
    case 'matches-not':
      return `attributes whose name and tag do not match ${set.pattern}`;
    case 'vr':
      return `attributes of VR ${set.vr}`;
    case 'fields':
      return `attributes of the group ${set.group}`;
    case 'values':
      return `attributes that hold a value of ${set.group}`;
  }
}

/** `text` of the attribute itself, with its set and the sequences around it. */
export function withPlace(pattern: AttributePattern, text: (bare: AttributePattern) => string): string {
  const { only, parents } = pattern;
  const group = only !== undefined && pattern.mask !== 0 ? ` of ${text(pattern)}` : '';
  const own = only === undefined ? text(pattern) : setText(only) + group;
  if (parents === undefined) return own;
  if (only !== undefined) return `${own} in ${parents.length === 0 ? 'the data set' : parents.map(text).join('/')}`;
  return parents.length === 0 ? `/${own}` : [...parents.map(text), own].join('/');
}

function bareText({ value, mask, creator }: AttributePattern): string {
  const hex = [...formatTag(value)];
  if (creator !== undefined) {
    const shown = hex.join('');
    return `(${shown.slice(1, 5)},"${creator}",${shown.slice(8, 10)})`;
  }
  return [...formatTag(mask)].map((digit, at) => (digit === '0' ? 'x' : hex[at])).join('');
}

/** `(60xx,3000)` or `(0010,0010)`, with the creator of a private one, the sequences around it, or the set that it names. */
export function formatPattern(pattern: AttributePattern): string {
  return withPlace(pattern, bareText);
}
