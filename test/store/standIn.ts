// An object store of a test's own, in memory: it checks signatures by a computation of its own, pages its lists, knows ranges, conditions
// and uploads in parts, and fails as it is told to.
import { createHash, createHmac } from 'node:crypto';
import http from 'node:http';

export const CREDENTIALS = { keyId: 'AKIDSTANDIN', secret: 'stand/in+secret' } as const;
export const REGION = 'eu-test-1';

export interface Asked {
  readonly method: string;
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: http.IncomingHttpHeaders;
  readonly bytes: number;
}

/** `drop`: no answer. `cut`: half of it. `lost`: obeyed, and no answer. `trickle`: byte by byte, without end. A number: this status. */
export type Fault = 'drop' | 'cut' | 'lost' | 'trickle' | number | undefined;

interface Stored {
  readonly bytes: Buffer;
  readonly tag: string;
  readonly changed: Date;
}

interface Upload {
  readonly key: string;
  readonly begun: Date;
  readonly parts: Map<number, Stored>;
}

export interface StandIn {
  readonly url: string;
  readonly objects: Map<string, Stored>;
  readonly uploads: Map<string, Upload>;
  /** All that was asked, in order. */
  readonly asked: Asked[];
  fault: (asked: Asked) => Fault;
  /** Added to its clock. */
  skewMs: number;
  /** Says 501 to conditions on writing, as some stores do. */
  plain: boolean;
  put(key: string, bytes: Uint8Array): void;
  env(): Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export const BUCKET = 'bucket';
const PAGE = 7;
const FAULTS: Readonly<Record<number, string>> = {
  403: 'AccessDenied',
  409: 'ConditionalRequestConflict',
  501: 'NotImplemented',
  503: 'SlowDown',
};

export async function startStandIn(): Promise<StandIn> {
  const server = http.createServer();
  let uploadNumber = 0;
  const store: StandIn = {
    url: '',
    objects: new Map(),
    uploads: new Map(),
    asked: [],
    fault: () => undefined,
    skewMs: 0,
    plain: false,
    put: (key, bytes) => void store.objects.set(key, stored(Buffer.from(bytes))),
    env: () => ({
      AWS_ACCESS_KEY_ID: CREDENTIALS.keyId,
      AWS_SECRET_ACCESS_KEY: CREDENTIALS.secret,
      AWS_REGION: REGION,
      AWS_ENDPOINT_URL_S3: store.url,
    }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  const stored = (bytes: Buffer): Stored => ({
    bytes,
    tag: `"${createHash('md5').update(bytes).digest('hex')}"`,
    changed: new Date(Date.now() + store.skewMs),
  });

  server.on('request', async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const body = Buffer.concat(parts);
    const [path = '', text = ''] = (request.url ?? '').split('?');
    const query = new URLSearchParams(text);
    const [, bucket = '', ...rest] = path.split('/').map(decodeURIComponent);
    const { method = '', headers } = request;
    const asked: Asked = { method, key: rest.join('/'), query, headers, bytes: body.length };
    store.asked.push(asked);
    const fault = store.fault(asked);
    if (fault === 'drop') {
      request.socket.destroy();
      return;
    }
    const answer =
      typeof fault === 'number'
        ? failure(fault, FAULTS[fault] ?? 'InternalError')
        : (refusal(request, path, text, body) ??
          (bucket === BUCKET ? obey(asked, body) : failure(404, 'NoSuchBucket')));
    if (fault === 'lost') {
      request.socket.destroy();
      return;
    }
    if (fault === 'trickle') {
      response.writeHead(200, { 'content-length': 64 * 1024 * 1024 });
      const drops = setInterval(() => response.write('x'), 2);
      response.on('close', () => clearInterval(drops));
      return;
    }
    const sent = method === 'HEAD' ? Buffer.alloc(0) : answer.body;
    response.writeHead(answer.status, { 'content-length': answer.body.length, ...answer.headers });
    if (fault === 'cut') response.write(sent.subarray(0, sent.length >> 1), () => request.socket.destroy());
    else response.end(sent);
  });

  /** By the rules of Signature Version 4, from what came over the wire. */
  function refusal(request: http.IncomingMessage, path: string, text: string, body: Buffer): Answer | undefined {
    const { authorization = '', 'x-amz-date': time = '', 'x-amz-content-sha256': digest = '' } = request.headers;
    const found =
      /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request,\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/.exec(
        authorization,
      );
    if (found === null) return failure(403, 'AccessDenied');
    const [, keyId, day = '', region = '', names = '', signature] = found;
    if (keyId !== CREDENTIALS.keyId) return failure(403, 'InvalidAccessKeyId');
    if (region !== REGION) return failure(400, 'AuthorizationHeaderMalformed');
    const when = Date.parse(String(time).replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
    if (!(Math.abs(when - Date.now() - store.skewMs) < 15 * 60_000)) return failure(403, 'RequestTimeTooSkewed');
    if (!names.split(';').includes('host')) return failure(403, 'AccessDenied');
    for (const name of Object.keys(request.headers))
      if (name.startsWith('x-amz-') && !names.split(';').includes(name)) return failure(403, 'AccessDenied');
    if (digest !== createHash('sha256').update(body).digest('hex')) return failure(400, 'XAmzContentSHA256Mismatch');
    const sorted = text === '' ? '' : text.split('&').sort().join('&');
    const lines = names.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
    const canonical = `${request.method}\n${path}\n${sorted}\n${lines.join('')}\n${names}\n${digest}`;
    const scope = `${day}/${region}/s3/aws4_request`;
    const hash = createHash('sha256').update(canonical).digest('hex');
    let key = Buffer.from(`AWS4${CREDENTIALS.secret}`);
    for (const part of [day, region, 's3', 'aws4_request']) key = createHmac('sha256', key).update(part).digest();
    const right = createHmac('sha256', key).update(`AWS4-HMAC-SHA256\n${time}\n${scope}\n${hash}`).digest('hex');
    return signature === right ? undefined : failure(403, 'SignatureDoesNotMatch');
  }

  function obey(asked: Asked, body: Buffer): Answer {
    const { method, key, query, headers } = asked;
    if (key === '' && method === 'GET') return query.has('uploads') ? listUploads(query) : list(query);
    const id = query.get('uploadId');
    const upload = id === null ? undefined : store.uploads.get(id);
    if (id !== null && upload === undefined) return failure(404, 'NoSuchUpload');
    if (method === 'POST' && query.has('uploads')) {
      uploadNumber += 1;
      store.uploads.set(`id&${uploadNumber}`, { key, begun: new Date(Date.now() + store.skewMs), parts: new Map() });
      return xml('InitiateMultipartUploadResult', `<UploadId>id&amp;${uploadNumber}</UploadId>`);
    }
    if (upload !== undefined && id !== null) return inParts(asked, upload, id, body);
    const found = store.objects.get(key);
    if (method === 'PUT') {
      const refused = taken(key, headers);
      if (refused !== undefined) return refused;
      store.put(key, body);
      return { status: 200, headers: { etag: store.objects.get(key)?.tag ?? '' }, body: Buffer.alloc(0) };
    }
    if (method === 'DELETE') {
      store.objects.delete(key);
      return { status: 204, headers: {}, body: Buffer.alloc(0) };
    }
    if (found === undefined) return failure(404, 'NoSuchKey');
    if (headers['if-match'] !== undefined && headers['if-match'] !== found.tag)
      return failure(412, 'PreconditionFailed');
    return ranged(found, headers.range);
  }

  function ranged(found: Stored, range: string | undefined): Answer {
    const facts = { etag: found.tag, 'last-modified': found.changed.toUTCString() };
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
    if (from === undefined || to === undefined) return { status: 200, headers: facts, body: found.bytes };
    const { length } = found.bytes;
    if (Number(from) >= length) return failure(416, 'InvalidRange', { 'content-range': `bytes */${length}` });
    const body = found.bytes.subarray(Number(from), Number(to) + 1);
    const last = Number(from) + body.length - 1;
    return { status: 206, headers: { ...facts, 'content-range': `bytes ${from}-${last}/${length}` }, body };
  }

  function taken(key: string, headers: http.IncomingHttpHeaders): Answer | undefined {
    if (headers['if-none-match'] === undefined) return undefined;
    if (store.plain) return failure(501, 'NotImplemented');
    return store.objects.has(key) ? failure(412, 'PreconditionFailed') : undefined;
  }

  function inParts({ method, query, headers }: Asked, upload: Upload, id: string, body: Buffer): Answer {
    const number = Number(query.get('partNumber'));
    if (method === 'DELETE') {
      store.uploads.delete(id);
      return { status: 204, headers: {}, body: Buffer.alloc(0) };
    }
    if (method === 'PUT') {
      const source = headers['x-amz-copy-source'];
      if (typeof source !== 'string') {
        const part = stored(body);
        upload.parts.set(number, part);
        return { status: 200, headers: { etag: part.tag }, body: Buffer.alloc(0) };
      }
      const from = store.objects.get(decodeURIComponent(source).slice(`/${BUCKET}/`.length));
      if (from === undefined) return failure(404, 'NoSuchKey');
      if (headers['x-amz-copy-source-if-match'] !== from.tag) return failure(412, 'PreconditionFailed');
      const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(String(headers['x-amz-copy-source-range'])) ?? [];
      const part = stored(from.bytes.subarray(Number(first), Number(last) + 1));
      upload.parts.set(number, part);
      return xml('CopyPartResult', `<ETag>${part.tag.replaceAll('"', '&#34;')}</ETag>`);
    }
    const refused = taken(upload.key, headers);
    if (refused !== undefined) return refused;
    const named = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>([^<]*)<\/ETag>/g)];
    const parts = named.map(([, part]) => upload.parts.get(Number(part)));
    for (const [at, part] of parts.entries()) {
      if (part === undefined || named[at]?.[2]?.replaceAll('&#34;', '"') !== part.tag)
        return failure(400, 'InvalidPart');
      // Of all parts but the last.
      if (at < parts.length - 1 && part.bytes.length < 5 * 1024 * 1024) return failure(400, 'EntityTooSmall');
    }
    store.put(upload.key, Buffer.concat(parts.flatMap((part) => part?.bytes ?? [])));
    store.uploads.delete(id);
    return xml(
      'CompleteMultipartUploadResult',
      `<ETag>${store.objects.get(upload.key)?.tag.replaceAll('"', '&#x22;')}</ETag>`,
    );
  }

  function list(query: URLSearchParams): Answer {
    const prefix = query.get('prefix') ?? '';
    const after = query.get('continuation-token');
    const all = [...store.objects]
      .filter(([key]) => key.startsWith(prefix))
      .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    const rest = after === null ? all : all.filter(([key]) => Buffer.compare(Buffer.from(key), Buffer.from(after)) > 0);
    const page = rest.slice(0, Math.min(PAGE, Number(query.get('max-keys') ?? 1000)));
    const entries = page.map(
      ([key, { bytes, tag, changed }]) =>
        `<Contents><Key>${listedKey(key)}</Key><Size>${bytes.length}</Size><ETag>${tag.replaceAll('"', '&quot;')}</ETag><LastModified>${changed.toISOString()}</LastModified></Contents>`,
    );
    const last = page.at(-1)?.[0] ?? '';
    const more =
      page.length < rest.length
        ? `<IsTruncated>true</IsTruncated><NextContinuationToken>${last.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</NextContinuationToken>`
        : '<IsTruncated>false</IsTruncated>';
    return xml('ListBucketResult', `<EncodingType>url</EncodingType>${more}${entries.join('')}`);
  }

  function listUploads(query: URLSearchParams): Answer {
    const prefix = query.get('prefix') ?? '';
    const entries = [...store.uploads]
      .filter(([, { key }]) => key.startsWith(prefix))
      .map(
        ([id, { key, begun }]) =>
          `<Upload><Key>${listedKey(key)}</Key><UploadId>${id.replaceAll('&', '&amp;')}</UploadId><Initiated>${begun.toISOString()}</Initiated></Upload>`,
      );
    return xml(
      'ListMultipartUploadsResult',
      `<EncodingType>url</EncodingType><IsTruncated>false</IsTruncated>${entries.join('')}`,
    );
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return Object.assign(store, { url: `http://127.0.0.1:${address.port}` });
}

interface Answer {
  readonly status: number;
  readonly headers: http.OutgoingHttpHeaders;
  readonly body: Buffer;
}

function failure(status: number, code: string, headers: http.OutgoingHttpHeaders = {}): Answer {
  const body = `<?xml version="1.0"?>\n<Error><Code>${code}</Code><Message>of the stand-in</Message></Error>`;
  return { status, headers, body: Buffer.from(body) };
}

function xml(name: string, inner: string): Answer {
  return { status: 200, headers: {}, body: Buffer.from(`<?xml version="1.0"?>\n<${name}>${inner}</${name}>`) };
}

/** As Amazon encodes: a space as plus. */
function listedKey(key: string): string {
  return encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/');
}
