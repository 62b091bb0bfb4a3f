// A worker: takes jobs from Redis as long as it runs. Jobs of a run that it does not share key, version and folders with are left to others.
import { type Job, Queue, Worker } from 'bullmq';
import type { ChunkJob, RunEnd, RunJob } from './clusterTypes.js';
import { createJobRunner, type JobRunner } from './jobRunner.js';
import { failPlainly } from './plainError.js';
import { assertRedis, CHUNKS, openRedis, optionsOf, PREFIX, RUNS, refusalOf } from './redis.js';
import type { ShopSetup } from './shop.js';
import { assertOurs, doJob, isCancelled, type WorkerChoice, type WorkerState } from './workOnJob.js';
import { workOnRun } from './workOnRun.js';

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
  const state: WorkerState = { choice, chunks, runs, redis, refused: new Set() };
  const workers = [
    new Worker<RunJob, RunEnd>(
      RUNS,
      (job, token = '') => failPlainly(workOnRun(state, runners[0], job, token)),
      timing,
    ),
    new Worker<ChunkJob, object>(
      CHUNKS,
      (job, token = '') => failPlainly(workOnChunk(state, runners[1], job, token)),
      timing,
    ),
  ];
  tellOfRedis(workers, told);
  for (const queue of [chunks, runs]) queue.on('error', () => {});
  await Promise.all(workers.map((worker) => worker.waitUntilReady()));
  told({ kind: 'ready' });
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  await Promise.all(runners.map((runner) => runner.stop()));
  await Promise.all(workers.map((worker) => worker.close()));
  await Promise.all([chunks.close(), runs.close()]);
  redis.disconnect();
}

async function workOnChunk(state: WorkerState, runner: JobRunner, job: Job<ChunkJob>, token: string): Promise<object> {
  const { data } = job;
  await assertOurs(state, job, token);
  if (await isCancelled(state, data.run)) return {};
  await doJob(state, runner, job, token, data);
  return {};
}

/** Tells when Redis is gone and when it is back, and what it refuses, each once. */
function tellOfRedis(workers: readonly Worker[], told: WorkerChoice['told']): void {
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
}
