// Native pixel data of every shape becomes the samples that it holds, read by range.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { bufferSource } from '../../src/core/kernel/source.js';
import { el, raw, sq } from '../support/dataset.js';
import { frameOf, imageFile, openBytes, pixelData, troubleOf, valuesOf, words } from './imageFile.js';

const BIG = '1.2.840.10008.1.2.2';

describe('native pixel data', () => {
  it('8 bits', async () => {
    const image = await openBytes(
      imageFile({ rows: 2, columns: 3, pixels: pixelData(Uint8Array.of(1, 2, 3, 250, 5, 6)) }),
    );
    const frame = await frameOf(image);
    assert.equal(frame.type, 'u8');
    assert.deepEqual(valuesOf(frame), [1, 2, 3, 250, 5, 6]);
  });

  it('16 bits, signed, with bits beside the stored ones that are no part of the value', async () => {
    const stored = [-2048, -1, 0, 2047].map((value) => (value & 0x0fff) | 0xf000);
    const image = await openBytes(
      imageFile({ rows: 2, columns: 2, bits: 16, stored: 12, signed: true, pixels: pixelData(words(stored)) }),
    );
    assert.deepEqual(valuesOf(await frameOf(image)), [-2048, -1, 0, 2047]);
  });

  it('stored bits that do not begin at the lowest bit', async () => {
    const image = await openBytes(
      imageFile({ rows: 1, columns: 2, bits: 16, stored: 12, high: 15, pixels: pixelData(words([0xabcf, 0x1230])) }),
    );
    assert.deepEqual(valuesOf(await frameOf(image)), [0xabc, 0x123]);
  });

  it('big endian, 16 and 32 bits', async () => {
    const of16 = imageFile(
      { rows: 1, columns: 2, bits: 16, pixels: pixelData(words([258, 65535], false)) },
      { syntax: BIG },
    );
    assert.deepEqual(valuesOf(await frameOf(await openBytes(of16))), [258, 65535]);
    const of32 = imageFile(
      { rows: 1, columns: 1, bits: 32, pixels: pixelData(Uint8Array.of(0x80, 0, 0, 1)) },
      { syntax: BIG },
    );
    assert.deepEqual(valuesOf(await frameOf(await openBytes(of32))), [0x80000001]);
  });

  it('bytes in words of a big endian file lie in pairs, frames of odd length too', async () => {
    // Two frames of three bytes: 1 2 3 and 4 5 6, each word turned round.
    const bytes = imageFile(
      { rows: 1, columns: 3, frames: 2, pixels: pixelData(Uint8Array.of(2, 1, 4, 3, 6, 5)) },
      { syntax: BIG },
    );
    const image = await openBytes(bytes);
    assert.deepEqual(valuesOf(await frameOf(image, 0)), [1, 2, 3]);
    assert.deepEqual(valuesOf(await frameOf(image, 1)), [4, 5, 6]);
  });

  it('single bits, frames that begin inside a byte', async () => {
    // 0 1 1 | 1 0 1 : the least significant bit first.
    const image = await openBytes(
      imageFile({ rows: 1, columns: 3, frames: 2, bits: 1, pixels: pixelData(Uint8Array.of(0b101110, 0)) }),
    );
    assert.deepEqual(valuesOf(await frameOf(image, 0)), [0, 1, 1]);
    assert.deepEqual(valuesOf(await frameOf(image, 1)), [1, 0, 1]);
  });

  it('float and double', async () => {
    const floats = new Float32Array([0.5, -2.25]);
    const single = imageFile({
      rows: 1,
      columns: 2,
      bits: 32,
      pixels: raw(0x7fe00008, 'OF', new Uint8Array(floats.buffer)),
    });
    assert.deepEqual(valuesOf(await frameOf(await openBytes(single))), [0.5, -2.25]);
    const doubles = new Float64Array([0.5, -2.25]);
    const double = imageFile({
      rows: 1,
      columns: 2,
      bits: 64,
      pixels: raw(0x7fe00009, 'OD', new Uint8Array(doubles.buffer)),
    });
    assert.deepEqual(valuesOf(await frameOf(await openBytes(double))), [0.5, -2.25]);
  });

  it('colours by pixel and by plane', async () => {
    const pixel = { rows: 1, columns: 2, samples: 3, photometric: 'RGB' } as const;
    const byPixel = imageFile({ ...pixel, planar: 0, pixels: pixelData(Uint8Array.of(1, 2, 3, 4, 5, 6)) });
    const byPlane = imageFile({ ...pixel, planar: 1, pixels: pixelData(Uint8Array.of(1, 4, 2, 5, 3, 6)) });
    for (const bytes of [byPixel, byPlane]) {
      const frame = await frameOf(await openBytes(bytes));
      assert.equal(frame.samples, 3);
      assert.deepEqual(valuesOf(frame), [1, 2, 3, 4, 5, 6]);
    }
  });

  it('YBR, full and with shared colours', async () => {
    const full = imageFile({
      rows: 1,
      columns: 1,
      samples: 3,
      photometric: 'YBR_FULL',
      pixels: pixelData(Uint8Array.of(76, 85, 255)),
    });
    // Red by the equations of PS3.3 C.7.6.3.1.2.
    assert.deepEqual(valuesOf(await frameOf(await openBytes(full))), [254, 0, 0]);
    const shared = imageFile({
      rows: 1,
      columns: 2,
      samples: 3,
      photometric: 'YBR_FULL_422',
      pixels: pixelData(Uint8Array.of(10, 200, 128, 128)),
    });
    assert.deepEqual(valuesOf(await frameOf(await openBytes(shared))), [10, 10, 10, 200, 200, 200]);
  });

  it('reads the bytes of one frame and no others', async () => {
    const pixels = new Uint8Array(4 * 1024 * 1024).map((_, at) => at >> 16);
    const bytes = imageFile({ rows: 256, columns: 256, frames: 64, pixels: pixelData(pixels) });
    const source = bufferSource(bytes);
    const reads: (readonly [number, number])[] = [];
    const image = await openBytes({
      ...source,
      read: (offset, length) => {
        reads.push([offset, length]);
        return source.read(offset, length);
      },
    });
    reads.length = 0;
    assert.deepEqual(new Set(valuesOf(await frameOf(image, 40))), new Set([40]));
    const all = reads.reduce((sum, [, length]) => sum + length, 0);
    assert.ok(all <= 256 * 256 + 70_000, `read ${all} bytes`);
  });

  it('a frame that the file does not hold, or only a part of, is told', async () => {
    const spec = { rows: 4, columns: 4, frames: 3, pixels: pixelData(new Uint8Array(28).fill(9)) } as const;
    const image = await openBytes(imageFile(spec));
    assert.equal(image.frames, 3);
    assert.match((await frameOf(image, 1)).note ?? '', /end of this frame is missing/u);
    assert.match(await troubleOf(image, 2), /ends before this frame/u);
    assert.match(await troubleOf(image, 3), /no such frame/u);
  });

  it('a frame of more than 64 megapixels is not drawn, and nothing is read for it', async () => {
    const image = await openBytes(imageFile({ rows: 60_000, columns: 60_000, pixels: pixelData(new Uint8Array(64)) }));
    assert.match(await troubleOf(image), /3600 megapixels/u);
  });

  it('an attribute that makes no sense is a reason, not an error', async () => {
    const base = { rows: 2, columns: 2, pixels: pixelData(new Uint8Array(4)) } as const;
    assert.match(await troubleOf(await openBytes(imageFile({ ...base, rows: 0 }))), /Rows or Columns/u);
    assert.match(await troubleOf(await openBytes(imageFile({ ...base, bits: 12 }))), /12 bits/u);
    assert.match(await troubleOf(await openBytes(imageFile({ ...base, photometric: 'HSV' }))), /photometric/u);
    assert.match(await troubleOf(await openBytes(imageFile({ ...base, samples: 3 }))), /samples per pixel/u);
    const palette = imageFile({ ...base, photometric: 'PALETTE COLOR' });
    assert.match(await troubleOf(await openBytes(palette)), /palette/u);
  });
});

