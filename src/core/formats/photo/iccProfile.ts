// Colour profiles (ISO 15076-1, Annex B.4 of it for JPEG). A profile stays, because without it colours look otherwise; one that is not
// whole is of no use and goes, and so does one that names somebody whom the file names.
import type { Told } from './draft.js';

/** A header, its length and its signature. */
export function isProfile(bytes: Uint8Array): boolean {
  if (bytes.length < 132) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.getUint32(0) === bytes.length && view.getUint32(36) === 0x61637370;
}

/** Shorter words are found in any profile. */
const SHORTEST = 5;
const TELLING: ReadonlySet<string> = new Set(['name', 'id', 'contact', 'place']);

/** True where it holds a word that the metadata told, in one byte a character or in two. */
export function namesSomebody(profile: Uint8Array, told: readonly Told[]): boolean {
  const words = new Set(
    told
      .filter(({ category }) => TELLING.has(category))
      .flatMap(({ text }) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
      .filter((word) => word.length >= SHORTEST && !/^(?:copyright|rights|reserved)$/u.test(word)),
  );
  if (words.size === 0) return false;
  const text = Array.from(profile, (byte) => String.fromCharCode(byte))
    .join('')
    .replace(/\0/gu, '')
    .toLowerCase();
  return [...words].some((word) => text.includes(word));
}
