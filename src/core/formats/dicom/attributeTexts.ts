// The values of an attribute as texts, for the questions of a recipe: numbers written out, text in its character set.
// In memory only.
import { isSingleValued } from '../../dictionary/vr.js';
import type { CharacterSet } from './charset/characterSet.js';
import type { Element } from './element.js';
import type { Encoding } from './syntax.js';
import { valueText } from './valueText.js';
import { andThen, bytesOf, LONGEST_TEXT, type Scope, type Visit } from './visit.js';
import type { Window } from './window.js';

/** Longer values are no header text. */
const LONGEST = 65_536;

const LONG: ReadonlySet<string> = new Set(['LT', 'OB', 'UC', 'UN', 'UR', 'UT']);

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

/** The groups of values of which an attribute holds one, or held one before it was changed; none where no rule asks. */
export function groupsHeld(
  visit: Visit,
  scope: Scope,
  element: Element,
): readonly string[] | Promise<readonly string[]> {
  const { holds } = visit.context.policy;
  // A sequence ends where its last element does, and holds nothing itself.
  if (holds === undefined || element.items !== undefined) return [];
  const before = visit.held?.get(element.valueOffset + element.length) ?? [];
  return andThen(textsOf(visit.window, element, scope.charset, scope.encoding), (texts) => {
    if (texts !== undefined) return [...new Set([...before, ...holds(texts)])];
    const { vr, length, fragments } = element;
    // A value may stand in a long text, in a document, and in what the file says nothing of.
    const words = fragments < 0 && length <= LONGEST_TEXT && LONG.has(vr);
    if (!words) return before;
    return andThen(bytesOf(visit.window, element), (bytes) => [
      ...new Set([...before, ...holds([scope.charset.decode(bytes, 'LT')])]),
    ]);
  });
}

/** Notes it for the check of the output, unless the attribute is gone. */
export function noteHeld(visit: Visit, element: Element, held: readonly string[], growth: number): number {
  const gone = growth === element.offset - element.end;
  if (held.length > 0 && !gone) visit.draft.held.set(element.valueOffset + element.length, held);
  return growth;
}
