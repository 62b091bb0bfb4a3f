// What an object may say of its pixels (PS3.15 E.3.1, E.3.2; PS3.3 C.7.6.1.1.5): only what was really done, in all frames.
import type { PixelLook } from '../../pixels/pixelLook.js';
import type { Code } from '../../policy/policy.js';

export interface PixelClaims {
  /** Burned In Annotation (0028,0301) is NO. */
  readonly noAnnotation: boolean;
  /** Recognizable Visual Features (0028,0302) is NO. */
  readonly noFeatures: boolean;
  readonly codes: readonly Code[];
}

const NOTHING: PixelClaims = { noAnnotation: false, noFeatures: false, codes: [] };
const ANNOTATION: Code = { value: '113101', scheme: 'DCM', meaning: 'Clean Pixel Data Option' };
const FEATURES: Code = { value: '113102', scheme: 'DCM', meaning: 'Clean Recognizable Visual Features Option' };

/**
 * Every frame was looked at closely for text, and what was found is gone but for what was read and is technical; the same for
 * faces, of which nothing may stay. What is less sure than the user asks for is for a human to say. Device rules alone claim nothing.
 */
export function pixelClaims(look: PixelLook | undefined, reviewBelow: number | undefined): PixelClaims {
  if (look?.kind !== 'looked' || look.grouped > 0) return NOTHING;
  const { taken, left, kinds } = look;
  if ([...taken, ...left].some(({ confidence }) => confidence < (reviewBelow ?? 0))) return NOTHING;
  const stay = left.filter(({ judgement }) => judgement !== 'technical');
  const noAnnotation = kinds.includes('text') && !stay.some(({ kind }) => kind !== 'face');
  const noFeatures = kinds.includes('face') && !left.some(({ kind }) => kind === 'face');
  return {
    noAnnotation,
    noFeatures,
    codes: [...(noAnnotation ? [ANNOTATION] : []), ...(noFeatures ? [FEATURES] : [])],
  };
}
