// Device rules over RLE Lossless: frames are packed anew, tables and other frames stay true.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { SYNTAX } from '../../scripts/dicomWriter.js';
import { randomFrom } from '../../scripts/mutate.js';
import { decodeRle, encodeRle } from '../../src/core/pixels/rle.js';
import { encapsulated, type ImageSpec, imageFile, openBytes } from '../pixels/imageFile.js';
import { raw } from '../support/dataset.js';
import { find, readFile } from '../support/read.js';
import { assertBlanked, blankRule, policyWith, redact, refusalOf } from './redact.js';

const ROWS = 9;
const COLUMNS = 300;

/** Runs, pairs and noise. */
function samples(length: number, seed: number): Uint8Array {
  const next = randomFrom(seed);
  const out = new Uint8Array(length);
  for (let at = 0; at < length; ) {
    const run = next() < 0.5 ? 1 : Math.floor(next() * 200);
    out.fill(next() * 256, at, at + run);
    at += Math.max(1, run);
  }
  return out;
}

const KINDS = [
  { name: '8 bits', bits: 8, samples: 1, black: '0' },
  { name: '16 bits', bits: 16, samples: 1, black: '0' },
  { name: '12 of 16 bits, signed', bits: 16, stored: 12, signed: true, samples: 1, black: '-2048' },
  { name: '32 bits', bits: 32, samples: 1, black: '0' },
  { name: 'RGB', bits: 8, samples: 3, photometric: 'RGB', planar: 1, black: '0,0,0' },
  { name: 'RGB, said to be interleaved', bits: 8, samples: 3, photometric: 'RGB', planar: 0, black: '0,0,0' },
  { name: 'YBR_FULL', bits: 8, samples: 3, photometric: 'YBR_FULL', planar: 0, black: '0,0,0' },
] as const;

type Kind = Omit<ImageSpec, 'rows' | 'columns' | 'pixels'> & { readonly bits: number; readonly samples: number };

function frame({ bits, samples: count }: Kind, seed: number): Uint8Array {
  const shape = { rows: ROWS, columns: COLUMNS, samples: count, bitsAllocated: bits };
  return encodeRle(samples((ROWS * COLUMNS * count * bits) / 8, seed), shape);
}

function starts(frames: readonly Uint8Array[]): readonly number[] {
  let at = 0;
  return frames.map(({ length }) => {
    const own = at;
    at += 8 + length;
    return own;
  });
}

function longs(values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 8));
  values.forEach((value, at) => {
    view.setBigUint64(at * 8, BigInt(value), true);
  });
  return new Uint8Array(view.buffer);
}

const RULE = blankRule([5, 0, 131, 3], [299, 8, 1, 1]);

describe('device rules over RLE Lossless', () => {
  it('what is packed unpacks to the same', () => {
    for (let seed = 1; seed < 60; seed++) {
      const shape = {
        rows: 1 + (seed % 5),
        columns: 1 + seed * 11,
        samples: 1 + (seed % 3),
        bitsAllocated: 8 * (1 + (seed % 2)),
      };
      const cells = shape.rows * shape.columns;
      const bytes = samples((cells * shape.samples * shape.bitsAllocated) / 8, seed);
      const again = decodeRle(encodeRle(bytes, shape), cells, shape.samples, shape.bitsAllocated);
      assert.ok(again?.whole);
      assert.deepEqual(again.bytes, bytes);
    }
  });

  for (const { name, black, ...kind } of KINDS) {
    it(`${name}, one frame and three, with and without an offset table`, async () => {
      for (const count of [1, 3]) {
        const frames = Array.from({ length: count }, (_, index) => frame(kind, index + 1));
        for (const offsets of [[], starts(frames)]) {
          const spec = { rows: ROWS, columns: COLUMNS, ...(count > 1 ? { frames: count } : {}), ...kind };
          const bytes = imageFile({ ...spec, pixels: encapsulated(frames, offsets) }, { syntax: SYNTAX.rle });
          const { output, plan } = await redact(bytes, policyWith([RULE]));
          const areas = [
            [5, 0, 131, 3],
            [299, 8, 1, 1],
          ] as const;
          await assertBlanked(bytes, output, { columns: COLUMNS, frames: count, black }, areas);
          assert.equal(plan.findings.filter(({ location }) => location.kind === 'pixels').length, 2);
          const image = await openBytes(output);
          assert.equal(image.pixels.fragments, count + 1);
          assert.deepEqual((await redact(output, policyWith([RULE]))).output, output);
        }
      }
    });
  }

  it('extended offset tables say where the new frames begin', async () => {
    const [kind] = KINDS;
    const frames = [1, 2, 3].map((seed) => frame(kind, seed));
    const bytes = imageFile(
      {
        rows: ROWS,
        columns: COLUMNS,
        frames: 3,
        pixels: encapsulated(frames),
        more: [
          raw(0x7fe00001, 'OV', longs(starts(frames))),
          raw(0x7fe00002, 'OV', longs(frames.map(({ length }) => length))),
        ],
      },
      { syntax: SYNTAX.rle },
    );
    const { output } = await redact(bytes, policyWith([RULE]));
    await assertBlanked(bytes, output, { columns: COLUMNS, frames: 3, black: '0' }, [
      [5, 0, 131, 3],
      [299, 8, 1, 1],
    ]);
    const { elements } = readFile(output);
    assert.notDeepEqual(find(elements, 0x7fe00001)?.bytes, longs(starts(frames)));
  });

  it('a damaged frame, or too few of them, is refused', async () => {
    const [kind] = KINDS;
    const good = frame(kind, 1);
    const spec = { rows: ROWS, columns: COLUMNS, frames: 2 };
    const one = imageFile({ ...spec, pixels: encapsulated([good]) }, { syntax: SYNTAX.rle });
    assert.match(await refusalOf(one, policyWith([RULE])), /Number of Frames/);
    const cut = imageFile({ ...spec, pixels: encapsulated([good, good.slice(0, 80)]) }, { syntax: SYNTAX.rle });
    assert.match(await refusalOf(cut, policyWith([RULE])), /frame 2: it is not valid RLE/);
  });
});
