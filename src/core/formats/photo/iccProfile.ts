// Colour profiles (ISO 15076-1, Annex B.4 of it for JPEG). A profile stays, because without it colours look otherwise; one that is not
// whole is of no use and goes, and so does one that names somebody whom the file names. Other texts in it are overwritten.
import { type ByteSpan, iccTexts, isProfile } from '../../pixels/iccTexts.js';
import type { Told } from './draft.js';

/** What in a profile that stays is no colour and may say something; undefined where the profile goes as a whole. */
export function textsOf(profile: Uint8Array, told: readonly Told[]): readonly ByteSpan[] | undefined {
  return isProfile(profile) && !namesSomebody(profile, told) ? iccTexts(profile) : undefined;
}

/** The same profile with zeros there. */
export function withoutTexts(profile: Uint8Array, texts: readonly ByteSpan[]): Uint8Array {
  const bytes = profile.slice();
  for (const { offset, length } of texts) bytes.fill(0, offset, offset + length);
  return bytes;
}

export const TEXTS_GO = {
  category: 'description',
  reason: 'descriptions, names and copyright in a colour profile can say anything; its colours stay',
} as const;

/** Shorter words are found in any profile. */
const SHORTEST = 5;
const TELLING: ReadonlySet<string> = new Set(['name', 'id', 'contact', 'place']);

/** True where it holds a word that the metadata told, in one byte a character or in two. */
function namesSomebody(profile: Uint8Array, told: readonly Told[]): boolean {
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
