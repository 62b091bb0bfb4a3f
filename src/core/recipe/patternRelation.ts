// How two attribute patterns lie to one another, as far as it can be told without a file.
import { keywordOf, vrOf } from '../dictionary/dictionary.js';
import { normalCreator } from '../dictionary/privateEntries.js';
import { matches, mayMatch } from '../policy/attributeMatch.js';
import type { AttributePattern, AttributeSet, Policy } from '../policy/policy.js';

type Relation = 'equal' | 'covers' | 'inside' | 'apart' | 'maybe';
export type FieldGroups = NonNullable<Policy['fieldGroups']>;

export function isSingle({ mask, only }: AttributePattern): boolean {
  return mask === 0xffffffff && only === undefined;
}

function sameCreator(a: AttributePattern, b: AttributePattern): boolean {
  if (a.creator === undefined || b.creator === undefined) return a.creator === b.creator;
  return normalCreator(a.creator) === normalCreator(b.creator);
}

/** Keywords in small letters, once asked for. */
const keywords = new Map<number, string>();

function nameOf(tag: number): string {
  const known = keywords.get(tag);
  if (known !== undefined) return known;
  const name = (keywordOf(tag) ?? '').toLowerCase();
  if (keywords.size < 20_000) keywords.set(tag, name);
  return name;
}

/** Whether a set has a public tag; undefined where only a file can tell. */
type Membership = (tag: number) => boolean | undefined;

/** Rules compare each set with many attributes: what it asks for is looked up once. */
const memberships = new WeakMap<AttributeSet, Membership>();

function membershipOf(set: AttributeSet, fieldGroups: FieldGroups): Membership {
  switch (set.kind) {
    case 'all':
      return () => true;
    case 'private':
      return (tag) => (tag & 0x10000) !== 0;
    case 'values':
      return () => undefined;
    case 'starts-with':
    case 'ends-with':
    case 'contains': {
      const text = set.text.toLowerCase();
      if (set.kind === 'starts-with') return (tag) => nameOf(tag).startsWith(text);
      return set.kind === 'ends-with' ? (tag) => nameOf(tag).endsWith(text) : (tag) => nameOf(tag).includes(text);
    }
    default: {
      const answers = new Map<number, boolean | undefined>();
      const pattern: AttributePattern = { value: 0, mask: 0, only: set };
      return (tag) => {
        if (answers.has(tag)) return answers.get(tag);
        const it = { tag, vr: vrOf(tag) ?? 'UN', parents: [] };
        const has =
          matches(pattern, it, { fieldGroups }) || (mayMatch(pattern, it, { fieldGroups }) ? undefined : false);
        answers.set(tag, has);
        return has;
      };
    }
  }
}

/** For a public tag, without regard to where it stands; undefined where only a file can tell. */
function patternHas(pattern: AttributePattern, tag: number, fieldGroups: FieldGroups): boolean | undefined {
  const { only } = pattern;
  if (pattern.creator !== undefined || ((pattern.value ^ tag) & pattern.mask) !== 0) return false;
  if (only === undefined) return true;
  const known = memberships.get(only);
  if (known !== undefined) return known(tag);
  const made = membershipOf(only, fieldGroups);
  memberships.set(only, made);
  return made(tag);
}

function places(a: AttributePattern, b: AttributePattern): Relation {
  if (a.parents === undefined) return b.parents === undefined ? 'equal' : 'covers';
  if (b.parents === undefined) return 'inside';
  return JSON.stringify(a.parents) === JSON.stringify(b.parents) ? 'equal' : 'apart';
}

function turned(relation: Relation): Relation {
  if (relation === 'covers') return 'inside';
  return relation === 'inside' ? 'covers' : relation;
}

/** The attributes alone, without regard to where they stand. */
function attributes(a: AttributePattern, b: AttributePattern, groups: FieldGroups): Relation {
  if (isSingle(a) && isSingle(b)) return a.value === b.value && sameCreator(a, b) ? 'equal' : 'apart';
  if (isSingle(b) && b.creator === undefined) {
    const has = patternHas(a, b.value, groups);
    return has === undefined ? 'maybe' : has ? 'covers' : 'apart';
  }
  if (isSingle(a) && a.creator === undefined) return turned(attributes(b, a, groups));
  if (a.only?.kind === 'all' && a.mask === 0) return b.only?.kind === 'all' && b.mask === 0 ? 'equal' : 'covers';
  if (b.only?.kind === 'all' && b.mask === 0) return 'inside';
  const sameTags = a.value === b.value && a.mask === b.mask && sameCreator(a, b);
  return sameTags && JSON.stringify(a.only) === JSON.stringify(b.only) ? 'equal' : 'maybe';
}

/** `covers`: `a` holds for all that `b` holds for. */
export function relation(a: AttributePattern, b: AttributePattern, groups: FieldGroups): Relation {
  const where = places(a, b);
  const what = where === 'apart' ? 'apart' : attributes(a, b, groups);
  if (what === 'apart' || what === 'maybe') return what;
  if (what === 'equal' || where === 'equal') return what === 'equal' ? where : what;
  return what === where ? what : 'maybe';
}
