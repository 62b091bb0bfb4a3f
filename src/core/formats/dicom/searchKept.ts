// What no rule takes out is searched for identifiers that the patient's files name: in text, in numbers that hold words,
// in bytes. A value representation is only a claim (PS3.5 6.2): a name may stand in a number or in bytes as well.
import { vrOf } from '../../dictionary/dictionary.js';
import { usesCharacterSet } from '../../dictionary/vr.js';
import { typeOf } from '../../policy/iodTypes.js';
import { isClassUid } from '../../policy/registeredUid.js';
import { findIdentifiers } from '../../text/findIdentifiers.js';
import { mostPlaces, packedPlaces, takingOf } from '../../text/unpack.js';
import { type Cause, empty, replaceByDummy } from './apply.js';
import { decodeAsDeclared, guessCharacterSet } from './charset/characterSet.js';
import { cleanClassUids } from './classUid.js';
import { cleanTextOf } from './cleanValue.js';
import { addIssue } from './draft.js';
import type { Element } from './element.js';
import { FEWEST_DIGITS } from './identifyingSpans.js';
import { packedPieces } from './packedPieces.js';
import { cleanProfileAttribute } from './profileAttribute.js';
import { textRuns } from './textRuns.js';
import { andThen, bytesOf, elementLocation, type Growth, type Scope, type Visit } from './visit.js';
import { readRange } from './window.js';

const WORDS: ReadonlySet<string> = new Set(['CS', 'AE', 'UR']);
const DIGITS: ReadonlySet<string> = new Set(['DS', 'IS', 'AS', 'DA', 'DT', 'TM', 'UI']);
/** Of these a value may be the patient's number. */
const WHOLE_NUMBERS: ReadonlySet<string> = new Set(['DS', 'IS']);
const NUMBERS: ReadonlySet<string> = new Set(['AT', 'FD', 'FL', 'SL', 'SS', 'SV', 'UL', 'US', 'UV']);
const BYTES: ReadonlySet<string> = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'UN']);

const PIXEL_GROUP = 0x7fe0;
const COLOUR_PROFILE = 0x00282000;

/** Bytes are searched piece by piece; an identifier across the border of two is in the second as a whole. */
const PIECE = 1024 * 1024;
const OVERLAP = 512;

/** Longest value that is read as text as a whole where PS3.6 says bytes: larger ones are tables, waveforms, points. */
const LONGEST_TABLE = 64 * 1024;
/** Bytes of a table that are gone through for showing. */
const MOST_SHOWN = 4 * 1024 * 1024;

/** Bytes of what is packed in one value that are gone through. */
const MOST_UNPACKED = 16 * 1024 * 1024;
/** So many places of a value where packed bytes may begin are tried, and more of a long one. */
const FEW_PLACES = 256;
/** A run of so many characters is a text. */
const FEWEST_IN_LINE = 64;
/** In shorter ones fewer letters are chance: 2^20 places, 5 bits of entropy in a byte, one of a thousand such pieces. */
const FEWEST_IN_NOISE = 6;

/** Fewer letters than this are in any binary number by chance. */
const FEWEST_LETTERS = 5;

/** Takes identifiers out of a value that is otherwise kept. */
export function searchKept(visit: Visit, scope: Scope, element: Element, cause: Cause): Growth {
  const { vr } = element;
  if (usesCharacterSet(vr) || WORDS.has(vr)) return cleanTextOf(visit, scope, element, 'evidence');
  if (DIGITS.has(vr)) {
    return andThen(bytesOf(visit.window, element), (bytes) => {
      if (hasLetters(bytes, 2) || (WHOLE_NUMBERS.has(vr) && hasDigits(bytes)))
        return cleanTextOf(visit, scope, element, 'evidence');
      return isClassUid(element.tag) ? cleanClassUids(visit, scope, element) : 0;
    });
  }
  if (element.fragments >= 0 || element.tag >>> 16 === PIXEL_GROUP) return 0;
  if (NUMBERS.has(vr)) return searchBytes(visit, scope, element, cause, FEWEST_LETTERS);
  if (!BYTES.has(vr)) return 0;
  const listed = vrOf(element.tag);
  const meant = listed !== undefined && BYTES.has(listed);
  if (element.tag === COLOUR_PROFILE) return searchProfile(visit, scope, element, cause);
  if (meant && element.length > LONGEST_TABLE) return searchTable(visit, scope, element, cause);
  return searchBytes(visit, scope, element, cause, meant ? FEWEST_LETTERS : 0);
}

