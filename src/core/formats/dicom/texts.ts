// The values of an attribute as texts, for the questions of a recipe: numbers written out, text in its character set.
// In memory only.
import { isSingleValued } from '../../dictionary/vr.js';
import type { CharacterSet } from './charset/characterSet.js';
import type { Element } from './element.js';
import type { Encoding } from './syntax.js';
import { valueText } from './valueText.js';
import { andThen, bytesOf } from './visit.js';
import type { Window } from './window.js';

/** Longer values are no header text. */
const LONGEST = 65_536;

/** Undefined for what has no text: a sequence, bytes, and what is too long. */
export function textsOf(
  window: Window,
  element: Element,
  charset: CharacterSet,
  { littleEndian }: Encoding,
): readonly string[] | undefined | Promise<readonly string[]> {
  const { vr, length } = element;
  if (element.items !== undefined || element.fragments >= 0) return undefined;
  if (length === 0) return [''];
  if (length > LONGEST || vr === 'SQ' || vr === 'UN' || vr.startsWith('O')) return undefined;
  return andThen(bytesOf(window, element), (bytes) => {
    const text = valueText(bytes, vr, charset, littleEndian, LONGEST);
    return (isSingleValued(vr) ? [text] : text.split('\\')).map((value) => value.trim());
  });
}
