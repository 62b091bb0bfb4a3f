// Holds what was found in a case against its truth.
import type { BurnedCase, Phrase } from '../../pixelCases/burnedCase.js';
import { type Area, addRoom, coveredArea, emptyArea, outside, shareCovered } from './area.js';
import type { Examined } from './examined.js';

/** A phrase is covered where this share of its letters' pixels is. */
export const WHOLE = 0.99;
/** And missed outright where less than this is. */
export const NOTHING = 0.05;

export interface JudgedPhrase {
  readonly phrase: Phrase;
  /** Least share over its frames that regions of any judgement cover. */
  readonly found: number;
  /** The same of those that were taken out. */
  readonly removed: number;
  /** The frame where `removed` is least. */
  readonly worstFrame: number;
}

export interface JudgedCase {
  readonly burned: BurnedCase;
  readonly examined: Examined;
  readonly phrases: readonly JudgedPhrase[];
  /** Share of the image that was taken out around no phrase, mean over the frames. */
  readonly needless: number;
  /** Regions that were taken out of the first frame; on a clean case all are false. */
  readonly boxes: number;
  /** Of these, those that were taken for something else than text. */
  readonly otherBoxes: number;
}

export function judgeCase(burned: BurnedCase, examined: Examined): JudgedCase {
  const { width, height, frames, phrases } = burned;
  const removed = examined.regions.filter((region) => region.removed);
  const found = frames.map((_, frame) => coveredArea(width, height, examined.regions, frame));
  const gone = frames.map((_, frame) => coveredArea(width, height, removed, frame));
  const first = removed.filter((region) => region.frames.some(([from]) => from === 0));
  const share = frames.reduce((sum, _, frame) => {
    const room = emptyArea(width, height);
    for (const phrase of phrases)
      for (const spot of phrase.spots) if (spot.first <= frame && frame <= spot.last) addRoom(room, phrase, spot);
    const area = gone[frame];
    return sum + (area === undefined ? 0 : outside(area, room) / (width * height));
  }, 0);
  return {
    burned,
    examined,
    phrases: phrases.map((phrase) => {
      const worst = least(phrase, gone);
      return { phrase, found: least(phrase, found).share, removed: worst.share, worstFrame: worst.frame };
    }),
    needless: share / Math.max(1, frames.length),
    boxes: first.length,
    otherBoxes: first.filter(({ kind }) => kind !== 'text').length,
  };
}

function least(phrase: Phrase, areas: readonly Area[]): { readonly share: number; readonly frame: number } {
  let worst = { share: 1, frame: phrase.spots[0]?.first ?? 0 };
  for (const spot of phrase.spots) {
    for (let frame = spot.first; frame <= spot.last; frame++) {
      const area = areas[frame];
      const share = area === undefined ? 0 : shareCovered(area, phrase, spot);
      if (share < worst.share) worst = { share, frame };
    }
  }
  return worst;
}