/** A profile that names nobody whom the file names stays, without its texts. */
async function searchProfile(visit: Visit, scope: Scope, element: Element, cause: Cause): Promise<number> {
  const before = visit.draft.findings.length;
  const long = element.length > LONGEST_TABLE;
  const growth = await (long
    ? searchTable(visit, scope, element, cause)
    : searchBytes(visit, scope, element, cause, FEWEST_LETTERS));
  if (visit.draft.findings.length === before) await cleanProfileAttribute(visit, scope, element);
  return growth;
}

function isLetter(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || byte >= 0xc0;
}

/** So many letters in a row; a null between two is that of UTF-16. */
function hasLetters(bytes: Uint8Array, count: number): boolean {
  let run = 0;
  let nulls = 0;
  for (const byte of bytes) {
    if (isLetter(byte)) {
      nulls = 0;
      if (++run >= count) return true;
    } else if (byte !== 0 || ++nulls > 1) run = 0;
  }
  return false;
}

/** So many digits in a row as an identifier must have where a number is meant. */
function hasDigits(bytes: Uint8Array): boolean {
  let run = 0;
  for (const byte of bytes) {
    run = byte >= 0x30 && byte <= 0x39 ? run + 1 : 0;
    if (run >= FEWEST_DIGITS) return true;
  }
  return false;
}

/** Bytes can't be cleaned: a value with an identifier in it goes as a whole. */
async function searchBytes(
  visit: Visit,
  scope: Scope,
  element: Element,
  cause: Cause,
  letters: number,
): Promise<number> {
  const packed = packedSearch(visit, scope, element);
  if (await packed.atBegin()) return takeOut(visit, scope, element, cause);
  for (let at = 0; at < element.length; at += PIECE - OVERLAP) {
    const length = Math.min(PIECE, element.length - at);
    const bytes = await readRange(visit.window, element.valueOffset + at, length);
    if (holdsIdentifier(bytes, visit, scope, letters) || (await packed.within(bytes, at)))
      return takeOut(visit, scope, element, cause);
    if (length < PIECE) break;
  }
  return 0;
}

/** A large table: read piece by piece, and of it what looks like words. */
async function searchTable(visit: Visit, scope: Scope, element: Element, cause: Cause): Promise<number> {
  // So many that by chance they stand in one of a thousand such values, with 5 bits of entropy in a byte.
  const letters = Math.max(FEWEST_LETTERS, Math.ceil(Math.log2(element.length * 1000) / 5));
  const beyondAscii = isBeyondAscii(visit);
  const end = shownOf(visit, scope, element);
  const packed = packedSearch(visit, scope, element);
  if (await packed.atBegin()) return takeOut(visit, scope, element, cause);
  for (let at = 0; at < end; at += PIECE - OVERLAP) {
    const length = Math.min(PIECE, end - at);
    const bytes = await readRange(visit.window, element.valueOffset + at, length);
    for (const run of textRuns(bytes, letters, beyondAscii))
      if (readsSo(run, visit, scope, letters)) return takeOut(visit, scope, element, cause);
    if (await packed.within(bytes, at)) return takeOut(visit, scope, element, cause);
    if (length < PIECE) break;
  }
  return 0;
}

/** How much of a table is gone through: what is only shown is not read whole, so that an editor opens objects of any size at once. */
function shownOf(visit: Visit, scope: Scope, element: Element): number {
  if (visit.context.preview !== true || element.length <= MOST_SHOWN) return element.length;
  addIssue(visit.draft, {
    code: 'table-not-searched',
    severity: 'info',
    message: 'only the first 4 MiB of a large table were searched for words; de-identifying searches all',
    location: elementLocation(scope, element),
  });
  return MOST_SHOWN;
}

function isBeyondAscii({ evidence: { names } }: Visit): boolean {
  return names.cjk.length > 0 || names.hidden.some((name) => /[^a-z]/u.test(name.text));
}

/** True where an identifier that the patient's files name stands in the bytes. @param letters fewer are chance */
export function holdsIdentifier(bytes: Uint8Array, visit: Visit, scope: Scope, letters: number): boolean {
  return (letters === 0 || isBeyondAscii(visit) || hasLetters(bytes, letters)) && readsSo(bytes, visit, scope, letters);
}

