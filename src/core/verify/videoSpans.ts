// What of a raw video stream or a transport stream may be blank in the output: units of notes, packets that are no picture and no sound,
// descriptors (ISO/IEC 13818-1, 13818-2, 14496-10, 23008-2). Written anew, apart from the planning, and looser: any byte of a note.
import type { ReadAt, Span } from './byteStream.js';

export type Coding = 'mpeg2' | 'h264' | 'hevc';

export interface VideoSpans {
  readonly spans: Span[];
  /** Checksums of tables, which follow what is blank. */
  readonly sums: Span[];
}

const PACKET = 188;
const WINDOW = PACKET * 1024;

export function codingOf(syntax: string): Coding | undefined {
  const last = /^1\.2\.840\.10008\.1\.2\.4\.10([0-8])(?:\.1)?$/.exec(syntax)?.[1];
  if (last === undefined) return undefined;
  return last < '2' ? 'mpeg2' : last < '7' ? 'h264' : 'hevc';
}

export async function videoSpans(read: ReadAt, length: number, coding: Coding): Promise<VideoSpans> {
  const head = await read(0, 200);
  const found: VideoSpans = { spans: [], sums: [] };
  const follow = unitFollower(coding, found.spans);
  if (head[0] === 0x47 && (length <= PACKET || head[PACKET] === 0x47)) await inPackets(read, length, 0, found);
  else if (head[4] === 0x47 && head[196] === 0x47) await inPackets(read, length, 4, found);
  else
    for (let at = 0; at < length; at += WINDOW) {
      const bytes = await read(at, WINDOW);
      follow(bytes, at, 0, bytes.length);
    }
  return found;
}

type Follow = (bytes: Uint8Array, at: number, from: number, to: number) => void;

/** Tells the insides of units that are notes. @param at where `bytes` begin in the stream */
function unitFollower(coding: Coding, spans: Span[]): Follow {
  let zeros = 0;
  let state: 'head' | 'note' | 'other' = 'other';
  return (bytes, at, from, to) => {
    let start = from;
    for (let index = from; index < to; index++) {
      const byte = bytes[index] ?? 0;
      if (zeros >= 2 && byte === 1) {
        if (state === 'note' && index > start) spans.push([at + start, at + index]);
        state = 'head';
      } else if (state === 'head') {
        state = isNote(coding, byte) ? 'note' : 'other';
        start = index + 1;
      }
      zeros = byte === 0 ? zeros + 1 : 0;
    }
    if (state === 'note' && to > start) spans.push([at + start, at + to]);
  };
}

function isNote(coding: Coding, byte: number): boolean {
  if (coding === 'mpeg2') return byte >= 0xb0 && byte <= 0xb7 && byte !== 0xb3 && byte !== 0xb4;
  const type = coding === 'h264' ? byte & 0x1f : (byte & 0x7f) >> 1;
  return coding === 'h264' ? /^(?:0|6|1[0126-8]|2[2-9]|3.)$/.test(String(type)) : type > 35;
}

/** What pictures are coded as by the type of their stream. */
function codingOfType(type: number): Coding | 'other' | undefined {
  if (type === 1 || type === 2) return 'mpeg2';
  if (type === 0x1b || type === 0x1f || type === 0x20) return 'h264';
  if (type === 0x24 || type === 0x25) return 'hevc';
  return type === 0x10 || type === 0x33 ? 'other' : undefined;
}

/** Where packets go on behind what is none: three more follow, or as many as there are up to the end. */
async function nextPacket(read: ReadAt, from: number, length: number, step: number): Promise<number> {
  for (let at = from; at + step <= length; at++) {
    const bytes = await read(at, 4 * step);
    let ahead = 0;
    while (ahead < bytes.length && bytes[ahead + step - PACKET] === 0x47) ahead += step;
    if (ahead === bytes.length) return at;
  }
  return length;
}

