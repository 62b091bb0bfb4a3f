// What TCIA's curation does with an attribute, which is what the benchmark's keys expect (midi_b_tcia_actions.json).
import { readFileSync } from 'node:fs';

export type TciaAction =
  | 'remove'
  | 'hashuid'
  | 'incrementdate'
  | 'time'
  | 'empty'
  | 'keep'
  | 'process'
  | 'lookup'
  | 'replace'
  | 'hashname';

/** Action by tag as 8 upper-case hex digits; undefined where the list does not speak of the attribute: it stays. */
export type TciaTable = (hex: string) => TciaAction | undefined;

export function readTciaTable(file: string): TciaTable {
  const data = JSON.parse(readFileSync(file, 'utf8')) as { rows: readonly { hex: string | null; action: string }[] };
  const exact = new Map<string, TciaAction>();
  for (const row of data.rows) if (row.hex !== null) exact.set(row.hex.toUpperCase(), row.action as TciaAction);
  return (hex) => (/^(50....|60..(3000|4000))/.test(hex) ? 'remove' : exact.get(hex));
}

/** What TCIA's knowledge base does with a private attribute, named `gggg,CREATOR,ee`; what nobody knows is removed. */
export type PrivateTable = (name: string) => 'keep' | 'remove' | 'unclear';

/** Unclear is what only the standard's list calls safe, and what TCIA hashes or shifts. */
export function readPrivateTable(file: string): PrivateTable {
  const data = JSON.parse(readFileSync(file, 'utf8')) as {
    ps315_E_3_10_1: { rows: readonly Row[] };
    tciaPrivateTagKB: { rows: readonly Row[] };
  };
  const standard = new Set(data.ps315_E_3_10_1.rows.map(nameOf));
  const tcia = new Map<string, string>();
  for (const row of data.tciaPrivateTagKB.rows) {
    if (row.group === undefined) continue;
    const known = tcia.get(nameOf(row));
    tcia.set(nameOf(row), known === undefined || known === row.disposition ? (row.disposition ?? 'na') : 'na');
  }
  return (name) => {
    const disposition = tcia.get(name);
    if (disposition === 'k') return 'keep';
    if (disposition === 'd') return standard.has(name) ? 'unclear' : 'remove';
    return disposition === undefined && !standard.has(name) ? 'remove' : 'unclear';
  };
}

interface Row {
  readonly group?: string;
  readonly element?: string;
  readonly privateCreator?: string;
  readonly disposition?: string;
}

function nameOf(row: Row): string {
  const creator = (row.privateCreator ?? '').replaceAll('"', '').trim().toUpperCase();
  return `${(row.group ?? '').toUpperCase()},${creator},${(row.element ?? '').toUpperCase()}`;
}
