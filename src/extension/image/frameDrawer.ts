// Draws frames in a thread of its own: started when first needed, stopped when it takes too long or is not used any more.
import { Worker } from 'node:worker_threads';
import type { Drawn, RawFrame } from '../../core/pixels/drawFrame.js';

export interface Answer {
  readonly id: number;
  readonly drawn: Drawn;
}

export interface FrameDrawer {
  draw(raw: RawFrame): Promise<Drawn>;
  dispose(): void;
}

export interface DrawerOptions {
  /** Of dcmjs-native-codecs.wasm; beside the program where it is not given. */
  readonly wasm?: URL;
  /** A frame that takes longer is given up. */
  readonly limitMs?: number;
  /** Without work for so long, the thread and its memory go. */
  readonly idleMs?: number;
}

interface Job {
  readonly id: number;
  readonly raw: RawFrame;
  readonly done: (drawn: Drawn) => void;
}

const DEFAULTS = { limitMs: 30_000, idleMs: 60_000 };

export function frameDrawer(options: DrawerOptions = {}): FrameDrawer {
  const { limitMs, idleMs } = { ...DEFAULTS, ...options };
  const wasm = options.wasm ?? new URL('./dcmjs-native-codecs.wasm', import.meta.url);
  const waiting: Job[] = [];
  let worker: Worker | undefined;
  let current: Job | undefined;
  let timer: NodeJS.Timeout | undefined;
  let last = 0;

  const stop = (): void => {
    clearTimeout(timer);
    const old = worker;
    worker = undefined;
    old?.removeAllListeners();
    // A thread that is being stopped can still fail; nobody waits for it any more.
    old?.on('error', () => undefined);
    void old?.terminate();
  };
  const finish = (drawn: Drawn): void => {
    clearTimeout(timer);
    const job = current;
    current = undefined;
    job?.done(drawn);
    next();
  };
  const fail = (reason: string): void => {
    stop();
    finish({ kind: 'trouble', reason });
  };
  const started = (): Worker => {
    const fresh = new Worker(new URL('./imageWorker.js', import.meta.url), { workerData: wasm.href });
    fresh.unref();
    fresh.on('message', ({ id, drawn }: Answer) => {
      if (id === current?.id) finish(drawn);
    });
    fresh.on('error', () => fail('the decoder stopped unexpectedly; the frame may be damaged, or memory ran out'));
    fresh.on('exit', () => fail('the decoder stopped unexpectedly; the frame may be damaged, or memory ran out'));
    worker = fresh;
    return fresh;
  };
  const next = (): void => {
    if (current !== undefined) return;
    current = waiting.shift();
    if (current === undefined) {
      timer = setTimeout(stop, idleMs);
      timer.unref();
      return;
    }
    timer = setTimeout(
      () => fail(`decoding this frame took more than ${Math.round(limitMs / 1000)} seconds and was stopped`),
      limitMs,
    );
    (worker ?? started()).postMessage({ id: current.id, raw: current.raw });
  };
  return {
    draw: (raw) =>
      new Promise((done) => {
        clearTimeout(current === undefined ? timer : undefined);
        waiting.push({ id: ++last, raw, done });
        next();
      }),
    dispose: () => {
      stop();
      const left = [current, ...waiting.splice(0)];
      current = undefined;
      for (const job of left) job?.done({ kind: 'trouble', reason: 'the image was closed' });
    },
  };
}
