// To whom a vault is sealed, and opening what was sealed: age (X25519 recipients, or a passphrase by scrypt; https://age-encryption.org/v1)
// and RSA public keys in PEM (RSA-OAEP with SHA-256, RFC 8017 7.1). Sealed is a key of 32 bytes; what it locks is AES-256-GCM.
import { constants, createHash, createPublicKey, type KeyObject, privateDecrypt, publicEncrypt } from 'node:crypto';
import fs from 'node:fs';
import { DeidError } from '../../core/kernel/deidError.js';
import { readText } from '../readText.js';
import { rsaPrivateKey } from '../rsaKey.js';
import { PathError, pathError } from '../systemError.js';

export type Recipient =
  | { readonly kind: 'age'; readonly recipient: string }
  /** An age key pair of the vault's own, whose identity is locked with a passphrase: who writes needs none. */
  | { readonly kind: 'passphrase'; readonly recipient: string; readonly identity: string }
  | { readonly kind: 'rsa'; readonly id: string; readonly pem: string };

/** As a user names one: a passphrase is asked for later. */
export type NamedRecipient = Exclude<Recipient, { kind: 'passphrase' }> | { readonly kind: 'passphrase' };

/** A key for one kind of recipients; base64. */
export interface Sealed {
  readonly for: 'age' | 'rsa';
  /** Of an RSA key. */
  readonly id?: string;
  readonly data: string;
}

/** What a user opens a vault with. */
export type Opener =
  | { readonly kind: 'age'; readonly identities: readonly string[] }
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'rsa'; readonly key: KeyObject };

/** Fewer letters than this are tried out in no time. */
export const SHORTEST_PASSPHRASE = 12;

/**
 * What `--recipient` names: `age1…`, the word `passphrase`, or a file with an RSA public key or certificate in PEM.
 * @throws DeidError, PathError
 */
export function recipientFrom(given: string): NamedRecipient {
  if (given === 'passphrase') return { kind: 'passphrase' };
  if (/^age1[0-9a-z]+$/u.test(given)) return { kind: 'age', recipient: given };
  let text: string;
  try {
    text = fs.readFileSync(given, 'utf8');
  } catch (error) {
    throw pathError(error, given);
  }
  const age = /^age1[0-9a-z]+$/mu.exec(text)?.[0];
  if (age !== undefined && !text.includes('-----BEGIN')) return { kind: 'age', recipient: age };
  if (text.includes('PRIVATE KEY'))
    throw new PathError('bad-key', 'this is a private key; a recipient is a public one', given);
  try {
    const key = createPublicKey(text);
    if (key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048)
      return rsaRecipient(key);
  } catch {
    // Said below.
  }
  throw new PathError(
    'bad-key',
    'a recipient is age1…, passphrase, or a PEM file with an RSA public key of at least 2048 bits',
    given,
  );
}

function rsaRecipient(key: KeyObject): NamedRecipient {
  const pem = key.export({ format: 'pem', type: 'spki' }).toString();
  return { kind: 'rsa', id: idOf(key), pem };
}

function idOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest('hex')
    .slice(0, 32);
}

export function sameRecipient(a: NamedRecipient, b: NamedRecipient): boolean {
  if (a.kind === 'age') return b.kind === 'age' && a.recipient === b.recipient;
  if (a.kind === 'rsa') return b.kind === 'rsa' && a.id === b.id;
  return b.kind === 'passphrase';
}

/** As a user names it. */
export function recipientText(recipient: Recipient): string {
  if (recipient.kind === 'age') return recipient.recipient;
  return recipient.kind === 'rsa' ? `RSA key ${recipient.id}` : 'passphrase';
}

/**
 * An opener from `--identity-file`: age identities, or an RSA private key in PEM.
 * @throws PathError
 */
