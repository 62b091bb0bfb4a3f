// What extension and look host say to each other: closed unions, plain data. They go over a pipe that nobody else reads; what was
// read in pixels travels only to be shown.
import type { ErrorCode } from '../../core/kernel/deidError.js';
import type { FoundRegion } from '../../core/pixels/detection.js';
import type { Frame } from '../../core/pixels/frame.js';
import type { SettledRegion } from '../../core/pixels/settled.js';
import type { Policy } from '../../core/policy/policy.js';

/** One file, as a run would see it. */
export interface LookRequest {
  /** Absolute. */
  readonly file: string;
  readonly policy: Policy;
  /** Without one, a fresh key: pixels don't depend on it. */
  readonly key?: Uint8Array;
  readonly salvage: boolean;
  readonly settled: readonly SettledRegion[];
  readonly frames: number;
}

/** A region that was found. */
export interface LookedRegion {
  readonly region: FoundRegion;
  /** A run takes it out, as long as nobody settles otherwise. */
  readonly taken: boolean;
  /** Values, for the user's own screen alone. */
  readonly texts: readonly string[];
}

export type Looked =
  | {
      readonly kind: 'looked';
      readonly regions: readonly LookedRegion[];
      /** False where a run does not look into this image by itself: nothing says that it holds words, or the recipe does not ask. */
      readonly runLooks: boolean;
    }
  | { readonly kind: 'nothing-to-look-for' }
  | { readonly kind: 'trouble'; readonly message: string };

export type Previewed =
  | { readonly kind: 'ready'; readonly frames: number }
  /** The copy would have no image, or none can be made. */
  | { readonly kind: 'none'; readonly reason: string };

export type ToLookHost =
  | { readonly kind: 'look'; readonly id: number; readonly request: LookRequest }
  | { readonly kind: 'preview'; readonly id: number; readonly request: LookRequest }
  /** A frame of the copy that the last preview made. */
  | { readonly kind: 'frame'; readonly id: number; readonly index: number };

export type LookAnswer =
  | Looked
  | Previewed
  | { readonly kind: 'frame'; readonly frame: Frame }
  | { readonly kind: 'no-frame'; readonly reason: string }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly message: string };

export type FromLookHost =
  /** `done` of `total` frames were looked at. */
  | { readonly kind: 'progress'; readonly id: number; readonly done: number; readonly total: number }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: LookAnswer };
