// Tables of a transport stream (ISO/IEC 13818-1 2.4.4): which packets hold pictures and sound, and descriptors that name programmes. A
// table whose descriptors are overwritten gets its checksum anew, because decoders go by it.
import { concat } from '../../kernel/source.js';
import type { VideoKind } from '../../pixels/videoPort.js';
import { type Run, readSections, type Section, type SectionReader } from './sections.js';
import type { Words } from './words.js';

/** `nobody`: no decoder of pictures and sound reads it. `unknown`: nothing is touched. */
export type Role = 'table' | 'video' | 'sound' | 'nobody' | 'unknown';

export interface Packet {
  /** Of its sync byte. */
  readonly at: number;
  readonly bytes: Uint8Array;
}

export interface Programme {
  roleOf(pid: number): Role;
  /** How a video is coded, whatever the transfer syntax says; undefined for codings that are not gone through. */
  codingOf(pid: number): VideoKind | undefined;
  /** All programmes that are named were found. */
  readonly whole: boolean;
  readonly hasSound: boolean;
}

const ASSOCIATION = 0;
/** What a section is of, by its first byte (2.4.4.4): here the map of a programme. */
const MAP = 2;
const LAST_KNOWN = 3;
/** Shorter sections say nothing. */
const SHORTEST = 12;
const VIDEO: ReadonlyMap<number, VideoKind | undefined> = new Map<number, VideoKind | undefined>([
  [0x01, 'mpeg2'],
  [0x02, 'mpeg2'],
  [0x10, undefined],
  [0x1b, 'h264'],
  [0x1f, 'h264'],
  [0x20, 'h264'],
  [0x24, 'hevc'],
  [0x25, 'hevc'],
  [0x33, undefined],
]);
const SOUND: ReadonlySet<number> = new Set([0x03, 0x04, 0x0f, 0x11, 0x1c, 0x81, 0x87]);
/** Of services, networks, events and times (EN 300 468 5.1.3), and packets of nothing. */
const TELLING: ReadonlySet<number> = new Set([0x10, 0x11, 0x12, 0x13, 0x14, 0x1e, 0x1f, 0x1fff]);

/** Looks for the tables at the beginning of a stream. */
export async function readProgramme(packets: AsyncIterable<Packet>): Promise<Programme> {
  const [maps, sound, read] = [new Set<number>(), new Set<number>(), new Set<number>()];
  const video = new Map<number, VideoKind | undefined>();
  const readers = new Map<number, SectionReader>();
  let named = false;
  for await (const { at, bytes } of packets) {
    const pid = pidAt(bytes, 1);
    if (pid !== ASSOCIATION && !maps.has(pid)) continue;
    for (const each of sectionsOf(readers, pid, at, bytes)) {
      const section = wholeOf(each);
      if (section === undefined) continue;
      if (pid === ASSOCIATION && section[0] === 0) {
        for (let entry = 8; entry + 8 <= section.length; entry += 4)
          if (((section[entry] ?? 0) << 8) + (section[entry + 1] ?? 0) !== 0) maps.add(pidAt(section, entry + 2));
        named = true;
      } else if (section[0] === MAP) {
        read.add(pid);
        for (const { type, pid: own } of streamsOf(section)) {
          if (VIDEO.has(type)) video.set(own, VIDEO.get(type));
          else if (SOUND.has(type)) sound.add(own);
        }
      }
    }
    if (named && maps.size > 0 && read.size === maps.size) break;
  }
  const whole = named && read.size === maps.size && video.size > 0;
  const roleOf = (pid: number): Role => {
    if (video.has(pid)) return 'video';
    if (sound.has(pid)) return 'sound';
    if (pid === ASSOCIATION || maps.has(pid)) return 'table';
    return whole || TELLING.has(pid) ? 'nobody' : 'unknown';
  };
  return { roleOf, codingOf: (pid) => video.get(pid), whole, hasSound: sound.size > 0 };
}

function pidAt(bytes: Uint8Array, at: number): number {
  return (((bytes[at] ?? 0) & 31) << 8) | (bytes[at + 1] ?? 0);
}

/** Sections that end in a packet. */
function sectionsOf(
  readers: Map<number, SectionReader>,
  pid: number,
  at: number,
  bytes: Uint8Array,
): readonly Section[] {
  const control = ((bytes[3] ?? 0) >> 4) & 3;
  const body = control === 3 ? 5 + (bytes[4] ?? 0) : 4;
  if ((control & 1) === 0 || body >= bytes.length) return [];
  const reader = readers.get(pid) ?? readSections();
  readers.set(pid, reader);
  return reader.push(at, bytes, body, ((bytes[1] ?? 0) & 0x40) !== 0).sections;
}

