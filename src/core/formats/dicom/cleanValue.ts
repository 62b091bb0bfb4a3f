// Values that are changed rather than taken out: text is cleaned, dates move, UIDs are mapped, ages are capped.

import { isSingleValued, usesCharacterSet } from '../../dictionary/vr.js';
import { capAge, shiftDate, shiftDateTime } from '../../identity/dates.js';
import { dummyValue } from '../../identity/dummy.js';
import type { ActionCode, CharacterRange } from '../../kernel/finding.js';
import { typeOf } from '../../policy/iodTypes.js';
import { isRegisteredUid } from '../../policy/registeredUid.js';
import { cleanText, type TextSpan } from '../../text/findIdentifiers.js';
import { mergeSpans } from '../../text/textSpan.js';
import { type Cause, empty, found, overwrite, remove, replace, replaceByDummy, replaceText } from './apply.js';
import { decodeAsDeclared, guessCharacterSet } from './charset/characterSet.js';
import { addIssue } from './draft.js';
import type { Element } from './element.js';
import { ascii, unpadded } from './encode.js';
import { identifyingSpans, needsValue } from './identifyingSpans.js';
import {
  andThen,
  bytesOf,
  elementLocation,
  type Growth,
  LONGEST_TEXT,
  type Scope,
  trimmed,
  type Visit,
} from './visit.js';

const IN_TEXT = { reason: 'an identifier stands in the text', clause: 'PS3.15 E.3.5' } as const;

/** Gives the values of the default repertoire to `use`. */
function withValues(visit: Visit, element: Element, use: (values: readonly string[]) => Growth): Growth {
  return andThen(bytesOf(visit.window, element), (bytes) => use(trimmed(bytes).split('\\')));
}

/** Action U: every UID in the value is mapped but for registered ones, which name no instance (PS3.6 Annex A). */
export function mapUids(visit: Visit, scope: Scope, element: Element, cause: Cause): Growth {
  if (element.length === 0) return 0;
  return withValues(visit, element, (values) => {
    const mapped = values.map((value) => {
      const uid = value.trim();
      if (uid === '' || isRegisteredUid(uid)) return uid;
      const next = visit.context.identity.mapUid(uid);
      visit.context.record?.('uid', uid, next);
      return next;
    });
    return replace(visit, scope, element, ascii(mapped.join('\\')), cause, 'U', 'mapped');
  });
}

/** A time of day or a range of them (PS3.5 6.2, PS3.4 C.2.2.2.5), colons of ACR-NEMA allowed. */
const TIME = /^(?:[01]\d|2[0-3])(?::?[0-5]\d(?::?(?:[0-5]\d|60)(?:\.\d*)?)?)?$/u;

function isTime(value: string): boolean {
  return value.split('-').every((part) => part.trim() === '' || TIME.test(part.trim()));
}

/**
 * Action C or K on a date: moved by whole days, the patient's, so that intervals stay (PS3.15 E.3.6). A time of day stays
 * as it is.
 */
export function shiftDates(
  visit: Visit,
  scope: Scope,
  element: Element,
  cause: Cause,
  days: number = visit.days,
): Growth {
  if (element.length === 0) return 0;
  const end = element.valueOffset + element.length;
  return withValues(visit, element, (values) => {
    // A date tells nobody that it was moved: in an output it is known by where it stands.
    if (visit.moved?.get(end) === values.join('\\')) return 0;
    if (element.vr === 'TM' && values.every(isTime)) {
      found(
        visit,
        scope,
        element,
        { ...cause, reason: 'a time of day: kept, because dates move by whole days' },
        'C',
        'kept',
      );
      return 0;
    }
    const shift = element.vr === 'DA' ? shiftDate : shiftDateTime;
    const moved = values.map((value) => {
      if (element.vr === 'TM') return undefined;
      return value.trim() === '' ? '' : shift(value, days);
    });
    if (moved.some((value) => value === undefined)) {
      addIssue(visit.draft, {
        code: 'date-not-readable',
        severity: 'warning',
        message: 'a date or time that can not be read was taken out instead of being kept or moved',
        location: elementLocation(scope, element),
      });
      if (element.vr === 'TM') return empty(visit, scope, element, cause);
      visit.draft.moved.set(end, String(dummyValue(element.vr)));
      return replaceByDummy(visit, scope, element, cause, 'D');
    }
    visit.draft.moved.set(end, moved.join('\\').trimEnd());
    return replace(visit, scope, element, ascii(moved.join('\\')), cause, 'C', 'shifted');
  });
}

/** Ages over 89 become 90 (45 CFR 164.514(b)(2)(i)(C)); others stay. */
export function capAges(visit: Visit, scope: Scope, element: Element, cause: Cause): Growth {
  return withValues(visit, element, (values) => {
    const capped = values.map((value) => (value.trim() === '' ? '' : capAge(value)));
    const why = { ...cause, reason: 'an age over 89 identifies', clause: '45 CFR 164.514(b)(2)(i)(C)' };
    return replace(visit, scope, element, ascii(capped.join('\\')), why, 'C', 'replaced');
  });
}

/** A cleaned text and what was taken out of it. */
interface Cleaned {
  readonly text: string;
  readonly spans: readonly (TextSpan & { readonly at: number })[];
}

