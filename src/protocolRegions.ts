// Regions of an image, as extension and page speak of them. What was read there travels only to be shown.
import type { Box } from './core/pixels/boxes.js';
import type { Judgement, RegionKind } from './core/pixels/detection.js';
import type { SettledRegion, SettledScope } from './core/pixels/settled.js';

export type { Box } from './core/pixels/boxes.js';
export type { Judgement, RegionKind } from './core/pixels/detection.js';
export type { SettledScope } from './core/pixels/settled.js';

/** Drawn by hand, or a decision about what was found. */
export type ScopedRegion = SettledRegion & { readonly scope: SettledScope };

export interface RegionEntry {
  /** The same as long as it is the same region. */
  readonly id: string;
  readonly kind: RegionKind;
  readonly box: Box;
  readonly polygon?: readonly (readonly [number, number])[];
  /** First and last, from 0; absent for all frames. */
  readonly frames?: readonly (readonly [number, number])[];
  /** Of a device rule: its name. */
  readonly label?: string;
  readonly judgement?: Judgement;
  readonly confidence?: number;
  /** It is not in the copy. */
  readonly goes: boolean;
  /** Who decided that. */
  readonly by: 'recipe' | 'user';
  readonly reason: string;
  /** What was read there; absent while values are masked. */
  readonly texts?: readonly string[];
  /** Place in {@link RegionsState.settled}. */
  readonly settled?: number;
}

export type LookState =
  | { readonly kind: 'not-yet' }
  | { readonly kind: 'looking'; readonly done: number; readonly total: number }
  /** `runLooks`: false where a run does not look into this image by itself, so that only what the user decides goes. */
  | { readonly kind: 'looked'; readonly runLooks: boolean }
  | { readonly kind: 'nothing-to-look-for' }
  | { readonly kind: 'failed'; readonly message: string };

export interface RegionsState {
  readonly entries: readonly RegionEntry[];
  readonly settled: readonly ScopedRegion[];
  readonly look: LookState;
  /** Why nothing can be drawn here; absent where it can. */
  readonly cannotDraw?: string;
  /** What the image's device is called; absent where the object names none. */
  readonly device?: string;
  /** The object names its series. */
  readonly series: boolean;
}

export type RegionsToHost =
  | { readonly kind: 'get-regions' | 'look-into' | 'stop-looking' }
  /** Puts these in place of all that was settled. */
  | { readonly kind: 'settle'; readonly regions: readonly ScopedRegion[] }
  /** Makes a rule of the recipe of a region drawn by hand; its place in `settled`. */
  | { readonly kind: 'to-device'; readonly settled: number }
  /** The frame as it would be in the copy. */
  | { readonly kind: 'get-after'; readonly index: number };
