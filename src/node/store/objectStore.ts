// An S3-compatible store: the dozen requests that are made of one. What is asked for is a range, never more than a part of an object.
import { DeidError } from '../../core/kernel/deidError.js';
import { accessFrom, type StoreAccess } from './access.js';
import type { ObjectAddress } from './address.js';
import { type Answer, type Call, type Patience, type Send, sender } from './requests.js';
import { documentIn, escaped, keyIn, listIn, textIn } from './xml.js';

export interface ObjectFacts {
  readonly size: number;
  /** Of these bytes and no others. */
  readonly tag: string;
}

export interface ListedObject {
  readonly key: string;
  readonly size: number;
  /** By the clock of the store, in ms since 1970. */
  readonly changedAt: number;
}

interface ListedUpload {
  readonly key: string;
  readonly id: string;
  readonly begunAt: number;
}

export interface Part {
  readonly number: number;
  readonly tag: string;
}

/** What is there already stays; `kept` where it may be what an attempt whose answer was lost has put there. */
export type Put = { readonly kind: 'put'; readonly tag: string } | { readonly kind: 'taken'; readonly kept: boolean };

export interface ObjectStore {
  /** Undefined where there is no such object. */
  head(at: ObjectAddress, beat?: () => void): Promise<ObjectFacts | undefined>;
  /** @param tag of what was read before: other bytes are an error, `changed` */
  read(range: ObjectRange): Promise<ObjectFacts & { readonly bytes: Uint8Array }>;
  /** In the order of the keys' bytes. @param most of them */
  list(under: ObjectAddress, most?: number): AsyncGenerator<ListedObject, void, undefined>;
  put(at: ObjectAddress, bytes: Uint8Array, replace: boolean, beat?: () => void): Promise<Put>;
  remove(at: ObjectAddress): Promise<void>;
  /** An upload in parts is seen by nobody until it is ended. */
  beginParts(at: ObjectAddress): Promise<string>;
  putPart(at: ObjectAddress, id: string, number: number, bytes: Uint8Array, beat?: () => void): Promise<Part>;
  /** The store copies by itself. */
  copyPart(at: ObjectAddress, id: string, number: number, from: ObjectRange & { readonly tag: string }): Promise<Part>;
  endParts(at: ObjectAddress, id: string, parts: readonly Part[], replace: boolean): Promise<Put>;
  dropParts(at: ObjectAddress, id: string): Promise<void>;
  /** Uploads that were not ended. */
  uploads(under: ObjectAddress): AsyncGenerator<ListedUpload, void, undefined>;
}

export interface ObjectRange {
  readonly at: ObjectAddress;
  readonly offset: number;
  readonly length: number;
  readonly tag?: string;
  readonly beat?: () => void;
}

/** A small store may not know how uploads are listed and dropped: there it is the store's own task to forget them. */
const UNKNOWN = [405, 501] as const;
/** Nor may everybody who writes objects list uploads. */
const UNLISTED = [403, ...UNKNOWN] as const;

let opened: ObjectStore | undefined;

/** That of the environment. @throws DeidError `usage` where it names none */
export function objectStore(): ObjectStore {
  opened ??= openStore(accessFrom(process.env));
  return opened;
}

