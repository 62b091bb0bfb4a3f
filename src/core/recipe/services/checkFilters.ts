// Filters and admissions that can never hold, or never come to their turn.
import { attribute } from '../../dictionary/dictionary.js';
import type { Condition, DeviceRule } from '../../policy/policy.js';
import type { Diagnostic } from '../syntax.js';
import { type CheckedRecipe, spanOfOrigin } from './checked.js';
import { conditionKey } from './conditionKey.js';
import { samePattern } from './patternKey.js';

type Test = Extract<Condition, { kind: 'test' }>;

function sameAttribute(a: Test, b: Test): boolean {
  return samePattern(a.attribute, b.attribute);
}

function isSingleValued({ attribute: pattern }: Test): boolean {
  return pattern.creator === undefined && attribute(pattern.value)?.vm === '1';
}

const SPEAKS_OF_VALUE: ReadonlySet<Test['op']> = new Set(['contains', 'equals', 'starts-with', 'ends-with', 'matches']);

/** True where two tests of one attribute can't both hold. */
function exclude(a: Test, b: Test): boolean {
  if (!sameAttribute(a, b)) return false;
  if (a.op === 'missing') return b.op !== 'missing';
  if (a.op === 'empty') return SPEAKS_OF_VALUE.has(b.op) && b.value !== '';
  if (a.op !== 'equals' || !isSingleValued(a)) return false;
  const [whole, part] = [a.value.toLowerCase(), b.value.toLowerCase()];
  switch (b.op) {
    case 'equals':
      return whole !== part;
    case 'contains':
      return !whole.includes(part);
    case 'starts-with':
      return !whole.startsWith(part);
    case 'ends-with':
      return !whole.endsWith(part);
    default:
      return false;
  }
}

/** Longer lists of tests are left alone: each is compared with each. */
const MOST_TESTS = 64;

function contradict(a: Condition, b: Condition): boolean {
  if (a.kind === 'test' && b.kind === 'test') return exclude(a, b) || exclude(b, a);
  if (a.kind === 'not') return conditionKey(a.of) === conditionKey(b);
  return b.kind === 'not' && conditionKey(b.of) === conditionKey(a);
}

/** True where no object can pass. */
function neverHolds(condition: Condition): boolean {
  if (condition.kind === 'test' || condition.kind === 'not') return false;
  const parts = condition.of;
  if (condition.kind === 'any') return parts.every(neverHolds);
  if (parts.some(neverHolds)) return true;
  if (parts.length > MOST_TESTS) return false;
  for (let at = 1; at < parts.length; at++) {
    const a = parts[at];
    for (let other = 0; other < at; other++) {
      const b = parts[other];
      if (a !== undefined && b !== undefined && contradict(a, b)) return true;
    }
  }
  return false;
}

/** True where whatever passes `a` passes `b`. */
function implies(a: Condition, b: Condition): boolean {
  if (conditionKey(a) === conditionKey(b)) return true;
  if (b.kind === 'all' && b.of.every((part) => implies(a, part))) return true;
  if (a.kind === 'any' && a.of.every((part) => implies(part, b))) return true;
  if (b.kind === 'any' && b.of.some((part) => implies(a, part))) return true;
  if (a.kind === 'all' && a.of.some((part) => implies(part, b))) return true;
  return (
    a.kind === 'test' &&
    b.kind === 'test' &&
    a.op === 'equals' &&
    b.op === 'contains' &&
    sameAttribute(a, b) &&
    a.value.toLowerCase().includes(b.value.toLowerCase())
  );
}

/** Each admission is compared with so many before it. */
const MOST_EARLIER = 64;

function admissions(checked: CheckedRecipe): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const keys = new Map<string, string>();
  const earlier: { readonly when: Condition; readonly origin: string }[] = [];
  for (const { when, origin } of checked.policy.admission ?? []) {
    const span = spanOfOrigin(checked, origin);
    const same = keys.get(conditionKey(when)) ?? earlier.find((other) => implies(when, other.when))?.origin;
    if (span !== undefined && same !== undefined) {
      const line = same.slice(same.lastIndexOf(':') + 1);
      const message = `never comes to its turn: line ${line} has decided about all objects that pass these tests`;
      found.push({ code: 'unreachable-filter', severity: 'warning', message, span });
    }
    if (!keys.has(conditionKey(when))) {
      keys.set(conditionKey(when), origin);
      if (earlier.length < MOST_EARLIER) earlier.push({ when, origin });
    }
  }
  return found;
}

function impossible(checked: CheckedRecipe): readonly Diagnostic[] {
  const { admission = [], devices = [], overrides } = checked.policy;
  const found: Diagnostic[] = [];
  for (const rules of [admission, devices, overrides]) {
    for (const { when, origin } of rules) {
      if (when === undefined || !neverHolds(when)) continue;
      const span = spanOfOrigin(checked, origin);
      const message = 'no object can pass: two of the tests exclude each other';
      if (span !== undefined) found.push({ code: 'impossible-filter', severity: 'warning', message, span });
    }
  }
  return found;
}

/** A label whose tests and regions stand in an earlier one. */
function repeated(checked: CheckedRecipe): readonly Diagnostic[] {
  const seen = new Map<string, { readonly first: DeviceRule; keys?: Map<string, DeviceRule> }>();
  const found: Diagnostic[] = [];
  for (const device of checked.policy.devices ?? []) {
    // Most labels differ in their regions: their tests need not be looked at.
    const key = device.regions.map(({ kind, area }) => `${kind} ${String(area)}`).join();
    const same = seen.get(key);
    if (same === undefined) {
      seen.set(key, { first: device });
      continue;
    }
    same.keys ??= new Map([[conditionKey(same.first.when), same.first]]);
    const own = conditionKey(device.when);
    const before = same.keys.get(own);
    const span = before === undefined ? undefined : spanOfOrigin(checked, device.origin);
    if (before === undefined) same.keys.set(own, device);
    else if (span !== undefined && before.origin !== device.origin) {
      const message = `unreachable: the label ${before.label} has the same tests and regions`;
      found.push({ code: 'unreachable-filter', severity: 'warning', message, span });
    }
  }
  return found;
}

export function checkFilters(checked: CheckedRecipe): readonly Diagnostic[] {
  return [...admissions(checked), ...impossible(checked), ...repeated(checked)];
}
