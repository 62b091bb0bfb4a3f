// Which chunks of a PNG file stay: what shows the picture. Texts, dates, Exif, and chunks that nobody knows go
// (ISO/IEC 15948, 11.3).
import { unzlibSync, zlibSync } from 'fflate';
import type { Category } from '../../kernel/finding.js';
import { concat, type Source } from '../../kernel/source.js';
import { crc32 } from './crc.js';
import { addEdit, addPart, type Draft, type Part, removePart, tell } from './draft.js';
import { decodeText } from './exif.js';
import { EXIF_CLAUSE, exifFound, tellExif } from './exifFound.js';
import { TEXTS_GO, textsOf, withoutTexts } from './iccProfile.js';
import type { PngChunk, PngParts } from './pngParts.js';
import type { Retained } from './retained.js';
import { sameBytes } from './sameBytes.js';
import { categoryOf, xmpTexts } from './words.js';

const CLAUSE = 'ISO/IEC 15948 11.3';
/** With the lengths that they may have; what is longer holds something else. */
const STAYS: Readonly<Record<string, (length: number) => boolean>> = {
  IHDR: () => true,
  PLTE: (length) => length % 3 === 0 && length <= 768,
  IDAT: () => true,
  IEND: () => true,
  tRNS: (length) => length <= 256,
  gAMA: (length) => length === 4,
  cHRM: (length) => length === 32,
  sRGB: (length) => length === 1,
  sBIT: (length) => length <= 4,
  pHYs: (length) => length === 9,
  bKGD: (length) => length <= 6,
  cICP: (length) => length === 4,
  mDCV: (length) => length === 24,
  cLLI: (length) => length === 8,
  acTL: (length) => length === 8,
  fcTL: (length) => length === 26,
  fdAT: (length) => length >= 4,
};
const ONCE: ReadonlySet<string> = new Set([
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'sBIT',
  'pHYs',
  'bKGD',
  'cICP',
  'mDCV',
  'cLLI',
  'acTL',
]);
const TEXTS: ReadonlySet<string> = new Set(['tEXt', 'zTXt', 'iTXt']);
const LONGEST = 8 * 1024 * 1024;
/** Known names of parts may be told. */
const NAMED: ReadonlySet<string> = new Set([
  ...Object.keys(STAYS),
  ...TEXTS,
  'tIME',
  'eXIf',
  'iCCP',
  'hIST',
  'sPLT',
  'oFFs',
  'pCAL',
  'sCAL',
  'sTER',
  'gIFg',
  'gIFx',
  'dSIG',
  'caBX',
  'vpAg',
  'iDOT',
]);

interface Loaded {
  readonly chunk: PngChunk;
  readonly bytes: Uint8Array;
}

/** @returns the Exif orientation; 1 where none is told */
export async function pngMetadata(
  draft: Draft,
  source: Source,
  { chunks, end }: PngParts,
  retained: Retained,
): Promise<number> {
  const loaded = new Map<PngChunk, Loaded>();
  for (const chunk of chunks) {
    if (!TEXTS.has(chunk.type) && chunk.type !== 'eXIf' && chunk.type !== 'iCCP') continue;
    const own = { chunk, bytes: await source.read(chunk.body, Math.min(chunk.length, LONGEST)) };
    loaded.set(chunk, own);
    if (TEXTS.has(chunk.type)) tellText(draft, own);
    if (chunk.type === 'eXIf') tellExif(draft, own.bytes);
  }
  const seen = new Set<string>();
  let orientation = 1;
  for (const chunk of chunks) {
    const { type, length, sound } = chunk;
    const own = loaded.get(chunk);
    const again = seen.has(type);
    seen.add(type);
    if (STAYS[type]?.(length) === true && sound && !(again && ONCE.has(type))) continue;
    if (type === 'iCCP' && sound && !again && own !== undefined && keepProfile(draft, own)) continue;
    if (type === 'eXIf' && sound && !again && own !== undefined) orientation = renewExif(draft, own, retained);
    else removePart(draft, partOf(chunk, own));
  }
  if (end < source.size)
    removePart(draft, {
      rule: 'png/trailing',
      path: 'bytes behind the image',
      range: { offset: end, length: source.size - end },
      category: 'other',
      reason: 'what stands behind the image is not shown by any viewer, and may be an earlier picture',
      clause: 'ISO/IEC 15948 5.6',
    });
  return orientation;
}

interface Text {
  readonly keyword: string;
  readonly text: string;
}

/** Keyword and text of tEXt, zTXt and iTXt (11.3.3); what can't be inflated has none. */
function textOf({ chunk: { type }, bytes }: Loaded): Text {
  const zero = bytes.indexOf(0);
  if (zero < 0) return { keyword: '', text: decodeText(bytes) };
  const keyword = decodeText(bytes.subarray(0, Math.min(zero, 79)));
  if (type === 'tEXt') return { keyword, text: decodeText(bytes.subarray(zero + 1)) };
  if (type === 'zTXt') return { keyword, text: inflated(bytes.subarray(zero + 2)) };
  // Keyword, flag, method, language, translated keyword, text.
  const language = bytes.indexOf(0, zero + 3);
  const translated = language < 0 ? -1 : bytes.indexOf(0, language + 1);
  if (translated < 0) return { keyword, text: '' };
  const rest = bytes.subarray(translated + 1);
  return { keyword, text: bytes[zero + 1] === 1 ? inflated(rest) : decodeText(rest) };
}

