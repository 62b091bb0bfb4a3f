// Frames as ffmpeg writes them into a pipe: portable pixmaps, each with its own size ahead, so that none is mistaken for another.
import type { VideoFrame } from '../../core/pixels/videoPort.js';

const HEADER = /^P6\s(\d{1,6})\s(\d{1,6})\s255\s/u;
const LONGEST_HEADER = 32;

/** @throws RangeError where the bytes are something else */
export async function* picturesIn(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<VideoFrame, void, undefined> {
  let rest = Buffer.alloc(0);
  let frame: VideoFrame | undefined;
  let filled = 0;
  for await (const chunk of chunks) {
    let at = 0;
    while (at < chunk.length) {
      if (frame === undefined) {
        const more = chunk.subarray(at, at + LONGEST_HEADER - rest.length);
        const head = Buffer.concat([rest, more]);
        const match = HEADER.exec(head.toString('latin1'));
        if (match === null) {
          if (head.length >= LONGEST_HEADER) throw new RangeError('no picture begins here');
          rest = head;
          at += more.length;
          continue;
        }
        at += match[0].length - rest.length;
        rest = Buffer.alloc(0);
        const [columns, rows] = [Number(match[1]), Number(match[2])];
        frame = { kind: 'frame', rows, columns, bytes: new Uint8Array(rows * columns * 3) };
        filled = 0;
      }
      const part = chunk.subarray(at, at + frame.bytes.length - filled);
      frame.bytes.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < frame.bytes.length) continue;
      yield frame;
      frame = undefined;
    }
  }
}
