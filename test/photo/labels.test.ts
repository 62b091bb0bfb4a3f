// Parts of photographs that a recipe's rules for pixels name, and that `verify` knows of them.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { PhotoContext } from '../../src/core/formats/photo/context.js';
import { changingParts } from '../../src/core/formats/photo/detectRegions.js';
import { bufferSource } from '../../src/core/kernel/source.js';
import type { Seen } from '../../src/core/pixels/detection.js';
import { compilePolicy } from '../../src/core/policy/compile.js';
import { compileRecipe } from '../../src/core/recipe/compile.js';
import { parseRecipe } from '../../src/core/recipe/parse.js';
import { cutPng, imagesOf, pixelsOf } from '../../src/core/verify/photo/pngScan.js';
import { verifyPhoto } from '../../src/core/verify/photo/verifyPhoto.js';
import { lazyCodecs } from '../../src/node/codecs/index.js';
import { contextOf } from '../support/engine.js';
import { chunk, exifBlock, exifSegment, jpegFile, pngFile } from '../support/photoWriter.js';
import { progressiveFile } from '../support/progressiveWriter.js';
import { cleanPhoto } from './cleanPhoto.js';

const codecs = lazyCodecs();
const SIZE = { width: 61, height: 45 };
const CAMERA = { main: [[0x010f, 2, 'Pentax Sample'] as const, [0x0110, 2, 'Model K9'] as const] };
const JPEG = jpegFile([exifSegment(CAMERA)], { ...SIZE, components: 3 });
const PNG = pngFile([chunk('eXIf', exifBlock(CAMERA))], { ...SIZE, colour: 2 });
const STAMP = 'LABEL Date stamp\n  contains Manufacturer pentax\n  + equals Rows 45\n  coordinates 30,20,40,30';

function contextFor(label: string, profile = 'basic', more: Partial<PhotoContext> = {}): PhotoContext {
  const text = `PROFILE ${profile}\n\n%filter devices\n\n${label}\n`;
  const { policy, diagnostics } = compileRecipe(parseRecipe(text), { name: 'own.deid', included: new Map() });
  assert.deepEqual(
    diagnostics.filter(({ severity }) => severity === 'error'),
    [],
  );
  assert.ok(policy !== undefined);
  return { ...contextOf(), policy: compilePolicy(policy), codecs, ...more };
}

async function cleaned(bytes: Uint8Array, context: PhotoContext) {
  const { plan, output } = await cleanPhoto(bytes, context);
  const boxes = await changingParts(bufferSource(bytes), context);
  const report = await verifyPhoto(bufferSource(bytes), bufferSource(output), {
    policy: context.policy,
    codecs: codecs.decode,
    found: async () => boxes.map((box) => ({ frames: [0, 0] as const, box })),
  });
  assert.deepEqual(report.residue, []);
  const cut = plan.findings.flatMap(({ location, rule }) =>
    location.kind === 'pixels' && rule === 'device-region' ? [location.rectangle] : [],
  );
  return { plan, output, cut };
}

describe('what a recipe names in photographs', () => {
  it('goes from pictures of that size and camera, with whole blocks of JPEG', async () => {
    const progressive = progressiveFile([exifSegment(CAMERA)], { ...SIZE, factors: [[1, 1]] });
    for (const [bytes, rectangle] of [
      [PNG, [30, 20, 10, 10]],
      [JPEG, [15, 15, 34, 18]],
      [progressive, [24, 16, 16, 16]],
    ] as const) {
      const { cut, output } = await cleaned(bytes, contextFor(STAMP));
      assert.deepEqual(cut, [rectangle]);
      if (bytes !== PNG) continue;
      const { samples = new Uint8Array(0) } =
        pixelsOf(output, imagesOf(output, cutPng(output))[0] ?? assert.fail()) ?? {};
      for (const [x, y, black] of [
        [30, 20, true],
        [39, 29, true],
        [29, 20, false],
        [40, 29, false],
      ] as const) {
        const at = (y * SIZE.width + x) * 3;
        assert.equal(
          samples.subarray(at, at + 3).every((value) => value === 0),
          black,
          `${x}, ${y}`,
        );
      }
    }
  });

  it('goes by rules without a profile too, and where nobody looks into pictures', async () => {
    const { cut } = await cleaned(PNG, contextFor(STAMP, 'none'));
    assert.deepEqual(cut, [[30, 20, 10, 10]]);
  });

  it('goes beside what is found', async () => {
    const seen: Seen = {
      kind: 'text',
      box: [2, 2, 9, 8],
      confidence: 0.9,
      reading: { text: 'Okafor', confidence: 0.9 },
    };
    const { plan } = await cleaned(JPEG, contextFor(STAMP, 'basic', { detector: async () => [seen] }));
    const rules = plan.findings.flatMap(({ location, rule }) => (location.kind === 'pixels' ? [rule] : []));
    assert.deepEqual(rules.sort(), ['device-region', 'pixels/text']);
  });

  it('is cut to the picture, without what is kept, and told of where it lies outside', async () => {
    const all = await cleaned(PNG, contextFor('LABEL All\n  coordinates all\n  keepcoordinates 0,0,61,40'));
    assert.deepEqual(all.cut, [[0, 40, 61, 5]]);
    const beyond = await cleaned(PNG, contextFor('LABEL Low\n  coordinates 50,40,90,50'));
    assert.deepEqual(beyond.cut, [[50, 40, 11, 5]]);
    const outside = await cleaned(PNG, contextFor('LABEL Off\n  coordinates 70,70,90,90'));
    assert.deepEqual(outside.cut, []);
    for (const { plan } of [beyond, outside])
      assert.ok(plan.issues.some(({ code }) => code === 'region-outside-image'));
  });

  it('is nothing where rules ask for what photographs do not say, another size, or pixels are passed', async () => {
    for (const label of [
      STAMP.replace('equals Rows 45', 'equals Rows 46'),
      STAMP.replace('pentax', 'nikon'),
      'LABEL Scanner\n  missing Modality\n  coordinates all',
      'LABEL Echo\n  equals Rows 45\n  coordinates outside:SequenceOfUltrasoundRegions',
    ])
      assert.deepEqual((await cleaned(PNG, contextFor(label))).cut, [], label);
    const passed = await cleaned(PNG, contextFor(STAMP, 'basic', { pixels: 'none' }));
    assert.deepEqual(passed.cut, []);
    assert.ok(passed.plan.issues.some(({ code }) => code === 'pixels-not-redacted'));
  });
});
