// Entry of a thread that looks into pictures: one after the other, so that the thread that asks stays free. What it reads stays in memory.
import { setFlagsFromString } from 'node:v8';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { DeidError } from '../../core/kernel/deidError.js';
import type { Detector, Seen } from '../../core/pixels/detection.js';
import type { DetectorSetup, FromDetector, ToDetector } from './detectorProtocol.js';

type Kind = Seen['kind'];

function serve(port: MessagePort, setup: DetectorSetup): void {
  const say = (message: FromDetector) => port.postMessage(message);
  let current = 0;
  const step = () => say({ kind: 'step', id: current });
  const loaded = new Map<Kind, Promise<Detector>>();
  const detectorOf = (kind: Kind): Promise<Detector> => {
    const known = loaded.get(kind);
    if (known !== undefined) return known;
    const made = load(kind, setup, step);
    loaded.set(kind, made);
    return made;
  };
  let before: Promise<void> = Promise.resolve();
  port.on('message', ({ id, request }: ToDetector) => {
    before = before.then(async () => {
      current = id;
      try {
        const seen: Seen[] = [];
        for (const kind of new Set(request.kinds))
          seen.push(...(await (await detectorOf(kind))({ ...request, kinds: [kind] })));
        say({ kind: 'seen', id, seen });
      } catch (error) {
        say({ kind: 'failed', id, ...reasonOf(error) });
      }
    });
  });
}

/** Loaded when first asked for: a run over text alone needs no network for faces. */
async function load(kind: Kind, setup: DetectorSetup, step: () => void): Promise<Detector> {
  switch (kind) {
    case 'text':
      return (await import('./textModels.js')).loadTextDetector({ ...setup, step });
    case 'face':
      return (await import('./faces.js')).loadFaceDetector({ ...setup, step });
    case 'barcode':
      return (await import('./barcodes.js')).loadBarcodeDetector({ ...setup, step });
  }
}

/** What a library says of a failure could quote anything: only our own words pass. */
function reasonOf(error: unknown): Pick<Extract<FromDetector, { kind: 'failed' }>, 'code' | 'message'> {
  if (error instanceof DeidError) return { code: error.code, message: error.message };
  const memory = error instanceof RangeError;
  return {
    code: 'internal',
    message: memory
      ? 'there is not enough memory to look into this image'
      : 'looking into the image failed; please report this with the size and the kind of the image',
  };
}

// The runtime is 14 MB of WebAssembly: compiling it in several threads at once takes 60 MB more at the peak.
setFlagsFromString('--wasm-num-compilation-tasks=1');
// And so does optimising whatever ran a few times: only the loops in which the time goes are compiled once more.
setFlagsFromString('--wasm-tiering-budget=180000000');
if (parentPort !== null) serve(parentPort, workerData as DetectorSetup);
