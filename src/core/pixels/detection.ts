// What is found in pixels, and the port to what finds it. Detectors see pictures; what they read stays in memory and never
// becomes part of a finding (PS3.15 E.3.1 and E.3.2).
import type { Category } from '../kernel/finding.js';
import type { Box } from './boxes.js';

/** A frame, or a part of one, as detectors see it: 8 bits, rows from the top, samples of a pixel together. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly samples: 1 | 3;
  readonly bytes: Uint8Array;
}

export type RegionKind = 'text' | 'face' | 'barcode' | 'graphics' | 'device' | 'drawn';

/** Where something is: a box, and within it a polygon where that covers much less (rotated text). Pixels, from the top left. */
export interface Shape {
  readonly box: Box;
  readonly polygon?: readonly (readonly [number, number])[];
}

/** What a detector saw. */
export interface Seen extends Shape {
  readonly kind: 'text' | 'face' | 'barcode';
  /** 0 to 1: that there is such a thing. */
  readonly confidence: number;
  /** What was read there, with the reader's own confidence; absent where nothing could be read. Values: memory only. */
  readonly reading?: { readonly text: string; readonly confidence: number };
}

export interface DetectorRequest {
  readonly picture: Picture;
  readonly kinds: readonly Seen['kind'][];
  /** One fast look without reading, to learn whether a closer one is worth its time. */
  readonly quick?: boolean;
  /** What is seen need not be read: nothing depends on it. */
  readonly unread?: boolean;
}

/** As much of an AbortSignal as a host without the web's types knows. */
export interface Cancelled {
  readonly aborted: boolean;
}

/**
 * Looks for things in a picture. Throws {@link DeidError} `missing-model` where a model is missing or altered, and where the
 * caller aborts; never because of what the picture shows.
 */
export type Detector = (request: DetectorRequest, signal?: Cancelled) => Promise<readonly Seen[]>;

/** What a text in the image is, judged with what the header names (`src/core/text`). Unknown goes, and is reported. */
export type Judgement = 'identifying' | 'technical' | 'unknown';

/** A region of an object's image that was found and judged. Holds no value. */
export interface FoundRegion extends Shape {
  readonly kind: RegionKind;
  /** First and last frame, from 0, in order. */
  readonly frames: readonly (readonly [number, number])[];
  readonly judgement: Judgement;
  readonly category: Category;
  readonly confidence: number;
  /** Stable id of what decided, such as `pixels/text`, `pixels/face`, `pixels/barcode`, `device-region`. */
  readonly rule: string;
  /** Why, in words that hold no value; and the clause or recipe line behind it. */
  readonly reason: string;
  readonly clause: string;
}
