// Values that are changed rather than taken out: text is cleaned, dates move, UIDs are mapped, ages are capped.

import { isSingleValued, usesCharacterSet } from '../../dictionary/vr.js';
import { capAge, shiftDate, shiftDateTime } from '../../identity/dates.js';
import type { ActionCode, ByteRange } from '../../kernel/finding.js';
import { typeOf } from '../../policy/iodTypes.js';
import { isRegisteredUid } from '../../policy/registeredUid.js';
import { cleanText, findIdentifiers, type TextSpan } from '../../text/findIdentifiers.js';
import { type Cause, empty, found, overwrite, remove, replace, replaceByDummy, replaceText } from './apply.js';
import { guessCharacterSet } from './charset/characterSet.js';
import { addIssue } from './draft.js';
import type { Element } from './element.js';
import { ascii, unpadded } from './encode.js';
import { bytesOf, elementLocation, LONGEST_TEXT, type Scope, trimmed, type Visit } from './visit.js';

const IN_TEXT = { reason: 'an identifier stands in the text', clause: 'PS3.15 E.3.5' } as const;

/** Action U: every UID in the value is mapped but for registered ones, which name no instance (PS3.6 Annex A). */
export async function mapUids(visit: Visit, scope: Scope, element: Element, cause: Cause): Promise<number> {
  if (element.length === 0) return 0;
  const values = trimmed(await bytesOf(visit.window, element)).split('\\');
  const mapped = values.map((value) => {
    const uid = value.trim();
    if (uid === '' || isRegisteredUid(uid)) return uid;
    const next = visit.context.identity.mapUid(uid);
    visit.context.record?.('uid', uid, next);
    return next;
  });
  return replace(visit, scope, element, ascii(mapped.join('\\')), cause, 'U', 'mapped');
}

