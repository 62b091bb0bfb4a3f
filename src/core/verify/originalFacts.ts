// First pass of the checks: what the original names, what the policy decides about each of its elements, what it holds there.

import type { IsOwn } from './actionable.js';
import { type Identifier, identifiersOf, isVocabulary, type Rules, verdictOf } from './identifier.js';
import { addVocabulary, addWanted, emptyWanted, type Wanted } from './identifierSearch.js';
import type { Opened } from './opened.js';
import { LONGEST, rawValues } from './rawValues.js';
import { contentOf, type ReadElement } from './readElement.js';
import type { AttributeType, Required } from './validity.js';

export interface OriginalFacts {
  readonly wanted: Wanted;
  /** By index in the table: 1 where no rule speaks of the element or of a sequence around it. */
  readonly free: Uint8Array;
  /** By index: 1 where a rule lets the value stand, 2 where that is the user's own, which is meant whatever it holds. */
  readonly standing: Uint8Array;
  /** Content by index, for elements that some rule acts on. */
  readonly contents: ReadonlyMap<number, string>;
  /** Content by path as dcmjs reads it, for the same. */
  readonly secondContents: ReadonlyMap<string, string>;
  /** Attributes that the IOD wants, by index. */
  readonly required: ReadonlyMap<number, Required>;
}

export async function gatherFacts(
  original: Opened,
  rules: Rules,
  vrOf: (tag: number) => string | undefined,
  isOwn: IsOwn,
  typeOf: AttributeType,
): Promise<OriginalFacts> {
  const { source, table, second, sopClass } = original;
  const wanted = emptyWanted();
  const free = new Uint8Array(table.elements.length);
  const standing = new Uint8Array(table.elements.length);
  const contents = new Map<number, string>();
  const required = new Map<number, Required>();
  const take = (element: ReadElement, bytes?: Uint8Array): void => {
    const identifiers: readonly Identifier[] = identifiersOf(element, rules, sopClass).filter(
      (each) => !isOwn(each.text),
    );
    addWanted(wanted, identifiers, bytes);
    if (isVocabulary(element, rules, sopClass)) addVocabulary(wanted, element.values);
  };

  for await (const value of rawValues(source, table, vrOf)) {
    const { action, own } = verdictOf(value, rules, sopClass);
    const around = table.items[table.elements[value.index]?.item ?? -1]?.sequence;
    const untouched = action === 'none' || action === 'K';
    free[value.index] = untouched && (around === undefined || free[around] === 1) ? 1 : 0;
    standing[value.index] = action !== 'K' ? 0 : own === 'keep' ? 2 : 1;
    if (!untouched && value.filled) contents.set(value.index, contentOf(value));
    // A rule of the user's own may take away what the IOD wants.
    // Whether a long value or a document holds one that a group gathers is not read here.
    const length = table.elements[value.index]?.length ?? 0;
    const unread = rules.holds !== undefined && (value.vr === 'OB' || length > LONGEST);
    const standard = (value.tag & 0x10000) === 0 && !unread && (own === undefined || own === 'keep');
    const type = standard ? typeOf(sopClass, value.parents, value.tag) : undefined;
    if (type !== undefined) required.set(value.index, { path: value.path, type, filled: value.filled });
    take(value, value.bytes);
  }

  const secondContents = new Map<string, string>();
  for (const element of second?.elements ?? []) {
    take(element);
    const { action } = verdictOf(element, rules, sopClass);
    if (action !== 'none' && action !== 'K' && element.filled) secondContents.set(element.path, contentOf(element));
  }
  return { wanted, free, standing, contents, secondContents, required };
}
