// What device rules cover, what follows from it for the rest of the object, and what is refused.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { SYNTAX } from '../../scripts/dicomWriter.js';
import { dicom } from '../../src/core/formats/dicom/index.js';
import { execute } from '../../src/core/kernel/pipeline.js';
import { bufferSource, type Source } from '../../src/core/kernel/source.js';
import { builtinPolicies } from '../../src/core/policy/builtin.js';
import type { DeviceRule } from '../../src/core/policy/policy.js';
import { encapsulated, type ImageSpec, imageFile, pixelData } from '../pixels/imageFile.js';
import { contextFor } from '../rules/apply.js';
import { el, raw, sq } from '../support/dataset.js';
import { deidentifySource } from '../support/engine.js';
import { find, latin1, readFile } from '../support/read.js';
import {
  assertBlanked,
  blankRule,
  deviceRule,
  policyWith,
  type Rectangle,
  redact,
  refusalOf,
  verified,
} from './redact.js';

const SIZE = 8;
const GREY: ImageSpec = {
  rows: SIZE,
  columns: SIZE,
  pixels: pixelData(Uint8Array.from({ length: SIZE * SIZE }, (_, at) => at + 1)),
};
const EXPECTED = { columns: SIZE, frames: 1, black: '0' };
const REGIONS = sq(
  0x00186011,
  [
    [[1, 1, 4, 3] as const, [5, 5, 7, 6] as const].map(([x0, y0, x1, y1]) => [
      el(0x00186018, 'UL', x0),
      el(0x0018601a, 'UL', y0),
      el(0x0018601c, 'UL', x1),
      el(0x0018601e, 'UL', y1),
    ]),
  ].flat(),
);

async function covers(rule: readonly DeviceRule[], areas: readonly Rectangle[], more: ImageSpec['more'] = []) {
  const bytes = imageFile({ ...GREY, more });
  const { output, plan } = await redact(bytes, policyWith(rule));
  await assertBlanked(bytes, output, EXPECTED, areas);
  return plan;
}

describe('what device rules cover', () => {
  it('the whole image', async () => {
    await covers([deviceRule([{ kind: 'blank', area: 'all' }])], [[0, 0, SIZE, SIZE]]);
  });

  it('all but what is kept behind it', async () => {
    const rule = deviceRule([
      { kind: 'blank', area: 'all' },
      { kind: 'keep', area: [2, 1, 4, 5] },
    ]);
    await covers(
      [rule],
      [
        [0, 0, SIZE, 1],
        [0, 6, SIZE, 2],
        [0, 1, 2, 5],
        [6, 1, 2, 5],
      ],
    );
  });

  it('each rule for itself: one keeps nothing of what another blanks', async () => {
    const keeper = deviceRule([
      { kind: 'blank', area: [0, 0, 2, 2] },
      { kind: 'keep', area: 'all' },
    ]);
    await covers([blankRule([3, 3, 2, 2]), keeper], [[3, 3, 2, 2]]);
  });

  it('what lies outside of ultrasound regions', async () => {
    const rule = deviceRule([{ kind: 'blank', area: 'outside-ultrasound-regions' }]);
    const outside: Rectangle[] = [];
    for (let y = 0; y < SIZE; y++) {
      for (let x = 0; x < SIZE; x++) {
        const inside = (x >= 1 && x <= 4 && y >= 1 && y <= 3) || (x >= 5 && x <= 7 && y >= 5 && y <= 6);
        if (!inside) outside.push([x, y, 1, 1]);
      }
    }
    await covers([rule], outside, [REGIONS]);
    assert.match(await refusalOf(imageFile(GREY), policyWith([rule])), /names none \(0018,6011\)/);
  });

  it('is cut to the image, with an issue; nothing outside of it', async () => {
    const plan = await covers([blankRule([6, 6, 10, 10])], [[6, 6, 2, 2]]);
    assert.deepEqual(plan.issues.map(({ code, severity }) => [code, severity]).at(0), ['region-outside-image', 'info']);
    const none = await covers([blankRule([20, 0, 3, 3])], []);
    assert.equal(none.issues.find(({ code }) => code === 'region-outside-image')?.severity, 'warning');
  });

  it('is told as findings with frames and rectangle', async () => {
    const plan = await covers([blankRule([1, 2, 3, 4])], [[1, 2, 3, 4]]);
    const found = plan.findings.find(({ location }) => location.kind === 'pixels');
    assert.deepEqual(found?.location, { kind: 'pixels', frames: [0, 0], rectangle: [1, 2, 3, 4] });
    assert.deepEqual([found.category, found.action, found.effect], ['pixels', 'C', 'cleaned']);
    assert.match(found.clause, /devices\.deid:3 \(Sample scanner\)/);
  });
});

