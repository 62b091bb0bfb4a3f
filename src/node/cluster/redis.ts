// The connection to the user's Redis, and the names that the cluster has there.
import { Redis } from 'ioredis';
import { DeidError } from '../../core/kernel/deidError.js';

const REDIS_VARIABLE = 'MEDIMAGECLEANER_REDIS';
const PASSWORD_VARIABLE = 'MEDIMAGECLEANER_REDIS_PASSWORD';
export const PREFIX = 'medimagecleaner';
export const RUNS = 'runs';
export const CHUNKS = 'chunks';

export interface RedisPlace {
  readonly host: string;
  readonly port: number;
  readonly db: number;
  readonly tls: boolean;
  readonly username?: string;
  readonly password?: string;
}

interface RedisChoice {
  /** From the command line: without a password. */
  readonly given: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** @throws DeidError `usage` */
export function redisFrom({ given, env }: RedisChoice): RedisPlace {
  const text = given ?? env[REDIS_VARIABLE];
  if (text === undefined || text === '')
    throw new DeidError('usage', `say which Redis: --redis redis://HOST:PORT, or ${REDIS_VARIABLE}`);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'redis:' && url.protocol !== 'rediss:') || url.hostname === '')
    throw new DeidError('usage', 'a Redis is named as redis://HOST:PORT, or rediss://HOST:PORT for TLS');
  if (given !== undefined && url.password !== '') {
    const where = `${PASSWORD_VARIABLE}, or the whole address into ${REDIS_VARIABLE}`;
    throw new DeidError(
      'usage',
      `everyone on this machine can read a password on the command line: put it into ${where}`,
    );
  }
  const password = url.password === '' ? env[PASSWORD_VARIABLE] : decodeURIComponent(url.password);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? 6379 : Number(url.port),
    db: Number(/^\/(\d+)$/.exec(url.pathname)?.[1] ?? 0),
    tls: url.protocol === 'rediss:',
    ...(url.username === '' ? {} : { username: decodeURIComponent(url.username) }),
    ...(password === undefined || password === '' ? {} : { password }),
  };
}

/** Comes back whenever Redis does; commands wait meanwhile. */
export function optionsOf({ tls, ...place }: RedisPlace) {
  return {
    ...place,
    ...(tls ? { tls: {} } : {}),
    maxRetriesPerRequest: null,
    retryStrategy: (times: number) => Math.min(100 * times, 2000),
  };
}

/** For what BullMQ has no words for. */
export function openRedis(place: RedisPlace): Redis {
  const client = new Redis(optionsOf(place));
  // It comes back by itself; the queues tell of it.
  client.on('error', () => {});
  return client;
}

/**
 * Asks whether there is a Redis at all, so that a wrong address is told at once.
 * @throws DeidError `io`
 */
export async function assertRedis(place: RedisPlace): Promise<void> {
  const client = new Redis({
    ...optionsOf(place),
    lazyConnect: true,
    connectTimeout: 10_000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  // Whoever connects is told that the connection was closed, and why only by the way.
  let before: unknown;
  client.on('error', (error) => {
    before ??= error;
  });
  try {
    await client.connect();
    await client.ping();
  } catch (cause) {
    const said = [before, cause].map((error) => (error instanceof Error ? error.message : '')).join(' ');
    const why = /NOAUTH|WRONGPASS|AUTH/.test(said)
      ? `it wants another password (${PASSWORD_VARIABLE})`
      : 'no answer; look at its address, and whether it runs there';
    throw new DeidError('io', `Redis at ${place.host}:${place.port} can't be used: ${why}`, { cause });
  } finally {
    client.disconnect();
  }
}

/** Why Redis refused a command, in its own first word (OOM, READONLY, MISCONF, NOPERM, …); undefined for what is no answer of Redis. */
export function refusalOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || error.name !== 'ReplyError') return undefined;
  return /^[A-Z]+\b/.exec(error.message)?.[0] ?? 'ERR';
}
