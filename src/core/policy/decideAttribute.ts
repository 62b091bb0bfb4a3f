// What the profile does with one attribute: the row of PS3.15 Table E.1-1, else a rule for what the table does not list
// (PS3.15 E.1.1 leaves new, retired and extended attributes to the de-identifier).
import { isKnown, keywordOf, vrOf } from '../dictionary/dictionary.js';
import { formatTag, type Tag } from '../dictionary/tag.js';
import type { Category } from '../kernel/finding.js';
import { type ActionRow, actionRow } from './actionTable.js';
import { categoryOf } from './category.js';
import type { AttributeType } from './iodTypes.js';
import type { Decision, Policy } from './policy.js';
import { isClassUid } from './registeredUid.js';
import { blankCode, chooseOption, dependsOnType, resolveCode } from './resolve.js';

export type Dates = 'remove' | 'shift' | 'keep';

/** The same for every object, or by the attribute's Type in its IOD. */
export type Rule = { readonly decision: Decision | undefined } | { readonly byType: (type: AttributeType) => Decision };

const TABLE = 'PS3.15 Table E.1-1';
const DEFENSIVE = 'PS3.15 E.1.1';
const FIXED: Rule = { decision: undefined };

const WHY: Readonly<Record<Category, string>> = {
  name: 'names a person',
  id: 'identifies a person, an order or a thing',
  date: 'tells when something happened',
  contact: 'tells how to reach someone',
  place: 'tells where someone was',
  institution: 'names an institution',
  device: 'identifies a device',
  demographic: 'describes the patient',
  description: 'is text that may name anyone',
  uid: 'a unique identifier leads back to the original',
  private: 'nothing says that a private attribute is safe',
  graphics: 'graphics may show a name',
  document: 'a document may name anyone',
  pixels: 'pixels may show a name',
  signature: 'a signature identifies, and does not hold for changed data',
  'file-name': 'a file name may identify',
  structure: 'bookkeeping',
  other: 'may identify',
};

/** Attributes that belong to a directory's structure; their UIDs are instance UIDs only in (0004,1511). */
const DIRECTORY_NAMES: ReadonlySet<Tag> = new Set([0x00041130, 0x00041141, 0x00041142]);

/**
 * Sequences that hold a SOP Class UID and a SOP Instance UID and nothing of anyone: study, performed procedure step,
 * image and source image. With mapped UIDs they tell no more than the object's own (PS3.15 E.1.1, U* of Table E.1-1).
 */
const REFERENCES: ReadonlySet<Tag> = new Set([0x00081110, 0x00081111, 0x00081140, 0x00082112]);

/** Encrypted copies of the original, and the parameters of signatures that no longer hold. */
const SEALED: ReadonlySet<Tag> = new Set([0x04000500, 0x4ffe0001]);

interface Parts {
  readonly action: Decision['action'];
  readonly code: string;
  readonly rule: string;
  readonly category: Category;
  readonly clause: string;
  readonly why: string;
  readonly empty?: boolean;
}

const DONE: Readonly<Record<Decision['action'], string>> = {
  X: 'removed',
  Z: 'emptied',
  D: 'replaced by a dummy',
  K: 'kept',
  C: 'cleaned',
  U: 'mapped',
};

function decisionOf({ why, ...parts }: Parts): Decision {
  return { ...parts, reason: `${why}: ${DONE[parts.action]}` };
}

function typed(
  policy: Policy,
  row: ActionRow | undefined,
  code: string,
  vr: string,
  parts: Omit<Parts, 'action' | 'code'>,
): Rule {
  const blank = policy.style === 'blank';
  if (!dependsOnType(code))
    return { decision: decisionOf({ ...parts, action: resolveCode(code, '3', vr === 'SQ'), code }) };
  return {
    byType: (type) => {
      const emptied = blank ? blankCode(row, code, type, vr) : undefined;
      if (emptied === 'Z')
        return decisionOf({ ...parts, action: 'Z', code, empty: true, why: `${parts.why}, present but empty` });
      return decisionOf({ ...parts, action: emptied ?? resolveCode(code, type, vr === 'SQ'), code });
    },
  };
}

