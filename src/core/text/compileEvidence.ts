// Makes what is known of a patient, the people and the places around ready to be looked for in many short texts.
import { type CodeIndex, type CodeItem, indexCodes } from './codeEvidence.js';
import { findDates } from './dates.js';
import type { EvidenceItem } from './evidence.js';
import { createFilter, wordBits } from './evidenceFilter.js';
import { flatten } from './fold.js';
import { calledNames, familyOf, indexNames, type NameIndex } from './nameEvidence.js';
import { indexPhrases, type PhraseIndex } from './phraseEvidence.js';
import type { WordFilter } from './prefilter.js';
import type { SpanCategory } from './textSpan.js';

export interface Evidence {
  readonly filter: WordFilter;
  readonly names: NameIndex;
  readonly phrases: PhraseIndex;
  readonly codes: CodeIndex;
  /** Days as the number yyyymmdd. */
  readonly days: ReadonlySet<number>;
  /** Months as the number yyyymm. */
  readonly months: ReadonlySet<number>;
  /** In lower case. */
  readonly emails: readonly string[];
  /** Family names of the patient, folded. */
  readonly families: ReadonlySet<string>;
}

/** Values longer than this are cut: no identifier is longer, and a hostile file must not cost more. */
const LONGEST_VALUE = 1024;

/** The part of evidence that is dear to make, and the same for all files of a series: a number that differs leaves it. */
interface Words {
  readonly names: NameIndex;
  readonly phrases: PhraseIndex;
  readonly bits: Uint32Array;
}

/** The last results, under what they were made of. */
const recent = new Map<string, Evidence>();
const recentWords = new Map<string, Words>();
const MOST_RECENT = 16;

/** Compiles evidence. Cheap where the same items come again. */
export function compileEvidence(items: readonly EvidenceItem[]): Evidence {
  let key = '';
  for (const { kind, value } of items) key += `${kind}\u0000${value}\u0001`;
  return remembered(recent, key, () => compile(items));
}

function remembered<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  const [oldest] = map.keys();
  if (oldest !== undefined && map.size >= MOST_RECENT) map.delete(oldest);
  map.set(key, made);
  return made;
}

function compileWords(names: readonly string[], phrases: Parameters<typeof indexPhrases>[0], hasDays: boolean): Words {
  let key = hasDays ? 'days' : '';
  for (const name of names) key += `\u0000${name}`;
  for (const { value, category } of phrases) key += `\u0001${category}\u0000${value}`;
  return remembered(recentWords, key, () => {
    const index = { names: indexNames(names), phrases: indexPhrases(phrases) };
    return { ...index, bits: wordBits(index.names, index.phrases, hasDays) };
  });
}

function compile(items: readonly EvidenceItem[]): Evidence {
  const names: string[] = [];
  const ids: CodeItem[] = [];
  const phones: CodeItem[] = [];
  const phrases: { value: string; category: SpanCategory; rule: string }[] = [];
  const emails: string[] = [];
  const families = new Set<string>();
  const days = new Set<number>();
  for (const { kind, value: whole } of items) {
    const value = whole.length > LONGEST_VALUE ? whole.slice(0, LONGEST_VALUE) : whole;
    switch (kind) {
      case 'patient-name':
      case 'person-name':
        names.push(value);
        if (kind === 'patient-name') {
          families.add(familyOf(value));
          names.push(...calledNames(value));
        }
        if (/\d/.test(value)) ids.push({ value, category: 'name', rule: 'evidence/name' });
        break;
      case 'patient-id':
        ids.push({ value, category: 'id', rule: 'evidence/id', own: true });
        break;
      case 'id':
        ids.push({ value, category: 'id', rule: 'evidence/id' });
        break;
      case 'device':
        ids.push({ value, category: 'device', rule: 'evidence/device' });
        break;
      case 'ae-title':
        ids.push({ value, category: 'device', rule: 'evidence/ae-title' });
        break;
      case 'date':
      case 'birth-date':
        for (const day of daysOf(value)) days.add(day);
        break;
      case 'institution':
        phrases.push({ value, category: 'institution', rule: 'evidence/institution' });
        break;
      case 'place':
      case 'address':
        phrases.push({ value, category: 'place', rule: 'evidence/place' });
        break;
      case 'phone':
        phones.push({ value, category: 'contact', rule: 'evidence/phone' });
        break;
      case 'email':
        if (value.includes('@')) emails.push(value.trim().toLowerCase());
        break;
    }
  }
  const words = compileWords(names, phrases, days.size > 0);
  const codes = indexCodes(ids, phones);
  return {
    filter: createFilter(words.bits, words.names, codes, ids, days.size > 0 || words.phrases.hasNumbers),
    names: words.names,
    phrases: words.phrases,
    codes,
    days,
    months: new Set([...days].map((day) => Math.trunc(day / 100))),
    emails,
    families,
  };
}

/** Days that a DA, a DT, or a date as people write it can mean. */
function daysOf(value: string): readonly number[] {
  const stamp = /^\s*(\d{4})(\d{2})(\d{2})/.exec(value);
  if (stamp !== null) return [Number(`${stamp[1]}${stamp[2]}${stamp[3]}`)];
  return findDates(flatten(value)).flatMap((date) => date.days);
}
