// The byte forms in which an identifier may hide: parts of names in either order, ids without their punctuation, dates,
// in UTF-8, Latin-1 and UTF-16, and as the original's own bytes.
import type { Category } from '../kernel/finding.js';
import { isDoubtfulCode, isDoubtfulName } from '../text/nameRule.js';
import { wordLevel } from '../text/vocabulary.js';
import { withoutEscapes } from './charset.js';
import type { Identifier } from './identifier.js';

export type Encoding = 'ascii' | 'utf-8' | 'latin-1' | 'utf-16le' | 'utf-16be' | 'as-written';

/** `bytes` have ASCII letters in lower case unless `exact`. */
export interface Needle {
  readonly bytes: Uint8Array;
  readonly exact: boolean;
  readonly category: Category;
  readonly kind: Identifier['kind'];
  readonly encoding: Encoding;
  /** What must not continue it: `word` letters and digits, `digit` digits, `uid` digits and dots before digits. */
  readonly boundary: 'none' | 'word' | 'digit' | 'uid';
  /** How many characters a chance match would have to get right. */
  readonly letters: number;
  /** The identifier as the original has it, where this form alone is no proof of it: what stands around decides. */
  readonly doubtful?: string;
}

/** A form of an identifier, before it is encoded. */
interface Form {
  readonly text: string;
  readonly boundary: Needle['boundary'];
  readonly doubtful?: boolean;
  /** Looked for with a byte for each letter only. */
  readonly narrow?: true;
}

const TITLES = new Set(
  'mr mrs ms miss dr prof med md phd mph do rn rt bsc msc fracs frcr jr sr ii iii iv van von der den del della dos the herr frau'.split(
    ' ',
  ),
);
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const LONGEST = 96;

