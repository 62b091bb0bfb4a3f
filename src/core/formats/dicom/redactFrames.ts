// Takes regions out of compressed frames: those that change are decoded, filled and encoded without loss, one at a time, and decoded
// again to prove it; all others stay to the byte, and the offset tables follow (PS3.5 A.4, PS3.3 C.7.6.3.1.8).
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { LazyBytes } from '../../kernel/edit.js';
import { concat } from '../../kernel/source.js';
import { blackOf } from '../../pixels/blackValue.js';
import type { Covered, Redaction } from '../../pixels/covered.js';
import { type FrameSet, frameSets, isSoft, painterOf } from '../../pixels/fill/painter.js';
import { frameBytes, framePlace } from '../../pixels/frameBytes.js';
import { even, type FrameCoder, type Unpacked } from '../../pixels/frameCoder.js';
import type { Image } from '../../pixels/image.js';
import { clearBits } from '../../pixels/overlayBits.js';
import { type Palette, readPalette } from '../../pixels/palette.js';
import { cleanStream } from './cleanStream.js';
import { addEdit, dropEdits } from './draft.js';
import { type Place, writeTables } from './frameTables.js';
import { bitsFound, regionFound } from './regionFound.js';
import type { Visit } from './visit.js';

/** Encoded frames up to so many bytes are kept until they are written; all others are encoded again then. */
const MOST_KEPT = 32 * 1024 * 1024;

/** A frame as it is to be. */
export type Redone =
  | {
      readonly kind: 'redone';
      readonly bytes: Uint8Array;
      readonly changed: readonly Covered[] /** Bits of an overlay were set. */;
      readonly cleared?: true;
    }
  | {
      readonly kind: 'trouble';
      readonly reason: string /** It can be decoded, but not encoded without loss. */;
      readonly encoding?: true;
    };

/** Makes one frame anew without what is covered. */
export type Redo = (index: number, covered: readonly Covered[]) => Promise<Redone>;

/** @param always frames that do not change are encoded too */
export function redoByCoder(image: Image, coder: FrameCoder, clear: number, always = false): Redo {
  let palette: Palette | undefined;
  return async (index, covered) => {
    const read = await frameBytes(image, index);
    if (read.kind === 'trouble') return read;
    const before = coder.decode(read.bytes);
    if (before.kind === 'trouble') return before;
    const black = await blackOf(image, before.layout);
    if (black.kind === 'trouble') return black;
    if (image.layout.photometric === 'PALETTE COLOR') palette ??= await readPalette(image, image.layout.signed);
    const own = covered.map((one): Covered => ({ ...one, frames: [[0, 0]] }));
    const painter = painterOf(
      {
        layout: before.layout,
        bigEndian: false,
        frames: 1,
        black: black.values,
        clear,
        read: (at, length) => before.bytes.subarray(at, at + length),
        ...(palette === undefined ? {} : { palette }),
      },
      own,
    );
    const { after } = await painter.piece(0, before.bytes.length);
    if (!always && same(before.bytes, after)) return { kind: 'redone', bytes: even(read.bytes), changed: [] };
    const changed: Covered[] = [];
    for (const [at, one] of covered.entries()) {
      const mine = own[at];
      if (mine === undefined) continue;
      const alone = isSoft(one.fill) || !same(before.bytes, (await painter.piece(0, before.bytes.length, mine)).after);
      if (alone) changed.push(one);
    }
    const packed = coder.encode(fitted({ ...before, bytes: after }));
    if (packed.kind === 'trouble') return { ...packed, encoding: true };
    const cleared = clear !== 0 && clearBits(new Uint8Array(before.bytes), 0, clear, before.layout, false);
    return { kind: 'redone', bytes: await cleanStream(packed.bytes), changed, ...(cleared ? { cleared } : {}) };
  };
}

/** Streams without a sign hold as many bits as they say: what a negative fill puts above them goes. */
function fitted(frame: Unpacked): Unpacked {
  const { stream, layout, bytes } = frame;
  if (stream === undefined || stream.signed || stream.bits >= layout.bitsAllocated) return frame;
  const [width, high] = [layout.bitsAllocated / 8, 2 ** (stream.bits % 8) - 1];
  const first = Math.floor(stream.bits / 8);
  for (let at = 0; at + width <= bytes.length; at += width)
    for (let byte = first; byte < width; byte++) bytes[at + byte] = byte === first ? (bytes[at + byte] ?? 0) & high : 0;
  return frame;
}

