// Of a file that ends inside its pixel data, the copy says truly how many frames it has and where they begin.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { bytesOf, type ElementSpec, writeFile } from '../../scripts/dicomWriter.js';
import { bufferSource } from '../../src/core/kernel/source.js';
import { verifyOutput } from '../../src/core/verify/verifyOutput.js';
import { el, raw, sq, withElements } from '../support/dataset.js';
import { contextOf, deidentify } from '../support/engine.js';
import { ctImage } from '../support/objects.js';
import { find, latin1, readFile } from '../support/read.js';

const PIXELS = 0x7fe00010;
const RLE = '1.2.840.10008.1.2.5';
const FRAME = 16 * 16 * 2;

const four = (...more: readonly ElementSpec[]) => withElements(ctImage(), el(0x00280008, 'IS', '4'), ...more);

function frames(count: number): readonly Uint8Array[] {
  return Array.from({ length: count }, (_, index) => new Uint8Array(100).fill(index + 1));
}

function numbers(...values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 8));
  for (const [index, value] of values.entries()) view.setBigUint64(index * 8, BigInt(value), true);
  return new Uint8Array(view.buffer);
}

async function salvaged(bytes: Uint8Array) {
  const { output } = await deidentify(bytes, { salvage: true });
  const { elements } = readFile(output);
  const { policy } = contextOf();
  const report = await verifyOutput(bufferSource(bytes), bufferSource(output), { policy });
  return {
    output,
    frames: latin1(find(elements, 0x00280008)).trim(),
    pixels: find(elements, PIXELS),
    extended: find(elements, 0x7fe00001)?.bytes.length,
    changed: report.residue
      .map(({ code }) => code)
      .filter((code) => code === 'pixels-changed' || code === 'bytes-changed'),
  };
}

describe('a salvaged file of many frames', () => {
  const native = writeFile(
    four(raw(PIXELS, 'OW', bytesOf(...frames(4).map((one) => bytesOf(...Array(6).fill(one)).subarray(0, FRAME))))),
  );

  it('native: has whole frames alone, and their number', async () => {
    const { frames: count, pixels, changed } = await salvaged(native.subarray(0, native.length - FRAME - 10));
    assert.equal(count, '2');
    assert.equal(pixels?.bytes.length, 2 * FRAME);
    assert.deepEqual(changed, []);
  });

  it('says that functional groups tell of frames that are not there, and only where they do', async () => {
    const groups = sq(0x52009230, [[], [], [], []]);
    const codes = async (lost: number, ...more: readonly ElementSpec[]) => {
      const bytes = writeFile(four(...more, raw(PIXELS, 'OW', new Uint8Array(4 * FRAME).fill(5))));
      const { plan } = await deidentify(bytes.subarray(0, bytes.length - lost), { salvage: true });
      return plan.issues.map(({ code }) => code).filter((code) => code === 'groups-of-missing-frames');
    };
    assert.deepEqual(await codes(FRAME + 10, groups), ['groups-of-missing-frames']);
    assert.deepEqual(await codes(FRAME + 10), []);
    assert.deepEqual(await codes(0, groups), []);
  });

  it('native: with less than a frame is left as it is', async () => {
    const { frames: count, pixels } = await salvaged(native.subarray(0, native.length - 4 * FRAME + 100));
    assert.equal(count, '4');
    assert.equal(pixels?.bytes.length, 100);
  });

  for (const [name, offsets] of [
    ['with an offset table', [0, 108, 216, 324]],
    ['without one', []],
    ['with a table that points behind the end', [0, 108, 216, 99_999]],
  ] as const) {
    const bytes = writeFile(four({ tag: PIXELS, vr: 'OB', fragments: frames(4), offsets }), { syntax: RLE });
    // In the last fragment, in its head, behind the one before it.
    for (const lost of [50, 112, 116]) {
      it(`compressed, ${name}: ${lost} bytes are lost`, async () => {
        const { frames: count, pixels, changed } = await salvaged(bytes.subarray(0, bytes.length - lost));
        assert.equal(count, '3');
        assert.equal(pixels?.fragments?.length, 4);
        assert.equal(pixels?.fragments?.[0]?.length, offsets.length === 0 ? 0 : 12);
        assert.deepEqual(changed, []);
      });
    }

    it(`compressed, ${name}: only what ends it is lost`, async () => {
      const { frames: count, changed } = await salvaged(bytes.subarray(0, bytes.length - 8));
      assert.equal(count, '4');
      assert.deepEqual(changed, []);
    });
  }

  it('extended offset tables lose what is not there', async () => {
    const tables = [
      raw(0x7fe00001, 'OV', numbers(0, 108, 216, 324)),
      raw(0x7fe00002, 'OV', numbers(100, 100, 100, 100)),
    ];
    const bytes = writeFile(four(...tables, { tag: PIXELS, vr: 'OB', fragments: frames(4) }), { syntax: RLE });
    const { frames: count, extended, changed } = await salvaged(bytes.subarray(0, bytes.length - 50));
    assert.equal(count, '3');
    assert.equal(extended, 24);
    assert.deepEqual(changed, []);
  });

  it('a frame of several fragments counts once', async () => {
    const bytes = writeFile(four({ tag: PIXELS, vr: 'OB', fragments: frames(8), offsets: [0, 216, 432, 648] }), {
      syntax: RLE,
    });
    const { frames: count } = await salvaged(bytes.subarray(0, bytes.length - 8 - 4 * 108));
    assert.equal(count, '2');
  });

  it('compressed: cut in the offset table still has one, an empty one', async () => {
    const bytes = writeFile(four({ tag: PIXELS, vr: 'OB', fragments: frames(4), offsets: [0, 108, 216, 324] }), {
      syntax: RLE,
    });
    const { pixels } = await salvaged(bytes.subarray(0, bytes.length - 8 - 4 * 108 - 6));
    assert.deepEqual(
      pixels?.fragments?.map(({ length }) => length),
      [0],
    );
  });

  it('the second reader sees a frame that was changed or lost', async () => {
    const bytes = writeFile(four({ tag: PIXELS, vr: 'OB', fragments: frames(4) }), { syntax: RLE });
    const cut = bytes.subarray(0, bytes.length - 50);
    const { output } = await deidentify(cut, { salvage: true });
    const { policy } = contextOf();
    const wrong = output.slice();
    wrong[wrong.length - 20] = 77;
    const { length } = output;
    const fewer = bytesOf(output.subarray(0, length - 8 - 108), output.subarray(length - 8));
    for (const other of [wrong, fewer]) {
      const { residue } = await verifyOutput(bufferSource(cut), bufferSource(other), { policy });
      assert.ok(residue.some(({ code }) => code === 'pixels-changed'));
    }
  });
});
