// Characters written as escapes: percent-encoding (RFC 3986), references of HTML, quoted-printable (RFC 2045), \u and \x. The text is
// decoded with the place of every character, so that what is found in it can be taken out of the original.

const ESCAPE =
  /%[0-9A-Fa-f]{2}|=[0-9A-Fa-f]{2}|=\r?\n|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}|&#\d{1,7};?|&#[xX][0-9A-Fa-f]{1,6};?|&[A-Za-z]{2,8};/gu;

const MARKS: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  uml: '\u0308',
  ring: '\u030a',
  caron: '\u030c',
  cedil: '\u0327',
};
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  quot: '"',
  lt: '<',
  gt: '>',
  nbsp: ' ',
  shy: '\u00ad',
  szlig: 'ß',
  aelig: 'æ',
  AElig: 'Æ',
  oelig: 'œ',
  OElig: 'Œ',
  oslash: 'ø',
  Oslash: 'Ø',
  eth: 'ð',
  ETH: 'Ð',
  thorn: 'þ',
  THORN: 'Þ',
  inodot: 'ı',
  lstrok: 'ł',
  Lstrok: 'Ł',
};

export interface Unescaped {
  readonly text: string;
  /** Where in the original a range of the text stands; undefined where no character of it is an escape. */
  range(start: number, end: number): { readonly start: number; readonly end: number } | undefined;
}

/** The text with its escapes as what they stand for; undefined where it has none. */
export function unescaped(text: string): Unescaped | undefined {
  let result = '';
  let at = 0;
  let any = false;
  /** Of each unit of the result: where it begins and ends in the original, and whether it is escaped. */
  const starts: number[] = [];
  const ends: number[] = [];
  const escaped: boolean[] = [];
  /** A break of a line that is none stands right before. */
  let joined = false;
  const put = (units: string, start: number, end: number, isEscape: boolean): void => {
    for (let index = 0; index < units.length; index += 1) {
      starts.push(start);
      ends.push(end);
      escaped.push(isEscape || joined);
      joined = false;
    }
    if (units === '') joined = true;
    result += units;
  };
  const copy = (to: number): void => {
    for (; at < to; at += 1) put(text.slice(at, at + 1), at, at + 1, false);
  };
  let bytes: number[] = [];
  let bytesAt = 0;
  let width = 0;
  const flush = (): void => {
    let from = bytesAt;
    for (const { units, count } of charactersOf(bytes)) {
      put(units, from, from + count * width, true);
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
    } else put(characterOf(match) ?? match, index, at, true);
  }
  if (!any) return undefined;
  if (bytes.length > 0) flush();
  copy(text.length);
  return {
    text: result,
    range(start, end) {
      if (!escaped.slice(start, end).includes(true)) return undefined;
      return { start: starts[start] ?? 0, end: ends[end - 1] ?? text.length };
    },
  };
}

/** Of escapes of bytes, which together are UTF-8 or else Latin-1. */
function byteOf(match: string): number | undefined {
  const hex = /^(?:%|=|\\x)([0-9A-Fa-f]{2})$/u.exec(match)?.[1];
  return hex === undefined ? undefined : Number.parseInt(hex, 16);
}

function characterOf(match: string): string | undefined {
  if (match.startsWith('=')) return '';
  if (match.startsWith('\\u')) return String.fromCharCode(Number.parseInt(match.slice(2), 16));
  const body = match.slice(1).replace(';', '');
  if (body.startsWith('#')) {
    const code = /^#[xX]/u.test(body) ? Number.parseInt(body.slice(2), 16) : Number(body.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
  }
  const [, letter, mark] = /^([A-Za-z])(grave|acute|circ|tilde|uml|ring|caron|cedil)$/u.exec(body) ?? [];
  if (letter !== undefined && mark !== undefined) return (letter + (MARKS[mark] ?? '')).normalize('NFC');
  return NAMED[body];
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
