// Characters written as escapes: percent-encoding (RFC 3986), references of HTML, quoted-printable (RFC 2045), \u, \x and octal of
// programs, %u of old scripts; and what stands in a word without being seen: tags, code extension (ISO 2022), control characters. The text is decoded with the place of every character, so that what is found in it can be taken out of the original.
import { entity } from './entities.js';
import { openUnits, type Unescaped } from './unescapedUnits.js';

const ESCAPE =
  /%[0-9A-Fa-f]{2}|%u[0-9A-Fa-f]{4}|=[0-9A-Fa-f]{2}|=\r?\n|\\u[0-9A-Fa-f]{4}|\\[ux]\{[0-9A-Fa-f]{1,6}\}|\\x[0-9A-Fa-f]{2}|\\[0-3][0-7]{2}|&#\d{1,7};?|&#[xX][0-9A-Fa-f]{1,6};?|&[A-Za-z](?:grave|acute|circ|tilde|uml|ring|cedil);?|&[A-Za-z]{2,8};|<\/?[A-Za-z][A-Za-z0-9]{0,11}(?:\s[^<>]{0,200})?>|<!--[^<>]{0,200}-->|\x1b[ -/]{1,2}[0-~]|[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]/gu;

/** Soft breaks of lines, tags, escape sequences and control characters stand for nothing. */
const HIDDEN = /^[=<\x00-\x1f\x7f]/u;

/** The text with its escapes as what they stand for; undefined where it has none. */
export function unescaped(text: string): Unescaped | undefined {
  const units = openUnits(text);
  let at = 0;
  let any = false;
  const copy = (to: number): void => {
    if (to > at) units.copy(at, to);
    at = to;
  };
  let bytes: number[] = [];
  let bytesAt = 0;
  let width = 0;
  const flush = (): void => {
    let from = bytesAt;
    for (const { units: own, count } of charactersOf(bytes)) {
      units.put(own, from, from + count * width);
      from += count * width;
    }
    bytes = [];
  };
  for (const { 0: match, index } of text.matchAll(ESCAPE)) {
    const byte = byteOf(match);
    if (bytes.length > 0 && (byte === undefined || index !== at || match.length !== width)) flush();
    copy(index);
    at = index + match.length;
    any = true;
    if (byte !== undefined) {
      if (bytes.length === 0) bytesAt = index;
      width = match.length;
      bytes.push(byte);
    } else units.put(characterOf(match) ?? match, index, at);
  }
  if (!any) return undefined;
  if (bytes.length > 0) flush();
  copy(text.length);
  return units.close();
}

/** Of escapes of bytes, which together are UTF-8 or else Latin-1. */
function byteOf(match: string): number | undefined {
  const hex = /^(?:%|=|\\x)([0-9A-Fa-f]{2})$/u.exec(match)?.[1];
  if (hex !== undefined) return Number.parseInt(hex, 16);
  return /^\\[0-3]/u.test(match) ? Number.parseInt(match.slice(1), 8) : undefined;
}

function characterOf(match: string): string | undefined {
  if (HIDDEN.test(match)) return '';
  const body = match.slice(1).replace(';', '');
  if (match.startsWith('&') && !body.startsWith('#')) return entity(body);
  const digits = body.replace(/[^0-9A-Fa-f]/gu, '');
  const code = match.startsWith('&') && !/^#[xX]/u.test(body) ? Number(digits) : Number.parseInt(digits, 16);
  // Halves of a pair come one by one.
  return code <= 0x10ffff && (code > 0 || !match.startsWith('&')) ? String.fromCodePoint(code) : undefined;
}

function* charactersOf(bytes: readonly number[]): Generator<{ readonly units: string; readonly count: number }> {
  let text: string | undefined;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    // Not UTF-8: one byte is one character.
  }
  if (text === undefined) {
    for (const byte of bytes) yield { units: String.fromCharCode(byte), count: 1 };
    return;
  }
  for (const units of text) {
    const code = units.codePointAt(0) ?? 0;
    yield { units, count: code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4 };
  }
}
