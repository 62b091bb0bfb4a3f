// What is wrong with a recipe's own rules: those without effect, patterns that can't be run, groups that nobody defined.
import { vrOf } from '../dictionary/dictionary.js';
import type { Issue } from '../kernel/issue.js';
import { isPrivatePattern, isSingle } from './attributeMatch.js';
import { testsOf } from './condition.js';
import { isWithoutEffect, reachesPrivate, serves } from './overrides.js';
import { formatPattern } from './patternText.js';
import { isOfPixels } from './pixelOptions.js';
import type { AttributePattern, Condition, Override, Policy } from './policy.js';
import { safePattern } from './safePattern.js';

function warning(code: string, message: string): Issue {
  return { code, severity: 'warning', message };
}

function aboutRule(rule: Override, policy: Policy): readonly Issue[] {
  const { kind, attribute, origin } = rule;
  const name = `${kind} ${formatPattern(attribute)}`;
  if (isWithoutEffect(rule, policy)) {
    return [warning('rule-without-effect', `${name} has no effect: the program itself writes or needs that attribute`)];
  }
  if (attribute.only === undefined && isPrivatePattern(attribute) && !reachesPrivate(rule, policy)) {
    const message = `${name} has no effect: a private attribute means nothing without its creator, as in (0019,"CREATOR",02)`;
    return [warning('override-needs-creator', message)];
  }
  const vr = isSingle(attribute) ? vrOf(attribute.value) : undefined;
  // What has the VR of text may hold a date or a UID all the same.
  const text = (kind === 'shift' || kind === 'map-uid') && vr !== undefined && serves('pseudonym', vr);
  const mapped = kind === 'pseudonym' && vr === 'UI';
  const old = kind === 'set' || vr === 'SQ';
  if (vr !== undefined && !serves(kind, vr) && !text && !mapped && !old) {
    const message = `${name} can not be done with VR ${vr}: the attribute is emptied, or gets a dummy where it needs a value`;
    return [warning('rule-does-not-fit', message)];
  }
  if (rule.kind === 'shift' && rule.days !== undefined && !Number.isSafeInteger(rule.days)) {
    return [warning('rule-does-not-fit', `${origin}: dates move by whole days; the attribute is emptied instead`)];
  }
  return [];
}

function aboutCondition(when: Condition, origin: string): readonly Issue[] {
  return testsOf(when).flatMap(({ op, value, attribute }) => {
    const issues: Issue[] = [];
    const made = op === 'matches' ? safePattern(value) : undefined;
    if (made?.kind === 'problem') {
      const then = 'whether it holds is not known, so that of two rules the one that leaves less counts';
      issues.push(warning('pattern-not-safe', `${origin}: ${made.message}; ${then}`));
    }
    if (attribute.only?.kind === 'values') {
      issues.push(warning('rule-does-not-fit', `${origin}: a condition can not ask for a group of values`));
    }
    return issues;
  });
}

function groupsOf({
  only,
}: AttributePattern): readonly { readonly kind: 'fields' | 'values'; readonly group: string }[] {
  return only?.kind === 'fields' || only?.kind === 'values' ? [only] : [];
}

function aboutGroups(policy: Policy): readonly Issue[] {
  const known = {
    fields: new Set(policy.fieldGroups?.map(({ name }) => name)),
    values: new Set(policy.valueGroups?.map(({ name }) => name)),
  };
  const patterns = [
    ...policy.overrides.map(({ attribute, origin }) => ({ attribute, origin })),
    ...(policy.fieldGroups ?? []).flatMap(({ name, attributes }) =>
      attributes.map((attribute) => ({ attribute, origin: `the group ${name}` })),
    ),
  ];
  return patterns.flatMap(({ attribute, origin }) =>
    groupsOf(attribute)
      .filter(({ kind, group }) => !known[kind].has(group))
      .map(({ kind, group }) =>
        warning(
          'unknown-group',
          `${origin}: there is no group of ${kind} named ${group}, so that nothing is meant by it`,
        ),
      ),
  );
}

/** Issues of the rules that a person wrote. */
export function ruleIssues(policy: Policy): readonly Issue[] {
  const conditions = [...policy.overrides, ...(policy.admission ?? []), ...(policy.devices ?? [])];
  const idle = policy.options.filter((option) => !isOfPixels(option));
  const noProfile: readonly Issue[] =
    policy.style === 'rules' && idle.length > 0
      ? [
          warning(
            'options-without-profile',
            `${idle.join(', ')}: an option adds to a profile, and there is none, so that it does nothing`,
          ),
        ]
      : [];
  return [
    ...noProfile,
    ...policy.overrides.flatMap((rule) => aboutRule(rule, policy)),
    ...conditions.flatMap(({ when, origin }) => (when === undefined ? [] : aboutCondition(when, origin))),
    ...aboutGroups(policy),
  ];
}
