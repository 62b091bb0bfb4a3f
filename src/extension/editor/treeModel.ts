// The rows of an object with what the view asks of them again and again, worked out once: parents, ends, counts.
import type { ShownRow } from '../../core/formats/dicom/shownRows.js';
import type { Effect } from '../../core/kernel/finding.js';

export interface TreeModel {
  readonly shown: readonly ShownRow[];
  /** The row's identity in messages: its path, with `#2` where an object has the same attribute twice. */
  readonly keys: readonly string[];
  readonly placeOf: ReadonlyMap<string, number>;
  /** The row that each row lies in; -1 at the top. */
  readonly parent: Int32Array;
  /** The first row that does not lie in a row, nor is it. */
  readonly end: Int32Array;
  /** How many rows before each one identify; one longer than the rows. */
  readonly before: Int32Array;
}

/** True where something is done about a row, beyond bookkeeping. */
export function doesSomething(effect: Effect | undefined): boolean {
  return effect !== undefined && effect !== 'kept' && effect !== 'structure';
}

export function treeModel(shown: readonly ShownRow[]): TreeModel {
  const count = shown.length;
  const parent = new Int32Array(count).fill(-1);
  const end = new Int32Array(count);
  const before = new Int32Array(count + 1);
  const keys: string[] = [];
  const placeOf = new Map<string, number>();
  const open: number[] = [];
  shown.forEach(({ row, finding }, place) => {
    while (open.length > 0 && (shown[open.at(-1) ?? 0]?.row.depth ?? 0) >= row.depth) end[open.pop() ?? 0] = place;
    parent[place] = open.at(-1) ?? -1;
    open.push(place);
    before[place + 1] = (before[place] ?? 0) + (doesSomething(finding?.effect) ? 1 : 0);
    let key = row.path;
    for (let copy = 2; placeOf.has(key); copy++) key = `${row.path}#${copy}`;
    keys.push(key);
    placeOf.set(key, place);
  });
  for (const place of open) end[place] = count;
  return { shown, keys, placeOf, parent, end, before };
}

export function isIdentifying({ before }: TreeModel, place: number): boolean {
  return before[place + 1] !== before[place];
}

/** How many identifying rows lie in a row, itself not counted. */
export function identifyingBelow({ before, end }: TreeModel, place: number): number {
  return (before[end[place] ?? 0] ?? 0) - (before[place + 1] ?? 0);
}

/** A sequence, or an item, that has something in it. */
export function isExpandable({ end }: TreeModel, place: number): boolean {
  return (end[place] ?? 0) > place + 1;
}
