// Takes regions out of a JPEG photograph: the MCUs that a region touches are rewritten, all others keep their bits (of progressive
// JPEG their coefficients), which is proved by decoding both (ISO/IEC 10918-1).
import { concat, type Source } from '../../kernel/source.js';
import { type Box, within } from '../../pixels/boxes.js';
import type { FrameCodecs } from '../../pixels/codecPort.js';
import type { JpegRegion } from '../../pixels/jpeg/newBlocks.js';
import { type Mcu, mcuOf, rewriteJpeg } from '../../pixels/jpeg/rewriteJpeg.js';
import { contentLength } from '../../pixels/jpeg/segmentContent.js';
import { addEdit, type Draft, type Refused, refused } from './draft.js';
import type { JpegParts } from './jpegParts.js';
import { blackOfJpeg, decodeSamples, type JpegSamples } from './jpegPicture.js';
import type { PlacedRegion } from './placed.js';

/** Held in memory while blocks are rewritten. */
const MOST_BYTES = 256 * 1024 * 1024;

export const notRedacted = (reason: string): Refused =>
  refused(
    'pixels-not-redacted',
    `something found in the picture is to be taken out, which can not be done: ${reason}; --pixels none passes the pixels as they are`,
  );

/** The image alone, without metadata that go: SOI, the segments that code it, and EOI. */
export async function bareJpeg(source: Source, { parts }: JpegParts): Promise<Uint8Array | undefined> {
  const pieces: Uint8Array[] = [SOI];
  let size = 0;
  for (const { marker, offset, end, kind } of parts) {
    const telling = kind === 'segment' && ((marker >= 0xe0 && marker <= 0xef) || marker === 0xfe);
    // What says how colours are coded stays (JFIF, Adobe).
    if (telling && marker !== 0xe0 && marker !== 0xee) continue;
    size += end - offset;
    if (size > MOST_BYTES) return undefined;
    const bytes = await source.read(offset, end - offset);
    pieces.push(kind === 'segment' ? trimmed(marker, bytes) : bytes);
  }
  return concat([...pieces, EOI]);
}

/** A segment without what stands behind its content. */
function trimmed(marker: number, bytes: Uint8Array): Uint8Array {
  const counts = contentLength(marker, bytes.subarray(4));
  if (counts === undefined || counts + 4 >= bytes.length) return bytes;
  const length = counts + 2;
  return concat([Uint8Array.of(0xff, marker, length >> 8, length & 0xff), bytes.subarray(4, 4 + counts)]);
}

const SOI = Uint8Array.of(0xff, 0xd8);
const EOI = Uint8Array.of(0xff, 0xd9);

/** The blocks of a sequential JPEG; why there are none that could be rewritten. */
export function unitsOf(bytes: Uint8Array): Mcu | string {
  const units = mcuOf(bytes);
  return 'kind' in units ? `${units.reason}; save it as baseline JPEG or PNG first` : units;
}

/** Boxes of whole MCUs. What decoders make of the pixels next to one may change where colours are coarser. */
export function byUnits(
  { width, height, mixes }: Mcu,
  image: Box,
): (box: Box) => { readonly box: Box; readonly shown: Box } {
  const rim = mixes ? 1 : 0;
  return ([left, top, right, bottom]) => {
    const whole: Box = [
      Math.floor(left / width) * width,
      Math.floor(top / height) * height,
      Math.ceil(right / width) * width,
      Math.ceil(bottom / height) * height,
    ];
    const [box = whole] = within(whole, image);
    const [shown = box] = within([whole[0] - rim, whole[1] - rim, whole[2] + rim, whole[3] + rim], image);
    return { box, shown };
  };
}

/** @param bare see {@link bareJpeg} */
export function redactJpeg(
  draft: Draft,
  bare: Uint8Array,
  units: Mcu,
  parts: JpegParts,
  covered: readonly PlacedRegion[],
  codecs: FrameCodecs | undefined,
): Refused | undefined {
  const { width, height } = units;
  const regions = covered.map(
    ({ box: [left, top, right, bottom], region }): JpegRegion => ({
      units: [Math.floor(left / width), Math.floor(top / height), Math.ceil(right / width), Math.ceil(bottom / height)],
      fill: region.fill,
    }),
  );
  const done = rewriteJpeg(bare, regions, blackOfJpeg(bare, parts.frame));
  if (done.kind === 'trouble') return notRedacted(done.reason);
  const before = decodeSamples(bare, parts.frame, codecs);
  const after = decodeSamples(done.bytes, parts.frame, codecs);
  if (typeof before === 'string') return notRedacted(before);
  if (typeof after === 'string') return notRedacted(after);
  if (
    !isSameOutside(
      before,
      after,
      covered.map(({ shown }) => shown),
    )
  )
    return notRedacted(
      'its blocks can not be rewritten so that all others stay as they are; save it as baseline JPEG or PNG first',
    );
  const found = parts.parts.findIndex(({ marker, kind }) => kind === 'segment' && marker === 0xda);
  const start = parts.parts[found]?.offset;
  // Of progressive JPEG the scans are others, with tables of their own: those of the header are not in the new data.
  const gone = units.progressive ? parts.parts.slice(0, found).filter(({ marker }) => marker === 0xc4) : [];
  const from = firstScan(units.progressive ? done.bytes : bare, units.progressive ? 0xc4 : 0xda);
  const end = parts.end - 2;
  if (from === undefined || from > done.bytes.length || start === undefined)
    return notRedacted('its JPEG data is damaged');
  // Metadata between scans goes with what is written anew: nothing of it is in the new data.
  const isAnew = (at: number): boolean =>
    (at >= start && at < end) || gone.some(({ offset, end: behind }) => at >= offset && at < behind);
  const inner = draft.edits.filter(({ offset }) => isAnew(offset));
  const outer = draft.edits.filter(({ offset }) => !isAnew(offset));
  draft.edits.splice(0, draft.edits.length, ...outer);
  const causes = [...covered.map(({ finding }) => finding), ...inner.flatMap(({ findings }) => findings)];
  for (const { offset, end: behind } of gone)
    addEdit(draft, { offset, length: behind - offset }, new Uint8Array(0), causes);
  addEdit(draft, { offset: start, length: end - start }, done.bytes.subarray(from, done.bytes.length - 2), causes);
  return undefined;
}

/** Where what is written anew begins: at a marker of that kind. In front of it both have the same segments. */
function firstScan(bytes: Uint8Array, kind: number): number | undefined {
  for (let at = 2; at + 4 <= bytes.length; ) {
    const marker = bytes[at + 1];
    if (bytes[at] !== 0xff) return undefined;
    if (marker === kind) return at;
    at += 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
  }
  return undefined;
}

function isSameOutside(before: JpegSamples, after: JpegSamples, boxes: readonly Box[]): boolean {
  const { width, height, samples } = before;
  const free = new Uint8Array(width * height);
  for (const [left, top, right, bottom] of boxes)
    for (let y = top; y < bottom; y++) free.fill(1, y * width + left, y * width + right);
  return before.bytes.every((byte, at) => byte === after.bytes[at] || free[Math.floor(at / samples)] === 1);
}
