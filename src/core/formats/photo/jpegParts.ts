// The parts of a JPEG file, segment by segment (ISO/IEC 10918-1 Annex B), without looking into coded pixels.
import type { Source } from '../../kernel/source.js';
import { type Refused, refused } from './draft.js';

export interface JpegPart {
  /** `scan` is coded data; everything else has a marker and a length. */
  readonly kind: 'segment' | 'scan';
  /** Second byte of the marker; of a scan that of its SOS. */
  readonly marker: number;
  /** Of the marker. */
  readonly offset: number;
  /** Of what stands behind marker and length. */
  readonly body: number;
  readonly end: number;
}

export interface JpegFrame {
  /** SOF: 0xC0 baseline, 0xC1 extended, 0xC2 progressive, … */
  readonly marker: number;
  readonly bits: number;
  readonly rows: number;
  readonly columns: number;
  readonly components: number;
}

export interface JpegParts {
  readonly kind: 'jpeg';
  readonly parts: readonly JpegPart[];
  readonly frame: JpegFrame;
  /** Behind the EOI marker. */
  readonly end: number;
}

const CHUNK = 256 * 1024;
/** No encoder makes more segments. */
const MOST_PARTS = 20_000;

const damaged = (what: string): Refused =>
  refused('damaged', `the JPEG file is damaged: ${what}; save it again with a program that opens it`);
const ENDS = 'it ends before its image does';

export async function readJpeg(source: Source): Promise<JpegParts | Refused> {
  const parts: JpegPart[] = [];
  let frame: JpegFrame | undefined;
  let scans = 0;
  for (let at = 2; ; ) {
    const head = await source.read(at, Math.min(4, source.size - at));
    const [first, marker = 0] = head;
    if (first === undefined || head.length < 2) return refused('truncated', `the JPEG file is truncated: ${ENDS}`);
    if (first !== 0xff) return damaged('between its segments stands something else');
    if (marker === 0xff) {
      at = await behindFill(source, at);
      continue;
    }
    if (marker === 0xd9) {
      if (frame === undefined || scans === 0) return damaged('there is no image in it');
      return { kind: 'jpeg', parts, frame, end: at + 2 };
    }
    const fault = faultOf(marker);
    if (fault !== undefined) return fault;
    const length = ((head[2] ?? 0) << 8) | (head[3] ?? 0);
    const end = at + 2 + length;
    if (head.length < 4 || end > source.size) return refused('truncated', `the JPEG file is truncated: ${ENDS}`);
    if (length < 2) return damaged('a segment is shorter than its own length');
    if (parts.length >= MOST_PARTS) return damaged(`it has more than ${MOST_PARTS} segments`);
    parts.push({ kind: 'segment', marker, offset: at, body: at + 4, end });
    at = end;
    if (isFrame(marker)) {
      if (frame !== undefined) return damaged('it has more than one image');
      frame = frameOf(marker, await source.read(end - length + 2, length - 2));
      if (frame === undefined) return damaged('its image has no size');
    }
    if (marker !== 0xda) continue;
    if (frame === undefined) return damaged('coded data come before the size of the image');
    const stop = await scanEnd(source, at);
    if (stop === undefined) return refused('truncated', `the JPEG file is truncated: ${ENDS}`);
    parts.push({ kind: 'scan', marker, offset: at, body: at, end: stop });
    scans += 1;
    at = stop;
  }
}

/** Where the marker of fill bytes (B.1.1.2) begins. */
async function behindFill(source: Source, from: number): Promise<number> {
  let at = from;
  for (;;) {
    const bytes = await source.read(at, Math.min(CHUNK, source.size - at));
    const next = bytes.findIndex((byte) => byte !== 0xff);
    if (next > 0) return at + next - 1;
    // Nothing but fill bytes up to the end: told as truncated.
    if (next === 0 || at + bytes.length >= source.size) return source.size;
    at += bytes.length;
  }
}

/** Markers of other kinds of JPEG, and such as stand nowhere between segments. */
function faultOf(marker: number): Refused | undefined {
  if (marker === 0xf7 || marker === 0xf8)
    return refused('unsupported', 'it is JPEG-LS, which is no photograph that is read here: save it as JPEG or PNG');
  if (marker === 0xde || marker === 0xdf || [0xc5, 0xc6, 0xc7, 0xcd, 0xce, 0xcf].includes(marker))
    return refused('unsupported', 'it is hierarchical JPEG, which is not read here: save it as JPEG or PNG');
  if (marker < 0xc0 || marker === 0xc8 || (marker >= 0xd0 && marker <= 0xd8) || (marker >= 0xf0 && marker <= 0xfd))
    return damaged('between its segments stands a marker that has no place there');
  return undefined;
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xcc;
}

function frameOf(marker: number, bytes: Uint8Array): JpegFrame | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 6) return undefined;
  const components = view.getUint8(5);
  const [rows, columns] = [view.getUint16(1), view.getUint16(3)];
  if (columns === 0 || components === 0 || bytes.length < 6 + 3 * components) return undefined;
  return { marker, bits: view.getUint8(0), rows, columns, components };
}

/** Where the marker behind coded data begins: neither a stuffed byte nor a restart (B.1.1.5). */
async function scanEnd(source: Source, from: number): Promise<number | undefined> {
  let at = from;
  while (at + 1 < source.size) {
    const bytes = await source.read(at, Math.min(CHUNK, source.size - at));
    if (bytes.length < 2) return undefined;
    let next = bytes.indexOf(0xff);
    while (next >= 0 && next + 1 < bytes.length) {
      const code = bytes[next + 1] ?? 0;
      if (code !== 0 && code !== 0xff && (code & 0xf8) !== 0xd0) return at + next;
      next = bytes.indexOf(0xff, next + (code === 0xff ? 1 : 2));
    }
    at += next < 0 ? bytes.length : next;
  }
  return undefined;
}
