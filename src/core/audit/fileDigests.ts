// Keyed digests of files in an audit log. Each record has a key of its own, HMAC-SHA-256 under a subkey of the run's key (HKDF,
// RFC 5869) of run and place; so equal files look different from record to record, and a single record can be opened to
// somebody without giving away the rest.
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { subkey, toHex } from '../identity/mac.js';
import { ascii } from './bytes.js';

/** Which file of a record a digest is of. */
export type FileRole = 'input' | 'output';

/** Gives the key of each record of the runs with this key. */
export function recordKeys(key: Uint8Array): (run: string, seq: number) => Uint8Array {
  const secret = subkey(key, 'audit digests');
  return (run, seq) => hmac(sha256, secret, ascii(`${run}:${seq}`));
}

/** @param content SHA-256 of the file's bytes, hex */
export function fileDigest(recordKey: Uint8Array, role: FileRole, content: string): string {
  return toHex(hmac(sha256, recordKey, ascii(`${role}:${content}`)));
}
