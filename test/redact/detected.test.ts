// What detectors see becomes findings, edits and words about what was looked at: with detectors that are invented for each test.
import assert from 'node:assert/strict';
import { planDicom } from '../../src/core/formats/dicom/plan.js';
import { DeidError } from '../../src/core/kernel/deidError.js';
import { bufferSource } from '../../src/core/kernel/source.js';
import type { Detector, Seen } from '../../src/core/pixels/detection.js';
import type { Policy } from '../../src/core/policy/policy.js';
import { verifyOutput } from '../../src/core/verify/verifyOutput.js';
import { frameOf, type ImageSpec, imageFile, openBytes, pixelData, valuesOf } from '../pixels/imageFile.js';
import { contextFor, policyOf } from '../rules/apply.js';
import { el } from '../support/dataset.js';
import { deidentifySource } from '../support/engine.js';

const NAME: Seen = {
  kind: 'text',
  box: [2, 1, 10, 4],
  confidence: 0.95,
  reading: { text: 'LINDQVIST MARTA', confidence: 0.97 },
};
const KV: Seen = { kind: 'text', box: [2, 8, 10, 11], confidence: 0.9, reading: { text: '120 kV', confidence: 0.93 } };

const sees =
  (...seen: readonly Seen[]): Detector =>
  () =>
    Promise.resolve(seen);

function file(more: Partial<ImageSpec> = {}): Uint8Array {
  const [rows, columns] = [16, 12];
  const pixels = pixelData(
    Uint8Array.from({ length: rows * columns * (more.frames ?? 1) }, (_, at) => 40 + (at % 12)),
    'OB',
  );
  return imageFile({ rows, columns, pixels, more: [el(0x00100010, 'PN', 'Lindqvist^Marta')], ...more });
}

const basic = (more: Partial<Policy> = {}) => policyOf([], { style: 'profile', ...more });

async function clean(bytes: Uint8Array, policy: Policy, more: Partial<ReturnType<typeof contextFor>>) {
  const context = { ...contextFor(policy), ...more };
  const source = bufferSource(bytes);
  const { plan, output } = await deidentifySource(source, context);
  return { plan, output, source, context };
}

function methodOf(output: Uint8Array): string {
  return Buffer.from(output).toString('latin1');
}

describe('what detectors see', () => {
  it('goes where it identifies, stays where it is technical, and both are findings without a value', async () => {
    const { plan, output } = await clean(file(), basic(), { detector: sees(NAME, KV) });
    const found = plan.findings.filter(({ location }) => location.kind === 'pixels');
    assert.deepEqual(
      found
        .map(({ effect, location, category }) => [
          effect,
          location.kind === 'pixels' ? location.rectangle : [],
          category,
        ])
        .sort(),
      [
        ['cleaned', [2, 1, 8, 3], 'name'],
        ['kept', [2, 8, 8, 3], 'pixels'],
      ],
    );
    assert.ok(!/LINDQVIST|MARTA|120 kV/iu.test(JSON.stringify(plan.findings) + JSON.stringify(plan.issues)));
    const values = valuesOf(await frameOf(await openBytes(output)));
    for (const [x, y, black] of [
      [2, 1, true],
      [9, 3, true],
      [10, 3, false],
      [2, 4, false],
      [5, 9, false],
    ] as const)
      assert.equal(values[y * 12 + x] === 0, black, `${x}, ${y}`);
    assert.match(methodOf(output), /Burned-in text, faces and codes looked for/u);
  });

  it('is what the second reader allows to change, and nothing else is', async () => {
    const { plan, output, source, context } = await clean(file({ frames: 3 }), basic(), { detector: sees(NAME) });
    const found = async () =>
      plan.findings.flatMap(({ location, effect }) => {
        if (location.kind !== 'pixels' || effect !== 'cleaned') return [];
        const [left, top, width, height] = location.rectangle;
        return [{ frames: location.frames, box: [left, top, left + width, top + height] as const }];
      });
    const { policy } = context;
    const check = (bytes: Uint8Array, parts?: typeof found) =>
      verifyOutput(source, bufferSource(bytes), {
        policy,
        isOwn: () => true,
        ...(parts === undefined ? {} : { found: parts }),
      });
    const residue = (await check(output, found)).residue.map(({ code }) => code);
    assert.ok(!residue.includes('pixels-changed'), residue.join());
    assert.ok((await check(output)).residue.some(({ code }) => code === 'pixels-changed'));
    const spoiled = output.slice();
    spoiled[spoiled.length - 1] = 7;
    assert.ok((await check(spoiled, found)).residue.some(({ code }) => code === 'pixels-changed'));
  });

  it('is searched in the frames that may hold it, and what was not looked at is said', async () => {
    const ct = file({ more: [el(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.2'), el(0x00080060, 'CS', 'CT')] });
    let asked = 0;
    const detector: Detector = () => {
      asked += 1;
      return Promise.resolve([]);
    };
    const plain = await clean(ct, basic(), { detector });
    assert.equal(asked, 0);
    assert.match(methodOf(plain.output), /Pixels not examined for burned-in text/u);
    assert.deepEqual(
      plain.plan.issues.filter(({ code }) => code === 'pixels-not-examined').map(({ severity }) => severity),
      ['info'],
    );
    await clean(ct, basic(), { detector, pixels: 'all' });
    assert.equal(asked, 1);
    const none = await clean(file(), basic(), { detector, pixels: 'none' });
    assert.equal(asked, 1);
    assert.match(methodOf(none.output), /Pixels not examined for burned-in text/u);
    const without = await clean(file(), basic(), {});
    assert.ok(
      without.plan.issues.some(({ code, severity }) => code === 'pixels-not-examined' && severity === 'warning'),
    );
  });

  it('leaves pixels to rules alone, unless they ask for it', async () => {
    const rules = policyOf([], {});
    const { plan } = await clean(file(), rules, { detector: sees(NAME) });
    assert.ok(plan.findings.every(({ location }) => location.kind !== 'pixels'));
    const asking = policyOf([], { options: ['clean-pixel-data'] });
    const done = await clean(file(), asking, { detector: sees(NAME) });
    assert.ok(done.plan.findings.some(({ location, effect }) => location.kind === 'pixels' && effect === 'cleaned'));
  });

  it('is refused where a model is missing or the image can not be read', async () => {
    const missing: Detector = () =>
      Promise.reject(new DeidError('missing-model', 'the model x is missing; install the program again'));
    const context = { ...contextFor(basic()), detector: missing };
    const plan = await planDicom(bufferSource(file()), context);
    assert.equal(plan.refusal?.code, 'missing-model');
    const cut = file({ frames: 5, pixels: pixelData(new Uint8Array(16 * 12), 'OB') });
    const unread = await planDicom(bufferSource(cut), { ...contextFor(basic()), detector: sees() });
    assert.equal(unread.refusal?.code, 'pixels-not-examined');
    assert.match(unread.refusal?.message ?? '', /--pixels none/u);
    const failing: Detector = () => Promise.reject(new DeidError('cancelled', 'cancelled'));
    await assert.rejects(planDicom(bufferSource(file()), { ...contextFor(basic()), detector: failing }), {
      code: 'cancelled',
    });
  });

  it('is marked for review where it was seen less surely than asked for', async () => {
    const unsure: Seen = { ...NAME, confidence: 0.5 };
    const codes = async (reviewBelow: number) =>
      (await clean(file(), basic(), { detector: sees(unsure), reviewBelow })).plan.issues.map(({ code }) => code);
    assert.ok((await codes(0.8)).includes('review'));
    assert.ok(!(await codes(0.4)).includes('review'));
  });
});
