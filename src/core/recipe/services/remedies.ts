// What could be done with an attribute instead: options that keep it by the standard, functions that suit its VR.
import { vrOf } from '../../dictionary/dictionary.js';
import type { Tag } from '../../dictionary/tag.js';
import { actionRow } from '../../policy/actionTable.js';
import { OPTIONS } from '../../policy/options.js';
import type { AttributePattern, OptionName } from '../../policy/policy.js';

/** Options under which PS3.15 Table E.1-1 keeps an attribute. */
export function optionsKeeping(tag: Tag): readonly OptionName[] {
  const columns = actionRow(tag)?.columns ?? '';
  return OPTIONS.flatMap(({ name, column }) => (column !== undefined && columns[column] === 'K' ? [name] : []));
}

/** A function that makes another value of the same kind; undefined where none does. */
export function functionFor(pattern: AttributePattern | undefined): string | undefined {
  if (pattern === undefined || pattern.creator !== undefined) return undefined;
  const vr = vrOf(pattern.value);
  if (vr === undefined) return undefined;
  if (vr === 'UI') return 'uid()';
  if (vr === 'DA' || vr === 'DT') return 'shift()';
  if (vr === 'ST' || vr === 'LT' || vr === 'UT') return 'clean()';
  if (vr === 'PN' || vr === 'LO' || vr === 'SH' || vr === 'UC') return 'pseudonym()';
  return vr === 'SQ' ? undefined : 'dummy()';
}
