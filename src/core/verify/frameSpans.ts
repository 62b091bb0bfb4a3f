// What of encapsulated pixel data of the JPEG family may be blank in the output: spans inside frames, before and behind them, and
// fragments that are of no frame. A frame is the fragment that begins it and those up to the next one (PS3.5 A.4).
import type { Source } from '../kernel/source.js';
import { beginsFrame, blankable, lastEnd } from './blankable.js';
import { type ByteStream, byteStream, type Span } from './byteStream.js';
import { isMovie, movieSpans } from './movieSpans.js';
import { type Coding, videoSpans } from './videoSpans.js';

export interface Stated {
  /** Of Number of Frames; not a number where nobody can tell. */
  readonly frames: number;
  /** Frames begin with the markers of JPEG or JPEG 2000, or are none. */
  readonly marked: boolean;
  /** Of a video. */
  readonly coding: Coding | undefined;
}

/** `parts` of spans may be zeros one by one. */
export interface Spans {
  readonly spans: readonly Span[];
  readonly parts: readonly Span[];
  /** Bytes that follow from others. */
  readonly sums: readonly Span[];
}

interface Walk extends Stated {
  readonly source: Source;
  readonly spans: Span[];
  readonly parts: Span[];
  count: number;
  /** All frames that count could be followed to their end. */
  whole: boolean;
}

/** In order. @param fragments the offset table left out */
export async function frameSpans(source: Source, fragments: readonly Span[], stated: Stated): Promise<Spans> {
  const all = byteStream(source, fragments);
  if (await isMovie(all.read)) {
    const { spans, parts } = await movieSpans(all.read, all.length);
    const placed = (list: readonly Span[]): Span[] => list.flatMap((span) => all.placed(span));
    return { spans: placed(spans), parts: placed(parts), sums: [] };
  }
  if (stated.coding !== undefined) {
    const { spans, sums } = await videoSpans(all.read, all.length, stated.coding);
    const [blank, free] = [spans.flatMap((span) => all.placed(span)), sums.flatMap((span) => all.placed(span))];
    return { spans: blank, parts: blank, sums: free };
  }
  const walk: Walk = { ...stated, source, spans: [], parts: [], count: 0, whole: true };
  let group: Span[] = [];
  for (const fragment of fragments) {
    if (beginsFrame(await source.read(fragment[0], Math.min(12, fragment[1] - fragment[0])))) {
      await inGroup(walk, group);
      group = [];
    }
    group.push(fragment);
  }
  await inGroup(walk, group);
  const { spans, parts } = walk;
  return { spans: spans.sort(([a], [b]) => a - b), parts: parts.sort(([a], [b]) => a - b), sums: [] };
}

/** What is of a frame, and what follows it up to the next fragment that begins one. */
async function inGroup(walk: Walk, group: readonly Span[]): Promise<void> {
  let rest = group;
  while (rest.length > 0) {
    const [first = [0, 0]] = rest;
    const begins = beginsFrame(await walk.source.read(first[0], Math.min(12, first[1] - first[0])));
    rest = begins ? await inFrame(walk, rest) : await notBegun(walk, rest);
  }
}

/** @returns the fragments behind the one in which the frame ends */
async function inFrame(walk: Walk, group: readonly Span[]): Promise<readonly Span[]> {
  const bytes = byteStream(walk.source, group);
  const isStream = (await bytes.read(0, 1))[0] === 0xff;
  const { spans, parts, end } = await blankable(bytes);
  const counted = !(walk.count >= walk.frames);
  if (!counted && walk.whole && end < 0 && isStream) {
    walk.spans.push(...group);
    return [];
  }
  walk.count++;
  if (counted) walk.whole &&= end >= 0;
  for (const span of spans) walk.spans.push(...bytes.placed(span));
  for (const part of parts) walk.parts.push(...bytes.placed(part));
  if (end < 0) {
    if (isStream) walk.spans.push(...bytes.placed([await lastEnd(bytes), bytes.length]));
    return [];
  }
  const [last] = bytes.placed([end - 1, end]);
  const at = group.findIndex(([from, to]) => last !== undefined && from <= last[0] && last[1] <= to);
  const own = group[at];
  if (own === undefined || last === undefined) return [];
  walk.spans.push([last[1], own[1]]);
  return walk.marked ? group.slice(at + 1) : [];
}

/** A fragment behind the end of a frame, or before the first, is nothing, or has something before the frame in it. */
async function notBegun(walk: Walk, [fragment, ...rest]: readonly Span[]): Promise<readonly Span[]> {
  if (fragment === undefined || !walk.marked) return [];
  const begin = await beginIn(byteStream(walk.source, [fragment]));
  if (begin < 0) {
    if (walk.count > 0) walk.spans.push(fragment);
    return rest;
  }
  const at = fragment[0] + begin;
  walk.spans.push([fragment[0], at]);
  return [[at, fragment[1]], ...rest];
}

async function beginIn(bytes: ByteStream): Promise<number> {
  const begins = (code: number): boolean => code === 0xd8 || code === 0x4f;
  for (let at = await bytes.marker(0, begins); at >= 0; at = await bytes.marker(at + 1, begins)) {
    const [, second, third, fourth] = await bytes.read(at, 4);
    if (third === 0xff && fourth !== undefined && (second === 0xd8 || fourth === 0x51)) return at;
  }
  return -1;
}
