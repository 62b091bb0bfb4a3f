// Private attributes: removed, unless Retain Safe Private is on and a safe list names them (PS3.15 E.3.10).
import { privateAttribute } from '../dictionary/dictionary.js';
import type { ActionCode } from '../kernel/finding.js';
import type { Dates } from './decideAttribute.js';
import type { Decision, Policy, PrivateElement } from './policy.js';
import { type SafeElement, safeElement } from './privateSafe.js';

const TEXT: ReadonlySet<string> = new Set(['LO', 'LT', 'SH', 'ST', 'UC', 'UR', 'UT', 'CS', 'AE', 'UN']);
const WORDS: ReadonlySet<string> = new Set(['LO', 'LT', 'SH', 'ST', 'UC', 'UT']);
const BY_DATES: Readonly<Record<Dates, ActionCode>> = { remove: 'X', shift: 'C', keep: 'K' };

const DONE: Readonly<Record<ActionCode, string>> = {
  X: 'removed',
  Z: 'emptied',
  D: 'replaced',
  K: 'kept',
  C: 'cleaned',
  U: 'mapped',
};

const REMOVED: Decision = {
  action: 'X',
  code: 'X',
  rule: 'private',
  category: 'private',
  reason: 'nothing says that a private attribute is safe: removed',
  clause: 'PS3.15 Table E.1-1',
};

const UNLISTED: Decision = {
  ...REMOVED,
  rule: 'private/unlisted',
  reason: 'no safe list names this private attribute: removed',
  clause: 'PS3.15 E.3.10',
};

/** No profile is behind the rules: what none of them names stays. */
export const LEFT: Decision = {
  action: 'K',
  code: 'K',
  rule: 'private/no-rule',
  category: 'private',
  reason: 'no rule of the recipe names it: kept',
  clause: 'the recipe',
};

function safeAction(vr: string, treatment: SafeElement['treatment'], policy: Policy, dates: Dates): ActionCode {
  if (vr === 'UI' || treatment === 'map') {
    if (policy.options.includes('retain-uids')) return 'K';
    return vr === 'UI' ? 'U' : 'X';
  }
  if (vr === 'DA' || vr === 'DT') return BY_DATES[dates];
  // A date in a text is found and taken out like any other; one in bytes or a number can't be moved.
  if (treatment === 'shift' && dates !== 'keep') return dates === 'shift' && WORDS.has(vr) ? 'C' : 'X';
  if (vr === 'TM') return dates === 'remove' ? 'X' : 'K';
  if (vr === 'PN') return 'Z';
  // Ages are capped, and text whose kind is not known is searched like any other.
  return TEXT.has(vr) || vr === 'AS' ? 'C' : 'K';
}

/** The VR that says most: the file's, else the safe list's, else that of the dictionary. */
function vrOfElement(element: PrivateElement, listed: string): string {
  if (element.vr !== 'UN' && element.vr !== '') return element.vr;
  return listed !== 'UN' ? listed : vrInDictionary(element);
}

function vrInDictionary({ creator, group, element }: PrivateElement): string {
  return privateAttribute(creator, group, element)?.vr ?? 'UN';
}

/** A value whose VR the file does not tell can be kept or searched, but not shifted. */
function listedAction(element: PrivateElement, safe: SafeElement, policy: Policy, dates: Dates): ActionCode {
  const lost = element.vr === 'UN' || element.vr === '';
  // A file without VRs says no less than the dictionary.
  if (lost && safe.treatment === 'keep-known' && vrInDictionary(element) === 'UN') return 'X';
  const vr = vrOfElement(element, safe.vr);
  const action = safeAction(vr, safe.treatment, policy, dates);
  return lost && action === 'C' && (vr === 'DA' || vr === 'DT') ? 'X' : action;
}

export function decidePrivateElement(policy: Policy, dates: Dates, element: PrivateElement): Decision {
  if (policy.style === 'rules') return LEFT;
  if (!policy.options.includes('retain-safe-private')) return REMOVED;
  const safe = safeElement(element.creator, element.group, element.element);
  if (safe === undefined) return UNLISTED;
  const action = listedAction(element, safe, policy, dates);
  return {
    action,
    code: action,
    rule: 'private/safe',
    category: 'private',
    reason:
      action === 'X'
        ? 'a safe list names this private attribute, but its value can not stay as it is: removed'
        : `a safe list names this private attribute: ${DONE[action]}`,
    clause: 'PS3.15 E.3.10',
  };
}
