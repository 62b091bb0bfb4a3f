// uid_mapping.csv and patid_mapping.csv: columns id_old and id_new, the first row for an id counts.
import { readFileSync } from 'node:fs';

/** @throws Error where the columns are not there */
export function readMapping(file: string): ReadonlyMap<string, string> {
  const [head = '', ...lines] = readFileSync(file, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/);
  const columns = fields(head);
  const from = columns.indexOf('id_old');
  const to = columns.indexOf('id_new');
  if (from < 0 || to < 0) throw new Error('a mapping needs the columns id_old and id_new');
  const map = new Map<string, string>();
  for (const line of lines) {
    if (line === '') continue;
    const row = fields(line);
    const old = row[from];
    if (old !== undefined && !map.has(old)) map.set(old, row[to] ?? '');
  }
  return map;
}

/** One line of CSV (RFC 4180); a quoted line break does not occur in ids. */
function fields(line: string): readonly string[] {
  const found = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)];
  return found.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}
