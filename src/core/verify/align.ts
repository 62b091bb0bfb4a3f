// Check: what was not to change has not changed by a byte. Original and output are located independently and paired by
// their place in the tree.
import type { Residue } from '../kernel/format.js';
import type { Issue } from '../kernel/issue.js';
import type { Source } from '../kernel/source.js';
import type { Codecs } from '../pixels/codecPort.js';
import type { DeviceRule } from '../policy/policy.js';
import { onlyBlanked } from './blanked.js';
import { isPixels } from './bytePlace.js';
import { STEP } from './byteStream.js';
import { pathOf, type RawElement, type RawTable } from './rawReader.js';
import { type FoundPart, redactedOnly } from './redacted.js';

/** An element of the output and the one at the same place of the original. */
export interface Pair {
  readonly original: RawElement;
  readonly output: RawElement;
}

export interface Alignment {
  readonly pairs: readonly Pair[];
  /** For each element of the output: the index of the original's, or -1. */
  readonly twins: Int32Array;
  /** Indices of elements of the original whose sequence item is in the output while they are not. */
  readonly missing: readonly number[];
}

/** Pairs the elements of two tables. What is in a sequence that lost an item can't be told apart and is not paired. */
export function alignTables(original: RawTable, output: RawTable): Alignment {
  const key = (item: number, tag: number): number => (item + 1) * 0x1_0000_0000 + tag;
  // A tag that is there more than once is paired in the order in which it comes.
  const byPlace = new Map<number, number>();
  const next = new Int32Array(original.elements.length).fill(-1);
  for (let index = original.elements.length - 1; index >= 0; index--) {
    const element = original.elements[index];
    if (element === undefined) continue;
    const place = key(element.item, element.tag);
    next[index] = byPlace.get(place) ?? -1;
    byPlace.set(place, index);
  }
  const itemOf = new Map<number, number>();
  for (const [index, item] of original.items.entries()) itemOf.set(key(item.sequence, item.number), index);

  const pairs: Pair[] = [];
  const matched = new Set<number>();
  const twins = new Int32Array(output.elements.length).fill(-1);
  const items = new Map<number, number>([[-1, -1]]);
  const itemsBySequence = groupItems(output);
  const originalItems = groupItems(original);
  for (const [index, element] of output.elements.entries()) {
    const item = items.get(element.item);
    const place = item === undefined ? undefined : key(item, element.tag);
    const found = place === undefined ? undefined : byPlace.get(place);
    const twin = found === undefined ? undefined : original.elements[found];
    if (place === undefined || found === undefined || twin === undefined) continue;
    byPlace.set(place, next[found] ?? -1);
    matched.add(found);
    twins[index] = found;
    pairs.push({ original: twin, output: element });
    const within = itemsBySequence.get(index) ?? [];
    if (within.length !== originalItems.get(found)?.length) continue;
    for (const [number, outputItem] of within.entries()) {
      const originalItem = itemOf.get(key(found, number));
      if (originalItem !== undefined) items.set(outputItem, originalItem);
    }
  }
  const present = new Set(items.values());
  const last = lastInOrder(original);
  const missing: number[] = [];
  for (const [index, element] of original.elements.entries()) {
    const isTrailing = element.item === -1 && index > last;
    if (present.has(element.item) && !matched.has(index) && !isTrailing) missing.push(index);
  }
  return { pairs, twins, missing };
}

/** What follows pixel data at the top with a smaller or the same tag is trailing bytes, which a writer drops. */
function lastInOrder(table: RawTable): number {
  let highest = 0;
  for (const [index, { item, tag }] of table.elements.entries()) {
    if (item !== -1) continue;
    if (highest >>> 16 === 0x7fe0 && tag <= highest) return index - 1;
    highest = Math.max(highest, tag);
  }
  return table.elements.length;
}

function groupItems(table: RawTable): ReadonlyMap<number, readonly number[]> {
  const groups = new Map<number, number[]>();
  for (const [index, item] of table.items.entries()) {
    const group = groups.get(item.sequence);
    if (group === undefined) groups.set(item.sequence, [index]);
    else group.push(index);
  }
  return groups;
}

/** Compares two ranges by stream. */
async function sameRange(one: Source, oneAt: number, two: Source, twoAt: number, length: number): Promise<boolean> {
  for (let done = 0; done < length; done += STEP) {
    const size = Math.min(STEP, length - done);
    const [a, b] = [await one.read(oneAt + done, size), await two.read(twoAt + done, size)];
    if (a.length !== b.length) return false;
    for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  }
  return true;
}

/** Compares a pair as it stands in the files: tag, VR, length field and value. */
export function samePair(original: Source, output: Source, pair: Pair): Promise<boolean> {
  const length = pair.original.valueAt + pair.original.length - pair.original.start;
  if (pair.output.valueAt + pair.output.length - pair.output.start !== length) return Promise.resolve(false);
  return sameRange(original, pair.original.start, output, pair.output.start, length);
}

export interface ComparedPixels {
  readonly residue: readonly Residue[];
  readonly issues: readonly Issue[];
  readonly bytes: number;
  /** Parts of the image are gone, or the whole is encoded anew: what the header says of the pixels may be another. */
  readonly redacted: boolean;
}

/** Pixel data of an object: compared whole, wherever it lies in the output. `kept` tells where no rule takes it away. */
export async function comparePixels(
  original: Source,
  output: Source,
  tables: { readonly original: RawTable; readonly output: RawTable },
  pairs: readonly Pair[],
  kept: (element: RawElement) => boolean,
  devices: readonly DeviceRule[] = [],
  found: () => Promise<readonly FoundPart[]> = () => Promise.resolve([]),
  codecs: Codecs | undefined = undefined,
): Promise<ComparedPixels> {
  const residue: Residue[] = [];
  const issues: Issue[] = [];
  let bytes = 0;
  let redacted = false;
  const top = (element: RawElement): boolean =>
    element.item === -1 && isPixels(element) && element.tag >>> 16 === 0x7fe0 && kept(element);
  for (const element of tables.original.elements.filter(top)) {
    const pair = pairs.find((candidate) => candidate.original === element);
    const path = pathOf(tables.original, element);
    if (pair === undefined)
      residue.push({ code: 'pixels-missing', message: `${path} of the original is not in the output` });
    else {
      // What was found there is asked for only where something is not as it was.
      const same = await isUnchanged(original, output, pair, tables);
      const parts = same ? [] : await found();
      const done =
        same && devices.length === 0
          ? 'nothing-covered'
          : await redactedOnly({ original, output }, pair, tables, devices, parts, codecs, same);
      redacted ||= done === 'redacted' || done === 'not-compared';
      if (done === 'not-compared')
        issues.push({
          code: 'pixels-not-compared',
          severity: 'warning',
          message: `${path} is video that was encoded again, and its pixels were not compared here: look at the copy`,
        });
      else if (done === 'unread')
        residue.push({
          code: 'pixels-not-checked',
          message: `${path} differs from the original, and its compressed frames can not be decoded to check them`,
        });
      else if (done === 'untouched')
        residue.push({ code: 'pixels-not-redacted', message: `${path} is not blank where a device rule says so` });
      else if (done === 'changed' || (done === 'nothing-covered' && !same))
        residue.push({ code: 'pixels-changed', message: `${path} differs from the original` });
    }
    bytes += element.length;
  }
  return { residue, issues, bytes, redacted };
}

async function isUnchanged(
  original: Source,
  output: Source,
  pair: Pair,
  tables: { readonly original: RawTable },
): Promise<boolean> {
  return (await samePair(original, output, pair)) || (await onlyBlanked(original, output, pair, tables.original));
}
