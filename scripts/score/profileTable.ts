// PS3.15 Table E.1-1 as the judge needs it: read from the published table, not from what the engine was built with.
import { readFileSync } from 'node:fs';

export type RecipeName = 'blank' | 'basic' | 'research';

/** What a recipe is to do with an attribute: `keep` it, `clean` it, or take the value away (`away`). */
export type Treatment = 'keep' | 'clean' | 'away';

export interface ProfileTable {
  /** Undefined where no row speaks of the attribute (8 hex digits): it does not identify by itself. */
  treatment(hex: string, recipe: RecipeName): Treatment | undefined;
}

type Row = Readonly<Record<string, unknown>>;

const RESEARCH_OPTIONS = [
  'retainLongModifiedDates',
  'retainPatientCharacteristics',
  'retainDeviceIdentity',
  'retainSafePrivate',
  'cleanDescriptors',
  'cleanStructuredContent',
];

/** @param file `ps315.json` of the shared tables */
export function readProfileTable(file: string): ProfileTable {
  const data = JSON.parse(readFileSync(file, 'utf8')) as { rows: readonly Row[] };
  const exact = new Map<string, Row>();
  const ranges: { pattern: RegExp; row: Row }[] = [];
  for (const row of data.rows) {
    const hex = String(row['hex']).toUpperCase();
    if (row['hex'] === null) continue;
    if (/^[0-9A-F]{8}$/.test(hex)) exact.set(hex, row);
    else ranges.push({ pattern: new RegExp(`^${hex.replaceAll('X', '[0-9A-F]')}$`), row });
  }
  return {
    treatment: (hex, recipe) => {
      const row = exact.get(hex) ?? ranges.find((range) => range.pattern.test(hex))?.row;
      if (row === undefined) return undefined;
      if (recipe !== 'research') return 'away';
      const codes = RESEARCH_OPTIONS.map((option) => row[option]);
      if (codes.includes('C')) return 'clean';
      if (codes.includes('K')) return 'keep';
      return 'away';
    },
  };
}
