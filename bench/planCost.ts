// CPU time of deciding about one CT in memory: no file, no writing. Median of batches, so that one pause does not count.

import { dicom } from '../src/core/formats/dicom/index.js';
import { createIdentity } from '../src/core/identity/createIdentity.js';
import { bufferSource } from '../src/core/kernel/source.js';
import { builtinPolicy } from '../src/core/policy/builtin.js';
import { compilePolicy } from '../src/core/policy/compile.js';
import { ctFile } from './makeData.js';
import { median } from './measure.js';

export interface PlanCost {
  readonly recipe: string;
  /** CPU milliseconds for one plan: median and worst of the batches. */
  readonly milliseconds: number;
  readonly worst: number;
  readonly edits: number;
}

const BATCH = 100;

/** @param iterations measured plans after as many as a quarter of them to warm up */
export async function planCost(recipe: string, iterations: number): Promise<PlanCost> {
  const given = builtinPolicy(recipe);
  if (given === undefined) throw new RangeError('no such recipe');
  const policy = compilePolicy(given);
  const identity = createIdentity(new Uint8Array(32).fill(7));
  const context = { policy, identity, patientEvidence: [], salvage: false, pixels: 'none', producer: 'bench' } as const;
  const files = Array.from({ length: 8 }, (_, index) => ctFile(index));
  let edits = 0;
  const run = async (count: number) => {
    for (let turn = 0; turn < count; turn += 1) {
      const file = files[turn % files.length];
      if (file === undefined) continue;
      // A source of its own each time, as a run has: nothing read before is found again.
      const plan = await dicom.plan(bufferSource(file, `bench:${turn}`), context);
      if (plan.refusal !== undefined) throw new Error(`the plan was refused: ${plan.refusal.code}`);
      edits = plan.edits.length;
    }
  };
  await run(Math.ceil(iterations / 4));
  const batches: number[] = [];
  for (let done = 0; done < iterations; done += BATCH) {
    const before = process.cpuUsage();
    await run(BATCH);
    const { user, system } = process.cpuUsage(before);
    batches.push((user + system) / 1000 / BATCH);
  }
  return { recipe, milliseconds: median(batches), worst: Math.max(...batches), edits };
}
