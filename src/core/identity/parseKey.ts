// What a key file or an environment variable holds, made into key bytes.
import { scrypt } from '@noble/hashes/scrypt.js';
import { DeidError } from '../kernel/deidError.js';
import { SHORTEST_KEY } from './createIdentity.js';

const LONGEST = 4096;
/** Random bytes never have fewer different ones; a held-down key or a block of zeros does. */
const DISTINCT = 8;
const ADVICE = 'make one with: openssl rand -hex 32';

/** Fixed for ever: other numbers would give other pseudonyms. 16 MiB; OWASP's choice for that much memory. */
const STRETCH = { N: 2 ** 14, r: 8, p: 5, dkLen: 32 };
const SALT = 'medimagecleaner passphrase 1';

function bad(reason: string): DeidError {
  return new DeidError('bad-key', `the key can't be used: ${reason}; ${ADVICE}`);
}

/** The bytes as text without a byte order mark and the line end of an editor; undefined where they are no printable text. */
function asText(bytes: Uint8Array): string | undefined {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    const text = new TextDecoder(wide ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes).trim();
    return /[\x00-\x08\x0e-\x1f\x7f]/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

function fromHex(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length / 2 }, (_, at) => Number.parseInt(text.slice(at * 2, at * 2 + 2), 16));
}

function fromBase64(text: string): Uint8Array {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const character of text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '')) {
    held = ((held << 6) | alphabet.indexOf(character)) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 0xff);
    }
  }
  return Uint8Array.from(bytes);
}

function refuseRepetitive(bytes: Uint8Array): Uint8Array {
  if (new Set(bytes).size < DISTINCT) throw bad('it repeats a few characters');
  return bytes;
}

/**
 * Reads a key, surrounding white space aside, as the first of these that it is:
 * 32 or more hexadecimal digits in pairs (`openssl rand -hex 32`); base64 or base64url of 32 or 64 bytes
 * (`openssl rand -base64 32`); a passphrase of 16 characters or more, which scrypt turns into 32 bytes (some tenths of a second,
 * and as strong as the passphrase is hard to guess); else, for what is no text, 16 bytes or more as they are.
 * @throws DeidError `bad-key` for an empty, short, repetitive or huge one, without telling any of it
 */
export function parseKey(bytes: Uint8Array): Uint8Array {
  if (bytes.length > LONGEST) throw bad(`it has more than ${LONGEST} bytes, so that it is probably another file`);
  const text = asText(bytes);
  if (text === undefined) {
    if (bytes.length < SHORTEST_KEY) throw bad(`it has fewer than ${SHORTEST_KEY} bytes`);
    return refuseRepetitive(bytes.slice());
  }
  if (text === '') throw bad('it is empty');
  if (/^(?:[0-9a-f]{2}){16,}$/i.test(text)) return refuseRepetitive(fromHex(text));
  if (/^(?:[\w+/-]{43}=?|[\w+/-]{86}(?:==)?)$/.test(text)) return refuseRepetitive(fromBase64(text));
  if ([...text].length < SHORTEST_KEY) throw bad(`it has fewer than ${SHORTEST_KEY} characters`);
  const passphrase = new TextEncoder().encode(text.normalize('NFC'));
  return scrypt(refuseRepetitive(passphrase), new TextEncoder().encode(SALT), STRETCH);
}
