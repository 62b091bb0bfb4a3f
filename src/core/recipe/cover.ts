// How two attribute patterns lie to one another, as far as it can be told without a file.
import { vrOf } from '../dictionary/dictionary.js';
import { normalCreator } from '../dictionary/privateEntries.js';
import { matches, mayMatch } from '../policy/attributeMatch.js';
import type { AttributePattern, Policy } from '../policy/policy.js';

export type Relation = 'equal' | 'covers' | 'inside' | 'apart' | 'maybe';
export type FieldGroups = NonNullable<Policy['fieldGroups']>;

export function isSingle({ mask, only }: AttributePattern): boolean {
  return mask === 0xffffffff && only === undefined;
}

function sameCreator(a: AttributePattern, b: AttributePattern): boolean {
  if (a.creator === undefined || b.creator === undefined) return a.creator === b.creator;
  return normalCreator(a.creator) === normalCreator(b.creator);
}

/** For a public tag, without regard to where it stands; undefined where only a file can tell. */
function patternHas(pattern: AttributePattern, tag: number, fieldGroups: FieldGroups): boolean | undefined {
  if (pattern.creator !== undefined || ((pattern.value ^ tag) & pattern.mask) !== 0) return false;
  if (pattern.only === undefined) return true;
  const it = { tag, vr: vrOf(tag) ?? 'UN', parents: [] };
  const { parents: _parents, ...anywhere } = pattern;
  if (matches(anywhere, it, { fieldGroups })) return true;
  return mayMatch(anywhere, it, { fieldGroups }) ? undefined : false;
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
