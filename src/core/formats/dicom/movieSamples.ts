// Where the samples of the tracks of an MP4 lie (ISO/IEC 14496-12 8.5 to 8.7), and which of them are no picture: texts and times go, of
// pictures the notes between their units. Sound stays, which is told.
import type { VideoKind } from '../../pixels/videoPort.js';
import { isOfInterest, notesIn } from './codedNotes.js';
import { type FrameStream, frameBytes } from './fragments.js';
import type { Words } from './words.js';

type Table = 'stsz' | 'stsc' | 'stco' | 'co64';
const TABLES: ReadonlySet<string> = new Set<Table>(['stsz', 'stsc', 'stco', 'co64']);

export interface Track {
  /** What it is: vide, soun, text, … */
  handler: string;
  coding: VideoKind | undefined;
  /** Bytes of the length before each unit. */
  width: number;
  /** Where the content of each table begins, and ends. */
  readonly tables: Map<string, readonly [number, number]>;
}

export interface Movie {
  readonly tracks: Track[];
  /** Where samples may lie, in order. */
  readonly areas: (readonly [number, number])[];
  /** Parts of it have tables of their own, which are not read. */
  parted: boolean;
}

interface Sample {
  readonly at: number;
  readonly size: number;
  readonly track: Track;
}

/** So many samples are held: hours of video. */
const MOST_SAMPLES = 2 * 1024 * 1024;
const LONGEST_UNIT = 64 * 1024 * 1024;
const READ = 4096;

/** @param most bytes that are gone through */
export async function* sampleWords(frame: FrameStream, movie: Movie, most: number): AsyncGenerator<Words> {
  const samples: Sample[] = [];
  if (movie.parted) frame.unread = true;
  for (const track of movie.tracks) {
    if (track.handler === 'soun') frame.besides = true;
    for await (const sample of samplesOf(frame, track)) {
      if (samples.length >= MOST_SAMPLES) {
        frame.unread = true;
        break;
      }
      if (sample.size > 0) samples.push(sample);
    }
  }
  samples.sort((a, b) => a.at - b.at);
  let [end, area] = [0, 0];
  for (const [index, sample] of samples.entries()) {
    const { at, size, track } = sample;
    if (at > most) return;
    while ((movie.areas[area]?.[1] ?? Number.POSITIVE_INFINITY) <= at) area += 1;
    const [from, to] = movie.areas[area] ?? [0, 0];
    const isOutside = at < from || at + size > to;
    const isShared = isOutside || end > at || (samples[index + 1]?.at ?? Number.POSITIVE_INFINITY) < at + size;
    end = Math.max(end, at + size);
    if (track.handler === 'soun') continue;
    // What is also another's, or the index's, is not touched.
    if (isShared) frame.unread = true;
    else if (track.handler !== 'vide')
      yield { at, length: size, fill: 0, kind: 'metadata', clause: 'ISO/IEC 14496-12 8.4.3' };
    else if (track.coding === undefined) frame.unread = true;
    else yield* unitWords(frame, sample, track.coding);
  }
}

/** Units of a picture, each behind its length (ISO/IEC 14496-15 5.3.2). */
async function* unitWords(frame: FrameStream, { at, size, track }: Sample, kind: VideoKind): AsyncGenerator<Words> {
  const { width } = track;
  for (let next = at; next + width < at + size; ) {
    const head = await frameBytes(frame, next, width + 1);
    if (head.length <= width) return;
    const length = number(head, 0, width);
    const start = next + width;
    if (start + length > at + size) return;
    if (length > 0 && length <= LONGEST_UNIT && isOfInterest(kind, head[width] ?? 0))
      yield* notesIn(kind, [{ at: start, bytes: (await frameBytes(frame, start, length)).slice() }]);
    next = start + length;
  }
}

/** Notes what the index says of a track. */
export async function noteTrack(frame: FrameStream, track: Track, name: string, start: number, end: number) {
  if (TABLES.has(name)) track.tables.set(name, [start, end]);
  if (name === 'hdlr' && track.handler === '') track.handler = letters(await frameBytes(frame, start + 8, 4), 0);
  if (name !== 'stsd') return;
  const entry = await frameBytes(frame, start + 8, Math.min(READ, end - start - 8));
  const type = letters(entry, 4);
  if (/^avc[1-4]$/u.test(type)) track.coding = 'h264';
  else if (type === 'hvc1' || type === 'hev1') track.coding = 'hevc';
  // Behind the fields of a picture come boxes (12.1.3).
  for (let at = 86; at + 8 < entry.length; ) {
    const [size, box] = [number(entry, at, 4), letters(entry, at + 4)];
    if (box === 'avcC') track.width = ((entry[at + 12] ?? 3) & 3) + 1;
    if (box === 'hvcC') track.width = ((entry[at + 29] ?? 3) & 3) + 1;
    if (size < 8) return;
    at += size;
  }
}

async function* samplesOf(frame: FrameStream, track: Track): AsyncGenerator<Sample> {
  const { tables } = track;
  const [sizes, groups, short, long] = [tables.get('stsz'), tables.get('stsc'), tables.get('stco'), tables.get('co64')];
  const chunks = short ?? long;
  if (sizes === undefined || groups === undefined || chunks === undefined) return;
  const head = await frameBytes(frame, sizes[0], 12);
  const [fixed, count] = [number(head, 4, 4), number(head, 8, 4)];
  const own = numbers(frame, sizes[0] + 12, sizes[1], 4);
  const steps = numbers(frame, groups[0] + 8, groups[1], 4);
  const group = async () => ({ first: await taken(steps), per: await taken(steps), kind: await taken(steps) });
  let [now, next] = [await group(), await group()];
  let [chunk, left] = [0, count];
  for await (const offset of numbers(frame, chunks[0] + 8, chunks[1], short === undefined ? 8 : 4)) {
    chunk += 1;
    while (next.first !== undefined && chunk >= next.first) [now, next] = [next, await group()];
    let at = offset;
    for (let sample = 0; sample < (now.per ?? 0); sample += 1) {
      if (left === 0) return;
      left -= 1;
      const size = fixed > 0 ? fixed : await taken(own);
      if (size === undefined) return;
      yield { at, size, track };
      at += size;
    }
  }
}

async function taken(numbers: AsyncGenerator<number>): Promise<number | undefined> {
  const { done, value } = await numbers.next();
  return done === true ? undefined : value;
}

async function* numbers(frame: FrameStream, from: number, to: number, width: number): AsyncGenerator<number> {
  for (let at = from; at + width <= to; ) {
    const bytes = (await frameBytes(frame, at, Math.min(READ, to - at))).slice();
    if (bytes.length < width) return;
    for (let index = 0; index + width <= bytes.length; index += width, at += width) yield number(bytes, index, width);
  }
}

function number(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let index = at; index < at + length; index += 1) value = value * 256 + (bytes[index] ?? 0);
  return value;
}

function letters(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
