// What is known of a file before the work on it, and what after. Crosses threads as it is.
import type { DicomSurvey } from '../core/formats/dicom/context.js';
import type { ErrorCode } from '../core/kernel/deidError.js';
import type { Link } from '../core/study/links.js';
import type { FileOutcome } from './fileOutcome.js';
import type { RawPath } from './rawPath.js';

export interface FileTask {
  /** Place in the walk. */
  readonly index: number;
  /** Which of the run's items. */
  readonly item: number;
  /** Path below the item; empty for an item that is a file. */
  readonly inside: RawPath;
  readonly size: number;
  /** From the first pass, where there was one: whose evidence is to be had. */
  readonly patient?: string;
  /** From the first pass, where the run keeps it; else the file is asked again. */
  readonly identity?: FileIdentity;
  /** From the run's journal. */
  readonly earlier?: Earlier;
}

/** What an earlier session of the run left of a file. */
export interface Earlier {
  /** `ours`: an output that is there is of the run, and is replaced. `unknown`: it may be, and is if it is what comes out now. */
  readonly kind: 'ours' | 'unknown';
  /** The file is as it was if its content gives this digest: then nothing is done. */
  readonly unless?: { readonly input: string; readonly evidence: string };
}

/** Of a survey, what is kept per file. */
export type FileIdentity = Pick<DicomSurvey, 'patient' | 'sopInstanceUid' | 'studyUid' | 'isDirectory'>;

export interface FileRecord {
  readonly index: number;
  readonly outcome: FileOutcome;
  readonly sopInstanceUid: string;
  /** What ties it to other objects, and what became of that; absent where it was not looked at. */
  readonly links?: readonly Link[];
  /** A DICOMDIR that waits until it is known which files are written. */
  readonly deferred: boolean;
  /** Set where no other file can fare better: the run ends. */
  readonly fatal?: ErrorCode;
  /** SHA-256, hex, where the run asks for digests. */
  readonly inputDigest?: string;
  readonly outputDigest?: string;
  /** For a journal: which bytes were read and written (see `fileStamp`), and of a young file its SHA-256. */
  readonly stamp?: string;
  readonly outputStamp?: string;
  readonly content?: string;
  readonly isDirectory?: true;
  /** The file is what the journal says, see {@link Earlier}. */
  readonly unchanged?: true;
}
