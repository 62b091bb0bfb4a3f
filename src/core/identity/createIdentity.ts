// One key, and all that derives from it. Every purpose has a subkey of its own.
import { DeidError } from '../kernel/deidError.js';
import type { Identity } from './identity.js';
import { createMac, type Mac, subkey, toHex } from './mac.js';
import { createPseudonyms, foldValue, joinDomain } from './pseudonyms.js';
import { createUidMap } from './uidMap.js';

/** Bytes; 128 bits is the least that can't be tried out. */
export const SHORTEST_KEY = 16;

const SPAN = 2 ** 48;

/** A number from 0 to `count` - 1, each as likely as the other: what lies beyond a whole multiple is drawn again. */
function uniform(mac: Mac, message: string, count: number): number {
  const limit = SPAN - (SPAN % count);
  for (let round = 0; ; round++) {
    let number = 0;
    for (const byte of mac(`${round}:${message}`).subarray(0, 6)) number = number * 256 + byte;
    if (number < limit) return number % count;
  }
}

function dayShift(mac: Mac, patient: string, min: number, max: number): number {
  if (!Number.isSafeInteger(min) || !Number.isSafeInteger(max) || min > max || max - min >= SPAN) {
    throw new RangeError('a date shift goes from a whole number of days to one that is not less');
  }
  if (min === max) return min;
  const overZero = min <= 0 && max >= 0;
  const count = max - min + (overZero ? 0 : 1);
  const drawn = min + uniform(mac, `${min}:${max}:${foldValue(patient)}`, count);
  return overZero && drawn >= 0 ? drawn + 1 : drawn;
}

/**
 * The identity that `key` gives: at least {@link SHORTEST_KEY} secret bytes, such as {@link parseKey} returns.
 * @throws DeidError `bad-key` for a shorter one
 */
export function createIdentity(key: Uint8Array): Identity {
  if (key.length < SHORTEST_KEY) throw new DeidError('bad-key', `a key has at least ${SHORTEST_KEY} bytes`);
  const digest = createMac(key, 'digest');
  const shift = createMac(key, 'date shift');
  return {
    fingerprint: toHex(subkey(key, 'fingerprint', 4)),
    mapUid: createUidMap(createMac(key, 'uid'), createMac(key, 'uid check')),
    pseudonym: createPseudonyms(createMac(key, 'pseudonym'), createMac(key, 'pseudonym check')),
    dayShift: (patient, min, max) => dayShift(shift, patient, min, max),
    digest: (domain, value) => toHex(digest(joinDomain(domain, value)).subarray(0, 16)),
  };
}
