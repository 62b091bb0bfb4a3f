// Which way regions are taken out of compressed frames: blocks of lossy JPEG, frames without loss in their own coding, or, where
// neither can be, all frames in another lossless coding.

import type { Refusal } from '../../kernel/issue.js';
import type { Redaction } from '../../pixels/covered.js';
import { frameBytes } from '../../pixels/frameBytes.js';
import { frameCoder } from '../../pixels/frameCoder.js';
import type { Image } from '../../pixels/image.js';
import { mcuOf } from '../../pixels/jpeg/rewriteJpeg.js';
import { videoKind } from '../../pixels/videoPort.js';
import { type FramesDone, redactFrames, redoByCoder } from './redactFrames.js';
import { refused } from './redaction.js';
import { byUnits, redoByBlocks } from './redactJpeg.js';
import { redactVideo } from './redactVideo.js';
import { LOSSLESS, tellTranscoding, transcodingTo } from './transcode.js';
import type { Scope, Visit } from './visit.js';

export type PixelsDone =
  | { readonly kind: 'done' /** Where frames had to be encoded in another one. */; readonly transferSyntax?: string }
  | { readonly kind: 'refusal'; readonly refusal: Refusal };

export async function redactCompressed(
  visit: Visit,
  scope: Scope,
  image: Image,
  redaction: Redaction,
): Promise<PixelsDone> {
  const { video } = visit.context;
  const isVideo = videoKind(image.object.opening.transferSyntax) !== undefined;
  const done =
    isVideo && video !== undefined
      ? await redactVideo(visit, scope, image, redaction, video)
      : await inOwnCoding(visit, image, redaction);
  if (done.kind === 'done') return done;
  const { codecs } = visit.context;
  const elsewhere = done.encoding && codecs !== undefined && image.coding !== 'rle' && image.coding !== 'deflate';
  for (const kind of elsewhere ? LOSSLESS : []) {
    if (codecs === undefined) break;
    const transcoding = await transcodingTo(image, codecs, kind, redaction.clear);
    if (transcoding === undefined) continue;
    const all = await redactFrames(visit, image, redaction, transcoding.redo, true);
    if (all.kind === 'trouble') continue;
    tellTranscoding(visit, scope, image, transcoding);
    return { kind: 'done', transferSyntax: transcoding.uid };
  }
  return { kind: 'refusal', refusal: refused(done.what, done.reason).refusal };
}

async function inOwnCoding(visit: Visit, image: Image, redaction: Redaction): Promise<FramesDone> {
  const { codecs } = visit.context;
  const { covered } = redaction;
  const [what = ''] = covered.map(({ cause }) => cause.what);
  const first = image.coding === 'jpeg' ? await frameBytes(image, covered[0]?.frames[0]?.[0] ?? 0) : undefined;
  const mcu = first?.kind === 'bytes' ? mcuOf(first.bytes) : undefined;
  if (codecs !== undefined && mcu !== undefined && !('kind' in mcu)) {
    const whole = { ...redaction, covered: covered.map((one) => byUnits(one, mcu, image)) };
    const done = await redactFrames(visit, image, whole, redoByBlocks(image, codecs, mcu));
    // Of a progressive stream that was never finished no block can be exchanged for itself.
    return done.kind === 'trouble' && mcu.progressive ? { ...done, encoding: true } : done;
  }
  if (image.coding === 'jpeg-xl')
    return { kind: 'trouble', what, reason: 'frames of JPEG XL are not encoded here', encoding: true };
  const coder = frameCoder(image.coding, image.layout, codecs);
  if (coder === undefined)
    return { kind: 'trouble', what, reason: 'nothing here decodes its compressed frames', encoding: false };
  return redactFrames(visit, image, redaction, redoByCoder(image, coder, redaction.clear));
}
