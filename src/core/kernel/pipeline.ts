// One way through the house: plan, then splice. The host gives the sink and decides where it goes.
import { DeidError } from './deidError.js';
import type { Plan } from './plan.js';
import type { Sink, Source } from './source.js';
import { splice } from './splice.js';

/**
 * Writes what `plan` decided about `source` to `sink`.
 * @throws DeidError `refused` for a plan with a refusal, `changed` where the source is not what was planned over
 */
export async function execute(source: Source, plan: Plan, sink: Sink): Promise<void> {
  if (plan.refusal !== undefined) throw new DeidError('refused', plan.refusal.message);
  if (plan.preview === true) throw new DeidError('refused', 'this plan only shows what would be done');
  if (source.stamp !== plan.stamp || source.size !== plan.size) {
    throw new DeidError('changed', 'the file changed while it was being read; run again once nothing writes to it');
  }
  if (plan.layer === undefined) {
    await splice(source, plan.edits, sink);
    return;
  }
  const sealed = plan.layer.seal(sink);
  await splice(plan.layer.inner, plan.edits, sealed);
  await sealed.end();
}
