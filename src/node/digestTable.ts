// A hash table of 64-bit digests in typed arrays: some ten bytes an entry, where a Map of strings takes a hundred and more.
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
  /** The slots that are taken. */
  slots(): Iterable<number>;
}

/** Growing by half, a table of a million entries is two thirds full on average. */
const LOAD = 0.85;
const GROWTH = 1.5;
const RANGE = 2 ** 32;

export function digest64(text: string): Digest64 {
  return halves(hash('sha256', text, 'buffer'));
}

/** Never 0, 0: that marks an empty slot. */
export function halves(bytes: Uint8Array): Digest64 {
  const view = new DataView(bytes.buffer, bytes.byteOffset, 8);
  const [high, low] = [view.getUint32(0), view.getUint32(4)];
  return [high, high === 0 && low === 0 ? 1 : low];
}

/**
 * @param words how many 32-bit numbers go with each digest
 * @param expected entries that it has room for before it grows
 */
export function createDigestTable(words: number, expected = 0): DigestTable {
  const width = words + 2;
  let capacity = 1024;
  while (capacity * LOAD < expected) capacity = Math.ceil(capacity * GROWTH);
  let cells = new Uint32Array(capacity * width);
  let size = 0;

  const slotOf = (high: number, low: number): number => {
    // Digests are evenly spread over their range, and so over the slots.
    let slot = Math.floor((low / RANGE) * capacity);
    for (;;) {
      const at = slot * width;
      const [a, b] = [cells[at] ?? 0, cells[at + 1] ?? 0];
      if ((a === high && b === low) || (a === 0 && b === 0)) return slot;
      slot = slot + 1 === capacity ? 0 : slot + 1;
    }
  };
  const isEmpty = (slot: number) => cells[slot * width] === 0 && cells[slot * width + 1] === 0;
  const grow = () => {
    const old = cells;
    capacity = Math.ceil(capacity * GROWTH);
    cells = new Uint32Array(capacity * width);
    for (let at = 0; at < old.length; at += width) {
      const [high, low] = [old[at] ?? 0, old[at + 1] ?? 0];
      if (high !== 0 || low !== 0) cells.set(old.subarray(at, at + width), slotOf(high, low) * width);
    }
  };
  return {
    get size() {
      return size;
    },
    find([high, low]) {
      const slot = slotOf(high, low);
      return isEmpty(slot) ? -1 : slot;
    },
    add([high, low]) {
      let slot = slotOf(high, low);
      if (!isEmpty(slot)) return slot;
      if (size + 1 > capacity * LOAD) {
        grow();
        slot = slotOf(high, low);
      }
      size += 1;
      cells[slot * width] = high;
      cells[slot * width + 1] = low;
      return slot;
    },
    get: (slot, word) => cells[slot * width + 2 + word] ?? 0,
    *slots() {
      for (let slot = 0; slot < capacity; slot += 1) if (!isEmpty(slot)) yield slot;
    },
    set(slot, word, value) {
      cells[slot * width + 2 + word] = value;
    },
  };
}
