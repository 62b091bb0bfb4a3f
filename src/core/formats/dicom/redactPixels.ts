// Takes regions out of uncompressed pixels: edits of the touched bytes alone, made while they are written (PS3.15 E.3.1).
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { LazyBytes } from '../../kernel/edit.js';
import { merged, type Run } from '../../pixels/cellGrid.js';
import type { Covered, Redaction } from '../../pixels/covered.js';
import { type Both, frameSets, isSoft, type Painter, painterOf } from '../../pixels/fill/painter.js';
import { type Image, openImage } from '../../pixels/image.js';
import { nativeBits } from '../../pixels/layout.js';
import { clearBits } from '../../pixels/overlayBits.js';
import { readPalette } from '../../pixels/palette.js';
import { swapped } from '../../pixels/samples.js';
import { videoKind } from '../../pixels/videoPort.js';
import { addEdit } from './draft.js';
import type { DicomObject } from './read.js';
import { type PixelsDone, redactCompressed } from './redactCompressed.js';
import { checkFrames } from './redactFrames.js';
import { checkVideo } from './redactVideo.js';
import { bitsFound, regionFound } from './regionFound.js';
import type { Scope, Visit } from './visit.js';

const STEP = 256 * 1024;
/** More spans than this become fewer: the edits of all frames must fit into memory. */
const MOST_SPANS = 20_000;

const DONE: PixelsDone = { kind: 'done' };

/** Adds the edits that fill what is not filled yet. `isOutput`: it is looked whether that was done. */
export async function redactPixels(
  visit: Visit,
  scope: Scope,
  object: DicomObject,
  isOutput: boolean,
): Promise<PixelsDone> {
  const { redaction } = visit;
  const image = redaction === undefined ? undefined : await openImage(object);
  if (redaction === undefined || image === undefined || isReplaced(visit, image)) return DONE;
  if (image.coding === 'native') {
    await redactNative(visit, image, redaction, isOutput);
    return DONE;
  }
  if (visit.context.preview === true) {
    for (const one of redaction.covered) regionFound(visit, image, one);
    return DONE;
  }
  if (!isOutput) return redactCompressed(visit, scope, image, redaction);
  if (videoKind(object.opening.transferSyntax) !== undefined) await checkVideo(visit, image, redaction);
  else await checkFrames(visit, image, redaction);
  return DONE;
}

/** A rule of the recipe's has the pixels removed or emptied. */
function isReplaced({ draft }: Visit, { pixels }: Image): boolean {
  return draft.changes.some(({ offset, length }) => offset <= pixels.offset && offset + length >= pixels.end);
}

/** Pixel data of the file as bytes in the order of the pixels. */
interface Native {
  readonly painter: Painter;
  read(at: number, length: number): Promise<Uint8Array>;
  readonly start: number;
  readonly length: number;
  /** Bytes lie in words of the other order (OW in big endian, PS3.5 8.2). */
  readonly pairs: boolean;
}

async function redactNative(visit: Visit, image: Image, redaction: Redaction, isOutput: boolean): Promise<undefined> {
  const { covered, made, clear } = redaction;
  const native = await nativeOf(visit, image, redaction);
  const spans = spansOf(native, covered);
  // What can't be made twice with one outcome is known by its digest.
  const keyed = covered.some(({ fill }) => fill.kind === 'blur' || fill.kind === 'pixelate');
  const whole = clear === 0 ? spans : [[0, usedBytes(image)] as const];
  const causes: number[] = [];
  if (isOutput && keyed) {
    if (!(await isAsMade(native, whole, made))) causes.push(...covered.map((one) => regionFound(visit, image, one)));
    return;
  }
  for (const one of covered)
    if ((!isOutput && isSoft(one.fill)) || !(await isFilled(native, one))) causes.push(regionFound(visit, image, one));
  if (clear !== 0 && (await hasBits(native, image, clear))) causes.push(bitsFound(visit, image));
  if (causes.length === 0) return;
  for (const [from, to] of whole)
    addEdit(visit.draft, native.start + from, to - from, filled(native, from, to, keyed ? made : undefined), causes);
}

/** What all frames take, without padding. */
function usedBytes({ layout, frames }: Image): number {
  return Math.ceil((nativeBits(layout) * frames) / 8);
}

