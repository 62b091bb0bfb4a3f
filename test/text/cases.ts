// Invented people for the tests of free text, and short hands.

import type { EvidenceItem, EvidenceKind } from '../../src/core/text/evidence.js';
import {
  cleanText,
  compileEvidence,
  type Evidence,
  findIdentifiers,
  type TextMode,
} from '../../src/core/text/findIdentifiers.js';

export const nobody: Evidence = compileEvidence([]);

export function evidence(items: Readonly<Partial<Record<EvidenceKind, string | readonly string[]>>>): Evidence {
  const list: EvidenceItem[] = [];
  for (const [kind, values] of Object.entries(items)) {
    for (const value of typeof values === 'string' ? [values] : values)
      list.push({ kind: kind as EvidenceKind, value });
  }
  return compileEvidence(list);
}

export function clean(text: string, known: Evidence = nobody, mode: TextMode = 'full'): string {
  return cleanText(text, findIdentifiers(text, known, mode));
}

/** What is found, as text. */
export function found(text: string, known: Evidence = nobody, mode: TextMode = 'full'): readonly string[] {
  return findIdentifiers(text, known, mode).map((span) => text.slice(span.start, span.end));
}

/** The rules that fired. */
export function rules(text: string, known: Evidence = nobody, mode: TextMode = 'full'): readonly string[] {
  return findIdentifiers(text, known, mode).map((span) => span.rule);
}

export const maria = evidence({
  'patient-name': 'LINDQVIST^MARIA^ELISABETH^^',
  'patient-id': 'LQ-0048213',
  id: ['70011846', 'ACC20448834'],
  'birth-date': '19610417',
  date: '20150304',
  'person-name': ['VAN DER MEER^PIET^^DR', 'Thornquist, Ada'],
  institution: 'Oakdale Springs Hospital',
  address: '418 Fernhollow Rd, Oakdale Springs, OH 45099',
  phone: '+46 8 5550 0137',
  email: 'maria.l@example.org',
  device: 'AWP45678',
});
