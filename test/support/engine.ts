// Runs the engine over bytes the way a host does, with a fixed key.

import type { DicomContext } from '../../src/core/formats/dicom/context.js';
import { dicom } from '../../src/core/formats/dicom/index.js';
import { createIdentity } from '../../src/core/identity/createIdentity.js';
import { execute } from '../../src/core/kernel/pipeline.js';
import type { Plan } from '../../src/core/kernel/plan.js';
import { bufferSink, bufferSource, type Source } from '../../src/core/kernel/source.js';
import { builtinPolicies } from '../../src/core/policy/builtin.js';
import { compilePolicy } from '../../src/core/policy/compile.js';
import type { OptionName, Policy } from '../../src/core/policy/policy.js';

export type Recipe = 'blank' | 'basic' | 'research';

/** What a test wants otherwise than usual. */
export interface Choices {
  readonly recipe?: Recipe;
  readonly options?: readonly OptionName[];
  readonly overrides?: Policy['overrides'];
  /** Repeated 32 times it is the key. */
  readonly key?: number;
  readonly salvage?: boolean;
  readonly pixels?: DicomContext['pixels'];
  readonly present?: (file: readonly string[]) => boolean;
  readonly syntaxOf?: (file: readonly string[]) => string | undefined;
}

export function contextOf(choices: Choices = {}): DicomContext {
  const built = builtinPolicies.find((candidate) => candidate.name === (choices.recipe ?? 'blank'));
  if (built === undefined) throw new Error('no such recipe');
  const policy = compilePolicy({
    ...built,
    options: [...built.options, ...(choices.options ?? [])],
    overrides: [...built.overrides, ...(choices.overrides ?? [])],
  });
  return {
    policy,
    identity: createIdentity(new Uint8Array(32).fill(choices.key ?? 1)),
    patientEvidence: [],
    salvage: choices.salvage ?? false,
    pixels: choices.pixels ?? 'auto',
    producer: 'medimagecleaner 0.0.0',
    ...(choices.present === undefined ? {} : { present: choices.present }),
    ...(choices.syntaxOf === undefined ? {} : { syntaxOf: choices.syntaxOf }),
  };
}

export interface Done {
  readonly plan: Plan;
  readonly output: Uint8Array;
}

/** @throws DeidError where the plan has a refusal */
export async function deidentifySource(source: Source, context: DicomContext): Promise<Done> {
  const plan = await dicom.plan(source, context);
  const sink = bufferSink();
  await execute(source, plan, sink);
  return { plan, output: sink.bytes() };
}

/** @throws DeidError where the plan has a refusal */
export async function deidentify(bytes: Uint8Array, choices: Choices = {}): Promise<Done> {
  return deidentifySource(bufferSource(bytes), contextOf(choices));
}

/** Code of the refusal; `none` where there is none. */
export async function refusalOf(bytes: Uint8Array, choices: Choices = {}): Promise<string> {
  return (await dicom.plan(bufferSource(bytes), contextOf(choices))).refusal?.code ?? 'none';
}
