// PS3.15 Table E.3.4-1: content items of structured reports, by concept.
import { CONTENT_ITEMS } from './generated/contentItems.generated.js';
import type { ContentItem } from './policy.js';

export interface ContentItemRow {
  readonly valueType: string;
  readonly basic: string;
  readonly columns: string;
  readonly meaning: string;
}

/** Value types that say something in words, numbers of a date, or a UID: a concept listed for one is meant for each. */
const SAID: ReadonlySet<string> = new Set(['TEXT', 'PNAME', 'DATE', 'TIME', 'DATETIME', 'UIDREF']);

let rows: ReadonlyMap<string, readonly ContentItemRow[]> | undefined;

function rowsByConcept(): ReadonlyMap<string, readonly ContentItemRow[]> {
  if (rows !== undefined) return rows;
  const map = new Map<string, ContentItemRow[]>();
  for (const line of CONTENT_ITEMS) {
    const [scheme = '', value = '', valueType = '', basic = '', columns = '', meaning = ''] = line.split('\t');
    const key = `${scheme}\t${value}`;
    const known = map.get(key) ?? [];
    map.set(key, known);
    known.push({ valueType, basic, columns, meaning });
  }
  rows = map;
  return map;
}

/** Former designators of SNOMED-RT codes (PS3.15 E.3.4). */
function schemeOf(scheme: string): string {
  return scheme === 'SNM3' || scheme === '99SDM' ? 'SRT' : scheme;
}

/**
 * The row of an item: the one for its value type, else, for a value that is said rather than coded or measured, the
 * first one of the concept. Undefined where the table has no row for the concept.
 */
export function contentItemRow({ concept, valueType }: ContentItem): ContentItemRow | undefined {
  if (concept === undefined) return undefined;
  const found = rowsByConcept().get(`${schemeOf(concept.scheme.trim())}\t${concept.value.trim()}`);
  if (found === undefined) return undefined;
  const exact = found.find((row) => row.valueType === valueType);
  return exact ?? (SAID.has(valueType) ? found.find((row) => SAID.has(row.valueType)) : undefined);
}
