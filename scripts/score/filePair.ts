// One original and what became of it, both read by the second reader; kept for as long as one file is judged.
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { looksLikeDicom, type ReadFile, readDicom } from './dicomReader.js';
import { type Haystack, haystack } from './haystack.js';

export interface FilePair {
  readonly name: string;
  readonly original: ReadFile;
  readonly isDicom: boolean;
  /** Undefined where nothing was written: refused, or not a file that is de-identified. */
  readonly output: ReadFile | undefined;
  readonly hay: Haystack | undefined;
}

/** @param name path below both folders, with `/` */
export function readPair(originals: string, outputs: string, name: string): FilePair {
  const source = path.join(originals, name);
  const target = path.join(outputs, name);
  const bytes = new Uint8Array(readFileSync(source));
  const original = readDicom(bytes);
  const written = existsSync(target) && statSync(target).isFile();
  const output = written ? readDicom(new Uint8Array(readFileSync(target))) : undefined;
  return {
    name,
    original,
    isDicom: looksLikeDicom(bytes),
    output,
    hay: output === undefined ? undefined : haystack(output),
  };
}