async function inPackets(read: ReadAt, length: number, lead: number, { spans, sums }: VideoSpans) {
  const tables = new Map([[0, tableFollower()]]);
  const heads = new Map<number, number>();
  const streams = new Map<number, Coding | 'other' | 'sound'>();
  const followers = new Map<number, Follow>();
  for (const isFirst of [true, false])
    for (let at = 0; ; at += PACKET + lead) {
      const packet = (await read(at + lead, PACKET)).slice();
      if (packet.length < PACKET || packet[0] !== 0x47) {
        const next = await nextPacket(read, at + 1, length, PACKET + lead);
        if (!isFirst) spans.push([at, next]);
        if (next >= length) break;
        at = next - PACKET - lead;
        continue;
      }
      const place = at + lead;
      const pid = number(packet, 1) & 0x1fff;
      const control = (packet[3] ?? 0) & 0x30;
      const body = control >= 0x20 ? 5 + (packet[4] ?? 0) : 4;
      const starts = ((packet[1] ?? 0) & 0x40) !== 0;
      const isTable = (control & 0x10) !== 0 && body < PACKET && tables.has(pid);
      const table = isTable ? tables.get(pid)?.(packet, place, body, starts) : undefined;
      if (isFirst) {
        for (const { bytes } of table?.sections ?? []) {
          if (bytes[0] === 0)
            for (let entry = 8; entry + 8 <= bytes.length; entry += 4) {
              const map = number(bytes, entry + 2) & 0x1fff;
              if (number(bytes, entry) !== 0 && !tables.has(map)) tables.set(map, tableFollower());
            }
          if (bytes[0] === 2)
            for (const { type, own } of entries(bytes)) {
              const coding = codingOfType(type);
              if (coding !== undefined) streams.set(own, coding);
              else if ([3, 4, 0xf, 0x11, 0x1c, 0x81, 0x87].includes(type)) streams.set(own, 'sound');
            }
        }
        continue;
      }
      if (control >= 0x20 && body > 6) spans.push([place + 6, place + Math.min(body, PACKET)]);
      if (control === 0) spans.push([place + 4, place + PACKET]);
      if ((control & 0x10) === 0 || body >= PACKET) continue;
      const role = streams.get(pid);
      if (role !== undefined) {
        const from = headEnd(packet, place, body, starts, heads.get(pid) ?? 0, spans);
        heads.set(pid, Math.max(0, from - PACKET));
        if (role === 'other' || role === 'sound') continue;
        const follow = followers.get(pid) ?? unitFollower(role, spans);
        followers.set(pid, follow);
        follow(packet, place, Math.min(PACKET, from), PACKET);
      } else if (table === undefined) {
        if (!tables.has(pid)) spans.push([place + body, place + PACKET]);
      } else {
        for (const { bytes, places } of table.sections) {
          const [from, to] =
            bytes[0] === 2 ? [12, bytes.length - 4] : [bytes[0] === 0 ? bytes.length : 0, bytes.length];
          for (const index of places.keys()) if (index >= from && index < to) table.idle.push(places[index] ?? 0);
          if (bytes[0] === 2) for (const one of places.slice(-4)) sums.push([one, one + 1]);
        }
        for (const one of table.idle) spans.push([one, one + 1]);
      }
    }
  spans.sort(([a], [b]) => a - b);
}

/** Where in its packet the head of pictures or sound ends, or behind it. @param left of it, from the packet before */
function headEnd(
  packet: Uint8Array,
  place: number,
  body: number,
  starts: boolean,
  left: number,
  spans: Span[],
): number {
  const isHead = starts && number(packet, body) === 0 && packet[body + 2] === 1;
  const end = isHead ? body + 9 + (packet[body + 8] ?? 0) : starts ? body : body + left;
  const stamps = Math.max(0, ((packet[body + 7] ?? 0) >> 6) - 1);
  const times = isHead ? 9 + stamps * 5 : 0;
  if (end > body + times) spans.push([place + body + times, place + Math.min(PACKET, end)]);
  return end;
}

interface Followed {
  readonly bytes: Uint8Array;
  /** Of each byte. */
  readonly places: readonly number[];
}

/** Puts sections together, byte by byte; `idle` are places of bytes that are of none. */
function tableFollower() {
  let bytes: number[] = [];
  let places: number[] = [];
  let open = false;
  return (packet: Uint8Array, place: number, body: number, starts: boolean) => {
    const [sections, idle]: [Followed[], number[]] = [[], []];
    const fresh = starts ? body + 1 + (packet[body] ?? 0) : -1;
    let ready = false;
    for (let at = starts ? body + 1 : body; at < PACKET; at++) {
      const byte = packet[at] ?? 0;
      if (at === fresh) {
        if (open && (bytes[0] ?? 0) > 3) idle.push(...places);
        [ready, open] = [true, false];
      }
      ready &&= open || byte !== 0xff;
      if (ready && !open) [open, bytes, places] = [true, [], []];
      if (!open) {
        idle.push(place + at);
        continue;
      }
      bytes.push(byte);
      places.push(place + at);
      if (bytes.length < 3 || bytes.length < 3 + (number(Uint8Array.from(bytes.slice(1, 3)), 0) & 0xfff)) continue;
      sections.push({ bytes: Uint8Array.from(bytes), places });
      open = false;
    }
    return { sections, idle };
  };
}

function* entries(section: Uint8Array): Generator<{ type: number; own: number }> {
  for (let at = 12 + (number(section, 10) & 0xfff); at + 9 <= section.length; ) {
    yield { type: section[at] ?? 0, own: number(section, at + 1) & 0x1fff };
    at += 5 + (number(section, at + 3) & 0xfff);
  }
}

function number(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
}
