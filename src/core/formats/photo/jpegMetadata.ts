// What of a JPEG file's segments stays (JFIF, Adobe's transform, a whole colour profile, a fresh minimal Exif) and what goes: all
// other APPn, comments, thumbnails, and whatever stands behind the image (ISO/IEC 10918-1 B.2.4, ITU-T T.871, CIPA DC-008).
import { concat, type Source } from '../../kernel/source.js';
import { contentLength } from '../../pixels/jpeg/segmentContent.js';
import { addEdit, addPart, type Draft, type Part, removePart, tell } from './draft.js';
import { decodeText } from './exif.js';
import { EXIF_CLAUSE, exifFound, tellExif } from './exifFound.js';
import type { JpegPart, JpegParts } from './jpegParts.js';
import { profileOf } from './jpegProfile.js';
import { begins, CLAUSE, EXIF, isMetadata, PHOTOSHOP, partOf, type Segment, segmentOf, XMP } from './jpegSegment.js';
import type { Retained } from './retained.js';
import { sameBytes } from './sameBytes.js';
import { iptcFields, photoshopResources, xmpTexts } from './words.js';

/** @returns the Exif orientation; 1 where none is told */
export async function jpegMetadata(
  draft: Draft,
  source: Source,
  { parts, end }: JpegParts,
  retained: Retained,
): Promise<number> {
  const segments: Segment[] = [];
  for (const part of parts)
    if (isMetadata(part)) segments.push({ ...part, bytes: await source.read(part.body, part.end - part.body) });
  for (const segment of segments) tellOf(draft, segment);
  const profile = profileOf(draft, segments);
  let orientation = 1;
  let [jfif, adobe, exif] = [false, false, false];
  for (const segment of segments) {
    const { marker, bytes } = segment;
    if (marker === 0xe0 && begins(bytes, 'JFIF\0') && bytes.length >= 14 && !jfif) {
      jfif = true;
      shorten(draft, segment, Uint8Array.of(...bytes.subarray(0, 12), 0, 0), {
        rule: 'jpeg/thumbnail',
        path: 'APP0 JFIF/thumbnail',
        category: 'pixels',
        reason: 'a smaller copy of the picture, which shows what it shows',
      });
    } else if (marker === 0xee && begins(bytes, 'Adobe') && bytes.length >= 12 && !adobe) {
      adobe = true;
      shorten(draft, segment, bytes.subarray(0, 12), {
        rule: 'jpeg/app',
        path: 'APP14 Adobe/surplus',
        category: 'private',
        reason: 'data of a program, of which nobody knows what they say',
      });
    } else if (marker === 0xe1 && begins(bytes, EXIF) && !exif) {
      exif = true;
      orientation = renewExif(draft, segment, retained) ?? orientation;
    } else if (!profile.has(segment)) removePart(draft, partOf(segment));
  }
  for (const part of parts) if (part.kind === 'segment' && !isMetadata(part)) await trim(draft, source, part);
  if (end < source.size) await removeTrailing(draft, source, end);
  return orientation;
}

/** A segment of tables or headers ends where its content does. */
async function trim(draft: Draft, source: Source, part: JpegPart): Promise<void> {
  const { marker, offset, body, end } = part;
  const counts = contentLength(marker, await source.read(body, end - body)) ?? end - body;
  if (body + counts >= end) return;
  const range = { offset: body + counts, length: end - body - counts };
  const reason = 'bytes in a table or header behind its content are of no use to any viewer';
  const index = addPart(draft, {
    rule: 'jpeg/surplus',
    path: 'table/surplus',
    range,
    category: 'other',
    reason,
    clause: 'ISO/IEC 10918-1 B.2',
  });
  const length = counts + 2;
  addEdit(draft, { offset: offset + 2, length: 2 }, Uint8Array.of(length >> 8, length & 0xff), [index]);
  addEdit(draft, range, new Uint8Array(0), [index]);
}

function tellOf(draft: Draft, { marker, bytes }: Segment): void {
  if (marker === 0xfe) tell(draft, 'description', decodeText(bytes));
  if (marker === 0xe1 && begins(bytes, EXIF)) tellExif(draft, bytes.subarray(EXIF.length));
  if (marker === 0xe1 && begins(bytes, XMP))
    for (const { category, text } of xmpTexts(bytes.subarray(XMP.length))) tell(draft, category, text);
  if (marker !== 0xed || !begins(bytes, PHOTOSHOP)) return;
  const inner = bytes.subarray(PHOTOSHOP.length);
  for (const { kind, offset, length } of photoshopResources(inner)) {
    const own = inner.subarray(offset, offset + length);
    if (kind === 'xmp') for (const { category, text } of xmpTexts(own)) tell(draft, category, text);
    if (kind !== 'iptc') continue;
    for (const field of iptcFields(own))
      tell(draft, field.category, decodeText(own.subarray(field.offset, field.offset + field.length)));
  }
}

/** The segment ends where what is known of it ends. */
function shorten(
  draft: Draft,
  { offset, body, end, marker, bytes }: Segment,
  kept: Uint8Array,
  what: Pick<Part, 'rule' | 'path' | 'category' | 'reason'>,
): void {
  if (sameBytes(bytes, kept)) return;
  const from = Math.min(body + kept.length, end - 1);
  const index = addPart(draft, { ...what, range: { offset: from, length: end - from }, clause: CLAUSE });
  addEdit(draft, { offset, length: end - offset }, segmentOf(marker, kept), [index]);
}

function renewExif(
  draft: Draft,
  { offset, body, end, marker, bytes }: Segment,
  retained: Retained,
): number | undefined {
  const block = bytes.subarray(EXIF.length);
  const { kept, findings } = exifFound(draft, block, body + EXIF.length, 'APP1 Exif', retained);
  const range = { offset, length: end - offset };
  const fresh = kept?.bytes;
  if (fresh !== undefined && sameBytes(fresh, block)) return kept?.orientation;
  const causes =
    findings.length > 0
      ? findings
      : [
          addPart(draft, {
            rule: 'exif',
            path: 'APP1 Exif',
            range,
            category: 'structure',
            reason: 'Exif metadata are written anew with what the picture needs',
            clause: EXIF_CLAUSE,
          }),
        ];
  const head = new TextEncoder().encode(EXIF);
  addEdit(draft, range, fresh === undefined ? new Uint8Array(0) : segmentOf(marker, concat([head, fresh])), causes);
  return kept?.orientation;
}

async function removeTrailing(draft: Draft, source: Source, end: number): Promise<void> {
  const [first, second] = await source.read(end, Math.min(2, source.size - end));
  const picture = first === 0xff && second === 0xd8;
  removePart(draft, {
    rule: 'jpeg/trailing',
    path: 'bytes behind the image',
    range: { offset: end, length: source.size - end },
    category: picture ? 'pixels' : 'other',
    reason: picture
      ? 'further pictures behind the image, such as previews and views of other lenses'
      : 'what stands behind the image is not shown by any viewer',
    clause: 'ISO/IEC 10918-1 B.1.1.3',
  });
}
