// What every Format has to do, whatever it is a format of. Each runs this suite over samples of its own.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { assertEdits, outputSize } from '../../src/core/kernel/edit.js';
import type { Format } from '../../src/core/kernel/format.js';
import { execute } from '../../src/core/kernel/pipeline.js';
import { bufferSink, bufferSource, type Source } from '../../src/core/kernel/source.js';

export interface FormatSample {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Text that identifies: in the sample, and never in its output. */
  readonly secrets: readonly string[];
}

function holds(bytes: Uint8Array, text: string): boolean {
  return Buffer.from(bytes).includes(text) || Buffer.from(bytes).includes(Buffer.from(text, 'latin1'));
}

/** @param context a fresh one for each call, so that no state crosses from one sample to the next */
export function shouldBehaveAsFormat<Context, Survey>(
  format: Format<Context, Survey>,
  samples: readonly FormatSample[],
  context: () => Context,
): void {
  const applied = async (source: Source) => {
    const plan = await format.plan(source, context());
    assert.equal(plan.refusal, undefined);
    const sink = bufferSink();
    await execute(source, plan, sink);
    return { plan, output: sink.bytes() };
  };

  describe(`${format.id} as a Format`, () => {
    for (const sample of samples) {
      const source = bufferSource(sample.bytes);

      describe(sample.name, () => {
        it('is detected by its content', async () => {
          assert.equal(await format.detect(source), true);
        });

        it('gives a plan that keeps the contracts', async () => {
          const plan = await format.plan(source, context());
          assert.equal(plan.refusal, undefined);
          assert.equal(plan.stamp, source.stamp);
          assert.equal(plan.size, source.size);
          const inner = plan.layer?.inner ?? source;
          assertEdits(plan.edits, inner.size);
          for (const edit of plan.edits) {
            for (const index of edit.findings) assert.ok(plan.findings[index] !== undefined, `no finding ${index}`);
          }
          for (const { range, confidence, reason } of plan.findings) {
            assert.ok(range.offset >= 0 && range.length >= 0 && range.offset + range.length <= inner.size);
            assert.ok(confidence >= 0 && confidence <= 1);
            assert.notEqual(reason, '');
          }
        });

        it('decides the same twice, and writes as much as it says', async () => {
          const [first, second] = [await applied(source), await applied(source)];
          assert.deepEqual(first.plan.findings, second.plan.findings);
          assert.deepEqual(Buffer.from(first.output), Buffer.from(second.output));
          if (first.plan.layer === undefined) {
            assert.equal(first.output.length, outputSize(first.plan.edits, source.size));
          }
        });

        it('leaves no secret in the output, the findings or the issues', async () => {
          const { plan, output } = await applied(source);
          const told = JSON.stringify([plan.findings, plan.issues]);
          for (const secret of sample.secrets) {
            assert.ok(!holds(output, secret), 'a secret is in the output');
            assert.ok(!told.includes(secret), 'a secret is told');
          }
        });

        it('never asks for a byte outside the source', async () => {
          const strict: Source = {
            ...source,
            read: (offset, length) => {
              assert.ok(offset >= 0 && length >= 0 && offset <= source.size, `read ${length} at ${offset}`);
              return source.read(offset, length);
            },
          };
          await applied(strict);
          await format.survey(strict);
        });

        it('verifies its own output, and distrusts the original in its place', async () => {
          const { plan, output } = await applied(source);
          assert.deepEqual(await format.verify(source, bufferSource(output), plan, context()), []);
          if (plan.edits.length > 0) {
            assert.notDeepEqual(await format.verify(source, source, plan, context()), []);
          }
        });
      });
    }

    for (const [name, bytes] of [
      ['nothing', new Uint8Array(0)],
      ['one byte', Uint8Array.of(1)],
      ['zeros', new Uint8Array(4096)],
      ['text', new TextEncoder().encode('Just a letter.\n'.repeat(40))],
      ['noise', Uint8Array.from({ length: 5000 }, (_, index) => (Math.imul(index + 1, 2654435761) >>> 13) & 0xff)],
    ] as const) {
      it(`does not take ${name} for its own, and plans no edit for it`, async () => {
        const source = bufferSource(bytes);
        assert.equal(await format.detect(source), false);
        await format.survey(source);
        const plan = await format.plan(source, context());
        assert.notEqual(plan.refusal, undefined);
        assert.deepEqual(plan.edits, []);
      });
    }
  });
}