/** A row of the table under the policy's options. A code such as `C (X/D)` names what the profile alone would ask for. */
function tableRule(policy: Policy, tag: Tag, row: ActionRow, vr: string, keyword: string): Rule {
  const category = categoryOf(keyword, vr, row);
  const parts = {
    rule: `ps3.15/${formatTag(tag).slice(1, 5)}${formatTag(tag).slice(6, 10)}`,
    category,
    clause: TABLE,
    why: WHY[category],
  };
  const choice = chooseOption(row.columns, policy.options);
  if (choice === undefined && policy.references === 'map' && REFERENCES.has(tag)) {
    const why = 'refers to other objects by their UIDs';
    return { decision: decisionOf({ ...parts, why, action: 'U', code: row.basic }) };
  }
  if (choice === undefined) return typed(policy, row, row.basic, vr, parts);
  const why = `${WHY[category]}, option ${choice.option}`;
  if (choice.action === 'K') return { decision: decisionOf({ ...parts, why, action: 'K', code: 'K' }) };
  // Who cleans must know whether the attribute can do without a value.
  return {
    byType: (type) =>
      decisionOf({ ...parts, why, action: 'C', code: `C (${resolveCode(row.basic, type, vr === 'SQ')})` }),
  };
}

/** Attributes that the table does not list. */
function unlistedRule(policy: Policy, dates: Dates, tag: Tag, vr: string): Rule {
  if (DIRECTORY_NAMES.has(tag)) {
    const parts = {
      rule: 'directory/file-set',
      category: 'id',
      clause: 'PS3.3 F.3.2.1',
      why: 'describes the medium',
    } as const;
    return { decision: decisionOf({ ...parts, action: 'Z', code: 'Z' }) };
  }
  if (tag >>> 16 === 0x0004) return FIXED;
  if (SEALED.has(tag)) {
    const parts = { rule: 'sealed', category: 'signature', clause: DEFENSIVE, why: WHY.signature } as const;
    return { decision: decisionOf({ ...parts, action: 'X', code: 'X' }) };
  }
  if (!isKnown(tag)) {
    const parts = {
      rule: 'unknown-attribute',
      category: 'other',
      clause: DEFENSIVE,
      why: 'not an attribute of PS3.6',
    } as const;
    return { decision: decisionOf({ ...parts, action: 'X', code: 'X' }) };
  }
  const listed = vrOf(tag);
  if (vr === 'PN' || listed === 'PN') {
    return typed(policy, undefined, 'Z/D', vr, { rule: 'vr/PN', category: 'name', clause: DEFENSIVE, why: WHY.name });
  }
  if (vr === 'DA' || vr === 'DT' || listed === 'DA' || listed === 'DT') {
    const parts = { rule: 'vr/date', category: 'date', clause: DEFENSIVE, why: WHY.date } as const;
    if (dates === 'remove') return typed(policy, { basic: 'X/Z/D', columns: '' }, 'X/Z/D', vr, parts);
    if (dates === 'keep') return { decision: decisionOf({ ...parts, action: 'K', code: 'K' }) };
    return {
      byType: (type) => decisionOf({ ...parts, action: 'C', code: `C (${resolveCode('X/Z/D', type, false)})` }),
    };
  }
  if ((vr === 'UI' || listed === 'UI') && !isClassUid(tag)) {
    const parts = { rule: 'vr/UI', category: 'uid', clause: DEFENSIVE, why: WHY.uid } as const;
    const keep = policy.options.includes('retain-uids');
    return { decision: decisionOf({ ...parts, action: keep ? 'K' : 'U', code: keep ? 'K' : 'U' }) };
  }
  return FIXED;
}

/** The profile's rule for an attribute that is not private. `vr` is what the file says; where it is UN, that of PS3.6 counts. */
export function attributeRule(policy: Policy, dates: Dates, tag: Tag, vr: string): Rule {
  if (policy.style === 'rules') return FIXED;
  const effective = vr === 'UN' || vr === '' ? (vrOf(tag) ?? vr) : vr;
  const row = actionRow(tag);
  if (row === undefined) return unlistedRule(policy, dates, tag, effective);
  return tableRule(policy, tag, row, effective, keywordOf(tag) ?? '');
}
