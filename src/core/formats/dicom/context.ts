// What the DICOM format needs to decide, and what a first pass over a file brings home.
import type { Identity } from '../../identity/identity.js';
import type { FrameCodecs } from '../../pixels/codecPort.js';
import type { Detector, FoundRegion } from '../../pixels/detection.js';
import type { KeptPlace } from '../../pixels/settled.js';
import type { VideoCodec } from '../../pixels/videoPort.js';
import type { LookupTable } from '../../policy/lookupTable.js';
import type { CompiledPolicy, Fill } from '../../policy/policy.js';
import type { EvidenceItem } from '../../text/evidence.js';

export interface DicomContext {
  readonly policy: CompiledPolicy;
  readonly identity: Identity;
  /** Identifiers named by the same patient's other files; those of the file itself are found while planning. */
  readonly patientEvidence: readonly EvidenceItem[];
  /** Take a file that ends inside its pixel data. */
  readonly salvage: boolean;
  /** `none`: the user said that burned-in text is not to be looked for. */
  readonly pixels: 'auto' | 'all' | 'none';
  /** Looks for words, faces and codes in frames; without it pixels are reported as not examined. */
  readonly detector?: Detector;
  /** Told again and again while long work goes on; what it throws ends the work. */
  readonly beat?: () => void;
  /** For compressed frames; without them such images can't be looked at, and are refused where something must be taken out. */
  readonly codecs?: FrameCodecs;
  /** For video; without it parts of it can't be taken out. */
  readonly video?: VideoCodec;
  /** Only what would be done is asked for: compressed frames are not encoded, and the plan's edits leave them out. */
  readonly preview?: boolean;
  /** Regions that the user drew, or has settled otherwise: taken out besides what is found, black where nothing else is said. */
  readonly drawn?: readonly (FoundRegion & { readonly fill?: Fill })[];
  /** Parts that may be found, and that the user looked at and lets stay. */
  readonly kept?: readonly KeptPlace[];
  /** Objects with a region of less confidence are marked for review; 0 to 1, none where absent. */
  readonly reviewBelow?: number;
  /**
   * Encrypts originals for whom the user named (CMS EnvelopedData), so that the object can be brought back (PS3.15 E.1.1);
   * without it nothing is kept of them.
   */
  readonly seal?: (dataset: Uint8Array) => Promise<Uint8Array>;
  /** Who writes the output, such as `medimagecleaner 0.1.0`. */
  readonly producer: string;
  /** Where rules look up values; without it there is none to find. */
  readonly table?: LookupTable;
  /** For a DICOMDIR: whether the file that a record names, (0004,1500), is part of the output. */
  readonly present?: (fileId: readonly string[]) => boolean;
  /** For a DICOMDIR: the transfer syntax of the file that a record names, in the output; undefined where it can't be told. */
  readonly syntaxOf?: (fileId: readonly string[]) => string | undefined;
  /**
   * Told of every original value and what replaces it, for a crosswalk or a vault that the user asked for; `subject` is whose
   * the object is (see patientKey in evidence.ts), with the days by which dates move, empty where they don't.
   */
  readonly record?: (kind: 'uid' | 'patient' | 'subject', original: string, replacement: string) => void;
}

/** Values, in memory only. */
export interface DicomSurvey {
  /** Tells patients apart: from Patient ID, else from name and birth date; empty where the file names nobody. */
  readonly patient: string;
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly studyUid: string;
  readonly isDirectory: boolean;
  /** What it names is not known, because it can't be read as what it is. */
  readonly isRefused?: true;
  readonly evidence: readonly EvidenceItem[];
}
