// What of a photograph's metadata goes and what stays, byte by byte.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { photo } from '../../src/core/formats/photo/index.js';
import { bufferSource } from '../../src/core/kernel/source.js';
import { type Choices, contextOf } from '../support/engine.js';
import {
  chunk,
  codedPicture,
  type ExifShape,
  type ExifValue,
  exifBlock,
  exifSegment,
  JFIF,
  jpegFile,
  pngFile,
  profile,
  profileSegments,
  segment,
  text,
} from '../support/photoWriter.js';
import { cleanPhoto } from './cleanPhoto.js';
import { cleanJpeg, cleanPng, EXIF, fullJpeg, fullPng, LOOKS } from './samples.js';

const latin = (words: string): Uint8Array => new Uint8Array(Buffer.from(words, 'latin1'));

const cleaned = (bytes: Uint8Array, choices: Choices = {}) => cleanPhoto(bytes, contextOf(choices));

async function refusal(bytes: Uint8Array): Promise<string> {
  const plan = await photo.plan(bufferSource(bytes), contextOf());
  assert.deepEqual(plan.edits, []);
  return plan.refusal?.code ?? 'none';
}

const same = (a: Uint8Array, b: Uint8Array): void =>
  assert.equal(Buffer.from(a).toString('hex'), Buffer.from(b).toString('hex'));

describe('metadata of a JPEG photograph', () => {
  it('go, but for orientation, resolution, colours and the profile', async () => {
    for (const recipe of ['blank', 'basic'] as const) {
      const { output } = await cleaned(fullJpeg(), { recipe });
      same(output, cleanJpeg(LOOKS));
    }
  });

  it('are told part by part, with categories', async () => {
    const { plan } = await cleaned(fullJpeg());
    const told = plan.findings.map(
      ({ location, category, effect }) =>
        `${location.kind === 'part' ? location.path : location.kind} ${category} ${effect}`,
    );
    for (const line of [
      'APP1 Exif/IFD0/Artist name removed',
      'APP1 Exif/IFD0/DateTime date removed',
      'APP1 Exif/IFD0/Make device removed',
      'APP1 Exif/Exif/MakerNote private removed',
      'APP1 Exif/GPS/GPSLatitude place removed',
      'APP1 Exif/IFD1/thumbnail pixels removed',
      'APP0 JFIF/thumbnail pixels removed',
      'APP1 XMP other removed',
      'APP13 Photoshop other removed',
      'APP2 ICC profile device kept',
      'COM description removed',
      'bytes behind the image pixels removed',
    ])
      assert.ok(told.includes(line), `${line} of ${told.join('\n')}`);
  });

  it('stay where the recipe retains device or dates, checked and written anew', async () => {
    const device: readonly ExifValue[] = [
      [0x010f, 2, 'Pentax Sample'],
      [0x0110, 2, 'Model K9'],
    ];
    const exposure: ExifValue = [0x829a, 5, [1, 200]];
    const { main = [], exif = [] } = LOOKS;
    const withDevice: ExifShape = { main: [...device, ...main], exif: [exposure, ...exif] };
    same((await cleaned(fullJpeg(), { recipe: 'research' })).output, cleanJpeg(withDevice));
    same((await cleaned(fullJpeg(), { options: ['retain-device-identity'] })).output, cleanJpeg(withDevice));
    const dated: ExifShape = {
      main: [...main, [0x0132, 2, '2019:03:04 05:06:07']],
      exif: [
        [0x9000, 7, [0x30, 0x32, 0x33, 0x32]],
        [0x9003, 2, '2019:03:04 05:06:07'],
        [0xa001, 3, [1]],
      ],
    };
    same((await cleaned(fullJpeg(), { options: ['retain-full-dates'] })).output, cleanJpeg(dated));
  });

  it('do not keep a camera named after somebody, nor values that can not be', async () => {
    const exif: ExifShape = {
      main: [
        [0x010f, 2, 'Phone of Grace Okafor'],
        [0x0112, 3, [77]],
        [0x0132, 2, 'in March, Uppsala'],
        [0x013b, 2, 'Grace Okafor'],
      ],
    };
    const { output } = await cleaned(jpegFile([exifSegment(exif)], { width: 8, height: 8 }), {
      options: ['retain-device-identity', 'retain-full-dates'],
    });
    same(output, jpegFile([], { width: 8, height: 8 }));
  });

  it('without any, a photograph is as it was', async () => {
    const bytes = jpegFile([JFIF], { width: 30, height: 20, components: 3 });
    const { plan, output } = await cleaned(bytes);
    assert.deepEqual([plan.findings, plan.edits], [[], []]);
    same(output, bytes);
  });

  it('once cleaned are clean', async () => {
    for (const bytes of [fullJpeg(), fullPng()]) {
      const { output } = await cleaned(bytes);
      const again = await cleaned(output);
      assert.deepEqual(again.plan.edits, []);
      assert.ok(again.plan.findings.every(({ effect }) => effect === 'kept'));
    }
  });

  it('in either byte order say the same', async () => {
    const of = (little: boolean) => jpegFile([exifSegment({ ...EXIF, little })], { width: 8, height: 8 });
    same((await cleaned(of(true))).output, (await cleaned(of(false))).output);
  });

  it('that can not be read go whole, however they are damaged', async () => {
    const plain = jpegFile([], { width: 8, height: 8 });
    const loop = exifBlock({ little: false, main: [[0x0112, 3, [3]]] });
    // The next directory is the same one.
    loop.set([0, 0, 0, 8], loop.length - 4);
    const cases = [
      latin('Exif\0\0'),
      latin('Exif\0\0II*\0\xff\xff\xff\xff and more'),
      latin('Exif\0\0MM\0*\0\0\0\x08\xff\xff'),
    ];
    for (const body of cases)
      same((await cleaned(jpegFile([segment(0xe1, body)], { width: 8, height: 8 }))).output, plain);
    const { output } = await cleaned(
      jpegFile([segment(0xe1, new Uint8Array(Buffer.concat([latin('Exif\0\0'), loop])))], { width: 8, height: 8 }),
    );
    same(output, jpegFile([exifSegment({ little: false, main: [[0x0112, 3, [3]]] })], { width: 8, height: 8 }));
  });

  it('keep a profile only whole, and not one that names somebody', async () => {
    const plain = jpegFile([], { width: 8, height: 8 });
    const parts = profileSegments(profile('Display'), 3);
    const of = (before: readonly Uint8Array[]) => jpegFile(before, { width: 8, height: 8 });
    same((await cleaned(of(parts))).output, of(parts));
    same((await cleaned(of(parts.slice(1)))).output, plain);
    same((await cleaned(of(profileSegments(new Uint8Array(300), 1)))).output, plain);
    const named = profileSegments(profile('Screen of OKAFOR'), 1);
    const artist = exifSegment({ main: [[0x013b, 2, 'Grace Okafor']] });
    same((await cleaned(of([artist, ...named]))).output, plain);
  });

  it('are looked for between scans as well', async () => {
    const coded = codedPicture({ width: 8, height: 8 });
    const scan = Buffer.from(coded).lastIndexOf(Buffer.of(0xff, 0xda));
    const of = (middle: Uint8Array) =>
      new Uint8Array(
        Buffer.concat([Buffer.of(0xff, 0xd8), coded, middle, coded.subarray(scan), Buffer.of(0xff, 0xd9)]),
      );
    const { output } = await cleaned(of(segment(0xfe, latin('Lindqvist'))));
    same(output, of(new Uint8Array(0)));
  });
});

