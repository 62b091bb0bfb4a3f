// The finding about a part of the image that is taken out, and what else an object says of its pixels that is then not true any
// more (PS3.3 C.7.6.3).

import type { Covered } from '../../pixels/covered.js';
import type { Image } from '../../pixels/image.js';
import { remove } from './apply.js';
import { addFinding } from './draft.js';
import type { Element } from './element.js';
import type { Scope, Visit } from './visit.js';

const ICON = 0x00880200;
const SMALLEST = 0x00280106;
const LARGEST = 0x00280107;

/** A region that is filled. Where its frames are not one range, the first finding's index is that of the edits. */
export function regionFound(visit: Visit, image: Image, { box, shown, cause, frames }: Covered): number {
  const [left, top, right, bottom] = shown ?? box;
  const { rule, category, reason, clause, confidence } = cause;
  const indexes = frames.map((range) =>
    addFinding(visit.draft, {
      rule,
      location: { kind: 'pixels', frames: range, rectangle: [left, top, right - left, bottom - top] },
      range: { offset: image.pixels.valueOffset, length: image.pixels.length },
      category,
      action: 'C',
      effect: 'cleaned',
      reason,
      clause,
      confidence,
    }),
  );
  return indexes[0] ?? 0;
}

/** Overlays that lay in bits of the pixels. */
export function bitsFound(visit: Visit, { frames, layout, pixels }: Image): number {
  return addFinding(visit.draft, {
    rule: 'overlay-in-pixels',
    location: { kind: 'pixels', frames: [0, frames - 1], rectangle: [0, 0, layout.columns, layout.rows] },
    range: { offset: pixels.valueOffset, length: pixels.length },
    category: 'graphics',
    action: 'X',
    effect: 'removed',
    reason: 'an overlay lay in bits of the pixel data that are no pixels; they were made 0',
    clause: 'PS3.5 8.1.2',
    confidence: 1,
  });
}

/** Removes an icon, at any depth, and the extremes of the pixels; undefined for all other elements. */
export function removeStale(visit: Visit, scope: Scope, element: Element): number | undefined {
  const icon = element.tag === ICON;
  const extreme = scope.parents.length === 0 && (element.tag === SMALLEST || element.tag === LARGEST);
  if (!icon && !extreme) return undefined;
  return remove(visit, scope, element, {
    rule: icon ? 'device-region/icon' : 'device-region/extremes',
    category: 'pixels',
    reason: icon
      ? 'an icon shows what was blanked in the image'
      : 'it speaks of the pixels as they were before parts of them were blanked',
    clause: icon ? 'PS3.15 E.3.1' : 'PS3.3 C.7.6.3.1.1',
  });
}
