// Policies and subjects for the tests of this folder.
import { tagOf, vrOf } from '../../src/core/dictionary/dictionary.js';
import type { Tag } from '../../src/core/dictionary/tag.js';
import { compilePolicy } from '../../src/core/policy/compile.js';
import type { CompiledPolicy, Decision, OptionName, Override, Policy } from '../../src/core/policy/policy.js';

export const SOP = {
  ct: '1.2.840.10008.5.1.4.1.1.2',
  sr: '1.2.840.10008.5.1.4.1.1.88.33',
  sc: '1.2.840.10008.5.1.4.1.1.7',
  us: '1.2.840.10008.5.1.4.1.1.6.1',
  rtstruct: '1.2.840.10008.5.1.4.1.1.481.3',
  dx: '1.2.840.10008.5.1.4.1.1.1.1',
  gsps: '1.2.840.10008.5.1.4.1.1.11.1',
  directory: '1.2.840.10008.1.3.10',
} as const;

export function policyOf(
  style: Policy['style'],
  options: readonly OptionName[] = [],
  overrides: readonly Override[] = [],
): Policy {
  return {
    name: 'test',
    title: 'A test',
    style,
    options,
    overrides,
    patient: 'empty',
    dateShift: { min: -100, max: -10 },
    references: 'profile',
  };
}

export function profile(...options: readonly OptionName[]): CompiledPolicy {
  return compilePolicy(policyOf('profile', options));
}

export function blank(...options: readonly OptionName[]): CompiledPolicy {
  return compilePolicy(policyOf('blank', options));
}

export function tag(keyword: string): Tag {
  const found = tagOf(keyword);
  if (found === undefined) throw new RangeError(`no keyword ${keyword}`);
  return found;
}

/** What happens to an attribute, by keyword, with the VR of the dictionary. */
export function decide(
  policy: CompiledPolicy,
  keyword: string,
  sopClass: string = SOP.ct,
  ...parents: readonly string[]
): Decision | undefined {
  const subject = tag(keyword);
  return policy.decide({ tag: subject, vr: vrOf(subject) ?? 'UN', parents: parents.map(tag), sopClass });
}