describe('metadata of a PNG picture', () => {
  it('go, but for what shows the picture', async () => {
    const { output, plan } = await cleaned(fullPng());
    same(output, cleanPng(LOOKS));
    const told = plan.findings.map(({ rule, category }) => `${rule} ${category}`);
    for (const line of [
      'png/text name',
      'png/text description',
      'png/text device',
      'png/time date',
      'exif/place place',
      'png/trailing other',
      'png/chunk private',
    ])
      assert.ok(told.includes(line), `${line} of ${told.join()}`);
  });

  it('keep frames of an animation', async () => {
    const control = (sequence: number) => {
      const body = new Uint8Array(26);
      new DataView(body.buffer).setUint32(0, sequence);
      body.set([0, 0, 0, 9, 0, 0, 0, 7], 4);
      return chunk('fcTL', body);
    };
    const frame = Buffer.from(pngFile([], { width: 9, height: 7 }));
    const start = frame.indexOf('IDAT') + 4;
    const data = frame.subarray(start, start + frame.readUInt32BE(start - 8));
    const second = Buffer.from(frame.subarray(start + data.length + 12));
    const rest = second.subarray(0, frame.readUInt32BE(start + data.length + 4));
    const animated = (more: readonly Uint8Array[]) =>
      pngFile([chunk('acTL', Uint8Array.of(0, 0, 0, 2, 0, 0, 0, 0)), control(0), ...more], { width: 9, height: 7 }, [
        control(1),
        chunk('fdAT', new Uint8Array(Buffer.concat([Buffer.of(0, 0, 0, 2), data, rest]))),
      ]);
    same((await cleaned(animated([text('Title', 'Lindqvist')]))).output, animated([]));
  });

  it('with a wrong checksum go, where no viewer needs them', async () => {
    const broken = text('Author', 'Okafor');
    broken[broken.length - 1] = (broken.at(-1) ?? 0) ^ 1;
    same((await cleaned(pngFile([broken], { width: 4, height: 4 }))).output, pngFile([], { width: 4, height: 4 }));
  });
});

describe('a damaged photograph', () => {
  it('that is cut anywhere is refused', async () => {
    for (const bytes of [fullJpeg(), fullPng()]) {
      const end = bytes.length - 60;
      for (let length = 8; length < end; length += 61) {
        assert.ok(
          ['truncated', 'damaged'].includes(await refusal(bytes.slice(0, length))),
          `${length} of ${bytes.length}`,
        );
      }
    }
  });

  it('is refused where its parts do not fit together', async () => {
    const png = pngFile([], { width: 9, height: 7 });
    const wrong = png.slice();
    wrong[50] = (wrong[50] ?? 0) ^ 0xff;
    assert.equal(await refusal(wrong), 'damaged');
    assert.equal(await refusal(pngFile([chunk('ABCD', latin('x'))], { width: 4, height: 4 })), 'unsupported');
    const jpeg = jpegFile([], { width: 8, height: 8 });
    assert.equal(await refusal(new Uint8Array([...jpeg.slice(0, 71), 1, 2, 3, ...jpeg.slice(71)])), 'damaged');
    assert.equal(await refusal(jpegFile([], { width: 8, height: 8, marker: 0xf7 })), 'unsupported');
    assert.equal(await refusal(jpegFile([], { width: 8, height: 8, marker: 0xc5 })), 'unsupported');
  });

  it('is refused where something stands in the image data behind the image', async () => {
    const png = Buffer.from(pngFile([], { width: 9, height: 7 }));
    const at = png.lastIndexOf('IDAT') - 4;
    const length = png.readUInt32BE(at);
    const more = chunk(
      'IDAT',
      new Uint8Array(Buffer.concat([png.subarray(at + 8, at + 8 + length), Buffer.from('Lindqvist')])),
    );
    const hidden = new Uint8Array(Buffer.concat([png.subarray(0, at), more, png.subarray(at + 12 + length)]));
    assert.equal(await refusal(hidden), 'damaged');
  });
});
