// Offset tables of encapsulated pixel data: the basic one (PS3.5 A.4) and the extended one with its lengths (PS3.3 C.7.6.3.1.8).
// What names no fragment can be anything: such a table is written anew, or left out where nobody can tell where frames begin.
import { PIXEL_DATA } from '../../dictionary/tags.js';
import { type Cause, found, overwrite, remove } from './apply.js';
import { addEdit, addIssue } from './draft.js';
import type { Element } from './element.js';
import { encodeU32 } from './encode.js';
import { afterFragment, type Fragments, fragmentAt, kindOf, openFragments, type Piece } from './fragments.js';
import { framesOf } from './pixelSurplus.js';
import type { DicomObject } from './read.js';
import { framesLeft } from './salvageFrames.js';
import { type Numbers, openNumbers } from './tableNumbers.js';
import type { Scope, Visit } from './visit.js';

const EXTENDED_OFFSETS = 0x7fe00001;
const EXTENDED_LENGTHS = 0x7fe00002;

const CAUSE: Cause = {
  rule: 'pixel-stream/offset-table',
  category: 'pixels',
  reason: 'numbers in an offset table that name no fragment can be anything',
  clause: 'PS3.5 A.4',
};

/** A table as it is compared with the fragments, one after the other. */
interface Check {
  readonly numbers: Numbers;
  /** Index of the number that comes next. */
  next: number;
  /** So many of the first numbers name, in rising order, where a fragment begins; the first one is 0. */
  leading: number;
  /** A number was passed that names nothing. */
  untrue: boolean;
}

interface Tables {
  readonly basic: Check;
  readonly offsets: Check | undefined;
  readonly lengths: Numbers | undefined;
  readonly fragments: number;
  /** Lengths are those of the fragments. */
  readonly sized: boolean;
}

/** Where frames begin and how long what is in their fragments is. */
interface Frames {
  readonly starts: readonly number[];
  readonly lengths: readonly number[];
}

/** Sees to tables that stay: after regions were taken out of frames, which writes tables anew. */
export async function cleanOffsetTables(visit: Visit, scope: Scope, object: DicomObject): Promise<void> {
  const { elements, encoding } = object.table;
  const own = elements.filter(({ tag }) => tag === EXTENDED_OFFSETS || tag === EXTENDED_LENGTHS);
  const pixels = elements.find(({ tag, fragments }) => tag === PIXEL_DATA && fragments >= 0);
  const extended = own.filter((element) => !isChanged(visit, element.offset, element.end));
  if (pixels === undefined || isRelaid(visit, pixels)) {
    for (const element of extended) remove(visit, scope, element, CAUSE);
    return;
  }
  const cut = object.cutPixels?.element === pixels ? object.cutPixels.usable : pixels.end;
  const fragments = openFragments(visit.window.source, encoding, cut);
  const table = await fragmentAt(fragments, pixels.valueOffset);
  if (table === undefined || (table.length === 0 && extended.length === 0)) return;
  const [offsets, lengths] = [EXTENDED_OFFSETS, EXTENDED_LENGTHS].map((tag) =>
    extended.filter((one) => one.tag === tag),
  );
  // What a salvaged file says of frames that are not there goes with them.
  const left = object.cutPixels && (await framesLeft(visit.window, object, object.cutPixels))?.frames;
  const tables = await compare(visit, fragments, table, offsets?.[0], lengths?.[0], left);
  const frames = left ?? (await framesOf(visit.window, elements));
  const basicGood =
    (isGood(tables.basic) && tables.basic.numbers.rest === 0) ||
    isChanged(visit, table.offset - 4, afterFragment(table));
  const single = (offsets?.length ?? 0) <= 1 && (lengths?.length ?? 0) <= 1;
  const extendedGood = extended.length === 0 || (single && isExtendedGood(tables));
  if (basicGood && extendedGood) return;
  const known = await framesKnown(fragments, afterFragment(table), frames, tables);
  if (!basicGood) {
    const index = found(visit, scope, pixels, CAUSE, 'X', 'removed');
    const bytes = basicTable(known, extended.length > 0, encoding.littleEndian);
    const whole = new Uint8Array([...encodeU32(bytes.length, encoding), ...bytes]);
    addEdit(visit.draft, table.offset - 4, table.length + 4, whole, [index]);
  }
  if (!extendedGood) writeExtended(visit, scope, extended, known);
  addIssue(visit.draft, {
    code: 'offset-table',
    severity: 'warning',
    message:
      known === undefined
        ? 'an offset table of the pixel data named no fragments; it was left out'
        : 'an offset table of the pixel data named no fragments; it was written anew',
  });
}

function isChanged({ draft }: Visit, start: number, end: number): boolean {
  return draft.changes.some(({ offset, length }) => offset < end && offset + length > start);
}

/** The pixel data goes, or fragments of it have become longer or shorter. */
function isRelaid({ draft }: Visit, { offset, end }: Element): boolean {
  return draft.changes.some(
    (change) => change.offset < end && change.offset + change.length > offset && change.bytes.length !== change.length,
  );
}

function isGood({ next, numbers, untrue }: Check): boolean {
  return !untrue && next === numbers.count;
}

function isExtendedGood({ offsets, lengths, sized }: Tables): boolean {
  if (offsets === undefined || offsets.numbers.rest > 0 || offsets.leading !== offsets.numbers.count) return false;
  return lengths === undefined || (sized && lengths.rest === 0 && lengths.count === offsets.numbers.count);
}

