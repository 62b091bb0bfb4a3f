// Device rules over uncompressed pixels of every layout: black inside, as it was outside, in one place and no other.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { ElementSpec } from '../../scripts/dicomWriter.js';
import { SYNTAX } from '../../scripts/dicomWriter.js';
import { dicom } from '../../src/core/formats/dicom/index.js';
import { assertEdits } from '../../src/core/kernel/edit.js';
import { bufferSource } from '../../src/core/kernel/source.js';
import { type ImageSpec, imageFile, pixelData } from '../pixels/imageFile.js';
import { contextFor } from '../rules/apply.js';
import { el, raw } from '../support/dataset.js';
import { assertBlanked, blankRule, policyWith, type Rectangle, redact } from './redact.js';

const ROWS = 7;
const COLUMNS = 10;

interface LayoutCase extends Omit<ImageSpec, 'rows' | 'columns' | 'pixels'> {
  readonly name: string;
  /** Bytes of a pixel; 0 for a bit. */
  readonly size: number;
  /** What a reader makes of black. */
  readonly black: string;
  readonly float?: 'OF' | 'OD';
  /** Big endian too. */
  readonly vr?: string;
}

const PALETTE: readonly ElementSpec[] = [0, 1, 2].flatMap((channel) => [
  raw(0x00281101 + channel, 'US', Uint8Array.of(0, 1, 0, 0, 16, 0)),
  // Brightest first: the darkest is entry 255.
  raw(
    0x00281201 + channel,
    'OW',
    Uint8Array.from({ length: 512 }, (_, at) => 255 - (at >> 1)),
  ),
]);

const LAYOUTS: readonly LayoutCase[] = [
  { name: '8 bits', size: 1, black: '0' },
  { name: '8 bits in OB', size: 1, black: '0', vr: 'OB' },
  { name: '8 bits, signed', size: 1, signed: true, black: '-128' },
  { name: '8 bits, MONOCHROME1', size: 1, photometric: 'MONOCHROME1', black: '255' },
  { name: '16 bits', size: 2, bits: 16, black: '0' },
  { name: '12 of 16 bits, MONOCHROME1', size: 2, bits: 16, stored: 12, photometric: 'MONOCHROME1', black: '4095' },
  { name: '12 of 16 bits, signed', size: 2, bits: 16, stored: 12, signed: true, black: '-2048' },
  { name: '12 of 16 bits, high', size: 2, bits: 16, stored: 12, high: 15, photometric: 'MONOCHROME1', black: '4095' },
  { name: '32 bits', size: 4, bits: 32, black: '0' },
  { name: '32 bits, MONOCHROME1', size: 4, bits: 32, photometric: 'MONOCHROME1', black: '4294967295' },
  { name: '32 bits, signed', size: 4, bits: 32, signed: true, black: '-2147483648' },
  { name: 'single bits', size: 0, bits: 1, black: '0' },
  { name: 'single bits, MONOCHROME1', size: 0, bits: 1, photometric: 'MONOCHROME1', black: '1' },
  { name: 'RGB', size: 3, samples: 3, planar: 0, photometric: 'RGB', black: '0,0,0' },
  { name: 'RGB in planes', size: 3, samples: 3, planar: 1, photometric: 'RGB', black: '0,0,0' },
  { name: 'RGB of 16 bits', size: 6, samples: 3, planar: 0, bits: 16, photometric: 'RGB', black: '0,0,0' },
  { name: 'YBR_FULL', size: 3, samples: 3, planar: 0, photometric: 'YBR_FULL', black: '0,0,0' },
  { name: 'YBR_FULL in planes', size: 3, samples: 3, planar: 1, photometric: 'YBR_FULL', black: '0,0,0' },
  { name: 'YBR_FULL_422', size: 2, samples: 3, planar: 0, photometric: 'YBR_FULL_422', black: '0,0,0' },
  { name: 'YBR_PARTIAL_422', size: 2, samples: 3, planar: 0, photometric: 'YBR_PARTIAL_422', black: '0,0,0' },
  { name: 'palette', size: 1, photometric: 'PALETTE COLOR', more: PALETTE, black: '0,0,0' },
  { name: 'float', size: 4, bits: 32, float: 'OF', black: '0' },
  { name: 'double', size: 8, bits: 64, float: 'OD', black: '0' },
  {
    name: 'with a padding value',
    size: 2,
    bits: 16,
    signed: true,
    more: [el(0x00280120, 'SS', -2000)],
    black: '-2000',
  },
];

const SYNTAXES = [SYNTAX.explicit, SYNTAX.implicit, SYNTAX.bigEndian, SYNTAX.deflated] as const;

/** Bytes that do not repeat soon; halves of floats are kept small, so that none is infinite. */
function noise(length: number, seed: number): Uint8Array {
  let state = seed * 2654435761 + 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
}

