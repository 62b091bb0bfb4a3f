// Places in an object store as paths: `s3://bucket/key`. No path of a file system begins so: those are absolute.
import { DeidError } from '../../core/kernel/deidError.js';
import { pathText, type RawPath, rawBytes } from '../rawPath.js';

export interface ObjectAddress {
  readonly bucket: string;
  /** Empty for the bucket itself. */
  readonly key: string;
}

const SCHEME = 's3://';

export function isObject(path: string): boolean {
  return path.startsWith(SCHEME);
}

/** From what a user writes. @throws DeidError `usage` */
export function objectPath(given: string): RawPath {
  const [, bucket, key = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/su.exec(given) ?? [];
  if (bucket === undefined)
    throw new DeidError(
      'usage',
      'a place in an object store is written s3://BUCKET/PREFIX, and the bucket is 3 to 63 small letters, digits, "." and "-"',
    );
  const prefix = key.replace(/\/$/u, '');
  if (prefix !== '' && isOddKey(prefix))
    throw new DeidError('usage', 'a place in an object store has no empty part, and none that is "." or ".."');
  return addressPath({ bucket, key: prefix });
}

/** A key that in a folder would be another file, or none. */
export function isOddKey(key: string): boolean {
  return key.includes('\0') || key.split('/').some((part) => part === '' || part === '.' || part === '..');
}

export function addressPath({ bucket, key }: ObjectAddress): RawPath {
  return rawBytes(Buffer.from(key === '' ? SCHEME + bucket : `${SCHEME}${bucket}/${key}`));
}

export function addressOf(path: RawPath): ObjectAddress {
  const text = pathText(path).slice(SCHEME.length);
  const cut = text.indexOf('/');
  return cut < 0 ? { bucket: text, key: '' } : { bucket: text.slice(0, cut), key: text.slice(cut + 1) };
}
