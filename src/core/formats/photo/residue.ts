// The plan-level check of an output: planned again, it must have nothing left to do.
import { outputSize } from '../../kernel/edit.js';
import type { Residue } from '../../kernel/format.js';
import type { Plan } from '../../kernel/plan.js';
import type { Source } from '../../kernel/source.js';
import type { PhotoContext } from './context.js';
import { planPhoto } from './plan.js';

const MOST = 20;

/** Empty where the output is what the plan promised. */
export async function residueOf(output: Source, plan: Plan, context: PhotoContext): Promise<readonly Residue[]> {
  const residue: Residue[] = [];
  if (output.size !== outputSize(plan.edits, plan.size))
    residue.push({ code: 'size', message: 'the output is not as long as its plan says' });
  // What was found in the picture is compared by whoever wrote it, pixel by pixel.
  const again = await planPhoto(output, { ...context, pixels: 'none' });
  if (again.refusal !== undefined)
    residue.push({ code: 'unreadable', message: `the output can not be read back: ${again.refusal.message}` });
  for (const { effect, location, rule } of again.findings) {
    if (effect === 'kept' || effect === 'structure' || residue.length >= MOST) continue;
    const where = location.kind === 'part' ? location.path : location.kind;
    residue.push({ code: 'action-not-applied', message: `${where}: ${rule} would still be ${effect}` });
  }
  return residue;
}
