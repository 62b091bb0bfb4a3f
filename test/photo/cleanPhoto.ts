// A photograph through plan and splice, with nothing left that the planner would find again.
import assert from 'node:assert/strict';
import type { PhotoContext } from '../../src/core/formats/photo/context.js';
import { photo } from '../../src/core/formats/photo/index.js';
import { execute } from '../../src/core/kernel/pipeline.js';
import type { Plan } from '../../src/core/kernel/plan.js';
import { bufferSink, bufferSource } from '../../src/core/kernel/source.js';

export async function cleanPhoto(
  bytes: Uint8Array,
  context: PhotoContext,
): Promise<{ readonly plan: Plan; readonly output: Uint8Array }> {
  const source = bufferSource(bytes);
  const plan = await photo.plan(source, context);
  assert.equal(plan.refusal, undefined, plan.refusal?.message);
  const sink = bufferSink();
  await execute(source, plan, sink);
  const output = sink.bytes();
  assert.deepEqual(await photo.verify(source, bufferSource(output), plan, context), []);
  return { plan, output };
}
