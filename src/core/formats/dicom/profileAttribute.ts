// ICC Profile (0028,2000) (PS3.3 C.11.15): of one that stays descriptions, names and whatever else is no colour are overwritten.
import { type ByteSpan, iccTexts, isProfile } from '../../pixels/iccTexts.js';
import { type Cause, found } from './apply.js';
import { addEdit, addIssue } from './draft.js';
import type { Element } from './element.js';
import { bytesOf, elementLocation, type Scope, type Visit } from './visit.js';

/** No profile is longer; for showing no more is read. */
const MOST_BYTES = 16 * 1024 * 1024;
const MOST_SHOWN = 4 * 1024 * 1024;

export const PROFILE_TEXTS: Cause = {
  rule: 'pixel-stream/profile-text',
  category: 'description',
  reason: 'descriptions, names and copyright in a colour profile can say anything; its colours stay',
  clause: 'ISO 15076-1 9.2',
};

export async function cleanProfileAttribute(visit: Visit, scope: Scope, element: Element): Promise<void> {
  if (element.length === 0 || (visit.context.preview === true && element.length > MOST_SHOWN)) return;
  const texts = element.length > MOST_BYTES ? undefined : textsOf(await bytesOf(visit.window, element));
  if (texts === undefined) {
    addIssue(visit.draft, {
      code: 'profile-not-read',
      severity: 'warning',
      message:
        'the colour profile can not be followed: texts in it stay, as far as they are nothing that the file ' +
        'names elsewhere; remove (0028,2000) with --remove if colours may go without it',
      location: elementLocation(scope, element),
    });
    return;
  }
  if (texts.length === 0) return;
  const finding = found(visit, scope, element, { ...PROFILE_TEXTS, rule: 'icc/text' }, 'C', 'cleaned');
  for (const { offset, length } of texts)
    addEdit(visit.draft, element.valueOffset + offset, length, new Uint8Array(length), [finding]);
}

/** What is no colour, and what stands behind the profile, but for the null that makes its length even. */
function textsOf(bytes: Uint8Array): readonly ByteSpan[] | undefined {
  if (bytes.length < 132) return undefined;
  const size = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
  const profile = bytes.subarray(0, size);
  const texts = isProfile(profile) ? iccTexts(profile) : undefined;
  if (texts === undefined || bytes.subarray(size).every((byte) => byte === 0)) return texts;
  return [...texts, { offset: size, length: bytes.length - size }];
}
