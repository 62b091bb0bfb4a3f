// CMS EnvelopedData (RFC 5652 section 6) around the originals of an object: AES-256-CBC, its key given to certificates by RSA (RSAES-OAEP
// or PKCS #1 v1.5, RFC 3370 and 3560), or to a passphrase (PBKDF2 and the key wrap of RFC 3211). What is drawn for an object is drawn from
// the run's key and the whole of what is sealed: whoever does the object again writes the same bytes, and the key alone opens nothing.
import {
  constants,
  createCipheriv,
  createHmac,
  hkdfSync,
  pbkdf2Sync,
  publicEncrypt,
  X509Certificate,
} from 'node:crypto';
import {
  Set as Asn1Set,
  type BaseBlock,
  Constructed,
  fromBER,
  Integer,
  Null,
  ObjectIdentifier,
  OctetString,
  Primitive,
  Sequence,
} from 'asn1js';
import { Certificate } from 'pkijs';
import { subkey } from '../../core/identity/mac.js';
import { DeidError } from '../../core/kernel/deidError.js';

/** Who can bring the originals back. Crosses threads as it is. */
export interface SealChoice {
  /** Certificates in PEM. */
  readonly certificates: readonly string[];
  readonly passphrase?: string;
}

export const OID = {
  envelopedData: '1.2.840.113549.1.7.3',
  data: '1.2.840.113549.1.7.1',
  aes256Cbc: '2.16.840.1.101.3.4.1.42',
  aes192Cbc: '2.16.840.1.101.3.4.1.22',
  aes128Cbc: '2.16.840.1.101.3.4.1.2',
  tripleDesCbc: '1.2.840.113549.3.7',
  rsa: '1.2.840.113549.1.1.1',
  rsaOaep: '1.2.840.113549.1.1.7',
  pbkdf2: '1.2.840.113549.1.5.12',
  pwriKek: '1.2.840.113549.1.9.16.3.9',
  hmacSha1: '1.2.840.113549.2.7',
  hmacSha256: '1.2.840.113549.2.9',
} as const;

/** As OWASP advises for PBKDF2 with SHA-256; worked through once per process. */
const ITERATIONS = 600_000;
const KEY = 32;
const BLOCK = 16;

/** Bytes that nobody can foretell without the run's key and what is sealed. */
type Draw = (purpose: string, length: number) => Uint8Array;

interface Wrapper {
  wrap(key: Uint8Array, draw: Draw): BaseBlock;
  /** Version of the enveloped data that holds it (RFC 5652 6.1). */
  readonly version: number;
}

/**
 * A function that seals data sets.
 * @param runKey under which the same originals give the same bytes
 * @throws DeidError `bad-key` for a certificate without an RSA key
 */
export function sealer(choice: SealChoice, runKey: Uint8Array): (dataset: Uint8Array) => Promise<Uint8Array> {
  const secret = subkey(runKey, 'encrypted attributes');
  const wrappers = choice.certificates.map(byCertificate);
  if (choice.passphrase !== undefined) wrappers.push(byPassphrase(choice.passphrase, secret));
  if (wrappers.length === 0) throw new DeidError('bad-key', 'nobody is named who can bring the originals back');
  return async (dataset) => {
    const seed = createHmac('sha256', secret).update(dataset).digest();
    const draw: Draw = (purpose, length) => new Uint8Array(hkdfSync('sha256', seed, '', purpose, length));
    const key = draw('key', KEY);
    const iv = draw('iv', BLOCK);
    const cipher = createCipheriv('aes-256-cbc', key, iv);
    const content = Buffer.concat([cipher.update(dataset), cipher.final()]);
    const enveloped = sequence(
      // An attribute of its own makes it version 2 at least (RFC 5652 6.1).
      new Integer({ value: Math.max(2, ...wrappers.map(({ version }) => version)) }),
      new Asn1Set({
        value: wrappers.map(({ wrap }, at) => wrap(key, (purpose, length) => draw(`${purpose} ${at}`, length))),
      }),
      sequence(
        oid(OID.data),
        sequence(oid(OID.aes256Cbc), octets(iv)),
        new Primitive({ idBlock: { tagClass: 3, tagNumber: 0 }, valueHex: buffer(content) }),
      ),
      new Constructed({
        idBlock: { tagClass: 3, tagNumber: 1 },
        value: [sequence(oid(OID.hmacSha256), new Asn1Set({ value: [octets(checkOf(key, iv, content))] }))],
      }),
    );
    const info = sequence(
      oid(OID.envelopedData),
      new Constructed({ idBlock: { tagClass: 3, tagNumber: 0 }, value: [enveloped] }),
    );
    return new Uint8Array(info.toBER(false));
  };
}

