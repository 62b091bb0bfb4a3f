// Crosswalks as CSV (RFC 4180): which original value became which replacement. They re-identify: written on request only.

interface CrosswalkRow {
  readonly original: string;
  readonly replacement: string;
}

/** File names, by what the rows are about. */
export const CROSSWALK_FILES = { uid: 'uid_mapping.csv', patient: 'patid_mapping.csv' } as const;

/** Quoted where RFC 4180 asks for it, and around blanks, which some readers drop. Nothing is changed or escaped otherwise: values come back exactly. */
function field(value: string): string {
  return /[",\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
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
