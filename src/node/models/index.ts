// The detectors of words, faces and codes as one: they work in a thread of their own, which starts with the first picture.
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { DeidError } from '../../core/kernel/deidError.js';
import type { Cancelled, Detector, DetectorRequest, Seen } from '../../core/pixels/detection.js';
import type { DetectorSetup, FromDetector, ToDetector } from './detectorProtocol.js';
import type { Device } from './onnx.js';

export type { Device } from './onnx.js';

export interface DetectorOptions {
  /** Where the models lie; beside the program where not given. */
  readonly modelsFolder?: string;
  readonly device?: Device;
  /** Told while a picture is looked at, some times a second; what it throws ends the search. */
  readonly step?: () => void;
}

export type OwnDetector = Detector & { close(): Promise<void> };

/** A search that gives no sign of life for so long has failed. */
const SILENT_MS = 120_000;

interface Waiting {
  readonly resolve: (seen: readonly Seen[]) => void;
  readonly reject: (error: unknown) => void;
  readonly signal: Cancelled | undefined;
  heard: number;
}

export function createDetector(options: DetectorOptions = {}): OwnDetector {
  const workerData: DetectorSetup = {
    modelsFolder: options.modelsFolder ?? fileURLToPath(new URL('./models', import.meta.url)),
    device: options.device ?? 'auto',
  };
  const waiting = new Map<number, Waiting>();
  let thread: Worker | undefined;
  let watch: NodeJS.Timeout | undefined;
  let next = 0;

  const stop = (error: unknown): void => {
    const ended = thread;
    thread = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    idle();
    void ended?.terminate();
  };
  const idle = (): void => {
    if (waiting.size > 0) return;
    clearInterval(watch);
    watch = undefined;
    thread?.unref();
  };
  const look = (): void => {
    const now = performance.now();
    for (const { signal, heard } of waiting.values()) {
      if (signal?.aborted === true) stop(new DeidError('cancelled', 'the search in the image was cancelled'));
      else if (now - heard > SILENT_MS)
        stop(new DeidError('internal', 'looking into the image made no progress and was given up'));
    }
  };
  const heard = (message: FromDetector): void => {
    const own = waiting.get(message.id);
    if (own === undefined) return;
    // Others wait for their turn behind this one.
    for (const each of waiting.values()) each.heard = performance.now();
    if (message.kind === 'step') {
      try {
        options.step?.();
      } catch (error) {
        stop(error);
      }
      return;
    }
    waiting.delete(message.id);
    idle();
    if (message.kind === 'seen') own.resolve(message.seen);
    else own.reject(new DeidError(message.code, message.message));
  };
  const start = (): Worker => {
    const worker = new Worker(new URL('./detectorWorker.js', import.meta.url), { workerData });
    const lost = () => {
      if (thread === worker) stop(new DeidError('internal', 'looking into the image ended a thread of the program'));
    };
    worker.on('message', heard);
    // The error itself may quote anything.
    worker.on('error', lost);
    worker.on('exit', lost);
    return worker;
  };

  const detect = (request: DetectorRequest, signal?: Cancelled): Promise<readonly Seen[]> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(new DeidError('cancelled', 'the search in the image was cancelled'));
        return;
      }
      thread ??= start();
      thread.ref();
      const id = next++;
      waiting.set(id, { resolve, reject, signal, heard: performance.now() });
      watch ??= setInterval(look, 100);
      thread.postMessage({ id, request } satisfies ToDetector);
    });
  const close = async (): Promise<void> => {
    const ended = thread;
    stop(new DeidError('cancelled', 'the search in the image was cancelled'));
    await ended?.terminate();
  };
  return Object.assign(detect, { close });
}
