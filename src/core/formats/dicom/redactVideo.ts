// Takes regions out of video (PS3.5 8.2.5 to 8.2.8): the whole stream is encoded again, with loss, by a program of the user's own.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { concat } from '../../kernel/source.js';
import type { Redaction } from '../../pixels/covered.js';
import { even } from '../../pixels/frameCoder.js';
import type { Image } from '../../pixels/image.js';
import type { VideoCodec } from '../../pixels/videoPort.js';
import { videoStream } from '../../pixels/videoStream.js';
import { found, overwrite } from './apply.js';
import { cleanStream } from './cleanStream.js';
import { addEdit, addFinding, addIssue, dropEdits } from './draft.js';
import { findElement } from './element.js';
import { ascii, encodeElement } from './encode.js';
import { type FramesDone, itemHead } from './redactFrames.js';
import { regionFound } from './regionFound.js';
import { plainValue, type Scope, type Visit } from './visit.js';

const LOSSY = 0x00282110;
/** Place of the stream's digest among those of frames. */
const STREAM = -1;

export async function redactVideo(
  visit: Visit,
  scope: Scope,
  image: Image,
  { covered, made }: Redaction,
  codec: VideoCodec,
): Promise<FramesDone> {
  const [what = ''] = covered.map(({ cause }) => cause.what);
  const trouble = (reason: string): FramesDone => ({ kind: 'trouble', what, reason, encoding: false });
  const { layout, frames, pixels, littleEndian, object } = image;
  const stream = await videoStream(image);
  if (stream.kind === 'trouble') return trouble(stream.reason);
  const done = await codec.encode({
    ...stream.video,
    rows: layout.rows,
    columns: layout.columns,
    frames,
    beat: visit.context.beat,
    bits: object.opening.transferSyntax.endsWith('.108') ? 10 : 8,
    regions: covered.map(({ box, frames, fill }) => ({ box, frames, fill })),
  });
  if (done.kind === 'trouble') return trouble(done.reason);
  const causes = covered.map((one) => regionFound(visit, image, one));
  const own = await cleanStream(even(done.bytes), stream.video.kind);
  made.set(STREAM, digestOf(own));
  const value = concat([itemHead(0, littleEndian), itemHead(own.length, littleEndian), own]);
  dropEdits(visit.draft, pixels.valueOffset, pixels.valueOffset + pixels.length);
  addEdit(visit.draft, pixels.valueOffset, pixels.length, value, causes);
  await sayLossy(visit, scope, image);
  addIssue(visit.draft, {
    code: 'video-encoded-again',
    severity: 'warning',
    message: `the video (${image.syntax}) was encoded again as a whole, with loss, to take parts of the image out; sound was left out`,
  });
  return { kind: 'done' };
}

/** Of an output: whether its video is the one that was made. */
export async function checkVideo(visit: Visit, image: Image, { covered, made }: Redaction): Promise<void> {
  const stream = await videoStream(image);
  if (stream.kind === 'stream' && made.get(STREAM) === digestOf(stream.video.bytes)) return;
  for (const one of covered) regionFound(visit, image, one);
}

function digestOf(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

/** Lossy Image Compression is 01, whatever it was before (PS3.3 C.7.6.1.1.5). */
async function sayLossy(visit: Visit, scope: Scope, image: Image): Promise<void> {
  const cause = {
    rule: 'pixels/lossy',
    category: 'structure',
    reason: 'the video was encoded again with loss',
    clause: 'PS3.3 C.7.6.1.1.5',
  } as const;
  const element = findElement(image.elements, LOSSY);
  if (element !== undefined) {
    if ((await plainValue(image.window, image.elements, LOSSY)) === '01') return;
    overwrite(visit, scope, element, ascii('01'), found(visit, scope, element, cause, 'D', 'structure'));
    return;
  }
  const behind = image.elements.find(({ tag }) => tag > LOSSY)?.offset ?? image.pixels.offset;
  const index = addFinding(visit.draft, {
    ...cause,
    location: { kind: 'element', path: '(0028,2110)', vr: 'CS', keyword: 'LossyImageCompression' },
    range: { offset: behind, length: 0 },
    action: 'D',
    effect: 'structure',
    confidence: 1,
  });
  const vr = scope.encoding.explicit ? 'CS' : '';
  addEdit(visit.draft, behind, 0, encodeElement(LOSSY, vr, ascii('01'), scope.encoding), [index], LOSSY);
}
