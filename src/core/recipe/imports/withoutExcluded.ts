// A pattern less some attributes, as our rules can say it: attribute by attribute of PS3.6.
import { vrOf } from '../../dictionary/dictionary.js';
import { tagsByKeyword } from '../../dictionary/standardEntries.js';
import type { AttributePattern } from '../../policy/policy.js';

/** More rules than this would be no recipe that anyone reads. */
const MOST = 800;

function covers({ value, mask, only }: AttributePattern, tag: number): boolean {
  if (((value ^ tag) & mask) !== 0) return false;
  if (only === undefined || only.kind === 'all') return true;
  return only.kind === 'vr' && vrOf(tag) === only.vr;
}

/** Single attributes that `patterns` cover and `excluded` do not; undefined where they can't be told or are too many. */
export function withoutExcluded(
  patterns: readonly AttributePattern[],
  excluded: readonly AttributePattern[],
): readonly AttributePattern[] | undefined {
  if (excluded.length === 0) return patterns;
  const simple = ({ creator, only, value, mask }: AttributePattern) =>
    creator === undefined &&
    (only === undefined || only.kind === 'all' || only.kind === 'vr') &&
    (value & mask & 0x10000) === 0;
  if (!patterns.every(simple)) return undefined;
  const single: AttributePattern[] = [];
  for (const tag of new Set(tagsByKeyword().values())) {
    if (!patterns.some((pattern) => covers(pattern, tag)) || excluded.some((pattern) => covers(pattern, tag))) continue;
    single.push({ value: tag, mask: 0xffffffff });
    if (single.length > MOST) return undefined;
  }
  return single.sort((one, other) => one.value - other.value);
}