/** Action C or K on a date: moved by the patient's whole days, so that intervals stay (PS3.15 E.3.6). A time of day stays as it is. */
export async function shiftDates(visit: Visit, scope: Scope, element: Element, cause: Cause): Promise<number> {
  if (element.length === 0) return 0;
  if (element.vr === 'TM') {
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
  const values = trimmed(await bytesOf(visit.window, element)).split('\\');
  const shift = element.vr === 'DA' ? shiftDate : shiftDateTime;
  const moved = values.map((value) => (value.trim() === '' ? '' : shift(value, visit.days)));
  if (moved.some((value) => value === undefined)) {
    addIssue(visit.draft, {
      code: 'date-not-readable',
      severity: 'warning',
      message: 'a date that can not be read was taken out instead of being moved',
      location: elementLocation(scope, element),
    });
    return element.vr === 'DA' || element.vr === 'DT'
      ? replaceByDummy(visit, scope, element, cause, 'D')
      : empty(visit, scope, element, cause);
  }
  return replace(visit, scope, element, ascii(moved.join('\\')), cause, 'C', 'shifted');
}

/** Ages over 89 become 90 (45 CFR 164.514(b)(2)(i)(C)); others stay. */
export async function capAges(visit: Visit, scope: Scope, element: Element, cause: Cause): Promise<number> {
  const values = trimmed(await bytesOf(visit.window, element)).split('\\');
  const capped = values.map((value) => (value.trim() === '' ? '' : capAge(value)));
  const why = { ...cause, reason: 'an age over 89 identifies', clause: '45 CFR 164.514(b)(2)(i)(C)' };
  return replace(visit, scope, element, ascii(capped.join('\\')), why, 'C', 'replaced');
}

/**
 * Manufacturer, model, software: a maker may also be the institution (its own research scanner), and stays named as a
 * maker; a patient's or person's name or number does not.
 */
const MAKERS: ReadonlySet<number> = new Set([0x00080070, 0x00081090, 0x00181020, 0x00181016, 0x00181018, 0x00181019]);

/** A cleaned text and what was taken out of it. */
interface Cleaned {
  readonly text: string;
  readonly spans: readonly (TextSpan & { readonly at: number })[];
}

function cleanValues(visit: Visit, text: string, element: Element, mode: 'evidence' | 'full'): Cleaned {
  const values = isSingleValued(element.vr) ? [text] : text.split('\\');
  const maker = MAKERS.has(element.tag);
  const spans: (TextSpan & { at: number })[] = [];
  let at = 0;
  const kept = values.map((value) => {
    const all = findIdentifiers(value, visit.evidence, mode);
    const found = all.filter((span) => counts(span, value, element, maker));
    for (const span of found) spans.push({ ...span, at });
    at += value.length + 1;
    return found.length === 0 ? value : cleanText(value, found);
  });
  return { text: kept.join('\\'), spans };
}

/** Whether a span identifies where it stands: some words of makers and of code strings are nobody's name there. */
function counts(span: TextSpan, value: string, element: Element, maker: boolean): boolean {
  if (maker) return span.category === 'name' || span.category === 'id';
  // A code string is a defined term (PS3.5 6.2) that a name may equal, such as a body part; a whole name it is not.
  if (element.vr !== 'CS') return true;
  if (span.category === 'name') return /[ _^]/u.test(value.slice(span.start, span.end));
  return span.category === 'id' || span.category === 'date' || span.category === 'contact';
}

function rangesOf(cleaned: Cleaned): ByteRange[] {
  return cleaned.spans.map((span) => ({ offset: span.at + span.start, length: span.end - span.start }));
}

/**
 * Takes identifying words out of a text and keeps the rest (PS3.15 E.3.5).
 * @param mode `evidence` looks for what the patient's files name elsewhere, `full` for everything that looks identifying
 * @param needed the object is invalid without a value: a text of which nothing is left becomes a dummy
 */
export async function cleanTextOf(
  visit: Visit,
  scope: Scope,
  element: Element,
  mode: 'evidence' | 'full',
  cause?: Cause,
  needed = false,
): Promise<number> {
  if (element.length === 0) return 0;
  if (element.length > LONGEST_TEXT) return tooLong(visit, scope, element, cause);
  const bytes = await bytesOf(visit.window, element);
  // Text that is not in the character set it claims is read as what it most likely is, and written back as that.
  const strict = scope.charset.decodeStrict(bytes, element.vr);
  const charset = strict === undefined ? guessCharacterSet(bytes) : scope.charset;
  const text = unpadded(strict ?? charset.decode(bytes, element.vr));
  const cleaned = cleanValues(visit, text, element, mode);
  const first = cleaned.spans[0];
  if (first === undefined) return 0;
  const why: Cause = {
    rule: first.rule,
    category: first.category,
    ...IN_TEXT,
    ...(cause === undefined ? {} : { clause: cause.clause }),
  };
  const left = cleaned.text.trim() === '' ? '' : cleaned.text;
  if (left === '' && (needed || typeOf(visit.sopClass, scope.parents, element.tag) === '1'))
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

/** Bytes that are kept without being understood go when they hold a known identifier. */
export async function searchBytes(visit: Visit, scope: Scope, element: Element, cause: Cause): Promise<number> {
  if (element.length === 0) return 0;
  if (element.length > LONGEST_TEXT) return 0;
  const bytes = await bytesOf(visit.window, element);
  for (const text of readings(bytes, scope)) {
    if (findIdentifiers(text, visit.evidence, 'evidence').length > 0) {
      return remove(visit, scope, element, {
        ...cause,
        reason: 'an identifier stands in the bytes',
        category: 'private',
      });
    }
  }
  return 0;
}

/** How bytes may be meant: in the character set in force, and as UTF-16, which devices put into private data. */
function* readings(bytes: Uint8Array, scope: Scope): Generator<string> {
  yield (scope.charset.decodeStrict(bytes, 'LO') ?? guessCharacterSet(bytes).decode(bytes, 'LO')).replace(
    /[\x00-\x1f\x7f]+/gu,
    '\n',
  );
  if (bytes.length >= 8 && bytes.includes(0)) {
    yield new TextDecoder('utf-16le').decode(bytes).replace(/[\x00-\x1f\x7f]+/gu, '\n');
    yield new TextDecoder('utf-16be').decode(bytes).replace(/[\x00-\x1f\x7f]+/gu, '\n');
  }
}

/** Action C by VR, for values that are no text and no date. Undefined where there is nothing to clean and the caller must decide. */
export async function cleanByVr(
  visit: Visit,
  scope: Scope,
  element: Element,
  cause: Cause,
  needed: boolean,
  action: ActionCode,
): Promise<number | undefined> {
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
    case 'AE': {
      const title = trimmed(await bytesOf(visit.window, element)).trim();
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
    }
    default:
      return undefined;
  }
}