export function openerFrom(file: string, passphrase: string | undefined): Opener {
  const text = readText(file);
  const identities = text.match(/^AGE-SECRET-KEY-1[0-9A-Z]+$/gmu);
  if (identities !== null) return { kind: 'age', identities };
  const key = rsaPrivateKey(text, passphrase);
  if (key !== undefined) return { kind: 'rsa', key };
  throw new PathError(
    'bad-key',
    'an identity file holds AGE-SECRET-KEY-1… lines, or an RSA private key in PEM (encrypted ones need the passphrase)',
    file,
  );
}

/** Makes an age key pair: the identity is secret, the recipient is not. */
export async function makeIdentity(): Promise<{ readonly identity: string; readonly recipient: string }> {
  const age = await import('age-encryption');
  const identity = await age.generateX25519Identity();
  return { identity, recipient: await age.identityToRecipient(identity) };
}

/** As age has it: a second or more on a usual machine, for each passphrase that somebody tries. */
const WORK_FACTOR = 18;

/** A recipient of a vault that a passphrase opens. */
export async function passphraseRecipient(passphrase: string, workFactor = WORK_FACTOR): Promise<Recipient> {
  const { Encrypter } = await import('age-encryption');
  const { identity, recipient } = await makeIdentity();
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(workFactor);
  return { kind: 'passphrase', recipient, identity: base64(await encrypter.encrypt(identity)) };
}

/**
 * What a passphrase opens, as its identity, so that it is worked through once.
 * @throws DeidError `bad-key` for another passphrase, or a vault without one
 */
export async function unlockPassphrase(recipients: readonly Recipient[], opener: Opener): Promise<Opener> {
  if (opener.kind !== 'passphrase') return opener;
  const { Decrypter } = await import('age-encryption');
  for (const one of recipients) {
    if (one.kind !== 'passphrase') continue;
    const decrypter = new Decrypter();
    decrypter.addPassphrase(opener.passphrase);
    const identity = await attempt(() =>
      decrypter.decrypt(new Uint8Array(Buffer.from(one.identity, 'base64')), 'text'),
    );
    if (identity !== undefined) return { kind: 'age', identities: [identity] };
  }
  throw new DeidError('bad-key', 'this passphrase does not open the vault');
}

/**
 * Seals a key to all recipients.
 * @throws DeidError `bad-key` for a recipient that can't be used
 */
export async function sealTo(key: Uint8Array, recipients: readonly Recipient[]): Promise<readonly Sealed[]> {
  const { Encrypter } = await import('age-encryption');
  const sealed: Sealed[] = [];
  const x25519 = recipients.filter((one) => one.kind !== 'rsa');
  if (x25519.length > 0) {
    const encrypter = new Encrypter();
    try {
      for (const { recipient } of x25519) encrypter.addRecipient(recipient);
    } catch (cause) {
      throw new DeidError('bad-key', 'an age recipient is misspelt: copy it again', { cause });
    }
    sealed.push({ for: 'age', data: base64(await encrypter.encrypt(key)) });
  }
  for (const one of recipients) {
    if (one.kind !== 'rsa') continue;
    const data = publicEncrypt({ key: one.pem, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, key);
    sealed.push({ for: 'rsa', id: one.id, data: data.toString('base64') });
  }
  return sealed;
}

/** Undefined where the opener is not for any of these. */
export async function openSealed(sealed: readonly Sealed[], opener: Opener): Promise<Uint8Array | undefined> {
  for (const one of sealed) {
    if (one.for !== opener.kind) continue;
    const bytes = new Uint8Array(Buffer.from(one.data, 'base64'));
    if (opener.kind === 'rsa') {
      if (one.id !== idOf(createPublicKey(opener.key))) continue;
      const padding = { key: opener.key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
      return attempt(() => new Uint8Array(privateDecrypt(padding, bytes)));
    }
    if (opener.kind !== 'age') return undefined;
    const { Decrypter } = await import('age-encryption');
    const decrypter = new Decrypter();
    for (const identity of opener.identities) decrypter.addIdentity(identity);
    return attempt(() => decrypter.decrypt(bytes));
  }
  return undefined;
}

async function attempt<T>(open: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await open();
  } catch {
    // Another key, or changed: the caller says so.
    return undefined;
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
