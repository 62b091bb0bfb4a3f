// A report as a table for spreadsheets (RFC 4180): a line per file, counts and codes, no value of a file.
import { CATEGORIES, EFFECTS } from '../kernel/finding.js';
import type { SavedFile } from './savedReport.js';

/** Bookkeeping is no effect on what identifies. */
const SHOWN_EFFECTS = EFFECTS.filter((effect) => effect !== 'structure');

export function csvHead(): string {
  return row([
    'path',
    'outcome',
    'bytes',
    'modality',
    'maker',
    'milliseconds',
    'findings',
    ...SHOWN_EFFECTS,
    ...CATEGORIES.map((category) => `found ${category}`),
    'refusal',
    'issues',
  ]);
}

export function csvRow(file: SavedFile): string {
  return row([
    file.path,
    file.kind,
    file.bytes,
    file.equipment?.modality ?? '',
    file.equipment?.maker ?? '',
    file.ms ?? '',
    file.findingCount,
    ...SHOWN_EFFECTS.map((effect) => file.effects[effect] ?? 0),
    ...CATEGORIES.map((category) => file.categories[category] ?? 0),
    file.refusal?.code ?? '',
    [...new Set(file.issues.map(({ code }) => code))].join(' '),
  ]);
}

function row(cells: readonly (string | number)[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

/** A cell that a spreadsheet would take for a formula is told to be text by an apostrophe. */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
