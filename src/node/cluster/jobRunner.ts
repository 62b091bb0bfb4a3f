// The main thread's side of a job thread: one job at a time, and an end that leaves nothing half-written.
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { DeidError, type ErrorCode } from '../../core/kernel/deidError.js';
import type { ThreadAnswer, ThreadJob } from './clusterTypes.js';
import type { ShopSetup } from './shop.js';

export type ToThread = { readonly kind: 'do'; readonly job: ThreadJob } | { readonly kind: 'stop' };

export type FromThread =
  | { readonly kind: 'done'; readonly answer: ThreadAnswer }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly message: string }
  | { readonly kind: 'stopped' };

export interface JobRunner {
  /** @throws DeidError */
  work(job: ThreadJob): Promise<ThreadAnswer>;
  /** Ends the job that is at work; the next one gets a new thread. */
  stop(): Promise<void>;
}

const STOP_MS = 5000;

export function createJobRunner(setup: ShopSetup): JobRunner {
  let thread: Worker | undefined;
  let answered: ((answer: ThreadAnswer) => void) | undefined;
  let failed: ((error: DeidError) => void) | undefined;
  let stopped: (() => void) | undefined;

  const fail = (error: DeidError) => {
    failed?.(error);
    answered = undefined;
    failed = undefined;
  };
  const hire = (): Worker => {
    const made = new Worker(new URL('./jobThread.js', import.meta.url), { workerData: setup });
    made.on('message', (message: FromThread) => {
      if (message.kind === 'done') {
        answered?.(message.answer);
        answered = undefined;
        failed = undefined;
      } else if (message.kind === 'failed') fail(new DeidError(message.code, message.message));
      else stopped?.();
    });
    // The error itself may quote anything: that the thread ended is all that is told.
    made.on('error', () => {});
    made.on('exit', () => {
      if (thread === made) thread = undefined;
      fail(new DeidError('internal', 'the thread that did the job ended'));
      stopped?.();
    });
    return made;
  };
  return {
    work(job) {
      thread ??= hire();
      const message: ToThread = { kind: 'do', job };
      const promise = new Promise<ThreadAnswer>((resolve, reject) => {
        answered = resolve;
        failed = reject;
      });
      thread.postMessage(message);
      return promise;
    },
    async stop() {
      const ending = thread;
      if (ending === undefined) return;
      const message: ToThread = { kind: 'stop' };
      const quiet = new Promise<void>((resolve) => {
        stopped = resolve;
      });
      ending.postMessage(message);
      await Promise.race([quiet, delay(STOP_MS, undefined, { ref: false })]);
      await ending.terminate();
      thread = undefined;
      fail(new DeidError('cancelled', 'the work was ended'));
    },
  };
}
