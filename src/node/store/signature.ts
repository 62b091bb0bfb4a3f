// Signature Version 4 of Amazon's interface, as all compatible stores check it. The body's digest is signed too, so that nothing on the
// way can change it.
import { createHash, createHmac } from 'node:crypto';
import type { StoreAccess } from './access.js';

export interface Signable {
  readonly method: string;
  readonly host: string;
  /** Encoded. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** By names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** The headers to send. */
export function sign(
  { method, host, path, query, headers, body }: Signable,
  { keyId, secret, token, region }: StoreAccess,
  now: Date,
): Readonly<Record<string, string>> {
  const time = now.toISOString().replace(/[-:]|\.\d+/gu, '');
  const scope = `${time.slice(0, 8)}/${region}/s3/aws4_request`;
  const digest = sha256(body);
  const all: Readonly<Record<string, string>> = {
    ...headers,
    host,
    'x-amz-content-sha256': digest,
    'x-amz-date': time,
    ...(token === undefined ? {} : { 'x-amz-security-token': token }),
  };
  const names = Object.keys(all).sort();
  const canonical = [
    method,
    path,
    queryText(query),
    ...names.map((name) => `${name}:${(all[name] ?? '').trim().replace(/ +/gu, ' ')}`),
    '',
    names.join(';'),
    digest,
  ].join('\n');
  const text = ['AWS4-HMAC-SHA256', time, scope, sha256(Buffer.from(canonical))].join('\n');
  const key = scope.split('/').reduce<Buffer>((above, part) => hmac(above, part), Buffer.from(`AWS4${secret}`));
  const credential = `Credential=${keyId}/${scope},SignedHeaders=${names.join(';')}`;
  return { ...all, authorization: `AWS4-HMAC-SHA256 ${credential},Signature=${hmac(key, text).toString('hex')}` };
}

/** In the order in which it is signed. */
export function queryText(query: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(query).map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
  return pairs.sort().join('&');
}

/** RFC 3986: all but unreserved characters. */
export function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/gu, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
