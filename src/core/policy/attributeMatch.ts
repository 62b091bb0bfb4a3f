// Whether a rule's pattern names an attribute: by tag, private block, set, and the sequences around it.
import { keywordOf, privateAttribute, vrOf } from '../dictionary/dictionary.js';
import { normalCreator } from '../dictionary/privateEntries.js';
import { formatTag, isPrivate, type Tag } from '../dictionary/tag.js';
import type { AttributePattern, AttributeSet, Policy } from './policy.js';
import { safePattern } from './safePattern.js';

/** An attribute as patterns see it. */
export interface Attributed {
  readonly tag: Tag;
  /** The file's; where that says nothing, the dictionary's counts. */
  readonly vr: string;
  /** Of a private data element: the creator of its block, empty where it has none. */
  readonly creator?: string;
  readonly parents: readonly Tag[];
  /** For each parent the creator of its block, empty for a standard one; absent where all are standard. */
  readonly creators?: readonly string[];
  /** Groups of values (`Policy.valueGroups`) of which the attribute holds one. */
  readonly holds?: readonly string[];
}

type Groups = Pick<Policy, 'fieldGroups'>;

/** True where a pattern without a creator can only mean private groups. */
export function isPrivatePattern({ creator, value, mask }: AttributePattern): boolean {
  return creator !== undefined || (value & mask & 0x10000) !== 0;
}

/** True for a pattern that means one attribute of the standard. */
export function isSingle({ creator, mask, only }: AttributePattern): boolean {
  return creator === undefined && only === undefined && mask >>> 0 === 0xffffffff;
}

/**
 * What a file is not DICOM without: SOP Class UID, the character set its text is written in, and what says how the pixels
 * lie (PS3.3 C.7.6.3), with the pixels. A set such as "all attributes" never means these; a rule that names one does.
 */
const MUST_STAY: ReadonlySet<Tag> = new Set([
  0x00080005, 0x00080016, 0x00280002, 0x00280004, 0x00280006, 0x00280008, 0x00280009, 0x00280010, 0x00280011,
  0x00280100, 0x00280101, 0x00280102, 0x00280103, 0x00281101, 0x00281102, 0x00281103, 0x00281201, 0x00281202,
  0x00281203, 0x00281221, 0x00281222, 0x00281223, 0x7fe00001, 0x7fe00002, 0x7fe00008, 0x7fe00009, 0x7fe00010,
]);

/** File meta information, commands, directory structure, delimiters and group lengths belong to the file, not to its subject. */
function mustStay(tag: Tag): boolean {
  const group = tag >>> 16;
  if (group === 0x0000 || group === 0x0002 || group === 0x0004 || group >= 0xfffc) return true;
  return (tag & 0xffff) === 0 || MUST_STAY.has(tag);
}

function nameOf({ tag, creator }: Attributed): string {
  if (!isPrivate(tag)) return (keywordOf(tag) ?? '').toLowerCase();
  const known = privateAttribute(creator ?? '', tag >>> 16, tag & 0xff)?.name ?? '';
  return known.replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase();
}

/** The VR that counts: the file's, else that of the dictionary. */
export function effectiveVr({ tag, vr, creator }: Pick<Attributed, 'tag' | 'vr' | 'creator'>): string {
  if (vr !== 'UN' && vr !== '') return vr;
  if (!isPrivate(tag)) return vrOf(tag) ?? vr;
  return privateAttribute(creator ?? '', tag >>> 16, tag & 0xff)?.vr ?? vr;
}

/** `except` takes several names, separated by |, as keywords or tags. */
function isNamed(it: Attributed, texts: string): boolean {
  const tag = formatTag(it.tag).toLowerCase();
  const bare = tag.replaceAll(/[(),]/g, '');
  const name = nameOf(it);
  return texts
    .toLowerCase()
    .split('|')
    .map((text) => text.trim())
    .some((text) => text !== '' && (text === name || text === tag || text === bare));
}

const remembered = new Map<string, ((text: string) => boolean) | null>();

/** Undefined for a pattern that can't be one; compiling a recipe refuses it. */
function patternOf(source: string): ((text: string) => boolean) | undefined {
  const known = remembered.get(source);
  if (known !== undefined) return known ?? undefined;
  const made = safePattern(`(?i)${source}`);
  const test = made.kind === 'pattern' ? made.test : null;
  if (remembered.size >= 1000) remembered.clear();
  remembered.set(source, test);
  return test ?? undefined;
}

/** Keyword, `(0010,0010)` and `00100010`, as pydicom deid looks for an expander's text. */
function isFound(it: Attributed, source: string): boolean | undefined {
  const test = patternOf(source);
  if (test === undefined) return undefined;
  const tag = formatTag(it.tag);
  return [nameOf(it), tag, tag.replaceAll(/[(),]/g, '')].some(test);
}

/** How often a group may name a group: more is a circle. */
const DEEPEST = 20;

