// Text of a data set by its Specific Character Set (0008,0005): PS3.5 6.1 and PS3.3 C.12.1.1.2, in both directions.
import { isSingleValued, usesCharacterSet } from '../../../dictionary/vr.js';
import { type Codec, isPlain, isPlainText, plainToText, textToPlain } from './codec.js';
import { codedSets, escapeAt } from './codedSets.js';
import { type CodedSet, codePageHalf, singleByteSet } from './codeTables.js';
import { iso2022, layOut } from './iso2022.js';
import { codePage, GB18030, GBK } from './multiByte.js';
import { parseTerm, type Term } from './terms.js';
import { UTF8 } from './utf8.js';

export interface CharacterSet {
  /**
   * False where a value of (0008,0005) is no set that is known, or where the values contradict each other (a set that
   * allows no code extension after another one). Text beyond ASCII may then mean something else than `decode` says.
   */
  readonly known: boolean;
  /** The values of (0008,0005), as they were given. */
  readonly terms: readonly string[];
  /**
   * Bytes of one element, of one or more values, padding included. A byte 5C that is part of a character does not come out as
   * a backslash, so that the text can be cut at those. Never throws: what has no meaning is U+FFFD.
   * A VR to which (0008,0005) does not apply is read in the default repertoire.
   */
  decode(bytes: Uint8Array, vr: string): string;
  /** As {@link decode}; undefined where a byte has no meaning, or where a set was called that is not declared. */
  decodeStrict(bytes: Uint8Array, vr: string): string | undefined;
  /** Undefined where a character can't be written in this set. Adds no padding. */
  encode(text: string, vr: string): Uint8Array | undefined;
}

/** Where the sets of ISO 2022 return to the first: at the delimiters of the VR, besides control characters (PS3.5 6.1.2.5.3). */
function delimitersOf(vr: string): string {
  if (vr === 'PN') return '\\^=';
  return isSingleValued(vr) ? '' : '\\';
}

const isIso = (term: Term) => term.kind === 'iso' || term.kind === 'single-byte';

const isKatakana = (term: Term | undefined) => term?.kind === 'iso' && term.registration === 13;

function setsOf(term: Term | undefined): readonly CodedSet[] {
  if (term?.kind === 'iso') return codedSets(term.registration);
  if (term?.kind !== 'single-byte') return [];
  // No escape sequence calls it: it can only be the first.
  return [singleByteSet('', () => codePageHalf(term.label))];
}

function codecOf(terms: readonly (Term | undefined)[]): { readonly codec: Codec; readonly consistent: boolean } {
  const [first] = terms;
  // A set without code extension rules alone if it comes first, or if nothing but ASCII does.
  const alone = terms.find((term) => term !== undefined && !isIso(term));
  const asciiElse = terms.every((term) => term === alone || (term?.kind === 'iso' && term.registration === 6));
  if (alone !== undefined && (alone === first || asciiElse)) {
    switch (alone.kind) {
      case 'utf-8':
        return { codec: UTF8, consistent: asciiElse };
      case 'gb18030':
        return { codec: GB18030, consistent: asciiElse };
      case 'gbk':
        return { codec: GBK, consistent: asciiElse };
      case 'multi-byte':
        return { codec: codePage(alone.label), consistent: asciiElse };
    }
  }
  const extended = terms.slice(1).some((term) => term?.kind === 'single-byte');
  const usable = terms.filter((term, index) => index === 0 || term?.kind !== 'single-byte');
  return { codec: iso2022(layOut(usable.map(setsOf))), consistent: alone === undefined && !extended };
}

/** ISO-IR 6, the default repertoire: for text to which (0008,0005) does not apply. */
const DEFAULT = iso2022(layOut([]));

const made = new Map<string, CharacterSet>();

/** Reads values of (0008,0005); none means the default repertoire. Never throws. */
export function characterSet(terms: readonly string[]): CharacterSet {
  // A study names the same few sets a thousand times; hostile files name others.
  const key = JSON.stringify(terms);
  const known = made.get(key);
  if (known !== undefined) return known;
  const charset = create([...terms]);
  if (made.size >= 64) made.clear();
  if (key.length < 256) made.set(key, charset);
  return charset;
}

function create(terms: readonly string[]): CharacterSet {
  const parsed = terms.map(parseTerm);
  const { codec, consistent } = codecOf(parsed);
  const codecFor = (vr: string) => (usesCharacterSet(vr) ? codec : DEFAULT);
  return {
    known: consistent && parsed.every((term) => term !== undefined),
    terms,
    decode: (bytes, vr) => (isPlain(bytes) ? plainToText(bytes) : codecFor(vr).decode(bytes, delimitersOf(vr)).text),
    decodeStrict(bytes, vr) {
      if (isPlain(bytes)) return plainToText(bytes);
      const { text, valid } = codecFor(vr).decode(bytes, delimitersOf(vr));
      return valid ? text : undefined;
    },
    encode: (text, vr) => (isPlainText(text) ? textToPlain(text) : codecFor(vr).encode(text, delimitersOf(vr))),
  };
}

function declaresKatakana({ terms }: CharacterSet): boolean {
  return terms.some((term) => isKatakana(parseTerm(term)));
}

/**
 * {@link CharacterSet.decodeStrict}, for searching: where katakana are declared, 80 to 9F are no controls, which DICOM has
 * not (PS3.5 6.1.3), but the first bytes of Shift JIS.
 */
export function decodeAsDeclared(charset: CharacterSet, bytes: Uint8Array, vr: string): string | undefined {
  const isShiftJis = bytes.some((byte) => byte >= 0x80 && byte <= 0x9f) && declaresKatakana(charset);
  return isShiftJis ? undefined : charset.decodeStrict(bytes, vr);
}

/**
 * What bytes are probably written in that no declared set explains: for searching them, never for writing. Escape sequences
 * of ISO 2022 are obeyed, else valid UTF-8 is UTF-8, and the rest Latin-1 with Microsoft's letters where ISO has controls.
 * Who declares the katakana of JIS X 0201 and writes more than these writes Shift JIS, which begins with them.
 */
export function guessCharacterSet(bytes: Uint8Array, declared?: CharacterSet): CharacterSet {
  let escapes = false;
  for (let at = bytes.indexOf(0x1b); at >= 0 && !escapes; at = bytes.indexOf(0x1b, at + 1)) {
    escapes = escapeAt(bytes, at) !== undefined;
  }
  const utf8 = characterSet(['ISO_IR 192']);
  if (!escapes && utf8.decodeStrict(bytes, 'UT') !== undefined) return utf8;
  const shiftJis = characterSet(['shift_jis']);
  const katakana = declared !== undefined && declaresKatakana(declared);
  return !escapes && katakana && shiftJis.decodeStrict(bytes, 'UT') !== undefined
    ? shiftJis
    : characterSet(['windows-1252']);
}
