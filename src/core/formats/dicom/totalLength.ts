// Encapsulated Pixel Data Value Total Length (7FE0,0003) (PS3.3 C.7.6.3): a number of eight bytes, which can be eight letters. One that can't be
// true becomes the sum of the fragments.
import { PIXEL_DATA } from '../../dictionary/tags.js';
import { type Cause, found, overwrite, remove } from './apply.js';
import { findElement } from './element.js';
import { afterFragment, fragmentAt, openFragments } from './fragments.js';
import type { DicomObject } from './read.js';
import { bytesOf, type Scope, type Visit } from './visit.js';

const TOTAL_LENGTH = 0x7fe00003;

const CAUSE: Cause = {
  rule: 'pixel-stream/total-length',
  category: 'pixels',
  reason: 'a total length that is not that of the pixel data can be anything',
  clause: 'PS3.3 C.7.6.3',
};

/** After everything else was decided for the pixel data: where its fragments have become longer or shorter, the number goes. */
export async function cleanTotalLength(visit: Visit, scope: Scope, { table, cutPixels }: DicomObject): Promise<void> {
  const element = findElement(table.elements, TOTAL_LENGTH);
  if (element === undefined || element.length === 0) return;
  const { changes } = visit.draft;
  if (changes.some(({ offset, length }) => offset < element.end && offset + length > element.offset)) return;
  const pixels = table.elements.find(({ tag, fragments }) => tag === PIXEL_DATA && fragments >= 0);
  const isRelaid = changes.some(
    ({ offset, length, bytes }) =>
      pixels !== undefined && offset < pixels.end && offset + length > pixels.offset && bytes.length !== length,
  );
  if (pixels === undefined || isRelaid || cutPixels !== undefined) {
    remove(visit, scope, element, CAUSE);
    return;
  }
  const fragments = openFragments(visit.window.source, table.encoding, pixels.end);
  let next = await fragmentAt(fragments, pixels.valueOffset);
  let [sum, count] = [0, 0];
  while (next !== undefined) {
    if (count > 0) sum += next.length;
    count++;
    next = await fragmentAt(fragments, afterFragment(next));
  }
  const own = await bytesOf(visit.window, element);
  const told =
    own.length === 8
      ? Number(new DataView(own.buffer, own.byteOffset, 8).getBigUint64(0, table.encoding.littleEndian))
      : -1;
  // With or without what makes each fragment even; some count the heads of items as well.
  if (told >= sum - count && told <= pixels.end - pixels.offset) return;
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(sum), table.encoding.littleEndian);
  overwrite(visit, scope, element, new Uint8Array(view.buffer), found(visit, scope, element, CAUSE, 'D', 'replaced'));
}
