// Offset tables of compressed frames that have become longer or shorter: the basic one (PS3.5 A.4) and the extended one with its
// lengths (PS3.3 C.7.6.3.1.8).
import type { Image } from '../../pixels/image.js';
import { addEdit } from './draft.js';
import { type Element, findElement } from './element.js';
import { afterFragment, fragmentAt, openFragments } from './fragments.js';
import type { Visit } from './visit.js';

const EXTENDED_OFFSETS = 0x7fe00001;
const EXTENDED_LENGTHS = 0x7fe00002;

/** Where a frame's items lie in the source, heads included. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** @param lengths of what is in each frame's items then; a frame that stays keeps its heads */
export async function writeTables(
  visit: Visit,
  image: Image,
  places: readonly Place[],
  lengths: readonly number[],
  causes: readonly number[],
  fresh: ReadonlySet<number>,
): Promise<void> {
  const fragments = openFragments(visit.window.source, image.object.table.encoding, image.end);
  const table = await fragmentAt(fragments, image.pixels.valueOffset);
  if (table === undefined) return;
  const first = afterFragment(table);
  let grown = 0;
  const offsets = places.map(({ start, end }, index) => {
    const offset = start - first + grown;
    grown += (lengths[index] ?? 0) + 8 - (end - start);
    return offset;
  });
  if (table.length === offsets.length * 4) {
    const large = (offsets.at(-1) ?? 0) > 0xffffffff;
    const bytes = large ? new Uint8Array(0) : basic(offsets, image.littleEndian);
    const stay = large ? { offset: table.offset - 4, length: table.length + 4, bytes: new Uint8Array(4) } : undefined;
    if (stay === undefined) addEdit(visit.draft, table.offset, table.length, bytes, causes);
    else addEdit(visit.draft, stay.offset, stay.length, stay.bytes, causes);
  } else if (table.length > 0) {
    // It named something else than the frames: better none than a wrong one.
    addEdit(visit.draft, table.offset - 4, table.length + 4, new Uint8Array(4), causes);
  }
  await extended(visit, image, { offsets, lengths, fresh }, causes);
}

function basic(offsets: readonly number[], littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(offsets.length * 4));
  for (const [index, offset] of offsets.entries()) view.setUint32(index * 4, offset, littleEndian);
  return new Uint8Array(view.buffer);
}

interface Numbers {
  readonly offsets: readonly number[];
  readonly lengths: readonly number[];
  readonly fresh: ReadonlySet<number>;
}

/** They keep their length: one number for each frame. Lengths of frames that stay are left as they are, where they are lengths. */
async function extended(
  visit: Visit,
  image: Image,
  { offsets, lengths, fresh }: Numbers,
  causes: readonly number[],
): Promise<void> {
  for (const tag of [EXTENDED_OFFSETS, EXTENDED_LENGTHS]) {
    const element: Element | undefined = findElement(image.elements, tag);
    if (element === undefined || element.length !== offsets.length * 8) continue;
    const changed = visit.draft.changes.some(
      ({ offset, length }) => offset < element.end && offset + length > element.offset,
    );
    if (changed) continue;
    const bytes = new Uint8Array(await visit.window.source.read(element.valueOffset, element.length));
    const view = new DataView(bytes.buffer);
    for (const index of offsets.keys()) {
      if (tag === EXTENDED_OFFSETS) view.setBigUint64(index * 8, BigInt(offsets[index] ?? 0), image.littleEndian);
      else if (fresh.has(index) || !isLength(view.getBigUint64(index * 8, image.littleEndian), lengths[index] ?? 0))
        view.setBigUint64(index * 8, BigInt(lengths[index] ?? 0), image.littleEndian);
    }
    addEdit(visit.draft, element.valueOffset, element.length, bytes, causes);
  }
}

/** It may leave out a byte of padding. */
function isLength(told: bigint, length: number): boolean {
  return told === BigInt(length) || told === BigInt(length) - 1n;
}
