// Which store and who asks, from the environment alone, under the names that other programs use for it.
import { DeidError } from '../../core/kernel/deidError.js';

export interface StoreAccess {
  /** Absent for Amazon's own. */
  readonly endpoint?: URL;
  readonly region: string;
  readonly keyId: string;
  readonly secret: string;
  readonly token?: string;
}

/** @throws DeidError `usage` */
export function accessFrom(env: Readonly<Record<string, string | undefined>>): StoreAccess {
  const set = (name: string) => (env[name] === '' ? undefined : env[name]);
  const keyId = set('AWS_ACCESS_KEY_ID');
  const secret = set('AWS_SECRET_ACCESS_KEY');
  if (keyId === undefined || secret === undefined)
    throw new DeidError(
      'usage',
      'there are no credentials for the object store: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment',
    );
  const token = set('AWS_SESSION_TOKEN');
  const place = set('AWS_ENDPOINT_URL_S3') ?? set('AWS_ENDPOINT_URL');
  return {
    region: set('AWS_REGION') ?? set('AWS_DEFAULT_REGION') ?? 'us-east-1',
    keyId,
    secret,
    ...(token === undefined ? {} : { token }),
    ...(place === undefined ? {} : { endpoint: endpointFrom(place) }),
  };
}

/** Whether others on the network can read what goes to the store and comes from it. */
export function isReadByOthers({ endpoint }: StoreAccess): boolean {
  return endpoint?.protocol === 'http:' && !/^(?:localhost|127(?:\.\d+){3}|\[::1\])$/u.test(endpoint.hostname);
}

function endpointFrom(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/u.test(url.protocol) || url.username !== '' || url.search !== '')
    throw new DeidError(
      'usage',
      'the endpoint of the object store in the environment is no http:// or https:// address',
    );
  return url;
}
