// Turns a decision about one data element into a finding and the edit that carries it out.

import { hasLongLength } from '../../dictionary/vr.js';
import { dummyValue } from '../../identity/dummy.js';
import type { ActionCode, CharacterRange, Effect, Finding } from '../../kernel/finding.js';
import type { Decision } from '../../policy/policy.js';
import { addEdit, addFinding, addIssue } from './draft.js';
import type { Element } from './element.js';
import { ascii, encodeElement, LONGEST_SHORT_VALUE, padded } from './encode.js';
import { andThen, bytesOf, elementLocation, type Growth, type Scope, type Visit } from './visit.js';

const NONE = new Uint8Array(0);

/** What a finding says besides where it is. */
export type Cause = Pick<Decision, 'rule' | 'category' | 'reason' | 'clause'>;

export function found(
  visit: Visit,
  scope: Scope,
  element: Element,
  cause: Cause,
  action: ActionCode,
  effect: Effect,
  extra: { readonly confidence?: number; readonly spans?: readonly CharacterRange[] } = {},
): number {
  const finding: Finding = {
    rule: cause.rule,
    location: elementLocation(scope, element),
    range: { offset: element.valueOffset, length: element.length },
    category: cause.category,
    action,
    effect,
    reason: cause.reason,
    clause: cause.clause,
    confidence: extra.confidence ?? 1,
    ...(extra.spans === undefined ? {} : { spans: extra.spans }),
  };
  return addFinding(visit.draft, finding);
}

/** Takes the element out. Returns by how much the data set grows: less than nothing. */
export function remove(
  visit: Visit,
  scope: Scope,
  element: Element,
  cause: Cause,
  effect: Effect = 'removed',
  action: ActionCode = 'X',
): number {
  const index = found(visit, scope, element, cause, action, effect);
  addEdit(visit.draft, element.offset, element.end - element.offset, NONE, [index]);
  return element.offset - element.end;
}

/** Leaves the element present and empty. */
export function empty(visit: Visit, scope: Scope, element: Element, cause: Cause, action: ActionCode = 'Z'): number {
  if (element.length === 0 && !element.undefinedLength) return 0;
  const index = found(visit, scope, element, cause, action, 'emptied');
  return overwrite(visit, scope, element, NONE, index);
}

/** Gives the element another value. Nothing happens where it has that value already. */
export function replace(
  visit: Visit,
  scope: Scope,
  element: Element,
  value: Uint8Array,
  cause: Cause,
  action: ActionCode,
  effect: Effect,
): Growth {
  const body = fitting(visit, scope, element, value);
  return andThen(equals(visit, element, body), (same) =>
    same ? 0 : overwrite(visit, scope, element, body, found(visit, scope, element, cause, action, effect)),
  );
}

function equals(visit: Visit, element: Element, body: Uint8Array): boolean | Promise<boolean> {
  if (element.length !== body.length || element.undefinedLength) return false;
  return andThen(bytesOf(visit.window, element), (bytes) => bytes.every((byte, i) => byte === body[i]));
}

/** Too long a value for the VR's length field becomes an empty one, with an issue. */
function fitting(visit: Visit, scope: Scope, element: Element, value: Uint8Array): Uint8Array {
  const body = padded(element.vr, value);
  if (scope.encoding.explicit && !hasLongLength(element.writtenVr) && body.length > LONGEST_SHORT_VALUE) {
    addIssue(visit.draft, {
      code: 'value-too-long',
      severity: 'warning',
      message: 'a new value is longer than its value representation can hold; the attribute was made empty',
      location: elementLocation(scope, element),
    });
    return NONE;
  }
  return body;
}

/** The edit itself. */
export function overwrite(visit: Visit, scope: Scope, element: Element, value: Uint8Array, finding: number): number {
  let body = fitting(visit, scope, element, value);
  // An attribute that is written as a sequence but is none by its tag would get letters where items must be.
  if (element.vr === 'SQ' && !beginsWithItem(body)) body = NONE;
  const bytes = encodeElement(element.tag, element.writtenVr, body, scope.encoding);
  addEdit(visit.draft, element.offset, element.end - element.offset, bytes, [finding]);
  return bytes.length - (element.end - element.offset);
}

/** (FFFE,E000) in either byte order (PS3.5 7.5). */
function beginsWithItem([a, b, c, d]: Uint8Array): boolean {
  return a === 0xfe ? b === 0xff && c === 0x00 && d === 0xe0 : a === 0xff && b === 0xfe && c === 0xe0 && d === 0x00;
}

/** Action D: a value that tells nothing and fits the VR (PS3.15 E.1.1). */
export function replaceByDummy(
  visit: Visit,
  scope: Scope,
  element: Element,
  cause: Cause,
  action: ActionCode = 'D',
): Growth {
  const dummy = dummyValue(element.vr);
  const bytes = typeof dummy === 'string' ? ascii(dummy) : dummy;
  return replace(visit, scope, element, bytes, cause, action, 'replaced');
}

/** Text in the character set in force. Where it can't be written so, the attribute is made empty and an issue says so. */
export function replaceText(
  visit: Visit,
  scope: Scope,
  element: Element,
  text: string,
  cause: Cause,
  action: ActionCode,
  effect: Effect,
  spans?: readonly CharacterRange[],
): Growth {
  // Only what has a dummy of letters can hold letters: numbers, bytes and items can't.
  const bytes = typeof dummyValue(element.vr) === 'string' ? scope.charset.encode(text, element.vr) : undefined;
  if (bytes === undefined) {
    addIssue(visit.draft, {
      code: 'text-not-encodable',
      severity: 'warning',
      message:
        'a new text can not be written in the character set or the value representation; the attribute was made empty',
      location: elementLocation(scope, element),
    });
    return empty(visit, scope, element, cause, action);
  }
  const body = fitting(visit, scope, element, bytes);
  return andThen(equals(visit, element, body), (same) => {
    if (same) return 0;
    const index = found(visit, scope, element, cause, action, effect, spans === undefined ? {} : { spans });
    return overwrite(visit, scope, element, body, index);
  });
}
