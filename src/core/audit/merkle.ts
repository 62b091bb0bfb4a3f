// Merkle trees as certificate transparency has them (RFC 6962 section 2.1): roots of a growing list, proofs that an entry
// is in it, and that an earlier list is the beginning of a later one. Checking follows RFC 9162 sections 2.1.3.2 and 2.1.4.2.
import { sha256 } from '@noble/hashes/sha2.js';
import { concat } from '../kernel/source.js';

const LEAF = new Uint8Array([0]);
const NODE = new Uint8Array([1]);

export const HASH_LENGTH = 32;

/** Hash of an entry; what a node hashes can't be taken for it. */
export function leafHash(entry: Uint8Array): Uint8Array {
  return sha256(concat([LEAF, entry]));
}

function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(concat([NODE, left, right]));
}

/** A tree that grows leaf by leaf and holds the roots of its complete parts only. */
export interface GrowingTree {
  readonly size: number;
  append(leaf: Uint8Array): void;
  root(): Uint8Array;
}

export function growingTree(): GrowingTree {
  let size = 0;
  /** Complete subtrees, the largest first: one for each set bit of the size. */
  const peaks: Uint8Array[] = [];
  return {
    get size() {
      return size;
    },
    append(leaf) {
      let right = leaf;
      for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
        const left = peaks.pop();
        if (left !== undefined) right = nodeHash(left, right);
      }
      peaks.push(right);
      size += 1;
    },
    root() {
      let root: Uint8Array | undefined;
      for (const peak of peaks.toReversed()) root = root === undefined ? peak : nodeHash(peak, root);
      return root ?? sha256(new Uint8Array(0));
    },
  };
}

/** Leaf hashes by position. */
export type Leaves = (index: number) => Uint8Array;

/** Largest power of two below `count`, which is at least 2. */
function split(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

function rootOf(leaves: Leaves, start: number, end: number): Uint8Array {
  const tree = growingTree();
  for (let index = start; index < end; index++) tree.append(leaves(index));
  return tree.root();
}

/**
 * Proof that leaf `index` is in the tree of the first `size` leaves.
 * @throws RangeError where it is not
 */
export function inclusionPath(leaves: Leaves, index: number, size: number): readonly Uint8Array[] {
  if (!(index >= 0 && index < size)) throw new RangeError('no such leaf');
  const path: Uint8Array[] = [];
  for (let start = 0, end = size; end - start > 1; ) {
    const middle = start + split(end - start);
    if (index < middle) {
      path.push(rootOf(leaves, middle, end));
      end = middle;
    } else {
      path.push(rootOf(leaves, start, middle));
      start = middle;
    }
  }
  return path.reverse();
}

/**
 * Proof that the tree of the first `from` leaves is the beginning of that of the first `to`.
 * @throws RangeError for sizes that can't be compared
 */
export function consistencyPath(leaves: Leaves, from: number, to: number): readonly Uint8Array[] {
  if (!(from > 0 && from <= to)) throw new RangeError('no such beginning');
  const path: Uint8Array[] = [];
  let start = 0;
  let end = to;
  let whole = true;
  while (from !== end) {
    const middle = start + split(end - start);
    if (from <= middle) {
      path.push(rootOf(leaves, middle, end));
      end = middle;
    } else {
      path.push(rootOf(leaves, start, middle));
      start = middle;
      whole = false;
    }
  }
  if (!whole) path.push(rootOf(leaves, start, end));
  return path.reverse();
}

export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/** RFC 9162 2.1.3.2. */
export function provesInclusion(leaf: Uint8Array, index: number, head: TreeHead, path: readonly Uint8Array[]): boolean {
  if (!isCount(index) || !isCount(head.size) || index >= head.size) return false;
  let at = index;
  let last = head.size - 1;
  let hash = leaf;
  for (const step of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(step, hash);
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2);
        last = Math.floor(last / 2);
      }
    } else {
      hash = nodeHash(hash, step);
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && equal(hash, head.root);
}

/** RFC 9162 2.1.4.2. */
export function provesConsistency(earlier: TreeHead, later: TreeHead, path: readonly Uint8Array[]): boolean {
  if (!isCount(earlier.size) || !isCount(later.size) || earlier.size < 1 || earlier.size > later.size) return false;
  if (earlier.size === later.size) return path.length === 0 && equal(earlier.root, later.root);
  const steps = isPowerOfTwo(earlier.size) ? [earlier.root, ...path] : path;
  const [first, ...rest] = steps;
  if (first === undefined) return false;
  let at = earlier.size - 1;
  let last = later.size - 1;
  while (at % 2 === 1) {
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  let old = first;
  let fresh = first;
  for (const step of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      old = nodeHash(step, old);
      fresh = nodeHash(step, fresh);
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2);
        last = Math.floor(last / 2);
      }
    } else {
      fresh = nodeHash(fresh, step);
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && equal(old, earlier.root) && equal(fresh, later.root);
}

function isCount(number: number): boolean {
  return Number.isSafeInteger(number) && number >= 0;
}

function isPowerOfTwo(number: number): boolean {
  let rest = number;
  while (rest % 2 === 0) rest /= 2;
  return rest === 1;
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
