// What will happen to one object: decided before a byte is written.
import type { Edit } from './edit.js';
import type { Finding } from './finding.js';
import type { Issue, Refusal } from './issue.js';
import type { Sink, Source } from './source.js';

export interface Plan {
  /** {@link Source.stamp} and size of what was planned over: a plan for other bytes is not carried out. */
  readonly stamp: string;
  readonly size: number;
  readonly policyDigest: string;
  readonly findings: readonly Finding[];
  /** In offsets of the source, or of what is inside `layer`. Empty with a refusal. */
  readonly edits: readonly Edit[];
  readonly issues: readonly Issue[];
  readonly refusal?: Refusal;
  /** It only shows what would be done, and is never carried out. */
  readonly preview?: boolean;
  /** Present where the edits speak of what is inside an envelope (deflate around DICOM). */
  readonly layer?: Layer;
}

/** An envelope: `inner` is what the edits speak of, `seal` wraps what is written through it into `sink`. */
export interface Layer {
  readonly inner: Source;
  /** `inner` up to this offset is written as it is; what follows goes through the envelope. */
  seal(sink: Sink): Sink & { end(): Promise<void> };
}
