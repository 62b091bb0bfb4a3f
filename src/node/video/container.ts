// What the bytes of a video are packed in: a transport or program stream, MP4, or nothing (PS3.5 8.2.5 to 8.2.8). Named to ffmpeg, so
// that it guesses nothing; a list of other files that it would open is none of these.
import type { Video, VideoKind } from '../../core/pixels/videoPort.js';

export interface Container {
  readonly input: readonly string[];
  readonly output: readonly string[];
  /** As it can be read through a pipe. */
  readonly bytes: Uint8Array;
}

const RAW: Readonly<Record<VideoKind, readonly [string, string]>> = {
  mpeg2: ['mpegvideo', 'mpeg2video'],
  h264: ['h264', 'h264'],
  hevc: ['hevc', 'hevc'],
};

export function containerOf({ kind, bytes }: Video): Container {
  if (bytes[0] === 0x47 && bytes[188] === 0x47) return { input: ['-f', 'mpegts'], output: ['-f', 'mpegts'], bytes };
  if (bytes[4] === 0x47 && bytes[196] === 0x47)
    return { input: ['-f', 'mpegts'], output: ['-f', 'mpegts', '-mpegts_m2ts_mode', '1'], bytes };
  if (wordAt(bytes, 0) === 0x1ba) return { input: ['-f', 'mpeg'], output: ['-f', 'vob'], bytes };
  if (nameAt(bytes, 4) === 'ftyp')
    return {
      input: ['-f', 'mp4'],
      output: ['-f', 'mp4', '-movflags', 'frag_keyframe+empty_moov'],
      bytes: indexFirst(bytes),
    };
  const [demuxer, muxer] = RAW[kind];
  return { input: ['-f', demuxer], output: ['-f', muxer], bytes };
}

function wordAt(bytes: Uint8Array, at: number): number {
  return at + 4 <= bytes.length ? new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0) : 0;
}

function nameAt(bytes: Uint8Array, at: number): string {
  return Buffer.from(bytes.subarray(at, at + 4)).toString('latin1');
}

interface Atom {
  readonly name: string;
  readonly start: number;
  /** Of what is in it. */
  readonly inner: number;
  readonly end: number;
}

function atomsIn(bytes: Uint8Array, from: number, to: number): readonly Atom[] {
  const atoms: Atom[] = [];
  for (let start = from; start + 8 <= to; ) {
    const stated = wordAt(bytes, start);
    const long = stated === 1 ? wordAt(bytes, start + 8) * 2 ** 32 + wordAt(bytes, start + 12) : stated;
    const inner = start + (stated === 1 ? 16 : 8);
    const end = stated === 0 ? to : start + long;
    if (end < inner || end > to) break;
    atoms.push({ name: nameAt(bytes, start + 4), start, inner, end });
    start = end;
  }
  return atoms;
}

/** An MP4 whose index stands behind its pictures can't be read from a pipe: the index is put ahead, and its offsets moved. */
export function indexFirst(bytes: Uint8Array): Uint8Array {
  const atoms = atomsIn(bytes, 0, bytes.length);
  const [index, data] = ['moov', 'mdat'].map((name) => atoms.find((atom) => atom.name === name));
  if (index === undefined || data === undefined || index.start < data.start) return bytes;
  const size = index.end - index.start;
  const moved = bytes.slice(index.start, index.end);
  moveOffsets(moved, { name: 'moov', start: 0, inner: index.inner - index.start, end: size }, size);
  const out = new Uint8Array(bytes.length);
  out.set(bytes.subarray(0, data.start));
  out.set(moved, data.start);
  out.set(bytes.subarray(data.start, index.start), data.start + size);
  out.set(bytes.subarray(index.end), index.end);
  return out;
}

const NESTED: ReadonlySet<string> = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl']);

function moveOffsets(bytes: Uint8Array, within: Atom, by: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const atom of atomsIn(bytes, within.inner, within.end)) {
    if (NESTED.has(atom.name)) moveOffsets(bytes, atom, by);
    const wide = atom.name === 'co64';
    if (!wide && atom.name !== 'stco') continue;
    const [first, step] = [atom.inner + 8, wide ? 8 : 4];
    const count = Math.min(wordAt(bytes, atom.inner + 4), Math.floor((atom.end - first) / step));
    for (let at = first; at < first + count * step; at += step) {
      if (wide) view.setBigUint64(at, view.getBigUint64(at) + BigInt(by));
      else view.setUint32(at, view.getUint32(at) + by);
    }
  }
}
