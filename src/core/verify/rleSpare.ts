// What of RLE Lossless frames may be blank in the output: header words without a segment, and bytes that no segment unpacks
// (PS3.5 Annex G). Written anew, apart from the planning.
import type { Source } from '../kernel/source.js';
import { type ByteStream, byteStream, type Span } from './byteStream.js';
import type { Shape } from './covered.js';

/** In order. @param fragments the offset table left out */
export async function rleSpare(
  source: Source,
  fragments: readonly Span[],
  shape: Shape,
  frames: number,
): Promise<Span[]> {
  const planes = shape.samples * Math.max(1, shape.bits / 8);
  const cells = shape.rows * shape.columns;
  const size = shape.bits === 1 ? Math.ceil(cells / 8) : cells;
  if (!(planes * size > 0)) return [];
  const spans: Span[] = [];
  for (const [index, fragment] of fragments.entries()) {
    const bytes = byteStream(source, [fragment]);
    const used = await usedIn(bytes, planes, size);
    if (used !== undefined) spans.push(...gaps(used, bytes.length).flatMap((span) => bytes.placed(span)));
    else if (index >= frames) spans.push(fragment);
  }
  return spans;
}

/** Header words and segments; undefined where it is no whole frame. */
async function usedIn(bytes: ByteStream, planes: number, size: number): Promise<readonly Span[] | undefined> {
  const head = await bytes.read(0, 64);
  if (head.length < 64 || planes > 15) return undefined;
  const view = new DataView(head.slice().buffer);
  if (view.getUint32(0, true) !== planes) return undefined;
  const used: Span[] = [[0, 4 + planes * 4]];
  for (let plane = 0; plane < planes; plane++) {
    const start = view.getUint32(4 + plane * 4, true);
    const end = start < 64 ? -1 : await packedEnd(bytes, start, size);
    if (end < 0) return undefined;
    used.push([start, end]);
  }
  return used.sort(([a], [b]) => a - b);
}

async function packedEnd(bytes: ByteStream, start: number, size: number): Promise<number> {
  let put = 0;
  let at = start;
  while (put < size) {
    const [code] = await bytes.read(at, 1);
    if (code === undefined) return -1;
    const literal = code < 128;
    const run = literal ? code + 1 : code === 128 ? 0 : 257 - code;
    const needs = literal ? Math.min(run, size - put) : run === 0 ? 0 : 1;
    if (at + 1 + needs > bytes.length) return -1;
    put += run;
    at = Math.min(bytes.length, at + 1 + (literal ? run : needs));
  }
  return at;
}

function gaps(used: readonly Span[], length: number): Span[] {
  const spans: Span[] = [];
  let end = 0;
  for (const [from, to] of used) {
    // Between the words of the header and the first segment, the rest of the header counts for itself.
    const limit = Math.max(end, Math.min(from, end < 64 ? 64 : from));
    if (limit > end) spans.push([end, limit]);
    if (from > limit) spans.push([limit, from]);
    end = Math.max(end, to);
  }
  if (length > end) spans.push([end, length]);
  return spans;
}
