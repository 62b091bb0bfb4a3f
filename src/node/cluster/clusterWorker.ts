// A worker: takes jobs from Redis as long as it runs. Jobs of a run that it does not share key, version and folders with are left to others.
import { DelayedError, type Job, Queue, WaitingChildrenError, WaitingError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { createIdentity } from '../../core/identity/createIdentity.js';
import { deidError } from '../systemError.js';
import { cancelKey, chunkJobId, JOB_OPTIONS, refusalKey, runOf } from './clusterQueue.js';
import type { ChunkJob, RunEnd, RunJob, Terms, Walked } from './clusterTypes.js';
import { createJobRunner, type JobRunner } from './jobRunner.js';
import { assertRedis, CHUNKS, openRedis, optionsOf, PREFIX, type RedisPlace, RUNS, refusalOf } from './redis.js';
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
const BATCH = 200;

/** Resolves when the signal is given and what was at work is ended or back in the queue. @throws DeidError `io` where there is no Redis */
export async function workForCluster(choice: WorkerChoice): Promise<void> {
  const { redis: place, leaseMs, signal, told } = choice;
  await assertRedis(place);
  const connection = optionsOf(place);
  const redis = openRedis(place);
  const shared = { connection, prefix: PREFIX, skipVersionCheck: true };
  const chunks = new Queue(CHUNKS, shared);
  const runs = new Queue<RunJob>(RUNS, shared);
  const { key, roots, jobs, auditKey, passphrase: secret } = choice;
  const setup: ShopSetup = {
    key,
    roots,
    jobs,
    ...(auditKey === undefined ? {} : { auditKey }),
    ...(secret === undefined ? {} : { passphrase: secret }),
  };
  const runners = [createJobRunner(setup), createJobRunner(setup)] as const;
  const timing = {
    ...shared,
    concurrency: 1,
    lockDuration: leaseMs,
    stalledInterval: Math.max(500, leaseMs / 2),
    maxStalledCount: 3,
  };
  const helper: Helper = { choice, chunks, runs, redis, refused: new Set() };
  const workers = [
    new Worker<RunJob, RunEnd>(RUNS, (job, token = '') => plainly(workOnRun(helper, runners[0], job, token)), timing),
    new Worker<ChunkJob, object>(
      CHUNKS,
      (job, token = '') => plainly(workOnChunk(helper, runners[1], job, token)),
      timing,
    ),
  ];
  let there = true;
  const seen = (now: boolean) => {
    if (there === now) return;
    there = now;
    told({ kind: 'redis', there });
  };
  let refused = '';
  const refuses = (why: string) => {
    if (why === refused) return;
    refused = why;
    told({ kind: 'redis-refuses', why });
  };
  for (const worker of workers) {
    worker.on('error', (error) => {
      const why = refusalOf(error);
      if (why !== undefined) refuses(why);
      else if (/ECONN|closed|EPIPE|ENOTFOUND|ETIMEDOUT/i.test(`${error.message} ${'code' in error ? error.code : ''}`))
        seen(false);
    });
    worker.on('active', () => {
      refused = '';
      seen(true);
    });
    worker.on('ready', () => seen(true));
  }
  for (const queue of [chunks, runs]) queue.on('error', () => {});
  await Promise.all(workers.map((worker) => worker.waitUntilReady()));
  told({ kind: 'ready' });
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  await Promise.all(runners.map((runner) => runner.stop()));
  await Promise.all(workers.map((worker) => worker.close()));
  await Promise.all([chunks.close(), runs.close()]);
  redis.disconnect();
}

interface Helper {
  readonly choice: WorkerChoice;
  readonly chunks: Queue;
  readonly runs: Queue<RunJob>;
  readonly redis: Redis;
  /** What was told once. */
  readonly refused: Set<string>;
}

async function workOnChunk(helper: Helper, runner: JobRunner, job: Job<ChunkJob>, token: string): Promise<object> {
  const { data } = job;
  await assertOurs(helper, job, token);
  if (await isCancelled(helper, data.run)) return {};
  await doing(helper, runner, job, token, data);
  return {};
}

async function workOnRun(helper: Helper, runner: JobRunner, job: Job<RunJob>, token: string): Promise<RunEnd> {
  await assertOurs(helper, job, token);
  const run = runOf(job.id, job.data);
  let data: RunJob = { ...job.data, run };
  const next = async (news: Partial<RunJob>) => {
    data = { ...data, ...news };
    await job.updateData(data);
  };
  if (job.data.run === '' && (await isAtWork(helper, job))) return { state: 'skipped' };
  for (;;) {
    if (data.step !== 'clean' && (await isCancelled(helper, run)))
      await next({ step: 'clean', end: { state: 'cancelled' } });
    switch (data.step) {
      case 'walk': {
        const walked = (await doing(helper, runner, job, token, data)) as Walked | undefined;
        if (walked === undefined) break;
        const { survey, ...counts } = walked;
        await next({ ...counts, step: survey ? 'survey' : 'plan' });
        break;
      }
      case 'survey':
      case 'write':
        await addChunks(helper, job, data, data.step);
        await next({ step: data.step === 'survey' ? 'surveyed' : 'written' });
        break;
      case 'surveyed':
      case 'written':
        if (await job.moveToWaitingChildren(token)) throw new WaitingChildrenError();
        if (data.step === 'written') await next({ step: 'finish', lost: await failedChunks(helper, data) });
        else {
          // With a part of what the files name unknown, a name could stay in some text.
          const missing = Object.keys(await job.getIgnoredChildrenFailures()).length;
          const reason = `io: ${missing} parts of the survey failed on every attempt`;
          if (missing > 0) await next({ step: 'clean', end: { state: 'failed', reason } });
          else await next({ step: 'plan', surveyed: true });
        }
        break;
      case 'plan':
        if ((await doing(helper, runner, job, token, data)) !== undefined) await next({ step: 'write' });
        break;
      case 'finish': {
        const end = (await doing(helper, runner, job, token, data)) as RunEnd | undefined;
        if (end !== undefined) await next({ step: 'clean', end });
        break;
      }
      case 'clean':
        await doing(helper, runner, job, token, data);
        return data.end ?? { state: 'cancelled' };
    }
  }
}

/** Undefined where the run was cancelled meanwhile. */
async function doing(
  helper: Helper,
  runner: JobRunner,
  job: Job<RunJob> | Job<ChunkJob>,
  token: string,
  data: RunJob | ChunkJob,
): Promise<object | null | undefined> {
  const { told, signal } = helper.choice;
  const news = {
    run: data.run,
    ...(data.kind === 'run' ? { step: data.step } : { step: data.kind, chunk: data.chunk }),
  };
  told({ kind: 'begun', ...news });
  let cancelled = false;
  const watch = setInterval(async () => {
    if (data.kind === 'run' && data.step === 'clean') return;
    if (cancelled || !(await isCancelled(helper, data.run).catch(() => false))) return;
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
    const known = plain(error);
    // A run that fails for good leaves none of its records behind.
    const last = data.kind === 'run' && data.step !== 'clean' && job.attemptsMade + 1 >= JOB_OPTIONS.attempts;
    if (last) await runner.work({ ...data, step: 'clean' }).catch(() => null);
    told({ kind: 'failed', run: data.run, step: news.step, reason: known.message });
    throw known;
  } finally {
    clearInterval(watch);
  }
}

/** Idempotent: a job that is there already is not added again. */
async function addChunks({ chunks }: Helper, job: Job<RunJob>, data: RunJob, kind: ChunkJob['kind']): Promise<void> {
  const { run, request, tool, fingerprint, policy, root, passphrase, chunks: count = 0 } = data;
  const secret = passphrase === undefined ? {} : { passphrase };
  const parent = { id: job.id ?? '', queue: job.queueQualifiedName };
  for (let from = 0; from < count; from += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, count - from) }, (_, at) => from + at);
    const wanted: number[] = [];
    for (const number of numbers) {
      // One that failed for good in an earlier attempt of this step would be waited for without end.
      const failed = job.attemptsStarted > 1 && (await chunks.getJobState(chunkJobId(run, kind, number))) === 'failed';
      if (!failed) wanted.push(number);
    }
    await chunks.addBulk(
      wanted.map((chunk) => ({
        name: kind,
        data: { kind, chunk, run, request, tool, fingerprint, policy, root, ...secret } satisfies ChunkJob,
        opts: { ...JOB_OPTIONS, jobId: chunkJobId(run, kind, chunk), parent, ignoreDependencyOnFailure: true },
      })),
    );
  }
}

