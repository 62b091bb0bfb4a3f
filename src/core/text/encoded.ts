// Identifiers in another dress: base64 (RFC 4648), hexadecimal digits, escapes, packed bytes in base64, codes that few use (otherCodes),
// and one in another. Candidates are decoded and searched as any text; a run that holds an identifier goes as a whole.
import { base64Bytes, isShortBase64, shortBase64 } from './base64.js';
import { unescaped } from './escapes.js';
import { FEWEST_NUMBERS, OTHER_CODES } from './otherCodes.js';
import type { TextSpan } from './textSpan.js';
import { mostPlaces, packedPlaces, takingOf, type Unpacked, unpack } from './unpack.js';

/** Shorter runs hold no name that could be told from chance. */
const FEWEST = 12;
const FEWEST_PAIRS = 6;
/** A text of up to so many characters may be one run of base64 that is shorter, or in letters of one case. */
const LONGEST_WHOLE = 40;
/** A uuencoded file with a name in it is longer. */
const FEWEST_UUENCODED = 24;
/** So often one in another is followed. */
const DEEPEST = 3;
/** Characters of decoded text that are decoded again, for one text. */
const MOST_WITHIN = 1024 * 1024;
/** Bytes that are unpacked, for one text. */
const MOST_UNPACKED_WITHIN = 16 * 1024 * 1024;
/** So many places behind other bytes of one run where packed ones may begin are tried, and more of a long one. */
const FEW_PLACES = 16;
/** So many letters or digits in a row must come out, or it was no text. */
const FEWEST_IN_A_ROW = 4;
const SHORTEST_FOUND = 4;

const BASE64 = /[A-Za-z0-9+/_-]{12,}(?:\r?\n[A-Za-z0-9+/_-]+)*={0,2}/gu;
const HEX =
  /(?<![0-9A-Za-z])(?:0[xX])?[0-9A-Fa-f]{2}(?:(?:[ :,-]|\r?\n| ?0[xX]|, ?0[xX])?[0-9A-Fa-f]{2}){5,}[0-9A-Fa-f]?(?![0-9A-Za-z])/gu;

// Classes of characters for the look ahead.
const UPPER = 1;
const LOWER = 2;
const DIGIT = 4;
const SIGN = 8;
const HEX_DIGIT = 16;
const GAP = 32;
const ESCAPE = 64;
const CLASSES = Uint8Array.from({ length: 128 }, (_, code) => {
  const letter = String.fromCharCode(code);
  let value = 0;
  if (/[A-Z]/u.test(letter)) value |= UPPER;
  if (/[a-z]/u.test(letter)) value |= LOWER;
  if (/\d/u.test(letter)) value |= DIGIT;
  if (/[+/_-]/u.test(letter)) value |= SIGN;
  if (/[0-9A-Fa-f]/u.test(letter)) value |= HEX_DIGIT;
  if (/[ :,;\r\n-]/u.test(letter)) value |= GAP;
  if (/[%&=\\<\x00-\x08\x0b\x0e-\x1f\x7f]/u.test(letter)) value |= ESCAPE;
  return value;
});

/** Says in one pass, without making a string, that nothing in a text can be encoded. */
export function mayBeEncoded(text: string): boolean {
  let run = 0;
  let kinds = 0;
  let hex = 0;
  let pairs = 0;
  // Runs of two or three.
  let numbers = 0;
  if (text.length <= LONGEST_WHOLE && isShortBase64(text)) return true;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const kind = code < 128 ? (CLASSES[code] ?? 0) : 0;
    if ((kind & (UPPER | LOWER | DIGIT | SIGN)) !== 0) {
      kinds |= kind;
      run += 1;
      // Bytes of text have letters of both cases in base64, capitals and digits in base32.
      if (run >= FEWEST && (kinds & UPPER) !== 0 && (kinds & (LOWER | DIGIT)) !== 0) return true;
    } else {
      run = 0;
      kinds = 0;
      if ((kind & ESCAPE) !== 0 && at + 2 < text.length) return true;
    }
    if ((kind & HEX_DIGIT) !== 0) {
      hex += 1;
      if (hex >= FEWEST_PAIRS * 2) return true;
    } else {
      if ((kind & GAP) !== 0) {
        if (hex % 2 === 0) pairs += hex / 2;
        else pairs = 0;
        if (hex === 2 || hex === 3) numbers += 1;
        else if (hex > 0) numbers = 0;
        if (numbers >= FEWEST_NUMBERS - 1) return true;
      } else if ((code | 0x20) !== 0x78) pairs = 0;
      if (pairs >= FEWEST_PAIRS - 1) return true;
      if ((kind & GAP) === 0) numbers = 0;
      hex = 0;
    }
  }
  return text.length > FEWEST_UUENCODED && text.includes('begin ');
}

