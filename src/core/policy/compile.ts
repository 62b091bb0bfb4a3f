// Turns a policy into decisions. What the object at hand decides (conditions, values, admission) is settled once for it.
import type { Issue } from '../kernel/issue.js';
import { singleRows } from './actionTable.js';
import { claimsOf } from './claims.js';
import { answer, askedOf, type ObjectFacts } from './condition.js';
import type { Dates } from './decideAttribute.js';
import { decideItem } from './decideContentItem.js';
import { policyDigest } from './digest.js';
import { usesKnownDevices } from './knownDevices.js';
import { deciders, isPerObject, refusalOf, valuesOf } from './objectRules.js';
import { isOfPixels } from './pixelOptions.js';
import type { CompiledPolicy, ContentItem, ObjectRules, OptionName, Policy } from './policy.js';
import { chooseOption } from './resolve.js';
import { ruleIssues } from './ruleIssues.js';

const CLEANING: readonly OptionName[] = [
  'clean-descriptors',
  'clean-structured-content',
  'clean-graphics',
  'retain-safe-private',
  'retain-patient-characteristics',
];

function datesOf(options: readonly OptionName[]): Dates {
  if (options.includes('retain-modified-dates')) return 'shift';
  return options.includes('retain-full-dates') ? 'keep' : 'remove';
}

/** Options that want different things of the same attributes, and what comes of it. */
function conflicts(options: readonly OptionName[]): readonly Issue[] {
  if (options.length < 2) return [];
  const counts = new Map<string, number>();
  for (const { columns } of singleRows().values()) {
    const choice = chooseOption(columns, options);
    if (choice?.yielded === undefined) continue;
    const key = `${choice.option} ${choice.yielded}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]): Issue => {
    const [clean, keep] = key.split(' ');
    const both = clean === 'retain-modified-dates' && keep === 'retain-full-dates';
    const message = both
      ? 'retain-full-dates and retain-modified-dates exclude each other: dates are shifted'
      : `${clean} cleans ${count} attribute${count === 1 ? '' : 's'} that ${keep} would keep as they are`;
    return { code: 'options-conflict', severity: both ? 'warning' : 'info', message };
  });
}

/** What is left of the options once those that exclude each other are settled. */
function effectiveOptions(options: readonly OptionName[]): readonly OptionName[] {
  const unique = [...new Set(options)];
  return unique.includes('retain-modified-dates') ? unique.filter((name) => name !== 'retain-full-dates') : unique;
}

/** Compiles a policy. Never throws: what can't be done as asked is an issue. */
export function compilePolicy(given: Policy): CompiledPolicy {
  // Without a profile an option has nothing to add to (PS3.15 E.3), but for those that no table speaks of: pixels.
  const options = given.style === 'rules' ? given.options.filter(isOfPixels) : effectiveOptions(given.options);
  const policy: Policy = { ...given, options };
  const dates = given.style === 'rules' ? 'keep' : datesOf(options);
  const on = new Set(options);
  const claims = claimsOf(policy, options);
  const base = {
    policy,
    digest: policyDigest(policy),
    issues: [...(given.style === 'rules' ? [] : conflicts(given.options)), ...ruleIssues(given), ...claims.issues],
    dates,
    perObject: isPerObject(policy),
    knownDevices: usesKnownDevices(policy),
    asks: askedOf(policy),
    looksUp: policy.overrides.some(
      (rule) => rule.kind === 'lookup' || (rule.kind === 'shift' && rule.variable !== undefined),
    ),
    cleansText: CLEANING.some((name) => on.has(name)) || policy.overrides.some(({ kind }) => kind === 'clean'),
    has: (option: OptionName) => on.has(option),
    decideContentItem: (item: ContentItem) => (policy.style === 'rules' ? undefined : decideItem(policy, item)),
    codes: claims.codes,
    method: claims.method,
  };
  const deciderFor = deciders(policy, dates);

  function forObject(facts: ObjectFacts): ObjectRules {
    const holds = valuesOf(policy, facts);
    const own: CompiledPolicy = !base.perObject
      ? compiled
      : { ...base, ...deciderFor(facts), forObject, ...(holds === undefined ? {} : { holds }) };
    // A directory lists objects and is none: which of them are taken shows in the files.
    if (!facts.complete) return { policy: own, devices: [] };
    const refusal = refusalOf(policy.admission ?? [], facts);
    const devices = (policy.devices ?? []).filter(
      ({ when, regions }) => regions.some(({ kind }) => kind === 'blank') && answer(when, facts) !== false,
    );
    return { policy: own, devices, ...(refusal === undefined ? {} : { refusal }) };
  }

  const compiled: CompiledPolicy = { ...base, ...deciderFor(undefined), forObject };
  return compiled;
}
