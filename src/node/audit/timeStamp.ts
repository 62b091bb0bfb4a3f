// Time stamps (RFC 3161) over signed heads, from a service that the user names by its address.
// What goes out is SHA-256 of a head's message and a random number.
import { randomBytes } from 'node:crypto';
import { fromBER, Integer, OctetString } from 'asn1js';
import {
  AlgorithmIdentifier,
  Certificate,
  ContentInfo,
  MessageImprint,
  SignedData,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';
import { type HeadFacts, headDigest, headMessage } from '../../core/audit/head.js';
import { DeidError } from '../../core/kernel/deidError.js';

const SHA256 = '2.16.840.1.101.3.4.2.1';
const LONGEST_ANSWER = 1024 * 1024;
const PATIENCE_MS = 30_000;

export interface StampFacts {
  /** When the service says it saw the head. */
  readonly time: Date;
  /** Name of the service in its certificate, where it says one. */
  readonly service: string;
}

/**
 * Asks the service at `url` to stamp a head, and checks its answer. Gives the token, DER in base64url.
 * @throws DeidError `usage` for an address that is none, `io` where the service gives no good answer
 */
export async function askForStamp(url: string, head: HeadFacts): Promise<string> {
  if (!/^https?:\/\//u.test(url) || !URL.canParse(url))
    throw new DeidError('usage', '--tsa takes the address of a time stamp service: http://… or https://…');
  const nonce = randomBytes(8);
  nonce[0] = (nonce[0] ?? 0) & 0x7f;
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA256 }),
      hashedMessage: new OctetString({ valueHex: buffer(headDigest(head)) }),
    }),
    nonce: new Integer({ valueHex: buffer(nonce) }),
    certReq: true,
  });
  const answer = await ask(url, request.toSchema().toBER(false));
  const token = tokenOf(answer);
  const { tst } = opened(token);
  const answered = tst.nonce === undefined ? undefined : Buffer.from(tst.nonce.valueBlock.valueHexView);
  if (answered === undefined || !answered.equals(nonce))
    throw new DeidError('io', 'the time stamp service answered another request');
  await checkStamp(token, head);
  return token;
}

async function ask(url: string, body: ArrayBuffer): Promise<ArrayBuffer> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      body,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch (cause) {
    throw new DeidError('io', 'the time stamp service can not be reached', { cause });
  }
  if (!response.ok) throw new DeidError('io', `the time stamp service answered with status ${response.status}`);
  const bytes = await response.arrayBuffer();
  if (bytes.byteLength > LONGEST_ANSWER) throw new DeidError('io', 'the time stamp service answered with too much');
  return bytes;
}

function tokenOf(answer: ArrayBuffer): string {
  let response: TimeStampResp;
  try {
    response = TimeStampResp.fromBER(answer);
  } catch (cause) {
    throw new DeidError('io', 'the answer is none of a time stamp service', { cause });
  }
  const { status } = response.status;
  if ((status !== 0 && status !== 1) || response.timeStampToken === undefined)
    throw new DeidError('io', `the time stamp service refused (status ${status})`);
  return Buffer.from(response.timeStampToken.toSchema().toBER(false)).toString('base64url');
}

function opened(token: string): { readonly signed: SignedData; readonly tst: TSTInfo } {
  try {
    const content = ContentInfo.fromBER(buffer(Buffer.from(token, 'base64url')));
    const signed = new SignedData({ schema: content.content });
    const inner = signed.encapContentInfo.eContent;
    if (inner === undefined) throw new TypeError('no content');
    const tst = new TSTInfo({ schema: fromBER(inner.getValue()).result });
    return { signed, tst };
  } catch (cause) {
    throw new DeidError('refused', 'the time stamp can not be read', { cause });
  }
}

/**
 * Checks that a token is of this head and signed by the certificate in it.
 * @param trusted PEM of the certificate to which the service's must lead; without it the signer is whoever it says
 * @throws DeidError `refused` where it is not
 */
export async function checkStamp(token: string, head: HeadFacts, trusted?: string): Promise<StampFacts> {
  const { signed, tst } = opened(token);
  const { hashAlgorithm, hashedMessage } = tst.messageImprint;
  const imprint = Buffer.from(hashedMessage.valueBlock.valueHexView);
  if (hashAlgorithm.algorithmId !== SHA256 || !imprint.equals(headDigest(head)))
    throw new DeidError('refused', 'the time stamp is of another head');
  const root = trusted === undefined ? undefined : certificateOf(trusted);
  // The service's own certificate may be given instead of one above it.
  const pinned = root !== undefined && (signed.certificates ?? []).some((one) => same(one, root));
  if (root !== undefined && pinned) signed.certificates = [root];
  let holds = false;
  try {
    const result = await signed.verify({
      signer: 0,
      data: buffer(headMessage(head)),
      checkChain: root !== undefined && !pinned,
      trustedCerts: root === undefined ? [] : [root],
      checkDate: tst.genTime,
    });
    holds = result;
  } catch (cause) {
    if (cause instanceof DeidError) throw cause;
    throw new DeidError('refused', 'the signature of the time stamp does not hold', { cause });
  }
  if (!holds) throw new DeidError('refused', 'the signature of the time stamp does not hold');
  return { time: tst.genTime, service: serviceName(signed) };
}

function serviceName(signed: SignedData): string {
  for (const one of signed.certificates ?? []) {
    if (!(one instanceof Certificate)) continue;
    const name = one.subject.typesAndValues.find(({ type }) => type === '2.5.4.3')?.value.valueBlock.value;
    if (typeof name === 'string') return name;
  }
  return '';
}

function same(one: unknown, other: Certificate): boolean {
  if (!(one instanceof Certificate)) return false;
  const bytes = (certificate: Certificate) => Buffer.from(certificate.toSchema().toBER(false));
  return bytes(one).equals(bytes(other));
}

function certificateOf(pem: string): Certificate {
  const body = /-----BEGIN CERTIFICATE-----([\s\S]+?)-----END CERTIFICATE-----/u.exec(pem)?.[1];
  if (body === undefined) throw new DeidError('bad-key', '--tsa-cert takes a certificate in PEM');
  return Certificate.fromBER(buffer(Buffer.from(body, 'base64')));
}

/** The bytes alone, as ASN.1 libraries want them. */
function buffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
