// Where regions that go lie in whole pixels, and the findings about them.
import { type Box, within } from '../../pixels/boxes.js';
import type { FilledRegion } from '../../pixels/covered.js';
import type { FoundRegion } from '../../pixels/detection.js';
import type { Draft } from './draft.js';

export interface PlacedRegion {
  readonly region: FilledRegion;
  readonly box: Box;
  /** What changes, where that is more than the box. */
  readonly shown: Box;
  /** Index in the plan. */
  readonly finding: number;
}

interface Canvas {
  readonly columns: number;
  readonly rows: number;
  readonly frames: number;
  /** Of the file: where the picture's data lie. */
  readonly range: { readonly offset: number; readonly length: number };
}

/** Whole pixels, and those of the image. @param widen what changes with a box */
export function placeRegions(
  draft: Draft,
  regions: readonly FilledRegion[],
  canvas: Canvas,
  widen: (box: Box) => { readonly box: Box; readonly shown: Box },
): readonly PlacedRegion[] {
  return regions.flatMap((region) => {
    const [left, top, right, bottom] = region.box;
    const outer: Box = [Math.floor(left), Math.floor(top), Math.ceil(right), Math.ceil(bottom)];
    return within(outer, [0, 0, canvas.columns, canvas.rows]).map((own) => {
      const { box, shown } = widen(own);
      return { region, box, shown, finding: addRegion(draft, region, canvas, shown, 'cleaned') };
    });
  });
}

/** A region that was found and stays. */
export function addKept(draft: Draft, region: FoundRegion, canvas: Canvas): void {
  addRegion(draft, region, canvas, region.box, 'kept');
}

function addRegion(
  draft: Draft,
  { rule, category, reason, clause, confidence }: FoundRegion,
  { frames, range }: Canvas,
  [left, top, right, bottom]: Box,
  effect: 'cleaned' | 'kept',
): number {
  const rectangle = [left, top, right - left, bottom - top] as const;
  const location = { kind: 'pixels', frames: [0, frames - 1], rectangle } as const;
  const action = effect === 'kept' ? 'K' : 'C';
  return draft.findings.push({ rule, location, range, category, action, effect, reason, clause, confidence }) - 1;
}
