// Tables of a transport stream (ISO/IEC 13818-1 2.4.4): which packets hold pictures and sound, and descriptors that name programmes. A
// table whose descriptors are overwritten gets its checksum anew, because decoders go by it.
import type { VideoKind } from '../../pixels/videoPort.js';
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
}

const ASSOCIATION = 0;
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
  let named = false;
  for await (const { bytes } of packets) {
    const pid = (((bytes[1] ?? 0) & 31) << 8) | (bytes[2] ?? 0);
    if (pid !== ASSOCIATION && !maps.has(pid)) continue;
    const section = sectionOf(bytes);
    if (section === undefined) continue;
    if (pid === ASSOCIATION && section[0] === 0) {
      for (let at = 8; at + 8 <= section.length; at += 4)
        if (((section[at] ?? 0) << 8) + (section[at + 1] ?? 0) !== 0) maps.add(pidAt(section, at + 2));
      named = true;
    } else if (section[0] === 2) {
      read.add(pid);
      for (const { type, pid: own } of streamsOf(section)) {
        if (VIDEO.has(type)) video.set(own, VIDEO.get(type));
        else if (SOUND.has(type)) sound.add(own);
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
  return { roleOf, codingOf: (pid) => video.get(pid), whole };
}

function pidAt(bytes: Uint8Array, at: number): number {
  return (((bytes[at] ?? 0) & 31) << 8) | (bytes[at + 1] ?? 0);
}

/** Where the payload of a packet that begins one lies. */
function bodyOf(bytes: Uint8Array): number {
  const control = ((bytes[3] ?? 0) >> 4) & 3;
  if ((control & 1) === 0 || ((bytes[1] ?? 0) & 0x40) === 0) return bytes.length;
  return control === 3 ? 5 + (bytes[4] ?? 0) : 4;
}

/** The first section of a packet, where it is whole in it. */
function sectionOf(bytes: Uint8Array): Uint8Array | undefined {
  const body = bodyOf(bytes);
  const start = body + 1 + (bytes[body] ?? 0);
  const length = 3 + (((bytes[start + 1] ?? 0) & 15) << 8) + (bytes[start + 2] ?? 0);
  return start + 3 <= bytes.length && start + length <= bytes.length && length >= 12
    ? bytes.subarray(start, start + length)
    : undefined;
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

/** @param body where the table's own packet begins it; of one that goes on with another's table nothing is overwritten */
export function* tableWords(at: number, bytes: Uint8Array, body: number): Generator<Words> {
  if (body >= bytes.length) return;
  const section = sectionOf(bytes);
  if (section === undefined) return;
  const start = section.byteOffset - bytes.byteOffset;
  const fresh = section.slice();
  if (fresh[0] === 2) {
    const lists = [{ from: 12, to: 12 + lengthAt(section, 10) }, ...streamsOf(section)];
    for (const { from, to } of lists) clearDescriptors(fresh, from, Math.min(to, section.length - 4));
  }
  const changed = fresh.findIndex((byte, index) => byte !== section[index]);
  if (changed >= 0) {
    const sum = checksum(fresh.subarray(0, fresh.length - 4));
    fresh.set([sum >>> 24, (sum >> 16) & 255, (sum >> 8) & 255, sum & 255], fresh.length - 4);
    yield { ...TABLE, at: at + start + changed, length: fresh.length - changed, bytes: fresh.subarray(changed) };
  }
  const rest = start + section.length;
  if (bytes[rest] !== undefined && isStuffing(bytes, rest)) return;
  // Another section may follow, which begins with its number.
  if (bytes[rest] !== undefined && (bytes[rest] ?? 0) > 2)
    yield { ...TABLE, at: at + rest, length: bytes.length - rest };
}

const TABLE = { fill: 0, kind: 'metadata', clause: 'ISO/IEC 13818-1 2.6' } as const;

function isStuffing(bytes: Uint8Array, from: number): boolean {
  return bytes.subarray(from).every((byte) => byte === 0xff || byte === 0);
}

function clearDescriptors(section: Uint8Array, from: number, to: number): void {
  for (let at = from; at + 2 <= to; ) {
    const end = Math.min(to, at + 2 + (section[at + 1] ?? 0));
    section.fill(0, Math.min(end, at + 2 + (NEEDED[section[at] ?? 0] ?? 0)), end);
    at = end;
  }
}

/** CRC of Annex A. */
function checksum(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
  }
  return sum >>> 0;
}
