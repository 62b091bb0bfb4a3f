// Crosswalks as CSV (RFC 4180): which original value became which replacement. They re-identify: written on request only.

interface CrosswalkRow {
  readonly original: string;
  readonly replacement: string;
}

/** File names, by what the rows are about. */
export const CROSSWALK_FILES = { uid: 'uid_mapping.csv', patient: 'patid_mapping.csv' } as const;

/** What a spreadsheet would take for a formula (OWASP, CSV Injection), or as told apart by the quote itself. */
const FORMULA = /^[=+\-@\t\r\n']/u;

/**
 * Quoted where RFC 4180 asks for it, and around blanks, which some readers drop. A single quote goes before what would open as a
 * formula, and before what begins with one: without the first single quote of a value that has one, values are exactly as they were.
 */
function field(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n\t]|^\s|\s$/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Text of a crosswalk with the header `id_old,id_new`: sorted by code unit, each pair once. */
export function crosswalkCsv(rows: Iterable<CrosswalkRow>): string {
  const unique = new Map<string, CrosswalkRow>();
  for (const row of rows) unique.set(JSON.stringify([row.original, row.replacement]), row);
  const sorted = [...unique.values()].sort(
    (a, b) => compare(a.original, b.original) || compare(a.replacement, b.replacement),
  );
  const lines = sorted.map((row) => `${field(row.original)},${field(row.replacement)}\r\n`);
  return `id_old,id_new\r\n${lines.join('')}`;
}
