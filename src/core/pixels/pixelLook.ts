// What came of the question whether an image holds words, faces or codes.
import type { Refusal } from '../kernel/issue.js';
import type { FilledRegion } from './covered.js';
import type { FoundRegion, Seen } from './detection.js';

export type PixelLook =
  /** There is no image, or the recipe takes it out. */
  | { readonly kind: 'no-image' }
  /** `why`: it may well hold words, and for what reason; absent where nothing says so. */
  | {
      readonly kind: 'not-looked';
      readonly why?: string;
      readonly because: 'asked' | 'unlikely' | 'recipe' | 'no-detector';
    }
  | {
      readonly kind: 'looked';
      /** What was looked for, in all frames. */
      readonly kinds: readonly Seen['kind'][];
      readonly taken: readonly FilledRegion[];
      readonly left: readonly FoundRegion[];
      /** Frames that were looked at closely in groups only. */
      readonly grouped: number;
      /** Of a video: what comes with it, such as sound, and was not looked into. */
      readonly otherStreams?: number;
    }
  | { readonly kind: 'refusal'; readonly refusal: Refusal };

export interface DetectedRegion {
  readonly region: FoundRegion;
  readonly taken: boolean;
  /** What was read there: values, for the user's own screen alone. */
  readonly texts: readonly string[];
}

/** What a look alone came to, nothing else being planned. */
export type Detection =
  | Exclude<PixelLook, { kind: 'looked' }>
  | { readonly kind: 'looked'; readonly regions: readonly DetectedRegion[]; readonly grouped: number };
