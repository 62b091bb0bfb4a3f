// Rules that do nothing because others are stronger, rules written twice, and a KEEP that leaves what the profile takes away.

import { keywordOf, vrOf } from '../../dictionary/dictionary.js';
import { actionRow, singleRows } from '../../policy/actionTable.js';
import { isPrivatePattern, isSingle, matches } from '../../policy/attributeMatch.js';
import { formatPattern } from '../../policy/claims.js';
import type { AttributePattern, Condition, Override, Policy } from '../../policy/policy.js';
import { chooseOption } from '../../policy/resolve.js';
import type { Diagnostic, Span } from '../syntax.js';
import { codeInWords } from './attributeInfo.js';
import { type CheckedRecipe, spanOfOrigin } from './checked.js';
import { conditionKey } from './conditionKey.js';
import { mapKey, samePattern } from './patternKey.js';
import { optionsKeeping } from './remedies.js';

/** Later rules that stand for many attributes are compared with every earlier one: so many of them at most. */
const MOST_WIDE = 32;

/** True where two rules do the same, without regard to where they stand and for which attribute. */
function sameDeed(a: Override, b: Override): boolean {
  return a.kind === b.kind && sameWhen(a.when, b.when) && deedOf(a) === deedOf(b);
}

function sameWhen(a: Condition | undefined, b: Condition | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && conditionKey(a) === conditionKey(b));
}

/** What else the kind of a rule needs to be told; undefined for most. */
function deedOf(rule: Override): string | undefined {
  if (rule.kind === 'shift') return `${rule.days ?? ''} ${rule.variable ?? ''}`;
  if (rule.kind === 'set') return `${rule.add === true} ${rule.value}`;
  return rule.kind === 'lookup' ? `${rule.add === true} ${rule.variable}` : undefined;
}

function covers({ attribute: wide }: Override, { attribute: pattern }: Override, policy: Policy): boolean {
  if (((wide.value ^ pattern.value) & wide.mask) !== 0 || !isSingle(pattern)) return false;
  const parents = pattern.parents?.map(({ value }) => value) ?? [];
  if (wide.parents !== undefined && pattern.parents === undefined) return false;
  return matches(wide, { tag: pattern.value, vr: vrOf(pattern.value) ?? 'UN', parents }, policy);
}

function covering(wide: readonly Override[], rule: Override, policy: Policy): Override | undefined {
  for (const other of wide) if (covers(other, rule, policy)) return other;
  return undefined;
}

function lineOf(origin: string): string {
  const at = origin.lastIndexOf(':');
  return at < 0 ? origin : `line ${origin.slice(at + 1)} of ${origin.slice(0, at)}`;
}

/** Rules with conditions, by what they ask: looked at only where an attribute has several. */
interface Conditional {
  readonly first: Override;
  readonly when: Condition;
  byKey: Map<string, Override> | undefined;
}

/** The one that asks the same; without any, the rule is kept to be found itself. */
function sameCondition(others: Conditional, rule: Override, when: Condition): Override | undefined {
  others.byKey ??= new Map([[conditionKey(others.when), others.first]]);
  const key = conditionKey(when);
  const known = others.byKey.get(key);
  if (known === undefined) others.byKey.set(key, rule);
  return known;
}

function shadows(checked: CheckedRecipe): readonly Diagnostic[] {
  const { policy } = checked;
  const found: Diagnostic[] = [];
  const later = new Map<string | number, Override>();
  const conditional = new Map<string | number, Conditional>();
  const wide: Override[] = [];
  const report = (rule: Override, by: Override | undefined): void => {
    if (by === undefined || by.origin === rule.origin) return;
    const span = spanOfOrigin(checked, rule.origin);
    if (span !== undefined) found.push(shadowed(rule, by, span));
  };
  for (let at = policy.overrides.length - 1; at >= 0; at--) {
    const rule = policy.overrides[at];
    if (rule === undefined) continue;
    const { attribute, when } = rule;
    const key = mapKey(attribute);
    const same = later.get(key);
    let by = same;
    if (by === undefined && attribute.parents !== undefined) by = later.get(anywhereKey(attribute));
    if (by === undefined && wide.length > 0) by = covering(wide, rule, policy);
    if (when === undefined) {
      report(rule, by);
      if (same !== undefined) continue;
      later.set(key, rule);
      if (!isSingle(attribute) && attribute.only?.kind !== 'values' && wide.length < MOST_WIDE) wide.push(rule);
    } else {
      const others = conditional.get(key);
      if (others === undefined) conditional.set(key, { first: rule, when, byKey: undefined });
      const like = others === undefined ? undefined : sameCondition(others, rule, when);
      report(rule, by ?? like);
    }
  }
  return found;
}

