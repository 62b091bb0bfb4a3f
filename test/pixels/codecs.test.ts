// What the codecs decode is what other programs encoded: dcmtk and gdcm compress invented images, lossless ones exactly.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { readRaw } from '../../src/core/pixels/readFrame.js';
import { frameDrawer } from '../../src/extension/image/frameDrawer.js';
import {
  codecs,
  frameOf,
  type ImageSpec,
  imageFile,
  openBytes,
  pixelData,
  valuesOf,
  WASM,
  words,
} from './imageFile.js';

const SIZE = 48;
const ramp = Array.from({ length: SIZE * SIZE }, (_, at) => (at * 37) % 4096);
const colours = Uint8Array.from({ length: SIZE * SIZE * 3 }, (_, at) => (at * 7) % 251);
const smooth = Uint8Array.from({ length: SIZE * SIZE }, (_, at) => (at % SIZE) * 2 + Math.floor(at / SIZE) * 3);

const GREY8: ImageSpec = { rows: SIZE, columns: SIZE, pixels: pixelData(smooth) };
const GREY12: ImageSpec = { rows: SIZE, columns: SIZE, bits: 16, stored: 12, pixels: pixelData(words(ramp)) };
const SIGNED: ImageSpec = {
  rows: SIZE,
  columns: SIZE,
  bits: 16,
  signed: true,
  pixels: pixelData(words(ramp.map((value) => value - 2048))),
};
const RGB: ImageSpec = {
  rows: SIZE,
  columns: SIZE,
  samples: 3,
  photometric: 'RGB',
  planar: 0,
  pixels: pixelData(colours),
};

interface Case {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly spec: ImageSpec;
  /** How far a sample may be off on average; 0 is exact. */
  readonly within?: number;
}

const CASES: readonly Case[] = [
  { name: 'JPEG lossless, 12 bits', program: 'dcmcjpeg', args: ['+e1'], spec: GREY12 },
  { name: 'JPEG lossless of all predictors, signed', program: 'dcmcjpeg', args: ['+el', '+sv', '6'], spec: SIGNED },
  { name: 'JPEG lossless, RGB', program: 'dcmcjpeg', args: ['+e1'], spec: RGB },
  { name: 'JPEG baseline', program: 'dcmcjpeg', args: ['+eb', '+q', '95'], spec: GREY8, within: 1 },
  {
    name: 'JPEG extended, 12 bits',
    program: 'dcmcjpeg',
    args: ['+ee', '+q', '95'],
    spec: { ...GREY12, pixels: pixelData(words([...smooth].map((value) => value * 8))) },
    within: 4,
  },
  { name: 'JPEG progressive', program: 'dcmcjpeg', args: ['+ep', '+q', '95'], spec: GREY8, within: 1 },
  { name: 'JPEG-LS', program: 'dcmcjpls', args: ['+el'], spec: GREY12 },
  { name: 'JPEG-LS, RGB', program: 'dcmcjpls', args: ['+el'], spec: RGB },
  { name: 'JPEG-LS, near lossless', program: 'dcmcjpls', args: ['+en', '+md', '2'], spec: GREY8, within: 2 },
  { name: 'RLE', program: 'dcmcrle', args: [], spec: SIGNED },
  { name: 'RLE, RGB', program: 'dcmcrle', args: [], spec: RGB },
  { name: 'JPEG 2000, signed', program: 'gdcmconv', args: ['--j2k'], spec: SIGNED },
  { name: 'JPEG 2000, RGB', program: 'gdcmconv', args: ['--j2k'], spec: RGB },
];

describe('codecs', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'pixels-'));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  for (const { name, program, args, spec, within = 0 } of CASES) {
    it(name, async function () {
      const [plain, packed] = [path.join(folder, 'plain.dcm'), path.join(folder, `${name.replaceAll(/\W/gu, '')}.dcm`)];
      writeFileSync(plain, imageFile(spec));
      const run = spawnSync(program, [...args, plain, packed], { encoding: 'utf8' });
      if (run.error !== undefined) {
        console.log(`      skipped: ${program} is not installed`);
        this.skip();
      }
      assert.equal(run.status, 0, run.stderr);
      const bytes = new Uint8Array(readFileSync(packed));
      const image = await openBytes(bytes);
      assert.notEqual(image.coding, 'native');
      const wanted = valuesOf(await frameOf(await openBytes(imageFile(spec))));
      const got = valuesOf(await frameOf(image, 0, codecs()));
      assert.equal(got.length, wanted.length);
      const off = got.reduce((sum, value, at) => sum + Math.abs(value - (wanted[at] ?? 0)), 0) / got.length;
      assert.ok(off <= within, `off by ${off} on average`);
    });
  }
});

describe('the drawing thread', () => {
  it('draws frames one after the other, also after it was stopped in the middle', async () => {
    const drawer = frameDrawer({ wasm: WASM });
    const read = await readRaw(await openBytes(imageFile(GREY12)), 0);
    assert.equal(read.kind, 'raw');
    if (read.kind !== 'raw') return;
    const drawn = await Promise.all([drawer.draw(read.raw), drawer.draw(read.raw)]);
    for (const one of drawn) {
      assert.equal(one.kind, 'frame');
      if (one.kind === 'frame') assert.deepEqual(valuesOf(one.frame), ramp);
    }
    const cutOff = drawer.draw(read.raw);
    drawer.dispose();
    assert.deepEqual(await cutOff, { kind: 'trouble', reason: 'the image was closed' });
    assert.equal((await drawer.draw(read.raw)).kind, 'frame');
    drawer.dispose();
  });

  it('a frame that takes too long is given up', async () => {
    const drawer = frameDrawer({ wasm: WASM, limitMs: 0 });
    const read = await readRaw(await openBytes(imageFile(GREY12)), 0);
    if (read.kind !== 'raw') assert.fail(read.reason);
    const drawn = await drawer.draw(read.raw);
    assert.equal(drawn.kind, 'trouble');
    drawer.dispose();
  });

  it('a missing codec module is a reason', async () => {
    const drawer = frameDrawer({ wasm: new URL('file:///nowhere/codecs.wasm') });
    const read = await readRaw(await openBytes(imageFile(GREY12)), 0);
    if (read.kind !== 'raw') assert.fail(read.reason);
    const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xc0, 0, 11, 12, 0, SIZE, 0, SIZE, 1, 1, 0x11, 0, 0);
    const drawn = await drawer.draw({ ...read.raw, coding: 'jpeg', bytes: jpeg });
    assert.equal(drawn.kind, 'trouble');
    drawer.dispose();
  });
});
