// Decides what happens to a DICOM object: findings, the edits that they cause, and issues; or a refusal.

import type { Edit } from '../../kernel/edit.js';
import type { Plan } from '../../kernel/plan.js';
import type { Source } from '../../kernel/source.js';
import type { DeviceRule } from '../../policy/policy.js';
import { compileEvidence } from '../../text/findIdentifiers.js';
import type { DicomContext } from './context.js';
import { decideObject } from './decideObject.js';
import { deflateLayer } from './deflate.js';
import { inOutput, sealEdits } from './draft.js';
import { mixedRefusal } from './mixedLayout.js';
import { wantedEvidence } from './planEvidence.js';
import { MEMORY, type Memory, memoryOf } from './planMemory.js';
import { readObject } from './read.js';

/** Plans one object. Never throws on input. */
export function planDicom(source: Source, context: DicomContext): Promise<Plan> {
  return planObject(source, context, undefined);
}

/**
 * What would be left to do about the output of `plan`. It is searched for what the original named; what the output itself
 * names is that or made by us. Header and provenance are written anew by every plan and tell nothing here.
 */
export function planOutput(output: Source, plan: Plan, context: DicomContext): Promise<Plan> {
  // A plan that was not made here has left no memory: its dates are then not known as moved.
  const strange = (): Memory => ({
    evidence: compileEvidence(wantedEvidence(context.patientEvidence, context)),
    rules: { policy: context.policy, key: '', devices: [] },
    moved: new Map(),
    held: new Map(),
    redaction: undefined,
  });
  return planObject(output, context, memoryOf(plan) ?? strange());
}

/** What is shown of an object: of one that is refused as much as could be read, with what would be done about it. */
export interface ShownPlan {
  readonly plan: Plan;
  /** Of a refused object too: they say what would stand there, and are never carried out. */
  readonly edits: readonly Edit[];
  /** Rules of the recipe for parts of the image that hold for this object. */
  readonly devices: readonly DeviceRule[];
}

/** Larger than any object whose refusal people want to look into element by element. */
const MOST_SHOWN = 100_000;

/** Plans one object for showing. Never throws on input. */
export async function planShown(source: Source, context: DicomContext): Promise<ShownPlan> {
  const plan = await planDicom(source, context);
  if (plan.refusal === undefined) return { plan, edits: plan.edits, devices: memoryOf(plan)?.rules.devices ?? [] };
  const read = await readObject(source, true);
  const object = read.kind === 'object' ? read.object : read.partial;
  if (object === undefined || object.table.count > MOST_SHOWN) return { plan, edits: [], devices: [] };
  const { draft, rules } = await decideObject(object, context, undefined, true);
  return { plan: { ...plan, findings: draft.findings }, edits: sealEdits(draft), devices: rules.devices };
}

/** @param known for an output: what is known of its original */
async function planObject(source: Source, context: DicomContext, known: Memory | undefined): Promise<Plan> {
  const preview = context.preview === true ? { preview: true } : {};
  const base = { stamp: source.stamp, size: source.size, policyDigest: context.policy.digest, ...preview };
  const read = await readObject(source, context.salvage);
  if (read.kind === 'refusal') return { ...base, findings: [], edits: [], issues: read.issues, refusal: read.refusal };
  const { object } = read;
  const { draft, evidence, rules, refusal, redaction } = await decideObject(object, context, known);
  if (refusal !== undefined) return { ...base, findings: draft.findings, edits: [], issues: draft.issues, refusal };
  const edits = sealEdits(draft);
  const mixed = mixedRefusal(object.table, edits);
  if (mixed !== undefined)
    return { ...base, findings: draft.findings, edits: [], issues: draft.issues, refusal: mixed };
  const first = edits[0]?.bytes;
  const layer =
    object.opening.deflated && first !== undefined ? { layer: deflateLayer(object.window.source, first.length) } : {};
  const plan: Plan = { ...base, findings: draft.findings, edits, issues: draft.issues, ...layer };
  const memory: Memory = {
    evidence,
    rules,
    moved: inOutput(draft.moved, edits),
    held: inOutput(draft.held, edits),
    redaction,
  };
  return Object.defineProperty(plan, MEMORY, { value: memory });
}
