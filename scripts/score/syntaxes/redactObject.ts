// Takes two rectangles out of an object with a device rule, as the program does, and checks the output as it does.
import type { DicomContext } from '../../../src/core/formats/dicom/context.js';
import { readObject } from '../../../src/core/formats/dicom/read.js';
import { dicom } from '../../../src/core/formats/index.js';
import { createIdentity } from '../../../src/core/identity/createIdentity.js';
import { execute } from '../../../src/core/kernel/pipeline.js';
import { bufferSink, bufferSource } from '../../../src/core/kernel/source.js';
import type { Box } from '../../../src/core/pixels/boxes.js';
import { openImage } from '../../../src/core/pixels/image.js';
import { compilePolicy } from '../../../src/core/policy/compile.js';
import type { DeviceRule, Policy } from '../../../src/core/policy/policy.js';
import { lazyCodecs } from '../../../src/node/codecs/index.js';
import { ffmpegVideo } from '../../../src/node/video/ffmpeg.js';

export type Redacted =
  | { readonly kind: 'no-image' }
  | { readonly kind: 'refused'; readonly reason: string }
  | {
      readonly kind: 'written';
      readonly output: Uint8Array;
      /** What was asked for, cut to the image. */
      readonly asked: readonly Box[];
      /** What changed by its own account: whole blocks of lossy JPEG. */
      readonly changed: readonly Box[];
      /** What the program's own check says against it. */
      readonly residue: readonly string[];
    };

/** Odd places and sizes: they meet no block, byte or pair exactly. */
const AREAS = [
  [5, 3, 37, 21],
  [31, 40, 50, 9],
] as const;

const RULE: DeviceRule = {
  label: 'Score',
  when: { kind: 'all', of: [] },
  regions: AREAS.map((area) => ({ kind: 'blank', area })),
  origin: 'score:1',
};

const codecs = lazyCodecs();

/** @param base the rest of the recipe */
export async function redactObject(bytes: Uint8Array, base: Policy): Promise<Redacted> {
  const source = bufferSource(bytes);
  const read = await readObject(source, false);
  if (read.kind === 'refusal') return { kind: 'no-image' };
  const image = await openImage(read.object);
  if (image === undefined || image.layout.rows === 0) return { kind: 'no-image' };
  const context: DicomContext = {
    policy: compilePolicy({ ...base, devices: [RULE] }),
    identity: createIdentity(new Uint8Array(32).fill(7)),
    patientEvidence: [],
    salvage: false,
    pixels: 'auto',
    codecs,
    video: ffmpegVideo(),
    producer: 'score',
  };
  const plan = await dicom.plan(source, context);
  if (plan.refusal !== undefined) return { kind: 'refused', reason: plan.refusal.message };
  const sink = bufferSink();
  await execute(source, plan, sink);
  const output = sink.bytes();
  const residue = await dicom.verify(source, bufferSource(output), plan, context);
  const changed = plan.findings.flatMap(({ location, rule }): readonly Box[] => {
    if (location.kind !== 'pixels' || rule !== 'device-region' || location.rectangle === undefined) return [];
    const [left, top, width, height] = location.rectangle;
    return [[left, top, left + width, top + height]];
  });
  const { columns, rows } = image.layout;
  const asked = AREAS.map(
    ([left, top, width, height]): Box => [left, top, Math.min(columns, left + width), Math.min(rows, top + height)],
  ).filter(([left, top, right, bottom]) => left < right && top < bottom);
  return { kind: 'written', output, asked, changed, residue: residue.map(({ code }) => code) };
}
