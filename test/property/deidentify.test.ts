// What holds for any data set: nothing outside the edits changes, a second time changes nothing, no identifier passes.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { dicom } from '../../src/core/formats/dicom/index.js';
import { assertEdits, outputSize } from '../../src/core/kernel/edit.js';
import type { Plan } from '../../src/core/kernel/plan.js';
import { bufferSink, bufferSource, type Source } from '../../src/core/kernel/source.js';
import { splice } from '../../src/core/kernel/splice.js';
import { files, MARKER } from '../support/arbitraries.js';
import { contextOf, deidentify, deidentifySource, type Recipe } from '../support/engine.js';
import { latin1, occurrences, readFile, walk } from '../support/read.js';

const RECIPES: readonly Recipe[] = ['blank', 'basic', 'research'];
const recipes = fc.constantFrom(...RECIPES);

async function whole(source: Source): Promise<Uint8Array> {
  return source.read(0, source.size);
}

/** Applies edits the slow and obvious way. */
function applied(bytes: Uint8Array, plan: Plan): Uint8Array {
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const edit of plan.edits) {
    assert.ok(edit.bytes instanceof Uint8Array);
    parts.push(bytes.subarray(at, edit.offset), edit.bytes);
    at = edit.offset + edit.length;
  }
  return Buffer.concat([...parts, bytes.subarray(at)]);
}

describe('any data set', () => {
  it('changes in its edits alone', async () => {
    await fc.assert(
      fc.asyncProperty(files(), recipes, async ({ bytes }, recipe) => {
        const plan = await dicom.plan(bufferSource(bytes), contextOf({ recipe }));
        assert.equal(plan.refusal, undefined);
        const inner = plan.layer?.inner ?? bufferSource(bytes);
        assertEdits(plan.edits, inner.size);
        const sink = bufferSink();
        await splice(inner, plan.edits, sink);
        const expected = applied(await whole(inner), plan);
        assert.deepEqual(Buffer.from(sink.bytes()), expected);
        assert.equal(expected.length, outputSize(plan.edits, inner.size));
      }),
      { numRuns: 300, seed: 11 },
    );
  });

  it('reads back: what stays is the same to the byte, in the same transfer syntax', async () => {
    await fc.assert(
      fc.asyncProperty(files(), recipes, async ({ bytes, options }, recipe) => {
        const { output } = await deidentify(bytes, { recipe });
        const after = readFile(output);
        const before = new Map(readFile(bytes).elements.map((element) => [element.tag, element]));
        assert.equal(after.syntax, options.syntax);
        for (const tag of [0x7fe00010, 0x00080060, 0x00180050, 0x00280010, 0x00280011, 0x00189073, 0x00281101]) {
          const kept = after.elements.find((element) => element.tag === tag);
          if (!before.has(tag)) assert.equal(kept, undefined);
          else assert.deepEqual(kept?.bytes, before.get(tag)?.bytes, tag.toString(16));
        }
      }),
      { numRuns: 300, seed: 12 },
    );
  });

  it('names nobody afterwards', async () => {
    await fc.assert(
      fc.asyncProperty(files(), recipes, async ({ bytes }, recipe) => {
        const { output, plan } = await deidentify(bytes, { recipe });
        assert.equal(occurrences(readFile(output).bytes, MARKER), 0);
        assert.ok(!JSON.stringify([plan.findings, plan.issues]).includes(MARKER));
      }),
      { numRuns: 500, seed: 13 },
    );
  });

  for (const recipe of ['blank', 'basic'] as const) {
    it(`does not change a second time under ${recipe}`, async () => {
      await fc.assert(
        fc.asyncProperty(files(), async ({ bytes }) => {
          const once = await deidentify(bytes, { recipe });
          const twice = await deidentify(once.output, { recipe });
          assert.deepEqual(Buffer.from(readFile(twice.output).bytes), Buffer.from(readFile(once.output).bytes));
        }),
        { numRuns: 300, seed: 14 },
      );
    });
  }

  it('has no UID afterwards that is neither registered nor ours', async () => {
    await fc.assert(
      fc.asyncProperty(files(), async ({ bytes }) => {
        const { output } = await deidentify(bytes, { recipe: 'research' });
        for (const element of walk(readFile(output).elements)) {
          // A SOP Class UID may be a vendor's, and says what the object is, not whose.
          if (element.vr !== 'UI' || element.tag === 0x00080016) continue;
          for (const uid of latin1(element).split('\\')) assert.match(uid, /^$|^2\.25\.|^1\.2\.840\.10008\./);
        }
      }),
      { numRuns: 200, seed: 15 },
    );
  });

  it('passes the check of its own output', async () => {
    await fc.assert(
      fc.asyncProperty(files(), recipes, async ({ bytes }, recipe) => {
        const source = bufferSource(bytes);
        const context = contextOf({ recipe });
        const { plan, output } = await deidentifySource(source, context);
        assert.deepEqual(await dicom.verify(source, bufferSource(output), plan, context), []);
      }),
      { numRuns: 200, seed: 17 },
    );
  });

  it('comes out the same from a source that takes its time', async () => {
    await fc.assert(
      fc.asyncProperty(files(), async ({ bytes }) => {
        const source = bufferSource(bytes);
        const slow: Source = { ...source, read: async (offset, length) => source.read(offset, length) };
        const [one, two] = [await deidentifySource(source, contextOf()), await deidentifySource(slow, contextOf())];
        assert.deepEqual(Buffer.from(two.output), Buffer.from(one.output));
      }),
      { numRuns: 100, seed: 16 },
    );
  });
});