/** That a record of another machine can't be seen yet does not say that its work failed: Redis does. */
async function failedChunks({ chunks }: Helper, { run, chunks: count = 0 }: RunJob): Promise<readonly number[]> {
  const failed: number[] = [];
  for (let number = 0; number < count; number += 1)
    if ((await chunks.getJobState(chunkJobId(run, 'write', number))) === 'failed') failed.push(number);
  return failed;
}

/** A scheduled run does not begin while the one before is at work. */
async function isAtWork({ runs }: Helper, job: Job<RunJob>): Promise<boolean> {
  const busy = await runs.getJobs(['active', 'waiting-children'], 0, 1000);
  return busy.some((other) => other.id !== job.id && other.data.request === job.data.request);
}

async function isCancelled({ redis }: Helper, run: string): Promise<boolean> {
  return (await redis.exists(cancelKey(run))) === 1;
}

/** Puts a job back that this worker can't do, and says why. */
async function assertOurs(helper: Helper, job: Job<RunJob> | Job<ChunkJob>, token: string): Promise<void> {
  const reason = foreign(helper.choice, job.data);
  if (reason === undefined) return;
  const run = runOf(job.id, job.data);
  if (!helper.refused.has(run)) helper.choice.told({ kind: 'refused', run, reason });
  helper.refused.add(run);
  const { redis } = helper;
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

/** What a job fails with goes into Redis, whoever threw it. */
async function plainly<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const moved =
      error instanceof DelayedError || error instanceof WaitingError || error instanceof WaitingChildrenError;
    throw moved || error instanceof PlainError ? error : plain(error);
  }
}

class PlainError extends Error {}

/** As it may lie in Redis: a code and our own words. */
function plain(error: unknown): Error {
  const { code, message } = deidError(error);
  const told = new PlainError(`${code}: ${message}`);
  told.stack = '';
  return told;
}