/** Undefined where it is cut off, or was put together wrongly, as where packets are missing. */
function wholeOf({ runs, whole }: Section): Uint8Array | undefined {
  const bytes = concat(runs.map((run) => run.bytes));
  if (!whole || bytes.length < SHORTEST) return undefined;
  return runs.length > 1 && checksum(bytes) !== 0 ? undefined : bytes;
}

interface Stream {
  readonly type: number;
  readonly pid: number;
  /** Where its descriptors lie. */
  readonly from: number;
  readonly to: number;
}

function streamsOf(section: Uint8Array): readonly Stream[] {
  const end = section.length - 4;
  const streams: Stream[] = [];
  for (let at = 12 + lengthAt(section, 10); at + 5 <= end; ) {
    const to = Math.min(end, at + 5 + lengthAt(section, at + 3));
    streams.push({ type: section[at] ?? 0, pid: pidAt(section, at + 1), from: at + 5, to });
    at = to;
  }
  return streams;
}

function lengthAt(section: Uint8Array, at: number): number {
  return (((section[at] ?? 0) & 15) << 8) + (section[at + 1] ?? 0);
}

/** Descriptors of codings and languages, as far as they are that short; the first bytes of a registration (2.6). */
const NEEDED: Readonly<Record<number, number>> = {
  2: 3,
  3: 1,
  4: 1,
  5: 4,
  6: 1,
  7: 2,
  8: 8,
  10: 4,
  11: 2,
  12: 4,
  14: 3,
  15: 4,
  16: 6,
  17: 1,
  18: 1,
  27: 1,
  28: 1,
  40: 4,
  42: 2,
  56: 15,
  82: 1,
  106: 8,
  122: 8,
};

/** @param body where the payload of the packet begins */
export function* tableWords(
  reader: SectionReader,
  at: number,
  bytes: Uint8Array,
  body: number,
  isStart: boolean,
): Generator<Words> {
  const { sections, rest } = reader.push(at, bytes, body, isStart);
  for (const section of sections) {
    // Of a table that no decoder knows, nothing.
    if ((section.runs[0]?.bytes[0] ?? 0) > LAST_KNOWN) yield* cleared(section.runs);
    else yield* mapWords(section);
  }
  yield* cleared(rest.filter((run) => !isStuffing(run.bytes)));
}

function* cleared(runs: readonly Run[]): Generator<Words> {
  for (const { at, bytes } of runs) yield { ...TABLE, at, length: bytes.length };
}

/** A map without what its descriptors say besides, from the first byte that changes on. */
function* mapWords(section: Section): Generator<Words> {
  const bytes = wholeOf(section);
  if (bytes?.[0] !== MAP) return;
  const fresh = bytes.slice();
  const lists = [{ from: 12, to: 12 + lengthAt(bytes, 10) }, ...streamsOf(bytes)];
  for (const { from, to } of lists) clearDescriptors(fresh, from, Math.min(to, bytes.length - 4));
  const changed = fresh.findIndex((byte, index) => byte !== bytes[index]);
  if (changed < 0) return;
  const sum = checksum(fresh.subarray(0, fresh.length - 4));
  fresh.set([sum >>> 24, (sum >> 16) & 255, (sum >> 8) & 255, sum & 255], fresh.length - 4);
  let start = 0;
  for (const run of section.runs) {
    const end = start + run.bytes.length;
    const from = Math.max(start, changed);
    if (from < end) yield { ...TABLE, at: run.at + from - start, length: end - from, bytes: fresh.subarray(from, end) };
    start = end;
  }
}

const TABLE = { fill: 0, kind: 'metadata', clause: 'ISO/IEC 13818-1 2.6' } as const;

function isStuffing(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0xff || byte === 0);
}

function clearDescriptors(section: Uint8Array, from: number, to: number): void {
  for (let at = from; at + 2 <= to; ) {
    const end = Math.min(to, at + 2 + (section[at + 1] ?? 0));
    section.fill(0, Math.min(end, at + 2 + (NEEDED[section[at] ?? 0] ?? 0)), end);
    at = end;
  }
}

/** CRC of Annex A; 0 of what ends with its own. */
function checksum(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
  }
  return sum >>> 0;
}
