// Identifiers in another dress: base64 (RFC 4648), hexadecimal digits, escapes, and packed bytes in base64. Candidates are decoded and
// searched as any text; a run that holds an identifier goes as a whole.
import { unescaped } from './escapes.js';
import type { TextSpan } from './textSpan.js';
import { unpack } from './unpack.js';

/** Shorter runs hold no name that could be told from chance. */
const FEWEST = 12;
const FEWEST_PAIRS = 6;
/** So many letters or digits in a row must come out, or it was no text. */
const FEWEST_IN_A_ROW = 4;
const SHORTEST_FOUND = 4;

const BASE64 = /[A-Za-z0-9+/_-]{12,}(?:\r?\n[A-Za-z0-9+/_-]+)*={0,2}/gu;
const HEX =
  /(?<![0-9A-Za-z])(?:0[xX])?[0-9A-Fa-f]{2}(?:(?:[ :,-]| ?0[xX]|, ?0[xX])?[0-9A-Fa-f]{2}){5,}(?![0-9A-Za-z])/gu;

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
  if (/[ :,-]/u.test(letter)) value |= GAP;
  if (/[%&=\\]/u.test(letter)) value |= ESCAPE;
  return value;
});

/** Says in one pass, without making a string, that nothing in a text can be encoded. */
export function mayBeEncoded(text: string): boolean {
  let run = 0;
  let kinds = 0;
  let hex = 0;
  let pairs = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const kind = code < 128 ? (CLASSES[code] ?? 0) : 0;
    if ((kind & (UPPER | LOWER | DIGIT | SIGN)) !== 0) {
      kinds |= kind;
      run += 1;
      // Bytes of text have letters of both cases in base64.
      if (run >= FEWEST && (kinds & UPPER) !== 0 && (kinds & LOWER) !== 0) return true;
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
        if (hex === 2) pairs += 1;
        else if (hex !== 0) pairs = 0;
      } else if ((code | 0x20) !== 0x78) pairs = 0;
      if (pairs >= FEWEST_PAIRS - 1) return true;
      hex = 0;
    }
  }
  return false;
}

/** @param find what a plain text identifies by evidence */
export function findEncoded(text: string, find: (plain: string) => readonly TextSpan[]): readonly TextSpan[] {
  const spans: TextSpan[] = [];
  const plain = unescaped(text);
  if (plain !== undefined) {
    for (const span of find(plain.text)) {
      const range = isStrong(span) ? plain.range(span.start, span.end) : undefined;
      if (range !== undefined) spans.push({ ...span, ...range });
    }
  }
  for (const pattern of [BASE64, HEX]) {
    const decode = pattern === HEX ? fromHex : fromBase64;
    for (const { 0: run, index } of text.matchAll(pattern)) {
      const found = searchRun(run, decode, find);
      if (found !== undefined) spans.push({ ...found, start: index, end: index + run.length });
    }
  }
  return spans;
}

/** What is a person's own, and no short word. */
function isStrong({ category, rule, start, end }: TextSpan): boolean {
  if (!rule.startsWith('evidence/') || end - start < SHORTEST_FOUND) return false;
  return category === 'name' || category === 'id' || category === 'date' || category === 'contact';
}

function searchRun(
  run: string,
  decode: (run: string) => Iterable<Uint8Array>,
  find: (plain: string) => readonly TextSpan[],
): TextSpan | undefined {
  for (const bytes of decode(run)) {
    const unpacked = unpack(bytes);
    for (const plain of readings(unpacked?.bytes ?? bytes)) {
      const found = find(plain).find(isStrong);
      if (found !== undefined) return found;
    }
    // What can't be looked into to its end does not stay in a text.
    if (unpacked?.whole === false) return TOO_LONG;
  }
  return undefined;
}

const TOO_LONG: TextSpan = { start: 0, end: 0, category: 'other', rule: 'encoded/too-long', confidence: 0.5 };

/** The run from each of the four places where it may begin, for what is glued to its front; lines of a wrapped one as one. */
function* fromBase64(run: string): Generator<Uint8Array> {
  if (!/[A-Z]/u.test(run) || !/[a-z]/u.test(run)) return;
  const body = run
    .replace(/[\r\n=]+/gu, '')
    .replace(/-/gu, '+')
    .replace(/_/gu, '/');
  for (let skip = 0; skip < 4; skip += 1) yield base64Bytes(body.slice(skip));
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const SEXTETS = Uint8Array.from({ length: 128 }, (_, code) => Math.max(0, ALPHABET.indexOf(String.fromCharCode(code))));

function base64Bytes(body: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((body.length * 3) / 4));
  let held = 0;
  let count = 0;
  let end = 0;
  for (let at = 0; at < body.length; at += 1) {
    held = ((held << 6) | (SEXTETS[body.charCodeAt(at)] ?? 0)) & 0xffffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes[end] = (held >>> count) & 0xff;
    end += 1;
  }
  return bytes.subarray(0, end);
}

function* fromHex(run: string): Generator<Uint8Array> {
  const digits = run.replace(/0[xX]|[^0-9A-Fa-f]+/gu, '');
  const bytes = new Uint8Array(digits.length >>> 1);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16);
  yield bytes;
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
  `[A-Za-z0-9]{${FEWEST_IN_A_ROW}}|[\\u0100-\\uffff]{2}|[A-Za-z\\u00c0-\\u00ff]{${FEWEST_IN_A_ROW + 2}}`,
  'u',
);

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
