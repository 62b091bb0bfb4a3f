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

/** `gggg,CREATOR,ee` of private attributes that both the standard's and TCIA's list call safe. */
export function readSafePrivate(file: string): ReadonlySet<string> {
  const data = JSON.parse(readFileSync(file, 'utf8')) as {
    ps315_E_3_10_1: { rows: readonly Row[] };
    tciaPrivateTagKB: { rows: readonly Row[] };
  };
  const standard = new Set(data.ps315_E_3_10_1.rows.map(nameOf));
  return new Set(
    data.tciaPrivateTagKB.rows
      .filter((row) => row.disposition === 'k')
      .map(nameOf)
      .filter((name) => standard.has(name)),
  );
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