export function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function digestOf(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

export type FramesDone =
  | { readonly kind: 'done' }
  | { readonly kind: 'trouble'; readonly what: string; readonly reason: string; readonly encoding: boolean };

interface Fresh {
  readonly length: number;
  readonly covered: readonly Covered[];
  readonly bytes?: Uint8Array;
}

/** Adds the edits; nothing where some frame makes trouble. `all`: frames without a region are made anew too. */
export async function redactFrames(
  visit: Visit,
  image: Image,
  { covered, made, clear }: Redaction,
  redo: Redo,
  all = false,
): Promise<FramesDone> {
  const [what = ''] = covered.map(({ cause }) => cause.what);
  const places = await placesOf(image);
  if (places === undefined) return { kind: 'trouble', what, reason: MISPLACED, encoding: false };
  made.clear();
  const fresh = new Map<number, Fresh>();
  const changed = new Set<Covered>();
  let kept = 0;
  let cleared = false;
  for (const set of all || clear !== 0 ? everyFrame(image.frames, covered) : frameSets(covered))
    for (let index = set.from; index < set.to; index++) {
      const frame = await redo(index, set.covered);
      if (frame.kind === 'trouble') {
        const own = set.covered[0]?.cause.what ?? what;
        return {
          kind: 'trouble',
          what: own,
          reason: `frame ${index + 1}: ${frame.reason}`,
          encoding: frame.encoding === true,
        };
      }
      cleared ||= frame.cleared === true;
      if (frame.changed.length === 0 && frame.cleared !== true && !all) continue;
      for (const one of frame.changed) changed.add(one);
      kept += frame.bytes.length;
      const held = kept <= MOST_KEPT ? { bytes: frame.bytes } : {};
      fresh.set(index, { length: frame.bytes.length, covered: set.covered, ...held });
      made.set(index, digestOf(frame.bytes));
    }
  const causes = covered.filter((one) => changed.has(one)).map((one) => regionFound(visit, image, one));
  if (cleared) causes.push(bitsFound(visit, image));
  if (causes.length === 0) return { kind: 'done' };
  for (const [index, { length, covered: own, bytes }] of fresh) {
    const place = places[index];
    if (place === undefined) continue;
    dropEdits(visit.draft, place.start, place.end);
    const frame = async (): Promise<Uint8Array> => {
      const again = bytes === undefined ? await redo(index, own) : undefined;
      return bytes ?? (again?.kind === 'redone' ? again.bytes : new Uint8Array(0));
    };
    addEdit(visit.draft, place.start, place.end - place.start, oneItem(image, length, frame), causes);
  }
  const lengths = places.map(({ start, end }, index) => fresh.get(index)?.length ?? end - start - 8);
  await writeTables(visit, image, places, lengths, causes, new Set(fresh.keys()));
  return { kind: 'done' };
}

const MISPLACED = 'its compressed frames are not as many as its Number of Frames, or lie in another order';

function everyFrame(frames: number, covered: readonly Covered[]): readonly FrameSet[] {
  const sets: FrameSet[] = [];
  let at = 0;
  for (const set of frameSets(covered)) {
    if (set.from > at) sets.push({ from: at, to: set.from, covered: [] });
    sets.push(set);
    at = set.to;
  }
  return at < frames ? [...sets, { from: at, to: frames, covered: [] }] : sets;
}

/** In order, without an overlap; undefined where they can't be told. */
async function placesOf(image: Image): Promise<readonly Place[] | undefined> {
  const places: Place[] = [];
  let end = 0;
  for (let index = 0; index < image.frames; index++) {
    const place = await framePlace(image, index);
    if (place === undefined || place.start < end) return undefined;
    end = place.end;
    places.push(place);
  }
  return places;
}

/** Looks whether the frames of an output are those that were made; what is not comes up as a finding. */
export async function checkFrames(visit: Visit, image: Image, { covered, made }: Redaction): Promise<void> {
  for (const [index, digest] of made) {
    const read = await frameBytes(image, index);
    if (read.kind === 'bytes' && digestOf(read.bytes) === digest) continue;
    for (const one of covered) regionFound(visit, image, one);
    if (covered.length === 0) bitsFound(visit, image);
    return;
  }
}

function oneItem({ littleEndian }: Image, length: number, frame: () => Promise<Uint8Array>): LazyBytes {
  return {
    length: 8 + length,
    chunks: async function* () {
      yield concat([itemHead(length, littleEndian), await frame()]);
    },
  };
}

/** Item (FFFE,E000) of a known length (PS3.5 A.4). */
export function itemHead(length: number, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(8));
  view.setUint16(0, 0xfffe, littleEndian);
  view.setUint16(2, 0xe000, littleEndian);
  view.setUint32(4, length, littleEndian);
  return new Uint8Array(view.buffer);
}
