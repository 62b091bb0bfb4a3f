// The plan-level check of an output: planned again, it must have nothing left to do. UIDs, codes and dummies that we
// wrote are known as ours under the key, and dates by what was planned for their place, so only what should have changed
// and did not comes up.

import { outputSize } from '../../kernel/edit.js';
import type { Effect } from '../../kernel/finding.js';
import type { Residue } from '../../kernel/format.js';
import type { Plan } from '../../kernel/plan.js';
import type { Source } from '../../kernel/source.js';
import type { DicomContext } from './context.js';
import { planOutput } from './plan.js';

const EXPECTED: ReadonlySet<Effect> = new Set(['kept', 'structure']);
const MOST = 20;

/** Empty where the output is what the plan promised. */
export async function residueOf(output: Source, plan: Plan, context: DicomContext): Promise<readonly Residue[]> {
  const residue: Residue[] = [];
  if (plan.layer === undefined && output.size !== outputSize(plan.edits, plan.size)) {
    residue.push({ code: 'size', message: 'the output is not as long as its plan says' });
  }
  const { record: _record, ...rest } = context;
  const again = await planOutput(output, plan, rest);
  if (again.refusal !== undefined) {
    residue.push({ code: 'unreadable', message: `the output can not be read back: ${again.refusal.message}` });
  }
  for (const finding of again.findings) {
    if (EXPECTED.has(finding.effect)) continue;
    if (residue.length >= MOST) break;
    const where =
      finding.location.kind === 'element'
        ? `${finding.location.path} ${finding.location.keyword}`.trim()
        : finding.location.kind;
    residue.push({ code: 'action-not-applied', message: `${where}: ${finding.rule} would still be ${finding.effect}` });
  }
  return residue;
}
