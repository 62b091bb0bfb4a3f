// An attribute with its decoded values, as either reader saw it.

import type { ContentItem } from '../policy/policy.js';

/** Attributes that hold the value of a content item: DATETIME, DATE, TIME, PNAME, UIDREF, TEXT (PS3.3 C.18). */
export const CONTENT_VALUES: ReadonlySet<number> = new Set([
  0x0040a120, 0x0040a121, 0x0040a122, 0x0040a123, 0x0040a124, 0x0040a160,
]);

export interface ReadElement {
  readonly path: string;
  readonly tag: number;
  readonly vr: string;
  /** Tags of the sequences around it, outermost first. */
  readonly parents: readonly number[];
  /** For each parent the owner of its private block, empty for a standard one; absent where all are standard. */
  readonly creators?: readonly string[];
  /** Owner of the private block, for private attributes. */
  readonly creator?: string;
  /** Text values, one per value of a multi-valued attribute; none for binary ones. */
  readonly values: readonly string[];
  /** True where there is anything at all: a text, bytes, or an item. */
  readonly filled: boolean;
  /** For the value of a structured-report content item: what the item says that it is. */
  readonly content?: ContentItem;
  /** Coding scheme of the item that it lies in, where that item is a code. */
  readonly scheme?: string;
}

/** One comparable string for what an element holds; empty where it holds nothing or only padding. */
export function contentOf(element: ReadElement): string {
  return element.values.map((value) => value.trim()).join('\\');
}
