// What a store answers instead of what was asked for, in one line each. No message holds a key of an object: keys are names.
import { DeidError, type ErrorCode } from '../../core/kernel/deidError.js';

/** An answer that is not what was asked for. */
export interface Refused {
  readonly status: number;
  /** As the store calls it; empty where it does not say. */
  readonly code: string;
}

const KNOWN: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  NoSuchBucket: ['not-found', 'the object store has no such bucket'],
  NoSuchKey: ['not-found', 'the object store has no such object'],
  AccessDenied: ['no-permission', 'the object store denies access with these credentials'],
  AllAccessDisabled: ['no-permission', 'the object store denies access with these credentials'],
  InvalidAccessKeyId: ['no-permission', 'the object store does not know the AWS_ACCESS_KEY_ID in the environment'],
  SignatureDoesNotMatch: [
    'no-permission',
    'the object store does not accept the signature: AWS_SECRET_ACCESS_KEY, or AWS_REGION, is not the right one',
  ],
  InvalidToken: ['no-permission', 'the object store does not accept the AWS_SESSION_TOKEN in the environment'],
  ExpiredToken: ['no-permission', 'the AWS_SESSION_TOKEN in the environment has run out'],
  RequestTimeTooSkewed: [
    'no-permission',
    'the clock of this machine and that of the object store are too far apart: set the clock',
  ],
  InvalidObjectState: ['no-permission', 'the object lies in an archive of the store: restore it first'],
  PermanentRedirect: ['usage', 'the bucket lies in another region, or at another endpoint: set AWS_REGION'],
  AuthorizationHeaderMalformed: ['usage', 'the bucket lies in another region: set AWS_REGION'],
  EntityTooLarge: ['disk-full', 'the object store takes no object of this size'],
  QuotaExceeded: ['disk-full', 'the quota of the object store is used up'],
  XMinioStorageFull: ['disk-full', 'the object store is full'],
};

export function storeError({ status, code }: Refused): DeidError {
  const known = KNOWN[code];
  if (known !== undefined) return new DeidError(...known);
  if (status === 412)
    return new DeidError('changed', 'the object changed while it was being read; run again once nothing writes to it');
  if (status === 403) return new DeidError('no-permission', 'the object store denies access with these credentials');
  if (status === 404) return new DeidError('not-found', 'the object store has no such bucket or object');
  if (status === 301 || status === 307)
    return new DeidError('usage', 'the bucket lies in another region, or at another endpoint: set AWS_REGION');
  if (status === 501) return new DeidError('io', 'the object store does not know the request');
  if (status >= 500 || status === 429)
    return new DeidError('target-gone', `the object store answered ${status} on every attempt: try again later`);
  return new DeidError(
    'io',
    `the object store answered ${status}${/^[A-Za-z]{1,40}$/u.test(code) ? ` (${code})` : ''}`,
  );
}

export function unreachable(cause: unknown): DeidError {
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : 'no answer';
  const what = /^[A-Z_]{1,40}$/u.test(code) ? code : 'no answer';
  return new DeidError(
    'target-gone',
    `the object store can not be reached (${what}): look at AWS_ENDPOINT_URL_S3, AWS_REGION and the network`,
  );
}
