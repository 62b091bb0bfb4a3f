// What a colour profile says besides colours (ISO 15076-1, 7 to 10): descriptions, copyright, names of devices, tags that no
// decoder needs, and bytes that belong to no tag. Zeros in their place leave every colour as it is.

export interface ByteSpan {
  readonly offset: number;
  readonly length: number;
}

const HEADER = 128;
const PROFILE_ID = 84;
const RESERVED = 100;
const MOST_TAGS = 1000;
/** Languages of one text. */
const MOST_RECORDS = 200;

/** Tags that say what colours are. */
const COLOURS: ReadonlySet<string> = new Set(
  (
    'rXYZ gXYZ bXYZ rTRC gTRC bTRC kTRC wtpt bkpt chad chrm lumi meas tech view gamt cicp rig0 ciis clro vcgt calt aarg aagg aabg ' +
    'A2B0 A2B1 A2B2 A2B3 B2A0 B2A1 B2A2 B2A3 D2B0 D2B1 D2B2 D2B3 B2D0 B2D1 B2D2 B2D3 pre0 pre1 pre2'
  ).split(' '),
);

/**
 * Words of usual profiles: spaces of colours, who publishes them, and what a lawyer adds. A text of these and of versions
 * identifies nobody, and stays, so that most profiles stay to the byte.
 */
const USUAL: ReadonlySet<string> = new Set(
  (
    'srgb rgb scrgb esrgb ecirgb adobe apple display p d c v a x generic gray grey dot gain gamma linear color colour space spaces profile icc iec ' +
    'default built in the of by and is this for with to cie xyz lab rec itu r bt uhd hdtv sdr hdr pq hlg cmyk wide gamut prophoto romm rimm photo pro ' +
    'facebook tiny ci dci smpte ebu ntsc pal secam coated uncoated fogra swop gracol sc nikon canon sony google microsoft windows kodak eastman ' +
    'hewlett packard company hp lino linotype hell heidelberg artifex software argyll little cms lcms inc incorporated corporation corp co ltd ag llc ' +
    'systems international consortium copyright copr all rights reserved public domain no use freely free license licence creative commons attribution ' +
    'www http https com org ch net reference viewing condition conditions as defined standard standards monitor crt lcd device model scanner camera ' +
    'version rev illuminant observer perceptual relative colorimetric saturation intent black scaled point white preference beta urgb cc'
  ).split(' '),
);
/** A year, a version, the number of a standard. */
const NUMBER = /^(?:(?:19|20)\d{2}|\d{1,2}|61966|709|2100|601|240|170|431|432)$/u;
const MOST_DIGITS = 14;
const LONGEST = 1024;

function isUsual(text: string): boolean {
  if (text.length > LONGEST) return false;
  const words = text.toLowerCase().match(/\p{L}+|\p{N}+/gu) ?? [];
  const digits = words.filter((word) => /\p{N}/u.test(word));
  return digits.join('').length <= MOST_DIGITS && words.every((word) => USUAL.has(word) || NUMBER.test(word));
}

/** A header, its length and its signature (7.2). */
export function isProfile(bytes: Uint8Array): boolean {
  if (bytes.length < HEADER + 4) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.getUint32(0) === bytes.length && view.getUint32(36) === 0x61637370;
}

/** What may go, in order; undefined where the profile can't be followed. */
export function iccTexts(profile: Uint8Array): readonly ByteSpan[] | undefined {
  const view = new DataView(profile.buffer, profile.byteOffset, profile.byteLength);
  if (profile.length < HEADER + 4) return undefined;
  const count = view.getUint32(HEADER);
  const table = HEADER + 4 + count * 12;
  if (count > MOST_TAGS || table > profile.length) return undefined;
  const kept: ByteSpan[] = [{ offset: 0, length: PROFILE_ID }];
  kept.push({ offset: HEADER, length: table - HEADER });
  for (let at = HEADER + 4; at < table; at += 12) {
    const [name, offset, size] = [letters(profile, at, 4), view.getUint32(at + 4), view.getUint32(at + 8)];
    if (offset < table || offset + size > profile.length || size < 8) return undefined;
    // Small profiles have tags that lie across one another.
    kept.push(...keptOf(name, profile.subarray(offset, offset + size)).map((span) => moved(span, offset)));
  }
  const digest = { offset: PROFILE_ID, length: RESERVED - PROFILE_ID };
  const isText = profile.subarray(PROFILE_ID, RESERVED).every((byte) => byte === 0 || (byte >= 0x20 && byte < 0x7f));
  const gone = gapsOf(profile, kept, digest);
  // The digest of a profile that is another now is none.
  return gone.length > 0 || isText ? gapsOf(profile, kept, undefined) : gone;
}

/** What holds something between what stays. */
function gapsOf(profile: Uint8Array, kept: readonly ByteSpan[], spared: ByteSpan | undefined): readonly ByteSpan[] {
  const gaps: ByteSpan[] = [];
  let at = 0;
  const all = [...kept, ...(spared === undefined ? [] : [spared])].sort((a, b) => a.offset - b.offset);
  for (const { offset, length } of [...all, { offset: profile.length, length: 0 }]) {
    if (offset > at && profile.subarray(at, offset).some((byte) => byte !== 0))
      gaps.push({ offset: at, length: offset - at });
    at = Math.max(at, offset + length);
  }
  return gaps;
}

