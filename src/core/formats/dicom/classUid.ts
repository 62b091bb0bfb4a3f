// UIDs of classes and coding schemes name no instance and stay; one that is not registered may have been made up from a
// patient's number all the same (PS3.5 Annex B leaves what follows a root to its owner).
import { isRegisteredUid } from '../../policy/registeredUid.js';
import { findIdentifiers } from '../../text/findIdentifiers.js';
import { NEAR_CODE } from '../../text/matchCodes.js';
import { type Cause, replace } from './apply.js';
import type { Element } from './element.js';
import { ascii } from './encode.js';
import { andThen, bytesOf, type Growth, type Scope, trimmed, type Visit } from './visit.js';

/** Shorter numbers are components of UIDs by chance. */
const FEWEST_DIGITS = 6;

const CAUSE: Cause = {
  rule: 'class-uid',
  category: 'id',
  reason: 'an identifier stands in the UID',
  clause: 'PS3.15 E.1.1',
};

/** The UID itself, or what it is mapped to where one of its components is an identifier that the patient's files name. */
export function cleanClassUid(visit: Visit, uid: string): string {
  if (isRegisteredUid(uid) || !uid.split('.').some((part) => isIdentifier(visit, part))) return uid;
  const { identity, record } = visit.context;
  const mapped = identity.mapUid(uid);
  record?.('uid', uid, mapped);
  return mapped;
}

/** {@link cleanClassUid} for every value of an element. Returns by how many bytes the data set grows. */
export function cleanClassUids(visit: Visit, scope: Scope, element: Element): Growth {
  if (element.length === 0) return 0;
  return andThen(bytesOf(visit.window, element), (bytes) => {
    const values = trimmed(bytes).split('\\');
    const cleaned = values.map((value) => cleanClassUid(visit, value.trim()));
    if (cleaned.every((uid, at) => uid === values[at]?.trim())) return 0;
    return replace(visit, scope, element, ascii(cleaned.join('\\')), CAUSE, 'U', 'mapped');
  });
}

function isIdentifier(visit: Visit, part: string): boolean {
  if (part.length < FEWEST_DIGITS || !/^\d+$/u.test(part)) return false;
  const spans = findIdentifiers(part, visit.evidence, 'evidence');
  return spans.some(
    ({ category, rule, start, end }) =>
      (category === 'id' || category === 'name') && rule !== NEAR_CODE && start === 0 && end === part.length,
  );
}
