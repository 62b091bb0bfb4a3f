// Frames of encapsulated pixel data are found by every kind of table, and without one.
import assert from 'node:assert/strict';
import { deflateSync } from 'fflate';
import { describe, it } from 'mocha';
import type { CodecJob, Codecs } from '../../src/core/pixels/codecPort.js';
import { raw } from '../support/dataset.js';
import { codecs, encapsulated, frameOf, imageFile, openBytes, troubleOf, valuesOf } from './imageFile.js';

const RLE = '1.2.840.10008.1.2.5';
const JPEG = '1.2.840.10008.1.2.4.50';
const J2K = '1.2.840.10008.1.2.4.90';

/** An RLE frame of one segment for each plane of bytes, each byte a literal run (PS3.5 Annex G). */
function rleFrame(...planes: readonly (readonly number[])[]): Uint8Array {
  const header = new DataView(new ArrayBuffer(64));
  header.setUint32(0, planes.length, true);
  let at = 64;
  const body = planes.flatMap((plane, index) => {
    header.setUint32(4 + index * 4, at, true);
    const segment = [plane.length - 1, ...plane];
    at += segment.length;
    return segment;
  });
  return Uint8Array.of(...new Uint8Array(header.buffer), ...body);
}

/** What begins a JPEG frame of 2 x 2 in grey, with a number that tells which it is. */
function jpegFrame(number: number): Uint8Array {
  return Uint8Array.of(0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 2, 0, 2, 1, 1, 0x11, 0, number);
}

/** Stands for a decoder: the last byte of what it is given becomes every pixel. */
const lastByte: Codecs = ({ format, bytes }: CodecJob) => ({
  kind: 'decoded',
  format,
  bytes: new Uint8Array(4).fill(bytes[bytes.length - 1] ?? 0),
});

describe('frames in fragments', () => {
  const spec = { rows: 2, columns: 2, frames: 3 } as const;
  const frames = [1, 2, 3].map(jpegFrame);
  const first = async (fragments: readonly Uint8Array[], offsets: readonly number[] = [], more = {}) => {
    const image = await openBytes(
      imageFile({ ...spec, ...more, pixels: encapsulated(fragments, offsets) }, { syntax: JPEG }),
    );
    return Promise.all([0, 1, 2].map(async (index) => valuesOf(await frameOf(image, index, lastByte))[0]));
  };
  const half = (bytes: Uint8Array): readonly Uint8Array[] => [bytes.subarray(0, 8), bytes.subarray(8)];

  it('one each', async () => {
    assert.deepEqual(await first(frames), [1, 2, 3]);
  });

  it('several each, with an offset table', async () => {
    assert.deepEqual(await first(frames.flatMap(half), [0, 32, 64]), [1, 2, 3]);
  });

  it('several each, without a table: a frame goes on until another begins', async () => {
    assert.deepEqual(await first(frames.flatMap(half)), [1, 2, 3]);
  });

  it('with a table that points nowhere', async () => {
    assert.deepEqual(await first(frames.flatMap(half), [0, 31, 7777]), [1, 2, 3]);
  });

  it('by the extended table, whose lengths leave the padding out', async () => {
    const odd = frames.map((frame) => frame.subarray(0, 15));
    const long = (values: readonly number[]) => new Uint8Array(BigUint64Array.from(values.map(BigInt)).buffer);
    const more = {
      more: [raw(0x7fe00001, 'OV', long([0, 24, 48])), raw(0x7fe00002, 'OV', long([15, 15, 15]))],
    };
    // The last byte before the padding is 0 in every frame; with it, the order of frames would not show.
    assert.deepEqual(
      await first(
        odd.map((frame, at) => Uint8Array.of(...frame.subarray(0, 14), at + 5, 99)),
        [],
        more,
      ),
      [5, 6, 7],
    );
  });

  it('a frame that is not there is told', async () => {
    const bytes = imageFile({ ...spec, pixels: encapsulated([jpegFrame(1)]) }, { syntax: JPEG });
    assert.match(await troubleOf(await openBytes(bytes), 2, lastByte), /ends before this frame/u);
  });
});