export function openStore(access: StoreAccess, patience?: Patience): ObjectStore {
  const send = sender(access, patience);
  return {
    async head(at, beat) {
      const { status, headers } = await send({ method: 'HEAD', ...at, wanted: [200, 404], ...beating(beat) });
      return status === 404 ? undefined : { size: Number(headers['content-length'] ?? 0), tag: tagOf(headers.etag) };
    },
    async read({ at, offset, length, tag, beat }) {
      const range = `bytes=${offset}-${offset + length - 1}`;
      const headers = { range, ...(tag === undefined ? {} : { 'if-match': tag }) };
      const answer = await send({ method: 'GET', ...at, headers, wanted: [200, 206, 416], ...beating(beat) });
      return rangeIn(answer, offset, length);
    },
    async *list({ bucket, key }, most) {
      const limit = most === undefined ? {} : { 'max-keys': String(most) };
      const query = { 'list-type': '2', 'encoding-type': 'url', prefix: key, ...limit };
      for (let more: Readonly<Record<string, string>> | undefined = {}; more !== undefined; ) {
        const { body } = await send({ method: 'GET', bucket, query: { ...query, ...more }, wanted: [200] });
        const page = documentIn(body, 'ListBucketResult');
        const isMore = textIn(page, 'IsTruncated') === 'true' && most === undefined;
        const token = textIn(page, 'NextContinuationToken');
        // Taken for the end of a list, it would leave out objects.
        if (Object.keys(page).length === 0 || (isMore && token === ''))
          throw new DeidError('io', 'the answer at the endpoint of the object store is no whole list of objects');
        const isEncoded = textIn(page, 'EncodingType') === 'url';
        for (const entry of listIn(page, 'Contents'))
          yield {
            key: keyIn(entry, 'Key', isEncoded),
            size: Number(textIn(entry, 'Size')),
            changedAt: Date.parse(textIn(entry, 'LastModified')),
          };
        more = isMore ? { 'continuation-token': token } : undefined;
      }
    },
    put: (at, bytes, replace, beat) =>
      unlessTaken(send, replace, { method: 'PUT', ...at, body: bytes, wanted: [200], ...beating(beat) }),
    async remove(at) {
      await send({ method: 'DELETE', ...at, wanted: [200, 204, 404] });
    },
    async beginParts(at) {
      const { body } = await send({ method: 'POST', ...at, query: { uploads: '' }, wanted: [200] });
      const id = textIn(documentIn(body), 'UploadId');
      if (id === '') throw new DeidError('io', 'the object store began no upload in parts');
      return id;
    },
    async putPart(at, id, number, bytes, beat) {
      const query = { partNumber: String(number), uploadId: id };
      const { headers } = await send({ method: 'PUT', ...at, query, body: bytes, wanted: [200], ...beating(beat) });
      return { number, tag: tagOf(headers.etag) };
    },
    async copyPart(at, id, number, { at: source, offset, length, tag, beat }) {
      const { body } = await send({
        method: 'PUT',
        ...at,
        query: { partNumber: String(number), uploadId: id },
        headers: {
          'x-amz-copy-source': `/${source.bucket}/${source.key.split('/').map(encodeURIComponent).join('/')}`,
          'x-amz-copy-source-range': `bytes=${offset}-${offset + length - 1}`,
          'x-amz-copy-source-if-match': tag,
        },
        wanted: [200],
        isSlow: true,
        ...beating(beat),
      });
      const copied = textIn(documentIn(body), 'ETag');
      if (copied === '') throw new DeidError('io', 'the object store did not copy');
      return { number, tag: copied };
    },
    endParts(at, id, parts, replace) {
      const list = parts.map(
        ({ number, tag }) => `<Part><PartNumber>${number}</PartNumber><ETag>${escaped(tag)}</ETag></Part>`,
      );
      const body = Buffer.from(`<CompleteMultipartUpload>${list.join('')}</CompleteMultipartUpload>`);
      const query = { uploadId: id };
      return unlessTaken(send, replace, { method: 'POST', ...at, query, body, wanted: [200], isSlow: true });
    },
    async dropParts(at, id) {
      await send({ method: 'DELETE', ...at, query: { uploadId: id }, wanted: [200, 204, 404, ...UNKNOWN] });
    },
    async *uploads({ bucket, key }) {
      const query = { uploads: '', 'encoding-type': 'url', prefix: key };
      for (let more: Readonly<Record<string, string>> | undefined = {}; more !== undefined; ) {
        const { status, body } = await send({
          method: 'GET',
          bucket,
          query: { ...query, ...more },
          wanted: [200, ...UNLISTED],
        });
        if (status !== 200) return;
        const page = documentIn(body);
        const isEncoded = textIn(page, 'EncodingType') === 'url';
        for (const entry of listIn(page, 'Upload'))
          yield {
            key: keyIn(entry, 'Key', isEncoded),
            id: textIn(entry, 'UploadId'),
            begunAt: Date.parse(textIn(entry, 'Initiated')),
          };
        const [marker, id] = [keyIn(page, 'NextKeyMarker', isEncoded), textIn(page, 'NextUploadIdMarker')];
        // A list that says it goes on, but not from where, would be asked for again without end.
        const goesOn = textIn(page, 'IsTruncated') === 'true' && `${marker}${id}` !== '';
        more = goesOn ? { 'key-marker': marker, 'upload-id-marker': id } : undefined;
      }
    },
  };
}

/** A store that does not know the condition says so, or leaves it out: whoever calls has looked before. */
async function unlessTaken(send: Send, replace: boolean, call: Call): Promise<Put> {
  const isParts = call.method === 'POST';
  const wanted = [...call.wanted, ...(isParts ? [404] : []), ...(replace ? [] : [404, 409, 412, 501])];
  const headers = { ...call.headers, ...(replace ? {} : { 'if-none-match': '*' }) };
  const answer = await send({ ...call, headers, wanted });
  if (answer.status === 200) {
    const tag = isParts ? textIn(documentIn(answer.body), 'ETag') : tagOf(answer.headers.etag);
    return { kind: 'put', tag };
  }
  if (answer.status === 412) return { kind: 'taken', kept: answer.attempts > 1 };
  // The upload is gone: an attempt before has ended it.
  if (answer.status === 404 && isParts && answer.attempts > 1) return { kind: 'taken', kept: true };
  // 409: another is at it in this moment; 501: there is no such condition here. As it is then, it is told as an error.
  const isBusy = answer.status === 409;
  const again = await send({
    ...call,
    ...(answer.status === 501 ? {} : { headers }),
    wanted: [...call.wanted, ...(isBusy ? [409, 412, ...(isParts ? [404] : [])] : [])],
  });
  if (again.status === 412) return { kind: 'taken', kept: true };
  if (again.status !== 200)
    throw new DeidError('io', 'another writes the same object in the same moment: run again once nothing else does');
  return { kind: 'put', tag: isParts ? textIn(documentIn(again.body), 'ETag') : tagOf(again.headers.etag) };
}

function beating(beat: (() => void) | undefined): Pick<Call, 'beat'> {
  return beat === undefined ? {} : { beat };
}

function tagOf(tag: string | undefined): string {
  if (tag === undefined || tag === '') throw new DeidError('io', 'the object store gives its objects no ETag');
  return tag;
}

function rangeIn({ status, headers, body }: Answer, offset: number, length: number) {
  // Nothing is there to be given.
  if (status === 416)
    return {
      size: Number(/\/(\d+)$/u.exec(headers['content-range'] ?? '')?.[1] ?? 0),
      tag: headers.etag ?? '',
      bytes: new Uint8Array(0),
    };
  if (status === 200) {
    if (offset > 0 || body.length > length) throw new DeidError('io', 'the object store gives no ranges of objects');
    return { size: body.length, tag: tagOf(headers.etag), bytes: body };
  }
  const [, from, to, size] = /^bytes (\d+)-(\d+)\/(\d+)$/u.exec(headers['content-range'] ?? '') ?? [];
  if (Number(from) !== offset || Number(to) - offset + 1 !== body.length || body.length > length)
    throw new DeidError('io', 'the object store gives another range than it was asked for');
  return { size: Number(size), tag: tagOf(headers.etag), bytes: body };
}
