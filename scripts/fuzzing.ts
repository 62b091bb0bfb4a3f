// Feeds damaged files to the engine and checks what must hold for any input: no exception, bounded reading, a refusal
// or a plan that keeps its contracts and whose output is an object again.
import type { DicomContext } from '../src/core/formats/dicom/context.js';
import { dicom } from '../src/core/formats/dicom/index.js';
import { assertEdits, outputSize } from '../src/core/kernel/edit.js';
import { execute } from '../src/core/kernel/pipeline.js';
import { bufferSink, bufferSource, type Source } from '../src/core/kernel/source.js';
import { mutant, randomFrom } from './mutate.js';

/** Each pass may read the file a few times and a little more, and no input makes it read more than that. */
const MOST_READS = { factor: 12, bytes: 64 * 1024 } as const;
/** What a plan may write for an input of no bytes, and for each byte of it. */
const MOST_WRITTEN = { factor: 6, bytes: 64 * 1024 } as const;

/** A source that refuses to be read more than the budget allows. */
function rationed(bytes: Uint8Array): Source {
  const source = bufferSource(bytes);
  let left = MOST_READS.factor * bytes.length + MOST_READS.bytes;
  return {
    ...source,
    read: (offset, length) => {
      if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < 0 || length < 0) {
        throw new RangeError(`read ${length} at ${offset}`);
      }
      const read = bytes.subarray(offset, Math.min(bytes.length, offset + length));
      left -= Math.max(read.length, 16);
      if (left < 0) throw new RangeError('read more than input of this size may cost');
      return read;
    },
  };
}

/** What became of one input: a refusal's code, or `done`. */
interface Outcome {
  readonly code: string;
  readonly output?: Uint8Array;
}

/**
 * Takes one input through the engine.
 * @throws whatever the engine throws, and RangeError where a contract is broken: both are defects
 */
export async function checkInput(bytes: Uint8Array, context: DicomContext): Promise<Outcome> {
  const source = rationed(bytes);
  const detected = await dicom.detect(source);
  await dicom.survey(source);
  const plan = await dicom.plan(source, context);
  if (plan.refusal !== undefined) {
    if (plan.edits.length > 0) throw new RangeError('a refusal with edits');
    return { code: plan.refusal.code };
  }
  if (!detected) throw new RangeError('not detected, yet planned');
  const inner = plan.layer?.inner ?? source;
  assertEdits(plan.edits, inner.size);
  for (const edit of plan.edits) {
    if (edit.findings.some((index) => plan.findings[index] === undefined))
      throw new RangeError('an edit without a finding');
  }
  const size = outputSize(plan.edits, inner.size);
  if (size > MOST_WRITTEN.factor * inner.size + MOST_WRITTEN.bytes)
    throw new RangeError('an output out of all proportion');
  const sink = bufferSink();
  await execute(bufferSource(bytes, source.stamp), plan, sink);
  const output = sink.bytes();
  const again = await dicom.plan(bufferSource(output), context);
  if (again.refusal !== undefined) throw new RangeError(`its own output is refused: ${again.refusal.code}`);
  return { code: 'done', output };
}

interface Campaign {
  readonly seeds: readonly Uint8Array[];
  readonly seed: number;
  readonly mutants: number;
  readonly context: DicomContext;
  /** Looks at an output; throws where it finds a defect. */
  judge?(input: Uint8Array, output: Uint8Array): void;
  /** Told of each defect; the campaign goes on. */
  defect(input: Uint8Array, number: number, error: unknown): void;
}

/** Runs a campaign. Each mutant has a seed of its own, so that any one of them can be made again alone. */
export async function runCampaign(campaign: Campaign): Promise<ReadonlyMap<string, number>> {
  const outcomes = new Map<string, number>();
  for (let number = 0; number < campaign.mutants; number++) {
    const input = mutant(campaign.seeds, randomFrom(campaign.seed + Math.imul(number, 0x9e3779b1)));
    try {
      const { code, output } = await checkInput(input, campaign.context);
      if (output !== undefined) campaign.judge?.(input, output);
      outcomes.set(code, (outcomes.get(code) ?? 0) + 1);
    } catch (error) {
      outcomes.set('defect', (outcomes.get('defect') ?? 0) + 1);
      campaign.defect(input, number, error);
    }
  }
  return outcomes;
}
