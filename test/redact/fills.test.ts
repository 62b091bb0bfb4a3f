// What is put in place of regions: every fill in every layout, overlays in bits of the pixels, and what the object then claims.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { SYNTAX } from '../../scripts/dicomWriter.js';
import { dicom } from '../../src/core/formats/dicom/index.js';
import { pixelClaims } from '../../src/core/formats/dicom/pixelClaims.js';
import { bufferSource } from '../../src/core/kernel/source.js';
import type { FilledRegion } from '../../src/core/pixels/covered.js';
import type { Detector } from '../../src/core/pixels/detection.js';
import { encodeRle } from '../../src/core/pixels/rle.js';
import { builtinPolicies } from '../../src/core/policy/builtin.js';
import type { Fill } from '../../src/core/policy/policy.js';
import {
  encapsulated,
  frameCodecs,
  frameOf,
  type ImageSpec,
  imageFile,
  openBytes,
  pixelData,
  valuesOf,
  words,
} from '../pixels/imageFile.js';
import { contextFor } from '../rules/apply.js';
import { el, raw } from '../support/dataset.js';
import { deidentifySource } from '../support/engine.js';
import { find, latin1, readFile } from '../support/read.js';
import { policyWith, redact } from './redact.js';

const ROWS = 40;
const COLUMNS = 60;
const LETTERS: FilledRegion = {
  kind: 'text',
  box: [10, 12, 40, 26],
  frames: [[0, 0]],
  judgement: 'identifying',
  category: 'name',
  confidence: 0.9,
  rule: 'pixels/text',
  reason: 'text that names somebody',
  clause: 'PS3.15 E.3.1',
  fill: { kind: 'black' },
};

/** A slope with bright strokes in the middle. */
function shade(x: number, y: number): number {
  const stroke = x >= 12 && x < 38 && y >= 14 && y < 24 && (x * 3 + y) % 5 < 2;
  return stroke ? 1 : (x + y) / 200;
}

type Layout = Omit<ImageSpec, 'rows' | 'columns' | 'pixels'> & { readonly name: string; readonly vr?: string };

const GREYS: readonly number[] = Array.from({ length: 256 }, (_, at) => at);
const PALETTE = [0, 1, 2].flatMap((channel) => [
  raw(0x00281101 + channel, 'US', Uint8Array.of(0, 1, 0, 0, 16, 0)),
  raw(0x00281201 + channel, 'OW', words(GREYS.map((value) => value * 257))),
]);
const LAYOUTS: readonly Layout[] = [
  { name: '8 bits' },
  { name: '8 bits, MONOCHROME1', photometric: 'MONOCHROME1' },
  { name: '12 of 16 bits, signed', bits: 16, stored: 12, signed: true },
  { name: '12 of 16 bits, high', bits: 16, stored: 12, high: 15 },
  { name: '32 bits', bits: 32 },
  { name: 'single bits', bits: 1 },
  { name: 'RGB', samples: 3, photometric: 'RGB', planar: 0 },
  { name: 'RGB in planes', samples: 3, photometric: 'RGB', planar: 1 },
  { name: 'YBR_FULL_422', samples: 3, photometric: 'YBR_FULL_422', planar: 0 },
  { name: 'palette', photometric: 'PALETTE COLOR', more: PALETTE },
];

function pixelsOf({
  bits = 8,
  stored = bits,
  signed,
  samples = 1,
  planar,
  high = stored - 1,
  photometric,
}: Layout): Uint8Array {
  const half = photometric === 'YBR_FULL_422';
  const cells = ROWS * COLUMNS;
  const bytes = new Uint8Array(bits === 1 ? cells / 8 : (cells * (half ? 2 : samples) * bits) / 8);
  const view = new DataView(bytes.buffer);
  for (let cell = 0; cell < cells; cell++) {
    const own = shade(cell % COLUMNS, Math.floor(cell / COLUMNS));
    if (bits === 1) {
      if (own > 0.2) bytes[cell >> 3] = (bytes[cell >> 3] ?? 0) | (1 << (cell & 7));
      continue;
    }
    const value = Math.floor(own * (2 ** stored - 1)) - (signed ? 2 ** (stored - 1) : 0);
    if (half) {
      const at = (cell >> 1) * 4;
      bytes[at + (cell & 1)] = value;
      bytes[at + 2] = 100;
      bytes[at + 3] = 150;
      continue;
    }
    for (let sample = 0; sample < samples; sample++) {
      const at = planar === 1 ? sample * cells + cell : cell * samples + sample;
      const shifted = value * 2 ** (high + 1 - stored);
      if (bits === 8) view.setInt8(at, shifted);
      else if (bits === 16) view.setInt16(at * 2, shifted, true);
      else view.setInt32(at * 4, shifted, true);
    }
  }
  return bytes;
}

