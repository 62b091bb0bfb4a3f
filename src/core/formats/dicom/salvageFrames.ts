// Of pixel data that end early: how many frames are there, and the attributes and offset tables that say so (PS3.3 C.7.6.6,
// C.7.6.3.1.8, PS3.5 A.4). Where nobody can tell they stay as they are.
import { replace } from './apply.js';
import { addEdit } from './draft.js';
import { type Element, findElement } from './element.js';
import { ascii, encodeU32 } from './encode.js';
import { afterFragment, fragmentAt, kindOf, openFragments, type Piece } from './fragments.js';
import { framesOf, isSubsampled, nativeLayout } from './pixelSurplus.js';
import type { DicomObject } from './read.js';
import type { CutPixels } from './scan.js';
import { bytesOf, type Scope, type Visit } from './visit.js';
import type { Window } from './window.js';

const NUMBER_OF_FRAMES = 0x00280008;
const EXTENDED = [0x7fe00001, 0x7fe00002] as const;
const RLE = '1.2.840.10008.1.2.5';
const VIDEO = /^1\.2\.840\.10008\.1\.2\.4\.10\d/u;

/** What is left: frames, of as many as the header says, and where the last one ends. */
export interface FramesLeft {
  readonly frames: number;
  readonly end: number;
  /** The basic offset table; undefined in native pixel data, and where there is none. */
  readonly table: Piece | undefined;
}

/** Undefined for an object of one frame, where no whole frame is left, and where nobody can tell. */
export async function framesLeft(
  window: Window,
  object: DicomObject,
  { element, usable }: CutPixels,
): Promise<FramesLeft | undefined> {
  const stated = await framesOf(window, object.table.elements);
  if (!(stated > 1)) return undefined;
  const left = element.undefinedLength
    ? await fragmentsLeft(window, object, element, usable, stated)
    : await nativeLeft(window, object, element, usable);
  return left !== undefined && left.frames >= 1 && left.frames < stated ? left : undefined;
}

async function nativeLeft(
  window: Window,
  object: DicomObject,
  element: Element,
  usable: number,
): Promise<FramesLeft | undefined> {
  const layout = await nativeLayout(window, object, element);
  if (layout?.apart !== true || (await isSubsampled(window, object.table.elements))) return undefined;
  const frames = Math.floor((usable - element.valueOffset) / layout.frame);
  const length = frames * layout.frame;
  return { frames, end: element.valueOffset + length + (length % 2), table: undefined };
}

async function fragmentsLeft(
  window: Window,
  object: DicomObject,
  element: Element,
  usable: number,
  stated: number,
): Promise<FramesLeft | undefined> {
  const { transferSyntax } = object.opening;
  if (VIDEO.test(transferSyntax)) return undefined;
  const { encoding } = object.table;
  const fragments = openFragments(window.source, encoding, usable);
  const table = await fragmentAt(fragments, element.valueOffset);
  if (table === undefined) return undefined;
  const first = afterFragment(table);
  const begins: number[] = [];
  let known = 0;
  for (
    let at = await fragmentAt(fragments, first);
    at !== undefined;
    at = await fragmentAt(fragments, afterFragment(at))
  ) {
    begins.push(at.offset - 8 - first);
    if (transferSyntax === RLE || (await kindOf(fragments, at)) !== undefined) known += 1;
    // A frame whose first bytes nobody knows: then others may begin unseen, too.
    else if (begins.length === 1) known = Number.NaN;
  }
  const starts = await startsOf(window, object, table, stated);
  if (starts === undefined) return known >= 1 ? { frames: known, end: usable, table } : undefined;
  const there = starts.filter((start) => start < usable - first);
  // With a fragment for each frame, fragments tell more surely than a table that may point anywhere.
  const single = there.every((start, index) => start === begins[index]);
  return { frames: single ? begins.length : there.length, end: usable, table };
}

/** Where frames begin, by a table that has one entry for each; undefined where there is none, or none that can be right. */
async function startsOf(
  window: Window,
  { table: { elements, encoding } }: DicomObject,
  table: Piece,
  stated: number,
): Promise<readonly number[] | undefined> {
  const extended = findElement(elements, EXTENDED[0]);
  const little = encoding.littleEndian;
  let starts: number[] = [];
  if (table.length === stated * 4) {
    const bytes = await window.source.read(table.offset, table.length);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    starts = Array.from({ length: stated }, (_, index) => view.getUint32(index * 4, little));
  } else if (table.length === 0 && extended?.length === stated * 8) {
    const bytes = await bytesOf(window, extended);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    starts = Array.from({ length: stated }, (_, index) => Number(view.getBigUint64(index * 8, little)));
  }
  const rising = starts.every((start, index) => index === 0 || start > (starts[index - 1] ?? 0));
  return starts.length === 0 || starts[0] !== 0 || !rising ? undefined : starts;
}

/** Makes Number of Frames and the offset tables say what is left. */
export async function sayFramesLeft(
  visit: Visit,
  scope: Scope,
  { table: { elements } }: DicomObject,
  { frames, table }: FramesLeft,
  pixels: number,
): Promise<void> {
  const cause = {
    rule: 'salvage',
    category: 'structure',
    reason: 'the pixel data ended early: as many frames are there',
    clause: 'PS3.3 C.7.6.6',
  } as const;
  const number = findElement(elements, NUMBER_OF_FRAMES);
  if (number !== undefined && !isChanged(visit, number.offset, number.end))
    await replace(visit, scope, number, ascii(String(frames)), cause, 'D', 'structure');
  for (const tag of EXTENDED) {
    const element = findElement(elements, tag);
    if (element === undefined || element.length <= frames * 8 || isChanged(visit, element.offset, element.end))
      continue;
    const kept = (await bytesOf(visit.window, element)).slice(0, frames * 8);
    await replace(visit, scope, element, kept, cause, 'D', 'structure');
  }
  if (table === undefined || table.length <= frames * 4) return;
  if (isChanged(visit, table.offset - 4, table.offset + table.length)) return;
  const kept = table.length % 4 === 0 ? frames * 4 : 0;
  addEdit(visit.draft, table.offset - 4, 4, encodeU32(kept, scope.encoding), [pixels]);
  addEdit(visit.draft, table.offset + kept, table.length - kept, new Uint8Array(0), [pixels]);
}

function isChanged({ draft }: Visit, start: number, end: number): boolean {
  return draft.changes.some(({ offset, length }) => offset < end && offset + length > start);
}