describe('what follows from blanked pixels', () => {
  const icon = sq(0x00880200, [[el(0x00280010, 'US', 1), raw(0x7fe00010, 'OW', Uint8Array.of(9, 9))]]);
  const more = [
    el(0x00280106, 'US', 1),
    el(0x00280107, 'US', 64),
    el(0x00280301, 'CS', 'YES'),
    icon,
    sq(0x00081140, [[el(0x00081155, 'UI', '1.2.3'), icon]]),
  ];

  it('icons and extremes go, Burned In Annotation stays, no code is claimed', async () => {
    const { output, plan } = await redact(imageFile({ ...GREY, more }), policyWith([blankRule([0, 0, 2, 2])]));
    const { elements } = readFile(output);
    for (const tag of [0x00280106, 0x00280107, 0x00880200]) assert.equal(find(elements, tag), undefined);
    assert.equal(find(elements, 0x00081140, 0, 0x00880200), undefined);
    assert.equal(latin1(find(elements, 0x00280301) ?? assert.fail()).trim(), 'YES');
    assert.equal(find(elements, 0x00120064), undefined);
    assert.equal(plan.findings.filter(({ rule }) => rule === 'device-region/icon').length, 2);
    assert.equal(plan.findings.filter(({ rule }) => rule === 'device-region/extremes').length, 2);
  });

  it('under a profile too, and 113101 is not claimed', async () => {
    const basic = builtinPolicies.find(({ name }) => name === 'basic') ?? assert.fail();
    const devices = [blankRule([0, 0, 2, 2])];
    const { output } = await redact(imageFile({ ...GREY, more }), { ...basic, devices });
    const text = Buffer.from(output).toString('latin1');
    assert.ok(text.includes('Regions of device rules blacked out'));
    assert.ok(!text.includes('113101'));
  });

  it('nothing of it where pixels are left alone', async () => {
    const bytes = imageFile({ ...GREY, more });
    const context = contextFor(policyWith([blankRule([0, 0, 2, 2])]), { pixels: 'none' });
    const { output, plan } = await deidentifySource(bufferSource(bytes), context);
    assert.ok(plan.issues.some(({ code }) => code === 'pixels-not-redacted'));
    assert.deepEqual(await dicom.verify(bufferSource(bytes), bufferSource(output), plan, context), []);
    assert.deepEqual(await verified(bytes, output, context), []);
    assert.notEqual(find(readFile(output).elements, 0x00280106), undefined);
    await assertBlanked(bytes, output, EXPECTED, []);
  });
});

describe('checks of blanked pixels', () => {
  const context = contextFor(policyWith([blankRule([2, 2, 3, 3])]));
  const bytes = imageFile(GREY);
  const pixelsAt = async (output: Uint8Array) => output.length - SIZE * SIZE;

  it('find a pixel inside that says something', async () => {
    const { output, plan } = await deidentifySource(bufferSource(bytes), context);
    const leaky = output.slice();
    leaky[(await pixelsAt(output)) + 3 * SIZE + 3] = 7;
    const residue = await dicom.verify(bufferSource(bytes), bufferSource(leaky), plan, context);
    assert.deepEqual(
      residue.map(({ code }) => code),
      ['action-not-applied'],
    );
    assert.deepEqual(
      (await verified(bytes, leaky, context)).map(({ code }) => code),
      ['pixels-not-redacted'],
    );
  });

  it('find a pixel outside that is not as it was', async () => {
    const { output } = await deidentifySource(bufferSource(bytes), context);
    const other = output.slice();
    other[(await pixelsAt(output)) + 5 * SIZE + 5] = 7;
    assert.deepEqual(
      (await verified(bytes, other, context)).map(({ code }) => code),
      ['pixels-changed'],
    );
  });

  it('find an output whose pixels were passed as they are', async () => {
    const left = contextFor(policyWith([blankRule([2, 2, 3, 3])]), { pixels: 'none' });
    const { output } = await deidentifySource(bufferSource(bytes), left);
    assert.deepEqual(
      (await verified(bytes, output, context)).map(({ code }) => code),
      ['pixels-not-redacted'],
    );
  });
});