async function hasBits(native: Native, image: Image, clear: number): Promise<boolean> {
  const end = usedBytes(image);
  for (let at = 0; at < end; at += STEP) {
    const bytes = new Uint8Array(await native.read(at, Math.min(STEP, end - at)));
    if (clearBits(bytes, at, clear, image.layout, image.bigPixels)) return true;
  }
  return false;
}

async function nativeOf({ window }: Visit, image: Image, { covered, black, clear }: Redaction): Promise<Native> {
  const { layout, pixels, frames, bigPixels } = image;
  const pairs = bigPixels && pixels.vr === 'OW' && layout.bitsAllocated <= 8;
  const soft = covered.some(({ fill }) => isSoft(fill));
  const palette = soft && layout.photometric === 'PALETTE COLOR' ? await readPalette(image, layout.signed) : undefined;
  const read = async (at: number, length: number): Promise<Uint8Array> => {
    if (!pairs) return window.source.read(pixels.valueOffset + at, length);
    const first = at - (at % 2);
    const last = Math.min(pixels.length, at + length + ((at + length) % 2));
    const bytes = await window.source.read(pixels.valueOffset + first, last - first);
    return swapped(bytes, 2).subarray(at - first, at - first + length);
  };
  const raster = {
    layout,
    bigEndian: bigPixels,
    frames,
    black,
    read,
    clear,
    ...(palette === undefined ? {} : { palette }),
  };
  return { painter: painterOf(raster, covered), read, start: pixels.valueOffset, length: pixels.length, pairs };
}

function spansOf({ painter, pairs, length }: Native, covered: readonly Covered[]): readonly Run[] {
  const whole = ([from, to]: Run): Run => (pairs ? [from - (from % 2), Math.min(length, to + (to % 2))] : [from, to]);
  const sets = frameSets(covered);
  const count = sets.reduce((sum, { from, to }) => sum + (to - from) * painter.spans(from).length, 0);
  const spans: Run[] = [];
  for (const { from, to } of sets) {
    // All from the first touched byte of a set of frames to the last one.
    const [first] = painter.spans(from);
    const last = painter.spans(to - 1).at(-1);
    if (count > MOST_SPANS && first !== undefined && last !== undefined) spans.push(whole([first[0], last[1]]));
    else for (let frame = from; frame < to; frame++) spans.push(...painter.spans(frame).map(whole));
  }
  const all = merged(spans);
  const [start, end] = [all[0], all.at(-1)];
  return all.length > MOST_SPANS && start !== undefined && end !== undefined ? [[start[0], end[1]]] : all;
}

function filled(native: Native, from: number, to: number, made: Map<number, string> | undefined): LazyBytes {
  return {
    length: to - from,
    chunks: async function* () {
      const digest = made === undefined ? undefined : sha256.create();
      for (let at = from; at < to; at += STEP) {
        const { after } = await piece(native, at, Math.min(STEP, to - at));
        digest?.update(after);
        yield after;
      }
      if (digest !== undefined) made?.set(from, bytesToHex(digest.digest()));
    },
  };
}

/** In the order of the file. */
async function piece({ painter, pairs }: Native, at: number, length: number, only?: Covered): Promise<Both> {
  const { before, after } = await painter.piece(at, length, only);
  return pairs ? { before: swapped(before, 2), after: swapped(after, 2) } : { before, after };
}

/** Reads no further than to the first byte that would change. */
async function isFilled(native: Native, one: Covered): Promise<boolean> {
  for (const [from, to] of spansOf(native, [one])) {
    for (let at = from; at < to; at += STEP) {
      const { before, after } = await piece(native, at, Math.min(STEP, to - at), one);
      if (before.some((byte, index) => byte !== after[index])) return false;
    }
  }
  return true;
}

async function isAsMade(native: Native, spans: readonly Run[], made: ReadonlyMap<number, string>): Promise<boolean> {
  for (const [from, to] of spans) {
    const digest = sha256.create();
    for (let at = from; at < to; at += STEP) digest.update((await piece(native, at, Math.min(STEP, to - at))).before);
    if (made.get(from) !== bytesToHex(digest.digest())) return false;
  }
  return true;
}
