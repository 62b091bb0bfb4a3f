// All that the tables say of one attribute: PS3.6 (name, VR, VM), PS3.3 (Type) and PS3.15 Table E.1-1 (actions).
import { attribute, privateAttribute } from '../../dictionary/dictionary.js';
import { isPrivate, type Tag } from '../../dictionary/tag.js';
import type { Category } from '../../kernel/finding.js';
import { actionRow } from '../../policy/actionTable.js';
import { builtinPolicy } from '../../policy/builtin.js';
import { categoryOf } from '../../policy/category.js';
import { formatPattern } from '../../policy/claims.js';
import { compilePolicy } from '../../policy/compile.js';
import { type AttributeType, typeOf } from '../../policy/iodTypes.js';
import { OPTIONS } from '../../policy/options.js';
import type { AttributePattern, CompiledPolicy, OptionName } from '../../policy/policy.js';
import { safeElement } from '../../policy/privateSafe.js';

export interface AttributeInfo {
  /** `(0010,0010)`, `(60xx,3000)` or `(0019,"CREATOR",02)`. */
  readonly tag: string;
  /** Empty where PS3.6 has none. */
  readonly keyword: string;
  readonly name: string;
  readonly vr: string;
  readonly vm: string;
  readonly retired: boolean;
  readonly private: boolean;
  readonly category: Category;
  /** The Basic Profile's code in Table E.1-1, such as X/Z/D; undefined where no row speaks of the attribute. */
  readonly basic: string | undefined;
  /** What the options say that speak of it. */
  readonly options: readonly { readonly name: OptionName; readonly action: 'K' | 'C' }[];
  readonly clause: string;
  /** What the Basic Profile makes of it in a CT image, with the reason; also for attributes without a row. */
  readonly standard: string;
  /** Types that say more than 3, each with the objects that have them, in words. */
  readonly types: readonly { readonly type: AttributeType; readonly objects: readonly string[] }[];
}

const CT = '1.2.840.10008.5.1.4.1.1.2';

/** Objects that people meet, by SOP class. */
const COMMON: readonly (readonly [string, string])[] = [
  [CT, 'CT'],
  ['1.2.840.10008.5.1.4.1.1.4', 'MR'],
  ['1.2.840.10008.5.1.4.1.1.128', 'PET'],
  ['1.2.840.10008.5.1.4.1.1.6.1', 'US'],
  ['1.2.840.10008.5.1.4.1.1.1', 'CR'],
  ['1.2.840.10008.5.1.4.1.1.1.1', 'DX'],
  ['1.2.840.10008.5.1.4.1.1.1.2', 'MG'],
  ['1.2.840.10008.5.1.4.1.1.20', 'NM'],
  ['1.2.840.10008.5.1.4.1.1.7', 'secondary capture'],
  ['1.2.840.10008.5.1.4.1.1.77.1.6', 'slide'],
  ['1.2.840.10008.5.1.4.1.1.66.4', 'segmentation'],
  ['1.2.840.10008.5.1.4.1.1.88.33', 'SR'],
  ['1.2.840.10008.5.1.4.1.1.481.3', 'RT structure set'],
  ['1.2.840.10008.5.1.4.1.1.481.5', 'RT plan'],
  ['1.2.840.10008.5.1.4.1.1.104.1', 'PDF'],
];

/** The option columns of Table E.1-1, in the order of their codes. */
const TABLE_OPTIONS = OPTIONS.filter(({ column }) => column !== undefined);

let basicProfile: CompiledPolicy | undefined;

function basic(): CompiledPolicy | undefined {
  const policy = builtinPolicy('basic');
  if (basicProfile === undefined && policy !== undefined) basicProfile = compilePolicy(policy);
  return basicProfile;
}

function typesOf(parents: readonly Tag[], tag: Tag): AttributeInfo['types'] {
  const byType = new Map<AttributeType, string[]>();
  for (const [sopClass, words] of COMMON) {
    const type = typeOf(sopClass, parents, tag);
    if (type !== '3') byType.set(type, [...(byType.get(type) ?? []), words]);
  }
  return [...byType].sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, objects]) => ({ type, objects }));
}

function privateInfo(pattern: AttributePattern): AttributeInfo {
  const group = pattern.value >>> 16;
  const { creator } = pattern;
  const known = creator === undefined ? undefined : privateAttribute(creator, group, pattern.value & 0xff);
  const safe = creator === undefined ? undefined : safeElement(creator, group, pattern.value & 0xff);
  return {
    tag: formatPattern(pattern),
    keyword: '',
    name: known?.name ?? 'private attribute',
    vr: known?.vr ?? safe?.vr ?? 'UN',
    vm: '1-n',
    retired: false,
    private: true,
    category: 'private',
    basic: 'X',
    options:
      safe === undefined ? [] : [{ name: 'retain-safe-private', action: safe.treatment === 'shift' ? 'C' : 'K' }],
    clause: safe === undefined ? 'PS3.15 Table E.1-1' : 'PS3.15 E.3.10',
    standard:
      safe === undefined
        ? 'nothing says that it is safe: removed'
        : 'a safe list names it; without the option: removed',
    types: [],
  };
}

/** Undefined for a set of attributes (`endswith:Date`), and for a tag that PS3.6 does not know. */
export function attributeInfo(pattern: AttributePattern): AttributeInfo | undefined {
  if (pattern.only !== undefined || pattern.mask === 0) return undefined;
  if (pattern.creator !== undefined || isPrivate(pattern.value)) return privateInfo(pattern);
  const known = attribute(pattern.value);
  if (known === undefined) return undefined;
  const row = actionRow(pattern.value);
  const parents = (pattern.parents ?? []).map(({ value }) => value);
  const decision = basic()?.decide({ tag: pattern.value, vr: known.vr, parents, sopClass: CT });
  return {
    tag: formatPattern(pattern),
    keyword: known.keyword,
    name: known.name,
    vr: known.ambiguous ? `${known.vr} or as the object says` : known.vr,
    vm: known.vm,
    retired: known.retired,
    private: false,
    category: categoryOf(known.keyword, known.vr, row),
    basic: row?.basic,
    options: TABLE_OPTIONS.flatMap(({ name, column }) => {
      const letter = column === undefined ? undefined : row?.columns[column];
      return letter === 'K' || letter === 'C' ? [{ name, action: letter }] : [];
    }),
    clause: decision?.clause ?? 'PS3.15 Table E.1-1',
    standard: decision?.reason ?? 'no table names it: kept, and searched for identifiers',
    types: typesOf(parents, pattern.value),
  };
}

const WORDS: Readonly<Record<string, string>> = {
  X: 'removed',
  Z: 'emptied',
  D: 'replaced by a dummy',
  K: 'kept',
  C: 'cleaned',
  U: 'UID replaced',
  'X/Z': 'removed, or emptied where the object needs it',
  'X/D': 'removed, or replaced where the object needs it',
  'Z/D': 'emptied, or replaced where the object needs a value',
  'X/Z/D': 'removed, emptied or replaced, as the object needs it',
  'X/Z/U*': 'removed or emptied, or UIDs replaced, as the object needs it',
};

/** A code of Table E.1-1a in words. */
export function codeInWords(code: string): string {
  return WORDS[code] ?? code;
}
