// Which of several lookup tables a recipe takes its values from: the first that has all the columns, and others like it for further rows.
import type { LookupTable } from './lookupTable.js';
import type { Policy } from './policy.js';

export interface NamedTable {
  readonly name: string;
  readonly table: LookupTable;
}

export type TableChoice =
  | { readonly kind: 'table'; readonly table: LookupTable }
  /** The recipe takes nothing from a table. */
  | { readonly kind: 'none' }
  /** A message without values. */
  | { readonly kind: 'problem'; readonly message: string };

/** Columns that the rules of a recipe look up. */
export function variablesOf({ overrides }: Policy): readonly string[] {
  const names = overrides.flatMap((rule) =>
    (rule.kind === 'lookup' || rule.kind === 'shift') && rule.variable !== undefined ? [rule.variable] : [],
  );
  return [...new Set(names)];
}

/** Of no tables at all the caller says where they are named. */
export function tableFor(policy: Policy, tables: readonly NamedTable[]): TableChoice {
  const wanted = variablesOf(policy);
  if (wanted.length === 0) return { kind: 'none' };
  const [first, ...others] = tables.filter(({ table }) => wanted.every((name) => table.columns.includes(name)));
  if (first === undefined) return { kind: 'problem', message: noneHas(wanted, tables) };
  const { key, keyTag } = first.table;
  const rows = new Map(rowsOf(first.table, wanted));
  for (const { name, table } of others) {
    if (table.keyTag !== keyTag) continue;
    for (const [of, row] of rowsOf(table, wanted)) {
      const known = rows.get(of);
      if (known?.some((value, at) => value !== row[at]) === true) {
        const message = `${name} has a row for a ${key} that a table before it has too, with other values: keep one of them`;
        return { kind: 'problem', message };
      }
      rows.set(of, row);
    }
  }
  return { kind: 'table', table: { kind: 'table', key, keyTag, columns: [key, ...wanted], rows } };
}

function* rowsOf(table: LookupTable, wanted: readonly string[]): Generator<readonly [string, readonly string[]]> {
  const places = wanted.map((name) => table.columns.indexOf(name));
  for (const [of, row] of table.rows) yield [of, [of, ...places.map((place) => row[place] ?? '')]];
}

function noneHas(wanted: readonly string[], tables: readonly NamedTable[]): string {
  const missing = wanted.find((name) => !tables.some(({ table }) => table.columns.includes(name)));
  const [only, ...more] = tables;
  if (missing === undefined)
    return `no single table has all the columns that the recipe takes values from: ${wanted.join(', ')}`;
  const where = more.length === 0 && only !== undefined ? `${only.name}: there is` : 'the lookup tables have';
  return `${where} no column ${missing}, which the recipe takes values from`;
}