/** Words of a name without titles. */
export function nameWords(text: string): string[] {
  return text.split(/[\s^=,.;/()"_-]+/u).filter((word) => word !== '' && !TITLES.has(word.toLowerCase()));
}

/** The searchable forms of an identifier; none where it is too short to be told from chance. */
export function formsOf(identifier: Identifier): Form[] {
  switch (identifier.kind) {
    case 'name':
      return identifier.text.split('=').flatMap(nameForms);
    case 'code': {
      const doubtful = isDoubtfulCode(identifier.text);
      return codeForms(identifier.text).map((form) => (doubtful ? { ...form, doubtful } : form));
    }
    case 'text':
      return textForms(identifier.text);
    case 'date':
      return [{ text: identifier.text, boundary: 'digit' }];
    case 'birth-date':
      return birthForms(identifier.text);
    case 'uid':
      return [{ text: identifier.text, boundary: 'uid' }];
  }
}

function nameForms(group: string): Form[] {
  const forms: Form[] = [];
  const [family = '', given = ''] = group.split('^').map((part) => part.trim());
  const words = nameWords(group);
  const wide = WIDE.test(group);
  for (const word of words) {
    const letters = [...word].length;
    if (letters < (wide ? 2 : 4) || (!wide && word.replace(/\P{L}/gu, '').length < 3)) continue;
    forms.push({ text: word, boundary: wide || letters >= 8 ? 'none' : 'word', doubtful: isDoubtfulName(word) });
    // Whether a turned word names somebody, the rule of the text room says.
    for (const text of turnedRound(word)) forms.push({ text, boundary: 'word', doubtful: true, narrow: true });
  }
  const pairs =
    family !== '' && given !== '' ? [[family, given]] : words.length > 1 ? [[words[0] ?? '', words.at(-1) ?? '']] : [];
  for (const [first = '', second = ''] of pairs) {
    for (const [one, two] of [
      [first, second],
      [second, first],
    ] as const) {
      const joined = one + two;
      const doubtful = isDoubtfulName(`${one} ${two}`);
      if ([...joined].length >= (wide ? 2 : 6)) forms.push({ text: joined, boundary: 'none', doubtful });
      if ([...joined].length < (wide ? 2 : 4)) continue;
      for (const between of wide ? [' ', '^', '\u3000'] : [' ', '^', ', ', ',', '_', '.', '-']) {
        forms.push({ text: one + between + two, boundary: wide ? 'none' : 'word', doubtful });
      }
    }
  }
  return forms;
}

/** Backwards, in ROT13, and both, where that is no word. */
function turnedRound(word: string): readonly string[] {
  const small = word.toLowerCase();
  if (!/^[a-z]{5,}$/u.test(small)) return [];
  const backwards = small.split('').reverse().join('');
  const turn = (text: string): string =>
    String.fromCharCode(...Array.from(text, (letter) => ((letter.charCodeAt(0) - 0x61 + 13) % 26) + 0x61));
  return [backwards, turn(small), turn(backwards)].filter((text) => text !== small && wordLevel(text) === 'plain');
}

function codeForms(text: string): Form[] {
  const forms: Form[] = [];
  const bare = text.replace(/[^\p{L}\p{N}]/gu, '');
  const strong = bare.length >= 5 || (bare.length >= 4 && /\p{L}/u.test(bare) && /\d/.test(bare));
  if (!strong || /^0+$/.test(bare)) return [];
  forms.push({ text, boundary: text.length >= 12 ? 'none' : 'word' });
  if (bare !== text && bare.length >= 6) forms.push({ text: bare, boundary: 'word' });
  const digits = text.replace(/\D/g, '');
  if (digits !== bare && digits.length >= 7) forms.push({ text: digits, boundary: 'digit' });
  return forms;
}

function textForms(text: string): Form[] {
  if (text.length < 5 || !/\p{L}{3}/u.test(text)) return [];
  const lines = text.split(/[\r\n]+/).map((line) => line.trim());
  const parts = lines.length > 1 ? lines.filter((line) => line.length >= 8) : [];
  return [text, ...parts].map((part) => ({ text: part, boundary: part.length >= 12 ? 'none' : 'word' }));
}

function birthForms(day: string): Form[] {
  const [year, month, date] = [day.slice(0, 4), day.slice(4, 6), day.slice(6)];
  const written = ['-', '.', '/'].flatMap((mark) => [
    [year, month, date].join(mark),
    [date, month, year].join(mark),
    [month, date, year].join(mark),
  ]);
  return [day, ...written].map((text) => ({ text, boundary: 'digit' }));
}

/** Lower case, single spaces, for comparing forms with vocabulary. */
export function foldText(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Encodes a form of `identifier` in every way in which it may be written. */
export function encodeForm(form: Form, identifier: Identifier): Needle[] {
  const needles: Needle[] = [];
  const letters = [...form.text].length;
  const add = (bytes: Uint8Array, encoding: Encoding): void => {
    const cut = foldBytes(bytes.subarray(0, LONGEST));
    if (cut.length < 4 || needles.some((needle) => sameBytes(needle.bytes, cut))) return;
    const { kind, category } = identifier;
    const doubtful = form.doubtful === true ? { doubtful: identifier.text } : {};
    needles.push({ bytes: cut, exact: false, category, kind, encoding, boundary: form.boundary, letters, ...doubtful });
  };
  for (const text of spellings(form.text)) {
    const ascii = /^[\0-\x7f]*$/.test(text);
    add(new TextEncoder().encode(text), ascii ? 'ascii' : 'utf-8');
    if (!ascii && /^[\0-\xff]*$/.test(text))
      add(
        Uint8Array.from(text, (letter) => letter.charCodeAt(0)),
        'latin-1',
      );
    // A UID is never written in wide characters by anything that reads DICOM.
    if (identifier.kind === 'uid' || form.narrow === true) continue;
    add(utf16(text, true), 'utf-16le');
    add(utf16(text, false), 'utf-16be');
  }
  return needles;
}

/** Beyond ASCII, case is folded by spelling the word out; accents are also left off. */
function spellings(text: string): Set<string> {
  const forms = new Set([text]);
  if (/^[\0-\x7f]*$/.test(text)) return forms;
  for (const form of [text.normalize('NFC'), text.normalize('NFD')]) {
    for (const cased of [form, form.toLowerCase(), form.toUpperCase()]) forms.add(cased);
  }
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '');
  if (/^[\0-\x7f]*$/.test(plain)) forms.add(plain);
  return forms;
}

/** The value's own bytes, for character sets that are not encoded here (Shift JIS, EUC-KR, GB 18030, ISO 2022). */
export function rawNeedles(value: Uint8Array, identifier: Identifier): Needle[] {
  const beyond = value.some((byte) => byte >= 0x80 || byte === 0x1b);
  if (!beyond || (identifier.kind !== 'name' && identifier.kind !== 'text')) return [];
  const needles: Needle[] = [];
  const pieces = identifier.kind === 'name' ? splitBytes(value, [0x5e, 0x3d]) : [value];
  for (const piece of pieces) {
    const high = piece.some((byte) => byte >= 0x80);
    const coded = piece.includes(0x1b);
    if (!high && !coded) continue;
    const bytes = trimBytes(withoutEscapes(piece)).slice(0, LONGEST);
    // Two-byte characters written in seven bits look like any ASCII text: more of them are asked for.
    if (bytes.length < (high ? 4 : 6)) continue;
    const { kind, category } = identifier;
    needles.push({
      bytes,
      exact: true,
      category,
      kind,
      encoding: 'as-written',
      boundary: 'none',
      letters: bytes.length,
    });
  }
  return needles;
}

function splitBytes(bytes: Uint8Array, marks: readonly number[]): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let from = 0;
  for (let at = 0; at <= bytes.length; at++) {
    if (at < bytes.length && !marks.includes(bytes[at] ?? 0)) continue;
    parts.push(bytes.subarray(from, at));
    from = at + 1;
  }
  return parts;
}

function trimBytes(bytes: Uint8Array): Uint8Array {
  let from = 0;
  let to = bytes.length;
  while (from < to && (bytes[from] ?? 0) <= 0x20) from++;
  while (to > from && (bytes[to - 1] ?? 0) <= 0x20) to--;
  return bytes.subarray(from, to);
}

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    bytes[index * 2] = littleEndian ? unit & 0xff : unit >>> 8;
    bytes[index * 2 + 1] = littleEndian ? unit >>> 8 : unit & 0xff;
  }
  return bytes;
}

function foldBytes(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte));
}

function sameBytes(one: Uint8Array, two: Uint8Array): boolean {
  return one.length === two.length && one.every((byte, index) => byte === two[index]);
}