function inflated(bytes: Uint8Array): string {
  const out = bounded(bytes, 1024 * 1024);
  return out === undefined ? '' : decodeText(out);
}

/** The buffer given is all that is written: a bomb ends there. Nothing is deflated to less than a thousandth. */
function bounded(bytes: Uint8Array, most: number): Uint8Array | undefined {
  try {
    return unzlibSync(bytes, { out: new Uint8Array(Math.min(most, bytes.length * 1040)) });
  } catch {
    return undefined;
  }
}

function tellText(draft: Draft, own: Loaded): void {
  const { keyword, text } = textOf(own);
  if (keyword === 'XML:com.adobe.xmp' || keyword.startsWith('Raw profile type'))
    for (const one of xmpTexts(new TextEncoder().encode(text))) tell(draft, one.category, one.text);
  else tell(draft, categoryOf(keyword), text);
}

function keepProfile(draft: Draft, { chunk, bytes }: Loaded): boolean {
  const zero = bytes.indexOf(0);
  const profile =
    zero < 1 || zero > 79 || bytes[zero + 1] !== 0 ? undefined : bounded(bytes.subarray(zero + 2), LONGEST);
  const texts = profile === undefined ? undefined : textsOf(profile, draft.told);
  if (profile === undefined || texts === undefined) return false;
  const range = { offset: chunk.offset, length: chunk.end - chunk.offset };
  const part = { rule: 'icc', path: 'iCCP', range, category: 'device', clause: 'ISO/IEC 15948 11.3.2.3' } as const;
  addPart(draft, { ...part, reason: 'the colour profile stays: without it colours look otherwise' }, 'kept');
  // The name is free text, and behind the compressed data may stand more: both are made anew.
  const fresh = concat([NAME, zlibSync(withoutTexts(profile, texts), { level: 9 })]);
  if (sameBytes(fresh, bytes)) return true;
  const said = texts.length > 0 ? [addPart(draft, { ...part, ...TEXTS_GO, rule: 'icc/text', path: 'iCCP/text' })] : [];
  const index = addPart(
    draft,
    { ...part, path: 'iCCP/name', category: 'description', reason: 'the name of a colour profile is free text' },
    'replaced',
  );
  addEdit(draft, range, chunkOf('iCCP', fresh), [index, ...said]);
  return true;
}

const NAME = Uint8Array.of(...[...'icc'].map((letter) => letter.charCodeAt(0)), 0, 0);

function renewExif(draft: Draft, { chunk, bytes }: Loaded, retained: Retained): number {
  const { kept, findings } = exifFound(draft, bytes, chunk.body, 'eXIf', retained);
  const range = { offset: chunk.offset, length: chunk.end - chunk.offset };
  const fresh = kept?.bytes;
  if (fresh !== undefined && sameBytes(fresh, bytes)) return kept?.orientation ?? 1;
  const part: Part = {
    rule: 'exif',
    path: 'eXIf',
    range,
    category: 'structure',
    reason: 'Exif metadata are written anew with what the picture needs',
    clause: EXIF_CLAUSE,
  };
  const causes = findings.length > 0 ? findings : [addPart(draft, part)];
  addEdit(draft, range, fresh === undefined ? new Uint8Array(0) : chunkOf('eXIf', fresh), causes);
  return kept?.orientation ?? 1;
}

/** A chunk with its length and checksum. */
export function chunkOf(type: string, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(body.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, body.length);
  for (let at = 0; at < 4; at++) bytes[4 + at] = type.charCodeAt(at);
  bytes.set(body, 8);
  view.setUint32(8 + body.length, crc32(bytes.subarray(4, 8 + body.length)));
  return bytes;
}

function partOf({ type, offset, end, sound }: PngChunk, own: Loaded | undefined): Part {
  const range = { offset, length: end - offset };
  const part = (rule: string, category: Category, reason: string): Part => ({
    rule,
    path: NAMED.has(type) ? type : 'chunk of a program',
    range,
    category,
    reason,
    clause: CLAUSE,
  });
  if (own !== undefined && TEXTS.has(type)) {
    const category = categoryOf(textOf(own).keyword);
    return part('png/text', category, 'texts tell who made the picture, when, with what and of whom');
  }
  if (type === 'tIME') return part('png/time', 'date', 'it tells when the picture was changed');
  if (type === 'eXIf')
    return part('exif', 'other', 'Exif metadata that can not be read, or that are there twice, go whole');
  if (type === 'iCCP')
    return part('icc', 'device', 'a colour profile that is not whole, or that names somebody whom the file names');
  if (!sound) return part('png/chunk', 'other', 'its checksum is wrong: viewers pass over it');
  if (type in STAYS) return part('png/chunk', 'other', 'it is longer than it may be, or there twice');
  return part('png/chunk', 'private', 'what is not needed to show the picture goes');
}
