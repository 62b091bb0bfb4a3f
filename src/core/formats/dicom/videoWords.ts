// What a raw video stream, or a transport stream (ISO/IEC 13818-1), says besides its pictures.
import type { VideoKind } from '../../pixels/videoPort.js';
import { scanUnits, type UnitScan } from './codedNotes.js';
import { chunkAt, type FrameStream, frameBytes } from './fragments.js';
import { type HeadScan, scanHeads } from './pesHead.js';
import { readSections, type SectionReader } from './sections.js';
import { type Packet, type Programme, readProgramme, tableWords } from './transportTables.js';
import type { Words } from './words.js';

/** @param most so many bytes are gone through */
export async function* elementaryWords(frame: FrameStream, kind: VideoKind, most: number): AsyncGenerator<Words> {
  const scan = scanUnits(kind);
  for (let at = 0; at < most; ) {
    const bytes = await chunkAt(frame, at);
    if (bytes.length === 0) break;
    yield* scan.push(at, bytes);
    at += bytes.length;
  }
  yield* scan.end();
}

const PACKET = 188;
const SYNC = 0x47;
/** Packets that are read at once, and where it may be damaged. */
const [AT_ONCE, FEW] = [256, 16];
/** Programmes are looked for up to here. */
const LEAD = 4 * 1024 * 1024;

/** @param lead bytes before each packet: 4 where it has a time of its own */
export async function* transportWords(frame: FrameStream, lead: 0 | 4, most: number): AsyncGenerator<Words> {
  const programme = await readProgramme(packets(frame, lead, LEAD));
  if (!programme.whole) frame.unread = true;
  if (programme.hasSound) frame.besides = true;
  const scans: Scans = { units: new Map(), heads: new Map(), tables: new Map() };
  let end = 0;
  for await (const { at, bytes } of packets(frame, lead, most)) {
    if (at - lead > end) yield { ...NO_PACKET, at: end, length: at - lead - end };
    end = at + PACKET;
    yield* packetWords(at, bytes, programme, scans);
  }
  for (const scan of scans.units.values()) yield* scan.end();
  if (end < most) yield { ...NO_PACKET, at: end, length: BEHIND };
}

/** What has no sync byte is none. */
const NO_PACKET = { fill: 0, kind: 'surplus', clause: 'ISO/IEC 13818-1 2.4.3.2' } as const;

/** To whatever end: no video is longer. */
const BEHIND = 2 ** 40;

async function* packets(frame: FrameStream, lead: 0 | 4, most: number): AsyncGenerator<Packet> {
  const step = lead + PACKET;
  let many = FEW;
  for (let at = 0; at < most; ) {
    const block = (await frameBytes(frame, at, many * step)).slice();
    let index = 0;
    for (; index + step <= block.length && block[index + lead] === SYNC; index += step)
      yield { at: at + index + lead, bytes: block.subarray(index + lead, index + step) };
    if (index === many * step) {
      at += index;
      many = Math.min(AT_ONCE, many * 2);
      continue;
    }
    const next = await syncFrom(frame, lead, at + index + 1);
    if (next === undefined) return;
    at = next;
    many = FEW;
  }
}

/** Packets in a row that make a sync byte one, where the stream is damaged; fewer where it ends with them. */
const SURE = 4;

/** Where packets begin again. */
async function syncFrom(frame: FrameStream, lead: 0 | 4, start: number): Promise<number | undefined> {
  const step = lead + PACKET;
  for (let at = start; ; ) {
    const block = await frameBytes(frame, at, FEW * step);
    const isLast = block.length < FEW * step;
    const until = isLast ? block.length - step + 1 : block.length - SURE * step;
    for (let index = 0; index < until; index++)
      if (areSynced(block.subarray(index, index + SURE * step), lead)) return at + index;
    if (isLast) return undefined;
    at += until;
  }
}

/** What makes the length of a fragment even may follow the last. */
function areSynced(bytes: Uint8Array, lead: 0 | 4): boolean {
  const step = lead + PACKET;
  for (let at = lead; at < bytes.length; at += step) if (bytes[at] !== SYNC) return false;
  return bytes.length % step === 0;
}

/** What goes on from packet to packet, by the number of the stream: packets of several take turns. */
interface Scans {
  readonly units: Map<number, UnitScan>;
  readonly heads: Map<number, HeadScan>;
  readonly tables: Map<number, SectionReader>;
}

function own<Scan>(scans: Map<number, Scan>, pid: number, open: () => Scan): Scan {
  const scan = scans.get(pid) ?? open();
  scans.set(pid, scan);
  return scan;
}

function* packetWords(at: number, bytes: Uint8Array, programme: Programme, scans: Scans): Generator<Words> {
  const pid = (((bytes[1] ?? 0) & 31) << 8) | (bytes[2] ?? 0);
  const control = ((bytes[3] ?? 0) >> 4) & 3;
  const isStart = ((bytes[1] ?? 0) & 0x40) !== 0;
  let body = 4;
  if (control >= 2) {
    const end = Math.min(5 + (bytes[4] ?? 0), PACKET);
    yield* adaptationWords(at, bytes, end);
    body = end;
  }
  // Decoders pass over packets that have neither field nor payload (2.4.3.3).
  const role = control === 0 ? 'nobody' : programme.roleOf(pid);
  if (control === 2 || body >= PACKET || (role !== 'nobody' && (bytes[3] ?? 0) >= 0x40)) return;
  if (role === 'table') yield* tableWords(own(scans.tables, pid, readSections), at, bytes, body, isStart);
  else if (role === 'video' || role === 'sound') {
    const { words, from } = own(scans.heads, pid, scanHeads).push(at, bytes, body, isStart);
    yield* words;
    const kind = programme.codingOf(pid);
    if (kind === undefined || from >= PACKET) return;
    yield* own(scans.units, pid, () => scanUnits(kind)).push(at + from, bytes.subarray(from));
  } else if (role === 'nobody' && bytes.subarray(body).some((byte) => byte !== 0xff && byte !== 0))
    yield { at: at + body, length: PACKET - body, fill: 0, kind: 'metadata', clause: 'ISO/IEC 13818-1 2.4.4' };
}

/** Private data and what fills up (2.4.3.4). */
function* adaptationWords(at: number, bytes: Uint8Array, end: number): Generator<Words> {
  const flags = end > 5 ? (bytes[5] ?? 0) : 0;
  let next = 6 + ((flags & 0x10) !== 0 ? 6 : 0) + ((flags & 0x08) !== 0 ? 6 : 0) + ((flags & 0x04) !== 0 ? 1 : 0);
  if ((flags & 0x02) !== 0 && next < end) {
    const length = Math.min(bytes[next] ?? 0, end - next - 1);
    if (length > 0) yield { ...PRIVATE, at: at + next + 1, length };
    next += 1 + length;
  }
  if ((flags & 0x01) !== 0 && next < end) next += 1 + (bytes[next] ?? 0);
  if (next < end && bytes.subarray(next, end).some((byte) => byte !== 0xff && byte !== 0))
    yield { ...PRIVATE, at: at + next, length: end - next };
}

const PRIVATE = { fill: 0, kind: 'metadata', clause: 'ISO/IEC 13818-1 2.4.3.5' } as const;
