// Texts of metadata packets: XMP (ISO 16684-1), IPTC IIM in Photoshop resources, and comments. What they say is gathered to search
// the picture for; where it stands is told as findings, one for each field that IIM names.
import type { Category } from '../../kernel/finding.js';
import { decodeText } from './exif.js';

/** A field of a packet: where it is in it and what it is called. */
export interface Field {
  readonly name: string;
  readonly category: Category;
  readonly offset: number;
  readonly length: number;
}

const NAMES: ReadonlySet<string> = new Set([
  'artist',
  'author',
  'byline',
  'by-line',
  'captionwriter',
  'contributor',
  'copyrightowner',
  'creator',
  'credit',
  'imagecreator',
  'owner',
  'ownername',
  'patient',
  'patientname',
  'personinimage',
  'personname',
  'photographer',
  'publisher',
  'rights',
  'subjectname',
]);

/** What a property or keyword of that name speaks of. */
export function categoryOf(name: string): Category {
  const own = name.toLowerCase().replace(/[^a-z-]/gu, '');
  if (NAMES.has(own)) return 'name';
  if (/date|time/u.test(own)) return 'date';
  if (/gps|location|city|country|state|address/u.test(own)) return 'place';
  if (/email|phone|contact|url|web/u.test(own)) return 'contact';
  if (/software|make|model|device|camera|lens|tool/u.test(own)) return 'device';
  if (/(?:^|[a-z])id$|identifier|number|serial/u.test(own)) return 'id';
  return 'description';
}

const LONGEST_XMP = 4 * 1024 * 1024;
const MOST_PROPERTIES = 500;

/** Values of an XMP packet with their properties' names. It is not parsed as XML: it is only searched, and goes whole. */
export function xmpTexts(bytes: Uint8Array): readonly { readonly category: Category; readonly text: string }[] {
  const text = decodeText(bytes.subarray(0, LONGEST_XMP));
  const found: { readonly category: Category; readonly text: string }[] = [];
  let property = '';
  // An attribute with its value; or a tag, and what stands behind it.
  for (const match of text.matchAll(
    /([\w.-]{1,40}):([\w.-]{1,60})="([^"<]{1,2000})"|<\/?(?:([\w.-]{1,40}):)?([\w.-]{1,60})[^<>]{0,200}>([^<]{0,2000})/gu,
  )) {
    if (found.length >= MOST_PROPERTIES) break;
    const [, prefix = '', attribute, value, space = '', tag, content = ''] = match;
    if (attribute !== undefined) {
      if (prefix !== 'xmlns' && prefix !== 'rdf' && prefix !== 'x')
        found.push({ category: categoryOf(attribute), text: plain(value ?? '') });
      continue;
    }
    // Items of a list are values of the property around it.
    if (space !== 'rdf' && space !== 'x') property = tag ?? '';
    if (content.trim() !== '') found.push({ category: categoryOf(property), text: plain(content) });
  }
  return found;
}

function plain(text: string): string {
  return text
    .replace(/&lt;/gu, '<')
    .replace(/&gt;/gu, '>')
    .replace(/&quot;/gu, '"')
    .replace(/&apos;/gu, "'")
    .replace(/&amp;/gu, '&');
}

const IIM: Readonly<Record<number, readonly [string, Category]>> = {
  5: ['ObjectName', 'description'],
  25: ['Keywords', 'description'],
  26: ['ContentLocationCode', 'place'],
  27: ['ContentLocationName', 'place'],
  40: ['SpecialInstructions', 'description'],
  55: ['DateCreated', 'date'],
  60: ['TimeCreated', 'date'],
  62: ['DigitalCreationDate', 'date'],
  63: ['DigitalCreationTime', 'date'],
  65: ['OriginatingProgram', 'device'],
  80: ['By-line', 'name'],
  85: ['By-lineTitle', 'description'],
  90: ['City', 'place'],
  92: ['Sub-location', 'place'],
  95: ['Province-State', 'place'],
  100: ['CountryCode', 'place'],
  101: ['CountryName', 'place'],
  103: ['OriginalTransmissionReference', 'id'],
  105: ['Headline', 'description'],
  110: ['Credit', 'name'],
  115: ['Source', 'institution'],
  116: ['CopyrightNotice', 'name'],
  118: ['Contact', 'contact'],
  120: ['Caption', 'description'],
  122: ['CaptionWriter', 'name'],
};
const MOST_FIELDS = 500;

/** Fields of IPTC IIM (datasets of record 2), as far as they can be read. */
export function iptcFields(bytes: Uint8Array): readonly Field[] {
  const fields: Field[] = [];
  for (let at = 0; at + 5 <= bytes.length && fields.length < MOST_FIELDS; ) {
    if (bytes[at] !== 0x1c) break;
    const length = ((bytes[at + 3] ?? 0) << 8) | (bytes[at + 4] ?? 0);
    // Long datasets are for pictures in pictures; nobody writes them into a JPEG.
    if (length > 0x7fff || at + 5 + length > bytes.length) break;
    if (bytes[at + 1] === 2) {
      const [name, category] = IIM[bytes[at + 2] ?? 0] ?? ['other field', 'other'];
      fields.push({ name, category, offset: at + 5, length });
    }
    at += 5 + length;
  }
  return fields;
}

const IPTC_RESOURCE = 0x0404;
const XMP_RESOURCE = 0x0424;

export interface Resource {
  readonly kind: 'iptc' | 'xmp' | 'other';
  readonly offset: number;
  readonly length: number;
}

/** Image resources of Photoshop (`8BIM` blocks), as far as they can be read. */
export function photoshopResources(bytes: Uint8Array): readonly Resource[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const resources: Resource[] = [];
  for (let at = 0; at + 12 <= bytes.length && resources.length < MOST_FIELDS; ) {
    if (view.getUint32(at) !== 0x3842494d) break;
    const id = view.getUint16(at + 4);
    const name = 1 + (bytes[at + 6] ?? 0);
    const start = at + 6 + name + (name % 2);
    if (start + 4 > bytes.length) break;
    const length = view.getUint32(start);
    if (start + 4 + length > bytes.length) break;
    const kind = id === IPTC_RESOURCE ? 'iptc' : id === XMP_RESOURCE ? 'xmp' : 'other';
    resources.push({ kind, offset: start + 4, length });
    at = start + 4 + length + (length % 2);
  }
  return resources;
}
