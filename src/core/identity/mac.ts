// HMAC-SHA-256 (RFC 2104) under subkeys of one key (HKDF, RFC 5869): one subkey for each purpose, so that no answer tells anything about another.
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

/** 32 bytes for a message. They are valid until the next call of the same function. */
export type Mac = (message: string | Uint8Array) => Uint8Array;

const encoder = new TextEncoder();
/** Fixed for ever: another salt would give other pseudonyms. */
const SALT = encoder.encode('medimagecleaner identity 1');

const scratch = new Uint8Array(256);

/** UTF-8; short ASCII without a call into the host. Valid until the next call. */
function utf8(text: string): Uint8Array {
  if (text.length > scratch.length) return encoder.encode(text);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x80) return encoder.encode(text);
    scratch[at] = unit;
  }
  return scratch.subarray(0, text.length);
}

/** A subkey for one purpose. */
export function subkey(key: Uint8Array, purpose: string, length = 32): Uint8Array {
  return hkdf(sha256, key, SALT, encoder.encode(purpose), length);
}

/**
 * HMAC with the state after the key's own blocks computed once, so that a short message costs two compressions.
 * The subkey is derived when first asked: most runs need half of them, and each costs a millisecond of a cold start.
 */
export function createMac(key: Uint8Array, purpose: string): Mac {
  const secret = key.slice();
  const prepare = () => {
    const start = hmac.create(sha256, subkey(secret, purpose));
    return { start, work: start.clone() };
  };
  let states: ReturnType<typeof prepare> | undefined;
  const out = new Uint8Array(32);
  return (message) => {
    states ??= prepare();
    const { start, work } = states;
    start._cloneInto(work);
    work.update(typeof message === 'string' ? utf8(message) : message).digestInto(out);
    return out;
  };
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX[byte] ?? '';
  return text;
}