describe('what can not be blanked is refused', () => {
  const policy = policyWith([blankRule([0, 0, 2, 2])]);
  const message = (spec: Partial<ImageSpec>, syntax: string = SYNTAX.explicit) =>
    refusalOf(imageFile({ ...GREY, ...spec }, { syntax }), policy);

  it('compressed images, by their transfer syntax', async () => {
    const pixels = encapsulated([Uint8Array.of(0xff, 0xd8, 0xff, 0xd9)]);
    assert.match(
      await message({ pixels }, SYNTAX.jpegBaseline),
      /JPEG baseline.*1\.2\.840\.10008\.1\.2\.4\.50.*--pixels none/,
    );
  });

  it('pixels of other widths, and those that contradict their length', async () => {
    assert.match(await message({ bits: 12 }), /12 bits/);
    assert.match(await message({ frames: 2 }), /shorter/);
    assert.match(await message({ frames: 1, pixels: pixelData(new Uint8Array(200)) }), /longer/);
    assert.match(await message({ rows: 0 }), /Rows or Columns/);
  });

  it('but frames that no attribute counts are blanked all', async () => {
    const bytes = imageFile({ ...GREY, pixels: pixelData(new Uint8Array(3 * SIZE * SIZE).fill(9)) });
    const { output } = await redact(bytes, policy);
    await assertBlanked(bytes, output, { ...EXPECTED, frames: 3 }, [[0, 0, 2, 2]]);
  });

  it('colours of which nobody knows what is black', async () => {
    assert.match(await message({ photometric: 'CMYK' }), /black/);
    assert.match(await message({ photometric: 'RGB' }), /samples/);
    assert.match(await message({ photometric: 'PALETTE COLOR' }), /palette/);
  });
});

describe('a very large object', () => {
  const LENGTH = 0xf0000000;
  const ROWS = 4096;
  const FRAMES = 61_440;

  it('is planned by a few reads and written by pieces', async () => {
    const spec = { ...GREY, rows: ROWS, columns: 16, frames: FRAMES };
    const pixels = { ...pixelData(new Uint8Array(0)), statedLength: LENGTH };
    const stub = imageFile({ ...spec, pixels });
    const size = stub.length + LENGTH;
    let total = 0;
    let largest = 0;
    const source: Source = {
      size,
      stamp: 'huge',
      read: (offset, length) => {
        const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset))).fill(3);
        total += bytes.length;
        largest = Math.max(largest, bytes.length);
        if (offset < stub.length) bytes.set(stub.subarray(offset, offset + bytes.length));
        return bytes;
      },
    };
    const plan = await dicom.plan(source, contextFor(policyWith([blankRule([1, 1, 2, 2])])));
    assert.equal(plan.refusal, undefined);
    assert.ok(total < 2 * 1024 * 1024, `${total} bytes were read`);
    assert.ok(plan.edits.length < 25_000, `${plan.edits.length} edits`);
    const stop = new Error('enough');
    let written = 0;
    const writing = execute(source, plan, {
      write: (bytes) => {
        written += bytes.length;
        if (written > 64 * 1024 * 1024) throw stop;
      },
      copy: () => undefined,
    });
    await assert.rejects(writing, stop);
    assert.ok(largest <= 1024 * 1024, `${largest} bytes at once`);
  });
});
