// The corpus of real files beside the checkout, where there is one.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface CorpusFile {
  /** Below the corpus. */
  readonly path: string;
  readonly kind: string;
  readonly sha256: string;
}

const ROOT = path.resolve('../shared/corpus');

/** Undefined where there is none. */
export function corpusRoot(): string | undefined {
  return existsSync(path.join(ROOT, 'catalogue.tsv')) ? ROOT : undefined;
}

/** What the catalogue calls DICOM, broken and mutated files included. */
export function dicomFiles(root: string): readonly CorpusFile[] {
  const [head = '', ...rows] = readFileSync(path.join(root, 'catalogue.tsv'), 'utf8').trimEnd().split('\n');
  const columns = head.split('\t');
  const cell = (row: readonly string[], name: string): string => row[columns.indexOf(name)] ?? '';
  return rows
    .map((line) => line.split('\t'))
    .map((row) => ({ path: cell(row, 'path'), kind: cell(row, 'kind'), sha256: cell(row, 'sha256') }))
    .filter((file) => file.kind.startsWith('dicom'));
}

export function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
