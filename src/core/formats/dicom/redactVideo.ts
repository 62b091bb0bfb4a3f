// Takes regions out of video (PS3.5 8.2.5 to 8.2.8): the whole stream is encoded again, with loss, by a program of the user's own.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { concat } from '../../kernel/source.js';
import type { Redaction } from '../../pixels/covered.js';
import { even } from '../../pixels/frameCoder.js';
import type { Image } from '../../pixels/image.js';
import { type VideoCodec, type VideoKind, videoKind } from '../../pixels/videoPort.js';
import { found, overwrite } from './apply.js';
import { addEdit, addFinding, addIssue } from './draft.js';
import { findElement } from './element.js';
import { ascii, encodeElement } from './encode.js';
import { afterFragment, fragmentAt, openFragments } from './fragments.js';
import { type FramesDone, itemHead } from './redactFrames.js';
import { regionFound } from './regionFound.js';
import { plainValue, type Scope, type Visit } from './visit.js';

const LOSSY = 0x00282110;
/** Of the stream, before and after: it is held in memory. */
const LARGEST = 1024 * 1024 * 1024;
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
  const { layout, pixels, littleEndian, object } = image;
  const kind: VideoKind | undefined = videoKind(object.opening.transferSyntax);
  if (pixels.length > LARGEST) return trouble('the video is longer than 1 GB, and would have to be held in memory');
  const bytes = await streamOf(image);
  if (kind === undefined || bytes === undefined) return trouble('its video data is damaged');
  const done = await codec({
    kind,
    bytes,
    rows: layout.rows,
    columns: layout.columns,
    bits: object.opening.transferSyntax.endsWith('.108') ? 10 : 8,
    regions: covered.map(({ box, frames, fill }) => ({ box, frames, fill })),
  });
  if (done.kind === 'trouble') return trouble(done.reason);
  const causes = covered.map((one) => regionFound(visit, image, one));
  const stream = even(done.bytes);
  made.set(STREAM, digestOf(stream));
  const value = concat([itemHead(0, littleEndian), itemHead(stream.length, littleEndian), stream]);
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
  const bytes = await streamOf(image);
  if (bytes !== undefined && made.get(STREAM) === digestOf(bytes)) return;
  for (const one of covered) regionFound(visit, image, one);
}

function digestOf(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

/** All fragments behind the offset table. */
async function streamOf({ window, object, pixels, end }: Image): Promise<Uint8Array | undefined> {
  const fragments = openFragments(window.source, object.table.encoding, end);
  const table = await fragmentAt(fragments, pixels.valueOffset);
  const parts: Uint8Array[] = [];
  for (let next = table && (await fragmentAt(fragments, afterFragment(table))); next !== undefined; ) {
    parts.push(await window.source.read(next.offset, next.length));
    next = await fragmentAt(fragments, afterFragment(next));
  }
  return parts.length === 0 ? undefined : concat(parts);
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
  addEdit(visit.draft, behind, 0, encodeElement(LOSSY, vr, ascii('01'), scope.encoding), [index]);
}
