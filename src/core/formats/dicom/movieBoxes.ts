// What an MP4 says besides its pictures (ISO/IEC 14496-12): notes of users and makers, and when it was made. Decoders need none of it.
import { latin1 } from './encode.js';
import { type FrameStream, frameBytes } from './fragments.js';
import { type Movie, noteTrack, sampleWords } from './movieSamples.js';
import type { Words } from './words.js';

/** More boxes than any index has. */
const MOST_BOXES = 65_536;
const DEEPEST = 8;

/** What decoders go by. All other boxes are notes, or nobody's. */
const KNOWN: ReadonlySet<string> = new Set(
  (
    'ftyp styp moov mdat moof mfra sidx ssix pdin wide mvhd trak mvex iods tkhd edts mdia tref tapt load gmhd clip matt mdhd hdlr elng ' +
    'minf vmhd smhd hmhd nmhd sthd dinf stbl stsd stts ctts cslg stsc stsz stz2 stco co64 stss stsh stps padb stdp sdtp sbgp sgpd subs ' +
    'saiz saio elst dref mehd trex leva trep mfhd traf tfhd trun tfdt tfra mfro'
  ).split(' '),
);
const NESTED: ReadonlySet<string> = new Set(['moov', 'trak', 'mdia', 'minf', 'dinf', 'stbl', 'moof', 'traf']);
/** Boxes that begin with two times: when it was made, when it was changed (8.2.2, 8.3.2, 8.4.2). */
const TIMED: ReadonlySet<string> = new Set(['mvhd', 'tkhd', 'mdhd']);

/** Registered names of kinds of files; others are letters of somebody's choice. */
const BRAND =
  /^(?:iso[m2-9a-c]|mp4[12]|mp71|avc[1-4]|hvc1|hev1|qt {2}|M4[VAP] |3g[p2eghrst][\da-z]|dash|msd[hx]|cmf[c2fsd]|MSNV|dby1|f4v |XAVC|av01|\0{4})$/u;
const HANDLER =
  /^(?:.?(?:(?:Apple |Mainconcept |GPAC ISO |L-SMASH |Bento4 )?(?:Video|Sound|Audio|Data|Alias)(?: Media| Data)? ?Handler|Core Media (?:Video|Audio|Data Handler)))?\0*$/u;
const COMPRESSOR = /^.(?:Lavc[\d.]*(?: [a-z\d_]{1,16})?|(?:AVC|HEVC|JVT\/AVC) Coding|H\.?26[45])?\0*$/u;
const VIDEO_ENTRY: ReadonlySet<string> = new Set(['avc1', 'avc2', 'avc3', 'avc4', 'hvc1', 'hev1', 'mp4v', 'encv']);
/** Longer than any name, and than any list of brands and of sources. */
const LONGEST = 4096;

/** A box of notes is overwritten with its name, so that readers pass over it. @param most bytes that are gone through */
export async function* movieWords(frame: FrameStream, most: number): AsyncGenerator<Words> {
  const movie: Movie = { tracks: [], areas: [], parted: false };
  yield* boxesIn(frame, 0, Number.MAX_SAFE_INTEGER, 0, { left: MOST_BOXES, seen: new Set(), movie });
  yield* sampleWords(frame, movie, most);
}

interface Box {
  readonly name: string;
  readonly at: number;
  /** Of its content. */
  readonly start: number;
  readonly end: number;
}