describe('palettes', () => {
  const indexed = {
    rows: 1,
    columns: 4,
    photometric: 'PALETTE COLOR',
    pixels: pixelData(Uint8Array.of(0, 1, 2, 9)),
  } as const;

  it('of 16 bits, with the last entry for all that lies beyond', async () => {
    const more = [0, 1, 2].flatMap((channel) => [
      el(0x00281101 + channel, 'US', [3, 0, 16]),
      raw(0x00281201 + channel, 'OW', words([channel << 8, 0x4000, 0xff00])),
    ]);
    const frame = await frameOf(await openBytes(imageFile({ ...indexed, more })));
    assert.deepEqual(valuesOf(frame), [0, 1, 2, 0x40, 0x40, 0x40, 255, 255, 255, 255, 255, 255]);
  });

  it('in segments: discrete, linear, repeated', async () => {
    // 0, then up to 0x4000 in four steps, then both segments again.
    const table = words([0, 1, 0, 1, 4, 0x4000, 2, 2, 0, 0]);
    const more = [0, 1, 2].flatMap((channel) => [
      el(0x00281101 + channel, 'US', [10, 0, 16]),
      raw(0x00281221 + channel, 'OW', table),
    ]);
    const frame = await frameOf(await openBytes(imageFile({ ...indexed, more })));
    assert.deepEqual(
      valuesOf(frame).filter((_, at) => at % 3 === 0),
      [0, 0x10, 0x20, 0x40],
    );
  });
});

