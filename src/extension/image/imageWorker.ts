// A thread that draws frames, so that the thread of the extension host stays free. It lives beside the codecs' module in dist/.
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { Codecs } from '../../core/pixels/codecPort.js';
import { drawFrame, type RawFrame } from '../../core/pixels/drawFrame.js';
import type { Answer } from './frameDrawer.js';
import { wasmCodecs } from './wasmCodecs.js';

let loaded: Codecs | undefined;

/** The module is read and compiled by the first frame that needs it. */
const codecs: Codecs = (job) => {
  loaded ??= wasmCodecs(new WebAssembly.Module(readFileSync(new URL(String(workerData)))));
  return loaded(job);
};

parentPort?.on('message', ({ id, raw }: { readonly id: number; readonly raw: RawFrame }) => {
  const answer: Answer = { id, drawn: drawn(raw) };
  const bytes = answer.drawn.kind === 'frame' ? answer.drawn.frame.bytes.buffer : undefined;
  parentPort?.postMessage(answer, bytes instanceof ArrayBuffer ? [bytes] : []);
});

function drawn(raw: RawFrame): Answer['drawn'] {
  try {
    return drawFrame(raw, codecs);
  } catch (error) {
    const memory = error instanceof RangeError;
    const reason = memory
      ? 'there is not enough memory to draw this frame'
      : 'this frame could not be drawn; the program has a fault here';
    return { kind: 'trouble', reason };
  }
}