function floats(count: number, kind: 'OF' | 'OD', littleEndian: boolean): Uint8Array {
  const size = kind === 'OD' ? 8 : 4;
  const view = new DataView(new ArrayBuffer(count * size));
  for (let at = 0; at < count; at++) {
    if (kind === 'OD') view.setFloat64(at * 8, at + 0.5, littleEndian);
    else view.setFloat32(at * 4, at + 0.5, littleEndian);
  }
  return new Uint8Array(view.buffer);
}

interface Sized {
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  readonly seed: number;
}

function fileOf(layout: LayoutCase, { rows, columns, frames, seed }: Sized, syntax: string): Uint8Array {
  const { name: _name, size, black: _black, float, vr, ...spec } = layout;
  const cells = rows * columns * frames;
  const length = size === 0 ? Math.ceil(cells / 8) : cells * size;
  const pixels =
    float === undefined
      ? pixelData(noise(length + (length % 2), seed), vr ?? 'OW')
      : raw(float === 'OF' ? 0x7fe00008 : 0x7fe00009, float, floats(cells, float, syntax !== SYNTAX.bigEndian));
  return imageFile({ rows, columns, ...(frames > 1 ? { frames } : {}), pixels, ...spec }, { syntax });
}

/** Two that share their colour go together. */
function spread(layout: LayoutCase, areas: readonly Rectangle[]): readonly Rectangle[] {
  if (layout.photometric?.endsWith('_422') !== true) return areas;
  return areas.map(([left, top, width, height]) => {
    const first = left - (left % 2);
    const end = left + width + ((left + width) % 2);
    return [first, top, end - first, height];
  });
}

describe('device rules over uncompressed pixels', () => {
  for (const layout of LAYOUTS) {
    it(`${layout.name}: rectangles at odd places, in all syntaxes, of one frame and of three`, async () => {
      const areas: readonly Rectangle[] = [
        [1, 1, 3, 2],
        [3, 2, 4, 3],
        [9, 6, 1, 1],
      ];
      for (const syntax of SYNTAXES) {
        // Big endian bytes of a palette or a padding value are not written by the test's own tables.
        if (syntax === SYNTAX.bigEndian && layout.photometric === 'PALETTE COLOR') continue;
        for (const frames of [1, 3]) {
          const bytes = fileOf(layout, { rows: ROWS, columns: COLUMNS, frames, seed: 5 }, syntax);
          const { output, plan } = await redact(bytes, policyWith([blankRule(...areas)]));
          const expected = { columns: COLUMNS, frames, black: layout.black };
          await assertBlanked(bytes, output, expected, spread(layout, areas));
          const found = plan.findings.filter(({ location }) => location.kind === 'pixels');
          // A single bit may be black already.
          assert.ok(found.length === areas.length || (layout.bits === 1 && found.length > 0));
          const again = await redact(output, policyWith([blankRule(...areas)]));
          assert.deepEqual(again.output, output, 'nothing is left to do');
          assert.equal(
            again.plan.findings.some(({ effect }) => effect === 'cleaned'),
            false,
          );
        }
      }
    });
  }

  it('any layout, size and rectangles', async () => {
    const size = fc.record({
      rows: fc.integer({ min: 1, max: 9 }),
      columns: fc.integer({ min: 1, max: 8 }).map((half) => half * 2),
      frames: fc.integer({ min: 1, max: 4 }),
      seed: fc.integer({ min: 1, max: 1000 }),
    });
    const part = fc.integer({ min: 0, max: 18 });
    const area = fc.tuple(part, part, part, part);
    const layouts = fc.constantFrom(...LAYOUTS.filter(({ photometric }) => photometric !== 'PALETTE COLOR'));
    await fc.assert(
      fc.asyncProperty(
        layouts,
        size,
        fc.array(area, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...SYNTAXES),
        async (layout, sized, areas, syntax) => {
          const bytes = fileOf(layout, sized, syntax);
          const { output, plan } = await redact(bytes, policyWith([blankRule(...areas)]));
          const inner = areas.map(([x, y, w, h]): Rectangle => [x, y, Math.max(0, Math.min(w, sized.columns - x)), h]);
          const real = inner.filter(([x, y, w, h]) => w > 0 && h > 0 && x < sized.columns && y < sized.rows);
          await assertBlanked(bytes, output, { ...sized, black: layout.black }, spread(layout, real));
          assertEdits(plan.edits, plan.layer?.inner.size ?? plan.size);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('only touched bytes are edited', async () => {
    const bytes = fileOf(LAYOUTS[0] ?? assert.fail(), { rows: 100, columns: 100, frames: 3, seed: 1 }, SYNTAX.explicit);
    const plan = await dicom.plan(bufferSource(bytes), contextFor(policyWith([blankRule([10, 20, 5, 4])])));
    const touched = plan.edits.filter(({ bytes: new_, length }) => !(new_ instanceof Uint8Array) && length > 0);
    assert.deepEqual(
      touched.map(({ length }) => length),
      [305, 305, 305],
    );
  });
});
