// Short keyed codes for persons and things: at most 16 characters, so that they fit the VR SH (PS3.5 6.2).
// Ten characters are HMAC-SHA-256 of what they stand for, four a keyed check, by which our own results are known again.
import type { Mac } from './mac.js';

/** Digits and consonants: nothing to mistake for 0 or 1 (O, I, L), and no vowels, so that no code reads as a word. */
const ALPHABET = '0123456789BCDFGHJKMNPQRSTVWXYZ';
const BODY = 10;
const CHECK = 4;
const SHAPE = new RegExp(`^[A-Z]-[${ALPHABET}]{${BODY + CHECK}}$`);

/** The first 16 bytes as a number in base 30; the bias is below 2 to the power of -79. */
function letters(bytes: Uint8Array, count: number): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, 16);
  let number = (view.getBigUint64(0) << 64n) | view.getBigUint64(8);
  let text = '';
  for (let at = 0; at < count; at++) {
    text += ALPHABET[Number(number % 30n)] ?? '';
    number /= 30n;
  }
  return text;
}

/** What two spellings of one value have in common: case, composition of accents, and padding around it are nothing. */
export function foldValue(value: string): string {
  let start = 0;
  let end = value.length;
  while (end > start && value.charCodeAt(end - 1) <= 0x20) end--;
  while (start < end && value.charCodeAt(start) <= 0x20) start++;
  // Through lower case, so that ẞ and ß, ς and σ meet.
  return value.slice(start, end).trim().toLowerCase().toUpperCase().normalize('NFC');
}

/** Two texts as one, such that no other two give the same. */
export function joinDomain(domain: string, value: string): string {
  return `${domain.length}:${domain}${value}`;
}

/** All files of a study ask for the same few. */
const MOST_RECENT = 256;
const LONGEST_REMEMBERED = 256;

/** The function behind `Identity.pseudonym`: `hash` and `check` have different subkeys. An empty value stays empty. */
export function createPseudonyms(hash: Mac, check: Mac): (domain: string, value: string) => string {
  const seal = (head: string) => head + letters(check(head), CHECK);
  let recent = new Map<string, string>();
  const remember = (domain: string, value: string, code: string) => {
    if (recent.size >= MOST_RECENT) recent = new Map();
    if (value.length <= LONGEST_REMEMBERED) recent.set(joinDomain(domain, value), code);
    return code;
  };
  const make = (domain: string, value: string): string => {
    const folded = foldValue(value);
    if (folded === '') return '';
    if (SHAPE.test(folded) && seal(folded.slice(0, -CHECK)) === folded) return folded;
    const initial = /[a-z]/i.exec(domain)?.[0].toUpperCase() ?? 'X';
    return seal(`${initial}-${letters(hash(joinDomain(domain, folded)), BODY)}`);
  };
  return (domain, value) => recent.get(joinDomain(domain, value)) ?? remember(domain, value, make(domain, value));
}
