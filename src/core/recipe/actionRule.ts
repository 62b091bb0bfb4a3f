// From an action to the rules of a policy, one for each attribute that it names.
import { tagOf } from '../dictionary/dictionary.js';
import type { AttributePattern, Condition, Override } from '../policy/policy.js';
import { isReserved } from '../policy/setValue.js';
import { type Action, type Change, nameOfPattern, plainChange, valueChange } from './actionChange.js';
import { isNever, lineCondition } from './condition.js';
import type { Report } from './report.js';
import type { Token } from './syntax.js';
import { atTop, resolveTarget } from './target.js';

/** De-identification Method and its kin; without a profile the program writes the first alone. */
const PROVENANCE: ReadonlySet<number> = new Set([0x00120062, 0x00120063, 0x00120064, 0x00280303]);

/** REMOVE, KEEP and BLANK take no value; deid knows `REMOVE ALL values:group` and a function that decides. */
function refineTargets(
  action: Action,
  patterns: readonly AttributePattern[],
  report: Report,
): readonly AttributePattern[] {
  const { verb, argument } = action;
  if (argument === undefined || verb === 'add' || verb === 'replace' || verb === 'jitter') return patterns;
  const { token } = argument;
  if (argument.kind === 'function' && argument.foreign) {
    const done = verb === 'keep' ? 'kept' : 'taken out wherever it stands';
    report.add(
      'foreign-function',
      'error',
      `func:${argument.name.slice(0, 40)} is code of another program, and no recipe runs code; the attribute is ${done}`,
      token.span,
    );
    return patterns;
  }
  const values =
    verb === 'remove' && argument.kind === 'value' ? /^values:(.+)$/i.exec(argument.value)?.[1] : undefined;
  if (values !== undefined && patterns.every(({ only }) => only === undefined || only.kind === 'all')) {
    return patterns.map((pattern) => ({ ...pattern, only: { kind: 'values', group: values } }));
  }
  report.add(
    'unexpected-value',
    'error',
    `${verb.toUpperCase()} takes no value; ${insteadOfValue(token.text)}`,
    token.span,
  );
  return patterns;
}

/** What may have been meant by what stands behind an attribute where nothing can. */
function insteadOfValue(text: string): string {
  if (tagOf(text.split(/[\s,]+/)[0] ?? '') !== undefined)
    return 'a rule names one attribute: each has a line of its own';
  if (/^where\s/i.test(text)) return 'behind where the test comes first, as in where equals Modality US';
  return 'conditions stand behind where, as in REMOVE PatientComments where contains PatientComments phone';
}

function bind(
  change: Change,
  attribute: AttributePattern,
  add: boolean,
  origin: string,
  when: Condition | undefined,
): Override {
  switch (change.kind) {
    case 'set':
    case 'lookup': {
      const made = when === undefined ? { ...change, attribute, origin } : { ...change, attribute, origin, when };
      return add ? { ...made, add } : made;
    }
    case 'shift':
      return when === undefined ? { ...change, attribute, origin } : { ...change, attribute, origin, when };
    default: {
      // Most rules are such: they are made without copying, and all alike, so that reading thousands of them is quick.
      const { kind } = change;
      return when === undefined ? { kind, attribute, origin } : { kind, attribute, origin, when };
    }
  }
}

/** Puts the rules of an action behind those that are there; none where it names nothing that can be changed. */
export function addRulesOf(action: Action, origin: string, report: Report, rules: Override[]): void {
  const { target: token } = action;
  if (token === undefined) return;
  const target = resolveTarget(token.text);
  if (target.kind === 'problem') {
    // An attribute that DICOM does not have is in no file: deid passes it over.
    report.add(target.code, target.code === 'unknown-attribute' ? 'warning' : 'error', target.message, token.span);
    return;
  }
  const when = action.tests.length === 0 ? undefined : lineCondition(action.tests, report);
  if (when !== undefined && isNever(when)) return;
  for (const pattern of refineTargets(action, target.patterns, report)) {
    const change = changeOf(action, token, pattern, report);
    if (change === undefined) continue;
    const adds = action.verb === 'add';
    // deid adds to the data set itself, and replaces at every depth.
    const attribute = adds && !target.path ? atTop(pattern) : pattern;
    rules.push(bind(change, attribute, adds, origin, when));
  }
}

/** What an action does to one of its attributes. */
function changeOf(action: Action, target: Token, pattern: AttributePattern, report: Report): Change | undefined {
  const { verb, argument } = action;
  const single = pattern.only === undefined && pattern.mask === 0xffffffff && pattern.creator === undefined;
  // What an earlier program wrote of its own work can be taken away all the same.
  const takes = (verb === 'remove' || verb === 'blank') && PROVENANCE.has(pattern.value);
  if (single && isReserved(pattern.value) && !takes) {
    const message = `${nameOfPattern(pattern)} is written by the program itself: this rule has no effect`;
    report.add('reserved-attribute', 'info', message, target.span);
    return undefined;
  }
  if (verb === 'add' && pattern.creator !== undefined) {
    const message = 'ADD sets a private attribute only where it is there already: a block is not made for it';
    report.add('adds-no-private', 'warning', message, target.span);
  }
  if (verb === 'add' && pattern.mask !== 0xffffffff && pattern.creator === undefined) {
    report.add('bad-expander', 'error', 'ADD names one attribute, not a set of them', target.span);
    return undefined;
  }
  return plainChange(verb) ?? valueChange(action, pattern, argument?.token ?? target, report);
}
