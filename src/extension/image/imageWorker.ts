// A thread that draws frames, so that the thread of the extension host stays free. It lives beside the codecs' module in dist/.
import { parentPort, workerData } from 'node:worker_threads';
import { drawFrame, type RawFrame } from '../../core/pixels/drawFrame.js';
import { lazyCodecs } from '../../node/codecs/index.js';
import type { Answer } from './frameDrawer.js';

const codecs = lazyCodecs(new URL(String(workerData)));

parentPort?.on('message', ({ id, raw }: { readonly id: number; readonly raw: RawFrame }) => {
  const answer: Answer = { id, drawn: drawn(raw) };
  const bytes = answer.drawn.kind === 'frame' ? answer.drawn.frame.bytes.buffer : undefined;
  parentPort?.postMessage(answer, bytes instanceof ArrayBuffer ? [bytes] : []);
});

function drawn(raw: RawFrame): Answer['drawn'] {
  try {
    return drawFrame(raw, codecs.decode);
  } catch (error) {
    const memory = error instanceof RangeError;
    const reason = memory
      ? 'there is not enough memory to draw this frame'
      : 'this frame could not be drawn; the program has a fault here';
    return { kind: 'trouble', reason };
  }
}
