// An original that ends inside its pixel data, next to a copy of what is there (--salvage): the original is seen as if it
// ended where the copy does. Where that is more than one frame or fragment early, it is not, and the comparison tells.
import { concat, type Source } from '../kernel/source.js';
import { isPixels } from './bytePlace.js';
import { type Opened, topText } from './opened.js';
import type { RawElement } from './rawReader.js';

const ITEM = [0xfe, 0xff, 0x00, 0xe0] as const;
const SEQUENCE_END = [0xfe, 0xff, 0xdd, 0xe0] as const;
const NUMBER_OF_FRAMES = 0x00280008;

/** @returns undefined where the original is whole, or was not cut off in its pixel data */
export async function endedLikeCopy(original: Opened, output: Opened): Promise<Source | undefined> {
  if (original.table.complete || !output.table.complete) return undefined;
  const copied = output.table.elements.find((element) => element.item === -1 && element.tag === 0x7fe00010);
  if (copied === undefined || !isPixels(copied) || !(await fewerFrames(original, output))) return undefined;
  return copied.kind === 'fragments'
    ? endedFragments(original, output.source, copied)
    : endedNative(original, output, copied);
}

/** Frames can only be lost, and not all of them. */
async function fewerFrames(original: Opened, output: Opened): Promise<boolean> {
  const [was, is] = [await framesOf(original), await framesOf(output)];
  return was === is || (is >= 1 && is < was);
}

async function framesOf({ source, table }: Opened): Promise<number> {
  const text = await topText(source, table, NUMBER_OF_FRAMES);
  return text.trim() === '' ? 1 : Number(text);
}

/** The tokenizer stopped before an element that is longer than the file: its head must be the copy's, but for the length. */
async function endedNative(original: Opened, output: Opened, copied: RawElement): Promise<Source | undefined> {
  const { source, table } = original;
  const head = copied.valueAt - copied.start;
  const valueAt = table.end + head;
  const there = source.size - valueAt;
  if (there < copied.length) return undefined;
  const [was, is] = [await source.read(table.end, head - 4), await output.source.read(copied.start, head - 4)];
  if (!was.every((byte, index) => byte === is[index])) return undefined;
  const [before, after] = [await framesOf(original), await framesOf(output)];
  // A byte may be missing to an even length; of frames that are told of, no whole one.
  const lost = there - copied.length;
  if (lost > (before === after ? 1 : Math.ceil(copied.length / after))) return undefined;
  const length = await output.source.read(copied.valueAt - 4, 4);
  return joined(source, [{ from: 0, to: valueAt - 4 }, length, { from: valueAt, to: valueAt + copied.length }]);
}

/** Whole fragments stay, an offset table may have lost its last entries, and a delimiter ends it all. */
async function endedFragments(original: Opened, copy: Source, copied: RawElement): Promise<Source | undefined> {
  const { source, table } = original;
  const element = table.elements.find((one) => one.item === -1 && one.tag === 0x7fe00010 && one.kind === 'fragments');
  if (element === undefined || element.valueAt + element.length !== source.size) return undefined;
  let at = element.valueAt;
  const ends: number[] = [];
  for (let head = await source.read(at, 8); begins(head, ITEM); head = await source.read(at, 8)) {
    const next = at + 8 + lengthIn(head);
    if (next > source.size) break;
    ends.push(next);
    at = next;
  }
  const [tableEnd] = ends;
  const delimiter = Uint8Array.from([...SEQUENCE_END, 0, 0, 0, 0]);
  if (tableEnd === undefined) {
    const none = Uint8Array.from([...ITEM, 0, 0, 0, 0]);
    return joined(source, [{ from: 0, to: element.valueAt }, none, delimiter]);
  }
  const head = await copy.read(copied.valueAt, 8);
  const entries = lengthIn(head);
  if (!begins(head, ITEM) || entries > tableEnd - element.valueAt - 8) return undefined;
  const first = { from: element.valueAt + 8, to: element.valueAt + 8 + entries };
  return joined(source, [{ from: 0, to: element.valueAt }, head, first, { from: tableEnd, to: at }, delimiter]);
}

function begins(bytes: Uint8Array, wanted: readonly number[]): boolean {
  return bytes.length === 8 && wanted.every((byte, index) => bytes[index] === byte);
}

/** Encapsulated pixel data are little endian (PS3.5 A.4). */
function lengthIn(head: Uint8Array): number {
  return new DataView(head.buffer, head.byteOffset, 8).getUint32(4, true);
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Ranges of a source and bytes, one behind the other. */
function joined(source: Source, parts: readonly (Range | Uint8Array)[]): Source {
  const sizeOf = (part: Range | Uint8Array): number => (part instanceof Uint8Array ? part.length : part.to - part.from);
  return {
    size: parts.reduce((sum, part) => sum + sizeOf(part), 0),
    stamp: `ended:${source.stamp}`,
    read: async (offset, length) => {
      const pieces: Uint8Array[] = [];
      let start = 0;
      for (const part of parts) {
        const from = Math.max(offset, start) - start;
        const to = Math.min(offset + length - start, sizeOf(part));
        if (to > from) {
          const bytes = part instanceof Uint8Array ? part.subarray(from, to) : source.read(part.from + from, to - from);
          pieces.push(await bytes);
        }
        start += sizeOf(part);
      }
      return concat(pieces);
    },
  };
}