async function* boxesIn(
  frame: FrameStream,
  from: number,
  to: number,
  depth: number,
  boxes: { left: number; readonly seen: Set<string>; readonly movie: Movie },
): AsyncGenerator<Words> {
  let at = from;
  while (at + 8 <= to && boxes.left > 0) {
    boxes.left -= 1;
    const head = await frameBytes(frame, at, 20);
    if (head.length === 0) return;
    const box = boxAt(head, at, to);
    if (box === undefined || box.end > to || !(await reaches(frame, box, to))) {
      // Behind index and pictures, and no box: nobody reads it.
      const whole = boxes.seen.has('moov') && boxes.seen.has('mdat');
      if (depth === 0 && whole && !KNOWN.has(latin1(head.subarray(4, 8)))) yield metadata(at, BEHIND, '4.2');
      return;
    }
    const { name, start, end } = box;
    if (depth === 0) boxes.seen.add(name);
    await noteBox(frame, boxes.movie, box);
    if (!KNOWN.has(name)) {
      yield metadata(at + 4, 4, '8.10');
      yield metadata(start, end - start, '8.10');
    } else if (TIMED.has(name)) {
      const long = head[start - at] === 1;
      if (end - start >= (long ? 20 : 12)) yield metadata(start + 4, long ? 16 : 8, '8.2.2');
    } else if (NESTED.has(name) && depth < DEEPEST) yield* boxesIn(frame, start, end, depth + 1, boxes);
    else yield* wordsIn(frame, box);
    at = end;
  }
}

/** What tells where samples lie. */
async function noteBox(frame: FrameStream, movie: Movie, { name, start, end }: Box): Promise<void> {
  if (name === 'mdat') movie.areas.push([start, end]);
  else if (name === 'moof') movie.parted = true;
  else if (name === 'trak') movie.tracks.push({ handler: '', coding: undefined, width: 4, tables: new Map() });
  const track = movie.tracks.at(-1);
  if (track !== undefined) await noteTrack(frame, track, name, start, end);
}

/** To whatever end: no video is longer. */
const BEHIND = 2 ** 40;

function boxAt(head: Uint8Array, at: number, to: number): Box | undefined {
  if (head.length < 8) return undefined;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const stated = view.getUint32(0);
  const header = stated === 1 ? 16 : 8;
  if (head.length < header) return undefined;
  const size = stated === 1 ? Number(view.getBigUint64(8)) : stated === 0 ? to - at : stated;
  return size < header ? undefined : { name: latin1(head.subarray(4, 8)), at, start: at + header, end: at + size };
}

/** False for what is no box of a decoder and is longer than what there is: letters that were taken for a length. */
async function reaches(frame: FrameStream, { name, end }: Box, to: number): Promise<boolean> {
  return KNOWN.has(name) || end >= to || (await frameBytes(frame, end - 1, 1)).length === 1;
}

/** Names and addresses in boxes that decoders need. */
async function* wordsIn(frame: FrameStream, { name, start, end }: Box): AsyncGenerator<Words> {
  if (name !== 'ftyp' && name !== 'styp' && name !== 'hdlr' && name !== 'dref' && name !== 'stsd') return;
  const bytes = await frameBytes(frame, start, Math.min(end - start, LONGEST));
  const text = (from: number, length: number) => latin1(bytes.subarray(from, from + length));
  if (name === 'ftyp' || name === 'styp') {
    for (let at = 8; at < bytes.length; at += 4)
      if (!BRAND.test(text(at, 4))) yield metadata(start + at, Math.min(4, bytes.length - at), '4.3');
    if (end - start > LONGEST) yield metadata(start + LONGEST, end - start - LONGEST, '4.3');
  } else if (name === 'hdlr') {
    if (end - start > 24 && !HANDLER.test(text(24, LONGEST))) yield metadata(start + 24, end - start - 24, '8.4.3');
  } else {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let at = 8; at + 8 <= bytes.length; ) {
      const size = view.getUint32(at);
      if (size < 8) return;
      if (name === 'dref' && size > 12) yield metadata(start + at + 12, Math.min(size, end - start - at) - 12, '8.7.2');
      const isVideo = name === 'stsd' && VIDEO_ENTRY.has(text(at + 4, 4)) && at + 82 <= bytes.length;
      if (isVideo && !COMPRESSOR.test(text(at + 50, 32))) yield metadata(start + at + 50, 32, '12.1.3');
      at += size;
    }
  }
}

function metadata(at: number, length: number, clause: string): Words {
  return { at, length, fill: 0, kind: 'metadata', clause: `ISO/IEC 14496-12 ${clause}` };
}