describe('what values mean', () => {
  const grey = { rows: 1, columns: 2, bits: 16, pixels: pixelData(words([100, 200])) } as const;

  it('slope, intercept, window, padding', async () => {
    const more = [
      el(0x00281052, 'DS', '-1024'),
      el(0x00281053, 'DS', '2'),
      el(0x00281050, 'DS', ['40', '-600']),
      el(0x00281051, 'DS', ['400', '1500']),
      el(0x00280120, 'US', 100),
    ];
    const frame = await frameOf(await openBytes(imageFile({ ...grey, more })));
    assert.deepEqual([frame.slope, frame.intercept], [2, -1024]);
    assert.deepEqual(frame.window, { center: 40, width: 400 });
    assert.deepEqual(frame.padding, [100, 100]);
  });

  it('a frame of a multi-frame object has its own', async () => {
    const window = (center: string) => sq(0x00289132, [[el(0x00281050, 'DS', center), el(0x00281051, 'DS', '10')]]);
    const rescale = sq(0x00289145, [[el(0x00281052, 'DS', '5'), el(0x00281053, 'DS', '3')]]);
    const more = [sq(0x52009229, [[rescale]]), sq(0x52009230, [[window('7')], [window('8')]])];
    const image = await openBytes(imageFile({ ...grey, frames: 2, pixels: pixelData(words([1, 2, 3, 4])), more }));
    const frame = await frameOf(image, 1);
    assert.deepEqual(frame.window, { center: 8, width: 10 });
    assert.deepEqual([frame.slope, frame.intercept], [3, 5]);
  });

  it('tables of the file: the Modality LUT is applied, a VOI LUT is offered', async () => {
    const table = (values: readonly number[]) => [
      el(0x00283002, 'US', [values.length, 100, 16]),
      el(0x00283003, 'LO', 'Curve'),
      raw(0x00283006, 'OW', words(values)),
    ];
    const modality = [sq(0x00283000, [table([7, 8])])];
    assert.deepEqual(valuesOf(await frameOf(await openBytes(imageFile({ ...grey, more: modality })))), [7, 8]);
    const voi = [sq(0x00283010, [table([0, 65_535])])];
    const frame = await frameOf(await openBytes(imageFile({ ...grey, more: voi })));
    assert.deepEqual(
      frame.tables.map(({ name, first, values }) => ({ name, first, values: [...values] })),
      [{ name: 'Curve', first: 100, values: [0, 0, 255, 255] }],
    );
  });
});

describe('overlays', () => {
  const plane = (element: number): number => 0x60000000 + element;
  const place = [el(plane(0x0010), 'US', 2), el(plane(0x0011), 'US', 3), el(plane(0x0050), 'SS', [2, -4])];
  const grey = { rows: 2, columns: 3, bits: 16 } as const;

  it('have a place and bits', async () => {
    const more = [...place, el(plane(0x1500), 'LO', 'Mark'), raw(plane(0x3000), 'OW', Uint8Array.of(0b101101, 0))];
    const frame = await frameOf(
      await openBytes(imageFile({ ...grey, pixels: pixelData(words([0, 0, 0, 0, 0, 0])), more })),
    );
    const [overlay] = frame.overlays;
    assert.deepEqual([overlay?.label, overlay?.top, overlay?.left], ['Mark', 1, -5]);
    assert.equal((overlay?.bits[0] ?? 0) & 0b111111, 0b101101);
  });

  it('of many frames: each its own, beginning inside a byte', async () => {
    const more = [...place, el(plane(0x0015), 'IS', '2'), raw(plane(0x3000), 'OW', Uint8Array.of(0b01000001, 0b1000))];
    const image = await openBytes(
      imageFile({ ...grey, frames: 3, pixels: pixelData(words(new Array(18).fill(0))), more }),
    );
    assert.equal((await frameOf(image, 1)).overlays[0]?.bits[0], 0b100001);
    assert.deepEqual((await frameOf(image, 2)).overlays, []);
  });

  it('in the unused bits of the pixels', async () => {
    const more = [...place, el(plane(0x0100), 'US', 16), el(plane(0x0102), 'US', 15)];
    const pixels = pixelData(words([0x8001, 2, 3, 0x8004, 5, 6]));
    const frame = await frameOf(await openBytes(imageFile({ ...grey, stored: 12, pixels, more })));
    assert.deepEqual(valuesOf(frame), [1, 2, 3, 4, 5, 6]);
    assert.equal(frame.overlays[0]?.bits[0], 0b001001);
  });
});
