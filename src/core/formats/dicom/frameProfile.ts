// Colour profiles inside compressed frames (ISO 15076-1): as in a photograph one stays that is whole and names nobody whom the file
// names; any other is overwritten as a whole, and of one that stays what is no colour.
import { concat } from '../../kernel/source.js';
import { type ByteSpan, iccTexts, isProfile } from '../../pixels/iccTexts.js';
import { type Blanking, blank, holdsMore } from './blankRanges.js';
import { latin1 } from './encode.js';
import { type FrameStream, frameBytes, piecesAt } from './fragments.js';
import { PROFILE_TEXTS } from './profileAttribute.js';
import { holdsIdentifier } from './searchKept.js';
import type { Words } from './words.js';

const ICC = 'ICC_PROFILE\0';
/** The name, which part of how many it is. */
const HEAD = ICC.length + 2;
/** So large are 255 segments. */
const MOST_BYTES = 16 * 1024 * 1024;
const FEWEST_LETTERS = 5;

/** The last profile and what became of it: all frames of an object have the same. */
export interface Judged {
  bytes: Uint8Array;
  /** What in it is overwritten; undefined where it goes as a whole. */
  texts: readonly ByteSpan[] | undefined;
}

/** Sees to the parts of one frame's profile. */
export async function cleanProfile(
  blanking: Blanking,
  frame: FrameStream,
  parts: readonly Words[],
  judged: Judged,
): Promise<void> {
  const { visit, scope } = blanking;
  const profile = await wholeProfile(frame, parts);
  if (profile !== undefined && !isSame(profile, judged.bytes)) {
    judged.bytes = profile.slice();
    judged.texts = holdsIdentifier(profile, visit, scope, FEWEST_LETTERS) ? undefined : iccTexts(profile);
  }
  if (profile !== undefined && judged.texts !== undefined) {
    await blankTexts(blanking, frame, parts, judged.texts);
    return;
  }
  const cause = {
    rule: 'pixel-stream/profile',
    category: 'device',
    reason:
      'a colour profile in compressed frames that is not whole, or names somebody whom the file names, was overwritten',
    clause: 'ISO 15076-1 B.4',
  } as const;
  for (const { at, length } of parts) {
    const pieces = await piecesAt(frame, at, length);
    for (const piece of pieces) if (await holdsMore(frame.fragments, piece, 0)) blank(blanking, piece, 0, cause);
  }
}

/** Undefined where parts are missing, or are more than the profile says (7.2.2). */
async function wholeProfile(frame: FrameStream, parts: readonly Words[]): Promise<Uint8Array | undefined> {
  if (parts.reduce((sum, { length }) => sum + length, 0) > MOST_BYTES) return undefined;
  const read: Uint8Array[] = [];
  for (const { at, length } of parts) read.push((await frameBytes(frame, at, length)).slice());
  const [first] = read;
  if (first === undefined) return undefined;
  if (!isSegment(first)) return read.length === 1 && isProfile(first) ? first : undefined;
  const sorted = [...read].sort((a, b) => (a[ICC.length] ?? 0) - (b[ICC.length] ?? 0));
  const complete = sorted.every((bytes, at) => bytes[ICC.length] === at + 1 && bytes[HEAD - 1] === sorted.length);
  const profile = concat(sorted.map((bytes) => bytes.subarray(HEAD)));
  return complete && isProfile(profile) ? profile : undefined;
}

function isSegment(bytes: Uint8Array): boolean {
  return latin1(bytes.subarray(0, ICC.length)) === ICC;
}

/** The profile lies in its parts in order of their numbers, behind a head in each. */
async function blankTexts(
  blanking: Blanking,
  frame: FrameStream,
  parts: readonly Words[],
  texts: readonly ByteSpan[],
): Promise<void> {
  if (texts.length === 0) return;
  const placed: { readonly number: number; readonly at: number; readonly length: number }[] = [];
  for (const { at, length } of parts) {
    const head = await frameBytes(frame, at, Math.min(HEAD, length));
    const skip = isSegment(head) ? HEAD : 0;
    placed.push({ number: skip === 0 ? 0 : (head[ICC.length] ?? 0), at: at + skip, length: length - skip });
  }
  let start = 0;
  for (const { at, length } of placed.sort((a, b) => a.number - b.number)) {
    for (const text of texts) {
      const [from, to] = [Math.max(text.offset, start), Math.min(text.offset + text.length, start + length)];
      if (to <= from) continue;
      for (const piece of await piecesAt(frame, at + from - start, to - from)) blank(blanking, piece, 0, PROFILE_TEXTS);
    }
    start += length;
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}
