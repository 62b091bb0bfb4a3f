// Check: no attribute that the policy acts on still holds what the original has there.
import type { Residue } from '../kernel/format.js';
import { isInstanceUid, type Rules, type Verdict, verdictOf } from './identifier.js';
import { contentOf, type ReadElement } from './readElement.js';

/** Whether the identity that made the output made this value: it then stands for somebody already. */
export type IsOwn = (value: string) => boolean;

const TEXT = new Set([
  'AE',
  'AS',
  'CS',
  'DA',
  'DS',
  'DT',
  'IS',
  'LO',
  'LT',
  'PN',
  'SH',
  'ST',
  'TM',
  'UC',
  'UI',
  'UR',
  'UT',
]);
export const STAND_INS =
  /^(|0+(\.0+)*|19000101(0+(\.0+)?)?|anonymous|anonymi[sz]ed|unknown|none|removed|de-?identified)$/i;

/** @returns what is wrong with one attribute of the output; `before` is the original's content at the same place */
export function notApplied(
  element: ReadElement,
  before: string | undefined,
  rules: Rules,
  sopClass: string,
  isOwn: IsOwn,
): Residue | undefined {
  if (!element.filled || before === undefined || isBookkeeping(element)) return undefined;
  const verdict = verdictOf(element, rules, sopClass);
  if (!stands(element, before, verdict, rules, isOwn)) return undefined;
  return { code: 'action-not-applied', message: `${element.path}: action ${verdict.action} has not taken effect` };
}

function stands(element: ReadElement, before: string, verdict: Verdict, rules: Rules, isOwn: IsOwn): boolean {
  const { action } = verdict;
  if (action === 'K' || action === 'none') return false;
  // The user may set what stands there already.
  if (verdict.own === 'set' || verdict.own === 'lookup') return false;
  if (element.vr === 'SQ') return action === 'X' || action === 'Z';
  if (!TEXT.has(element.vr)) return action === 'X';
  const content = contentOf(element);
  if (content !== before || STAND_INS.test(content)) return false;
  if (element.vr === 'UI')
    return element.values.some((uid) => isInstanceUid(element.tag, uid.trim()) && !isOwn(uid.trim()));
  if (element.vr === 'DA' || element.vr === 'DT') return action !== 'C' || rules.dates !== 'keep';
  // Whole days are shifted, so that a time stays; and cleaned text is judged by the search for identifiers.
  if (action === 'C') return false;
  if (element.vr === 'TM') return rules.dates === 'remove';
  if (action === 'D' && content.length <= 2) return false;
  return !element.values.every((value) => isCode(value.trim(), element.vr, isOwn));
}

/** A code of the identity's; in a code string an underscore stands for its hyphen (PS3.5 6.2). */
function isCode(value: string, vr: string, isOwn: IsOwn): boolean {
  return value === '' || isOwn(value) || (vr === 'CS' && isOwn(value.replace(/^([A-Z])_/, '$1-')));
}

/** Private creators, group lengths, file meta information: they belong to the writing. */
function isBookkeeping(element: ReadElement): boolean {
  const low = element.tag & 0xffff;
  return element.tag >>> 16 === 2 || low === 0 || ((element.tag & 0x10000) !== 0 && low <= 0xff);
}
