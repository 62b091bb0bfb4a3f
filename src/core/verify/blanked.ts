// Pixel data that is not the same byte by byte: whether every difference is a blank where no pixel is.
import { concat, type Source } from '../kernel/source.js';
import { beginsFrame, blankable, type Span } from './blankable.js';
import { type Cursor, openCursor } from './cursor.js';
import { isMovie, movieSpans, type ReadAt } from './movieSpans.js';
import type { RawElement, RawTable } from './rawReader.js';

const STEP = 1024 * 1024;
/** A header is not longer than this. */
const MOST_OF_FRAME = 16 * 1024 * 1024;
const ITEM = 0xfffee000;

/** The same pixel data in both files. */
interface Both {
  readonly original: RawElement;
  readonly output: RawElement;
}

/** True where the pair differs only by spaces and zeros for what of the original is not needed to show the pixels. */
export async function onlyBlanked(original: Source, output: Source, pair: Both, table: RawTable): Promise<boolean> {
  const { original: before, output: after } = pair;
  const header = before.valueAt - before.start;
  if (after.length !== before.length || after.valueAt - after.start !== header) return false;
  const spans = before.kind === 'fragments' ? await inFrames(original, before) : await behind(original, before, table);
  let next = 0;
  const length = header + before.length;
  for (let done = 0; done < length; done += STEP) {
    const a = await original.read(before.start + done, Math.min(STEP, length - done));
    const b = await output.read(after.start + done, Math.min(STEP, length - done));
    if (a.length !== b.length) return false;
    for (let index = 0; index < a.length; index++) {
      if (a[index] === b[index]) continue;
      const at = before.start + done + index;
      while (at >= (spans[next]?.[1] ?? Number.POSITIVE_INFINITY)) next++;
      if (at < (spans[next]?.[0] ?? Number.POSITIVE_INFINITY)) return false;
      if (b[index] !== 0 && b[index] !== 0x20) return false;
    }
  }
  return true;
}

/** Spans of the source, in order. A frame is the fragment that begins it and those up to the next one. */
async function inFrames(source: Source, element: RawElement): Promise<Span[]> {
  const spans: Span[] = [];
  let frame: Span[] = [];
  const all: Span[] = [];
  const end = element.valueAt + element.length;
  const cursor = openCursor(source);
  for (let at = await after(cursor, element.valueAt, element, end); at !== undefined; ) {
    const next = await after(cursor, at, element, end);
    if (next === undefined) break;
    if (beginsFrame(await source.read(at + 8, Math.min(12, next - at - 8)))) {
      spans.push(...(await inFrame(source, frame)));
      frame = [];
    }
    frame.push([at + 8, next]);
    all.push([at + 8, next]);
    at = next;
  }
  const read = readerOf(source, all);
  if (await isMovie(read)) {
    const length = all.reduce((sum, [from, to]) => sum + to - from, 0);
    return (await movieSpans(read, length)).flatMap((span) => placed(span, all));
  }
  spans.push(...(await inFrame(source, frame)));
  return spans;
}

/** The fragments as one stream. */
function readerOf(source: Source, fragments: readonly Span[]): ReadAt {
  return async (at, length) => {
    const parts = placed([at, at + length], fragments).map(([from, to]) => source.read(from, to - from));
    return concat(await Promise.all(parts));
  };
}

/** Where the item at `at` ends. */
async function after(cursor: Cursor, at: number, element: RawElement, end: number): Promise<number | undefined> {
  if (at + 8 > end) return undefined;
  await cursor.need(at, 8);
  const tag = cursor.u16(at, element.littleEndian) * 0x10000 + cursor.u16(at + 2, element.littleEndian);
  return tag === ITEM ? at + 8 + cursor.u32(at + 4, element.littleEndian) : undefined;
}

async function inFrame(source: Source, fragments: readonly Span[]): Promise<Span[]> {
  const parts: Uint8Array[] = [];
  let left = MOST_OF_FRAME;
  for (const [from, to] of fragments) {
    if (left <= 0) break;
    parts.push(await source.read(from, Math.min(left, to - from)));
    left -= to - from;
  }
  const bytes = concat(parts);
  if (!beginsFrame(bytes)) return [];
  return blankable(bytes).flatMap((span) => placed(span, fragments));
}

/** A span of the frame as spans of the source. */
function placed([from, to]: Span, fragments: readonly Span[]): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const [at, end] of fragments) {
    const [first, last] = [at + Math.max(0, from - start), Math.min(end, at + to - start)];
    if (first < last) spans.push([first, last]);
    start += end - at;
  }
  return spans;
}

/** What native pixel data has behind Rows x Columns x Samples per Pixel x Number of Frames (PS3.5 8.1.1). */
async function behind(source: Source, pixels: RawElement, table: RawTable): Promise<Span[]> {
  const top = (tag: number): RawElement | undefined =>
    table.elements.find((element) => element.tag === tag && element.item === -1);
  let bits = 1;
  for (const tag of [0x00280002, 0x00280010, 0x00280011, 0x00280100]) {
    const element = top(tag);
    if (element?.length !== 2) return [];
    const [a = 0, b = 0] = await source.read(element.valueAt, 2);
    bits *= element.littleEndian ? a + b * 256 : a * 256 + b;
  }
  const frames = top(0x00280008);
  const text = frames === undefined ? '1' : String.fromCharCode(...(await source.read(frames.valueAt, 12)));
  const count = Number.parseInt(text.slice(0, frames?.length ?? 1), 10);
  const whole = Math.ceil(bits / 8) * count;
  return whole > 0 ? [[pixels.valueAt + whole, pixels.valueAt + pixels.length]] : [];
}
