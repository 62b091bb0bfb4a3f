// What was seen in the frames of one object, put together: the same thing at the same place is one sighting with all of its frames.
import type { Box } from '../boxes.js';
import type { Picture, Seen, Shape } from '../detection.js';
import { brightnessOf } from '../textDetection/plane.js';
import { type CellMap, cellsUnder } from './cells.js';

/** Values of the file: memory only. */
export interface Sighting extends Shape {
  readonly kind: Seen['kind'];
  readonly confidence: number;
  readonly readings: readonly NonNullable<Seen['reading']>[];
  /** First and last frame, in order. */
  readonly frames: readonly (readonly [number, number])[];
}

interface Track {
  readonly kind: Seen['kind'];
  box: Box;
  polygon: Shape['polygon'];
  confidence: number;
  readonly readings: NonNullable<Seen['reading']>[];
  frames: [number, number][];
  /** Contents of its cells with which it was seen. */
  cells: readonly number[];
  digests: readonly number[];
  strokes: Strokes | undefined;
}

/** Where the text is darker or brighter than what is around it, and how it looks there. */
interface Strokes {
  readonly places: Int32Array;
  readonly shades: Uint8Array;
}

const MOST_READINGS = 32;
/** Overlap over union from which on two boxes are at one place. */
const SAME_PLACE = 0.4;
/** A thing that comes back after so few frames was there all the time. */
const GAP = 16;
const MOST_STROKES = 2000;
const STROKE = 12;
/** Strokes still there are within so many shades, and so many of them are. */
const CLOSE = 14;
const STILL_THERE = 0.6;

export interface Sightings {
  /** Seen in the frames from `first` to `last`, in `picture`. */
  add(seen: readonly Seen[], first: number, last: number, picture: Picture, cells: CellMap | undefined): void;
  /** A further frame: what has not changed, or can still be told by its strokes, is in it as well. */
  carryOver(frame: number, picture: Picture, cells: CellMap | undefined): void;
  /** The same backwards, for a frame before the one in which something was first seen. */
  carryBack(frame: number, picture: Picture): void;
  /** True where a box lies mostly in something seen in that frame. */
  covers(box: Box, frame: number): boolean;
  list(): readonly Sighting[];
}

/** @param followed there are further frames to find things in again */
export function gatherSightings(followed: boolean): Sightings {
  const tracks: Track[] = [];
  return {
    add(seen, first, last, picture, cells) {
      for (const one of seen) {
        const known = tracks.find((track) => track.kind === one.kind && overlap(track.box, one.box) >= SAME_PLACE);
        const track = known ?? begin(one);
        if (known === undefined) tracks.push(track);
        else grow(track, one);
        extend(track, first, last);
        if (one.reading !== undefined) remember(track, one.reading);
        track.cells = cells === undefined ? [] : cellsUnder(track.box, cells);
        track.digests = digestsOf(track.cells, cells);
        if (followed && one.kind === 'text') track.strokes = strokesOf(picture, one.box);
      }
    },
    carryOver(frame, picture, cells) {
      for (const track of tracks) {
        if (isIn(track, frame)) continue;
        const last = track.frames[track.frames.length - 1]?.[1] ?? 0;
        const same =
          track.cells.length > 0 &&
          track.digests.every((digest, at) => digest === cells?.digests[track.cells[at] ?? 0]);
        if (same || (frame - last <= GAP && stillThere(track.strokes, picture))) extend(track, frame, frame);
      }
    },
    carryBack(frame, picture) {
      for (const track of tracks)
        if (!isIn(track, frame) && isIn(track, frame + 1) && stillThere(track.strokes, picture))
          extend(track, frame, frame);
    },
    covers: (box, frame) => tracks.some((track) => isIn(track, frame) && inside(box, track.box) > 0.7),
    list: () =>
      tracks.map(({ kind, box, polygon, confidence, readings, frames }) => ({
        kind,
        box,
        confidence,
        readings,
        frames: closed(frames),
        ...(polygon === undefined ? {} : { polygon }),
      })),
  };
}

function begin({ kind, box, polygon, confidence }: Seen): Track {
  return { kind, box, polygon, confidence, readings: [], frames: [], cells: [], digests: [], strokes: undefined };
}

