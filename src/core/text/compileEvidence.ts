// Makes what is known of a patient, the people and the places around ready to be looked for in many short texts.
import { type CodeIndex, type CodeItem, indexCodes, squeeze } from './codeEvidence.js';
import { findDates } from './dates.js';
import type { EvidenceItem } from './evidence.js';
import { flatten } from './fold.js';
import { indexNames, type NameIndex } from './nameEvidence.js';
import { indexPhrases, type PhraseIndex } from './phraseEvidence.js';
import { createWordFilter, type WordFilter } from './prefilter.js';
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

/** Compiles evidence; keep the result as long as the items are the same. */
export function compileEvidence(items: readonly EvidenceItem[]): Evidence {
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
  const filter = filterOf(compiled);
  for (const { value } of ids) addFirstWord(filter, value);
  return { filter, ...compiled };
}

/** Days that a DA, a DT, or a date as people write it can mean. */
function daysOf(value: string): readonly number[] {
  const stamp = /^\s*(\d{4})(\d{2})(\d{2})/.exec(value);
  if (stamp !== null) return [Number(`${stamp[1]}${stamp[2]}${stamp[3]}`)];
  return findDates(flatten(value)).flatMap((date) => date.days);
}

function filterOf(compiled: Omit<Evidence, 'filter'>): WordFilter {
  const filter = createWordFilter();
  for (const fold of compiled.names.words.keys()) {
    filter.add(fold);
    if (fold.length >= 4) filter.add(`${fold}s`);
  }
  for (const [fold, words] of compiled.phrases.words) {
    if (words.some((word) => word.level !== 'technical' || word.index === 0)) filter.add(fold);
  }
  return filter;
}

/** A text with three digits is always looked at; an identifier with fewer is known by its first letters, apart or together. */
function addFirstWord(filter: WordFilter, value: string): void {
  const first = /\p{L}+/u.exec(value)?.[0];
  const together = /^\p{L}+/u.exec(squeeze(value))?.[0];
  if (first !== undefined) filter.add(first.toLowerCase());
  if (together !== undefined) filter.add(together.toLowerCase());
}
