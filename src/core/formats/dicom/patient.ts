// Patient ID and Patient's Name (PS3.3 C.7.1.1): one code stands for the patient where the policy wants one.
import type { Tag } from '../../dictionary/tag.js';
import type { Decision } from '../../policy/policy.js';
import { replace } from './apply.js';
import type { Element } from './element.js';
import { ascii, unpadded } from './encode.js';
import { bytesOf, type Scope, type Visit } from './visit.js';

const PATIENT_NAME: Tag = 0x00100010;
const PATIENT_ID: Tag = 0x00100020;

/** Longer than any Patient ID (LO, 64 characters in whatever encoding). */
const LONGEST_ID = 256;

/** True where the attribute gets the patient's code instead of what the decision says by itself. */
export function standsForPatient(visit: Visit, element: Element, action: 'Z' | 'D'): boolean {
  if (element.tag !== PATIENT_ID && element.tag !== PATIENT_NAME) return false;
  // An ID that must not be empty is a code in any case: a constant would make one patient of many.
  return visit.context.policy.policy.patient === 'pseudonym' || (element.tag === PATIENT_ID && action === 'D');
}

async function textOf(visit: Visit, scope: Scope, element: Element | undefined): Promise<string> {
  if (element === undefined || element.length > LONGEST_ID || element.items !== undefined) return '';
  return unpadded(scope.charset.decode(await bytesOf(visit.window, element), 'LO')).trim();
}

/** Writes the code. A nested Patient ID may be another patient's, and gets its own. */
export async function replacePatient(
  visit: Visit,
  scope: Scope,
  element: Element,
  siblings: readonly Element[],
  decision: Decision,
): Promise<number> {
  if (element.length === 0) return 0;
  const { identity } = visit.context;
  const present = await textOf(visit, scope, element);
  // A code of ours stays: whose file it is can't be told from an output, so it would become another code.
  if (present !== '' && identity.pseudonym('patient', present) === present) return 0;
  let code = visit.patientCode();
  if (scope.parents.length > 0 && !visit.isDirectory) {
    const nested = await textOf(
      visit,
      scope,
      siblings.find((sibling) => sibling.tag === PATIENT_ID),
    );
    if (nested !== '') code = identity.pseudonym('patient', nested);
  }
  if (element.tag === PATIENT_ID && present !== '') visit.context.record?.('patient', present, code);
  return replace(visit, scope, element, ascii(code), decision, 'D', 'replaced');
}

/** For the crosswalk: what becomes of an ID that is emptied, removed or set is known by nothing afterwards. */
export function recordPatient(
  visit: Visit,
  scope: Scope,
  element: Element,
  replacement = '',
): Promise<void> | undefined {
  const { record } = visit.context;
  if (record === undefined || element.tag !== PATIENT_ID || element.length === 0) return undefined;
  return textOf(visit, scope, element).then((present) => {
    if (present !== '') record('patient', present, replacement);
  });
}
