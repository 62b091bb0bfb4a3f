// The user's own rules: keep, remove, empty, set. They are stronger than the profile; the last one that matches counts.
import { normalCreator } from '../dictionary/privateEntries.js';
import type { Tag } from '../dictionary/tag.js';
import type { Category } from '../kernel/finding.js';
import type { AttributePattern, Decision, Override, PrivateElement } from './policy.js';

const WORDS: Readonly<Record<Override['kind'], string>> = {
  keep: 'kept',
  remove: 'removed',
  empty: 'emptied',
  set: 'set to a given value',
  clean: 'cleaned',
  dummy: 'replaced by a dummy',
  pseudonym: 'replaced by a keyed code',
  'map-uid': 'mapped',
  shift: 'moved by days',
  lookup: 'set to a value of the lookup table',
};

export function matchesTag(pattern: AttributePattern, tag: Tag): boolean {
  return pattern.creator === undefined && (tag & pattern.mask) >>> 0 === (pattern.value & pattern.mask) >>> 0;
}

/** True where a pattern without a creator can only mean private groups. */
export function isPrivatePattern({ creator, value, mask }: AttributePattern): boolean {
  return creator !== undefined || (value & mask & 0x10000) !== 0;
}

export function overrideOf(overrides: readonly Override[], tag: Tag): Override | undefined {
  return overrides.findLast(({ attribute }) => matchesTag(attribute, tag));
}

/**
 * The rule for a private element. A rule without a creator names a place that any device may use for anything: it may
 * take away or empty what is there, in any block, but keeps and sets nothing.
 */
export function privateOverrideOf(overrides: readonly Override[], element: PrivateElement): Override | undefined {
  if (overrides.length === 0) return undefined;
  const relative = (element.group * 0x10000 + (element.element & 0xff)) >>> 0;
  const creator = normalCreator(element.creator);
  return overrides.findLast(({ attribute, kind }) => {
    const { value, mask } = attribute;
    if (attribute.creator === undefined) {
      if (!isPrivatePattern(attribute) || kind === 'keep' || kind === 'set') return false;
      return ((value ^ relative) & mask & 0xffff00ff) === 0;
    }
    return normalCreator(attribute.creator) === creator && ((value ^ relative) & mask & 0xffff00ff) === 0;
  });
}

export function overrideDecision(override: Override, category: Category): Decision {
  const { kind, origin } = override;
  const base = {
    code: kind,
    rule: `override/${kind}`,
    category,
    reason: `${WORDS[kind]} because the recipe says so`,
    clause: origin,
    override,
  };
  switch (override.kind) {
    case 'keep':
      return { ...base, action: 'K' };
    case 'remove':
      return { ...base, action: 'X' };
    case 'empty':
      return { ...base, action: 'Z', empty: true };
    case 'set':
      return { ...base, action: 'D', value: override.value };
    case 'dummy':
    case 'pseudonym':
    case 'lookup':
      return { ...base, action: 'D' };
    case 'map-uid':
      return { ...base, action: 'U' };
    case 'clean':
    case 'shift':
      return { ...base, action: 'C' };
  }
}
