// What an object decides about the rules: which of those with a condition hold, whether the recipe takes it, which values
// it names.
import type { Refusal } from '../kernel/issue.js';
import { asksForValues } from './attributeMatch.js';
import { type Answer, answer, gatherValues, type ObjectFacts } from './condition.js';
import type { Dates } from './decideAttribute.js';
import { createDecider, type Decider } from './decider.js';
import type { ActiveRule } from './overrides.js';
import type { Admission, Policy } from './policy.js';

/** Objects of a run differ in a few ways; more sets of answers than this come from a recipe with very many conditions. */
const MOST_REMEMBERED = 256;

/** True where two objects may fare differently under the same recipe for what they are. */
export function isPerObject(policy: Policy): boolean {
  const { overrides, admission = [], devices = [] } = policy;
  const asked = overrides.some(({ when, attribute }) => when !== undefined || asksForValues(attribute, policy));
  return asked || admission.length > 0 || devices.length > 0;
}

const SIGNS = new Map<Answer, string>([
  [true, 'y'],
  [false, 'n'],
  [undefined, '?'],
]);

/**
 * The decider for an object; one for all objects whose conditions have the same answers. Without an object no condition
 * has an answer, and the stronger decision counts.
 */
export function deciders(policy: Policy, dates: Dates): (facts: ObjectFacts | undefined) => Decider {
  const conditional = policy.overrides.some(({ when }) => when !== undefined);
  if (!conditional) {
    const one = createDecider(
      policy,
      dates,
      policy.overrides.map((override) => ({ override, sure: true })),
    );
    return () => one;
  }
  const known = new Map<string, Decider>();
  return (facts) => {
    const answers = policy.overrides.map(({ when }): Answer => {
      if (when === undefined) return true;
      return facts === undefined ? undefined : answer(when, facts);
    });
    const key = answers.map((one) => SIGNS.get(one)).join('');
    const found = known.get(key);
    if (found !== undefined) return found;
    const active = policy.overrides.flatMap((override, at): ActiveRule[] =>
      answers[at] === false ? [] : [{ override, sure: answers[at] === true }],
    );
    const made = createDecider(policy, dates, active);
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(key, made);
    return made;
  };
}

/** The first rule that matches decides; with an `allow` anywhere, the rest is denied. Where nobody can say: denied. */
export function refusalOf(rules: readonly Admission[], facts: ObjectFacts): Refusal | undefined {
  for (const { kind, when, origin } of rules) {
    const found = answer(when, facts);
    if (kind === 'allow' && found === true) return undefined;
    if (kind === 'deny' && found !== false) return refused(`${origin} leaves this object out`);
  }
  const allowing = rules.filter(({ kind }) => kind === 'allow').map(({ origin }) => origin);
  if (allowing.length === 0) return undefined;
  const shown = allowing.slice(0, 3).join(', ') + (allowing.length > 3 ? ', …' : '');
  return refused(`it is none of those that ${shown} ${allowing.length === 1 ? 'takes' : 'take'}`);
}

function refused(why: string): Refusal {
  return { code: 'not-admitted', message: `the recipe does not take this object: ${why}` };
}

/** Tells for the texts of an attribute which groups of values they hold one of; undefined where no rule asks. */
export function valuesOf(
  policy: Policy,
  facts: ObjectFacts,
): ((texts: readonly string[]) => readonly string[]) | undefined {
  if (!policy.overrides.some(({ attribute }) => asksForValues(attribute, policy))) return undefined;
  const groups = [...gatherValues(policy.valueGroups ?? [], facts)];
  return (texts) => {
    const whole = texts.join('\\').toLowerCase();
    return groups.filter(([, values]) => values.some((value) => whole.includes(value))).map(([name]) => name);
  };
}