function isOf(set: AttributeSet, it: Attributed, groups: Groups, loose: boolean, depth: number): boolean {
  switch (set.kind) {
    case 'all':
      return true;
    case 'private':
      return isPrivate(it.tag);
    case 'starts-with':
      return nameOf(it).startsWith(set.text.toLowerCase());
    case 'ends-with':
      return nameOf(it).endsWith(set.text.toLowerCase());
    case 'contains':
      return nameOf(it).includes(set.text.toLowerCase());
    case 'except':
      return !isNamed(it, set.text);
    case 'matches':
      return isFound(it, set.pattern) === true;
    case 'matches-not':
      return isFound(it, set.pattern) === false;
    case 'vr':
      return effectiveVr(it) === set.vr.toUpperCase();
    case 'values':
      return loose || it.holds?.includes(set.group) === true;
    case 'fields': {
      if (depth > DEEPEST) return false;
      const group = groups.fieldGroups?.find(({ name }) => name === set.group);
      return group?.attributes.some((pattern) => matchesAt(pattern, it, groups, loose, depth + 1)) === true;
    }
  }
}

/** Value and mask; in private groups relative to the block (PS3.5 7.8.1). */
function hasTag(pattern: AttributePattern, tag: Tag, creator: string | undefined): boolean {
  const { value, mask, only } = pattern;
  if (!isPrivate(tag)) return pattern.creator === undefined && ((value ^ tag) & mask) === 0;
  const low = mask & 0xffff00ff;
  if (pattern.creator !== undefined) {
    return normalCreator(pattern.creator) === normalCreator(creator ?? '') && ((value ^ tag) & low) === 0;
  }
  if (only !== undefined) return ((value ^ tag) & mask) === 0;
  // (001x,0010) leaves open whether the group is odd.
  return ((value ^ tag) & low) === 0;
}

/** True for a pattern that leaves digits of a standard tag open: a set like any other. */
function isOpen({ mask, creator, value }: AttributePattern): boolean {
  return creator === undefined && mask >>> 0 !== 0xffffffff && (value & mask & 0x10000) === 0;
}

function liesIn(wanted: readonly AttributePattern[], { parents, creators }: Attributed): boolean {
  return (
    wanted.length === parents.length && wanted.every((pattern, at) => hasTag(pattern, parents[at] ?? 0, creators?.[at]))
  );
}

function matchesAt(pattern: AttributePattern, it: Attributed, groups: Groups, loose: boolean, depth: number): boolean {
  const { only, parents } = pattern;
  if (!hasTag(pattern, it.tag, it.creator)) return false;
  // Members of a group of fields stand for themselves: what one of them names is named.
  if (only === undefined ? isOpen(pattern) : only.kind !== 'fields') {
    if (mustStay(it.tag)) return false;
  }
  if (only !== undefined && !isOf(only, it, groups, loose, depth)) return false;
  return loose || parents === undefined || liesIn(parents, it);
}

/** True where the pattern names the attribute. */
export function matches(pattern: AttributePattern, it: Attributed, groups: Groups): boolean {
  return matchesAt(pattern, it, groups, false, 0);
}

/** True where it does in some place and with some value: what can be said once for a tag. */
export function mayMatch(pattern: AttributePattern, it: Attributed, groups: Groups): boolean {
  return matchesAt(pattern, it, groups, true, 0);
}

/** True where the place or the value of an attribute decides, so that its tag does not say enough. */
export function isDynamic(pattern: AttributePattern, groups: Groups, depth = 0): boolean {
  if (pattern.parents !== undefined || pattern.only?.kind === 'values') return true;
  if (pattern.only?.kind !== 'fields' || depth > DEEPEST) return false;
  const { group } = pattern.only;
  const members = groups.fieldGroups?.find(({ name }) => name === group)?.attributes ?? [];
  return members.some((member) => isDynamic(member, groups, depth + 1));
}

/** Groups of values that a pattern asks for, those of its fields included. */
export function asksForValues(pattern: AttributePattern, groups: Groups, depth = 0): boolean {
  if (pattern.only?.kind === 'values') return true;
  if (pattern.only?.kind !== 'fields' || depth > DEEPEST) return false;
  const { group } = pattern.only;
  const members = groups.fieldGroups?.find(({ name }) => name === group)?.attributes ?? [];
  return members.some((member) => asksForValues(member, groups, depth + 1));
}

/** True where a member of a group of fields names the private attribute by its creator. */
export function namesByCreator({ only }: AttributePattern, it: Attributed, groups: Groups, depth = 0): boolean {
  if (only?.kind !== 'fields' || depth > DEEPEST) return false;
  const { group } = only;
  const members = groups.fieldGroups?.find(({ name }) => name === group)?.attributes ?? [];
  return members.some(
    (member) =>
      (member.creator !== undefined && mayMatch(member, it, groups)) || namesByCreator(member, it, groups, depth + 1),
  );
}
