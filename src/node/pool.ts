// A small pool of worker threads. A worker that dies or hangs costs at most the file it was at: the rest of
// its tasks go to others.
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { DeidError } from '../core/kernel/deidError.js';
import type { EngineSetup } from './engine.js';
import type { FileTask } from './fileRecord.js';
import type { TaskStream } from './taskStream.js';
import { type FromWorker, PULSE, type ToWorker, type WorkerSetup } from './workerProtocol.js';
import { keepYoungSpaceMeanwhile } from './youngSpace.js';

interface PoolOptions {
  readonly size: number;
  readonly engine: EngineSetup;
  readonly hangMs: number;
  /** Makes the message for a batch; `told` remembers what this worker knows. */
  readonly message: (tasks: readonly FileTask[], told: Set<string>) => ToWorker;
  readonly answered: (answer: FromWorker) => void;
  /** The worker at this task is gone and nothing of it runs any more. True gives the task to another worker, alone. */
  readonly lost: (task: FileTask, hung: boolean) => boolean;
}

export interface Pool {
  /** Resolves when the stream has ended and every task was answered or lost, or the pool is closed. One call at a time. */
  work(tasks: TaskStream): Promise<void>;
  /** Has so many workers from now on; never less than before. */
  grow(size: number): void;
  /** The files at work. */
  inFlight(): readonly FileTask[];
  bytesInFlight(): number;
  close(): Promise<void>;
}

interface Hand {
  readonly worker: Worker;
  readonly pulse: Int32Array;
  readonly tasks: Map<number, FileTask>;
  /** Patients whose evidence it has. */
  readonly told: Set<string>;
  ready: boolean;
  beat: number;
  beatAt: number;
  hung: boolean;
}

/** Small enough that the last batches end together, large enough that messages cost nothing. */
const BATCH_FILES = 8;
const BATCH_BYTES = 8 * 1024 * 1024;
/** So many workers may die before their first file: then it is the program and not the files. */
const FALSE_STARTS = 3;
/**
 * Without a bound each thread's collector leaves up to 48 MB of dead objects lying before it looks at them. Measured: a smaller
 * space costs no time that could be told from noise (see docs/measured.md).
 */
const RESOURCES = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 1024 };
/** So long a worker has, when the run is over, to end the step it is at. */
const GRACE_MS = 400;
const STUCK_MS = 900;

