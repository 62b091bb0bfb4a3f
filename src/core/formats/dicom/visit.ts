// What a walk over an object carries along: the bytes, the decisions, the plan in the making.

import { keywordOf } from '../../dictionary/dictionary.js';
import type { Tag } from '../../dictionary/tag.js';
import { formatTag } from '../../dictionary/tag.js';
import type { Location } from '../../kernel/finding.js';
import type { Redaction } from '../../pixels/covered.js';
import type { PixelLook } from '../../pixels/pixelLook.js';
import type { Evidence } from '../../text/findIdentifiers.js';
import { type CharacterSet, characterSet } from './charset/characterSet.js';
import type { DicomContext } from './context.js';
import type { Draft } from './draft.js';
import { type Element, findElement, type Item } from './element.js';
import { latin1, unpadded } from './encode.js';
import type { Encoding } from './syntax.js';
import { readRange, type Window } from './window.js';

const SPECIFIC_CHARACTER_SET = 0x00080005;

export interface Visit {
  readonly window: Window;
  readonly draft: Draft;
  readonly context: DicomContext;
  readonly sopClass: string;
  readonly evidence: Evidence;
  /** Whole days by which this patient's dates move. */
  readonly days: number;
  /** Code that stands for the patient where the policy wants one. */
  readonly patientCode: () => string;
  /** A Media Storage Directory: group 0004 is its structure. */
  readonly isDirectory: boolean;
  /** A content item is referred to by its position (PS3.3 C.17.3): positions must stay. */
  readonly byReference: boolean;
  /** Of a directory: whose each record is. */
  readonly records: ReadonlyMap<Item, string> | undefined;
  /** What a lookup table knows each record by, in their order; absent where it is not asked. */
  readonly recordKeys: readonly string[] | undefined;
  /** Days by which the key moves this patient's dates, whatever the profile does with dates. */
  readonly keyedDays: () => number;
  /** A value of the lookup table for this object; undefined where there is none. */
  readonly lookUp: (variable: string) => string | undefined;
  /** Of an output: the dates that its plan wrote or left, by where their values end. They are not moved again. */
  readonly moved: ReadonlyMap<number, string> | undefined;
  /** Of an output: the groups of values of which its attributes held one before they were changed, by where they end. */
  readonly held: ReadonlyMap<number, readonly string[]> | undefined;
  /** Parts of the image that are blanked. */
  readonly redaction: Redaction | undefined;
  /** What came of looking into the image; undefined of an output. */
  readonly look: PixelLook | undefined;
}

/** Where in the object the walk is. */
export interface Scope {
  readonly parents: readonly Tag[];
  /** Path of the enclosing item, such as `(0040,A730)[2].`; empty at the top. */
  readonly path: string;
  readonly charset: CharacterSet;
  readonly encoding: Encoding;
  /** Set where everything that can hold words becomes a dummy: inside a sequence with action D. */
  readonly dummy: boolean;
  /** Set inside structured content: how values of content items are treated. */
  readonly content: 'clean' | 'dummy' | undefined;
  /** Elements of this very item that were seen to already; a second one of the same tag was not. */
  readonly handled: ReadonlySet<Element> | undefined;
  /** Creators of private blocks among {@link parents}, empty for standard ones; absent where all are standard. */
  readonly creators?: readonly string[];
  /** Set inside a sequence that a rule of the user's cleans: what no rule speaks of is cleaned. */
  readonly cleans?: boolean;
}

function pathOf(scope: Scope, tag: Tag): string {
  return scope.path + formatTag(tag);
}

/** What a sequence changes for what is in it. `creator`: of its own private block. */
export type ScopeChange = Partial<Pick<Scope, 'dummy' | 'content' | 'cleans'>> & { readonly creator?: string };

/** Creators along a path, where one of its sequences is private. */
function creatorsBelow(scope: Scope, creator: string | undefined): readonly string[] | undefined {
  if (scope.creators === undefined && creator === undefined) return undefined;
  return [...(scope.creators ?? scope.parents.map(() => '')), creator ?? ''];
}

export function elementLocation(scope: Scope, element: Element): Location {
  return {
    kind: 'element',
    path: pathOf(scope, element.tag),
    vr: element.vr,
    keyword: keywordOf(element.tag) ?? '',
  };
}

/** Scope of an item's own elements. */
export async function itemScope(
  visit: Visit,
  scope: Scope,
  parents: readonly Tag[],
  element: Element,
  item: Item,
  index: number,
  change: ScopeChange = {},
): Promise<Scope> {
  const { creator, ...changed } = change;
  const creators = creatorsBelow(scope, creator);
  return {
    ...scope,
    ...changed,
    ...(creators === undefined ? {} : { creators }),
    parents,
    path: `${pathOf(scope, element.tag)}[${index}].`,
    charset: await charsetOf(visit.window, item.elements, scope.charset),
    encoding: item.encoding,
    handled: undefined,
  };
}

/** The character set in force: the data set's own, else that of what encloses it (PS3.3 C.12.1.1.2). */
export function charsetOf(
  window: Window,
  elements: readonly Element[],
  inherited: CharacterSet,
): CharacterSet | Promise<CharacterSet> {
  const element = findElement(elements, SPECIFIC_CHARACTER_SET);
  return element === undefined ? inherited : ownCharset(window, element);
}

async function ownCharset(window: Window, element: Element): Promise<CharacterSet> {
  // Eleven terms are defined; a list of more than a kilobyte is none.
  if (element.length > 1024) return characterSet(['?']);
  const terms = latin1(await bytesOf(window, element)).split('\\');
  return characterSet(terms.map((term) => unpadded(term).trim()));
}

/** Longest text that is looked at; what is longer is no text of a header and is handled as bytes. */
export const LONGEST_TEXT = 4 * 1024 * 1024;

export function bytesOf(window: Window, element: Element): Uint8Array | Promise<Uint8Array> {
  return readRange(window, element.valueOffset, element.length);
}

/** By how many bytes a data set grows: at once where the source answers at once, which spares a promise for each element. */
export type Growth = number | Promise<number>;

/** What `use` makes of a value: at once where the value is there. */
export function andThen<T, U>(value: T | Promise<T>, use: (value: T) => U | Promise<U>): U | Promise<U> {
  return value instanceof Promise ? value.then(use) : use(value);
}

/** A value of the default repertoire (UI, DA, TM, CS, …) without padding. */
export function trimmed(bytes: Uint8Array): string {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 0 || bytes[end - 1] === 0x20)) end--;
  return latin1(bytes.subarray(0, end));
}

/** Value of an element of the default repertoire, empty where it is absent. */
export function plainValue(window: Window, elements: readonly Element[], tag: Tag): string | Promise<string> {
  const element = findElement(elements, tag);
  if (element === undefined || element.length > 4096) return '';
  return andThen(bytesOf(window, element), (bytes) => trimmed(bytes).trim());
}
