// Hiding places inside what a decoder needs: tables and headers of compressed frames that are longer than their content, segments
// that nobody knows, and colour profiles, in frames and in the data set.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { bytesOf, type ElementSpec, SYNTAX, writeFile } from '../../scripts/dicomWriter.js';
import { dicom } from '../../src/core/formats/dicom/index.js';
import { bufferSource } from '../../src/core/kernel/source.js';
import { raw, sq, withElements } from '../support/dataset.js';
import { contextOf, deidentify } from '../support/engine.js';
import { ctImage } from '../support/objects.js';
import { codedPicture, profileOf } from '../support/photoWriter.js';
import { find, occurrences, readFile } from '../support/read.js';
import { codesOf, verifyBytes } from '../verify/cleanPair.js';

const PIXELS = 0x7fe00010;
/** Nobody whom the file names elsewhere. */
const NAME = 'OKONKWO GRACE';
const ZEROS = '\0'.repeat(NAME.length);

const segment = (code: number, ...payload: readonly (Uint8Array | string)[]): Uint8Array => {
  const bytes = bytesOf(...payload);
  return bytesOf(Uint8Array.of(0xff, code, (bytes.length + 2) >> 8, (bytes.length + 2) & 0xff), bytes);
};
const even = (...parts: readonly (Uint8Array | string)[]): Uint8Array => {
  const bytes = bytesOf(...parts);
  return bytes.length % 2 === 0 ? bytes : bytesOf(bytes, '\0');
};
const hex = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? new Uint8Array(0)).toString('hex');

/** De-identifies: every check agrees, and the name is gone. */
async function clean(elements: readonly ElementSpec[], syntax: string = SYNTAX.explicit) {
  const bytes = writeFile(elements, { syntax });
  assert.ok(occurrences(bytes, NAME) > 0);
  for (const recipe of ['blank', 'basic'] as const) {
    const { plan, output } = await deidentify(bytes, { recipe });
    assert.equal(plan.refusal, undefined, plan.refusal?.message);
    const residue = await dicom.verify(
      bufferSource(bytes),
      bufferSource(output, 'output'),
      plan,
      contextOf({ recipe }),
    );
    assert.deepEqual(residue, []);
    assert.equal(occurrences(output, NAME), 0);
    if (recipe === 'basic') continue;
    assert.deepEqual(codesOf(await verifyBytes(bytes, output)), []);
    const all = readFile(output).elements;
    return { plan, all, output, frame: find(all, PIXELS)?.fragments?.[1] };
  }
  throw new Error('no recipe');
}

const framed = (frame: Uint8Array): readonly ElementSpec[] =>
  withElements(ctImage(), { tag: PIXELS, vr: 'OB', fragments: [frame] });

/** A frame with something put into the first segment of a kind, behind its content. */
function lengthened(marker: number, hidden: string): Uint8Array {
  const bytes = bytesOf('\xff\xd8', codedPicture({ width: 16, height: 16, restart: 2 }), '\xff\xd9');
  const at = Buffer.from(bytes).indexOf(Buffer.of(0xff, marker));
  const end = at + 2 + (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0);
  return even(bytes.subarray(0, at), segment(marker, bytes.subarray(at + 4, end), hidden), bytes.subarray(end));
}

describe('hidden in tables and headers of a compressed frame', () => {
  for (const [what, marker] of [
    ['the header of the frame', 0xc0],
    ['a quantisation table', 0xdb],
    ['a Huffman table', 0xc4],
    ['a restart interval', 0xdd],
    ['the header of a scan', 0xda],
  ] as const) {
    it(`behind the content of ${what}`, async () => {
      const { plan, frame } = await clean(framed(lengthened(marker, NAME)), SYNTAX.jpegBaseline);
      assert.equal(hex(frame), hex(lengthened(marker, ZEROS)));
      assert.ok(plan.findings.some(({ rule }) => rule === 'pixel-stream/surplus'));
    });
  }

  it('in segments that nobody knows', async () => {
    const of = (words: string) =>
      even('\xff\xd8', segment(0xf3, words), segment(0x5a, words), codedPicture({ width: 16, height: 16 }), '\xff\xd9');
    const { frame } = await clean(framed(of(NAME)), SYNTAX.jpegBaseline);
    assert.equal(hex(frame), hex(of(ZEROS)));
  });

  it('behind the header of a JPEG-LS frame', async () => {
    const of = (words: string) =>
      even(
        '\xff\xd8',
        segment(0xf7, Uint8Array.of(8, 0, 16, 0, 16, 1, 1, 0x11, 0), words),
        segment(0xf8, Uint8Array.of(1, 0, 255, 0, 3, 0, 7, 0, 21, 0, 64), words),
        segment(0xda, Uint8Array.of(1, 1, 0, 0, 0, 0)),
        Uint8Array.of(1, 2, 3, 0xff, 0x7f, 4),
        '\xff\xd9',
      );
    const { frame } = await clean(framed(of(NAME)), '1.2.840.10008.1.2.4.80');
    assert.equal(hex(frame), hex(of(ZEROS)));
  });
});

