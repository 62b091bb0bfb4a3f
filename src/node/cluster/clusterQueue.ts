// What is asked of the cluster from outside: submit, status, cancel, schedules. Redis holds digests and numbers.
import { createHash, randomBytes } from 'node:crypto';
import { type Job, Queue } from 'bullmq';
import { DeidError } from '../../core/kernel/deidError.js';
import type { RunEnd, RunJob, Terms } from './clusterTypes.js';
import { assertRedis, CHUNKS, openRedis, optionsOf, PREFIX, type RedisPlace, RUNS, refusalOf } from './redis.js';

export interface DeadLetter {
  readonly chunk: number;
  readonly step: string;
  readonly reason: string;
  readonly attempts: number;
}

export interface RunStatus {
  readonly run: string;
  readonly state: 'waiting' | 'working' | 'cancelling' | RunEnd['state'];
  readonly step: RunJob['step'];
  readonly submitted: string;
  readonly chunks?: number;
  readonly chunksDone: number;
  readonly files?: number;
  readonly bytes?: number;
  readonly end?: RunEnd;
  readonly reason?: string;
  readonly dead: readonly DeadLetter[];
  /** Workers that could not take part, and why. */
  readonly refusals: readonly string[];
}

export interface ScheduleStatus {
  readonly id: string;
  readonly pattern: string;
  readonly next?: string;
}

export interface ClusterQueue {
  submit(terms: Terms): Promise<void>;
  status(): Promise<readonly RunStatus[]>;
  statusOf(run: string): Promise<RunStatus | undefined>;
  workers(): Promise<number>;
  /** False where there is no such run, or it is over. */
  cancel(run: string): Promise<boolean>;
  addSchedule(pattern: string, terms: Terms): Promise<void>;
  schedules(): Promise<readonly ScheduleStatus[]>;
  removeSchedule(id: string): Promise<boolean>;
  close(): Promise<void>;
}

const DAYS = 24 * 3600;
/** Tried again after 1, 2, 4 and 8 s. */
export const JOB_OPTIONS = {
  attempts: 5,
  backoff: { type: 'exponential', delay: 1000 },
  // A trace tells nothing that the code does not, and the code is all that may be told.
  stackTraceLimit: 0,
  removeOnComplete: { age: 14 * DAYS },
  removeOnFail: { age: 30 * DAYS },
} as const;

const MOST_RUNS = 200;
const CANCEL_SECONDS = 30 * DAYS;

export const runId = (): string => randomBytes(6).toString('hex');
export const cancelKey = (run: string): string => `${PREFIX}:cancel:${run}`;
export const refusalKey = (run: string): string => `${PREFIX}:refused:${run}`;

