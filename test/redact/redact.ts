// Objects with parts that a device rule blanks, carried out and checked by the plan and by the second reader.
import assert from 'node:assert/strict';
import type { DicomContext } from '../../src/core/formats/dicom/context.js';
import { dicom } from '../../src/core/formats/dicom/index.js';
import type { Plan } from '../../src/core/kernel/plan.js';
import { bufferSource } from '../../src/core/kernel/source.js';
import type { Codecs } from '../../src/core/pixels/codecPort.js';
import type { DeviceRule, Policy } from '../../src/core/policy/policy.js';
import { verifyOutput } from '../../src/core/verify/verifyOutput.js';
import type { VerifyReport } from '../../src/core/verify/verifyReport.js';
import { codecs, frameOf, noCodecs, openBytes, valuesOf } from '../pixels/imageFile.js';
import { contextFor, identity, policyOf } from '../rules/apply.js';
import { deidentifySource } from '../support/engine.js';

export type Rectangle = readonly [number, number, number, number];

export function deviceRule(regions: DeviceRule['regions'], label = 'Sample scanner'): DeviceRule {
  return { label, when: { kind: 'all', of: [] }, regions, origin: 'devices.deid:3' };
}

export function blankRule(...areas: readonly Rectangle[]): DeviceRule {
  return deviceRule(areas.map((area) => ({ kind: 'blank', area })));
}

/** As the editor settles it: `box` is left, top, right and bottom. */
export function drawnRegion(box: Rectangle, frames: readonly [number, number]) {
  return {
    kind: 'drawn',
    box,
    frames: [frames],
    judgement: 'unknown',
    category: 'pixels',
    confidence: 1,
    rule: 'pixels/drawn',
    reason: 'drawn by hand',
    clause: 'PS3.15 E.3.1',
  } as const;
}

export function policyWith(devices: readonly DeviceRule[], more: Partial<Policy> = {}): Policy {
  return policyOf([], { devices, ...more });
}

export interface Redacted {
  readonly plan: Plan;
  readonly output: Uint8Array;
}

export async function verified(bytes: Uint8Array, output: Uint8Array, context: DicomContext) {
  return (await secondReport(bytes, output, context)).residue;
}

export function secondReport(bytes: Uint8Array, output: Uint8Array, context: DicomContext): Promise<VerifyReport> {
  const isOwn = (value: string) => identity.mapUid(value) === value || identity.pseudonym('patient', value) === value;
  const { policy, pixels } = context;
  return verifyOutput(bufferSource(Buffer.from(bytes)), bufferSource(Buffer.from(output)), {
    policy,
    isOwn,
    pixels,
    codecs: codecs(),
    found: async () =>
      (context.drawn ?? []).flatMap(({ frames, box }) => frames.map((range) => ({ frames: range, box }))),
  });
}

/** Carries the rules out; both checks have to be clean. */
export async function redact(bytes: Uint8Array, policy: Policy, more: Partial<DicomContext> = {}): Promise<Redacted> {
  const context: DicomContext = { ...contextFor(policy), ...more };
  // As files are read: a Buffer's slice() is a view, so that one who writes into it writes into the original.
  const source = bufferSource(Buffer.from(bytes));
  const { plan, output } = await deidentifySource(source, context);
  assert.deepEqual(
    await dicom.verify(source, bufferSource(Buffer.from(output)), plan, context),
    [],
    'check of the plan',
  );
  assert.deepEqual(await verified(bytes, output, context), [], 'check of the second reader');
  return { plan, output };
}

/** The refusal's message; empty where there is none. */
export async function refusalOf(bytes: Uint8Array, policy: Policy): Promise<string> {
  const { refusal } = await dicom.plan(bufferSource(bytes), contextFor(policy));
  if (refusal !== undefined) assert.equal(refusal.code, 'pixels-not-redacted');
  return refusal?.message ?? '';
}

/** Stored values of a frame (or colours), pixel by pixel. */
async function pixelsOf(bytes: Uint8Array, index: number, decode: Codecs): Promise<readonly string[]> {
  const frame = await frameOf(await openBytes(bytes), index, decode);
  const values = valuesOf(frame);
  const pixels = frame.rows * frame.columns;
  return Array.from({ length: pixels }, (_, at) =>
    values.slice(at * frame.samples, (at + 1) * frame.samples).join(','),
  );
}

/** Inside of the rectangles every pixel is `black`, outside each is as it was. */
export async function assertBlanked(
  before: Uint8Array,
  after: Uint8Array,
  expected: { readonly columns: number; readonly frames: number; readonly black: string },
  areas: readonly Rectangle[],
  decode: Codecs = noCodecs,
): Promise<void> {
  const { columns, frames, black } = expected;
  for (let index = 0; index < frames; index++) {
    const [was, is] = [await pixelsOf(before, index, decode), await pixelsOf(after, index, decode)];
    assert.equal(is.length, was.length);
    const wanted = was.map((value, at) => {
      const [x, y] = [at % columns, Math.floor(at / columns)];
      const inside = areas.some(
        ([left, top, width, height]) => x >= left && x < left + width && y >= top && y < top + height,
      );
      return inside ? black : value;
    });
    assert.deepEqual(is, wanted, `frame ${index}`);
  }
}
