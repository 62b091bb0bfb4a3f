// What lies under the inputs, in the order of the walk: some forty bytes an entry, so that a million files fit. It can be read while it
// grows.

import type { FileOutcome } from './fileOutcome.js';
import { placeOf } from './filePlace.js';
import type { FileTask } from './fileRecord.js';
import { createNamePool, createNumberList } from './growingLists.js';
import type { InputItem } from './outputPaths.js';
import { contains, folderOf, type RawPath, rawPath } from './rawPath.js';
import { outcome } from './tally.js';
import { LEFT_MESSAGES, type LeftCode, type WalkEntry } from './walk.js';

export type InventoryEntry =
  /** `twin`: its output is one that a case-insensitive file system would take for that of another file. */
  | { readonly kind: 'file'; readonly task: FileTask; readonly twin: boolean }
  /** Left out, and why. */
  | { readonly kind: 'left'; readonly place: Pick<FileTask, 'item' | 'inside'>; readonly outcome: FileOutcome };

export interface Inventory {
  readonly entries: number;
  /** Twins not counted. */
  readonly files: number;
  readonly twins: number;
  readonly bytes: number;
  /** Nothing more will come. */
  readonly whole: boolean;
  addItem(item: number, size: number): void;
  /** In the order of the walk. `inside` is the path below the item. */
  add(item: number, inside: RawPath, entry: WalkEntry): void;
  close(): void;
  /** @throws RangeError for an index that is not there */
  at(index: number): InventoryEntry;
}

/** Sizes from here on do not fit into 32 bits. */
const LARGE = 2 ** 32 - 1;
const FILE = 0;
const TWIN = 1;
const UNREADABLE = 2;
const LEFT = 3;
const CODES = Object.keys(LEFT_MESSAGES) as readonly LeftCode[];

export function createInventory(items: readonly InputItem[]): Inventory {
  const names = createNamePool();
  const kinds = createNumberList(1);
  const folders = createNumberList(4);
  const addresses = createNumberList(4);
  const sizes = createNumberList(4);
  const large = new Map<number, number>();
  const parents = createNumberList(4);
  const folderNames = createNumberList(4);
  const unreadable = new Map<number, { readonly code: string; readonly message: string }>();
  // The folders from the item down to that of the entry before: paths come depth first.
  const open: { readonly path: RawPath; readonly id: number }[] = [];
  let openItem = -1;
  let files = 0;
  let twins = 0;
  let bytes = 0;
  let whole = false;

  // The first folders are the items themselves: their number is the item's.
  for (const _ of items) {
    parents.push(0);
    folderNames.push(names.add(rawPath('')));
  }
  const folderId = (item: number, path: RawPath): number => {
    if (item !== openItem) {
      open.length = 0;
      openItem = item;
    }
    for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
      if (last.path === path) return last.id;
      if (contains(last.path, path)) break;
      open.pop();
    }
    if (path === '') return item;
    const above = open.at(-1);
    const name = above === undefined ? path : (path.slice(above.path.length + 1) as RawPath);
    const id = parents.length;
    parents.push(above?.id ?? item);
    folderNames.push(names.add(name));
    open.push({ path, id });
    return id;
  };
  const put = (kind: number, item: number, inside: RawPath, size: number) => {
    kinds.push(kind);
    const folder = inside.includes('/') ? folderOf(inside) : rawPath('');
    folders.push(folderId(item, folder));
    addresses.push(names.add((folder === '' ? inside : inside.slice(folder.length + 1)) as RawPath));
    if (size >= LARGE) large.set(sizes.length, size);
    sizes.push(Math.min(size, LARGE));
  };
  const placeAt = (index: number): { item: number; inside: RawPath } => {
    const parts: string[] = [names.at(addresses.get(index))];
    let folder = folders.get(index);
    for (; folder >= items.length; folder = parents.get(folder)) parts.push(names.at(folderNames.get(folder)));
    return { item: folder, inside: parts.reverse().join('/') as RawPath };
  };
  const leftAt = (index: number, kind: number): FileOutcome => {
    const { display } = placeOf(items, placeAt(index));
    const failure = unreadable.get(index);
    if (failure !== undefined) return outcome(display, 'failed', 0, [{ ...failure, severity: 'error' }]);
    const code = CODES[kind - LEFT] ?? 'vanished';
    return outcome(display, 'skipped', 0, [{ code, severity: 'info', message: LEFT_MESSAGES[code] }]);
  };
  return {
    get entries() {
      return kinds.length;
    },
    get files() {
      return files;
    },
    get twins() {
      return twins;
    },
    get bytes() {
      return bytes;
    },
    get whole() {
      return whole;
    },
    addItem(item, size) {
      put(FILE, item, rawPath(''), size);
      files += 1;
      bytes += size;
    },
    add(item, inside, entry) {
      if (entry.kind === 'file') {
        put(entry.twin ? TWIN : FILE, item, inside, entry.size);
        if (entry.twin) twins += 1;
        else files += 1;
        bytes += entry.size;
      } else if (entry.kind === 'left') {
        put(LEFT + CODES.indexOf(entry.code), item, inside, 0);
      } else {
        unreadable.set(kinds.length, { code: entry.code, message: entry.message });
        put(UNREADABLE, item, inside, 0);
      }
    },
    close() {
      whole = true;
    },
    at(index) {
      if (index < 0 || index >= kinds.length) throw new RangeError('no such entry');
      const kind = kinds.get(index);
      const place = placeAt(index);
      if (kind > TWIN) return { kind: 'left', place, outcome: leftAt(index, kind) };
      return {
        kind: 'file',
        twin: kind === TWIN,
        task: { index, ...place, size: large.get(index) ?? sizes.get(index) },
      };
    },
  };
}
