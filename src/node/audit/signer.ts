// Ed25519 (RFC 8032) for heads of an audit log: a key of its own in a PEM file, or one that derives from the run's key.
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import fs from 'node:fs';
import type { VerifySignature } from '../../core/audit/check.js';
import { subkey } from '../../core/identity/mac.js';
import { DeidError } from '../../core/kernel/deidError.js';
import { PathError, pathError } from '../systemError.js';

export interface AuditSigner {
  /** Public key, base64url of its 32 bytes. */
  readonly signer: string;
  sign(message: Uint8Array): string;
}

/** PKCS #8 around a 32-byte seed (RFC 8410 section 7), and X.509's SubjectPublicKeyInfo around a public key (section 4). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** The signer that a run's key gives: nobody need keep another secret, and who has the run's key can sign. */
export function signerOfKey(key: Uint8Array): AuditSigner {
  const seed = Buffer.from(subkey(key, 'audit signature'));
  return signerFrom(createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' }));
}

/**
 * The signer of a PEM file.
 * @throws PathError `bad-key` for a file with another key
 */
export function signerOfFile(file: string): AuditSigner {
  try {
    const key = createPrivateKey(fs.readFileSync(file));
    if (key.asymmetricKeyType === 'ed25519') return signerFrom(key);
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw pathError(error, file);
  }
  throw new PathError(
    'bad-key',
    'not an Ed25519 private key in PEM; make one with: medimagecleaner audit key FILE',
    file,
  );
}

/**
 * Makes a key pair and keeps it in `file`, readable by its owner alone.
 * @throws PathError where the file exists or can't be written
 */
export function makeSigner(file: string): AuditSigner {
  const { privateKey } = generateKeyPairSync('ed25519');
  try {
    fs.writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw pathError(error, file);
  }
  return signerFrom(privateKey);
}

function signerFrom(key: KeyObject): AuditSigner {
  const der = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return {
    signer: der.subarray(SPKI.length).toString('base64url'),
    sign: (message) => sign(null, message, key).toString('base64url'),
  };
}

/** False for what is no signature, or no key, as well. */
export const verifySignature: VerifySignature = (signer, message, signature) => {
  const raw = Buffer.from(signer, 'base64url');
  if (raw.length !== 32) return false;
  try {
    const key = createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' });
    return verify(null, message, key, Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
};

/** The public key as PEM, for other programs. */
export function publicPem(signer: string): string {
  const key = createPublicKey({
    key: Buffer.concat([SPKI, Buffer.from(signer, 'base64url')]),
    format: 'der',
    type: 'spki',
  });
  return key.export({ format: 'pem', type: 'spki' }).toString();
}

/**
 * A public key as a user gives it: base64url, or a file with a PEM of it.
 * @throws DeidError `bad-key`
 */
export function publicKeyFrom(given: string): string {
  if (/^[\w-]{43}$/u.test(given) && Buffer.from(given, 'base64url').length === 32) return given;
  let bytes: Buffer;
  try {
    bytes = fs.readFileSync(given);
  } catch (error) {
    throw pathError(error, given);
  }
  try {
    const key = createPublicKey(bytes);
    if (key.asymmetricKeyType === 'ed25519')
      return key.export({ format: 'der', type: 'spki' }).subarray(SPKI.length).toString('base64url');
  } catch {
    // Said below: no key, or another kind.
  }
  throw new DeidError(
    'bad-key',
    'a public key of an audit log is 43 letters as audit key prints them, or a PEM file with an Ed25519 key',
  );
}
