// What of an MP4 may be blank in the output: boxes of notes, name and content, and the times in headers (ISO/IEC 14496-12). Written
// anew, apart from the planning.
import type { ReadAt, Span } from './byteStream.js';
import { inTrack, type MovieTrack, noteSpans } from './movieTracks.js';

const MOST_BOXES = 65_536;

export async function isMovie(read: ReadAt): Promise<boolean> {
  return nameOf(await read(0, 8)) === 'ftyp';
}

const PARENTS = /^(?:moov|trak|mdia|minf|dinf|stbl|moof|traf)$/;
/** Of decoders: these stay, whatever is in them, but for the places named below. */
const NEEDED: ReadonlySet<string> = new Set(
  `
    ftyp styp mdat mfra sidx ssix pdin wide mvex mvhd tkhd mdhd vmhd smhd hmhd nmhd sthd gmhd elng iods edts
    tref tapt load clip matt hdlr stsd stts stsc stsz stz2 stco stss stsh stps stdp co64 ctts cslg padb sdtp
    sbgp sgpd subs saiz saio elst dref mehd trex trep leva mfhd tfhd trun tfdt tfra mfro
  `
    .trim()
    .split(/\s+/u),
);

export interface MovieSpans {
  /** In order. */
  readonly spans: Span[];
  /** What of them may be blank byte by byte. */
  readonly parts: Span[];
}

/** Spans of the stream. */
export async function movieSpans(read: ReadAt, length: number): Promise<MovieSpans> {
  const spans: Span[] = [];
  const tracks: MovieTrack[] = [];
  const open: number[] = [];
  const top = new Set<string>();
  let at = 0;
  for (let count = 0; count < MOST_BOXES && at < length; count++) {
    while (open.length > 0 && at >= (open.at(-1) ?? 0)) open.pop();
    const head = await read(at, 24);
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
    const small = head.length < 8 ? 8 : view.getUint32(0);
    const wide = small === 1 && head.length >= 16;
    const start = at + (wide ? 16 : 8);
    const limit = open.at(-1) ?? length;
    const end = small === 0 ? limit : at + (wide ? Number(view.getBigUint64(8)) : small);
    const name = nameOf(head);
    if (at + 8 > limit || end < start || end > limit) {
      // What can't be followed ends the box around it.
      if (open.length > 0) {
        at = limit;
        continue;
      }
      const behind = top.has('moov') && top.has('mdat');
      if (behind && !NEEDED.has(name) && !PARENTS.test(name)) spans.push([at, length]);
      break;
    }
    if (open.length === 0) top.add(name);
    if (name === 'trak') tracks.push({ handler: '', entry: '', width: 4, tables: new Map() });
    const track = tracks.at(-1);
    if (track !== undefined) await inTrack(read, track, name, start, end);
    if (PARENTS.test(name)) {
      open.push(end);
      at = start;
      continue;
    }
    if (!NEEDED.has(name)) spans.push([at + 4, at + 8], [start, end]);
    if (/^(?:mvhd|tkhd|mdhd)$/.test(name)) spans.push([start + 4, start + (head[start - at] === 1 ? 20 : 12)]);
    // One by one: known kinds stay beside others.
    if (/^[fs]typ$/.test(name))
      for (let brand = start + 8; brand < Math.min(end, start + 4096); brand += 4)
        spans.push([brand, Math.min(brand + 4, end)]);
    if (/^[fs]typ$/.test(name)) spans.push([start + 4096, end]);
    if (name === 'hdlr') spans.push([start + 24, end]);
    if (name === 'dref' || name === 'stsd') spans.push(...(await inEntries(read, name, start + 8, end)));
    at = end;
  }
  const parts: Span[] = [];
  for (const track of tracks) parts.push(...(await noteSpans(read, track, length)));
  const all = [...spans, ...parts].filter(([from, to]) => to > from);
  const inOrder = (a: Span, b: Span): number => a[0] - b[0];
  return { spans: all.sort(inOrder), parts: parts.sort(inOrder) };
}

/** Addresses of sources, and the name of the coder in entries of pictures. */
async function inEntries(read: ReadAt, name: string, from: number, to: number): Promise<Span[]> {
  const spans: Span[] = [];
  for (let at = from; at + 8 <= to; ) {
    const head = await read(at, 8);
    if (head.length < 8) break;
    const size = new DataView(head.buffer, head.byteOffset, 8).getUint32(0);
    if (size < 8) break;
    if (name === 'dref') spans.push([at + 12, Math.min(to, at + size)]);
    else if (/^(?:avc.|h[ve][cv]1|mp4v|encv)$/.test(nameOf(head))) spans.push([at + 50, at + 82]);
    at += size;
  }
  return spans;
}

function nameOf(head: Uint8Array): string {
  return String.fromCharCode(...head.subarray(4, 8));
}
