// UIDs under the `2.25.` root (PS3.5 B.2) from a UUID of version 8 (RFC 9562 5.8), keyed.
// Of its 122 free bits 90 are HMAC-SHA-256 of the UID and 32 a keyed check of those, by which our own results are known again.
import type { Mac } from './mac.js';

const ROOT = '2.25.';
const HASHED = 12;
const LIMIT = 1n << 128n;
/** UIDs of an earlier and of the current while; old ones are forgotten all at once, so that memory stays bounded. */
const GENERATION = 16_384;

/** UI values are padded with one NUL (PS3.5 6.2); files also have spaces. */
function trimEnd(uid: string): string {
  let end = uid.length;
  while (end > 0 && (uid.charCodeAt(end - 1) === 0 || uid.charCodeAt(end - 1) === 0x20)) end--;
  return uid.slice(0, end);
}

/** Sets version and variant in the hashed bytes, and writes the check behind them. */
function complete(uuid: Uint8Array, check: Mac): void {
  uuid[6] = ((uuid[6] ?? 0) & 0x0f) | 0x80;
  uuid[8] = ((uuid[8] ?? 0) & 0x3f) | 0x80;
  uuid.set(check(uuid.subarray(0, HASHED)).subarray(0, 16 - HASHED), HASHED);
}

/** True for a UID that was made under the same key. */
function isOwn(uid: string, check: Mac): boolean {
  // A UUID that begins with zeros gives a short number: any length will do.
  if (!/^2\.25\.[1-9][0-9]{0,38}$/.test(uid)) return false;
  const number = BigInt(uid.slice(ROOT.length));
  if (number >= LIMIT) return false;
  const given = new Uint8Array(16);
  const view = new DataView(given.buffer);
  view.setBigUint64(0, number >> 64n);
  view.setBigUint64(8, BigInt.asUintN(64, number));
  const made = given.slice();
  complete(made, check);
  return made.every((byte, at) => byte === given[at]);
}

/** The function behind `Identity.mapUid`: `hash` and `check` have different subkeys. */
export function createUidMap(hash: Mac, check: Mac): (uid: string) => string {
  let young = new Map<string, string>();
  let old = new Map<string, string>();
  const uuid = new Uint8Array(16);
  const view = new DataView(uuid.buffer);
  const map = (uid: string) => {
    if (uid.startsWith(ROOT) && isOwn(uid, check)) return uid;
    uuid.set(hash(uid).subarray(0, HASHED));
    complete(uuid, check);
    return ROOT + ((view.getBigUint64(0) << 64n) | view.getBigUint64(8)).toString();
  };
  return (padded) => {
    const uid = trimEnd(padded);
    if (uid === '') return '';
    const known = young.get(uid);
    if (known !== undefined) return known;
    const mapped = old.get(uid) ?? map(uid);
    if (young.size >= GENERATION) {
      old = young;
      young = new Map();
    }
    young.set(uid, mapped);
    // The check of an output asks for it next.
    young.set(mapped, mapped);
    return mapped;
  };
}
