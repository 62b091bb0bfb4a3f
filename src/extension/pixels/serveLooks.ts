// The look host's side of the messages: one thing after the other, until the extension lets go. Cancelling ends the process: it writes
// nothing. No vscode here.
import { DeidError } from '../../core/kernel/deidError.js';
import type { Detector } from '../../core/pixels/detection.js';
import type { Image } from '../../core/pixels/image.js';
import { readFrame } from '../../core/pixels/readFrame.js';
import { lazyCodecs } from '../../node/codecs/index.js';
import { lazyDetector } from '../../node/models/lazyDetector.js';
import { deidError } from '../../node/systemError.js';
import { ffmpegVideo } from '../../node/video/ffmpeg.js';
import { copyOf, type Eyes, lookInto } from './lookInto.js';
import type { FromLookHost, LookAnswer, ToLookHost } from './lookMessages.js';
import { rememberSeen } from './rememberSeen.js';

const EVERY_MS = 100;

export function serveLooks(): void {
  const say = (message: FromLookHost) => process.send?.(message);
  const detector: Detector = rememberSeen(lazyDetector('auto').detectorFor(() => {}));
  const eyes: Eyes = { detector, codecs: lazyCodecs(), video: ffmpegVideo() };
  let copy: Image | undefined;
  const answer = async (message: ToLookHost): Promise<LookAnswer> => {
    if (message.kind === 'frame') {
      if (copy === undefined) return { kind: 'no-frame', reason: 'the copy is not there any more' };
      const drawn = await readFrame(copy, message.index, eyes.codecs.decode);
      return drawn.kind === 'frame' ? drawn : { kind: 'no-frame', reason: drawn.reason };
    }
    const { id, request } = message;
    const step = stepper(request.frames, (done) => say({ kind: 'progress', id, done, total: request.frames }));
    if (message.kind === 'look') return lookInto(request, eyes, step);
    copy = undefined;
    const made = await copyOf(request, eyes, step);
    if (made.kind === 'none') return made.answer;
    copy = made.image;
    return { kind: 'ready', frames: copy.frames };
  };
  let before: Promise<void> = Promise.resolve();
  process.on('disconnect', () => process.exit(0));
  process.on('message', (message: ToLookHost) => {
    before = before.then(async () => {
      say({ kind: 'answer', id: message.id, answer: await answer(message).catch(failure) });
    });
  });
}

/** Tells of frames some times a second. */
function stepper(total: number, tell: (done: number) => void): () => void {
  let [done, told] = [0, Number.NEGATIVE_INFINITY];
  return () => {
    const now = performance.now();
    if (now - told >= EVERY_MS) {
      told = now;
      tell(Math.min(done, total));
    }
    done += 1;
  };
}

function failure(error: unknown): LookAnswer {
  const { code, message } = error instanceof DeidError ? error : deidError(error);
  return { kind: 'failed', code, message };
}