const CODES: readonly { readonly pattern: RegExp; readonly decode: (run: string) => Iterable<Uint8Array> }[] = [
  { pattern: BASE64, decode: fromBase64 },
  { pattern: HEX, decode: fromHex },
  ...OTHER_CODES.map(({ pattern, decode }) => ({ pattern, decode: (run: string) => [decode(run)] })),
];

type Find = (plain: string) => readonly TextSpan[];

/** How much more is decoded of what was decoded; shared by all that is in a text. */
interface Depth {
  readonly level: number;
  readonly budget: { left: number; unpacked: number };
}

/** @param find what a plain text identifies by evidence */
export function findEncoded(text: string, find: Find): readonly TextSpan[] {
  return findWithin(text, find, { level: 1, budget: { left: MOST_WITHIN, unpacked: MOST_UNPACKED_WITHIN } });
}

function findWithin(text: string, find: Find, depth: Depth): readonly TextSpan[] {
  const spans: TextSpan[] = [];
  const whole = text.length <= LONGEST_WHOLE ? wholeToken(text, find) : undefined;
  if (whole !== undefined) return [whole];
  const plain = unescaped(text);
  if (plain !== undefined) {
    for (const span of [...find(plain.text).filter(isStrong), ...further(plain.text, find, depth)]) {
      const range = plain.range(span.start, span.end);
      if (range !== undefined) spans.push({ ...span, ...range });
    }
  }
  for (const { pattern, decode } of CODES) {
    for (const { 0: run, index } of text.matchAll(pattern)) {
      const found = searchRun(run, decode, find, depth);
      if (found !== undefined) spans.push({ ...found, start: index, end: index + run.length });
    }
  }
  return spans;
}

/** What is encoded once more in a text that was decoded. */
function further(plain: string, find: Find, { level, budget }: Depth): readonly TextSpan[] {
  if (level >= DEEPEST || !mayBeEncoded(plain)) return [];
  budget.left -= plain.length;
  if (budget.left < 0) return [{ ...TOO_LONG, end: plain.length }];
  return findWithin(plain, find, { level: level + 1, budget });
}

/** A text that is one short run of base64, and in that one identifier. */
function wholeToken(text: string, find: Find): TextSpan | undefined {
  if (!isShortBase64(text)) return undefined;
  const plain = shortBase64(text);
  const [found, more] = find(plain);
  if (found === undefined || more !== undefined || found.end - found.start < plain.length) return undefined;
  return isOwn(found) ? { ...found, start: 0, end: text.length } : undefined;
}

/** What is a person's own, and no short word. */
function isStrong(span: TextSpan): boolean {
  return span.end - span.start >= SHORTEST_FOUND && isOwn(span);
}

function isOwn({ category, rule }: TextSpan): boolean {
  if (!rule.startsWith('evidence/')) return false;
  return category === 'name' || category === 'id' || category === 'date' || category === 'contact';
}