const FILLS: readonly Fill[] = [
  { kind: 'black' },
  { kind: 'constant', value: 1 },
  { kind: 'blur' },
  { kind: 'pixelate' },
  { kind: 'inpaint' },
];

describe('fills', () => {
  for (const layout of LAYOUTS) {
    it(`${layout.name}: nothing outside changes, and strokes are gone inside`, async () => {
      const { name: _name, ...spec } = layout;
      const bytes = imageFile({ rows: ROWS, columns: COLUMNS, ...spec, pixels: pixelData(pixelsOf(layout)) });
      for (const fill of FILLS) {
        const drawn = [{ ...LETTERS, fill }];
        const { output } = await redact(bytes, policyWith([]), { drawn });
        const [was, is] = [await frameOf(await openBytes(bytes)), await frameOf(await openBytes(output))];
        const [a, b] = [valuesOf(was), valuesOf(is)];
        let [edges, left] = [0, 0];
        for (let at = 0; at < a.length; at++) {
          const pixel = Math.floor(at / was.samples);
          const [x, y] = [pixel % COLUMNS, Math.floor(pixel / COLUMNS)];
          const inside = x >= 10 && x < 40 && y >= 12 && y < 26;
          if (!inside) assert.equal(b[at], a[at], `${fill.kind} at ${x}, ${y}`);
          else if (x > 10) {
            // Steps from pixel to pixel are what strokes are made of.
            edges += Math.abs((a[at] ?? 0) - (a[at - was.samples] ?? 0));
            left += Math.abs((b[at] ?? 0) - (b[at - was.samples] ?? 0));
          }
        }
        assert.ok(left < edges / 4, `${fill.kind}: ${left} of ${edges} is left`);
      }
    });
  }

  it('float pixels, and a polygon within its box', async () => {
    const view = new DataView(new ArrayBuffer(ROWS * COLUMNS * 4));
    for (let at = 0; at < ROWS * COLUMNS; at++)
      view.setFloat32(at * 4, shade(at % COLUMNS, Math.floor(at / COLUMNS)), true);
    const pixels = raw(0x7fe00008, 'OF', new Uint8Array(view.buffer));
    const bytes = imageFile({ rows: ROWS, columns: COLUMNS, bits: 32, pixels });
    const polygon = [
      [10, 12],
      [40, 20],
      [36, 26],
      [10, 18],
    ] as const;
    const { output } = await redact(bytes, policyWith([]), {
      drawn: [{ ...LETTERS, polygon, fill: { kind: 'inpaint' } }],
    });
    const [was, is] = [
      valuesOf(await frameOf(await openBytes(bytes))),
      valuesOf(await frameOf(await openBytes(output))),
    ];
    const differs = (x: number, y: number): boolean => was[y * COLUMNS + x] !== is[y * COLUMNS + x];
    assert.ok(!differs(39, 13) && !differs(11, 25), 'corners of the box that the polygon leaves out');
    assert.ok([...Array(20).keys()].some((x) => differs(14 + x, 18)));
  });

  it('a check after writing finds a pixel of a blurred region that is not what was made', async () => {
    const bytes = imageFile({ rows: ROWS, columns: COLUMNS, pixels: pixelData(pixelsOf({ name: '' })) });
    const context = { ...contextFor(policyWith([])), drawn: [{ ...LETTERS, fill: { kind: 'blur' } as const }] };
    const { plan, output } = await deidentifySource(bufferSource(bytes), context);
    const verify = (written: Uint8Array) => dicom.verify(bufferSource(bytes), bufferSource(written), plan, context);
    assert.deepEqual(await verify(output), []);
    const other = output.slice();
    const at = output.length - (ROWS - 20) * COLUMNS + 30;
    other[at] = (other[at] ?? 0) ^ 1;
    assert.equal((await verify(other))[0]?.code, 'action-not-applied');
  });
});

const OVERLAY = [
  el(0x60000010, 'US', ROWS),
  el(0x60000011, 'US', COLUMNS),
  el(0x60000040, 'CS', 'G'),
  raw(0x60000050, 'SS', Uint8Array.of(1, 0, 1, 0)),
  el(0x60000100, 'US', 16),
  el(0x60000102, 'US', 13),
];

