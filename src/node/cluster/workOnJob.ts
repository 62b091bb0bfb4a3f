// One job in the hands of a worker: whether it can do it, and the work itself, watched for the run's end.

import { DelayedError, type Job, type Queue, WaitingError } from 'bullmq';
import type { Redis } from 'ioredis';
import { createIdentity } from '../../core/identity/createIdentity.js';
import { cancelKey, JOB_OPTIONS, refusalKey, runOf } from './clusterQueue.js';
import type { ChunkJob, RunJob, Terms } from './clusterTypes.js';
import type { JobRunner } from './jobRunner.js';
import { plainError } from './plainError.js';
import type { RedisPlace } from './redis.js';
import { rootDigest, termDigest } from './sealedStore.js';
import type { ShopSetup } from './shop.js';

export interface WorkerChoice extends ShopSetup {
  readonly redis: RedisPlace;
  /** Public key that belongs to the file `auditKey`. */
  readonly signer?: string;
  readonly tool: string;
  /** A job whose worker was not heard of for so long is given to another. */
  readonly leaseMs: number;
  readonly signal: AbortSignal;
  readonly told: (news: WorkerNews) => void;
}

export type WorkerNews =
  | { readonly kind: 'ready' }
  | { readonly kind: 'begun' | 'done'; readonly run: string; readonly step: string; readonly chunk?: number }
  | { readonly kind: 'failed'; readonly run: string; readonly step: string; readonly reason: string }
  | { readonly kind: 'refused'; readonly run: string; readonly reason: string }
  | { readonly kind: 'redis'; readonly there: boolean }
  /** It answers, and refuses what the work needs: its own word for why. */
  | { readonly kind: 'redis-refuses'; readonly why: string };

const REFUSED_MS = 3000;
const CANCEL_MS = 1000;

export interface WorkerState {
  readonly choice: WorkerChoice;
  readonly chunks: Queue;
  readonly runs: Queue<RunJob>;
  readonly redis: Redis;
  /** What was told once. */
  readonly refused: Set<string>;
}

/** Undefined where the run was cancelled meanwhile. */
export async function doJob(
  state: WorkerState,
  runner: JobRunner,
  job: Job<RunJob> | Job<ChunkJob>,
  token: string,
  data: RunJob | ChunkJob,
): Promise<object | null | undefined> {
  const { told, signal } = state.choice;
  const news = {
    run: data.run,
    ...(data.kind === 'run' ? { step: data.step } : { step: data.kind, chunk: data.chunk }),
  };
  told({ kind: 'begun', ...news });
  let cancelled = false;
  const watch = setInterval(async () => {
    if (data.kind === 'run' && data.step === 'clean') return;
    if (cancelled || !(await isCancelled(state, data.run).catch(() => false))) return;
    cancelled = true;
    await runner.stop();
  }, CANCEL_MS);
  try {
    const answer = await runner.work(data);
    told({ kind: 'done', ...news });
    return answer;
  } catch (error) {
    if (cancelled) return undefined;
    if (signal.aborted) {
      await job.moveToWait(token);
      throw new WaitingError();
    }
    const known = plainError(error);
    // A run that fails for good leaves none of its records behind.
    const last = data.kind === 'run' && data.step !== 'clean' && job.attemptsMade + 1 >= JOB_OPTIONS.attempts;
    if (last) await runner.work({ ...data, step: 'clean' }).catch(() => null);
    told({ kind: 'failed', run: data.run, step: news.step, reason: known.message });
    throw known;
  } finally {
    clearInterval(watch);
  }
}

export async function isCancelled({ redis }: WorkerState, run: string): Promise<boolean> {
  return (await redis.exists(cancelKey(run))) === 1;
}

/** Puts a job back that this worker can't do, and says why. */
export async function assertOurs(state: WorkerState, job: Job<RunJob> | Job<ChunkJob>, token: string): Promise<void> {
  const reason = foreign(state.choice, job.data);
  if (reason === undefined) return;
  const run = runOf(job.id, job.data);
  if (!state.refused.has(run)) state.choice.told({ kind: 'refused', run, reason });
  state.refused.add(run);
  const { redis } = state;
  await redis.sadd(refusalKey(run), reason);
  await redis.expire(refusalKey(run), 24 * 3600);
  await job.moveToDelayed(Date.now() + REFUSED_MS, token);
  throw new DelayedError();
}

function foreign({ key, roots, tool, signer, passphrase }: WorkerChoice, terms: Terms): string | undefined {
  const own = createIdentity(key).fingerprint;
  if (terms.fingerprint !== own) return `it has another key (${own}; the run has ${terms.fingerprint})`;
  if (terms.tool !== tool) return `it is ${tool}; the run was submitted by ${terms.tool}`;
  if (!roots.some(({ name }) => rootDigest(key, name) === terms.root))
    return 'it has no --root of the name that the run has';
  const digest = (what: string, text: string | undefined) =>
    text === undefined ? undefined : termDigest(key, what, text);
  if (terms.passphrase !== undefined && digest('passphrase', passphrase) !== terms.passphrase)
    return 'the passphrase of the attributes is not set in its environment, or is another';
  if (terms.signer !== undefined && digest('signer', signer) !== terms.signer)
    return 'it has not the --audit-key that signs the audit log of the run';
  return undefined;
}