function readsSo(bytes: Uint8Array, visit: Visit, scope: Scope, letters: number): boolean {
  for (const text of readings(bytes, scope)) {
    const spans = findIdentifiers(text, visit.evidence, 'evidence');
    if (spans.some((span) => isNoChance(text.slice(span.start, span.end), letters))) return true;
  }
  return false;
}

interface PackedSearch {
  /** Whether a value that is packed as a whole names somebody. */
  atBegin(): Promise<boolean>;
  /** Whether what is packed behind other bytes of a piece does. @param at where the piece begins in the value */
  within(piece: Uint8Array, at: number): Promise<boolean>;
}

/** Opened piece by piece, a short one read as text and of a long one what looks like words. */
function packedSearch(visit: Visit, scope: Scope, element: Element): PackedSearch {
  const most = visit.context.preview === true ? MOST_SHOWN : MOST_UNPACKED;
  let left = most;
  let places = mostPlaces(element.length, FEW_PLACES);
  const taking = takingOf(element.length);
  let told = false;
  const tell = (): void => {
    if (!told) notSearched(visit, scope, element, most);
    told = true;
  };
  const isNamed = async (begin: number, bare: boolean, fewest: number): Promise<boolean> => {
    const read = (at: number, length: number) => readRange(visit.window, element.valueOffset + begin + at, length);
    const rest = element.length - begin;
    for await (const { bytes, first, last, cut } of packedPieces(read, rest, {
      overlap: OVERLAP,
      most: left,
      bare,
      taking,
    })) {
      left = Math.max(0, left - bytes.length);
      if (cut) tell();
      if (first && last && bytes.length <= LONGEST_TABLE) return holdsIdentifier(bytes, visit, scope, fewest);
      for (const run of textRuns(bytes, FEWEST_LETTERS, isBeyondAscii(visit)))
        if (readsSo(run, visit, scope, run.length >= FEWEST_IN_LINE ? fewest : FEWEST_IN_NOISE)) return true;
    }
    return false;
  };
  return {
    atBegin: () => isNamed(0, false, 0),
    async within(piece, at) {
      for (const place of packedPlaces(piece, places + 1)) {
        if (places === 0 || left === 0 || taking.left < 0) {
          tell();
          break;
        }
        places -= 1;
        const begin = at + place.at;
        if (begin < element.length && (await isNamed(begin, place.bare, FEWEST_LETTERS))) return true;
      }
      return false;
    },
  };
}

function notSearched(visit: Visit, scope: Scope, element: Element, most: number): void {
  addIssue(visit.draft, {
    code: 'packed-not-searched',
    severity: 'warning',
    message: `not all that may be packed in these bytes was searched for identifiers: too many places look like a beginning, or there is more than ${most / 1024 / 1024} MiB of it`,
    location: elementLocation(scope, element),
  });
}

/** A letter beyond ASCII is two bytes and more. */
function isNoChance(found: string, letters: number): boolean {
  const beyond = found.replace(/[\x00-\xff]+/gu, '').length;
  return found.length + beyond * 2 >= letters;
}

async function takeOut(visit: Visit, scope: Scope, element: Element, cause: Cause): Promise<number> {
  const why: Cause = { ...cause, reason: 'an identifier stands in the bytes' };
  const needed = typeOf(visit.sopClass, scope.parents, element.tag) === '1';
  return needed ? replaceByDummy(visit, scope, element, why) : empty(visit, scope, element, why);
}

/** How bytes may be meant: in the character set in force, and as UTF-16, which devices put into private data. */
function* readings(bytes: Uint8Array, scope: Scope): Generator<string> {
  yield (
    decodeAsDeclared(scope.charset, bytes, 'LO') ?? guessCharacterSet(bytes, scope.charset).decode(bytes, 'LO')
  ).replace(/[\x00-\x1f\x7f]+/gu, '\n');
  if (bytes.length >= 8 && bytes.includes(0)) {
    yield new TextDecoder('utf-16le').decode(bytes).replace(/[\x00-\x1f\x7f]+/gu, '\n');
    yield new TextDecoder('utf-16be').decode(bytes).replace(/[\x00-\x1f\x7f]+/gu, '\n');
  }
}