/** @throws DeidError `io` where there is no Redis */
export async function openClusterQueue(place: RedisPlace): Promise<ClusterQueue> {
  await assertRedis(place);
  const options = { connection: optionsOf(place), prefix: PREFIX, skipVersionCheck: true };
  const runs = new Queue<RunJob>(RUNS, options);
  const chunks = new Queue(CHUNKS, options);
  for (const queue of [runs, chunks]) queue.on('error', () => {});
  const redis = openRedis(place);
  const find = async (run: string) =>
    (await allJobs(runs)).find(({ id, data }) => runOf(id, data) === run) ?? undefined;
  const describe = async (seen: Job<RunJob>): Promise<RunStatus> => {
    const run = runOf(seen.id, seen.data);
    const state = await seen.getState();
    // What was read before the run was over says nothing of its end.
    const isOver = state === 'completed' || state === 'failed';
    const job: Job<RunJob> = isOver ? ((await runs.getJob(seen.id ?? '')) ?? seen) : seen;
    const step = job.data.step === 'surveyed' || job.data.step === 'survey' ? 'survey' : 'write';
    const counted = await countChunks(chunks, run, step, job.data);
    const refusals = await redis.smembers(refusalKey(run));
    const cancelled = (await redis.exists(cancelKey(run))) === 1;
    const end: RunEnd | undefined = state === 'completed' ? (job.returnvalue ?? undefined) : undefined;
    return {
      run,
      state: end?.state ?? stateOf(state, cancelled),
      step: job.data.step,
      submitted: new Date(job.timestamp).toISOString(),
      ...(job.data.chunks === undefined ? {} : { chunks: job.data.chunks }),
      ...(job.data.files === undefined ? {} : { files: job.data.files }),
      ...(job.data.bytes === undefined ? {} : { bytes: job.data.bytes }),
      chunksDone: counted.done,
      dead: counted.dead,
      refusals,
      ...(end === undefined ? {} : { end }),
      ...(end?.reason === undefined ? {} : { reason: end.reason }),
      ...(state === 'failed' ? { reason: job.failedReason } : {}),
    };
  };
  return {
    async submit(terms) {
      await runs.add('run', { ...terms, kind: 'run', step: 'walk' }, { ...JOB_OPTIONS, jobId: `run-${terms.run}` });
    },
    async status() {
      const jobs = [...(await allJobs(runs))].sort((a, b) => b.timestamp - a.timestamp);
      const found: RunStatus[] = [];
      for (const job of jobs) found.push(await describe(job));
      return found;
    },
    async statusOf(run) {
      const job = await find(run);
      return job === undefined ? undefined : await describe(job);
    },
    async workers() {
      return (await chunks.getWorkers()).length;
    },
    async cancel(run) {
      const job = await find(run);
      if (job === undefined || ['completed', 'failed'].includes(await job.getState())) return false;
      await redis.set(cancelKey(run), '1', 'EX', CANCEL_SECONDS);
      return true;
    },
    async addSchedule(pattern, terms) {
      try {
        const data: RunJob = { ...terms, run: '', kind: 'run', step: 'walk' };
        await runs.upsertJobScheduler(terms.request, { pattern }, { name: 'run', data, opts: JOB_OPTIONS });
      } catch (cause) {
        if (refusalOf(cause) !== undefined) throw cause;
        throw new DeidError('usage', "the time is no cron pattern, such as '0 2 * * *' for every night at two", {
          cause,
        });
      }
    },
    async schedules() {
      const found = await runs.getJobSchedulers(0, MOST_RUNS);
      return found.map(({ key, pattern = '', next }) => ({
        id: key,
        pattern,
        ...(next === undefined ? {} : { next: new Date(next).toISOString() }),
      }));
    },
    removeSchedule: (id) => runs.removeJobScheduler(id),
    async close() {
      await runs.close();
      await chunks.close();
      redis.disconnect();
    },
  };
}

async function allJobs(runs: Queue<RunJob>): Promise<readonly Job<RunJob>[]> {
  const states = ['active', 'waiting', 'waiting-children', 'delayed', 'prioritized', 'completed', 'failed'] as const;
  const jobs = await runs.getJobs([...states], 0, MOST_RUNS);
  // The next run of a schedule lies there as a job that waits for its time.
  return jobs.filter(
    (job) => job !== undefined && !(job.data.run === '' && job.delay > 0 && job.attemptsStarted === 0),
  );
}

/** Runs of a schedule have the number that their job gives. */
export function runOf(id: string | undefined, { run }: Terms): string {
  if (run !== '') return run;
  return createHash('sha256')
    .update(id ?? '')
    .digest('hex')
    .slice(0, 12);
}

async function countChunks(chunks: Queue, run: string, step: string, { chunks: count = 0 }: RunJob) {
  let done = 0;
  const dead: DeadLetter[] = [];
  for (let from = 0; from < count; from += 500) {
    const numbers = Array.from({ length: Math.min(500, count - from) }, (_, at) => from + at);
    const states = await Promise.all(numbers.map((number) => chunks.getJobState(chunkJobId(run, step, number))));
    for (const [at, state] of states.entries()) {
      if (state === 'completed') done += 1;
      if (state !== 'failed') continue;
      const number = numbers[at] ?? 0;
      const job: Job | undefined = await chunks.getJob(chunkJobId(run, step, number));
      dead.push({ chunk: number, step, reason: job?.failedReason ?? '', attempts: job?.attemptsMade ?? 0 });
    }
  }
  return { done, dead };
}

export function chunkJobId(run: string, step: string, number: number): string {
  return `${run}-${step}-${number}`;
}

function stateOf(state: string, cancelled: boolean): RunStatus['state'] {
  if (state === 'failed') return 'failed';
  if (cancelled) return 'cancelling';
  return state === 'waiting' || state === 'delayed' ? 'waiting' : 'working';
}
