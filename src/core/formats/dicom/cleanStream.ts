// A frame that was encoded here, without what is no pixel in it: comments and metadata are overwritten as those of other frames are.
import { bufferSource } from '../../kernel/source.js';
import type { VideoKind } from '../../pixels/videoPort.js';
import { kindOf, openFragments, openFrame } from './fragments.js';
import { isSignature, wordsOf } from './streamComments.js';
import { EXPLICIT_LITTLE } from './syntax.js';

/** Changes `bytes` in place, and returns them. */
export async function cleanStream(bytes: Uint8Array, video?: VideoKind): Promise<Uint8Array> {
  const fragments = openFragments(bufferSource(bytes), EXPLICIT_LITTLE, bytes.length, video);
  const all = { offset: 0, length: bytes.length };
  const kind = await kindOf(fragments, all);
  if (kind === undefined) return bytes;
  const frame = { ...openFrame(fragments, all), ended: true };
  // A colour profile goes too: what it says of whom is asked of frames that stay only.
  for await (const words of wordsOf(frame, kind))
    if (words.bytes !== undefined) bytes.set(words.bytes, words.at);
    else if (!(await isSignature(frame, words))) bytes.fill(words.fill, words.at, words.at + words.length);
  if (frame.over !== undefined) bytes.fill(0, frame.over);
  return bytes;
}