function moved({ offset, length }: ByteSpan, by: number): ByteSpan {
  return { offset: offset + by, length };
}

/** What of a tag's data stays. */
function keptOf(name: string, data: Uint8Array): readonly ByteSpan[] {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const type = letters(data, 0, 4);
  const texts =
    type === 'text'
      ? plainText(data)
      : type === 'desc'
        ? description(view)
        : type === 'mluc'
          ? localised(view)
          : undefined;
  if (texts !== undefined) return [{ offset: 0, length: 4 }, ...texts];
  if (!COLOURS.has(name)) return [];
  const length = Math.min(lengthOf(type, view), data.length);
  return length === 0
    ? []
    : [
        { offset: 0, length: 4 },
        { offset: 8, length: Math.max(0, length - 8) },
      ];
}

/** How long data of a type of numbers are (clause 10); 0 where it is none. */
function lengthOf(type: string, view: DataView): number {
  const [u8, u16, u32] = [
    (at: number) => (at < view.byteLength ? view.getUint8(at) : 0),
    (at: number) => (at + 2 <= view.byteLength ? view.getUint16(at) : 0),
    (at: number) => (at + 4 <= view.byteLength ? view.getUint32(at) : 0),
  ];
  switch (type) {
    case 'XYZ ':
    case 'dtim':
      return 20;
    case 'curv':
      return 12 + 2 * u32(8);
    case 'para':
      return 12 + 4 * ([1, 3, 4, 5, 7][u16(8)] ?? 0);
    case 'sf32':
      return 44;
    case 'sig ':
    case 'cicp':
      return 12;
    case 'meas':
    case 'view':
      return 36;
    case 'chrm':
      return 12 + 8 * u16(8);
    case 'clro':
      return 12 + u32(8);
    case 'vcgt':
      return u32(8) === 0 ? 18 + u16(12) * u16(14) * u16(16) : 48;
    case 'mft1':
      return 48 + 256 * u8(8) + u8(10) ** u8(8) * u8(9) + 256 * u8(9);
    case 'mft2':
      return 52 + 2 * (u16(48) * u8(8) + u8(10) ** u8(8) * u8(9) + u16(50) * u8(9));
    case 'mAB ':
    case 'mBA ':
    case 'mpet':
      return view.byteLength;
    default:
      return 0;
  }
}

/** Behind the null nothing is read. */
function plainText(data: Uint8Array): readonly ByteSpan[] {
  return keptText(data, 8, data.length - 8);
}

function keptText(data: Uint8Array, offset: number, room: number): readonly ByteSpan[] {
  const bytes = data.subarray(offset, offset + room);
  const zero = bytes.indexOf(0);
  const length = zero < 0 ? bytes.length : zero;
  return length <= LONGEST && isUsual(letters(bytes, 0, length)) ? [{ offset, length }] : [];
}

/** textDescriptionType of version 2: in ASCII, in Unicode, and as the Macintosh had it; its counts stay. */
function description(view: DataView): readonly ByteSpan[] {
  const data = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  if (data.length < 12) return [];
  const ascii = view.getUint32(8);
  const unicode = 12 + ascii;
  const kept: ByteSpan[] = [{ offset: 8, length: 4 }];
  if (unicode > data.length) return kept;
  kept.push(...keptText(data, 12, ascii));
  if (unicode + 8 > data.length) return kept;
  const count = view.getUint32(unicode + 4);
  const script = unicode + 8 + 2 * count;
  kept.push({ offset: unicode + 4, length: 4 });
  if (script > data.length) return kept;
  kept.push(...wideText(data, unicode + 8, 2 * count));
  if (script + 3 > data.length) return kept;
  kept.push({ offset: script + 2, length: 1 }, ...keptText(data, script + 3, Math.min(67, data.length - script - 3)));
  return kept;
}

/** multiLocalizedUnicodeType: where each text lies stays. */
function localised(view: DataView): readonly ByteSpan[] {
  const data = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  if (data.length < 16) return [];
  const count = view.getUint32(8);
  const texts = 16 + count * 12;
  if (count > MOST_RECORDS || view.getUint32(12) !== 12 || texts > data.length) return [];
  const kept: ByteSpan[] = [{ offset: 8, length: texts - 8 }];
  for (let at = 16; at < texts; at += 12) {
    const [length, offset] = [view.getUint32(at + 4), view.getUint32(at + 8)];
    if (offset >= texts && offset + length <= data.length) kept.push(...wideText(data, offset, length));
  }
  return kept;
}

function wideText(data: Uint8Array, offset: number, length: number): readonly ByteSpan[] {
  let text = '';
  if (length > 2 * LONGEST) return [];
  for (let at = 0; at + 1 < length; at += 2)
    text += String.fromCharCode(((data[offset + at] ?? 0) << 8) | (data[offset + at + 1] ?? 0));
  return isUsual(text) ? [{ offset, length }] : [];
}

function letters(bytes: Uint8Array, offset: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + length));
}