function grow(track: Track, { box, confidence }: Seen): void {
  const [a, b] = [track.box, box];
  const whole: Box = [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
  // A polygon covers what it was made for; another one at the same place may stand otherwise.
  if (whole.some((edge, at) => edge !== a[at as 0 | 1 | 2 | 3])) track.polygon = undefined;
  track.box = whole;
  track.confidence = Math.max(track.confidence, confidence);
}

function remember(track: Track, reading: NonNullable<Seen['reading']>): void {
  const at = track.readings.findIndex(({ text }) => text === reading.text);
  if (at < 0 && track.readings.length < MOST_READINGS) track.readings.push(reading);
}

function digestsOf(cells: readonly number[], map: CellMap | undefined): readonly number[] {
  return cells.map((cell) => map?.digests[cell] ?? 0);
}

function extend(track: Track, first: number, last: number): void {
  const ranges = [...track.frames, [first, last] as [number, number]].sort((a, b) => a[0] - b[0]);
  const out: [number, number][] = [];
  for (const [from, to] of ranges) {
    const before = out[out.length - 1];
    if (before !== undefined && from <= before[1] + 1) before[1] = Math.max(before[1], to);
    else out.push([from, to]);
  }
  track.frames = out;
}

function isIn({ frames }: Track, frame: number): boolean {
  return frames.some(([first, last]) => frame >= first && frame <= last);
}

function closed(frames: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const out: [number, number][] = [];
  for (const [from, to] of frames) {
    const before = out[out.length - 1];
    if (before !== undefined && from - before[1] <= GAP) before[1] = to;
    else out.push([from, to]);
  }
  return out;
}

function shared(a: Box, b: Box): number {
  const [width, height] = [Math.min(a[2], b[2]) - Math.max(a[0], b[0]), Math.min(a[3], b[3]) - Math.max(a[1], b[1])];
  return width > 0 && height > 0 ? width * height : 0;
}

function areaOf([left, top, right, bottom]: Box): number {
  return (right - left) * (bottom - top);
}

function overlap(a: Box, b: Box): number {
  const both = shared(a, b);
  return both / (areaOf(a) + areaOf(b) - both);
}

/** Share of the first box that lies in the second. */
function inside(a: Box, b: Box): number {
  return shared(a, b) / Math.max(1, areaOf(a));
}

/** Pixels that differ from the mean of the box by much more than most do. */
function strokesOf(picture: Picture, [left, top, right, bottom]: Box): Strokes | undefined {
  const grey = brightnessOf(picture);
  const { width } = picture;
  const shades: number[] = [];
  for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) shades.push(grey[y * width + x] ?? 0);
  const sorted = [...shades].sort((a, b) => a - b);
  const middle = sorted[sorted.length >> 1] ?? 0;
  const [low, high] = [
    sorted[Math.floor(sorted.length * 0.03)] ?? middle,
    sorted[Math.floor(sorted.length * 0.97)] ?? middle,
  ];
  const bright = high - middle >= middle - low;
  const edge = bright ? high - (high - middle) * 0.35 : low + (middle - low) * 0.35;
  if (Math.abs((bright ? high : low) - middle) < STROKE) return undefined;
  const places: number[] = [];
  const own: number[] = [];
  for (let index = 0; index < shades.length && places.length < MOST_STROKES; index++) {
    const shade = shades[index] ?? 0;
    if (bright ? shade < edge : shade > edge) continue;
    places.push((top + Math.floor(index / (right - left))) * width + left + (index % (right - left)));
    own.push(shade);
  }
  return { places: Int32Array.from(places), shades: Uint8Array.from(own) };
}

function stillThere(strokes: Strokes | undefined, picture: Picture): boolean {
  if (strokes === undefined || strokes.places.length === 0) return false;
  const grey = brightnessOf(picture);
  let same = 0;
  for (let i = 0; i < strokes.places.length; i++)
    if (Math.abs((grey[strokes.places[i] ?? 0] ?? 0) - (strokes.shades[i] ?? 0)) <= CLOSE) same += 1;
  return same >= STILL_THERE * strokes.places.length;
}