describe('hidden in the headers of a codestream', () => {
  const J2K = '1.2.840.10008.1.2.4.90';
  const size = bytesOf(new Uint8Array(35), Uint8Array.of(1, 7, 1, 1));
  const style = (precincts: number) =>
    Uint8Array.of(precincts, 0, 0, 1, 0, 1, 4, 4, 0, 1, ...(precincts === 1 ? [1, 2] : []));
  const tile = bytesOf(
    segment(0x90, Uint8Array.of(0, 0, 0, 0, 0, 20, 0, 1)),
    Uint8Array.of(0xff, 0x93, 1, 2, 3, 4, 5, 6),
    '\xff\xd9',
  );

  it('behind the content of size and coding style, and in segments that nobody knows', async () => {
    for (const precincts of [0, 1]) {
      const of = (words: string) =>
        even(
          Uint8Array.of(0xff, 0x4f),
          segment(0x51, size, words),
          segment(0x52, style(precincts), words),
          segment(0x7e, words),
          segment(0x5c, Uint8Array.of(0x40, 1, 2, 3, 4)),
          tile,
        );
      const { frame } = await clean(framed(of(NAME)), J2K);
      assert.equal(hex(frame), hex(of(ZEROS)));
    }
  });
});

describe('a total length of the pixel data', () => {
  const frame = even('\xff\xd8', codedPicture({ width: 16, height: 16 }), '\xff\xd9');
  const of = (value: Uint8Array) => withElements(framed(frame), raw(0x7fe00003, 'UV', value));
  const number = (value: number) => {
    const view = new DataView(new ArrayBuffer(8));
    view.setBigUint64(0, BigInt(value), true);
    return new Uint8Array(view.buffer);
  };

  it('that is none becomes the sum of the fragments', async () => {
    const bytes = writeFile(of(bytesOf('OKONKWO ')), { syntax: SYNTAX.jpegBaseline });
    const { output } = await deidentify(bytes);
    assert.equal(occurrences(output, 'OKONKWO'), 0);
    assert.equal(hex(find(readFile(output).elements, 0x7fe00003)?.bytes), hex(number(frame.length)));
    assert.deepEqual(codesOf(await verifyBytes(bytes, output)), []);
  });

  it('that is true stays', async () => {
    for (const value of [frame.length, frame.length - 1]) {
      const { output } = await deidentify(writeFile(of(number(value)), { syntax: SYNTAX.jpegBaseline }));
      assert.equal(hex(find(readFile(output).elements, 0x7fe00003)?.bytes), hex(number(value)));
    }
  });
});

describe('frames that are not followed', () => {
  it('are told of', async () => {
    for (const syntax of ['1.2.840.10008.1.2.8.1', '1.2.840.10008.1.2.4.110']) {
      const { plan } = await deidentify(writeFile(framed(bytesOf('\xff\x0a1234')), { syntax }));
      assert.ok(
        plan.issues.some(({ code }) => code === 'frames-not-followed'),
        syntax,
      );
    }
  });
});

describe('hidden in a colour profile', () => {
  const long = (value: number): Uint8Array =>
    Uint8Array.of(value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255);
  const CURVE = bytesOf('curv', long(0), long(2), Uint8Array.of(0, 0, 0xff, 0xff));
  const profile = (words: string): Uint8Array =>
    profileOf([
      ['cprt', bytesOf('text', long(0), words, '\0\0\0')],
      ['rTRC', CURVE],
    ]);

  it('of frames', async () => {
    const of = (words: string, parts: number) => {
      const bytes = profile(words);
      const each = Math.ceil(bytes.length / parts);
      const segments = Array.from({ length: parts }, (_, at) =>
        segment(0xe2, 'ICC_PROFILE\0', Uint8Array.of(at + 1, parts), bytes.subarray(at * each, (at + 1) * each)),
      );
      return even('\xff\xd8', ...segments, codedPicture({ width: 16, height: 16 }), '\xff\xd9');
    };
    for (const parts of [1, 2]) {
      const { frame, plan } = await clean(framed(of(NAME, parts)), SYNTAX.jpegBaseline);
      assert.equal(hex(frame), hex(of(ZEROS, parts)));
      assert.ok(plan.findings.some(({ rule }) => rule === 'pixel-stream/profile-text'));
    }
  });

  it('of the data set, and of an optical path', async () => {
    const of = (words: string) => raw(0x00282000, 'OB', even(profile(words)));
    const { all, plan } = await clean(withElements(ctImage(), of(NAME), sq(0x00480105, [[of(NAME)]])));
    assert.equal(hex(find(all, 0x00282000)?.bytes), hex(even(profile(ZEROS))));
    assert.equal(plan.findings.filter(({ rule }) => rule === 'icc/text').length, 2);
  });

  it('of the data set, behind it', async () => {
    const own = even(profile('sRGB'));
    const { all } = await clean(withElements(ctImage(), raw(0x00282000, 'OB', even(own, NAME))));
    assert.equal(hex(find(all, 0x00282000)?.bytes), hex(even(own, ZEROS)));
  });

  it('that can not be followed is told of', async () => {
    const bytes = writeFile(withElements(ctImage(), raw(0x00282000, 'OB', bytesOf('no profile'))), {});
    const { plan } = await deidentify(bytes);
    assert.ok(plan.issues.some(({ code }) => code === 'profile-not-read'));
  });
});
