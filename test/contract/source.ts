// What every Source has to do. Each implementation runs this suite from a test of its own.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { Source } from '../../src/core/kernel/source.js';

/** A source under test, and how to let go of it. */
export interface MadeSource {
  readonly source: Source;
  close?(): void | Promise<void>;
}

const CONTENT = Uint8Array.from({ length: 70_001 }, (_, index) => (index * 7 + (index >> 8)) & 0xff);

/** @param make gives a source over exactly the bytes it is handed */
export function shouldBehaveAsSource(
  name: string,
  make: (bytes: Uint8Array) => MadeSource | Promise<MadeSource>,
): void {
  describe(`${name} as a Source`, () => {
    let made: MadeSource;
    before(async () => {
      made = await make(CONTENT);
    });
    after(async () => {
      await made.close?.();
    });

    it('knows its size', () => {
      assert.equal(made.source.size, CONTENT.length);
    });

    it('reads ranges at the start, in the middle, across and at the end', async () => {
      for (const [offset, length] of [
        [0, 1],
        [0, CONTENT.length],
        [4095, 2],
        [32_767, 32_769],
        [CONTENT.length - 1, 1],
        [17, 0],
      ] as const) {
        const bytes = await made.source.read(offset, length);
        assert.deepEqual(Buffer.from(bytes), Buffer.from(CONTENT.subarray(offset, offset + length)));
      }
    });

    it('gives fewer bytes only where it ends', async () => {
      assert.equal((await made.source.read(CONTENT.length - 5, 100)).length, 5);
      assert.equal((await made.source.read(CONTENT.length, 10)).length, 0);
      assert.equal((await made.source.read(CONTENT.length + 1000, 10)).length, 0);
    });

    it('never reuses the memory it gave away', async () => {
      const first = await made.source.read(100, 50);
      const copy = first.slice();
      await made.source.read(300, 50);
      await made.source.read(0, CONTENT.length);
      assert.deepEqual(Buffer.from(first), Buffer.from(copy));
    });

    it('answers reads that run at the same time, each with its own range', async () => {
      const offsets = Array.from({ length: 32 }, (_, index) => index * 2000);
      const all = await Promise.all(offsets.map(async (offset) => made.source.read(offset, 100)));
      for (const [index, bytes] of all.entries()) {
        const offset = offsets[index] ?? 0;
        assert.deepEqual(Buffer.from(bytes), Buffer.from(CONTENT.subarray(offset, offset + 100)));
      }
    });

    it('keeps its stamp while nothing changes', async () => {
      const before = made.source.stamp;
      assert.notEqual(before, '');
      await made.source.read(0, 10);
      assert.equal(made.source.stamp, before);
    });

    it('has another stamp for bytes of another length', async () => {
      const other = await make(CONTENT.subarray(1));
      assert.notEqual(other.source.stamp, made.source.stamp);
      await other.close?.();
    });

    it('can be empty', async () => {
      const empty = await make(new Uint8Array(0));
      assert.equal(empty.source.size, 0);
      assert.equal((await empty.source.read(0, 10)).length, 0);
      await empty.close?.();
    });
  });
}
