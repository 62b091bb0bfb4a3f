// Makes what is known of a patient, the people and the places around ready to be looked for in many short texts.
import { type CodeIndex, type CodeItem, indexCodes } from './codeEvidence.js';
import { findDates } from './dates.js';
import type { EvidenceItem } from './evidence.js';
import { createFilter } from './evidenceFilter.js';
import { flatten } from './fold.js';
import { indexNames, type NameIndex } from './nameEvidence.js';
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
}

/** Values longer than this are cut: no identifier is longer, and a hostile file must not cost more. */
const LONGEST_VALUE = 1024;

/** The files of one series know the same: the last results are kept, under what they were made of. */
const recent = new Map<string, Evidence>();
const MOST_RECENT = 16;

/** Compiles evidence. Cheap where the same items come again. */
export function compileEvidence(items: readonly EvidenceItem[]): Evidence {
  let key = '';
  for (const { kind, value } of items) key += `${kind}\u0000${value}\u0001`;
  const known = recent.get(key);
  if (known !== undefined) return known;
  const compiled = compile(items);
  const [oldest] = recent.keys();
  if (oldest !== undefined && recent.size >= MOST_RECENT) recent.delete(oldest);
  recent.set(key, compiled);
  return compiled;
}

function compile(items: readonly EvidenceItem[]): Evidence {
  const names: string[] = [];
  const ids: CodeItem[] = [];
  const phones: CodeItem[] = [];
  const phrases: { value: string; category: SpanCategory; rule: string }[] = [];
  const emails: string[] = [];
  const days = new Set<number>();
  for (const { kind, value: whole } of items) {
    const value = whole.length > LONGEST_VALUE ? whole.slice(0, LONGEST_VALUE) : whole;
    switch (kind) {
      case 'patient-name':
      case 'person-name':
        names.push(value);
        if (/\d/.test(value)) ids.push({ value, category: 'name', rule: 'evidence/name' });
        break;
      case 'patient-id':
      case 'id':
        ids.push({ value, category: 'id', rule: 'evidence/id' });
        break;
      case 'device':
        ids.push({ value, category: 'device', rule: 'evidence/device' });
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
  const compiled = {
    names: indexNames(names),
    phrases: indexPhrases(phrases),
    codes: indexCodes(ids, phones),
    days,
    months: new Set([...days].map((day) => Math.trunc(day / 100))),
    emails,
  };
  return { filter: createFilter(compiled, ids), ...compiled };
}

/** Days that a DA, a DT, or a date as people write it can mean. */
function daysOf(value: string): readonly number[] {
  const stamp = /^\s*(\d{4})(\d{2})(\d{2})/.exec(value);
  if (stamp !== null) return [Number(`${stamp[1]}${stamp[2]}${stamp[3]}`)];
  return findDates(flatten(value)).flatMap((date) => date.days);
}