function cleanValues(visit: Visit, scope: Scope, text: string, element: Element, mode: 'evidence' | 'full'): Cleaned {
  const values = isSingleValued(element.vr) ? [text] : text.split('\\');
  const sequence = scope.parents.at(-1) ?? 0;
  const spans: (TextSpan & { at: number })[] = [];
  // A backslash parts values, and begins an escape.
  const across = values.length > 1 && ESCAPED.test(text) ? identifyingSpans(visit, element, sequence, text, mode) : [];
  let at = 0;
  const kept = values.map((value) => {
    const own = identifyingSpans(visit, element, sequence, value, mode);
    const found = across.length === 0 ? own : mergeSpans([...own, ...partsOf(across, at, value.length)]);
    for (const span of found) spans.push({ ...span, at });
    at += value.length + 1;
    return found.length === 0 ? value : cleanText(value, found);
  });
  return { text: kept.join('\\'), spans };
}

const ESCAPED = /\\(?:u[0-9A-Fa-f]{4}|[ux]\{|x[0-9A-Fa-f]{2}|[0-3][0-7]{2})/u;

/** What of spans over several values is in the one that begins at `from`. */
function partsOf(spans: readonly TextSpan[], from: number, length: number): TextSpan[] {
  return spans
    .map((span) => ({ ...span, start: Math.max(0, span.start - from), end: Math.min(length, span.end - from) }))
    .filter(({ start, end }) => start < end);
}

function rangesOf(cleaned: Cleaned): CharacterRange[] {
  return cleaned.spans.map((span) => ({ start: span.at + span.start, end: span.at + span.end }));
}

/**
 * Takes identifying words out of a text and keeps the rest (PS3.15 E.3.5).
 * @param mode `evidence` looks for what the patient's files name elsewhere, `full` for everything that looks identifying
 * @param needed the object is invalid without a value: a text of which nothing is left becomes a dummy
 */
export function cleanTextOf(
  visit: Visit,
  scope: Scope,
  element: Element,
  mode: 'evidence' | 'full',
  cause?: Cause,
  needed = false,
): Growth {
  if (element.length === 0) return 0;
  if (element.length > LONGEST_TEXT) return tooLong(visit, scope, element, cause);
  return andThen(bytesOf(visit.window, element), (bytes) =>
    cleanBytes(visit, scope, element, bytes, mode, cause, needed),
  );
}

function cleanBytes(
  visit: Visit,
  scope: Scope,
  element: Element,
  bytes: Uint8Array,
  mode: 'evidence' | 'full',
  cause: Cause | undefined,
  needed: boolean,
): Growth {
  // Text that is not in the character set it claims is read as what it most likely is, and written back as that.
  const strict = decodeAsDeclared(scope.charset, bytes, element.vr);
  const charset = strict === undefined ? guessCharacterSet(bytes, scope.charset) : scope.charset;
  const text = unpadded(strict ?? charset.decode(bytes, element.vr));
  const cleaned = cleanValues(visit, scope, text, element, mode);
  const first = cleaned.spans[0];
  if (first === undefined) return 0;
  const why: Cause = {
    rule: first.rule,
    category: first.category,
    ...IN_TEXT,
    ...(cause === undefined ? {} : { clause: cause.clause }),
  };
  const left = cleaned.text.trim() === '' ? '' : cleaned.text;
  if (left === '' && (needed || needsValue(element) || typeOf(visit.sopClass, scope.parents, element.tag) === '1'))
    return replaceByDummy(visit, scope, element, why, 'C');
  if (!usesCharacterSet(element.vr)) {
    const index = found(visit, scope, element, why, 'C', 'cleaned', {
      spans: rangesOf(cleaned),
      confidence: first.confidence,
    });
    return overwrite(visit, scope, element, ascii(left), index);
  }
  return replaceText(visit, { ...scope, charset }, element, left, why, 'C', 'cleaned', rangesOf(cleaned));
}

/** A text of megabytes is no description: where it was to be cleaned it goes, where it was to be kept it is looked through. */
function tooLong(visit: Visit, scope: Scope, element: Element, cause: Cause | undefined): number {
  addIssue(visit.draft, {
    code: 'text-too-long',
    severity: 'warning',
    message: `a text longer than ${LONGEST_TEXT} bytes was taken out, because it can not be examined`,
    location: elementLocation(scope, element),
  });
  return remove(visit, scope, element, cause ?? { rule: 'text-too-long', category: 'description', ...IN_TEXT });
}

/** Action C by VR, for values that are no text and no date. Undefined where there is nothing to clean and the caller must decide. */
export function cleanByVr(
  visit: Visit,
  scope: Scope,
  element: Element,
  cause: Cause,
  needed: boolean,
  action: ActionCode,
): number | undefined | Promise<number | undefined> {
  switch (element.vr) {
    case 'DA':
    case 'DT':
    case 'TM':
      return visit.context.policy.dates === 'shift' ? shiftDates(visit, scope, element, cause) : undefined;
    case 'AS':
      return capAges(visit, scope, element, cause);
    case 'LO':
    case 'SH':
    case 'ST':
    case 'LT':
    case 'UT':
    case 'UC':
    case 'CS':
    case 'UR':
      return cleanTextOf(visit, scope, element, 'full', cause, needed);
    case 'AE':
      return andThen(bytesOf(visit.window, element), (bytes) => {
        const title = trimmed(bytes).trim();
        if (title === '') return 0;
        return replace(
          visit,
          scope,
          element,
          ascii(visit.context.identity.pseudonym('ae-title', title)),
          cause,
          action,
          'replaced',
        );
      });
    default:
      return undefined;
  }
}