export function startPool(options: PoolOptions): Pool {
  const hands = new Set<Hand>();
  let size = 0;
  let stream: TaskStream | undefined;
  /** Tasks whose worker is gone: those that it had before it, and those that are tried once more, each alone. */
  let again: FileTask[] = [];
  const alone: FileTask[] = [];
  let open = 0;
  let falseStarts = 0;
  let waiting = false;
  let closed = false;
  let settle: ((error?: DeidError) => void) | undefined;
  /** Ends what is done while threads start. */
  let starting: (() => void) | undefined;

  const started = () => {
    starting?.();
    starting = undefined;
  };
  const finish = (error?: DeidError) => {
    settle?.(error);
    settle = undefined;
  };
  const nextBatch = (): readonly FileTask[] => {
    const single = alone.pop();
    if (single !== undefined) return [single];
    const batch: FileTask[] = [];
    let bytes = 0;
    const most = Math.max(1, Math.min(BATCH_FILES, Math.ceil((stream?.left ?? 0) / (size * 4))));
    while (batch.length < most && bytes < BATCH_BYTES) {
      const task = again.shift() ?? stream?.take();
      if (task === undefined) break;
      batch.push(task);
      bytes += task.size;
    }
    return batch;
  };
  const feed = (hand: Hand) => {
    // One batch ahead, so that no worker waits for the main thread.
    while (!closed && hand.ready && hand.tasks.size <= BATCH_FILES / 2) {
      const batch = nextBatch();
      if (batch.length === 0) break;
      open += batch.length;
      for (const task of batch) hand.tasks.set(task.index, task);
      hand.worker.postMessage(options.message(batch, hand.told));
    }
  };
  const pump = () => {
    if (closed || settle === undefined) return;
    // Those with least to do first, so that the last batches end together.
    for (const hand of [...hands].sort((a, b) => a.tasks.size - b.tasks.size)) feed(hand);
    if (stream === undefined || again.length + alone.length > 0) return;
    if (stream.ended) {
      if (open === 0) finish();
    } else if (!waiting) {
      waiting = true;
      void stream.more().then(() => {
        waiting = false;
        pump();
      });
    }
  };
  const answered = (hand: Hand, answer: FromWorker) => {
    if (closed) {
      // A copy that has its name is told of, even when the run is over.
      if (answer.kind === 'write') options.answered(answer);
      return;
    }
    if (answer.kind === 'ready') {
      hand.ready = true;
      if ([...hands].every(({ ready }) => ready)) started();
      falseStarts = 0;
    } else {
      hand.tasks.delete(answer.kind === 'survey' ? answer.index : answer.record.index);
      open -= 1;
      options.answered(answer);
    }
    feed(hand);
    if (hand.tasks.size === 0) pump();
  };
  const gone = (hand: Hand) => {
    if (!hands.delete(hand) || closed) return;
    const at = hand.tasks.get(Atomics.load(hand.pulse, PULSE.current));
    open -= hand.tasks.size;
    if (at === undefined) falseStarts += 1;
    else {
      hand.tasks.delete(at.index);
      if (options.lost(at, hand.hung)) alone.push(at);
    }
    again = [...hand.tasks.values(), ...again];
    if (falseStarts >= FALSE_STARTS)
      return finish(new DeidError('internal', 'the worker threads of the program do not start'));
    enlist();
    pump();
  };
  const enlist = () => {
    const hand = hire(options.engine);
    hands.add(hand);
    starting ??= keepYoungSpaceMeanwhile();
    hand.worker.on('message', (answer: FromWorker) => answered(hand, answer));
    // The error itself may quote anything: which file was at work is all that is told.
    hand.worker.on('error', () => {});
    hand.worker.on('exit', () => gone(hand));
  };
  const watch = setInterval(
    () => {
      for (const hand of hands) {
        if (!hangs(hand, options.hangMs)) continue;
        void hand.worker.terminate();
        // A thread that is stuck in the operating system can't be ended: the run goes on without it.
        void delay(STUCK_MS, undefined, { ref: false }).then(() => gone(hand));
      }
    },
    Math.min(1000, options.hangMs / 4),
  );
  watch.unref();
  const grow = (wanted: number) => {
    for (; size < wanted && !closed; size += 1) enlist();
  };
  grow(options.size);
  return {
    grow,
    work(tasks) {
      if (closed) return Promise.resolve();
      stream = tasks;
      return new Promise((resolve, reject) => {
        settle = (error) => (error === undefined ? resolve() : reject(error));
        pump();
      });
    },
    inFlight: () => [...hands].flatMap((hand) => hand.tasks.get(Atomics.load(hand.pulse, PULSE.current)) ?? []),
    bytesInFlight: () => [...hands].reduce((sum, hand) => sum + Atomics.load(hand.pulse, PULSE.kibibytes) * 1024, 0),
    async close() {
      closed = true;
      clearInterval(watch);
      started();
      for (const hand of hands) Atomics.store(hand.pulse, PULSE.stop, 1);
      const atWork = () => [...hands].some((hand) => Atomics.load(hand.pulse, PULSE.current) >= 0);
      if (atWork()) {
        const until = performance.now() + GRACE_MS;
        while (atWork() && performance.now() < until) await delay(5);
        // Their last answers are on the way.
        await delay(20);
      }
      const ended = Promise.all([...hands].map((hand) => hand.worker.terminate()));
      await Promise.race([ended, delay(STUCK_MS, undefined, { ref: false })]);
      finish();
    },
  };
}

function hire(engine: EngineSetup): Hand {
  const shared = new SharedArrayBuffer(PULSE.length * Int32Array.BYTES_PER_ELEMENT);
  const pulse = new Int32Array(shared);
  pulse[PULSE.current] = -1;
  const workerData: WorkerSetup = { engine, pulse: shared };
  const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData, resourceLimits: RESOURCES });
  return {
    worker,
    pulse,
    tasks: new Map(),
    told: new Set(),
    ready: false,
    beat: 0,
    beatAt: performance.now(),
    hung: false,
  };
}

/** True once for a worker that has work and whose beat stood still for too long. */
function hangs(hand: Hand, hangMs: number): boolean {
  const now = performance.now();
  const beat = Atomics.load(hand.pulse, PULSE.beat);
  if (beat !== hand.beat || Atomics.load(hand.pulse, PULSE.current) < 0) {
    hand.beat = beat;
    hand.beatAt = now;
    return false;
  }
  if (hand.hung || now - hand.beatAt < hangMs) return false;
  hand.hung = true;
  return true;
}
