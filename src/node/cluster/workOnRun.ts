// The job of a run: its steps one after another, of which two are done by jobs of their own, one a chunk.

import { type Job, WaitingChildrenError } from 'bullmq';
import { chunkJobId, JOB_OPTIONS, runOf } from './clusterQueue.js';
import type { ChunkJob, RunEnd, RunJob, Walked } from './clusterTypes.js';
import type { JobRunner } from './jobRunner.js';
import { assertOurs, doJob, isCancelled, type WorkerState } from './workOnJob.js';

const BATCH = 200;

export async function workOnRun(
  state: WorkerState,
  runner: JobRunner,
  job: Job<RunJob>,
  token: string,
): Promise<RunEnd> {
  await assertOurs(state, job, token);
  const run = runOf(job.id, job.data);
  let data: RunJob = { ...job.data, run };
  const next = async (news: Partial<RunJob>) => {
    data = { ...data, ...news };
    await job.updateData(data);
  };
  if (job.data.run === '' && (await isAtWork(state, job))) return { state: 'skipped' };
  for (;;) {
    if (data.step !== 'clean' && (await isCancelled(state, run)))
      await next({ step: 'clean', end: { state: 'cancelled' } });
    switch (data.step) {
      case 'walk': {
        const walked = (await doJob(state, runner, job, token, data)) as Walked | undefined;
        if (walked === undefined) break;
        const { survey, ...counts } = walked;
        await next({ ...counts, step: survey ? 'survey' : 'plan' });
        break;
      }
      case 'survey':
      case 'write':
        await addChunks(state, job, data, data.step);
        await next({ step: data.step === 'survey' ? 'surveyed' : 'written' });
        break;
      case 'surveyed':
      case 'written':
        if (await job.moveToWaitingChildren(token)) throw new WaitingChildrenError();
        if (data.step === 'written') await next({ step: 'finish', lost: await failedChunks(state, data) });
        else {
          // With a part of what the files name unknown, a name could stay in some text.
          const missing = Object.keys(await job.getIgnoredChildrenFailures()).length;
          const reason = `io: ${missing} parts of the survey failed on every attempt`;
          if (missing > 0) await next({ step: 'clean', end: { state: 'failed', reason } });
          else await next({ step: 'plan', surveyed: true });
        }
        break;
      case 'plan':
        if ((await doJob(state, runner, job, token, data)) !== undefined) await next({ step: 'write' });
        break;
      case 'finish': {
        const end = (await doJob(state, runner, job, token, data)) as RunEnd | undefined;
        if (end !== undefined) await next({ step: 'clean', end });
        break;
      }
      case 'clean':
        await doJob(state, runner, job, token, data);
        return data.end ?? { state: 'cancelled' };
    }
  }
}

/** Idempotent: a job that is there already is not added again. */
async function addChunks(
  { chunks }: WorkerState,
  job: Job<RunJob>,
  data: RunJob,
  kind: ChunkJob['kind'],
): Promise<void> {
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
async function failedChunks({ chunks }: WorkerState, { run, chunks: count = 0 }: RunJob): Promise<readonly number[]> {
  const failed: number[] = [];
  for (let number = 0; number < count; number += 1)
    if ((await chunks.getJobState(chunkJobId(run, 'write', number))) === 'failed') failed.push(number);
  return failed;
}

/** A scheduled run does not begin while the one before is at work. */
async function isAtWork({ runs }: WorkerState, job: Job<RunJob>): Promise<boolean> {
  const busy = await runs.getJobs(['active', 'waiting-children'], 0, 1000);
  return busy.some((other) => other.id !== job.id && other.data.request === job.data.request);
}
