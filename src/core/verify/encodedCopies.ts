// Check: no identifier of the original stands in the output in another dress: base64 (RFC 4648), hexadecimal digits, escapes, packed
// bytes, and one in another. What may be such is decoded by this room's own readers, up to bounds, and searched like any bytes.
import { bufferSource, concat } from '../kernel/source.js';
import { entity } from '../text/entities.js';
import { mostPlaces, packedPlaces, takingOf, unpack } from '../text/unpack.js';
import { lettersAgainstChance } from './bytePlace.js';
import { latin1 } from './charset.js';
import { EPONYM_REACH, isEponym } from './eponym.js';
import { type Search, searchAll } from './multiSearch.js';
import type { Needle } from './needle.js';
import { rareDecodings } from './rareCodes.js';

const DEEPEST = 3;
/** Bytes that are decoded of one value, and of one object. */
const MOST_OF_VALUE = 2 * 1024 * 1024;
const MOST = 32 * 1024 * 1024;

const BASE64 = /[A-Za-z0-9+/_-]{12,}(?:\r?\n[A-Za-z0-9+/_-]+)*/gu;
const HEX = /[0-9A-Fa-f]{2}(?:(?:[ :,-]|\r?\n|,? ?0[xX])?[0-9A-Fa-f]{2}){5,}[0-9A-Fa-f]?/gu;
/** Of addresses and mail, of programs, of web pages. */
const ESCAPES = new RegExp(
  [
    /%u[0-9A-Fa-f]{4}|%[0-9A-Fa-f]{2}|=[0-9A-Fa-f]{2}|=\r?\n/,
    /\\[ux]\{[0-9A-Fa-f]{1,6}\}|\\x[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\[0-3][0-7]{2}/,
    /&#\d{1,7};?|&#[xX][0-9A-Fa-f]{1,6};?|&(?:[A-Za-z](?:acute|grave|circ|uml|tilde|ring|cedil);?|[A-Za-z]{2,8};)/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gu',
);
/** Places of a piece behind other bytes where packed ones may begin, and more of a long one. */
const FEW_PLACES = 64;

/** A value of up to so many bytes may be short base64 and nothing else. */
const LONGEST_WHOLE = 256;
const WHOLE = /^[A-Za-z0-9+/_-]{6,}={0,2} *$/u;
const PERSONAL: ReadonlySet<string> = new Set(['name', 'id', 'contact']);

/** What is left to decode of one object. */
export interface Allowance {
  left: number;
  /** True once something was left undecoded. */
  exceeded: boolean;
}

export function allowance(): Allowance {
  return { left: MOST, exceeded: false };
}

/** The first identifier that stands encoded in a value. @param goesOn behind these bytes more of the value follow */
export async function encodedCopy(
  value: Uint8Array,
  search: Search,
  allowed: Allowance,
  goesOn = false,
): Promise<Needle | undefined> {
  for (const decoded of decodedOf(value, allowed, goesOn)) {
    const needle = await namedIn(decoded, search);
    if (needle !== undefined) return needle;
  }
  return undefined;
}

/** What a value says once it is decoded, and that once more, up to bounds. */
export function* decodedOf(value: Uint8Array, allowed: Allowance, goesOn = false): Generator<Decoded> {
  let left = MOST_OF_VALUE;
  let layer: Uint8Array[] = [value];
  for (let depth = 0; depth < DEEPEST && layer.length > 0; depth += 1) {
    const next: Uint8Array[] = [];
    for (const each of layer) {
      for (const decoded of decodings(each, goesOn && depth === 0)) {
        left -= decoded.bytes.length;
        allowed.left -= decoded.bytes.length;
        if (left < 0 || allowed.left < 0) {
          allowed.exceeded = true;
          return;
        }
        if (decoded.cut === true) allowed.exceeded = true;
        yield decoded;
        next.push(decoded.bytes);
      }
    }
    layer = next;
  }
}

interface Decoded {
  readonly bytes: Uint8Array;
  /** 1 where a byte was written otherwise; undefined where all were. */
  readonly changed?: Uint8Array;
  /** Only what fills all of it is no chance. */
  readonly whole?: true;
  /** There is more of it. */
  readonly cut?: boolean;
}

async function namedIn({ bytes, changed, whole }: Decoded, search: Search): Promise<Needle | undefined> {
  const fewest = lettersAgainstChance(bytes.length, false);
  for await (const { needle, offset } of searchAll(bufferSource(bytes), search)) {
    const end = offset + needle.bytes.length;
    if (!isOwn(needle) || needle.letters < fewest) continue;
    if (changed !== undefined && !changed.subarray(offset, end).includes(1)) continue;
    if (whole === true && needle.bytes.length < bytes.length) continue;
    if (needle.kind === 'name' && isEponym(latin1(bytes.subarray(end, end + EPONYM_REACH)))) continue;
    return needle;
  }
  return undefined;
}

/** What is a person's and tells by itself. */
function isOwn({ kind, category, doubtful }: Needle): boolean {
  if (doubtful !== undefined) return false;
  return kind === 'name' || kind === 'birth-date' || (kind === 'code' && PERSONAL.has(category));
}

/** What a run of bytes may stand for, read as each kind of code there is. */
function* decodings(bytes: Uint8Array, goesOn: boolean): Generator<Decoded> {
  const unpacked = unpack(bytes);
  if (unpacked !== undefined) yield { bytes: unpacked.bytes, cut: !unpacked.whole || (goesOn && unpacked.open) };
  const most = mostPlaces(bytes.length, FEW_PLACES);
  const taking = takingOf(bytes.length);
  for (const [tried, { at, bare }] of packedPlaces(bytes, most + 1).entries()) {
    const inner = tried === most ? undefined : unpack(bytes.subarray(at), bare, taking);
    if (inner !== undefined) yield { bytes: inner.bytes, cut: !inner.whole || (goesOn && inner.open) };
    // A place that is not tried any more.
    else if (tried === most) yield { bytes: new Uint8Array(0), cut: true };
  }
  const text = latin1(bytes);
  const plain = withoutEscapes(text);
  if (plain !== undefined) yield plain;
  for (const { 0: run } of text.matchAll(BASE64)) {
    if (!/[A-Z]/u.test(run) || !/[a-z]/u.test(run)) continue;
    const body = run.replace(/[\r\n]+/gu, '');
    for (let skip = 0; skip < 4; skip += 1) yield { bytes: from64(body.slice(skip)) };
  }
  for (const { 0: run } of text.matchAll(HEX)) {
    const digits = run.replace(/0[xX]|[^0-9A-Fa-f]+/gu, '');
    yield { bytes: pairs(digits) };
    // One digit too many is glued to its front or its end.
    if (digits.length % 2 === 1) yield { bytes: pairs(digits.slice(1)) };
  }
  for (const decoded of rareDecodings(text)) yield { bytes: decoded };
  for (const one of text.length <= LONGEST_WHOLE ? text.split('\\') : [])
    if (WHOLE.test(one)) yield { bytes: from64(one.replace(/[= ]+$/u, '')), whole: true };
}

/** The bytes with their escapes as what they stand for, UTF-8 beyond Latin-1; undefined where there are none. */
function withoutEscapes(text: string): Decoded | undefined {
  const parts: Uint8Array[] = [];
  const changed: Uint8Array[] = [];
  let joined = false;
  let at = 0;
  for (const { 0: match, index } of text.matchAll(ESCAPES)) {
    const meant = meaning(match);
    if (meant === undefined) continue;
    parts.push(raw(text.slice(at, index)), meant);
    const between = new Uint8Array(index - at);
    // A break of a line that is none: what follows it is joined to what stands before.
    if (joined) between.fill(1, 0, 1);
    joined = meant.length === 0;
    changed.push(between, new Uint8Array(meant.length).fill(1));
    at = index + match.length;
  }
  if (at === 0) return undefined;
  parts.push(raw(text.slice(at)));
  changed.push(new Uint8Array(text.length - at));
  if (joined) changed.at(-1)?.fill(1, 0, 1);
  return { bytes: concat(parts), changed: concat(changed) };
}

/** Undefined where it only looks like an escape. */
function meaning(match: string): Uint8Array | undefined {
  if (/^=\r?\n$/u.test(match)) return new Uint8Array(0);
  if (/^&[A-Za-z]/u.test(match)) {
    const named = entity(match.replace(/[&;]/gu, ''));
    return named === undefined ? undefined : new TextEncoder().encode(named);
  }
  if (/^(?:%[^u]|=|\\x[^{])/u.test(match)) return pairs(match.slice(-2));
  if (/^\\\d/u.test(match)) return Uint8Array.of(Number.parseInt(match.slice(1), 8));
  const digits = match.replace(/[^0-9A-Fa-fxX]/gu, '');
  const decimal = match.startsWith('&') && !/^[xX]/u.test(digits);
  const code = decimal ? Number(digits) : Number.parseInt(digits.replace(/[xX]/u, ''), 16);
  return code > 0 && code <= 0x10ffff ? new TextEncoder().encode(String.fromCodePoint(code)) : undefined;
}

function raw(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

function pairs(digits: string): Uint8Array {
  return Uint8Array.from({ length: digits.length >>> 1 }, (_, at) =>
    Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16),
  );
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function from64(body: string): Uint8Array {
  const bits = Uint8Array.from(body, (letter) =>
    Math.max(0, ALPHABET.indexOf(letter === '-' ? '+' : letter === '_' ? '/' : letter)),
  );
  return Uint8Array.from({ length: (bits.length * 3) >>> 2 }, (_, at) => {
    const first = Math.floor((at * 4) / 3);
    const shift = 2 + (at % 3) * 2;
    return ((bits[first] ?? 0) << shift) | ((bits[first + 1] ?? 0) >>> (6 - shift));
  });
}
