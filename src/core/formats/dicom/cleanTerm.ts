// Terms by which the rest of a data set is read: character set, mapping resource, context, kind of content item. They are defined
// (PS3.3 C.12.1.1.2, 8.6, C.17.3.2.1), so they are not cleaned word by word; one that holds a name or a number of the patient is none.
import { typeOf } from '../../policy/iodTypes.js';
import { findIdentifiers } from '../../text/findIdentifiers.js';
import { type Cause, empty, replace, replaceByDummy } from './apply.js';
import { parseTerm } from './charset/terms.js';
import type { Element } from './element.js';
import { ascii } from './encode.js';
import { isOnlyAName } from './identifyingSpans.js';
import { andThen, bytesOf, type Growth, type Scope, trimmed, type Visit } from './visit.js';

const SPECIFIC_CHARACTER_SET = 0x00080005;

const TERMS: ReadonlySet<number> = new Set([SPECIFIC_CHARACTER_SET, 0x00080105, 0x0008010f, 0x0040a040]);

/** Longer values are no terms. */
const LONGEST = 1024;
const FEWEST = 6;

/** Mapping resources and value types. */
const DEFINED: ReadonlySet<string> = new Set(
  'DCMR SDM TEXT NUM CODE DATE TIME DATETIME UIDREF PNAME COMPOSITE IMAGE WAVEFORM SCOORD SCOORD3D TCOORD CONTAINER TABLE'.split(
    ' ',
  ),
);

const CAUSE: Cause = {
  rule: 'kept-term',
  category: 'id',
  reason: 'an identifier stands where a defined term should be',
  clause: 'PS3.15 E.1.1',
};

export function isTerm(tag: number): boolean {
  return TERMS.has(tag);
}

export function cleanTerm(visit: Visit, scope: Scope, element: Element): Growth {
  if (element.length === 0 || element.items !== undefined) return 0;
  if (element.length > LONGEST) return empty(visit, scope, element, CAUSE);
  return andThen(bytesOf(visit.window, element), (bytes) => {
    const values = trimmed(bytes).split('\\');
    const isCharset = element.tag === SPECIFIC_CHARACTER_SET;
    const kept = values.map((value) => (namesSomebody(visit, value, isCharset) ? '' : value));
    if (kept.every((value, at) => value === values[at])) return 0;
    if (isCharset) return replace(visit, scope, element, ascii(kept.join('\\')), CAUSE, 'C', 'cleaned');
    const needed = typeOf(visit.sopClass, scope.parents, element.tag) === '1';
    return needed ? replaceByDummy(visit, scope, element, CAUSE) : empty(visit, scope, element, CAUSE);
  });
}

function namesSomebody({ evidence }: Visit, value: string, isCharset: boolean): boolean {
  const term = value.trim();
  if (term.length < FEWEST - 1 || DEFINED.has(term) || (isCharset && parseTerm(term) !== undefined)) return false;
  return findIdentifiers(term, evidence, 'evidence').some(({ category, start, end }) => {
    if (category === 'id') return end - start >= FEWEST;
    return category === 'name' && isOnlyAName(term.slice(start, end).trim());
  });
}
