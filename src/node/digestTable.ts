// A hash table of 64-bit digests in typed arrays: some ten bytes an entry, where a Map of strings takes a hundred and more. It grows part
// by part, in pages that go from one part to the next, so that growing never takes twice the room.
import { hash } from 'node:crypto';

/** The first 64 bits of a SHA-256, in two halves. */
export type Digest64 = readonly [number, number];

export interface DigestTable {
  readonly size: number;
  /** Slot of a digest, -1 where it is not there. Holds until the next `add`. */
  find(digest: Digest64): number;
  /** Slot of a digest, which is there afterwards; new words are 0. */
  add(digest: Digest64): number;
  get(slot: number, word: number): number;
  set(slot: number, word: number, value: number): void;
  digestAt(slot: number): Digest64;
  /** The slots that are taken. */
  slots(): Iterable<number>;
}

/** Growing by an eighth, a table is six sevenths full on average. */
const LOAD = 0.9;
const GROWTH = 1.125;
const RANGE = 2 ** 32;
const FIRST = 16;
/** Parts, by the upper bits of a digest. */
const PARTS = 64;
const PART_SHIFT = 26;
/** Words of a page. */
const PAGE = 2048;
const PAGE_SHIFT = 11;

export function digest64(text: string): Digest64 {
  return halves(hash('sha256', text, 'buffer'));
}

/** Never 0, 0: that marks an empty slot. */
export function halves(bytes: Uint8Array): Digest64 {
  const view = new DataView(bytes.buffer, bytes.byteOffset, 8);
  const [high, low] = [view.getUint32(0), view.getUint32(4)];
  return [high, high === 0 && low === 0 ? 1 : low];
}

interface Part {
  capacity: number;
  size: number;
  pages: readonly Uint32Array[];
}

/** @param words how many 32-bit numbers go with each digest */
export function createDigestTable(words: number): DigestTable {
  const width = words + 2;
  const parts: (Part | undefined)[] = new Array(PARTS).fill(undefined);
  const spare: Uint32Array[] = [];
  let size = 0;

  const read = (pages: readonly Uint32Array[], at: number) => pages[at >>> PAGE_SHIFT]?.[at & (PAGE - 1)] ?? 0;
  const write = (pages: readonly Uint32Array[], at: number, value: number) => {
    const page = pages[at >>> PAGE_SHIFT];
    if (page !== undefined) page[at & (PAGE - 1)] = value;
  };
  const pagesFor = (capacity: number): readonly Uint32Array[] => {
    const all = capacity * width;
    // A small table is one piece, no longer than it has to be.
    if (all < PAGE) return [new Uint32Array(all)];
    return Array.from({ length: Math.ceil(all / PAGE) }, () => spare.pop()?.fill(0) ?? new Uint32Array(PAGE));
  };
  /** Digests are evenly spread over their range, and so over the slots. */
  const placeIn = ({ capacity, pages }: Part, high: number, low: number): number => {
    let place = Math.floor((low / RANGE) * capacity);
    for (;;) {
      const at = place * width;
      const [a, b] = [read(pages, at), read(pages, at + 1)];
      if ((a === high && b === low) || (a === 0 && b === 0)) return place;
      place = place + 1 === capacity ? 0 : place + 1;
    }
  };
  const isEmpty = ({ pages }: Part, place: number) =>
    read(pages, place * width) === 0 && read(pages, place * width + 1) === 0;
  const grow = (part: Part) => {
    const old = part.pages;
    const end = part.capacity * width;
    part.capacity = Math.ceil(part.capacity * GROWTH);
    part.pages = pagesFor(part.capacity);
    for (let at = 0; at < end; at += width) {
      const [high, low] = [read(old, at), read(old, at + 1)];
      if (high === 0 && low === 0) continue;
      const to = placeIn(part, high, low) * width;
      for (let word = 0; word < width; word += 1) write(part.pages, to + word, read(old, at + word));
    }
    for (const page of old) if (page.length === PAGE) spare.push(page);
  };
  const partOf = (high: number): Part => {
    const number = high >>> PART_SHIFT;
    const part = parts[number] ?? { capacity: FIRST, size: 0, pages: pagesFor(FIRST) };
    parts[number] = part;
    return part;
  };
  const slot = (high: number, place: number) => place * PARTS + (high >>> PART_SHIFT);
  const at = (slot: number, word: number) => Math.floor(slot / PARTS) * width + word;
  const pagesAt = (slot: number) => parts[slot % PARTS]?.pages ?? [];
  return {
    get size() {
      return size;
    },
    find([high, low]) {
      const part = parts[high >>> PART_SHIFT];
      if (part === undefined) return -1;
      const place = placeIn(part, high, low);
      return isEmpty(part, place) ? -1 : slot(high, place);
    },
    add([high, low]) {
      const part = partOf(high);
      let place = placeIn(part, high, low);
      if (!isEmpty(part, place)) return slot(high, place);
      if (part.size + 1 > part.capacity * LOAD) {
        grow(part);
        place = placeIn(part, high, low);
      }
      part.size += 1;
      size += 1;
      write(part.pages, place * width, high);
      write(part.pages, place * width + 1, low);
      return slot(high, place);
    },
    get: (slot, word) => read(pagesAt(slot), at(slot, word + 2)),
    set(slot, word, value) {
      write(pagesAt(slot), at(slot, word + 2), value);
    },
    digestAt: (slot) => [read(pagesAt(slot), at(slot, 0)), read(pagesAt(slot), at(slot, 1))],
    *slots() {
      for (const [number, part] of parts.entries()) {
        if (part === undefined) continue;
        for (let place = 0; place < part.capacity; place += 1) if (!isEmpty(part, place)) yield place * PARTS + number;
      }
    },
  };
}