function searchRun(
  run: string,
  decode: (run: string) => Iterable<Uint8Array>,
  find: Find,
  depth: Depth,
): TextSpan | undefined {
  for (const bytes of decode(run)) {
    const unpacked = unpackAll(bytes, depth.budget);
    if (depth.budget.unpacked < 0) return TOO_LONG;
    for (const plain of readings(unpacked?.bytes ?? bytes)) {
      const found = find(plain).find(isStrong) ?? further(plain, find, depth)[0];
      if (found !== undefined) return found;
    }
    const most = mostPlaces(bytes.length, FEW_PLACES);
    const taking = takingOf(bytes.length);
    for (const [tried, { at, bare }] of packedPlaces(bytes, most + 1).entries()) {
      if (tried === most || depth.budget.unpacked < 0) return TOO_LONG;
      const inner = unpack(bytes.subarray(at), bare, taking);
      depth.budget.unpacked -= inner?.bytes.length ?? 0;
      for (const plain of inner === undefined ? [] : readings(inner.bytes)) {
        const found = find(plain).find(isStrong);
        if (found !== undefined) return found;
      }
    }
    // What can't be looked into to its end does not stay in a text.
    if (unpacked?.whole === false) return TOO_LONG;
  }
  return undefined;
}

/** What is packed once more as well. */
function unpackAll(bytes: Uint8Array, budget: Depth['budget']): Unpacked | undefined {
  let last = unpack(bytes);
  budget.unpacked -= last?.bytes.length ?? 0;
  for (let level = 1; level < DEEPEST && last?.whole === true; level += 1) {
    const inner = unpack(last.bytes);
    if (inner === undefined) break;
    budget.unpacked -= inner.bytes.length;
    last = inner;
  }
  return last;
}

const TOO_LONG: TextSpan = { start: 0, end: 0, category: 'other', rule: 'encoded/too-long', confidence: 0.5 };

/** The run from each of the four places where it may begin, for what is glued to its front; lines of a wrapped one as one. */
function* fromBase64(run: string): Generator<Uint8Array> {
  if (!/[A-Z]/u.test(run) || !/[a-z]/u.test(run)) return;
  const body = run.replace(/[\r\n=]+/gu, '');
  for (let skip = 0; skip < 4; skip += 1) yield base64Bytes(body.slice(skip));
}

function* fromHex(run: string): Generator<Uint8Array> {
  const digits = run.replace(/0[xX]|[^0-9A-Fa-f]+/gu, '');
  yield pairs(digits);
  // One digit too many is glued to its front or its end.
  if (digits.length % 2 === 1) yield pairs(digits.slice(1));
}

function pairs(digits: string): Uint8Array {
  const bytes = new Uint8Array(digits.length >>> 1);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16);
  return bytes;
}

/** How decoded bytes may be meant, where they may be text at all. */
function* readings(bytes: Uint8Array): Generator<string> {
  const zeros = bytes.reduce((count, byte) => (byte === 0 ? count + 1 : count), 0);
  if (zeros * 3 >= bytes.length && bytes.length >= 8) {
    for (const label of ['utf-16le', 'utf-16be'])
      yield new TextDecoder(label).decode(bytes).replace(/[\x00-\x1f\x7f]+/gu, '\n');
    return;
  }
  const text = utf8(bytes) ?? latin1(bytes);
  if (IN_A_ROW.test(text)) yield text.replace(/[\x00-\x1f\x7f]+/gu, '\n');
}

const IN_A_ROW = new RegExp(
  `[A-Za-z0-9]{${FEWEST_IN_A_ROW}}|[\\u0100-\\uffff]{2}|[A-Za-z\\u00c0-\\u00ff]{${FEWEST_IN_A_ROW + 2}}|(?:[%=][0-9A-Fa-f]{2}){${FEWEST_IN_A_ROW}}|(?:[0-9A-Fa-f]{2}[ :,-]){${FEWEST_PAIRS - 1}}|&#|\\\\[ux]`,
  'u',
);

const UTF8 = new TextDecoder('utf-8');

/** Told by what takes the place of wrong bytes: an error for each would take most of the time. */
function utf8(bytes: Uint8Array): string | undefined {
  const text = UTF8.decode(bytes);
  return text.includes('\ufffd') && !bytes.some((byte, at) => isMark(byte, bytes[at + 1], bytes[at + 2]))
    ? undefined
    : text;
}

/** U+FFFD itself. */
function isMark(first: number, second = 0, third = 0): boolean {
  return first === 0xef && second === 0xbf && third === 0xbd;
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
