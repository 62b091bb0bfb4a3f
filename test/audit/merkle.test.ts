// Merkle proofs by their properties, against a tree computed as RFC 6962 defines it.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  consistencyPath,
  growingTree,
  inclusionPath,
  leafHash,
  provesConsistency,
  provesInclusion,
} from '../../src/core/audit/merkle.js';
import { toHex } from '../../src/core/identity/mac.js';

const entries = (count: number) => Array.from({ length: count }, (_, at) => new TextEncoder().encode(`entry ${at}`));
const leavesOf = (count: number) => entries(count).map(leafHash);
const at = (leaves: readonly Uint8Array[]) => (index: number) => leaves[index] ?? new Uint8Array(32);

/** RFC 6962 2.1, word for word. */
function defined(list: readonly Uint8Array[]): Buffer {
  const hash = (...parts: readonly Uint8Array[]) => {
    const state = createHash('sha256');
    for (const part of parts) state.update(part);
    return state.digest();
  };
  if (list.length === 0) return hash();
  const [only] = list;
  if (list.length === 1 && only !== undefined) return hash(Buffer.from([0]), only);
  let k = 1;
  while (k * 2 < list.length) k *= 2;
  return hash(Buffer.from([1]), defined(list.slice(0, k)), defined(list.slice(k)));
}

function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  const tree = growingTree();
  leaves.forEach(tree.append);
  return tree.root();
}

const flip = (bytes: Uint8Array, bit: number) =>
  bytes.map((byte, index) => (index === Math.floor(bit / 8) ? byte ^ (1 << (bit % 8)) : byte));

describe('Merkle tree', () => {
  it('has the root that RFC 6962 defines, for every size to 130', () => {
    for (let count = 0; count <= 130; count++)
      assert.equal(toHex(rootOf(leavesOf(count))), defined(entries(count)).toString('hex'), String(count));
  });

  it('proves every leaf of trees to 40, and none at another place or of another size', () => {
    for (let size = 1; size <= 40; size++) {
      const leaves = leavesOf(size);
      const head = { size, root: rootOf(leaves) };
      for (let index = 0; index < size; index++) {
        const path = inclusionPath(at(leaves), index, size);
        assert.ok(provesInclusion(at(leaves)(index), index, head, path));
        for (let other = 0; other < size; other++)
          assert.equal(provesInclusion(at(leaves)(index), other, head, path), other === index);
      }
    }
  });

  it('proves every beginning of trees to 40', () => {
    for (let size = 1; size <= 40; size++) {
      const leaves = leavesOf(size);
      for (let from = 1; from <= size; from++) {
        const earlier = { size: from, root: rootOf(leaves.slice(0, from)) };
        const path = consistencyPath(at(leaves), from, size);
        assert.ok(provesConsistency(earlier, { size, root: rootOf(leaves) }, path), `${from} of ${size}`);
      }
    }
  });

  it('accepts no proof with a bit of it, of a leaf or of a root changed', () => {
    const shape = fc.integer({ min: 2, max: 300 }).chain((size) =>
      fc.record({
        size: fc.constant(size),
        index: fc.nat(size - 1),
        from: fc.integer({ min: 1, max: size - 1 }),
        bit: fc.nat(255),
        pick: fc.nat(20),
      }),
    );
    fc.assert(
      fc.property(shape, ({ size, index, from, bit, pick }) => {
        const leaves = leavesOf(size);
        const head = { size, root: rootOf(leaves) };
        const leaf = at(leaves)(index);
        const path = inclusionPath(at(leaves), index, size);
        const changed = (steps: readonly Uint8Array[]) =>
          steps.map((step, place) => (place === pick % steps.length ? flip(step, bit) : step));
        assert.ok(provesInclusion(leaf, index, head, path));
        assert.ok(!provesInclusion(flip(leaf, bit), index, head, path));
        assert.ok(!provesInclusion(leaf, index, { size, root: flip(head.root, bit) }, path));
        assert.ok(!provesInclusion(leaf, index, head, changed(path)));
        assert.ok(!provesInclusion(leaf, index, head, path.slice(1)));
        const earlier = { size: from, root: rootOf(leaves.slice(0, from)) };
        const growth = consistencyPath(at(leaves), from, size);
        assert.ok(provesConsistency(earlier, head, growth));
        assert.ok(!provesConsistency(earlier, head, changed(growth)));
        assert.ok(!provesConsistency({ ...earlier, root: flip(earlier.root, bit) }, head, growth));
        assert.ok(!provesConsistency(earlier, { size, root: flip(head.root, bit) }, growth));
      }),
      { numRuns: 150 },
    );
  });
});