/** The key of the same attribute at any depth. */
function anywhereKey(attribute: AttributePattern): string | number {
  const { parents: _, ...anywhere } = attribute;
  return mapKey(anywhere);
}

function shadowed(rule: Override, by: Override, span: Span): Diagnostic {
  const line = lineOf(by.origin);
  return samePattern(rule.attribute, by.attribute) && sameDeed(rule, by)
    ? { code: 'duplicate-rule', severity: 'warning', message: `the same rule stands in ${line}`, span }
    : {
        code: 'shadowed-rule',
        severity: 'warning',
        message: `no effect: ${line} is stronger for the same attribute`,
        span,
      };
}

function nameOf(pattern: AttributePattern): string {
  const keyword = isSingle(pattern) ? keywordOf(pattern.value) : undefined;
  return keyword ?? formatPattern(pattern);
}

/** The profile's code for an attribute that its options do not keep; undefined where nothing is lost by keeping it. */
function defeated(policy: Policy, tag: number): string | undefined {
  const row = actionRow(tag);
  if (row === undefined || row.basic === 'K') return undefined;
  const choice = chooseOption(row.columns, policy.options);
  if (choice?.action === 'K') return undefined;
  return choice?.action === 'C' ? 'C' : row.basic;
}

function keepsOne(policy: Policy, pattern: AttributePattern): string | undefined {
  const code = defeated(policy, pattern.value);
  if (code === undefined) return undefined;
  const options = optionsKeeping(pattern.value);
  const by = options.length === 0 ? '' : `; OPTION ${options.join(' or ')} would keep it by the standard`;
  return `${nameOf(pattern)} identifies: the profile has it ${codeInWords(code)} (${code}, PS3.15 Table E.1-1), and this rule keeps it${by}`;
}

function keepsMany(policy: Policy, pattern: AttributePattern): string | undefined {
  let count = 0;
  for (const tag of singleRows().keys()) {
    const it = { tag, vr: vrOf(tag) ?? 'UN', parents: [] };
    if (matches(pattern, it, policy) && defeated(policy, tag) !== undefined) count++;
  }
  if (count === 0) return undefined;
  return `keeps ${count} attribute${count === 1 ? '' : 's'} that the profile takes away (PS3.15 Table E.1-1)`;
}

function keeps(checked: CheckedRecipe): readonly Diagnostic[] {
  const { policy } = checked;
  const answers = new Map<string | number, string | undefined>();
  const found: Diagnostic[] = [];
  for (const { kind, attribute, origin } of policy.overrides) {
    if (kind !== 'keep') continue;
    if (attribute.creator === undefined && attribute.only === undefined && isPrivatePattern(attribute)) {
      const span = spanOfOrigin(checked, origin);
      const message = `no effect: a private attribute means nothing without its creator, as in (0019,"CREATOR",02)`;
      if (span !== undefined) found.push({ code: 'needs-creator', severity: 'warning', message, span });
      continue;
    }
    if (policy.style === 'rules' || attribute.creator !== undefined) continue;
    const key = mapKey(attribute);
    if (!answers.has(key)) {
      answers.set(key, isSingle(attribute) ? keepsOne(policy, attribute) : keepsMany(policy, attribute));
    }
    const message = answers.get(key);
    const span = message === undefined ? undefined : spanOfOrigin(checked, origin);
    if (message !== undefined && span !== undefined) {
      found.push({ code: 'keep-defeats-profile', severity: 'warning', message, span });
    }
  }
  return found;
}

export function checkRules(checked: CheckedRecipe): readonly Diagnostic[] {
  return [...shadows(checked), ...keeps(checked)];
}
