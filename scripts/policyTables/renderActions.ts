// PS3.15 Table E.1-1 (what happens to an attribute) and Table E.3.4-1 (what happens to a content item), packed.
import { columnLetters, HEADER, type Ps315 } from './tables.js';

/** SNOMED-RT style codes (scheme SRT) that PS3.16 retired for the SNOMED CT codes of Table E.3.4-1; still sent (E.3.4). */
const RETIRED_CODES: Readonly<Record<string, string>> = {
  '116224001': 'DD-60002',
  '160476009': 'F-02455',
  '271921002': 'F-00033',
  '363698007': 'G-C0E3',
  '371524004': 'R-42B89',
  '397898000': 'G-D320',
  '398164008': 'DF-0070B',
  '398201009': 'G-D321',
  '398325003': 'DF-0068E',
  '440252007': 'PA-30029',
};

export function renderActions(table: Ps315): string {
  const bySignature = new Map<string, string[]>();
  for (const row of table.rows) {
    const signature = `${row.basic} ${columnLetters(row)}`;
    const tags = bySignature.get(signature) ?? [];
    bySignature.set(signature, tags);
    tags.push(row.hex === null ? 'PRIVATE' : row.hex.replaceAll('X', 'x'));
  }
  const lines = [...bySignature]
    .sort((a, b) => (a[0] < b[0] ? -1 : 1))
    .map(([signature, tags]) => `  '${signature} ${tags.sort().join(' ')}',`);
  return `${HEADER}
// PS3.15 ${table.edition} Table E.1-1: ${table.rows.length} rows by their actions. Basic Profile, then the option columns (retain safe private,
// UIDs, device identity, institution identity, patient characteristics, full dates, modified dates; clean descriptors,
// structured content, graphics), then the tags.

export const EDITION = '${table.edition}';

export const ACTIONS: readonly string[] = [
${lines.join('\n')}
];
`;
}

export function renderContentItems(table: Ps315): string {
  const lines: string[] = [];
  for (const row of table.srContentItems.rows) {
    const rest = [row.valueType, row.basic, columnLetters(row), row.meaning].join('\t');
    lines.push(`  ${JSON.stringify(`${row.codingScheme}\t${row.codeValue}\t${rest}`)},`);
    const retired = RETIRED_CODES[row.codeValue];
    if (row.codingScheme === 'SCT' && retired !== undefined)
      lines.push(`  ${JSON.stringify(`SRT\t${retired}\t${rest}`)},`);
  }
  return `${HEADER}
// PS3.15 ${table.edition} Table E.3.4-1: ${table.srContentItems.rows.length} rows, and the retired SNOMED-RT style codes of the same concepts. Scheme, code, value
// type, Basic Profile, option columns as in Table E.1-1, meaning.

export const CONTENT_ITEMS: readonly string[] = [
${lines.join('\n')}
];
`;
}
