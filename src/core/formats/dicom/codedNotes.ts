// Notes between the pictures of a video stream: user data of MPEG-2 (ISO/IEC 13818-2 6.3.4.1), user data in SEI of H.264 and HEVC (ISO/IEC
// 14496-10 D.2.6, 23008-2 D.2.6), and units that no decoder reads. They are overwritten with spaces, which make no start code.
import type { VideoKind } from '../../pixels/videoPort.js';
import { latin1 } from './encode.js';
import type { Words } from './words.js';

export interface UnitScan {
  /** Goes on with bytes that follow in the coded stream, from `at` of the whole on. */
  push(at: number, bytes: Uint8Array): readonly Words[];
  end(): readonly Words[];
}

interface Run {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** No note is longer; what is behind is left. */
const LONGEST = 64 * 1024 * 1024;
const SPACE = 0x20;

/** What coders sign with; some decoders go by the version. */
const SIGNED = /^(?:x264 - core \d{1,4}(?: r\d{1,5}M?)?|x265 \(build \d{1,4}\))/u;
const SIGNATURE = 64;
const UUID = 16;
/** user_data_registered_itu_t_t35 and user_data_unregistered; from 210 on nobody has given them a meaning. */
const isNote = (type: number): boolean => type === 4 || type === 5 || type >= 210;

export function scanUnits(kind: VideoKind): UnitScan {
  let zeros = 0;
  let unit: Run[] | undefined;
  let size = 0;
  const collect = (at: number, bytes: Uint8Array, from: number, to: number): void => {
    if (unit === undefined || to <= from || size > LONGEST) return;
    if (size === 0 && !isOfInterest(kind, bytes[from] ?? 0)) unit = undefined;
    else unit.push({ at: at + from, bytes: bytes.slice(from, to) });
    size += to - from;
  };
  const finish = (): readonly Words[] => {
    const done = unit === undefined || size === 0 ? [] : notesIn(kind, unit);
    unit = undefined;
    return done;
  };
  const push = (at: number, bytes: Uint8Array): readonly Words[] => {
    const words: Words[] = [];
    let from = 0;
    for (let one = bytes.indexOf(1); one >= 0; one = bytes.indexOf(1, one + 1)) {
      if (!isBehindZeros(bytes, one, zeros)) continue;
      collect(at, bytes, from, one);
      words.push(...finish());
      [unit, size] = [[], 0];
      from = one + 1;
    }
    collect(at, bytes, from, bytes.length);
    zeros = zerosAtEnd(bytes, zeros);
    return words;
  };
  return { push, end: finish };
}

function isBehindZeros(bytes: Uint8Array, at: number, before: number): boolean {
  if (at >= 2) return bytes[at - 1] === 0 && bytes[at - 2] === 0;
  return at === 1 ? bytes[0] === 0 && before >= 1 : before >= 2;
}

function zerosAtEnd(bytes: Uint8Array, before: number): number {
  let count = 0;
  while (count < 2 && count < bytes.length && bytes[bytes.length - 1 - count] === 0) count++;
  return count === bytes.length ? Math.min(2, count + before) : count;
}

/** Whether there may be notes in a unit, by its first byte. */
export function isOfInterest(kind: VideoKind, first: number): boolean {
  // User data, an extension, the end of the sequence, and codes that mean nothing (13818-2 table 6-1).
  if (kind === 'mpeg2') return [0xb0, 0xb1, 0xb2, 0xb5, 0xb6, 0xb7].includes(first);
  const type = kind === 'h264' ? first & 31 : (first >> 1) & 63;
  if (kind === 'h264') return type === 6 || isIdleAvc(type);
  return type === 39 || type === 40 || isIdleHevc(type);
}

/** Ends, filler, and types that mean nothing (14496-10 table 7-1, 23008-2 table 7-1). */
function isIdleAvc(type: number): boolean {
  return type === 0 || (type >= 10 && type <= 12) || (type >= 16 && type <= 18) || type >= 22;
}

function isIdleHevc(type: number): boolean {
  return (type >= 36 && type <= 38) || type >= 41;
}

export function notesIn(kind: VideoKind, runs: readonly Run[]): readonly Words[] {
  const bytes = joined(runs);
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  const unit = bytes.subarray(0, end);
  const [first = 0, second = 0] = unit;
  const clause = CLAUSES[kind];
  const ranges: [number, number][] = [];
  if (kind === 'mpeg2') {
    // Extensions that mean something keep it.
    const known = first === 0xb5 && ![0, 6, 11, 12, 13, 14, 15].includes(second >> 4);
    if (!known) ranges.push([first === 0xb5 ? 2 : 1, end]);
    return placed(runs, ranges, clause);
  }
  const head = kind === 'h264' ? 1 : 2;
  const type = kind === 'h264' ? first & 31 : (first >> 1) & 63;
  const isSei = kind === 'h264' ? type === 6 : type === 39 || type === 40;
  const pinned = pinnedIn(unit);
  for (const [from, to] of isSei ? userData(unit, head) : [[head, end] as const])
    for (let at = from; at < to; ) {
      while (at < to && pinned[at] === 1) at++;
      const start = at;
      while (at < to && pinned[at] !== 1) at++;
      // Filler and the bit that ends a unit.
      if (unit.subarray(start, at).some((byte) => byte !== 0xff && byte !== 0x80)) ranges.push([start, at]);
    }
  return placed(runs, ranges, clause);
}

const CLAUSES: Readonly<Record<VideoKind, string>> = {
  mpeg2: 'ISO/IEC 13818-2 6.3.4.1',
  h264: 'ISO/IEC 14496-10 D.2.6',
  hevc: 'ISO/IEC 23008-2 D.2.6',
};

function joined(runs: readonly Run[]): Uint8Array {
  const all = new Uint8Array(runs.reduce((sum, { bytes }) => sum + bytes.length, 0));
  let to = 0;
  for (const { bytes } of runs) {
    all.set(bytes, to);
    to += bytes.length;
  }
  return all;
}

/** Two zeros, the 3 that keeps them from being a start code, and what made it needed (7.4.1): they stay, so that lengths do. */
function pinnedIn(unit: Uint8Array): Uint8Array {
  const pinned = new Uint8Array(unit.length);
  for (let at = unit.indexOf(3, 2); at >= 0; at = unit.indexOf(3, at + 1))
    if (unit[at - 1] === 0 && unit[at - 2] === 0) pinned.fill(1, at - 2, (unit[at + 1] ?? 4) <= 3 ? at + 2 : at + 1);
  return pinned;
}

/** Where user data lies in messages of SEI (7.3.2.3.1); a message that is longer than its unit is none. */
function userData(unit: Uint8Array, head: number): readonly (readonly [number, number])[] {
  const places: number[] = [];
  for (let at = head; at < unit.length; at++)
    if (!(unit[at] === 3 && at >= head + 2 && unit[at - 1] === 0 && unit[at - 2] === 0)) places.push(at);
  const byte = (index: number): number => unit[places[index] ?? -1] ?? 0;
  const found: (readonly [number, number])[] = [];
  for (let next = 0; next < places.length; ) {
    // The bit that ends the unit.
    if (next === places.length - 1 && byte(next) === 0x80) break;
    const begin = next;
    let [type, size] = [0, 0];
    for (; byte(next) === 0xff; next++) type += 255;
    type += byte(next++);
    for (; byte(next) === 0xff; next++) size += 255;
    size += byte(next++);
    if (next + size > places.length) {
      found.push([(places[begin] ?? unit.length) + 1, unit.length]);
      break;
    }
    const from = next + (type === 5 ? signature(unit, places.slice(next, next + Math.min(size, UUID + SIGNATURE))) : 0);
    if (isNote(type) && next + size > from) found.push([places[from] ?? 0, (places[next + size - 1] ?? 0) + 1]);
    next += size;
  }
  return found;
}

/** How many bytes of user data are a coder's name. */
function signature(unit: Uint8Array, places: readonly number[]): number {
  const text = latin1(Uint8Array.from(places.slice(UUID), (place) => unit[place] ?? 0));
  const name = SIGNED.exec(text)?.[0];
  return name === undefined ? 0 : UUID + name.length;
}

/** Ranges of a unit, in order, as ranges of the whole: there may be very many of both. */
function placed(
  runs: readonly Run[],
  ranges: readonly (readonly [number, number])[],
  clause: string,
): readonly Words[] {
  const words: Words[] = [];
  let [start, index] = [0, 0];
  for (const { at, bytes } of runs) {
    const end = start + bytes.length;
    for (; index < ranges.length; index++) {
      const [from, to] = ranges[index] ?? [end, end];
      const [first, last] = [Math.max(from, start), Math.min(to, end)];
      if (last > first)
        words.push({ at: at + first - start, length: last - first, fill: SPACE, kind: 'metadata', clause });
      if (to > end) break;
    }
    start = end;
  }
  return words;
}
