// Pixel data that is not the same byte by byte: whether every difference is a blank where no pixel is, or a table of offsets that
// had to be written anew.
import type { Source } from '../kernel/source.js';
import { type Span, STEP } from './byteStream.js';
import { shapeOf } from './covered.js';
import { itemsOf, transferSyntaxOf } from './fragments.js';
import { frameSpans, type Spans } from './frameSpans.js';
import { basicTruth } from './offsetTables.js';
import type { RawElement, RawTable } from './rawReader.js';
import { rleSpare } from './rleSpare.js';
import { codingOf } from './videoSpans.js';

const RLE = '1.2.840.10008.1.2.5';
const MARKED = /^1\.2\.840\.10008\.1\.2\.4\.([5-8]\d|9[0-3]|20[1-3])$/;

/** The same pixel data in both files. */
interface Both {
  readonly original: RawElement;
  readonly output: RawElement;
}

/**
 * True where the pair differs only by spaces and zeros for what of the original is not needed to show the pixels.
 * @param table whose top describes the image @param coded how, where that is not the transfer syntax of the object
 */
export async function onlyBlanked(
  original: Source,
  output: Source,
  pair: Both,
  table: RawTable,
  coded?: string,
): Promise<boolean> {
  const { original: before, output: after } = pair;
  const header = before.valueAt - before.start;
  if (before.kind !== after.kind || after.valueAt - after.start !== header) return false;
  const end = before.valueAt + before.length;
  if (before.kind !== 'fragments') {
    const spans = await behind(original, before, table);
    return after.length === before.length && sameBut(original, output, [before.start, end], after.start, spans);
  }
  const [items, written] = [await itemsOf(original, before), await itemsOf(output, after)];
  const [first, ...fragments] = items;
  const [other] = written;
  if (first === undefined || other === undefined) return false;
  const same = await sameBut(original, output, [before.start, first[1]], after.start, []);
  if (!same) {
    // Up to the table's own item all has to be as it was.
    if (!(await sameBut(original, output, [before.start, before.valueAt], after.start, []))) return false;
    if ((await basicTruth(original, items, before.littleEndian)) !== 'untrue') return false;
    if ((await basicTruth(output, written, after.littleEndian)) === 'untrue') return false;
  }
  if (end - first[1] !== after.valueAt + after.length - other[1]) return false;
  const { spans, parts, sums } = await inFrames(original, fragments, table, coded);
  return sameBut(original, output, [first[1], end], other[1], spans, parts, sums);
}

async function inFrames(
  source: Source,
  fragments: readonly Span[],
  table: RawTable,
  coded: string | undefined,
): Promise<Spans> {
  const shape = await shapeOf(source, table);
  const frames = shape.frames ?? 1;
  const syntax = coded ?? (await transferSyntaxOf(source, table));
  if (syntax === RLE) return { spans: await rleSpare(source, fragments, shape, frames), parts: [], sums: [] };
  return frameSpans(source, fragments, { frames, marked: MARKED.test(syntax), coding: codingOf(syntax) });
}

/** A span in which anything differs is blank as a whole: no part of it was thought to be of use. Or only `parts` of it are. */
async function sameBut(
  original: Source,
  output: Source,
  [from, to]: Span,
  start: number,
  spans: readonly Span[],
  parts: readonly Span[] = [],
  sums: readonly Span[] = [],
): Promise<boolean> {
  let next = 0;
  let part = 0;
  let sum = 0;
  let filled = false;
  let differs = false;
  for (let at = from; at < to; at += STEP) {
    const length = Math.min(STEP, to - at);
    const a = await original.read(at, length);
    const b = await output.read(start + at - from, length);
    if (a.length !== b.length) return false;
    for (let index = 0; index < a.length; index++) {
      while (at + index >= (spans[next]?.[1] ?? Number.POSITIVE_INFINITY)) {
        if (differs && filled) return false;
        next++;
        [differs, filled] = [false, false];
      }
      while (at + index >= (sums[sum]?.[1] ?? Number.POSITIVE_INFINITY)) sum++;
      const isFree = at + index >= (sums[sum]?.[0] ?? Number.POSITIVE_INFINITY);
      const same = isFree || a[index] === b[index];
      if (at + index < (spans[next]?.[0] ?? Number.POSITIVE_INFINITY)) {
        if (!same) return false;
        continue;
      }
      while (at + index >= (parts[part]?.[1] ?? Number.POSITIVE_INFINITY)) part++;
      const inPart = at + index >= (parts[part]?.[0] ?? Number.POSITIVE_INFINITY);
      differs ||= !same && !(inPart && (b[index] === 0 || b[index] === 0x20));
      filled ||= b[index] !== 0 && b[index] !== 0x20;
    }
  }
  return !(differs && filled);
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
  // A padding byte may hold anything.
  return whole > 0 ? [[pixels.valueAt + whole + (whole % 2), pixels.valueAt + pixels.length]] : [];
}
