// The whole program in this process: plan, write, check. What is looked for in a picture twice is found in memory the second time.
import { readFile } from 'node:fs/promises';
import { characterSet } from '../../../src/core/formats/dicom/charset/characterSet.js';
import type { DicomContext } from '../../../src/core/formats/dicom/context.js';
import { collectEvidence } from '../../../src/core/formats/dicom/evidence.js';
import { lookIntoPixels } from '../../../src/core/formats/dicom/lookIntoPixels.js';
import { readObject } from '../../../src/core/formats/dicom/read.js';
import { charsetOf } from '../../../src/core/formats/dicom/visit.js';
import { dicom } from '../../../src/core/formats/index.js';
import { createIdentity } from '../../../src/core/identity/createIdentity.js';
import { execute } from '../../../src/core/kernel/pipeline.js';
import { bufferSink, bufferSource } from '../../../src/core/kernel/source.js';
import type { Detector, FoundRegion, Seen } from '../../../src/core/pixels/detection.js';
import { builtinPolicy } from '../../../src/core/policy/builtin.js';
import { compilePolicy } from '../../../src/core/policy/compile.js';
import { lazyCodecs } from '../../../src/node/codecs/index.js';
import { createDetector } from '../../../src/node/models/index.js';
import type { ExaminedRegion, Examiner } from './examined.js';

export function engineExaminer(modelsFolder: string): Examiner {
  const own = createDetector({ modelsFolder });
  const policy = builtinPolicy('basic');
  if (policy === undefined) throw new Error('there is no recipe "basic"');
  const shared = {
    policy: compilePolicy(policy),
    identity: createIdentity(new Uint8Array(32).fill(7)),
    patientEvidence: [],
    salvage: false,
    pixels: 'all',
    codecs: lazyCodecs(),
    producer: 'score',
  } as const;
  return {
    examine: async ({ file }) => {
      const source = bufferSource(await readFile(file));
      const context: DicomContext = { ...shared, detector: remembering(own) };
      const start = performance.now();
      const looked = await regionsOf(source, context);
      const ms = performance.now() - start;
      if (typeof looked === 'string') return { regions: [], ms, trouble: looked };
      const plan = await dicom.plan(source, context);
      if (plan.refusal !== undefined) return { regions: looked, ms, trouble: plan.refusal.message };
      const sink = bufferSink();
      await execute(source, plan, sink);
      const output = sink.bytes();
      const [residue] = await dicom.verify(source, bufferSource(output), plan, context);
      return { regions: looked, output, ms, ...(residue === undefined ? {} : { trouble: residue.message }) };
    },
    close: () => own.close(),
  };
}

/** What is seen in the words that the plan will use; a sentence where nothing could be looked at. */
async function regionsOf(
  source: ReturnType<typeof bufferSource>,
  context: DicomContext,
): Promise<readonly ExaminedRegion[] | string> {
  const read = await readObject(source, false);
  if (read.kind === 'refusal') return read.refusal.message;
  const { object } = read;
  const { elements } = object.table;
  const look = await lookIntoPixels(object, context, async () =>
    collectEvidence(object.window, elements, await charsetOf(object.window, elements, characterSet([]))),
  );
  if (look.kind === 'refusal') return look.refusal.message;
  if (look.kind !== 'looked') return 'its image was not looked into';
  return [...look.taken.map((region) => examined(region, true)), ...look.left.map((region) => examined(region, false))];
}

function examined({ kind, box, polygon, frames, judgement }: FoundRegion, removed: boolean): ExaminedRegion {
  return { kind, box, frames, judgement, removed, ...(polygon === undefined ? {} : { polygon }) };
}

/** Answers in the order of the questions: the second pass over an object asks what the first asked. */
function remembering(detector: Detector): Detector {
  const known = new Map<string, Promise<readonly Seen[]>>();
  return (request, signal) => {
    const { picture, kinds, quick, unread } = request;
    const { width, height, samples, bytes } = picture;
    const key = [kinds, quick, unread, width, height, samples, digest(bytes)].join(' ');
    const before = known.get(key);
    if (before !== undefined) return before;
    const seen = detector(request, signal);
    known.set(key, seen);
    return seen;
  };
}

function digest(bytes: Uint8Array): string {
  let [a, b] = [0x811c9dc5, 0x9747b28c];
  for (const byte of bytes) {
    a = Math.imul(a ^ byte, 0x01000193);
    b = Math.imul(b ^ byte, 0x5bd1e995) ^ (b >>> 15);
  }
  return `${a >>> 0}/${b >>> 0}`;
}
