// What a photograph's own metadata tell, as evidence with which words in the picture and file names are judged.
import type { EvidenceItem } from '../../text/evidence.js';
import { compileEvidence, findIdentifiers, type SpanCategory } from '../../text/findIdentifiers.js';
import type { Told } from './draft.js';

const NOTHING_KNOWN = compileEvidence([]);
/** Longer texts are no names. */
const LONGEST_NAME = 80;
const KINDS: Readonly<Partial<Record<SpanCategory, EvidenceItem['kind']>>> = {
  name: 'patient-name',
  id: 'id',
  contact: 'email',
  place: 'place',
  institution: 'institution',
};

export function peopleIn(told: readonly Told[]): readonly EvidenceItem[] {
  const items: EvidenceItem[] = [];
  const seen = new Set<string>();
  const add = (kind: EvidenceItem['kind'], value: string): void => {
    const own = value.trim();
    if (own.length < 2 || seen.has(`${kind} ${own}`)) return;
    seen.add(`${kind} ${own}`);
    items.push({ kind, value: own });
  };
  for (const { category, text } of told) {
    if (category === 'name' && text.length <= LONGEST_NAME) add('person-name', withoutMark(text));
    else if (category === 'id' && text.length <= LONGEST_NAME) add('id', text);
    else if (category === 'place' && text.length <= LONGEST_NAME) add('place', text);
    else if (category === 'institution' && text.length <= LONGEST_NAME) add('institution', text);
    // A caption may name whoever is in the picture.
    else if (category === 'description' || category === 'name' || category === 'contact')
      for (const { start, end, category: own } of findIdentifiers(text, NOTHING_KNOWN, 'full')) {
        const kind = own === 'contact' && !text.slice(start, end).includes('@') ? 'phone' : KINDS[own];
        if (kind !== undefined) add(kind, text.slice(start, end));
      }
  }
  return items;
}

function withoutMark(text: string): string {
  return text.replace(/^(?:copyright|©|\(c\))\s*/iu, '').replace(/^\d{4}\s*/u, '');
}
