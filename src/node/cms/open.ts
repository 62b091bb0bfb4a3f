// Opens CMS EnvelopedData (RFC 5652 section 6) with an RSA private key or a passphrase: what this program writes, and what gdcmanon and
// OpenSSL write.
import { constants, createDecipheriv, type KeyObject, pbkdf2Sync, privateDecrypt } from 'node:crypto';
import { type Constructed, fromBER, type Integer, type OctetString, type Sequence } from 'asn1js';
import { ContentInfo, EnvelopedData, KeyTransRecipientInfo, PasswordRecipientinfo, RSAESOAEPParams } from 'pkijs';
import { checkOf, OID } from './seal.js';

/** What a user brings the originals back with. */
export type Unsealer =
  | { readonly kind: 'key'; readonly key: KeyObject }
  | { readonly kind: 'passphrase'; readonly passphrase: string };

const CIPHERS: Readonly<Record<string, { readonly name: string; readonly key: number; readonly block: number }>> = {
  [OID.aes256Cbc]: { name: 'aes-256-cbc', key: 32, block: 16 },
  [OID.aes192Cbc]: { name: 'aes-192-cbc', key: 24, block: 16 },
  [OID.aes128Cbc]: { name: 'aes-128-cbc', key: 16, block: 16 },
  [OID.tripleDesCbc]: { name: 'des-ede3-cbc', key: 24, block: 8 },
};
const DIGESTS: Readonly<Record<string, string>> = { [OID.hmacSha1]: 'sha1', [OID.hmacSha256]: 'sha256' };
const MOST_ITERATIONS = 10_000_000;

/** A function that opens what was sealed; it gives undefined where the key is another one, or it is none of that kind. */
export function opener(unsealer: Unsealer): (sealed: Uint8Array) => Promise<Uint8Array | undefined> {
  const kekOf = rememberingKek();
  return async (sealed) => {
    try {
      const { result } = fromBER(new Uint8Array(sealed).buffer);
      const enveloped = new EnvelopedData({ schema: new ContentInfo({ schema: result }).content });
      const { contentEncryptionAlgorithm, encryptedContent } = enveloped.encryptedContentInfo;
      const cipher = CIPHERS[contentEncryptionAlgorithm.algorithmId];
      if (cipher === undefined || encryptedContent === undefined) return undefined;
      const iv = Buffer.from((contentEncryptionAlgorithm.algorithmParams as OctetString).valueBlock.valueHexView);
      const content = Buffer.from(enveloped.encryptedContentInfo.getEncryptedContent());
      for (const { value } of enveloped.recipientInfos) {
        let key: Uint8Array | undefined;
        if (value instanceof KeyTransRecipientInfo && unsealer.kind === 'key') key = transported(value, unsealer.key);
        if (value instanceof PasswordRecipientinfo && unsealer.kind === 'passphrase')
          key = derived(value, unsealer.passphrase, kekOf);
        if (key?.length !== cipher.key) continue;
        const check = checkIn(enveloped);
        if (check !== undefined && !Buffer.from(checkOf(key, iv, content)).equals(check)) return undefined;
        const decipher = createDecipheriv(cipher.name, key, iv);
        return new Uint8Array(Buffer.concat([decipher.update(content), decipher.final()]));
      }
      return undefined;
    } catch {
      // Another key, or not what it should be: neither can be told from the other, nor need be.
      return undefined;
    }
  };
}

/** Undefined where another program, or an earlier version, sealed it. */
function checkIn({ unprotectedAttrs }: EnvelopedData): Buffer | undefined {
  const [value] = unprotectedAttrs?.find(({ type }) => type === OID.hmacSha256)?.values ?? [];
  return value === undefined ? undefined : Buffer.from((value as OctetString).valueBlock.valueHexView);
}

