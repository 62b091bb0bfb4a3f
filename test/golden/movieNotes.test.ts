// Hiding places among the samples of an MP4: texts beside the pictures, and notes between the units of a picture. Pictures and sound stay.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { bytesOf, writeFile } from '../../scripts/dicomWriter.js';
import { withElements } from '../support/dataset.js';
import { deidentify } from '../support/engine.js';
import { ctImage } from '../support/objects.js';
import { find, occurrences, readFile } from '../support/read.js';
import { codesOf, verifyBytes } from '../verify/cleanPair.js';

const PIXELS = 0x7fe00010;
/** Nobody whom the file names elsewhere. */
const NAME = 'OKONKWO GRACE';
const SPACES = ' '.repeat(NAME.length);
const ZEROS = '\0'.repeat(NAME.length);

type Part = Uint8Array | string;
const u32 = (...values: readonly number[]): Uint8Array =>
  Uint8Array.from(values.flatMap((value) => [value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255]));
const box = (name: string, ...parts: readonly Part[]): Uint8Array => {
  const content = bytesOf(...parts);
  return bytesOf(u32(content.length + 8), name, content);
};

interface TrackShape {
  readonly handler: string;
  readonly entry: Uint8Array;
  readonly sizes: readonly number[];
  /** Where its chunks begin, each of so many samples. */
  readonly chunks: readonly number[];
  readonly per: number;
}

const trak = ({ handler, entry, sizes, chunks, per }: TrackShape): Uint8Array =>
  box(
    'trak',
    box(
      'mdia',
      box('hdlr', u32(0, 0), handler, u32(0, 0, 0), '\0'),
      box(
        'minf',
        box(
          'stbl',
          box('stsd', u32(0, 1), entry),
          box('stsc', u32(0, 1, 1, per, 1)),
          box('stsz', u32(0, 0, sizes.length, ...sizes)),
          box('stco', u32(0, chunks.length, ...chunks)),
        ),
      ),
    ),
  );

const H264 = '1.2.840.10008.1.2.4.102';
const HEVC = '1.2.840.10008.1.2.4.107';
const FTYP = box('ftyp', 'isom', u32(0), 'iso2');
const START = FTYP.length + 8;
const avc1 = box('avc1', new Uint8Array(78), box('avcC', '\x01\x42\0\x1e\xff\xe0\0'));
const hvc1 = box('hvc1', new Uint8Array(78), box('hvcC', new Uint8Array(21), '\xfd\0'));
const unit = (width: number, ...parts: readonly Part[]): Uint8Array => {
  const bytes = bytesOf(...parts);
  return bytesOf(u32(bytes.length).subarray(4 - width), bytes);
};
const picture = (width: number, head: string, words: string): Uint8Array =>
  bytesOf(
    unit(width, head, '\x05', Uint8Array.of(words.length), words, '\x80'),
    unit(width, width === 4 ? '\x65' : '\x26', '\x01 coded picture '),
  );

/** Two pictures and two texts, which take turns. */
function movie(words: string, noted: string, shape: 'avc' | 'hevc', shared = 0): Uint8Array {
  const pictures = shape === 'avc' ? picture(4, '\x06', noted) : picture(2, '\x4e\x01', noted);
  const text = bytesOf(words, ' said');
  const line = words === ZEROS ? new Uint8Array(text.length) : text;
  const media = box('mdat', pictures, line, pictures, line, 'sound of somebody');
  const second = START + pictures.length + line.length;
  return bytesOf(
    FTYP,
    media,
    box(
      'moov',
      trak({
        handler: 'vide',
        entry: shape === 'avc' ? avc1 : hvc1,
        sizes: [pictures.length, pictures.length],
        chunks: [START, second],
        per: 1,
      }),
      trak({
        handler: 'text',
        entry: box('tx3g'),
        sizes: [line.length, line.length],
        chunks: [START + pictures.length - shared, second + pictures.length],
        per: 1,
      }),
    ),
  );
}

const even = (bytes: Uint8Array): Uint8Array => bytesOf(bytes, bytes.length % 2 === 0 ? '' : '\0');

async function clean(stream: Uint8Array, syntax: string, parts = 1) {
  const each = Math.ceil(stream.length / parts / 2) * 2;
  const pieces = Array.from({ length: parts }, (_, at) => even(stream.slice(at * each, (at + 1) * each)));
  const bytes = writeFile(withElements(ctImage(), { tag: PIXELS, vr: 'OB', fragments: pieces }), { syntax });
  const { plan, output } = await deidentify(bytes, { recipe: 'blank' });
  const [, ...own] = find(readFile(output).elements, PIXELS)?.fragments ?? [];
  assert.deepEqual(codesOf(await verifyBytes(bytes, output)), []);
  return {
    output: Buffer.from(bytesOf(...own).subarray(0, stream.length)).toString('latin1'),
    left: occurrences(output, NAME),
    told: plan.issues.map(({ code }) => code).filter((code) => code.startsWith('video-')),
  };
}

describe('samples of an MP4', () => {
  for (const [shape, syntax] of [
    ['avc', H264],
    ['hevc', HEVC],
  ] as const)
    it(`texts, and notes between pictures (${shape}), go; pictures stay`, async () => {
      const expected = Buffer.from(movie(ZEROS, SPACES, shape)).toString('latin1');
      for (const parts of [1, 3, 30]) {
        const { output, told } = await clean(movie(NAME, NAME, shape), syntax, parts);
        assert.equal(output, expected);
        assert.deepEqual(told, []);
      }
    });

  it('a sample that is also of a picture stays, and is told of', async () => {
    const stream = movie(NAME, NAME, 'avc', 4);
    const { output, told } = await clean(stream, H264);
    assert.deepEqual(told, ['video-notes-not-found']);
    // The first picture and its neighbour are as they were, the second ones are not.
    const middle = output.indexOf(' said') + 5;
    assert.equal(output.slice(0, middle), Buffer.from(stream).toString('latin1').slice(0, middle));
    assert.ok(output.includes(ZEROS));
  });

  it('parts with tables of their own, and sound, are told of', async () => {
    const parted = bytesOf(movie('', '', 'avc'), box('moof', box('mfhd', u32(0, 1))));
    assert.deepEqual((await clean(parted, H264)).told, ['video-notes-not-found']);
    const sound = trak({ handler: 'soun', entry: box('mp4a'), sizes: [5], chunks: [START], per: 1 });
    const { told, output } = await clean(bytesOf(FTYP, box('mdat', 'sound'), box('moov', sound)), H264);
    assert.deepEqual(told, ['video-other-streams']);
    assert.ok(output.includes('sound'));
  });
});
