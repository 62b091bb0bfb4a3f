// What the photograph format needs to decide: of what a run knows, as much as concerns a picture without attributes.
import type { FrameCodecs } from '../../pixels/codecPort.js';
import type { Detector } from '../../pixels/detection.js';
import type { CompiledPolicy } from '../../policy/policy.js';
import type { EvidenceItem } from '../../text/evidence.js';

export interface PhotoContext {
  readonly policy: CompiledPolicy;
  /** Identifiers that are known besides those that the file itself names. */
  readonly patientEvidence: readonly EvidenceItem[];
  /** `none`: the user said that pictures are not to be looked into. */
  readonly pixels: 'auto' | 'all' | 'none';
  /** Looks for words, faces and codes; without it pictures are reported as not examined. */
  readonly detector?: Detector;
  /** Told again and again while long work goes on; what it throws ends the work. */
  readonly beat?: () => void;
  /** For JPEG; without them such a picture can't be looked at. */
  readonly codecs?: FrameCodecs;
  /** Only what would be done is asked for. */
  readonly preview?: boolean;
  /** Pictures with a region of less confidence are marked for review. */
  readonly reviewBelow?: number;
  /** Originals are to be kept encrypted: a photograph has no place for them. */
  readonly seal?: (dataset: Uint8Array) => Promise<Uint8Array>;
}

/** What a first pass brings home. A photograph says of no patient and of no other object; UIDs it has none. Values, in memory only. */
export interface PhotoSurvey {
  readonly patient: string;
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly studyUid: string;
  readonly isDirectory: boolean;
  readonly evidence: readonly EvidenceItem[];
}