describe('overlays in bits of the pixels', () => {
  const values = Array.from({ length: ROWS * COLUMNS }, (_, at) => (at % 4096) | (at % 7 === 0 ? 0x2000 : 0));
  const spec = { rows: ROWS, columns: COLUMNS, bits: 16, stored: 12, more: OVERLAY };
  const basic = builtinPolicies.find(({ name }) => name === 'basic') ?? assert.fail();

  it('go with their description, and the pixels stay', async () => {
    const planes = new Uint8Array(values.length * 2);
    planes.set(words(values));
    const packed = encodeRle(planes, { rows: ROWS, columns: COLUMNS, samples: 1, bitsAllocated: 16 });
    for (const [pixels, syntax] of [
      [pixelData(words(values)), SYNTAX.explicit],
      [pixelData(words(values, false)), SYNTAX.bigEndian],
      [encapsulated([packed]), SYNTAX.rle],
    ] as const) {
      const own = syntax === SYNTAX.bigEndian ? { ...spec, more: OVERLAY.filter(({ vr }) => vr !== 'SS') } : spec;
      const bytes = imageFile({ ...own, pixels }, { syntax });
      const { output, plan } = await redact(bytes, basic);
      assert.equal(plan.findings.filter(({ rule }) => rule === 'overlay-in-pixels').length, 1);
      assert.equal(
        plan.issues.some(({ code }) => code === 'overlay-in-pixels'),
        false,
      );
      assert.equal(find(readFile(output).elements, 0x60000102), undefined);
      const image = await openBytes(output);
      const wide = { ...image, layout: { ...image.layout, bitsStored: 16, highBit: 15 } };
      assert.deepEqual(
        valuesOf(await frameOf(wide)),
        values.map((value) => value & 0xfff),
      );
    }
  });

  it('stay where the user has pixels passed, with a warning', async () => {
    const bytes = imageFile({ ...spec, pixels: pixelData(words(values)) });
    const { plan } = await deidentifySource(bufferSource(bytes), contextFor(basic, { pixels: 'none' }));
    assert.equal(plan.issues.find(({ code }) => code === 'overlay-in-pixels')?.severity, 'warning');
  });
});

describe('what is claimed of pixels', () => {
  const looked = { kind: 'looked', kinds: ['text'], taken: [LETTERS], left: [], grouped: 0 } as const;

  it('text and faces each where they were looked for in every frame and nothing stays', () => {
    const codes = (look: Parameters<typeof pixelClaims>[0], below?: number) =>
      pixelClaims(look, below).codes.map(({ value }) => value);
    assert.deepEqual(codes(looked), ['113101']);
    assert.deepEqual(codes({ ...looked, kinds: ['text', 'face'] }), ['113101', '113102']);
    assert.deepEqual(codes({ ...looked, left: [{ ...LETTERS, judgement: 'technical' }] }), ['113101']);
    assert.deepEqual(codes({ ...looked, left: [{ ...LETTERS, judgement: 'unknown' }] }), []);
    assert.deepEqual(
      codes({ ...looked, kinds: ['face'], left: [{ ...LETTERS, kind: 'face', judgement: 'technical' }] }),
      [],
    );
    assert.deepEqual(codes({ ...looked, grouped: 3 }), []);
    assert.deepEqual(codes(looked, 0.95), []);
    assert.deepEqual(codes({ kind: 'not-looked', because: 'unlikely' }), []);
    assert.deepEqual(codes(undefined), []);
  });

  it('in the object, where a profile is claimed', async () => {
    const detector: Detector = async () => [
      { kind: 'text', box: [10, 12, 40, 26], confidence: 0.9, reading: { text: 'ZZYZX', confidence: 0.9 } },
    ];
    const basic = builtinPolicies.find(({ name }) => name === 'basic') ?? assert.fail();
    const bytes = imageFile({
      rows: ROWS,
      columns: COLUMNS,
      pixels: pixelData(pixelsOf({ name: '' })),
      more: [el(0x00280301, 'CS', 'YES')],
    });
    const { output } = await deidentifySource(bufferSource(bytes), {
      ...contextFor(basic),
      codecs: frameCodecs,
      detector,
    });
    const { elements } = readFile(output);
    assert.equal(latin1(find(elements, 0x00280301) ?? assert.fail()).trim(), 'NO');
    assert.ok(Buffer.from(output).toString('latin1').includes('113101'));
  });
});

describe('a preview of a compressed image', () => {
  it('tells what would go without encoding anything, and is never carried out', async () => {
    const stream = encodeRle(pixelsOf({ name: '' }), { rows: ROWS, columns: COLUMNS, samples: 1, bitsAllocated: 8 });
    const bytes = imageFile({ rows: ROWS, columns: COLUMNS, pixels: encapsulated([stream]) }, { syntax: SYNTAX.rle });
    const context = { ...contextFor(policyWith([])), drawn: [LETTERS], preview: true };
    const plan = await dicom.plan(bufferSource(bytes), context);
    assert.equal(plan.findings.filter(({ location }) => location.kind === 'pixels').length, 1);
    await assert.rejects(deidentifySource(bufferSource(bytes), context), /only shows/);
  });
});
