// Identifiers that an object names in its attributes: what free text is searched for. In memory only.

import type { Tag } from '../../dictionary/tag.js';
import { dummyValue } from '../../identity/dummy.js';
import type { EvidenceItem, EvidenceKind } from '../../text/evidence.js';
import { type CharacterSet, decodeAsDeclared, guessCharacterSet } from './charset/characterSet.js';
import type { DicomSurvey } from './context.js';
import { type Element, findElement } from './element.js';
import { unpadded } from './encode.js';
import { kindOf, kindOfContent } from './evidenceKind.js';
import { bytesOf, charsetOf, plainValue } from './visit.js';
import type { Window } from './window.js';

/** More distinct identifiers than any object names: the rest would only cost time. */
const MOST = 2000;

const CONTENT_SEQUENCE = 0x0040a730;
const CONCEPT_NAME = 0x0040a043;
const TEXT_VALUE = 0x0040a160;
const CODE_VALUE = 0x00080100;
const CODING_SCHEME = 0x00080102;

const EMAIL = /[^\s<>()[\],;:"=]+@[^\s<>()[\],;:"=]+\.\p{L}+/gu;

const PATIENT_ID = 0x00100020;
const PATIENT_NAME = 0x00100010;
const BIRTH_DATE = 0x00100030;
const STUDY_UID = 0x0020000d;

/** Data sets that name more than {@link MOST}. */
const cut = new WeakSet<readonly Element[]>();

/** Whether {@link collectEvidence} left something out. */
export function isEvidenceCut(elements: readonly Element[]): boolean {
  return cut.has(elements);
}

/** Of the last object: survey and plan ask one after the other. */
let last: { readonly elements: readonly Element[]; readonly items: readonly EvidenceItem[] } | undefined;

/** No values of an object are held any more. */
export function forgetEvidence(): void {
  last = undefined;
}

/** Walks all items, private ones included, and gathers what identifies. */
export async function collectEvidence(
  window: Window,
  elements: readonly Element[],
  charset: CharacterSet,
): Promise<readonly EvidenceItem[]> {
  if (last?.elements === elements) return last.items;
  const items = await collect(window, elements, charset);
  last = { elements, items };
  return items;
}

async function collect(window: Window, elements: readonly Element[], charset: CharacterSet): Promise<EvidenceItem[]> {
  const seen = new Set<string>();
  const items: EvidenceItem[] = [];
  const queue: { elements: readonly Element[]; charset: CharacterSet; of: Tag }[] = [{ elements, charset, of: 0 }];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (items.length >= MOST) {
      cut.add(elements);
      break;
    }
    for (const element of next.elements) {
      if (element.items !== undefined) {
        for (const item of element.items) {
          queue.push({
            elements: item.elements,
            charset: await charsetOf(window, item.elements, next.charset),
            of: element.tag,
          });
        }
        continue;
      }
      const kind = kindOf(element, next.of) ?? (element.tag === TEXT_VALUE ? await saidOf(window, next) : undefined);
      if (kind === undefined || element.length === 0 || element.length > 1024) continue;
      const vr = element.vr === 'UN' ? 'LO' : element.vr;
      const read = bytesOf(window, element);
      const bytes = read instanceof Uint8Array ? read : await read;
      const text =
        decodeAsDeclared(next.charset, bytes, vr) ?? guessCharacterSet(bytes, next.charset).decode(bytes, vr);
      for (const value of text.split('\\')) {
        add(items, seen, kind, unpadded(value).trim());
        // Telecom information is a number or an address, or both.
        if (kind === 'phone') for (const email of value.match(EMAIL) ?? []) add(items, seen, 'email', email);
      }
    }
  }
  return items;
}

/** What the text of a content item is: numbers and names of a report stand as text as well (PS3.16 TID 1001 to 1009). */
async function saidOf(window: Window, { elements, of }: { elements: readonly Element[]; of: Tag }) {
  if (of !== CONTENT_SEQUENCE) return undefined;
  const concept = findElement(elements, CONCEPT_NAME)?.items?.[0]?.elements ?? [];
  const scheme = await plainValue(window, concept, CODING_SCHEME);
  return scheme === 'DCM' ? kindOfContent(await plainValue(window, concept, CODE_VALUE)) : undefined;
}

function add(items: EvidenceItem[], seen: Set<string>, kind: EvidenceKind, value: string): void {
  if (value === '' || DUMMIES.has(value.toUpperCase())) return;
  if ((kind === 'person-name' || kind === 'patient-name') && ROLE.test(value)) return;
  const key = `${kind}\0${value}`;
  if (seen.has(key)) return;
  seen.add(key);
  items.push({ kind, value });
}

/** What a de-identifier writes instead of a value is no identifier; nor are the words that stand for "not known". */
const DUMMIES: ReadonlySet<string> = new Set([
  ...['PN', 'LO', 'SH', 'DA', 'DT', 'AS', 'AE', 'ST', 'LT', 'CS'].map((vr) =>
    String(dummyValue(vr)).trim().toUpperCase(),
  ),
  'ANONYMOUS',
  'ANONYMIZED',
  'ANON',
  'UNKNOWN',
  'NONE',
  'NULL',
  'N/A',
  'NA',
  'NO',
  'YES',
  'REMOVED',
  'PATIENT',
]);

/** User1, Reader 2: who took part is numbered, not named. */
const ROLE =
  /^(user|reader|observer|operator|rater|radiologist|physician|technician|patient|subject|phantom)[ _^-]?\d{1,3}$/iu;

/** The patient an object belongs to, as one key: the ID, else name and birth date, else the study. */
export async function patientKey(window: Window, elements: readonly Element[], charset: CharacterSet): Promise<string> {
  const text = async (tag: Tag): Promise<string> => {
    const element = findElement(elements, tag);
    if (element === undefined || element.length > 1024 || element.items !== undefined) return '';
    return unpadded(charset.decode(await bytesOf(window, element), element.vr)).trim();
  };
  const id = await text(PATIENT_ID);
  if (id !== '') return id;
  const name = await text(PATIENT_NAME);
  const birth = await text(BIRTH_DATE);
  if (name !== '' || birth !== '') return `name:${name}|${birth}`;
  const study = await text(STUDY_UID);
  return study === '' ? '' : `study:${study}`;
}

export const REFUSED_SURVEY: DicomSurvey = {
  isRefused: true,
  patient: '',
  sopClassUid: '',
  sopInstanceUid: '',
  studyUid: '',
  isDirectory: false,
  evidence: [],
};
