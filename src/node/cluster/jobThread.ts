// Entry of the thread that does the jobs of a worker: the main thread goes on telling Redis that they are at work, whatever is done here.
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { DeidError } from '../../core/kernel/deidError.js';
import { deidError } from '../systemError.js';
import { surveyStep, writeStep } from './chunkSteps.js';
import { cleanStep } from './cleanStep.js';
import type { ThreadAnswer, ThreadJob } from './clusterTypes.js';
import { finishStep } from './finishStep.js';
import type { FromThread, ToThread } from './jobRunner.js';
import { planStep } from './planStep.js';
import { openShop, requestSeen, type Shop, type ShopSetup } from './shop.js';
import { walkStep } from './walkStep.js';

function main(port: MessagePort, setup: ShopSetup): void {
  let shop: Shop | undefined;
  const shopOf = async (job: ThreadJob): Promise<Shop> => {
    if (shop?.run === job.run) return shop;
    const before = shop;
    shop = undefined;
    await before?.close();
    if (job.kind !== 'run' || job.step !== 'clean') await requestSeen(setup, job);
    shop = await openShop(setup, job);
    return shop;
  };
  const say = (message: FromThread) => port.postMessage(message);
  port.on('message', async (message: ToThread) => {
    if (message.kind === 'stop') {
      await shop?.close();
      shop = undefined;
      say({ kind: 'stopped' });
      return;
    }
    try {
      const answer = await obey(() => shopOf(message.job), message.job);
      // What a walk found is in the memory of no machine afterwards.
      if (message.job.kind === 'run') {
        await shop?.close();
        shop = undefined;
      }
      say({ kind: 'done', answer });
    } catch (error) {
      const { code, message } = deidError(error);
      say({ kind: 'failed', code, message });
    }
  });
}

async function obey(open: () => Promise<Shop>, job: ThreadJob): Promise<ThreadAnswer> {
  if (job.kind === 'run' && job.step === 'clean') {
    // The request goes last: without it an earlier attempt was at the end.
    const shop = await open().catch((error) => ifMissing(error));
    if (shop !== undefined) await cleanStep(shop, job);
    return null;
  }
  const shop = await open();
  if (job.kind !== 'run') {
    await (job.kind === 'survey' ? surveyStep : writeStep)(shop, job.chunk);
    return null;
  }
  const { step, chunks = 0, surveyed = false, lost = [] } = job;
  if (step === 'walk') return await walkStep(shop);
  if (step === 'finish') return await finishStep(shop, chunks, lost);
  if (step !== 'plan') throw new DeidError('internal', 'no such step');
  await planStep(shop, chunks, surveyed);
  return null;
}

function ifMissing(error: unknown): undefined {
  if (deidError(error).code !== 'not-found') throw error;
}

if (parentPort !== null) main(parentPort, workerData as ShopSetup);
