// What stands behind a packed stream is not joined to it: fflate would go on taking it, in the square of the time.
import assert from 'node:assert/strict';
import { deflateSync, Inflate, Unzlib, zlibSync } from 'fflate';
import { describe, it } from 'mocha';
import { hasEnded, unpack } from '../../src/core/text/unpack.js';

const WORDS = new TextEncoder().encode('seen with Maria Quillfeather '.repeat(40));

describe('packed bytes with others behind them', () => {
  for (const [kind, packed, bare] of [
    ['zlib', zlibSync(WORDS), false],
    ['deflate', deflateSync(WORDS), true],
    ['stored blocks', deflateSync(WORDS, { level: 0 }), true],
  ] as const)
    it(`end where their last block does: ${kind}`, () => {
      const stream = bare ? new Inflate(() => {}) : new Unzlib(() => {});
      stream.push(packed.slice(0, packed.length - 8));
      assert.equal(hasEnded(stream), false);
      stream.push(packed.slice(packed.length - 8));
      assert.equal(hasEnded(stream), true);
      const padded = new Uint8Array(packed.length + 8 * 1024 * 1024);
      padded.set(packed);
      assert.deepEqual(unpack(padded, bare), { bytes: WORDS, whole: true, open: false });
    });
});
