// What an independent check says. Tag paths, offsets and categories only: no value can be in it.
import type { Residue } from '../kernel/format.js';
import type { Issue } from '../kernel/issue.js';

/** Who read an object: dcmjs, dcmjs ignoring errors, or only this room's tokenizer. */
export type ReaderName = 'dcmjs' | 'dcmjs-lenient' | 'tokenizer';

export interface VerifyChecks {
  readonly originalReader: ReaderName;
  readonly outputReader: ReaderName;
  readonly identifiersSearched: number;
  /** Byte forms of the identifiers. */
  readonly formsSearched: number;
  /** Identifiers that equal a technical value of the object in some form, which is not searched. */
  readonly identifiersAmbiguous: number;
  /** Matches that were put down to chance or to what the policy keeps. */
  readonly matchesDismissed: number;
  readonly bytesSearched: number;
  /** Attributes of the output, every depth, on which the policy's decision was checked. */
  readonly attributesChecked: number;
  /** Attributes that no rule speaks of, compared byte by byte. */
  readonly elementsCompared: number;
  /** Of these, texts of which parts were taken out, for what other files of the patient told. */
  readonly textsShortened: number;
  readonly pixelBytesCompared: number;
  /** Type 1 and Type 2 attributes of the original. */
  readonly requiredChecked: number;
}

export interface VerifyReport {
  readonly verdict: 'clean' | 'residue' | 'unreadable';
  readonly residue: readonly Residue[];
  /** What could be checked only in part. */
  readonly issues: readonly Issue[];
  readonly checks: VerifyChecks;
}

export const NOTHING_CHECKED: VerifyChecks = {
  originalReader: 'tokenizer',
  outputReader: 'tokenizer',
  identifiersSearched: 0,
  formsSearched: 0,
  identifiersAmbiguous: 0,
  matchesDismissed: 0,
  bytesSearched: 0,
  attributesChecked: 0,
  elementsCompared: 0,
  textsShortened: 0,
  pixelBytesCompared: 0,
  requiredChecked: 0,
};
