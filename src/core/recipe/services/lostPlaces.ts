// Places that are gone before a rule gets there: what lies in a sequence that the recipe removes goes with it, whatever
// rules say of it (PS3.15 E.1.1).
import { isSingle } from '../../policy/attributeMatch.js';
import { formatPattern } from '../../policy/claims.js';
import { createDecider } from '../../policy/decider.js';
import type { AttributePattern, Override, Policy } from '../../policy/policy.js';
import type { Diagnostic, Span } from '../syntax.js';
import { type CheckedRecipe, lineOfOrigin, spanOfOrigin } from './checked.js';
import { mapKey } from './patternKey.js';
import { keywordFor, patternOf } from './target.js';

export interface LostPlace {
  /** How many steps of the path lead to the sequence that goes. */
  readonly depth: number;
  /** The path to it, in words. */
  readonly sequence: string;
  /** Some objects need the sequence and keep it with other content. */
  readonly mostly: boolean;
}

/** For a pattern with a path: the sequence of the path that goes; undefined where all of it stays. */
export type Losses = (pattern: AttributePattern) => LostPlace | undefined;

/** Nobody knows the object: rules for some objects count where they leave more, so that nothing is said in vain. */
function leaving(rule: Override): boolean {
  return rule.when === undefined || (rule.kind !== 'remove' && rule.kind !== 'empty');
}

export function lossesOf(policy: Policy): Losses {
  const active = policy.overrides.filter(leaving).map((override) => ({ override, sure: true }));
  const decider = createDecider(policy, 'keep', active);
  const known = new Map<string, LostPlace | undefined>();
  const goes = (parents: readonly AttributePattern[], depth: number): LostPlace | undefined => {
    const step = parents[depth - 1];
    // A private block is told by its creator and not by its number: what becomes of it is not said here.
    if (step === undefined || !isSingle(step)) return undefined;
    const above = parents.slice(0, depth - 1).map(({ value }) => value);
    const decision = decider.decide({ tag: step.value, vr: 'SQ', parents: above, sopClass: '' });
    if (decision?.action !== 'X' && decision?.action !== 'Z') return undefined;
    const sequence = parents.slice(0, depth).map((each) => keywordFor(each) || formatPattern(each));
    return { depth, sequence: sequence.join('.'), mostly: decision.override === undefined && decision.code !== 'X' };
  };
  return ({ parents = [] }) => {
    if (parents.length === 0) return undefined;
    const key = parents.map(mapKey).join('/');
    if (known.has(key)) return known.get(key);
    let lost: LostPlace | undefined;
    for (let depth = 1; depth <= parents.length && lost === undefined; depth++) {
      const step = parents[depth - 1];
      if (step === undefined || !isSingle(step)) break;
      lost = goes(parents, depth);
    }
    known.set(key, lost);
    return lost;
  };
}

/** What is said of a rule for such a place. */
export function lossInWords({ sequence, mostly }: LostPlace): string {
  return `this recipe ${mostly ? 'mostly ' : ''}removes ${sequence} with all that is in it`;
}

/** The words of a path up to one of its sequences. */
function pathOf(text: string, depth: number, whole: AttributePattern): string | undefined {
  const wanted = whole.parents?.[depth - 1];
  for (const { index } of text.matchAll(/\.|__/g)) {
    const found = patternOf(text.slice(0, index));
    if (found === undefined || wanted === undefined || found.value !== wanted.value) continue;
    if ((found.parents?.length ?? 0) === depth - 1) return text.slice(0, index);
  }
  return undefined;
}

/** The path to the sequence where the rule's line has it, so that a fix can write it down. */
function placeOf(checked: CheckedRecipe, { attribute, origin }: Override, depth: number): Span | undefined {
  const statement = lineOfOrigin(checked, origin)?.statement;
  const token = statement?.kind === 'action' ? statement.target : undefined;
  const path = token === undefined ? undefined : pathOf(token.text, depth, attribute);
  if (token === undefined || path === undefined) return spanOfOrigin(checked, origin);
  return { start: token.span.start, end: token.span.start + path.length };
}

export const LOST_PLACE = 'lost-with-sequence';

/** Rules that would leave something where nothing is left. */
export function checkPlaces(checked: CheckedRecipe): readonly Diagnostic[] {
  const { policy } = checked;
  let losses: Losses | undefined;
  const found: Diagnostic[] = [];
  for (const rule of policy.overrides) {
    if (rule.attribute.parents === undefined || rule.kind === 'remove' || rule.kind === 'empty') continue;
    losses ??= lossesOf(policy);
    const lost = losses(rule.attribute);
    const span = lost === undefined ? undefined : placeOf(checked, rule, lost.depth);
    if (lost === undefined || span === undefined) continue;
    const message = `no effect: ${lossInWords(lost)}; KEEP ${lost.sequence} as well, and the recipe decides on each attribute in it`;
    found.push({ code: LOST_PLACE, severity: 'warning', message, span });
  }
  return found;
}
