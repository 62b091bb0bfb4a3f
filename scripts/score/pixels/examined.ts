// What came of looking for text in one object, whoever looked.
import type { Box } from '../../../src/core/pixels/boxes.js';
import type { Judgement, RegionKind } from '../../../src/core/pixels/detection.js';
import type { Scene } from '../../pixelCases/scene.js';

export interface ExaminedRegion {
  readonly kind: RegionKind;
  readonly box: Box;
  readonly polygon?: readonly (readonly [number, number])[];
  readonly frames: readonly (readonly [number, number])[];
  readonly judgement: Judgement;
  /** Taken out of the image, and not only seen. */
  readonly removed: boolean;
}

export interface Examined {
  readonly regions: readonly ExaminedRegion[];
  /** The de-identified object; absent where nothing was written. */
  readonly output?: Uint8Array;
  readonly ms: number;
  /** Why nothing could be said: a refusal, a failure. */
  readonly trouble?: string;
}

export interface Subject {
  readonly name: string;
  readonly file: string;
  /** What is seen, for who does not read files. */
  readonly frames: readonly Scene[];
}

export interface Examiner {
  examine(subject: Subject): Promise<Examined>;
  close(): Promise<void>;
}
