// Hiding places inside what a photograph needs: colour profiles, tables and headers that are longer than their content. What is
// hidden goes, what shows the picture stays to the byte, and the independent check tells where it is still there.
import assert from 'node:assert/strict';
import { unzlibSync, zlibSync } from 'fflate';
import { describe, it } from 'mocha';
import { bufferSource } from '../../src/core/kernel/source.js';
import { verifyPhoto } from '../../src/core/verify/photo/verifyPhoto.js';
import { contextOf } from '../support/engine.js';
import { chunk, jpegFile, pngFile, profileOf, profileSegments, segment as segmentOf } from '../support/photoWriter.js';
import { cleanPhoto } from './cleanPhoto.js';

const NAME = 'LINDQVIST MARIA';
const latin = (words: string): Uint8Array => new Uint8Array(Buffer.from(words, 'latin1'));
const join = (...parts: readonly (Uint8Array | string)[]): Uint8Array =>
  new Uint8Array(Buffer.concat(parts.map((part) => (typeof part === 'string' ? latin(part) : part))));
const long = (value: number): Uint8Array =>
  Uint8Array.of(value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255);
const wide = (words: string): Uint8Array => latin([...words].map((letter) => `\0${letter}`).join(''));
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const holds = (bytes: Uint8Array, words: string): boolean =>
  [latin(words), wide(words)].some((own) => Buffer.from(bytes).includes(Buffer.from(own)));

async function cleaned(bytes: Uint8Array, recipe: 'blank' | 'basic' = 'blank') {
  const context = contextOf({ recipe });
  const { plan, output } = await cleanPhoto(bytes, context);
  const { residue } = await verifyPhoto(bufferSource(bytes), bufferSource(output), { policy: context.policy });
  assert.deepEqual(residue, []);
  return { plan, output };
}

const CURVE = join('curv', long(0), long(3), Uint8Array.of(0, 0, 0x40, 1, 0xff, 0xff), '\0\0');
const POINT = join('XYZ ', long(0), long(0xf6d6), long(0x10000), long(0xd32d));
const plain = (words: string): Uint8Array => join('text', long(0), words, '\0');
const described = (ascii: string, unicode: string, script: string): Uint8Array =>
  join(
    'desc',
    long(0),
    long(ascii.length + 1),
    ascii,
    '\0',
    long(0),
    long(unicode.length),
    wide(unicode),
    '\0\0',
    Uint8Array.of(script.length),
    script,
    new Uint8Array(67 - script.length),
  );
const localised = (...texts: readonly string[]): Uint8Array => {
  let at = 16 + 12 * texts.length;
  const records = texts.map((text) => {
    at += text.length * 2;
    return join('enUS', long(text.length * 2), long(at - text.length * 2));
  });
  return join('mluc', long(0), long(texts.length), long(12), ...records, ...texts.map(wide));
};

/** What hides the name, and what of it is left. */
const PROFILES: readonly (readonly [string, Uint8Array, Uint8Array])[] = [
  [
    'a copyright text',
    profileOf([
      ['cprt', plain(NAME)],
      ['rTRC', CURVE],
    ]),
    profileOf([
      ['cprt', plain('\0'.repeat(15))],
      ['rTRC', CURVE],
    ]),
  ],
  [
    'a description',
    profileOf([
      ['desc', described(NAME, '', '')],
      ['wtpt', POINT],
    ]),
    profileOf([
      ['desc', described('\0'.repeat(15), '', '')],
      ['wtpt', POINT],
    ]),
  ],
  [
    'a description in Unicode',
    profileOf([['dmdd', described('sRGB', NAME, 'sRGB')]]),
    profileOf([['dmdd', described('sRGB', '\0'.repeat(15), 'sRGB')]]),
  ],
  [
    'a localised text',
    profileOf([['dmnd', localised('sRGB', NAME)]]),
    profileOf([['dmnd', localised('sRGB', '\0'.repeat(15))]]),
  ],
  [
    'a tag of a maker',
    profileOf([
      ['kTRC', CURVE],
      ['MS00', join('MS10', long(0), NAME)],
    ]),
    profileOf([
      ['kTRC', CURVE],
      ['MS00', new Uint8Array(23)],
    ]),
  ],
  [
    'a curve that is longer than it says',
    profileOf([['gTRC', join(CURVE, NAME)]]),
    profileOf([['gTRC', join(CURVE, new Uint8Array(15))]]),
  ],
  ['what is of no tag', profileOf([['bTRC', CURVE]], latin(NAME)), profileOf([['bTRC', CURVE]], new Uint8Array(15))],
];

