// The element table: where every data element and item of an object lies. It holds offsets, never values.
import type { Tag } from '../../dictionary/tag.js';
import type { Encoding } from './syntax.js';

/** A data element. Offsets are absolute; `length` is of the value alone, without a delimiter. */
export interface Element {
  readonly tag: Tag;
  /** What the value is: the file's VR, or the dictionary's where the file has none or UN (PS3.5 6.2.2). */
  readonly vr: string;
  /** As the file writes it; empty in Implicit VR. */
  readonly writtenVr: string;
  /** Of the tag's first byte. */
  readonly offset: number;
  readonly valueOffset: number;
  length: number;
  /** Of the first byte after the element, its sequence delimiter included. */
  end: number;
  readonly undefinedLength: boolean;
  /** 2 or 4. The length field ends where the value begins. */
  readonly lengthWidth: number;
  /** Items of a sequence. */
  items: Item[] | undefined;
  /** Number of fragments of encapsulated pixel data, the offset table counted; -1 for any other element. */
  fragments: number;
}

/** An item of a sequence (PS3.5 7.5). */
export interface Item {
  readonly offset: number;
  readonly valueOffset: number;
  length: number;
  end: number;
  readonly undefinedLength: boolean;
  readonly elements: Element[];
  readonly encoding: Encoding;
}

/** What a scan found. */
export interface ElementTable {
  readonly elements: readonly Element[];
  readonly encoding: Encoding;
  /** Of the first byte of the data set. */
  readonly start: number;
  /** Of the first byte after the last element; what follows belongs to no element. */
  readonly end: number;
  /** Number of elements at all depths. */
  readonly count: number;
}

export function findElement(elements: readonly Element[], tag: Tag): Element | undefined {
  for (const element of elements) if (element.tag === tag) return element;
  return undefined;
}
