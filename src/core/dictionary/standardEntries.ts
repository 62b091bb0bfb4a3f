// The attributes of PS3.6, unpacked on first use: tags and VRs for the hot path, names and the rest only when asked for.
import { DELTAS, KEYWORDS, REPEATING, VM_NAMES, VMS, VR_NAMES, VRS } from './dictionary.generated.js';
import type { Tag } from './tag.js';

/** Position of a letter in A-Z a-z 0-9, which the generated tables count with. */
function letterIndex(code: number): number {
  if (code >= 0x61) return code - 0x61 + 26;
  if (code >= 0x41) return code - 0x41;
  return code - 0x30 + 52;
}

let tags: Uint32Array | undefined;

function sortedTags(): Uint32Array {
  if (tags !== undefined) return tags;
  const all = new Uint32Array(VRS.length);
  let tag = 0;
  let delta = 0;
  let index = 0;
  for (let at = 0; at < DELTAS.length; at++) {
    const code = DELTAS.charCodeAt(at);
    if (code === 0x20) {
      tag += delta;
      all[index++] = tag;
      delta = 0;
    } else {
      delta = delta * 36 + (code < 0x3a ? code - 0x30 : code - 0x61 + 10);
    }
  }
  all[index] = tag + delta;
  tags = all;
  return all;
}

/** Row of a tag, or -1. */
export function rowOf(tag: Tag): number {
  const all = sortedTags();
  let low = 0;
  let high = all.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = all[middle] ?? 0;
    if (found === tag) return middle;
    if (found < tag) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** VRs of a row as PS3.6 has them, joined by `|` where several are possible; empty where PS3.6 has none. */
export function vrsOfRow(row: number): string {
  return VR_NAMES[letterIndex(VRS.charCodeAt(row))] ?? '';
}

/** Value multiplicity of a row, followed by ` retired` where PS3.6 retired the attribute. */
export function vmOfRow(row: number): string {
  return VM_NAMES[letterIndex(VMS.charCodeAt(row))] ?? '1';
}

let keywords: readonly string[] | undefined;

export function keywordOfRow(row: number): string {
  keywords ??= KEYWORDS.split(' ');
  return keywords[row] ?? '';
}

let byKeyword: Map<string, Tag> | undefined;

/** Keywords in small letters, each with its tag. */
export function tagsByKeyword(): ReadonlyMap<string, Tag> {
  if (byKeyword !== undefined) return byKeyword;
  const map = new Map<string, Tag>();
  for (const [row, tag] of sortedTags().entries()) {
    const keyword = keywordOfRow(row);
    if (keyword !== '') map.set(keyword.toLowerCase(), tag);
  }
  byKeyword = map;
  return map;
}

/** An attribute of a repeating group (PS3.5 7.6): `value` has zeros where `mask` has. */
export interface RepeatingEntry {
  readonly value: Tag;
  readonly mask: number;
  readonly keyword: string;
  readonly vrs: string;
  readonly vm: string;
  readonly retired: boolean;
}

let repeating: readonly RepeatingEntry[] | undefined;

export function repeatingEntries(): readonly RepeatingEntry[] {
  repeating ??= REPEATING.map((line) => {
    const [tag = '', keyword = '', vrs = '', vm = '', retired] = line.split(' ');
    return {
      value: Number.parseInt(tag.replaceAll('x', '0'), 16),
      mask: Number.parseInt([...tag].map((digit) => (digit === 'x' ? '0' : 'F')).join(''), 16),
      keyword,
      vrs,
      vm,
      retired: retired === 'retired',
    };
  });
  return repeating;
}

/** The repeating attribute that a tag is an instance of; only even groups repeat. */
export function repeatingEntry(tag: Tag): RepeatingEntry | undefined {
  const high = tag >>> 24;
  if (high !== 0x50 && high !== 0x60 && high !== 0x7f && tag >>> 16 !== 0x20) return undefined;
  if ((tag & 0x10000) !== 0) return undefined;
  return repeatingEntries().find((entry) => (tag & entry.mask) >>> 0 === entry.value);
}
