// What to look for in an output: values of the original that identify. In memory only, and never in a message.
import type { Category } from '../kernel/finding.js';
import type { CompiledPolicy, Decision, Override } from '../policy/policy.js';
import type { ReadElement } from './readElement.js';

/** How a value is written, which decides the forms in which it is searched. */
export type IdentifierKind = 'name' | 'code' | 'text' | 'date' | 'birth-date' | 'uid';

export interface Identifier {
  readonly kind: IdentifierKind;
  readonly category: Category;
  readonly text: string;
}

/** The part of a policy that the checks ask. */
export type Rules = Pick<CompiledPolicy, 'decide' | 'decidePrivate' | 'decideContentItem' | 'dates' | 'has'> &
  Partial<Pick<CompiledPolicy, 'policy' | 'perObject' | 'knownDevices' | 'asks' | 'forObject' | 'holds'>>;

/** True where no profile is behind the user's rules: what none of them names stays, whatever it says. */
export function isRulesOnly({ policy }: Rules): boolean {
  return policy?.style === 'rules';
}

/** What the rules do with an element, as far as these checks care. */
export interface Verdict {
  /** `none`: no rule speaks of it. */
  readonly action: 'X' | 'Z' | 'D' | 'K' | 'C' | 'U' | 'none';
  readonly category: Category;
  /** Kind of the user's own rule that decided. */
  readonly own?: Override['kind'];
}

function verdict({ action, category, override }: Decision): Verdict {
  return { action, category, ...(override === undefined ? {} : { own: override.kind }) };
}

/**
 * UIDs of these attributes name a class, a syntax or a context group, not an instance.
 * Media Storage SOP Class, Transfer Syntax, Implementation Class, Referenced SOP Class, Coding Scheme UID and their kin.
 */
const CLASS_UIDS = new Set([
  0x00020002, 0x00020010, 0x00020012, 0x00020100, 0x00041510, 0x00041512, 0x0004151a, 0x00080016, 0x0008001a,
  0x0008001b, 0x00080062, 0x0008010c, 0x0008010d, 0x00080117, 0x00080118, 0x00081150, 0x0008115a, 0x00083002,
  0x00287000,
]);
const IDENTIFYING = new Set<Category>(['name', 'id', 'contact', 'place', 'institution', 'device']);
const TEXT_VRS = new Set(['AE', 'LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UR', 'UT', 'IS', 'UN']);
const BIRTH = new Set([0x00100030, 0x00100033, 0x00100034]);
const CARET_NAME = /^\p{L}[\p{L}'. -]+(\^[\p{L}'. -]*)+$/u;

export function verdictOf(element: ReadElement, rules: Rules, sopClass: string): Verdict {
  const holds = rules.holds?.(element.values) ?? [];
  const creators = element.creators === undefined ? {} : { creators: element.creators };
  if ((element.tag & 0x10000) !== 0) {
    const decision = rules.decidePrivate({
      creator: element.creator ?? '',
      group: element.tag >>> 16,
      element: element.tag & 0xff,
      vr: element.vr,
      parents: element.parents,
      holds,
      ...creators,
    });
    return verdict(decision);
  }
  const { content, parents } = element;
  const said =
    content === undefined || isTreeKept(parents, rules, sopClass) ? undefined : rules.decideContentItem(content);
  if (said !== undefined) return verdict(said);
  const decision = rules.decide({ tag: element.tag, vr: element.vr, parents, sopClass, holds, ...creators });
  if (decision !== undefined) return verdict(decision);
  if (isRulesOnly(rules)) return { action: 'none', category: 'other' };
  // A UID that no row speaks of still names an instance.
  const mapped = element.vr === 'UI' && element.tag >>> 16 !== 2 && !rules.has('retain-uids');
  return mapped ? { action: 'U', category: 'uid' } : { action: 'none', category: 'other' };
}

