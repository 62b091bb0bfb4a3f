// A lookup table: values of the user's own for each patient, study, series or object. CSV by RFC 4180, with a header row.
// Plain data, which crosses threads. Its values are in memory only: no message has one.
import { tagOf } from '../dictionary/dictionary.js';
import type { Tag } from '../dictionary/tag.js';

export interface LookupTable {
  readonly kind: 'table';
  /** Keyword of the attribute that rows are found by: the name of the first column. */
  readonly key: string;
  readonly keyTag: Tag;
  /** Names of all columns, the first one included. */
  readonly columns: readonly string[];
  readonly rows: ReadonlyMap<string, readonly string[]>;
}

/** What is wrong with a table, by line number and never with a value. */
export interface LookupProblems {
  readonly kind: 'problems';
  readonly problems: readonly string[];
}

const MOST_PROBLEMS = 20;

interface Row {
  readonly line: number;
  readonly fields: readonly string[];
}

/** Undefined where a quoted field does not end, or something stands behind its end. */
function readRows(text: string): readonly Row[] | { readonly line: number; readonly message: string } {
  const rows: Row[] = [];
  let fields: string[] = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let line = 1;
  let start = 1;
  const endRow = () => {
    // A line with nothing on it is no row.
    if (fields.length > 1 || fields[0] !== '') rows.push({ line: start, fields });
    fields = [];
    line++;
    start = line;
  };
  while (at < text.length) {
    if (text.charAt(at) === '"') {
      let value = '';
      const opened = line;
      for (at++; ; ) {
        const quote = text.indexOf('"', at);
        if (quote < 0) return { line: opened, message: 'a quoted field does not end' };
        value += text.slice(at, quote);
        at = quote + 1;
        if (text.charAt(at) !== '"') break;
        value += '"';
        at++;
      }
      for (const letter of value) if (letter === '\n') line++;
      fields.push(value);
      if (at < text.length && !/[,\r\n]/.test(text.charAt(at))) {
        return { line, message: 'something stands behind a quoted field' };
      }
    } else {
      const rest = /[,\r\n]/g;
      rest.lastIndex = at;
      const end = rest.exec(text)?.index ?? text.length;
      fields.push(text.slice(at, end));
      at = end;
    }
    const delimiter = text.charAt(at);
    if (delimiter === ',') {
      at++;
      // A comma at the end of the text has an empty field behind it.
      if (at === text.length) fields.push('');
      else if (/[\r\n]/.test(text.charAt(at))) fields.push('');
      else continue;
    }
    if (text.charAt(at) === '\r' && text.charAt(at + 1) === '\n') at++;
    at++;
    endRow();
  }
  return rows;
}

/** Reads a table. Keys and values lose the blanks around them, as DICOM's own do (PS3.5 6.2). */
export function parseLookupTable(csv: string): LookupTable | LookupProblems {
  const read = readRows(csv);
  if ('message' in read) return { kind: 'problems', problems: [`line ${read.line}: ${read.message}`] };
  const [head, ...body] = read;
  if (head === undefined)
    return { kind: 'problems', problems: ['the table is empty: its first line names the columns'] };
  const columns = head.fields.map((name) => name.trim());
  const key = columns[0] ?? '';
  const keyTag = tagOf(key);
  const problems: string[] = [];
  if (keyTag === undefined) {
    problems.push(
      `line ${head.line}: the first column is named by the attribute that rows are found by, such as PatientID or StudyInstanceUID`,
    );
  }
  if (columns.includes('')) problems.push(`line ${head.line}: a column has no name`);
  if (new Set(columns).size < columns.length) problems.push(`line ${head.line}: two columns have one name`);
  const rows = new Map<string, readonly string[]>();
  const lines = new Map<string, number>();
  for (const { line, fields } of body) {
    if (problems.length >= MOST_PROBLEMS) break;
    const values = fields.map((value) => value.trim());
    const value = values[0] ?? '';
    const earlier = lines.get(value);
    if (values.length !== columns.length) {
      problems.push(
        `line ${line}: ${values.length} field${values.length === 1 ? '' : 's'} where the header has ${columns.length}`,
      );
    } else if (value === '') problems.push(`line ${line}: the first field is empty`);
    else if (earlier !== undefined) problems.push(`line ${line}: the same key as in line ${earlier}`);
    else {
      rows.set(value, values);
      lines.set(value, line);
    }
  }
  if (keyTag === undefined || problems.length > 0) return { kind: 'problems', problems };
  return { kind: 'table', key, keyTag, columns, rows };
}

/** Undefined for a row or column that is not there. */
export function lookUp(table: LookupTable | undefined, key: string, variable: string): string | undefined {
  const column = table?.columns.indexOf(variable) ?? -1;
  return column < 0 ? undefined : table?.rows.get(key.trim())?.[column];
}