describe('RLE', () => {
  it('16 bits: the high bytes come first', async () => {
    const pixels = encapsulated([rleFrame([1, 2], [3, 4])]);
    const bytes = imageFile({ rows: 1, columns: 2, bits: 16, pixels }, { syntax: RLE });
    assert.deepEqual(valuesOf(await frameOf(await openBytes(bytes))), [0x103, 0x204]);
  });

  it('colours lie in planes, runs are repeated', async () => {
    const frame = rleFrame([1, 2], [3, 4], [5, 5]);
    const pixels = encapsulated([Uint8Array.of(...frame.subarray(0, -3), 255, 5)]);
    const bytes = imageFile({ rows: 1, columns: 2, samples: 3, photometric: 'RGB', pixels }, { syntax: RLE });
    assert.deepEqual(valuesOf(await frameOf(await openBytes(bytes))), [1, 3, 5, 2, 4, 5]);
  });

  it('that ends too early is drawn as far as it goes, and told', async () => {
    const pixels = encapsulated([rleFrame([1, 2])]);
    const frame = await frameOf(await openBytes(imageFile({ rows: 2, columns: 2, pixels }, { syntax: RLE })));
    assert.deepEqual(valuesOf(frame), [1, 2, 0, 0]);
    assert.match(frame.note ?? '', /too early/u);
  });

  it('whose header contradicts the image is a reason', async () => {
    const pixels = encapsulated([rleFrame([1, 2], [3, 4], [5, 6])]);
    assert.match(await troubleOf(await openBytes(imageFile({ rows: 1, columns: 2, pixels }, { syntax: RLE }))), /RLE/u);
  });
});

describe('deflated frames', () => {
  const SYNTAX = '1.2.840.10008.1.2.8.1';

  it('are inflated', async () => {
    const pixels = encapsulated([deflateSync(Uint8Array.of(9, 8, 7, 6))]);
    const bytes = imageFile({ rows: 2, columns: 2, pixels }, { syntax: SYNTAX });
    assert.deepEqual(valuesOf(await frameOf(await openBytes(bytes))), [9, 8, 7, 6]);
  });

  it('that grow beyond a frame end there; what is no deflate stream is a reason', async () => {
    const bomb = encapsulated([deflateSync(new Uint8Array(10_000_000))]);
    const image = await openBytes(imageFile({ rows: 2, columns: 2, pixels: bomb }, { syntax: SYNTAX }));
    assert.deepEqual(valuesOf(await frameOf(image)), [0, 0, 0, 0]);
    const noise = encapsulated([Uint8Array.of(255, 255, 255, 255)]);
    assert.match(
      await troubleOf(await openBytes(imageFile({ rows: 2, columns: 2, pixels: noise }, { syntax: SYNTAX }))),
      /inflated/u,
    );
  });
});

describe('what can not be drawn', () => {
  const open = (syntax: string) =>
    openBytes(imageFile({ rows: 2, columns: 2, pixels: encapsulated([jpegFrame(1)]) }, { syntax }));

  it('is told by its name', async () => {
    for (const [syntax, words] of [
      ['1.2.840.10008.1.2.4.100', /MPEG-2 is video/u],
      ['1.2.840.10008.1.2.4.102', /H\.264\) is video/u],
      ['1.2.840.10008.1.2.4.107', /HEVC \(H\.265\) is video/u],
      ['1.2.840.10008.1.2.4.94', /JPIP only refers/u],
      ['1.2.840.10008.1.2.4.60', /retired kind of JPEG/u],
      ['1.2.3.4.5', /unknown transfer syntax/u],
    ] as const) {
      const image = await open(syntax);
      assert.match(image.fault ?? '', words);
      assert.match(await troubleOf(image), words);
    }
  });

  it('damage is a reason, and the next frame is drawn by the same codecs', async () => {
    const use = codecs();
    const stream = Uint8Array.of(
      0xff,
      0xd8,
      0xff,
      0xc0,
      0,
      11,
      8,
      0,
      2,
      0,
      2,
      1,
      1,
      0x11,
      0,
      0xff,
      0xda,
      0,
      8,
      1,
      1,
      0,
      0,
      63,
      0,
      1,
    );
    const jpeg = await openBytes(imageFile({ rows: 2, columns: 2, pixels: encapsulated([stream]) }, { syntax: JPEG }));
    assert.match(await troubleOf(jpeg, 0, use), /can not be decoded|fewer pixels/u);
    const none = await openBytes(
      imageFile({ rows: 2, columns: 2, pixels: encapsulated([Uint8Array.of(1, 2, 3, 4)]) }, { syntax: J2K }),
    );
    assert.match(await troubleOf(none, 0, use), /does not begin like/u);
  });

  it('a stream that claims to be larger than any frame is refused before a codec sees it', async () => {
    const huge = Uint8Array.of(0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0xff, 0xff, 0xff, 0xff, 1, 1, 0x11, 0, 0);
    const image = await openBytes(imageFile({ rows: 2, columns: 2, pixels: encapsulated([huge]) }, { syntax: JPEG }));
    const never: Codecs = () => assert.fail('a codec was called');
    assert.match(await troubleOf(image, 0, never), /65535 × 65535/u);
  });
});
