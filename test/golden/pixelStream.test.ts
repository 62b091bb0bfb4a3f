// What lies in the pixel data and is no pixel goes; every pixel, length and offset stays.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { bytesOf, type ElementSpec, SYNTAX, writeFile } from '../../scripts/dicomWriter.js';
import { dicom } from '../../src/core/formats/dicom/index.js';
import { bufferSource } from '../../src/core/kernel/source.js';
import { el, raw, withElements, without } from '../support/dataset.js';
import { type Choices, contextOf, deidentify } from '../support/engine.js';
import { ctImage } from '../support/objects.js';
import { find, occurrences, readFile } from '../support/read.js';
import { codesOf, verifyBytes } from '../verify/cleanPair.js';
import { even, segment } from './segments.js';

const PIXELS = 0x7fe00010;
const MARKER = 'Quillfeather Barnaby';
const J2K = '1.2.840.10008.1.2.4.90';
const SOI = Uint8Array.of(0xff, 0xd8);
/** Start of scan, a scan that looks like a comment, end of image. */
const SCAN = Uint8Array.of(0xff, 0xda, 0, 3, 1, 0x11, 0x22, 0xff, 0, 0x33, 0xff, 0xd9);
const FRAME_HEADER = segment(0xc0, Uint8Array.of(8, 0, 16, 0, 16, 1, 1, 0x11, 0));

function jpeg(...segments: readonly Uint8Array[]): Uint8Array {
  return even(SOI, ...segments, FRAME_HEADER, SCAN);
}

function box(type: string, content: Uint8Array | string): Uint8Array {
  const bytes = bytesOf(content);
  const size = bytes.length + 8;
  return bytesOf(Uint8Array.of(0, 0, size >> 8, size & 0xff), type, bytes);
}

function codestream(comment: string): Uint8Array {
  const siz = segment(0x51, new Uint8Array(41));
  return even(
    Uint8Array.of(0xff, 0x4f),
    siz,
    segment(0x64, bytesOf('\0\x01', comment)),
    Uint8Array.of(0xff, 0x90, 0, 10),
    'tile',
  );
}

function encapsulated(fragments: readonly Uint8Array[], syntax: string = SYNTAX.jpegBaseline): Uint8Array {
  return writeFile(withElements(ctImage(), { tag: PIXELS, vr: 'OB', fragments }), { syntax });
}

function native(length: number, tail: string, ...more: readonly ElementSpec[]): Uint8Array {
  const bytes = bytesOf(new Uint8Array(length).fill(0x55), tail);
  return writeFile(withElements(ctImage(), ...more, raw(PIXELS, 'OW', bytes)));
}

const FRAME = 16 * 16 * 2;

/** De-identifies; the output plans to nothing and is as long, fragment by fragment, and the checks find the pixels in it. */
async function clean(bytes: Uint8Array, choices: Choices = {}) {
  const { plan, output } = await deidentify(bytes, choices);
  const residue = await dicom.verify(bufferSource(bytes), bufferSource(output, 'output'), plan, contextOf(choices));
  assert.deepEqual(residue, []);
  const pixels = find(readFile(output).elements, PIXELS);
  assert.ok(pixels !== undefined);
  const rules = plan.findings.map(({ rule }) => rule).filter((rule) => rule.startsWith('pixel-stream/'));
  const codes = codesOf(await verifyBytes(bytes, output)).filter((code) => code.startsWith('pixels-'));
  assert.deepEqual(codes, []);
  return { plan, output, pixels, rules: rules.sort(), fragments: pixels.fragments?.slice(1) ?? [] };
}

/** Where `fragments` have the marker, the cleaned ones have `fill`. */
function blanked(fragments: readonly Uint8Array[], fill = ' '): readonly Uint8Array[] {
  return fragments.map((fragment) => {
    const text = Buffer.from(fragment).toString('latin1');
    return bytesOf(text.replaceAll(MARKER, fill.repeat(MARKER.length)));
  });
}

