// Blanks parts of RLE Lossless frames (PS3.5 Annex G): each frame that changes is packed anew and unpacked again to prove it;
// offset tables follow. Frames are packed twice, to plan and to write, so that none has to be held.
import type { LazyBytes } from '../../kernel/edit.js';
import type { Refusal } from '../../kernel/issue.js';
import { concat } from '../../kernel/source.js';
import type { Covered, Redaction } from '../../pixels/boxes.js';
import { blankBytes, type CellGrid, cellGrid, type Run, rowRuns } from '../../pixels/cellGrid.js';
import { frameBytes } from '../../pixels/frameBytes.js';
import type { Image } from '../../pixels/image.js';
import { decodeRle, encodeRle } from '../../pixels/rle.js';
import type { DeviceRule } from '../../policy/policy.js';
import { addEdit } from './draft.js';
import { type Element, findElement } from './element.js';
import { refused } from './redaction.js';
import { regionFound } from './regionFound.js';
import type { Visit } from './visit.js';

const EXTENDED_OFFSETS = 0x7fe00001;
const EXTENDED_LENGTHS = 0x7fe00002;
const ITEM = [0xfffe, 0xe000] as const;

interface Packed {
  /** Of even length. */
  readonly bytes: Uint8Array;
  readonly unpacked: Uint8Array;
  readonly changed: boolean;
}

type Runs = readonly (readonly Run[])[];

/** A frame with what is covered blanked; undefined where it can't be unpacked, or not packed without loss. */
async function packed(image: Image, grid: CellGrid, runs: Runs, index: number): Promise<Packed | undefined> {
  const { rows, columns, samples, bitsAllocated } = image.layout;
  const read = await frameBytes(image, index);
  if (read.kind === 'trouble') return undefined;
  const cells = rows * columns;
  const before = decodeRle(read.bytes, cells, samples, bitsAllocated);
  if (before === undefined || !before.whole) return undefined;
  const after = before.bytes.slice();
  blankBytes(grid, runs, after, 0);
  if (same(before.bytes, after)) return { bytes: even(read.bytes), unpacked: before.bytes, changed: false };
  const bytes = encodeRle(after, { rows, columns, samples, bitsAllocated });
  const again = decodeRle(bytes, cells, samples, bitsAllocated);
  if (again === undefined || !again.whole || !same(again.bytes, after)) return undefined;
  return { bytes, unpacked: before.bytes, changed: true };
}

export async function redactRle(
  visit: Visit,
  image: Image,
  { covered, black }: Redaction,
): Promise<Refusal | undefined> {
  const { layout, frames, pixels } = image;
  // Each sample has its own segments, unpacked in little endian.
  const grid = cellGrid({ ...layout, planar: layout.samples > 1 }, black, false);
  const runs = rowRuns(
    grid,
    covered.map(({ box }) => box),
  );
  const lengths: number[] = [];
  const left = new Set<Covered>();
  for (let index = 0; index < frames; index++) {
    const frame = await packed(image, grid, runs, index);
    const rule: DeviceRule | undefined = covered[0]?.rule;
    if (frame === undefined) return rule && refused(rule, `frame ${index + 1} is not valid RLE`).refusal;
    lengths.push(frame.bytes.length);
    if (!frame.changed) continue;
    for (const one of covered) {
      if (left.has(one)) continue;
      const own = frame.unpacked.slice();
      blankBytes(grid, rowRuns(grid, [one.box]), own, 0);
      if (!same(own, frame.unpacked)) left.add(one);
    }
  }
  const causes = covered.filter((one) => left.has(one)).map((one) => regionFound(visit, image, one));
  if (causes.length === 0) return undefined;
  const offsets = offsetsOf(lengths);
  const table = await basicTable(image, offsets);
  const frameOf = async (index: number): Promise<Uint8Array> => {
    const frame = await packed(image, grid, runs, index);
    return frame?.bytes ?? new Uint8Array(0);
  };
  const bytes = fragments(image, table, lengths, frameOf);
  addEdit(visit.draft, pixels.valueOffset, pixels.length, bytes, causes);
  extendedTables(visit, image, offsets, lengths, causes);
  return undefined;
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function even(bytes: Uint8Array): Uint8Array {
  return bytes.length % 2 === 0 ? bytes : concat([bytes, new Uint8Array(1)]);
}

/** Where the items of the frames begin, counted from the first one's (PS3.5 A.4). */
function offsetsOf(lengths: readonly number[]): readonly number[] {
  let at = 0;
  return lengths.map((length) => {
    const own = at;
    at += 8 + length;
    return own;
  });
}

/** Basic Offset Table: empty where it was, or where the offsets have become too large for it. */
async function basicTable({ window, pixels, littleEndian }: Image, offsets: readonly number[]): Promise<Uint8Array> {
  const head = await window.source.read(pixels.valueOffset, 8);
  const stated = new DataView(head.buffer, head.byteOffset, head.byteLength).getUint32(4, littleEndian);
  if (stated === 0 || (offsets.at(-1) ?? 0) > 0xffffffff) return new Uint8Array(0);
  const view = new DataView(new ArrayBuffer(offsets.length * 4));
  offsets.forEach((offset, index) => {
    view.setUint32(index * 4, offset, littleEndian);
  });
  return new Uint8Array(view.buffer);
}

function itemHead(length: number, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(8));
  view.setUint16(0, ITEM[0], littleEndian);
  view.setUint16(2, ITEM[1], littleEndian);
  view.setUint32(4, length, littleEndian);
  return new Uint8Array(view.buffer);
}

function fragments(
  { littleEndian }: Image,
  table: Uint8Array,
  lengths: readonly number[],
  frameOf: (index: number) => Promise<Uint8Array>,
): LazyBytes {
  return {
    length: lengths.reduce((sum, length) => sum + 8 + length, 8 + table.length),
    chunks: async function* () {
      yield concat([itemHead(table.length, littleEndian), table]);
      for (const [index, length] of lengths.entries()) {
        yield itemHead(length, littleEndian);
        yield await frameOf(index);
      }
    },
  };
}

/** Extended Offset Table and its lengths (PS3.3 C.7.6.3.1.8) keep their length: one number for each frame. */
function extendedTables(
  visit: Visit,
  image: Image,
  offsets: readonly number[],
  lengths: readonly number[],
  causes: readonly number[],
): void {
  const tables: readonly (readonly [number, readonly number[]])[] = [
    [EXTENDED_OFFSETS, offsets],
    [EXTENDED_LENGTHS, lengths],
  ];
  for (const [tag, numbers] of tables) {
    const element: Element | undefined = findElement(image.elements, tag);
    if (element === undefined || element.length !== numbers.length * 8) continue;
    const changed = visit.draft.changes.some(
      ({ offset, length }) => offset < element.end && offset + length > element.offset,
    );
    if (changed) continue;
    const view = new DataView(new ArrayBuffer(element.length));
    numbers.forEach((number, index) => {
      view.setBigUint64(index * 8, BigInt(number), image.littleEndian);
    });
    addEdit(visit.draft, element.valueOffset, element.length, new Uint8Array(view.buffer), causes);
  }
}
