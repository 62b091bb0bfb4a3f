// Which identifiers found in a kept value count where they stand: some words of makers, of code strings and of numbers are nobody's.
import { usesCharacterSet } from '../../dictionary/vr.js';
import { isDeviceWord } from '../../policy/deviceWords.js';
import { findIdentifiers, type TextSpan } from '../../text/findIdentifiers.js';
import { flatten, foldWord } from '../../text/fold.js';
import { NEAR_CODE } from '../../text/matchCodes.js';
import { mergeSpans } from '../../text/textSpan.js';
import { tokenise } from '../../text/tokens.js';
import { wordLevel } from '../../text/vocabulary.js';
import type { Element } from './element.js';
import { kindOf } from './evidenceKind.js';
import { findUids } from './uidsInText.js';
import type { Visit } from './visit.js';

/**
 * Manufacturer, model, software: a maker may also be the institution (its own research scanner), and stays named as a
 * maker; a patient's or person's name or number does not.
 */
const MAKERS: ReadonlySet<number> = new Set([0x00080070, 0x00081090, 0x00181020, 0x00181016, 0x00181018, 0x00181019]);

/** Decimal and integer strings: a part of a number is no identifier. */
const NUMBERS: ReadonlySet<string> = new Set(['DS', 'IS']);

/** Fewer digits than these are equal to an identifier by chance. */
export const FEWEST_DIGITS = 7;

/** Words, or a whole number that is one of this patient's. */
function isWholeNumber({ start, end }: TextSpan, value: string): boolean {
  const number = value.trim();
  if (/\p{L}{2}/u.test(number)) return true;
  return number.length >= FEWEST_DIGITS && end - start >= number.length && /^\d+$/u.test(number);
}

/**
 * What identifies in one value of an element.
 * @param sequence that the element's item is in; 0 at the top
 * @param mode `evidence` looks for what the patient's files name elsewhere, `full` for everything that looks identifying
 */
export function identifyingSpans(
  visit: Visit,
  element: Element,
  sequence: number,
  value: string,
  mode: 'evidence' | 'full',
): readonly TextSpan[] {
  const all = findIdentifiers(value, visit.evidence, mode);
  const spans = mergeSpans([
    ...all.filter((span) => counts(visit, span, value, element, sequence)),
    ...uidsIn(visit, value, element),
    ...(element.vr === 'PN' ? wholeName(visit, value) : []),
  ]);
  const first = spans[0];
  if (first === undefined) return spans;
  if (NUMBERS.has(element.vr)) return spans.filter((span) => isWholeNumber(span, value));
  // A code of which a part is gone is another code.
  return CODES.has(element.tag) ? [{ ...first, start: 0, end: value.length }] : spans;
}

/** A code item without its URN would be none (PS3.3 Table 8.8-1). */
export function needsValue({ tag }: Element): boolean {
  return tag === URN_CODE;
}

const URN_CODE = 0x00080120;

/** No word that a defined term may be made of (PS3.3's body parts, modes, kinds of images). */
export function isOnlyAName(word: string): boolean {
  return word.length >= 5 && wordLevel(foldWord(word)) === 'plain';
}

/** Codes are looked up, not read: one that lost a part means nothing. Code values, schemes, long and URN codes. */
const CODES: ReadonlySet<number> = new Set([0x00080100, 0x00080102, 0x00080103, 0x00080119, 0x00080120]);

/** A code with a name of this patient in it, or that is its number, and too long to be so by chance. */
function isIdentifier(span: TextSpan, code: string, isUrn: boolean): boolean {
  const words = code.slice(span.start, span.end);
  if (span.category === 'name') return isOnlyAName(words.trim());
  return span.category === 'id' && words.length >= (isUrn ? 6 : Math.max(6, code.trim().length));
}

/** What stands where a name should be needs no other proof, be it a word of every day. */
function wholeName({ evidence }: Visit, value: string): readonly TextSpan[] {
  const { words } = evidence.names;
  if (!tokenise(flatten(value)).some(({ fold }) => words.has(fold))) return [];
  return [{ start: 0, end: value.length, category: 'name', rule: 'evidence/name', confidence: 0.9 }];
}

/** UIDs of instances that stand in words or in an address; makers and codes have UIDs of their own. */
function uidsIn(visit: Visit, value: string, { tag, vr }: Element): readonly TextSpan[] {
  if (!usesCharacterSet(vr) && vr !== 'UR') return [];
  return MAKERS.has(tag) || CODES.has(tag) || visit.context.policy.has('retain-uids') ? [] : findUids(value);
}

/** Whether a span identifies where it stands: some words of makers and of code strings are nobody's name there. */
function counts({ evidence }: Visit, span: TextSpan, value: string, element: Element, sequence: number): boolean {
  if (MAKERS.has(element.tag)) {
    // A maker's own name is also that of who created the content: one word alone names the maker, unless it is what the
    // patient of this file is called and nothing that devices are.
    const word = value.trim();
    const alone = span.end - span.start === word.length && !/[ ,_^]/u.test(word);
    const own = (): boolean => evidence.families.has(foldWord(flatten(word))) && !isDeviceWord(word);
    return (span.category === 'name' && (!alone || own())) || span.category === 'id';
  }
  if (span.rule === NEAR_CODE && (NUMBERS.has(element.vr) || CODES.has(element.tag))) return false;
  // A station may be called as its application entity is.
  if (span.rule === 'evidence/ae-title' && kindOf(element, sequence) === 'device') return false;
  if (CODES.has(element.tag)) return isIdentifier(span, value, element.tag === URN_CODE);
  // A code string is a defined term (PS3.5 6.2) that a name may equal, such as a body part; a whole name, or a name that
  // is no word of medicine or of every day, it is not.
  if (element.vr !== 'CS') return true;
  const words = value.slice(span.start, span.end);
  if (span.category === 'name') return /[ _^]/u.test(words) || isOnlyAName(words);
  return span.category === 'id' || span.category === 'date' || span.category === 'contact';
}