function transported(recipient: KeyTransRecipientInfo, key: KeyObject): Uint8Array | undefined {
  const wrapped = Buffer.from(recipient.encryptedKey.valueBlock.valueHexView);
  const { algorithmId, algorithmParams } = recipient.keyEncryptionAlgorithm;
  try {
    if (algorithmId === OID.rsaOaep) {
      const { hashAlgorithm } = new RSAESOAEPParams({ schema: algorithmParams });
      const oaepHash = hashAlgorithm.algorithmId === '2.16.840.1.101.3.4.2.1' ? 'sha256' : 'sha1';
      return privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, wrapped);
    }
    if (algorithmId !== OID.rsa) return undefined;
    return unpadded(privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, wrapped));
  } catch {
    return undefined;
  }
}

/** PKCS #1 v1.5 (RFC 8017 7.2.2), which Node decrypts no more. Nobody learns from outside whether it was well formed: the tool runs for the owner of the key. */
function unpadded(block: Buffer): Uint8Array | undefined {
  if (block[0] !== 0 || block[1] !== 2) return undefined;
  const end = block.indexOf(0, 2);
  return end < 10 ? undefined : block.subarray(end + 1);
}

type KekOf = (passphrase: string, salt: Buffer, iterations: number, length: number, digest: string) => Buffer;

/** All objects of a run have one salt: the passphrase is worked through once. */
function rememberingKek(): KekOf {
  const known = new Map<string, Buffer>();
  return (passphrase, salt, iterations, length, digest) => {
    const name = `${salt.toString('hex')}:${iterations}:${length}:${digest}`;
    const kek = known.get(name) ?? pbkdf2Sync(passphrase, salt, iterations, length, digest);
    known.set(name, kek);
    return kek;
  };
}

function derived(recipient: PasswordRecipientinfo, passphrase: string, kekOf: KekOf): Uint8Array | undefined {
  const derivation = recipient.keyDerivationAlgorithm;
  if (derivation?.algorithmId !== OID.pbkdf2 || recipient.keyEncryptionAlgorithm.algorithmId !== OID.pwriKek)
    return undefined;
  const [salt, iterations, ...rest] = (derivation.algorithmParams as Sequence).valueBlock.value;
  const prf = rest.find((one) => one.idBlock.tagNumber === 16) as Constructed | undefined;
  const digest = prf === undefined ? 'sha1' : DIGESTS[prf.valueBlock.value[0]?.valueBlock.toString() ?? ''];
  const [cipherId, iv] = (recipient.keyEncryptionAlgorithm.algorithmParams as Sequence).valueBlock.value;
  const cipher = CIPHERS[cipherId?.valueBlock.toString() ?? ''];
  const count = (iterations as Integer).valueBlock.valueDec;
  if (digest === undefined || cipher === undefined || count > MOST_ITERATIONS) return undefined;
  const kek = kekOf(passphrase, Buffer.from((salt as OctetString).valueBlock.valueHexView), count, cipher.key, digest);
  const wrapped = Buffer.from(recipient.encryptedKey.valueBlock.valueHexView);
  return unwrapKey(kek, Buffer.from((iv as OctetString).valueBlock.valueHexView), wrapped, cipher);
}

/** RFC 3211 2.3.2. */
function unwrapKey(
  kek: Buffer,
  iv: Buffer,
  wrapped: Buffer,
  { name, block }: { readonly name: string; readonly block: number },
): Uint8Array | undefined {
  if (wrapped.length < 2 * block || wrapped.length % block !== 0) return undefined;
  const decrypt = (vector: Buffer, bytes: Buffer) => {
    const decipher = createDecipheriv(name, kek, vector).setAutoPadding(false);
    return Buffer.concat([decipher.update(bytes), decipher.final()]);
  };
  const last = decrypt(wrapped.subarray(-2 * block, -block), wrapped.subarray(-block));
  const plain = decrypt(iv, decrypt(last, wrapped));
  const length = plain[0] ?? 0;
  const key = plain.subarray(4, 4 + length);
  const checks = [0, 1, 2].every((at) => ((plain[at + 1] ?? 0) ^ (key[at] ?? 0)) === 0xff);
  return checks && key.length === length ? key : undefined;
}
