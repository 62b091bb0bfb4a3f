// One request to the store and its answer, asked again where the network or the store failed. Plain HTTP of Node instead of fetch: that
// undoes Content-Encoding, so that ranges would not be those of the object.
import http from 'node:http';
import https from 'node:https';
import { setTimeout as delay } from 'node:timers/promises';
import { DeidError } from '../../core/kernel/deidError.js';
import type { StoreAccess } from './access.js';
import { encoded, queryText, sign } from './signature.js';
import { storeError, unreachable } from './storeError.js';
import { errorCodeIn } from './xml.js';

export interface Call {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  readonly bucket: string;
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Other answers than these are errors. */
  readonly wanted: readonly number[];
  /** The store works by itself before it answers, and sends a sign of life now and then. */
  readonly isSlow?: boolean;
  /** Told that work goes on; what it throws ends it. */
  readonly beat?: () => void;
}

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
  /** An attempt whose answer was lost may have been obeyed. */
  readonly attempts: number;
}

export type Send = (call: Call) => Promise<Answer>;

export interface Patience {
  /** Before a request is made again for the first time. */
  readonly pauseMs: number;
  /** In each such time {@link LEAST} bytes have to go or come; below that after which a file counts as hanging. */
  readonly silentMs: number;
  /** For a request on which the store itself works. */
  readonly slowMs: number;
}

const ATTEMPTS = 6;
const PATIENCE: Patience = { pauseMs: 100, silentMs: 20_000, slowMs: 15 * 60_000 };
/** Some 800 bytes a second: whoever brings less holds the work up without end. */
const LEAST = 16 * 1024;
const PIECE = 64 * 1024;
/** Of what a request asks for, never more than some parts: the rest is the answer of something else. */
const MOST = 64 * 1024 * 1024;
const BUSY: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);
const NOTHING = new Uint8Array(0);

export function sender(access: StoreAccess, patience = PATIENCE): Send {
  const { pauseMs } = patience;
  const agents = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) };
  return async (asked) => {
    let isEnded = false;
    const beat = () => {
      isEnded = true;
      asked.beat?.();
      isEnded = false;
    };
    const call = { ...asked, beat };
    for (let attempt = 1; ; attempt += 1) {
      beat();
      let answer: Omit<Answer, 'attempts'>;
      try {
        answer = await once(access, agents, patience, call);
      } catch (error) {
        if (isEnded || error instanceof DeidError) throw error;
        if (attempt === ATTEMPTS) throw unreachable(error);
        await delay(pauseMs * 2 ** (attempt - 1) * (0.75 + Math.random() / 2));
        continue;
      }
      let code = failureIn(answer, call);
      // Such an answer has no body that says why.
      if (code === '' && call.method === 'HEAD' && !BUSY.has(answer.status))
        code = errorCodeIn(
          (
            await once(access, agents, patience, { ...call, method: 'GET', headers: { range: 'bytes=0-0' } }).catch(
              () => answer,
            )
          ).body,
        );
      if (code === undefined) return { ...answer, attempts: attempt };
      const again =
        BUSY.has(answer.status) || code === 'InternalError' || code === 'SlowDown' || code === 'RequestTimeout';
      if (!again || attempt === ATTEMPTS) throw storeError({ status: again ? 503 : answer.status, code });
      await delay(pauseMs * 2 ** (attempt - 1) * (0.75 + Math.random() / 2));
    }
  };
}

/** What the store calls its failure; undefined for what was asked for. Some requests answer 200 at once and fail later, in the body. */
function failureIn({ status, body }: Omit<Answer, 'attempts'>, { wanted, method }: Call): string | undefined {
  if (!wanted.includes(status)) return errorCodeIn(body);
  if (status !== 200 || method === 'GET' || method === 'HEAD' || body.length === 0) return undefined;
  const code = errorCodeIn(body);
  return code === '' ? undefined : code;
}

