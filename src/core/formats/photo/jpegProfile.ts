// A colour profile, which a JPEG file holds in parts: it stays where it is whole and names nobody.

import { concat } from '../../kernel/source.js';
import { addEdit, addPart, type Draft } from './draft.js';
import { TEXTS_GO, textsOf } from './iccProfile.js';
import { begins, ICC, type Segment } from './jpegSegment.js';

/** Name of the segment, which part of how many it is. */
const ICC_HEAD = 14;

/** The segments of a colour profile that is whole, so that all of its parts stay; else none. */
export function profileOf(draft: Draft, segments: readonly Segment[]): ReadonlySet<Segment> {
  const own = segments.filter(({ marker, bytes }) => marker === 0xe2 && bytes.length > 14 && begins(bytes, ICC));
  const sorted = [...own].sort((a, b) => (a.bytes[12] ?? 0) - (b.bytes[12] ?? 0));
  const [first] = sorted;
  if (first === undefined) return new Set();
  const complete = sorted.every(({ bytes }, index) => bytes[12] === index + 1 && bytes[13] === sorted.length);
  const profile = concat(sorted.map(({ bytes }) => bytes.subarray(14)));
  const texts = complete ? textsOf(profile, draft.told) : undefined;
  if (texts === undefined) return new Set();
  addPart(
    draft,
    {
      rule: 'icc',
      path: 'APP2 ICC profile',
      range: { offset: first.offset, length: first.end - first.offset },
      category: 'device',
      reason: 'the colour profile stays: without it colours look otherwise',
      clause: 'ISO 15076-1 B.4',
    },
    'kept',
  );
  for (const { offset, length } of texts) blankProfile(draft, sorted, offset, length);
  return new Set(own);
}

/** Where in the segments a range of their profile lies; all of them have a head of their own. */
function blankProfile(draft: Draft, sorted: readonly Segment[], from: number, length: number): void {
  let start = 0;
  for (const { body, end } of sorted) {
    const first = body + ICC_HEAD;
    const [begin, stop] = [Math.max(from, start), Math.min(from + length, start + end - first)];
    if (stop > begin) {
      const range = { offset: first + begin - start, length: stop - begin };
      const part = { ...TEXTS_GO, rule: 'icc/text', path: 'APP2 ICC profile/text', range, clause: 'ISO 15076-1 9.2' };
      addEdit(draft, range, new Uint8Array(range.length), [addPart(draft, part)]);
    }
    start += end - first;
  }
}
