// Thousands of damaged photographs, the same ones every time: each is refused or cleaned, never an error, and no secret stays.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { randomFrom } from '../../scripts/mutate.js';
import { photo } from '../../src/core/formats/photo/index.js';
import { assertEdits, outputSize } from '../../src/core/kernel/edit.js';
import { execute } from '../../src/core/kernel/pipeline.js';
import { bufferSink, bufferSource } from '../../src/core/kernel/source.js';
import { verifyPhoto } from '../../src/core/verify/photo/verifyPhoto.js';
import { contextOf } from '../support/engine.js';
import { fullJpeg, fullPng } from './samples.js';

/** Changed bytes, a piece cut out, doubled or put elsewhere, an end cut off. */
function mutant(bytes: Uint8Array, random: () => number): Uint8Array {
  const below = (limit: number): number => Math.floor(random() * limit);
  let out = bytes.slice();
  for (let turn = below(3); turn >= 0; turn--) {
    const [from, length] = [below(out.length), below(random() < 0.5 ? 4 : 60) + 1];
    const piece = out.slice(from, from + length);
    const rest = Buffer.concat([out.subarray(0, from), out.subarray(from + length)]);
    const kind = below(6);
    if (kind <= 2) out[from] = kind === 0 ? below(256) : kind === 1 ? 0xff : (out[from] ?? 0) ^ (1 << below(8));
    else if (kind === 3) out = new Uint8Array(rest);
    else if (kind === 4) {
      const to = below(rest.length);
      out = new Uint8Array(Buffer.concat([rest.subarray(0, to), piece, rest.subarray(to)]));
    } else
      out =
        random() < 0.2
          ? out.slice(0, from)
          : new Uint8Array(Buffer.concat([out.subarray(0, from), piece, out.subarray(from)]));
  }
  return out;
}

describe('damaged photographs', () => {
  for (const [name, seedBytes, most] of [
    ['JPEG', fullJpeg(), 2000],
    ['PNG', fullPng(), 2000],
  ] as const) {
    it(`of kind ${name} do no harm`, async () => {
      const random = randomFrom(name.length * 77);
      const counts = { refused: 0, cleaned: 0 };
      for (let number = 0; number < most; number++) {
        const bytes = mutant(seedBytes, random);
        const source = bufferSource(bytes);
        await photo.survey(source);
        const context = contextOf({ recipe: number % 2 === 0 ? 'basic' : 'research' });
        const plan = await photo.plan(source, context);
        if (plan.refusal !== undefined) {
          counts.refused += 1;
          assert.deepEqual(plan.edits, []);
          continue;
        }
        counts.cleaned += 1;
        assertEdits(plan.edits, bytes.length);
        const sink = bufferSink();
        await execute(source, plan, sink);
        const output = sink.bytes();
        assert.ok(output.length <= bytes.length + 64 && output.length === outputSize(plan.edits, bytes.length));
        assert.deepEqual(await photo.verify(source, bufferSource(output), plan, context), [], `mutant ${number}`);
        const told = Buffer.from(output).toString('latin1');
        for (const secret of ['Grace Okafor', 'SN-4477', 'held by his', 'Ward 7 east, bed'])
          assert.ok(!told.includes(secret), `mutant ${number}: a secret is left`);
        if (number % 20 === 0) {
          const report = await verifyPhoto(source, bufferSource(output), { policy: context.policy });
          assert.deepEqual(report.residue, [], `mutant ${number}`);
        }
      }
      assert.ok(counts.refused > 100 && counts.cleaned > 100, JSON.stringify(counts));
    });
  }
});
