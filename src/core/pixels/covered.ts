// What is taken out of an image: where, in which frames, what is put there, and why (PS3.15 E.3.1, E.3.2).
import type { Category } from '../kernel/finding.js';
import type { DeviceRule, Fill } from '../policy/policy.js';
import type { Box } from './boxes.js';
import type { FoundRegion, Shape } from './detection.js';

/** First and last frame, from 0. */
export type FrameRange = readonly [number, number];

/** A region that was found or drawn, with what fills it. */
export type FilledRegion = FoundRegion & { readonly fill: Fill };

/** Why something is taken out, as findings and refusals say it; holds no value. */
export interface RegionCause {
  /** In a sentence, such as `the device rule "Sample scanner" (devices.deid:3)`. */
  readonly what: string;
  readonly rule: string;
  readonly category: Category;
  readonly reason: string;
  readonly clause: string;
  readonly confidence: number;
  /** A rule of the recipe says where, whatever is seen there. */
  readonly device: boolean;
}

export interface Covered extends Shape {
  readonly frames: readonly FrameRange[];
  readonly fill: Fill;
  readonly cause: RegionCause;
  /** What changes, where that is more than the box. */
  readonly shown?: Box;
}

/** What is taken out of an image. */
export interface Redaction {
  readonly covered: readonly Covered[];
  /** A stored value for each sample. */
  readonly black: readonly number[];
  /**
   * Digests of what was written, by where it begins or by frame: for the check after writing of what can't be made twice with
   * one outcome. Filled while planning and writing.
   */
  readonly made: Map<number, string>;
  /** Bits of each sample that hold an overlay and are made 0 in all frames (PS3.5 8.1.2); 0 where there are none. */
  readonly clear: number;
}

/** What a device rule covers, in all frames. */
export function deviceCovered(rule: DeviceRule, box: Box, frames: number): Covered {
  return {
    box,
    frames: [[0, frames - 1]],
    fill: { kind: 'black' },
    cause: {
      what: `the device rule "${rule.label}" (${rule.origin})`,
      rule: 'device-region',
      category: 'pixels',
      reason: 'a part of the image that the device writes text into is made black',
      clause: `${rule.origin} (${rule.label})`,
      confidence: 1,
      device: true,
    },
  };
}

const WORDS: Readonly<Record<FoundRegion['kind'], string>> = {
  text: 'text found in the image',
  face: 'a face found in the image',
  barcode: 'a bar code found in the image',
  graphics: 'graphics found in the image',
  device: 'a region that a device writes text into',
  drawn: 'a region drawn by the user',
};

export function regionWords({ kind }: FoundRegion): string {
  return WORDS[kind];
}

/** What was found, cut to the image; nothing where it lies outside of it or of all frames. */
export function foundCovered(region: FilledRegion, box: Box, frames: number): readonly Covered[] {
  const ranges = region.frames
    .map(([first, last]): FrameRange => [Math.max(0, Math.floor(first)), Math.min(frames - 1, Math.floor(last))])
    .filter(([first, last]) => first <= last);
  if (ranges.length === 0) return [];
  const { rule, category, reason, clause, confidence, fill, kind, polygon } = region;
  const cause = { what: WORDS[kind], rule, category, reason, clause, confidence, device: kind === 'device' };
  return [{ box, frames: merged(ranges), fill, cause, ...(polygon === undefined ? {} : { polygon }) }];
}

function merged(ranges: readonly FrameRange[]): readonly FrameRange[] {
  const out: [number, number][] = [];
  for (const [first, last] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const before = out[out.length - 1];
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else out.push([first, last]);
  }
  return out;
}
