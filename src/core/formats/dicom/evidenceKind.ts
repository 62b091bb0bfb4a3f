// What an attribute names: by a list, else by its row in Table E.1-1 of PS3.15, so that whatever the profile takes for an
// identifier is looked for elsewhere in the object too.
import { keywordOf } from '../../dictionary/dictionary.js';
import { isPrivate, type Tag } from '../../dictionary/tag.js';
import type { Category } from '../../kernel/finding.js';
import { actionRow } from '../../policy/actionTable.js';
import { categoryOf } from '../../policy/category.js';
import type { EvidenceKind } from '../../text/evidence.js';
import type { Element } from './element.js';

/** Attributes that name someone or something of the patient's surroundings, and what they name. */
const KINDS: ReadonlyMap<Tag, EvidenceKind> = new Map<Tag, EvidenceKind>([
  [0x00100010, 'patient-name'],
  [0x00101001, 'patient-name'],
  [0x00101005, 'patient-name'],
  [0x00101060, 'person-name'],
  [0x00100020, 'patient-id'],
  [0x00101000, 'patient-id'],
  [0x00101002, 'patient-id'],
  [0x00100030, 'birth-date'],
  [0x00100032, 'birth-date'],
  [0x00101040, 'address'],
  [0x00102154, 'phone'],
  [0x00102155, 'phone'],
  [0x00101090, 'id'],
  [0x00101080, 'id'],
  [0x00101050, 'id'],
  [0x00102297, 'person-name'],
  [0x00080050, 'id'],
  [0x00200010, 'id'],
  [0x00380010, 'id'],
  [0x00380060, 'id'],
  [0x00400253, 'id'],
  [0x00401001, 'id'],
  [0x00400009, 'id'],
  [0x00402016, 'id'],
  [0x00402017, 'id'],
  [0x0040000b, 'person-name'],
  [0x00400512, 'id'],
  [0x00400551, 'id'],
  [0x00080080, 'institution'],
  [0x00081040, 'institution'],
  [0x00400241, 'ae-title'],
  [0x00400242, 'device'],
  [0x00400243, 'place'],
  [0x0040a027, 'institution'],
  [0x00080081, 'address'],
  [0x00080092, 'address'],
  [0x00401102, 'address'],
  [0x00401103, 'phone'],
  [0x00080094, 'phone'],
  [0x00081010, 'device'],
  [0x00181000, 'device'],
  [0x00181002, 'device'],
  [0x00380300, 'place'],
  [0x00380400, 'place'],
  [0x00102150, 'place'],
  [0x00102152, 'place'],
  [0x00080020, 'date'],
  [0x00080021, 'date'],
  [0x00080022, 'date'],
  [0x00080023, 'date'],
  [0x0008002a, 'date'],
  [0x00400002, 'date'],
  [0x00380020, 'date'],
  [0x00400244, 'date'],
  [0x00321000, 'date'],
]);

/** Codes of persons and institutions name them by their meaning. */
const CODES_OF: ReadonlyMap<Tag, EvidenceKind> = new Map<Tag, EvidenceKind>([
  [0x00080082, 'institution'],
  [0x00401101, 'person-name'],
]);
const CODE_VALUES: ReadonlySet<Tag> = new Set([0x00080100, 0x00080119]);
const CODE_MEANING = 0x00080104;
const PERSON_CODES = 0x00401101;

/** Kinds of text that are a name, a number or an address; comments and descriptions tell in too many words. */
const BY_CATEGORY: Partial<Readonly<Record<Category, EvidenceKind>>> = {
  name: 'person-name',
  id: 'id',
  contact: 'phone',
  place: 'place',
  institution: 'institution',
  device: 'device',
};

/** VRs of short texts, and what is known already of attributes of each, so that no keyword is matched twice. */
const SHORT_TEXTS: ReadonlyMap<string, Map<Tag, EvidenceKind | 'nothing'>> = new Map(
  ['AE', 'LO', 'SH', 'UC', 'UT', 'ST', 'LT'].map((vr) => [vr, new Map<Tag, EvidenceKind | 'nothing'>()]),
);

/** What the profile takes the attribute for, if its VR is that of a short text. */
function byProfile(tag: Tag, vr: string): EvidenceKind | undefined {
  const known = SHORT_TEXTS.get(vr);
  if (known === undefined) return undefined;
  const before = known.get(tag);
  if (before !== undefined) return before === 'nothing' ? undefined : before;
  const row = actionRow(tag);
  const named = row === undefined ? undefined : BY_CATEGORY[categoryOf(keywordOf(tag) ?? '', vr, row)];
  const kind = vr === 'AE' && named !== undefined ? 'ae-title' : named;
  known.set(tag, kind ?? 'nothing');
  return kind;
}

/** Content items whose text names someone or something, by their codes of DCM. */
const CONTENT: ReadonlyMap<string, EvidenceKind> = new Map<string, EvidenceKind>([
  ['121022', 'id'],
  ['121020', 'id'],
  ['121021', 'id'],
  ['121029', 'patient-name'],
  ['121030', 'patient-id'],
  ['121008', 'person-name'],
  ['121036', 'person-name'],
  ['121009', 'institution'],
  ['121013', 'device'],
  ['121016', 'device'],
  ['121017', 'place'],
]);

export function kindOfContent(code: string): EvidenceKind | undefined {
  return CONTENT.get(code);
}

/** @param sequence that the element's item is in; 0 at the top */
export function kindOf({ tag, vr }: Element, sequence: Tag): EvidenceKind | undefined {
  if (isPrivate(tag)) return undefined;
  if (tag === CODE_MEANING) return CODES_OF.get(sequence);
  if (CODE_VALUES.has(tag)) return sequence === PERSON_CODES ? 'id' : undefined;
  const kind = KINDS.get(tag);
  if (kind !== undefined) return kind;
  if (vr === 'PN') return 'person-name';
  return byProfile(tag, vr);
}