describe('hidden in the colour profile of a photograph', () => {
  for (const [what, bytes, left] of PROFILES) {
    it(`${what} goes, colours stay`, async () => {
      assert.ok(holds(bytes, NAME));
      for (const parts of [1, 3]) {
        const of = (profile: Uint8Array) => jpegFile(profileSegments(profile, parts), { width: 8, height: 8 });
        for (const recipe of ['blank', 'basic'] as const)
          assert.equal(hex((await cleaned(of(bytes), recipe)).output), hex(of(left)));
      }
      const shape = { width: 5, height: 4 };
      const { output } = await cleaned(pngFile([chunk('iCCP', join('icc\0\0', zlibSync(bytes)))], shape));
      const at = Buffer.from(output).indexOf('iCCPicc\0\0');
      assert.equal(hex(unzlibSync(output.subarray(at + 9))), hex(left));
    });
  }

  it('usual descriptions stay to the byte', async () => {
    const usual = profileOf([
      ['desc', described('sRGB IEC61966-2.1', '', '')],
      ['cprt', plain('Copyright (c) 1998 Hewlett-Packard Company')],
      ['dmnd', localised('Display P3', 'Copyright Apple Inc., 2017')],
    ]);
    const bytes = jpegFile(profileSegments(usual, 1), { width: 8, height: 8 });
    assert.equal(hex((await cleaned(bytes)).output), hex(bytes));
  });

  it('of one whose tags lie across one another colours stay', async () => {
    const across = (words: string): Uint8Array => {
      const bytes = profileOf([
        ['desc', plain(words)],
        ['rTRC', CURVE],
      ]);
      new DataView(bytes.buffer, bytes.byteOffset).setUint32(140, 24 + CURVE.length);
      return bytes;
    };
    const of = (words: string) => jpegFile(profileSegments(across(words), 1), { width: 8, height: 8 });
    assert.equal(hex((await cleaned(of(NAME))).output), hex(of('\0'.repeat(NAME.length))));
  });

  it('one whose tags lie behind it goes', async () => {
    const bytes = profileOf([['desc', plain(NAME)]]);
    new DataView(bytes.buffer, bytes.byteOffset).setUint32(140, 1000);
    const { output } = await cleaned(jpegFile(profileSegments(bytes, 1), { width: 8, height: 8 }));
    assert.equal(hex(output), hex(jpegFile([], { width: 8, height: 8 })));
  });
});

/** A file with more in a segment than its content. */
function lengthened(bytes: Uint8Array, marker: number): Uint8Array {
  const at = Buffer.from(bytes).indexOf(Buffer.of(0xff, marker));
  const length = (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0) + NAME.length;
  const end = at + 2 + length - NAME.length;
  return join(
    bytes.subarray(0, at + 2),
    Uint8Array.of(length >> 8, length & 255),
    bytes.subarray(at + 4, end),
    NAME,
    bytes.subarray(end),
  );
}

describe('hidden in tables and headers of a JPEG photograph', () => {
  const bytes = jpegFile([], { width: 24, height: 8, restart: 1 });
  for (const [what, marker] of [
    ['the header of the image', 0xc0],
    ['a quantisation table', 0xdb],
    ['a Huffman table', 0xc4],
    ['a restart interval', 0xdd],
    ['the header of a scan', 0xda],
  ] as const) {
    it(`${what} ends where its content does`, async () => {
      const hiding = lengthened(bytes, marker);
      assert.ok(holds(hiding, NAME));
      const { plan, output } = await cleaned(hiding);
      assert.equal(hex(output), hex(bytes));
      assert.deepEqual(
        plan.findings.map(({ rule }) => rule),
        ['jpeg/surplus'],
      );
      const { residue } = await verifyPhoto(bufferSource(hiding), bufferSource(hiding, 'output'), {
        policy: contextOf().policy,
      });
      assert.ok(residue.some(({ code }) => code === 'metadata-left'));
    });
  }
});

describe('the check of photographs', () => {
  const kept = (words: Uint8Array): Uint8Array => join('Exif\0\0', words);
  for (const [what, code] of [
    ['base64', latin(Buffer.from('Grace Okafor of Uppsala').toString('base64'))],
    ['hexadecimal digits', latin(Buffer.from('Grace Okafor of Uppsala').toString('hex'))],
    ['packed bytes', zlibSync(latin('Grace Okafor of Uppsala'))],
    ['references', latin('Grace&nbsp;Okafor of&#32;Uppsala'.replace('&nbsp;', '&#x20;'))],
  ] as const) {
    it(`finds what went where it is still there as ${what}`, async () => {
      const comment = segmentOf(0xfe, latin('Grace Okafor of Uppsala'));
      const original = jpegFile([comment], { width: 8, height: 8 });
      const left = await verifyPhoto(
        bufferSource(original),
        bufferSource(jpegFile([segmentOf(0xe1, kept(code))], { width: 8, height: 8 }), 'output'),
        { policy: contextOf().policy },
      );
      assert.ok(left.residue.some(({ message }) => message.endsWith('in the output, encoded')));
      const png = pngFile([chunk('tEXt', join('Author\0', 'Grace Okafor of Uppsala'))], { width: 8, height: 8 });
      const hiding = pngFile([chunk('eXIf', code)], { width: 8, height: 8 });
      const still = await verifyPhoto(bufferSource(png), bufferSource(hiding, 'output'), {
        policy: contextOf().policy,
      });
      assert.ok(still.residue.some(({ message }) => message.endsWith('in the output, encoded')));
    });
  }
});