/**
 * CBC tells of no change: a damaged byte would come back as another value. A keyed digest of what is encrypted stands in the unprotected
 * attributes, where other programs leave it alone. The content key is another for each content, so that one vector says enough.
 */
export function checkOf(key: Uint8Array, iv: Uint8Array, content: Uint8Array): Uint8Array {
  const own = new Uint8Array(hkdfSync('sha256', key, '', 'medimagecleaner encrypted attributes check', KEY));
  return createHmac('sha256', own).update(iv).update(content).digest();
}

/**
 * Checks that a text is a certificate that can be sealed to.
 * @throws DeidError `bad-key`
 */
export function assertCertificate(pem: string): void {
  byCertificate(pem);
}

function byCertificate(pem: string): Wrapper {
  let parsed: X509Certificate;
  try {
    parsed = new X509Certificate(pem);
  } catch (cause) {
    throw new DeidError('bad-key', '--encrypt-attributes takes a certificate in PEM, or the word passphrase', {
      cause,
    });
  }
  const { publicKey } = parsed;
  if (publicKey.asymmetricKeyType !== 'rsa' || (publicKey.asymmetricKeyDetails?.modulusLength ?? 0) < 2048)
    throw new DeidError('bad-key', 'the certificate must be of an RSA key of at least 2048 bits');
  const size = Math.ceil((publicKey.asymmetricKeyDetails?.modulusLength ?? 0) / 8);
  const certificate = Certificate.fromBER(buffer(parsed.raw));
  const issuer = fromBER(certificate.issuer.toSchema().toBER(false)).result;
  return {
    version: 0,
    // PKCS #1 v1.5 rather than OAEP: what gdcmanon and older readers expect. There is nobody to ask again and again here.
    wrap: (key, draw) =>
      sequence(
        new Integer({ value: 0 }),
        sequence(issuer, certificate.serialNumber),
        sequence(oid(OID.rsa), new Null()),
        octets(publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, padded(key, size, draw))),
      ),
  };
}

/** Of RSAES-PKCS1-v1_5 (RFC 8017 7.2.1): 0, 2, at least eight bytes that are not zero, 0, the key. */
function padded(key: Uint8Array, size: number, draw: Draw): Uint8Array {
  const block = new Uint8Array(size);
  block[1] = 2;
  const end = size - key.length - 1;
  let at = 2;
  for (let round = 0; at < end; round += 1)
    for (const byte of draw(`padding ${round}`, size)) if (byte !== 0 && at < end) block[at++] = byte;
  block.set(key, end + 1);
  return block;
}

function byPassphrase(passphrase: string, secret: Uint8Array): Wrapper {
  const salt = new Uint8Array(hkdfSync('sha256', secret, '', 'salt', BLOCK));
  const kek = pbkdf2Sync(passphrase, salt, ITERATIONS, KEY, 'sha256');
  return {
    version: 3,
    wrap: (key, draw) => {
      const iv = draw('iv', BLOCK);
      const derivation = new Constructed({
        idBlock: { tagClass: 3, tagNumber: 0 },
        value: [
          oid(OID.pbkdf2),
          sequence(
            octets(salt),
            new Integer({ value: ITERATIONS }),
            new Integer({ value: KEY }),
            sequence(oid(OID.hmacSha256), new Null()),
          ),
        ],
      });
      const wrapped = wrapKey(kek, iv, key, draw);
      const algorithm = sequence(oid(OID.pwriKek), sequence(oid(OID.aes256Cbc), octets(iv)));
      return new Constructed({
        idBlock: { tagClass: 3, tagNumber: 3 },
        value: [new Integer({ value: 0 }), derivation, algorithm, octets(wrapped)],
      });
    },
  };
}

/** RFC 3211 2.3.1: length, three check bytes, key, padding; encrypted twice over. */
function wrapKey(kek: Uint8Array, iv: Uint8Array, key: Uint8Array, draw: Draw): Uint8Array {
  const length = Math.max(2 * BLOCK, Math.ceil((key.length + 4) / BLOCK) * BLOCK);
  const block = draw('padding', length);
  block[0] = key.length;
  for (let at = 0; at < 3; at++) block[at + 1] = 0xff ^ (key[at] ?? 0);
  block.set(key, 4);
  const once = encryptBlocks(kek, iv, block);
  return encryptBlocks(kek, once.subarray(-BLOCK), once);
}

function encryptBlocks(key: Uint8Array, iv: Uint8Array, bytes: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
  return Buffer.concat([cipher.update(bytes), cipher.final()]);
}

function sequence(...value: readonly BaseBlock[]): Sequence {
  return new Sequence({ value: [...value] });
}

function oid(value: string): ObjectIdentifier {
  return new ObjectIdentifier({ value });
}

function octets(bytes: Uint8Array): OctetString {
  return new OctetString({ valueHex: buffer(bytes) });
}

function buffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