/** True where the sequences around a content item are kept: what is in them is judged by its attributes alone. */
function isTreeKept(parents: readonly number[], rules: Rules, sopClass: string): boolean {
  const said = parents.map((tag, at) => rules.decide({ tag, vr: 'SQ', parents: parents.slice(0, at), sopClass }));
  const decided = said.filter((decision) => decision !== undefined);
  return decided.length > 0 && decided.every(({ action }) => action === 'K');
}

/** True where a UID names a class, a syntax or a maker, whatever else it is equal to. */
export function holdsClassUid(tag: number): boolean {
  return CLASS_UIDS.has(tag);
}

/** A UID that names an instance of something: neither registered by DICOM nor a class or syntax. */
export function isInstanceUid(tag: number, uid: string): boolean {
  return !CLASS_UIDS.has(tag) && /^[0-9]+(\.[0-9]+){2,}$/.test(uid) && !uid.startsWith('1.2.840.10008.');
}

/** The identifiers in one element of the original. Empty for what the rules let stay. */
export function identifiersOf(element: ReadElement, rules: Rules, sopClass: string): Identifier[] {
  // Rules alone promise nothing about where else a value stands.
  if (element.vr === 'SQ' || element.values.length === 0 || isRulesOnly(rules)) return [];
  const { action, category } = verdictOf(element, rules, sopClass);
  if (action === 'K') return [];
  const group = element.tag >>> 16;
  const found: Identifier[] = [];
  for (const value of element.values) {
    const text = value.replace(/\0/g, ' ').trim();
    if (text === '') continue;
    if (element.vr === 'UI') {
      if (group !== 2 && isInstanceUid(element.tag, text)) found.push({ kind: 'uid', category: 'uid', text });
    } else if (element.vr === 'PN') {
      found.push({ kind: 'name', category: 'name', text });
    } else if (element.vr === 'DA' || element.vr === 'DT') {
      const day = /^(\d{4})[.-]?(\d\d)[.-]?(\d\d)/.exec(text);
      // The first of January 1900 is what many write for no date at all.
      if (day === null || action === 'none' || day.slice(1).join('') === '19000101') continue;
      if (BIRTH.has(element.tag)) found.push({ kind: 'birth-date', category: 'date', text: day.slice(1).join('') });
      else if (rules.dates !== 'keep') found.push({ kind: 'date', category: 'date', text: day.slice(1).join('') });
    } else if ((element.tag & 0x10000) !== 0) {
      if (TEXT_VRS.has(element.vr) && CARET_NAME.test(text) && text.length <= 128)
        found.push({ kind: 'name', category: 'name', text });
    } else if (isTaken(action, element.vr) && IDENTIFYING.has(category) && TEXT_VRS.has(element.vr)) {
      const kind = category === 'name' ? 'name' : category === 'institution' || category === 'place' ? 'text' : 'code';
      found.push({ kind, category, text });
    }
  }
  return found;
}

/** An application entity's title is not cleaned in part: a code takes its place. */
function isTaken(action: Verdict['action'], vr: string): boolean {
  return action !== 'none' && (action !== 'C' || vr === 'AE');
}

/** Manufacturer, model, software versions, modality, conversion type and implementation: words of machines. */
const VOCABULARY = new Set([0x00080070, 0x00081090, 0x00181020, 0x00080060, 0x00080064, 0x00020013]);
const REGISTERED_SCHEMES =
  /^(DCM|SCT|SRT|SNM3|99SDM|LN|UCUM|FMA|NCIt|RADLEX|UMLS|ICD10|I10P|NEU|RFC3066|RFC5646|ISO3166_1)$/i;

/** True where the element's words are technical: an identifier that equals one of them can't be told from it in the output. */
export function isVocabulary(element: ReadElement, rules: Rules, sopClass: string): boolean {
  if (element.vr === 'SQ' || (element.tag & 0x10000) !== 0) return false;
  const { action } = verdictOf(element, rules, sopClass);
  if (action === 'K') return true;
  if (action !== 'none') return false;
  if (element.vr === 'CS' || VOCABULARY.has(element.tag)) return true;
  const code = element.tag === 0x00080100 || element.tag === 0x00080104;
  return code && element.scheme !== undefined && REGISTERED_SCHEMES.test(element.scheme);
}
