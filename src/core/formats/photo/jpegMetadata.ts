// What of a JPEG file's segments stays (JFIF, Adobe's transform, a whole colour profile, a fresh minimal Exif) and what goes: all
// other APPn, comments, thumbnails, and whatever stands behind the image (ISO/IEC 10918-1 B.2.4, ITU-T T.871, CIPA DC-008).
import type { Category } from '../../kernel/finding.js';
import { concat, type Source } from '../../kernel/source.js';
import { contentLength } from '../../pixels/jpeg/segmentContent.js';
import { addEdit, addPart, type Draft, type Part, removePart, tell } from './draft.js';
import { decodeText } from './exif.js';
import { EXIF_CLAUSE, exifFound, tellExif } from './exifFound.js';
import { TEXTS_GO, textsOf } from './iccProfile.js';
import type { JpegPart, JpegParts } from './jpegParts.js';
import type { Retained } from './retained.js';
import { sameBytes } from './sameBytes.js';
import { iptcFields, photoshopResources, xmpTexts } from './words.js';

const CLAUSE = 'ISO/IEC 10918-1 B.2.4.6';
const EXIF = 'Exif\0\0';
const ICC = 'ICC_PROFILE\0';
/** Name of the segment, which part of how many it is. */
const ICC_HEAD = 14;
const XMP = 'http://ns.adobe.com/xap/1.0/\0';
const PHOTOSHOP = 'Photoshop 3.0\0';

/** What is known by how its payload begins; the first that fits counts. */
const KINDS: readonly {
  readonly marker: number;
  readonly begins: string;
  readonly rule: string;
  readonly path: string;
  readonly category: Category;
  readonly reason: string;
}[] = [
  {
    marker: 0xe0,
    begins: 'JFXX\0',
    rule: 'jpeg/thumbnail',
    path: 'APP0 JFXX',
    category: 'pixels',
    reason: 'a smaller copy of the picture, which shows what it shows',
  },
  {
    marker: 0xe1,
    begins: XMP,
    rule: 'jpeg/xmp',
    path: 'APP1 XMP',
    category: 'other',
    reason: 'XMP metadata tell who made and changed the picture, when and where',
  },
  {
    marker: 0xe1,
    begins: 'http://ns.adobe.com/xmp/extension/\0',
    rule: 'jpeg/xmp',
    path: 'APP1 extended XMP',
    category: 'other',
    reason: 'XMP metadata tell who made and changed the picture, when and where',
  },
  {
    marker: 0xe2,
    begins: 'MPF\0',
    rule: 'jpeg/mpf',
    path: 'APP2 MPF',
    category: 'pixels',
    reason: 'it lists further pictures behind this one, which go',
  },
  {
    marker: 0xe2,
    begins: 'FPXR\0',
    rule: 'jpeg/flashpix',
    path: 'APP2 FlashPix',
    category: 'other',
    reason: 'FlashPix streams may hold names, sounds and previews',
  },
  {
    marker: 0xed,
    begins: PHOTOSHOP,
    rule: 'jpeg/photoshop',
    path: 'APP13 Photoshop',
    category: 'other',
    reason: 'resources of Photoshop hold captions, names, places and a preview',
  },
];

interface Segment extends JpegPart {
  readonly bytes: Uint8Array;
}

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

function isMetadata({ kind, marker }: JpegPart): boolean {
  return kind === 'segment' && ((marker >= 0xe0 && marker <= 0xef) || marker === 0xfe);
}

function begins(bytes: Uint8Array, text: string): boolean {
  for (let at = 0; at < text.length; at++) if (bytes[at] !== text.charCodeAt(at)) return false;
  return true;
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

/** The segments of a colour profile that is whole, so that all of its parts stay; else none. */
function profileOf(draft: Draft, segments: readonly Segment[]): ReadonlySet<Segment> {
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

function segmentOf(marker: number, body: Uint8Array): Uint8Array {
  const length = body.length + 2;
  return concat([Uint8Array.of(0xff, marker, length >> 8, length & 0xff), body]);
}

function partOf({ marker, offset, end, bytes }: Segment): Part {
  const range = { offset, length: end - offset };
  const known = KINDS.find((kind) => kind.marker === marker && begins(bytes, kind.begins));
  if (known !== undefined) return { ...known, range, clause: CLAUSE };
  if (marker === 0xfe)
    return {
      rule: 'jpeg/comment',
      path: 'COM',
      range,
      category: 'description',
      reason: 'a comment is free text',
      clause: 'ISO/IEC 10918-1 B.2.4.5',
    };
  const path = `APP${marker - 0xe0}`;
  if (marker === 0xe2 && begins(bytes, ICC))
    return {
      rule: 'icc',
      path: `${path} ICC profile`,
      range,
      category: 'device',
      reason: 'a colour profile that is not whole, or that names somebody whom the file names',
      clause: 'ISO 15076-1 B.4',
    };
  return {
    rule: 'jpeg/app',
    path,
    range,
    category: 'private',
    reason: 'data of a program, of which nobody knows what they say',
    clause: CLAUSE,
  };
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
