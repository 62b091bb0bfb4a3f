// How two attribute patterns lie to one another, as far as it can be told without a file.
import { keywordOf, vrOf } from '../dictionary/dictionary.js';
import { normalCreator } from '../dictionary/privateEntries.js';
import type { AttributePattern, AttributeSet, Policy } from '../policy/policy.js';

export type Relation = 'equal' | 'covers' | 'inside' | 'apart' | 'maybe';
export type FieldGroups = NonNullable<Policy['fieldGroups']>;

export function isSingle({ mask, only }: AttributePattern): boolean {
  return mask === 0xffffffff && only === undefined;
}

function sameCreator(a: AttributePattern, b: AttributePattern): boolean {
  if (a.creator === undefined || b.creator === undefined) return a.creator === b.creator;
  return normalCreator(a.creator) === normalCreator(b.creator);
}

/** Whether a set has the attribute; undefined where only a file can tell. */
function setHas(set: AttributeSet, tag: number, groups: FieldGroups): boolean | undefined {
  switch (set.kind) {
    case 'all':
      return true;
    case 'private':
      return (tag & 0x10000) !== 0;
    case 'vr': {
      const vr = vrOf(tag);
      return vr === undefined ? undefined : vr === set.vr;
    }
    case 'values':
      return undefined;
    case 'fields': {
      const named = groups.find(({ name }) => name === set.group)?.attributes ?? [];
      let known: boolean | undefined = false;
      for (const each of named) {
        const has = patternHas(each, tag, groups);
        if (has === true) return true;
        if (has === undefined) known = undefined;
      }
      return known;
    }
    default: {
      const keyword = keywordOf(tag)?.toLowerCase();
      if (keyword === undefined) return undefined;
      const text = set.text.toLowerCase();
      if (set.kind === 'starts-with') return keyword.startsWith(text);
      if (set.kind === 'ends-with') return keyword.endsWith(text);
      if (set.kind === 'contains') return keyword.includes(text);
      return !text.split('|').some((part) => keyword.includes(part));
    }
  }
}

/** For a public tag, without regard to where it stands. */
function patternHas(pattern: AttributePattern, tag: number, groups: FieldGroups): boolean | undefined {
  if (pattern.creator !== undefined || ((pattern.value ^ tag) & pattern.mask) !== 0) return false;
  return pattern.only === undefined ? true : setHas(pattern.only, tag, groups);
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