/** Goes through the fragments once. */
async function compare(
  { window: { source } }: Visit,
  fragments: Fragments,
  table: Piece,
  offsets: Element | undefined,
  lengths: Element | undefined,
  most = Number.POSITIVE_INFINITY,
): Promise<Tables> {
  const { littleEndian } = fragments.encoding;
  const checkOf = (offset: number, length: number, width: 4 | 8): Check => ({
    numbers: openNumbers(source, offset, Math.min(length, most * width), width, littleEndian),
    next: 0,
    leading: 0,
    untrue: false,
  });
  const basic = checkOf(table.offset, table.length, 4);
  const extended = offsets && checkOf(offsets.valueOffset, offsets.length, 8);
  const sizes =
    lengths && openNumbers(source, lengths.valueOffset, Math.min(lengths.length, most * 8), 8, littleEndian);
  const first = afterFragment(table);
  let [count, size, sized] = [0, 0, true];
  /** Index of the frame of the extended table that is gone through. */
  let frame = -1;
  const endFrame = async (): Promise<void> => {
    const told = frame < 0 ? 0 : await sizes?.at(frame);
    sized &&= told === undefined || told === 0 || told === size || told === size - 1;
  };
  for (let at = first; ; count++) {
    const fragment = await fragmentAt(fragments, at);
    if (fragment === undefined) break;
    await step(basic, at - first);
    if (extended !== undefined) {
      const before = extended.leading;
      await step(extended, at - first);
      if (extended.leading > before) {
        await endFrame();
        frame = before;
        size = 0;
      }
    }
    size += fragment.length;
    at = afterFragment(fragment);
  }
  await endFrame();
  for (const check of [basic, extended]) if (check !== undefined) await passZeros(check);
  return { basic, offsets: extended, lengths: sizes, fragments: count, sized };
}

/** A fragment begins at `start`. Zeros that stand for nothing are passed. */
async function step(check: Check, start: number): Promise<void> {
  if (check.untrue) return;
  if (start === 0 && (await check.numbers.at(0)) === 0) check.leading = check.next = 1;
  if (start === 0) return;
  await passZeros(check);
  const told = await check.numbers.at(check.next);
  if (told === undefined) return;
  if (told < start) check.untrue = true;
  if (told !== start) return;
  if (check.leading === check.next && check.next > 0) check.leading++;
  check.next++;
}

async function passZeros(check: Check): Promise<void> {
  while ((await check.numbers.at(check.next)) === 0) check.next++;
}

/** Where frames begin: as tables say so far as they are true, or one in each fragment, or by how fragments begin. */
async function framesKnown(
  fragments: Fragments,
  first: number,
  frames: number,
  tables: Tables,
): Promise<Frames | undefined> {
  const { basic, offsets } = tables;
  if (!(frames >= 1) || frames > tables.fragments) return undefined;
  const told = [basic, offsets].find((check) => check !== undefined && check.leading >= frames)?.numbers;
  const all = frames === tables.fragments;
  const [starts, lengths]: [number[], number[]] = [[], []];
  for (let at = first; ; ) {
    const fragment = await fragmentAt(fragments, at);
    if (fragment === undefined) break;
    const start = at - first;
    const { length } = starts;
    const begins =
      all ||
      (frames === 1
        ? start === 0
        : told !== undefined
          ? (await told.at(length)) === start
          : (await kindOf(fragments, fragment)) !== undefined);
    if (begins && (told === undefined || length < frames)) {
      starts.push(start);
      lengths.push(0);
    }
    const last = lengths.length - 1;
    if (last >= 0) lengths[last] = (lengths[last] ?? 0) + fragment.length;
    if (starts.length > frames) return undefined;
    at = afterFragment(fragment);
  }
  return starts.length === frames && starts[0] === 0 ? { starts, lengths } : undefined;
}

/** Empty where it can't be told, or where there is an extended one besides. */
function basicTable(known: Frames | undefined, extended: boolean, littleEndian: boolean): Uint8Array {
  if (known === undefined || extended || (known.starts.at(-1) ?? 0) > 0xffffffff) return new Uint8Array(0);
  const view = new DataView(new ArrayBuffer(known.starts.length * 4));
  for (const [index, start] of known.starts.entries()) view.setUint32(index * 4, start, littleEndian);
  return new Uint8Array(view.buffer);
}

function writeExtended(visit: Visit, scope: Scope, extended: readonly Element[], known: Frames | undefined): void {
  const twice = extended.some(({ tag }, index) => extended.findIndex((one) => one.tag === tag) !== index);
  const whole = extended.some(({ tag }) => tag === EXTENDED_OFFSETS);
  for (const element of extended) {
    if (known === undefined || twice || !whole) {
      remove(visit, scope, element, CAUSE);
      continue;
    }
    const numbers = element.tag === EXTENDED_OFFSETS ? known.starts : known.lengths;
    const view = new DataView(new ArrayBuffer(numbers.length * 8));
    for (const [index, number] of numbers.entries())
      view.setBigUint64(index * 8, BigInt(number), scope.encoding.littleEndian);
    overwrite(visit, scope, element, new Uint8Array(view.buffer), found(visit, scope, element, CAUSE, 'X', 'removed'));
  }
}
