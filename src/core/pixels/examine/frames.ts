// The frames of an image one after the other, drawn: each from its own bytes, those of video as the user's program decodes them.
import type { Codecs } from '../codecPort.js';
import { type Drawn, drawFrame } from '../drawFrame.js';
import type { Image } from '../image.js';
import { readRaw } from '../readFrame.js';
import type { VideoCodec, VideoStep } from '../videoPort.js';
import { isVideo, videoStream } from '../videoStream.js';

type Step = Drawn | Extract<VideoStep, { kind: 'others' }>;

/** What is amiss comes last. */
export async function* drawnFrames(
  image: Image,
  codecs: Codecs,
  video: VideoCodec | undefined,
): AsyncGenerator<Step, void, undefined> {
  if (video !== undefined && isVideo(image)) {
    yield* videoFrames(image, video);
    return;
  }
  for (let index = 0; index < image.frames; index++) {
    const read = await readRaw(image, index);
    yield read.kind === 'trouble' ? read : drawFrame(read.raw, codecs);
  }
}

async function* videoFrames(image: Image, codec: VideoCodec): AsyncGenerator<Step, void, undefined> {
  const stream = await videoStream(image);
  if (stream.kind === 'trouble') {
    yield stream;
    return;
  }
  const { rows, columns } = image.layout;
  let index = 0;
  for await (const step of codec.frames(stream.video)) {
    if (step.kind === 'frame' && (step.rows !== rows || step.columns !== columns)) {
      yield { kind: 'trouble', reason: 'its video and the header differ in rows or columns' };
      return;
    }
    if (step.kind !== 'frame') {
      yield step;
      continue;
    }
    yield { kind: 'frame', frame: { ...PLAIN, index, rows, columns, bytes: step.bytes } };
    index += 1;
  }
}

const PLAIN = {
  samples: 3,
  type: 'u8',
  inverted: false,
  slope: 1,
  intercept: 0,
  regions: [],
  overlays: [],
  tables: [],
} as const;