type Agents = { readonly http: http.Agent; readonly https: https.Agent };

function once(
  access: StoreAccess,
  agents: Agents,
  { silentMs, slowMs }: Patience,
  call: Call,
): Promise<Omit<Answer, 'attempts'>> {
  const { method, bucket, key = '', query = {}, headers = {}, body = NOTHING, isSlow = false, beat } = call;
  const { secure, host, port, above, name } = placeOf(access, bucket);
  const keyPath = key.split('/').map(encoded).join('/');
  const path = `${above}/${name === undefined ? keyPath : key === '' ? encoded(name) : `${encoded(name)}/${keyPath}`}`;
  const shown = port === '' ? host : `${host}:${port}`;
  const signed = sign({ method, host: shown, path, query, headers, body }, access, new Date());
  const text = queryText(query);
  const options: https.RequestOptions = {
    method,
    host: host.replace(/^\[|\]$/gu, ''),
    ...(port === '' ? {} : { port }),
    path: text === '' ? path : `${path}?${text}`,
    headers: { ...signed, 'content-length': String(body.length) },
    agent: secure ? agents.https : agents.http,
    timeout: silentMs,
  };
  return new Promise((resolve, reject) => {
    const request = (secure ? https : http).request(options, (response) => {
      const parts: Buffer[] = [];
      let length = 0;
      response.on('data', (part: Buffer) => {
        length += part.length;
        if (length > MOST) fail(new DeidError('io', 'the object store answers more than it was asked for'));
        else parts.push(part);
        goOn();
      });
      response.on('error', reject);
      response.on('end', () => {
        // A cut answer without a length would look like a whole one.
        if (!response.complete) reject(new Error('cut'));
        else resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) });
      });
    });
    const fail = (error: unknown) => {
      reject(error);
      request.destroy();
    };
    const goOn = () => {
      try {
        beat?.();
      } catch (error) {
        fail(error);
      }
    };
    const pace = paceOf(request, isSlow ? slowMs : silentMs, isSlow, fail);
    request.on('close', () => clearInterval(pace));
    request.on('timeout', () => fail(new Error('silent')));
    request.on('error', reject);
    // Piece by piece, so that it is seen how fast they go.
    let sent = 0;
    const send = () => {
      goOn();
      while (sent < body.length && !request.destroyed) {
        const piece = body.subarray(sent, sent + PIECE);
        sent += piece.length;
        if (!request.write(piece)) {
          request.once('drain', send);
          return;
        }
      }
      request.end();
    };
    send();
  });
}

/** Ends a request that brings next to nothing, byte by byte, so that it is never silent; or one that takes too long as a whole. */
function paceOf(
  request: http.ClientRequest,
  everyMs: number,
  isWhole: boolean,
  fail: (error: Error) => void,
): NodeJS.Timeout {
  let before = 0;
  let poor = 0;
  return setInterval(() => {
    const { bytesRead = 0, bytesWritten = 0 } = request.socket ?? {};
    poor = bytesRead + bytesWritten - before < LEAST ? poor + 1 : 0;
    before = bytesRead + bytesWritten;
    // It may have thought for the whole of the first.
    if (isWhole || poor > 1) fail(new Error('slow'));
  }, everyMs);
}

/** Amazon has a host per bucket; other stores, and names that no certificate covers, have it in the path. */
function placeOf({ endpoint, region }: StoreAccess, bucket: string) {
  if (endpoint !== undefined) {
    const above = endpoint.pathname.replace(/\/$/u, '');
    return {
      secure: endpoint.protocol === 'https:',
      host: endpoint.hostname,
      port: endpoint.port,
      above,
      name: bucket,
    };
  }
  const host = `s3.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
  const plain = { secure: true, port: '', above: '' };
  return bucket.includes('.')
    ? { ...plain, host, name: bucket }
    : { ...plain, host: `${bucket}.${host}`, name: undefined };
}
