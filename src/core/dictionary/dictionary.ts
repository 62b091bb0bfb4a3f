// What PS3.6 says about a tag, and how a person may write one. Nothing is unpacked before the first question.
import type { AttributePattern } from '../policy/policy.js';
import { type PrivateAttribute, privateEntry } from './privateEntries.js';
import {
  keywordOfRow,
  repeatingEntries,
  repeatingEntry,
  rowOf,
  tagsByKeyword,
  vmOfRow,
  vrsOfRow,
} from './standardEntries.js';
import { isPrivate, isPrivateCreator, type Tag } from './tag.js';
import { isVR, type VR } from './vr.js';

export interface Attribute {
  readonly keyword: string;
  /** Words made from the keyword. */
  readonly name: string;
  /** The first choice where PS3.6 allows several. */
  readonly vr: VR;
  /** True where the VR depends on the pixel representation or the transfer syntax (`US or SS`, `OB or OW`). */
  readonly ambiguous: boolean;
  readonly vm: string;
  readonly retired: boolean;
}

/** PS3.5 A.1: in implicit VR, pixel and waveform data are OW and look-up table data may be longer than a US value can say. */
function firstChoice(vrs: string): VR | undefined {
  if (vrs.includes('|')) return vrs.includes('OW') ? 'OW' : 'US';
  return isVR(vrs) ? vrs : undefined;
}

function wordsOf(keyword: string): string {
  return keyword
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replaceAll('Date Time', 'DateTime')
    .replaceAll(/I Ds\b/g, 'IDs')
    .replaceAll(/ (Of|The|In|To|For|And|By|From|With|Or|On|At) (?=\S)/g, (word) => word.toLowerCase());
}

function describe(keyword: string, vrs: string, vm: string, retired: boolean): Attribute {
  return {
    keyword,
    name: wordsOf(keyword),
    vr: firstChoice(vrs) ?? 'UN',
    ambiguous: vrs.includes('|'),
    vm,
    retired,
  };
}

/** Rows that were asked for, described: as many as PS3.6 has at most. */
const described = new Map<number, Attribute>();

function describeRow(row: number): Attribute {
  const known = described.get(row);
  if (known !== undefined) return known;
  const vm = vmOfRow(row);
  const made = describe(keywordOfRow(row), vrsOfRow(row), vm.replace(' retired', ''), vm.endsWith(' retired'));
  described.set(row, made);
  return made;
}

/** What PS3.6 says about a tag; undefined for private attributes other than their creators, and for what it does not know. */
export function attribute(tag: Tag): Attribute | undefined {
  const row = rowOf(tag);
  if (row >= 0) return describeRow(row);
  if ((tag & 0xffff) === 0) return describe('GenericGroupLength', 'UL', '1', true);
  if (isPrivateCreator(tag)) return describe('PrivateCreator', 'LO', '1', false);
  const entry = repeatingEntry(tag);
  return entry === undefined ? undefined : describe(entry.keyword, entry.vrs, entry.vm, entry.retired);
}

/** Keyword of a tag; undefined where PS3.6 has none. */
export function keywordOf(tag: Tag): string | undefined {
  const row = rowOf(tag);
  const keyword = row >= 0 ? keywordOfRow(row) : repeatingEntry(tag)?.keyword;
  return keyword === '' ? undefined : keyword;
}

/** Answers of {@link vrOf} for single attributes: as many as PS3.6 has, whatever a file holds. */
const answered = new Map<Tag, VR | undefined>();

/** VR of a tag as implicit VR data has it; undefined where PS3.6 knows none. Made for the hot path. */
export function vrOf(tag: Tag): VR | undefined {
  const known = answered.get(tag);
  if (known !== undefined) return known;
  const row = rowOf(tag);
  if (row >= 0) {
    const vr = firstChoice(vrsOfRow(row));
    answered.set(tag, vr);
    return vr;
  }
  if ((tag & 0xffff) === 0) return 'UL';
  if (isPrivate(tag)) return isPrivateCreator(tag) ? 'LO' : undefined;
  const entry = repeatingEntry(tag);
  return entry === undefined ? undefined : firstChoice(entry.vrs);
}

/** True for what PS3.6 lists, repeating groups and group lengths included. */
export function isKnown(tag: Tag): boolean {
  return rowOf(tag) >= 0 || (tag & 0xffff) === 0 || repeatingEntry(tag) !== undefined;
}

/** Tag of a keyword, without regard to case. Keywords of repeating groups have no single tag: see {@link parseTag}. */
export function tagOf(keyword: string): Tag | undefined {
  return tagsByKeyword().get(keyword.trim().toLowerCase());
}

/** A private attribute that is known; `element` is relative to the creator's block. */
export function privateAttribute(creator: string, group: number, element: number): PrivateAttribute | undefined {
  return privateEntry(creator, group, element);
}

/**
 * Reads an attribute as people write it: a keyword, `(0010,0010)`, `0010,0010`, `00100010`, `60xx3000` with x for any
 * digit, or a private one as `(0019,"GEMS_ACQU_01",02)`. Undefined for anything else.
 */
export function parseTag(text: string): AttributePattern | undefined {
  const trimmed = text.trim();
  const owned = /^\(?\s*([0-9a-f]{4})\s*,\s*(?:"([^"]+)"|([^",()]*[^",()\s]))\s*,\s*(?:xx)?([0-9a-f]{2})\s*\)?$/i.exec(
    trimmed,
  );
  if (owned !== null) {
    const [, group = '', quoted, bare = '', element = ''] = owned;
    if ((Number.parseInt(group, 16) & 1) === 0) return undefined;
    return { value: Number.parseInt(`${group}00${element}`, 16), mask: 0xffff00ff, creator: (quoted ?? bare).trim() };
  }
  const digits =
    /^(?:0x([0-9a-f]{8})|\(\s*([0-9a-fx]{4})\s*,\s*([0-9a-fx]{4})\s*\)|([0-9a-fx]{4})\s*,?\s*([0-9a-fx]{4}))$/i.exec(
      trimmed,
    );
  if (digits !== null) {
    const hex = digits.slice(1).join('').toLowerCase();
    return {
      value: Number.parseInt(hex.replaceAll('x', '0'), 16),
      mask: Number.parseInt(hex.replaceAll(/[0-9a-f]/g, 'f').replaceAll('x', '0'), 16),
    };
  }
  const tag = tagOf(trimmed);
  if (tag !== undefined) return { value: tag, mask: 0xffffffff };
  const wanted = trimmed.toLowerCase();
  const entry = repeatingEntries().find(({ keyword }) => keyword.toLowerCase() === wanted);
  return entry === undefined ? undefined : { value: entry.value, mask: entry.mask };
}