async function expectBlanked(fragments: readonly Uint8Array[], rule: string, fill: string, syntax?: string) {
  const done = await clean(encapsulated(fragments, syntax));
  assert.deepEqual(done.fragments.map(latin1), blanked(fragments, fill).map(latin1));
  assert.deepEqual(done.rules, [rule]);
  assert.equal(occurrences(done.output, 'Quillfeather'), 0);
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

describe('comments in compressed frames', () => {
  it('go from the first frame and from the second, with one finding', async () => {
    const frames = [jpeg(segment(0xfe, MARKER)), jpeg(segment(0xdb, new Uint8Array(65)), segment(0xfe, MARKER))];
    await expectBlanked(frames, 'pixel-stream/comment', ' ');
  });

  for (const code of [0xe1, 0xe2, 0xe3, 0xec, 0xed, 0xef, 0xe0, 0xe8, 0xeb, 0xee]) {
    it(`application data FF${code.toString(16).toUpperCase()} without a meaning for decoders goes`, async () => {
      await expectBlanked([jpeg(segment(code, MARKER))], 'pixel-stream/metadata', '\0');
    });
  }

  it('Exif goes whole', async () => {
    const { fragments, output } = await clean(encapsulated([jpeg(segment(0xe1, `Exif\0\0${MARKER}`))]));
    assert.equal(latin1(fragments[0] ?? SOI).slice(0, 32), `\xff\xd8\xff\xe1\0\x1c${'\0'.repeat(26)}`);
    assert.equal(occurrences(output, 'Exif'), 0);
  });

  for (const [name, code, payload] of [
    ['JFIF', 0xe0, 'JFIF\0\x01\x02\x01\0\x48\0\x48\0\0'],
    ['Adobe', 0xee, 'Adobe\0\x64\x80\0\0\0\x01'],
    ['SPIFF', 0xe8, 'SPIFF\0\x01\0and so on'],
    ['the end of a SPIFF directory', 0xe8, '\0\0\0\x01\xff\xd8'],
    ['the colour transform of JPEG-LS', 0xe8, 'mrfx\x01'],
    ['JPEG XT', 0xeb, 'JP\0\x01\0\0\0\x01\0\0\0\x10SPEC12345678'],
  ] as const) {
    it(`${name} stays`, async () => {
      const frame = jpeg(segment(code, payload));
      const { fragments, rules } = await clean(encapsulated([frame]));
      assert.deepEqual(fragments.map(latin1), [latin1(frame)]);
      assert.deepEqual(rules, []);
    });
  }

  it('words behind the Adobe colour transform go, the transform stays', async () => {
    await expectBlanked([jpeg(segment(0xee, `Adobe\0\x64\x80\0\0\0\x01${MARKER}`))], 'pixel-stream/metadata', '\0');
  });

  it('a title in a SPIFF directory goes, its kind stays', async () => {
    const spiff = segment(0xe8, 'SPIFF\0\x01\0and so on');
    await expectBlanked([jpeg(spiff, segment(0xe8, `\0\0\0\x06${MARKER}`))], 'pixel-stream/metadata', '\0');
  });

  it('JPEG-LS: comments go, parameters stay', async () => {
    const start = segment(0xf7, Uint8Array.of(8, 0, 16, 0, 16, 1, 1, 0x11, 0));
    const frame = even(SOI, start, segment(0xf8, MARKER.replace('Q', 'K')), segment(0xfe, MARKER), SCAN);
    await expectBlanked([frame], 'pixel-stream/comment', ' ', '1.2.840.10008.1.2.4.80');
  });

  for (const signature of [
    'Created by OpenJPEG version 2.5.2',
    'Kakadu-v7.9',
    'Created by GDCM/OpenJPEG version 2.0',
    'OpenJPH Ver 0.9.0.',
  ]) {
    it(`the signature of an encoder stays: ${signature}`, async () => {
      const { rules } = await clean(encapsulated([new Uint8Array(0), codestream(signature)], J2K));
      assert.deepEqual(rules, []);
    });
  }

  it('a signature with something besides goes', async () => {
    const { rules } = await clean(encapsulated([new Uint8Array(0), codestream(`Kakadu-v7.9 ${MARKER}`)], J2K));
    assert.deepEqual(rules, ['pixel-stream/comment']);
  });

  it('JPEG 2000: the text of a comment goes', async () => {
    await expectBlanked([codestream(MARKER), codestream(MARKER)], 'pixel-stream/comment', ' ', J2K);
  });

  it('JP2: boxes of metadata and the comment in the codestream go', async () => {
    const jp2 = even(
      box('jP  ', '\r\n\x87\n'),
      box('xml ', `<name>${MARKER}</name>`),
      box('uuid', `0123456789abcdef${MARKER}`),
      box('jp2c', codestream(MARKER)),
    );
    const { output, rules, fragments } = await clean(encapsulated([jp2], J2K));
    assert.equal(occurrences(output, 'Quillfeather'), 0);
    assert.deepEqual(rules, ['pixel-stream/comment', 'pixel-stream/metadata']);
    assert.equal(fragments[0]?.length, jp2.length);
  });

  it('MP4: notes go with the names of their boxes, and the times in headers; pictures and index stay', async () => {
    const time = Uint8Array.of(0xda, 0x11, 0x22, 0x33);
    const short = bytesOf(new Uint8Array(4), time, time, 'rest of it');
    const long = bytesOf(Uint8Array.of(1, 0, 0, 0), new Uint8Array(4), time, new Uint8Array(4), time, 'rest of it');
    const movie = (notes: string, head: Uint8Array, wide: Uint8Array) =>
      even(
        box('ftyp', 'isomiso2'),
        box('mdat', 'pictures that look like udta'),
        box(
          'moov',
          bytesOf(
            box('mvhd', head),
            box('trak', bytesOf(box('tkhd', wide), box('mdia', bytesOf(box('mdhd', head), box('minf', 'index'))))),
            box(notes === MARKER ? 'udta' : '\0\0\0\0', notes),
          ),
        ),
        box(notes === MARKER ? 'uuid' : '\0\0\0\0', notes),
      );
    const without = (at: Uint8Array, length: number) =>
      bytesOf(at.subarray(0, 4), new Uint8Array(length), 'rest of it');
    const clear = '\0'.repeat(MARKER.length);
    const cleaned = movie(clear, without(short, 8), without(long, 16));
    const stream = movie(MARKER, short, long);
    for (const parts of [[stream], [stream.subarray(0, 90), stream.subarray(90)]]) {
      const { fragments, rules } = await clean(encapsulated(parts, '1.2.840.10008.1.2.4.102'));
      assert.equal(latin1(bytesOf(...fragments)), latin1(cleaned));
      assert.deepEqual(rules, ['pixel-stream/metadata']);
    }
  });

  it('MP4: boxes that no decoder needs, names of makers, and what stands behind it go', async () => {
    const entry = (coder: string) =>
      box('avc1', bytesOf(new Uint8Array(42), Uint8Array.of(coder.length), coder.padEnd(31, '\0'), new Uint8Array(4)));
    const handler = (name: string) => box('hdlr', bytesOf(new Uint8Array(8), 'vide', new Uint8Array(12), name, '\0'));
    const movie = (brand: string, name: string, coder: string, source: string, other: string, behind: string) =>
      even(
        box('ftyp', `isom\0\0\0\0iso2${brand}`),
        box(
          'moov',
          box(
            'trak',
            box(
              'mdia',
              bytesOf(
                handler(name),
                box(
                  'minf',
                  bytesOf(
                    box(
                      'dinf',
                      box('dref', bytesOf(new Uint8Array(8), box('url ', bytesOf(new Uint8Array(4), source)))),
                    ),
                    box('stbl', box('stsd', bytesOf(new Uint8Array(8), entry(coder)))),
                  ),
                ),
              ),
            ),
          ),
        ),
        box('mdat', 'pictures, Quill'),
        box(other === MARKER ? 'zzzz' : '\0\0\0\0', other),
        behind,
      );
    const none = (text: string) => '\0'.repeat(text.length);
    const stream = movie('Quil', MARKER, MARKER, MARKER, MARKER, `${MARKER}, behind`);
    const cleaned = Buffer.from(
      movie(none('Quil'), none(MARKER), '', none(MARKER), none(MARKER), none(`${MARKER}, behind`)),
    );
    for (const parts of [[stream], [stream.subarray(0, 90), stream.subarray(90)]]) {
      const bytes = encapsulated(parts, '1.2.840.10008.1.2.4.102');
      const { fragments, output } = await clean(bytes);
      assert.equal(latin1(bytesOf(...fragments)), cleaned.toString('latin1'));
      assert.deepEqual(
        codesOf(await verifyBytes(bytes, output)).filter((code) => code.startsWith('pixels')),
        [],
      );
    }
    const usual = movie('mp41', 'VideoHandler', 'Lavc59.37.100 libx264', '', '', '');
    assert.deepEqual((await clean(encapsulated([usual], '1.2.840.10008.1.2.4.102'))).rules, []);
  });

  it('MP4 whose boxes contradict themselves is left from there on, and ends', async () => {
    const stream = even(box('ftyp', 'isom'), Uint8Array.of(0, 0, 0, 3), 'moov', box('udta', MARKER));
    const { rules } = await clean(encapsulated([stream], '1.2.840.10008.1.2.4.102'));
    assert.deepEqual(rules, []);
  });

  for (const at of [2, 4, 6, 14]) {
    it(`a header split after ${at} bytes is read on in the next fragment`, async () => {
      const frame = jpeg(segment(0xfe, MARKER));
      const parts = [frame.subarray(0, at), frame.subarray(at)];
      const { fragments, output } = await clean(encapsulated([...parts, frame]));
      assert.equal(latin1(bytesOf(...fragments)), latin1(bytesOf(...blanked([frame, frame]))));
      assert.equal(occurrences(output, 'feather'), 0);
    });
  }

  it('what looks like a marker inside a scan stays', async () => {
    const scan = Uint8Array.of(
      0xff,
      0xda,
      0,
      3,
      1,
      0x11,
      0xff,
      0,
      0xfe,
      0,
      12,
      0xff,
      0xd3,
      0xff,
      0x7e,
      0xff,
      0xff,
      0xd9,
    );
    const frame = even(SOI, FRAME_HEADER, scan);
    const { fragments } = await clean(encapsulated([frame]));
    assert.deepEqual(fragments.map(latin1), [latin1(frame)]);
  });

  for (const [name, fragments] of [
    ['empty fragments', [new Uint8Array(0), SOI, new Uint8Array(0), SOI]],
    ['a segment without an end', [bytesOf(SOI, Uint8Array.of(0xff, 0xfe, 0xff, 0xff), '12')]],
    ['a segment shorter than its length field', [bytesOf(SOI, Uint8Array.of(0xff, 0xfe, 0, 1), 'words and more')]],
    ['fill bytes to the end', [bytesOf(SOI, new Uint8Array(20_000).fill(0xff))]],
    ['no marker', [bytesOf(SOI, 'words')]],
    [
      'a box that is larger than its frame',
      [bytesOf(box('jP  ', '\r\n\x87\n'), Uint8Array.of(0, 9, 0, 0), 'xml <a/>')],
    ],
    ['a box of no size', [bytesOf(box('jP  ', '\r\n\x87\n'), Uint8Array.of(0, 0, 0, 3), 'xml <a/>')]],
    ['a codestream that ends in a segment', [codestream('words').subarray(0, 40)]],
  ] as const) {
    it(`a malformed frame is no obstacle: ${name}`, async () => {
      const whole = jpeg(segment(0xfe, MARKER));
      const done = await clean(encapsulated([...fragments, whole]));
      assert.equal(done.fragments.length, fragments.length + 1);
      assert.equal(latin1(done.fragments.at(-1) ?? SOI), latin1(blanked([whole])[0] ?? SOI));
    });
  }

  it('a frame that ends inside a comment does not draw in the next one', async () => {
    const broken = bytesOf(SOI, Uint8Array.of(0xff, 0xfe, 1, 0), MARKER);
    await expectBlanked([broken, jpeg()], 'pixel-stream/comment', ' ');
  });

  it('RLE stays as it is', async () => {
    const frame = bytesOf(SOI, segment(0xfe, MARKER));
    const { fragments } = await clean(encapsulated([frame], SYNTAX.rle));
    assert.deepEqual(fragments.map(latin1), [latin1(frame)]);
  });

  it('what is blank already is no finding', async () => {
    const frame = jpeg(segment(0xfe, '    '), segment(0xe1, '\0\0\0'));
    assert.deepEqual((await clean(encapsulated([frame]))).rules, []);
  });

  it('many frames and a large Exif are no burden', async () => {
    const frame = jpeg(segment(0xe1, bytesOf(MARKER, new Uint8Array(60_000).fill(7))), segment(0xfe, MARKER));
    const bytes = encapsulated(Array<Uint8Array>(100).fill(frame));
    const { rules, output } = await clean(bytes);
    assert.deepEqual(rules, ['pixel-stream/comment', 'pixel-stream/metadata']);
    assert.equal(occurrences(output, 'Quillfeather'), 0);
  });

  it('salvaged frames are cleaned too', async () => {
    const frame = jpeg(segment(0xfe, MARKER));
    const bytes = encapsulated([frame, frame]);
    const { output } = await deidentify(bytes.subarray(0, bytes.length - 12), { salvage: true });
    assert.equal(occurrences(output, 'Quillfeather'), 0);
    assert.equal(
      latin1(find(readFile(output).elements, PIXELS)?.fragments?.[1] ?? SOI),
      latin1(blanked([frame])[0] ?? SOI),
    );
  });

  it('pixel data that go as a whole are left to that', async () => {
    const overrides = [{ kind: 'remove', attribute: { value: PIXELS, mask: 0xffffffff }, origin: 'a test' }] as const;
    const { plan, output } = await deidentify(encapsulated([jpeg(segment(0xfe, MARKER))]), { overrides });
    assert.equal(find(readFile(output).elements, PIXELS), undefined);
    assert.equal(plan.refusal, undefined);
  });
});

describe('bytes behind the last pixel', () => {
  it('are zeros afterwards, and the pixels stay', async () => {
    const { pixels, plan, rules } = await clean(native(FRAME, MARKER));
    assert.equal(latin1(pixels.bytes), 'U'.repeat(FRAME) + '\0'.repeat(MARKER.length));
    assert.deepEqual(rules, ['pixel-stream/surplus']);
    assert.equal(plan.issues.find(({ code }) => code === 'pixel-surplus')?.severity, 'warning');
  });

  it('behind a deflated header go too', async () => {
    const image = withElements(ctImage(), raw(PIXELS, 'OW', bytesOf(new Uint8Array(FRAME).fill(0x55), MARKER)));
    const { output } = await deidentify(writeFile(image, { syntax: SYNTAX.deflated }));
    assert.equal(occurrences(readFile(output).bytes, 'Quillfeather'), 0);
  });

  it('go behind big-endian pixels', async () => {
    const image = withElements(ctImage(), raw(PIXELS, 'OW', bytesOf(new Uint8Array(FRAME), MARKER)));
    const { rules } = await clean(writeFile(image, { syntax: SYNTAX.bigEndian }));
    assert.deepEqual(rules, ['pixel-stream/surplus']);
  });

  it('go behind several frames of single bits', async () => {
    const bits = [el(0x00280100, 'US', 1), el(0x00280101, 'US', 1), el(0x00280102, 'US', 0), el(0x00280008, 'IS', '3')];
    const { pixels } = await clean(native(96, MARKER, ...bits));
    assert.equal(latin1(pixels.bytes), 'U'.repeat(96) + '\0'.repeat(MARKER.length));
  });

  it('a padding byte is none of them', async () => {
    const odd = [el(0x00280010, 'US', 5), el(0x00280011, 'US', 3), el(0x00280100, 'US', 8)];
    assert.deepEqual((await clean(native(15, 'x', ...odd))).rules, []);
  });

  it('a frame that nobody counted stays, with an issue', async () => {
    const { plan, pixels, rules } = await clean(native(2 * FRAME, ''));
    assert.equal(latin1(pixels.bytes), 'U'.repeat(2 * FRAME));
    assert.deepEqual(rules, []);
    assert.equal(plan.issues.find(({ code }) => code === 'pixel-surplus-kept')?.severity, 'info');
  });

  it('pixels that share their colours stay, with an issue', async () => {
    const { plan, rules } = await clean(native(FRAME, MARKER, el(0x00280004, 'CS', 'YBR_FULL_422')));
    assert.deepEqual(rules, []);
    assert.ok(plan.issues.some(({ code }) => code === 'pixel-surplus-kept'));
  });

  for (const tag of [0x00280002, 0x00280010, 0x00280011, 0x00280100]) {
    it(`where a number is missing, nothing is done: ${tag.toString(16)}`, async () => {
      const image = withElements(ctImage(), raw(PIXELS, 'OW', bytesOf(new Uint8Array(FRAME), MARKER)));
      assert.deepEqual((await clean(writeFile(without(image, tag)))).rules, []);
    });
  }

  it('zeros are no finding', async () => {
    assert.deepEqual((await clean(native(FRAME, '\0'.repeat(20)))).rules, []);
  });
});

describe('bytes behind the end of a compressed frame', () => {
  for (const [name, fragments, syntax] of [
    ['in its fragment', [even(jpeg(), MARKER)], SYNTAX.jpegBaseline],
    ['in one of their own', [jpeg(), even(MARKER)], SYNTAX.jpegBaseline],
    ['longer than a look at its end', [even(jpeg(), MARKER.repeat(100))], SYNTAX.jpegBaseline],
    ['of JPEG 2000', [even(codestream(''), Uint8Array.of(0xff, 0xd9), MARKER)], J2K],
  ] as const) {
    it(`go: ${name}`, async () => {
      const bytes = encapsulated(fragments, syntax);
      const { output } = await clean(bytes);
      assert.equal(occurrences(output, MARKER), 0);
      assert.deepEqual(codesOf(await verifyBytes(bytes, output)), []);
    });
  }

  it('stay where there is no end, where they are zeros, and where another frame may be in them', async () => {
    const open = even(SOI, FRAME_HEADER, SCAN.subarray(0, 10), MARKER);
    assert.equal(occurrences((await clean(encapsulated([open]))).output, MARKER), 1);
    const thumbnail = segment(0xdb, bytesOf(SOI, SCAN));
    const headed = even(SOI, thumbnail, FRAME_HEADER, SCAN.subarray(0, 10), MARKER);
    assert.equal(occurrences((await clean(encapsulated([headed]))).output, MARKER), 1);
    const { rules } = await clean(encapsulated([even(jpeg(), '\0\0\0\0', Uint8Array.of(0xff, 0xff))]));
    assert.deepEqual(rules, []);
  });
});

describe('the check of pixel data', () => {
  const frame = jpeg(segment(0xee, 'Adobe\0\x64\x80\0\0\0\x01'), segment(0xfe, MARKER));
  const original = encapsulated([frame]);
  for (const [name, needle, at] of [
    ['a pixel', '\x11\x22', 0],
    ['the colour transform', 'Adobe', 11],
    ['the length of a comment', MARKER, -1],
  ] as const) {
    it(`notices ${name} that was overwritten`, async () => {
      const output = (await deidentify(original)).output;
      const text = latin1(original);
      const shift = output.length - original.length;
      output[text.indexOf(needle) + at + shift] = 0;
      assert.ok(codesOf(await verifyBytes(original, output)).includes('pixels-changed'));
    });
  }

  it('notices other words in a comment', async () => {
    const output = (await deidentify(original)).output;
    output[latin1(original).indexOf(MARKER) + output.length - original.length] = 0x41;
    assert.ok(codesOf(await verifyBytes(original, output)).includes('pixels-changed'));
  });
});
