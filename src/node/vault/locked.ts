// Bytes locked under a key of their own: AES-256-GCM (NIST SP 800-38D), 12 bytes of nonce, 16 of tag, base64. What they are is
// bound to them, so that a piece can't be passed off as another.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const NONCE = 12;
const TAG = 16;

export function lock(key: Uint8Array, bytes: Uint8Array, what: string): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(what, 'utf8'));
  const locked = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), locked]).toString('base64');
}

/** Undefined for another key, or what was changed. */
export function unlock(key: Uint8Array, locked: string, what: string): Uint8Array | undefined {
  const bytes = Buffer.from(locked, 'base64');
  if (bytes.length < NONCE + TAG) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE));
  decipher.setAAD(Buffer.from(what, 'utf8'));
  decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
  try {
    return new Uint8Array(Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]));
  } catch {
    return undefined;
  }
}
