// Regions of compressed images: gone inside, and outside every decoded pixel as it was, by our codecs and by other programs.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { dicom } from '../../src/core/formats/dicom/index.js';
import { bufferSource } from '../../src/core/kernel/source.js';
import type { CodecName } from '../../src/core/pixels/codecPort.js';
import { frameBytes } from '../../src/core/pixels/frameBytes.js';
import {
  encapsulated,
  frameCodecs,
  frameOf,
  type ImageSpec,
  imageFile,
  openBytes,
  pixelData,
  valuesOf,
} from '../pixels/imageFile.js';
import { contextFor } from '../rules/apply.js';
import { find, readFile } from '../support/read.js';
import { decodersOf, isInstalled, type Program, packedBy, plainPixels } from './decoders.js';
import { assertBlanked, blankRule, drawnRegion, policyWith, type Rectangle, redact } from './redact.js';

const BASE = '1.2.840.10008.1.2.4.';
const ROWS = 33;
const COLUMNS = 41;
const AREAS: readonly Rectangle[] = [
  [5, 3, 17, 8],
  [40, 32, 1, 1],
];
const RULE = policyWith([blankRule(...AREAS)]);
const MORE = { codecs: frameCodecs };
const DRAWN = drawnRegion([17, 9, 27, 17], [0, 0]);

type Kind = Omit<ImageSpec, 'rows' | 'columns' | 'pixels'> & { readonly name: string; readonly black: string };

const KINDS: readonly Kind[] = [
  { name: '8 bits', black: '0' },
  { name: '8 bits, MONOCHROME1', photometric: 'MONOCHROME1', black: '255' },
  { name: '12 bits', bits: 16, stored: 12, black: '0' },
  { name: '16 bits', bits: 16, black: '0' },
  { name: '12 bits, signed', bits: 16, stored: 12, signed: true, black: '-2048' },
  { name: '16 bits, signed', bits: 16, signed: true, black: '-32768' },
  { name: 'RGB', samples: 3, photometric: 'RGB', planar: 0, black: '0,0,0' },
];

/** Smooth, with noise in the low bits: what photographs are like. */
function samplesOf({ bits = 8, stored = bits, signed, samples = 1 }: Kind, frame: number): Uint8Array {
  const count = ROWS * COLUMNS * samples;
  const view = new DataView(new ArrayBuffer(count * (bits / 8)));
  let state = frame * 7919 + 1;
  for (let at = 0; at < count; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const pixel = Math.floor(at / samples);
    const slope = ((pixel % COLUMNS) * 5 + Math.floor(pixel / COLUMNS) * 3 + (at % samples) * 20 + 20) / 400;
    const value = Math.floor(slope * 2 ** stored * 0.9) + (state >>> 29) - (signed ? 2 ** (stored - 1) : 0);
    if (bits === 8) view.setInt8(at, value);
    else view.setInt16(at * 2, value, true);
  }
  return new Uint8Array(view.buffer);
}

function streamOf(kind: Kind, codec: CodecName, frame: number): Uint8Array {
  const { bits = 8, stored = bits, samples = 1 } = kind;
  const wavelet = codec === 'jpeg-2000' || codec === 'htj2k';
  const bytes = samplesOf(kind, frame);
  // Streams without a sign hold the stored bits.
  if (!wavelet && bits === 16)
    for (let at = 1; at < bytes.length; at += 2) bytes[at] = (bytes[at] ?? 0) & (2 ** (stored - 8) - 1);
  const format = {
    rows: ROWS,
    columns: COLUMNS,
    samples,
    bitsAllocated: bits,
    bitsStored: stored,
    signed: wavelet && kind.signed === true,
    planar: false,
    photometric: kind.photometric ?? 'MONOCHROME2',
  };
  const made = frameCodecs.encode({ codec, format, bytes });
  if (made.kind === 'trouble') throw new Error(made.reason);
  return made.bytes;
}

function starts(frames: readonly Uint8Array[]): readonly number[] {
  let at = 0;
  return frames.map(({ length }) => {
    const own = at;
    at += 8 + length + (length % 2);
    return own;
  });
}

function specOf({ name: _name, black: _black, ...spec }: Kind, frames: number): Omit<ImageSpec, 'pixels'> {
  return { rows: ROWS, columns: COLUMNS, ...(frames > 1 ? { frames } : {}), ...spec };
}

let folder = '';
before(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'compressed-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

const asked = new Map<string, boolean>();
function installed(name: string): boolean {
  const known = asked.get(name) ?? isInstalled(name);
  if (!asked.has(name) && !known) console.log(`      skipped: ${name} is not installed`);
  asked.set(name, known);
  return known;
}

/** Outside of `areas` other programs decode the same bytes from both; how many of them looked. */
function agreed(
  bytes: Uint8Array,
  output: Uint8Array,
  areas: readonly Rectangle[],
  shape: Omit<ImageSpec, 'pixels'>,
): number {
  const width = ((shape.bits ?? 8) / 8) * (shape.samples ?? 1);
  let looked = 0;
  for (const program of decodersOf(readFile(output).syntax)) {
    if (!installed(program.name)) continue;
    const [was, is] = [plainPixels(bytes, program, folder), plainPixels(output, program, folder)];
    if (was === undefined) continue;
    assert.ok(is !== undefined, `${program.name} can not read the output`);
    assert.equal(is.length, was.length, program.name);
    const planar = (shape.samples ?? 1) > 1 && is.length > 0 && shape.planar === 1;
    assert.equal(planar, false, 'the comparison takes pixels together');
    for (let at = 0; at < was.length; at++) {
      const pixel = Math.floor(at / width) % (shape.rows * shape.columns);
      const [x, y] = [pixel % shape.columns, Math.floor(pixel / shape.columns)];
      const inside = areas.some(([left, top, w, h]) => x >= left && x < left + w && y >= top && y < top + h);
      if (!inside && was[at] !== is[at]) assert.fail(`${program.name}: pixel ${x}, ${y} differs`);
    }
    looked++;
  }
  return looked;
}

const LOSSLESS: readonly (readonly [string, CodecName])[] = [
  ['57', 'jpeg'],
  ['70', 'jpeg'],
  ['80', 'jpeg-ls'],
  ['81', 'jpeg-ls'],
  ['90', 'jpeg-2000'],
  ['91', 'jpeg-2000'],
  ['201', 'htj2k'],
  ['202', 'htj2k'],
  ['203', 'htj2k'],
];

describe('regions of compressed frames', () => {
  for (const [kind, codec] of LOSSLESS) {
    it(`${BASE}${kind}: all kinds of pixels, one frame and three, with and without an offset table`, async () => {
      const shared = kind === '70' || kind === '80' || kind === '90' || kind === '201';
      for (const own of shared ? KINDS : KINDS.slice(2, 3)) {
        for (const count of [1, 3]) {
          const frames = Array.from({ length: count }, (_, index) => streamOf(own, codec, index + 1));
          const offsets = count === 3 ? starts(frames) : [];
          const spec = specOf(own, count);
          const bytes = imageFile({ ...spec, pixels: encapsulated(frames, offsets) }, { syntax: BASE + kind });
          const { output, plan } = await redact(bytes, RULE, MORE);
          assert.equal(readFile(output).syntax, BASE + kind);
          await assertBlanked(
            bytes,
            output,
            { columns: COLUMNS, frames: count, black: own.black },
            AREAS,
            frameCodecs.decode,
          );
          if (count === 1) agreed(bytes, output, AREAS, spec);
          const [table, ...rest] = find(readFile(output).elements, 0x7fe00010)?.fragments ?? [];
          assert.equal(rest.length, count);
          assert.equal(table?.length, count === 3 ? 12 : 0);
          assert.equal(plan.findings.filter(({ location }) => location.kind === 'pixels').length, AREAS.length);
          if (count === 1) continue;
          const again = await redact(output, RULE, MORE);
          assert.deepEqual(again.output, output, 'nothing is left to do');
        }
      }
    });
  }

  it('only the frames that are named change, and the others keep their bytes', async () => {
    const own = KINDS[2] ?? assert.fail();
    const frames = [1, 2, 3, 4].map((index) => streamOf(own, 'jpeg-ls', index));
    const bytes = imageFile(
      { ...specOf(own, 4), pixels: encapsulated(frames, starts(frames)) },
      { syntax: `${BASE}80` },
    );
    const drawn = [
      {
        kind: 'drawn',
        box: [2, 2, 30, 9],
        frames: [
          [1, 1],
          [3, 3],
        ],
        judgement: 'unknown',
        category: 'pixels',
        confidence: 0.7,
        rule: 'pixels/drawn',
        reason: 'drawn by hand',
        clause: 'PS3.15 E.3.1',
        fill: { kind: 'inpaint' },
      },
    ] as const;
    const { output, plan } = await redact(bytes, policyWith([]), { ...MORE, drawn });
    const fragments = find(readFile(output).elements, 0x7fe00010)?.fragments ?? [];
    for (const index of [0, 2]) assert.deepEqual(fragments[index + 1], even(frames[index] ?? assert.fail()));
    for (const index of [1, 3]) assert.notDeepEqual(fragments[index + 1], even(frames[index] ?? assert.fail()));
    const found = plan.findings.filter(({ location }) => location.kind === 'pixels');
    assert.deepEqual(
      found.map(({ location, rule, confidence }) => [
        location.kind === 'pixels' ? location.frames : [],
        rule,
        confidence,
      ]),
      [
        [[1, 1], 'pixels/drawn', 0.7],
        [[3, 3], 'pixels/drawn', 0.7],
      ],
    );
  });

  it('what can not be encoded again becomes another lossless syntax, and the issue says so', async function () {
    const own: Kind = { name: '8 bits, signed', signed: true, black: '-128' };
    const gdcm = { name: 'gdcmconv', args: ['--j2k'] };
    const bytes = packedBy(imageFile({ ...specOf(own, 1), pixels: pixelData(samplesOf(own, 1)) }), gdcm, folder);
    if (bytes === undefined) {
      console.log('      skipped: gdcmconv is not installed');
      this.skip();
    }
    const { output, plan } = await redact(bytes, RULE, MORE);
    assert.equal(readFile(output).syntax, `${BASE}80`);
    assert.match(plan.issues.find(({ code }) => code === 'transfer-syntax-changed')?.message ?? '', /JPEG-LS/);
    await assertBlanked(bytes, output, { columns: COLUMNS, frames: 1, black: '-128' }, AREAS, frameCodecs.decode);
  });

  it('wide colours of JPEG 2000, which the codecs misread, are refused', async () => {
    const own: Kind = { name: '', samples: 3, photometric: 'RGB', planar: 0, bits: 16, black: '' };
    // The header of a codestream is enough: it says 3 components of 16 bits.
    const stream = Uint8Array.from([
      ...[0xff, 0x4f, 0xff, 0x51, 0, 47, 0, 0, 0, 0, 0, COLUMNS, 0, 0, 0, ROWS, 0, 0, 0, 0, 0, 0, 0, 0],
      ...[0, 0, 0, COLUMNS, 0, 0, 0, ROWS, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 15, 1, 1, 15, 1, 1, 15, 1, 1, 0],
    ]);
    const bytes = imageFile({ ...specOf(own, 1), pixels: encapsulated([stream]) }, { syntax: `${BASE}90` });
    const { refusal } = await dicom.plan(bufferSource(bytes), { ...contextFor(RULE), ...MORE });
    assert.match(refusal?.message ?? '', /more than 8 bits in JPEG 2000/);
  });

  it('video and pixels elsewhere are refused by name', async () => {
    for (const [kind, words] of [
      ['103', /H\.264/],
      ['94', /JPIP/],
    ] as const) {
      const bytes = imageFile(
        { ...specOf(KINDS[0] ?? assert.fail(), 1), pixels: encapsulated([new Uint8Array(64)]) },
        { syntax: BASE + kind },
      );
      const { refusal } = await dicom.plan(bufferSource(bytes), { ...contextFor(RULE), ...MORE });
      assert.match(refusal?.message ?? '', words);
    }
  });
});

function even(bytes: Uint8Array): Uint8Array {
  return bytes.length % 2 === 0 ? bytes : Uint8Array.from([...bytes, 0]);
}

interface Lossy {
  readonly name: string;
  readonly kind: Kind;
  readonly args: readonly string[];
  /** Pixels of an MCU, and how far decoders mix colours beyond one. */
  readonly unit: readonly [number, number, number];
}

const COLOUR = KINDS[6] ?? assert.fail();
const LOSSY: readonly Lossy[] = [
  { name: 'baseline, grey', kind: KINDS[0] ?? assert.fail(), args: ['+eb'], unit: [8, 8, 0] },
  {
    name: 'baseline, tables made for the picture',
    kind: KINDS[0] ?? assert.fail(),
    args: ['+eb', '+ho'],
    unit: [8, 8, 0],
  },
  { name: 'baseline, MONOCHROME1', kind: KINDS[1] ?? assert.fail(), args: ['+eb'], unit: [8, 8, 0] },
  { name: 'extended, 12 bits', kind: KINDS[2] ?? assert.fail(), args: ['+ee'], unit: [8, 8, 0] },
  { name: 'baseline, colours as fine', kind: COLOUR, args: ['+eb', '+s4'], unit: [8, 8, 0] },
  { name: 'baseline, colours half as fine across', kind: COLOUR, args: ['+eb', '+s2'], unit: [16, 8, 1] },
  { name: 'progressive, grey', kind: KINDS[0] ?? assert.fail(), args: ['+ep'], unit: [8, 8, 0] },
  { name: 'progressive, 12 bits', kind: KINDS[2] ?? assert.fail(), args: ['+ep'], unit: [8, 8, 0] },
  { name: 'progressive, colours as fine', kind: COLOUR, args: ['+ep', '+s4'], unit: [8, 8, 0] },
  { name: 'progressive, colours half as fine across', kind: COLOUR, args: ['+ep', '+s2'], unit: [16, 8, 1] },
  { name: 'baseline, RGB as it is', kind: COLOUR, args: ['+eb', '+cr'], unit: [8, 8, 0] },
];

function byUnits([x, y, w, h]: Rectangle, [across, down, rim]: Lossy['unit']): Rectangle {
  const [left, top] = [Math.floor(x / across) * across - rim, Math.floor(y / down) * down - rim];
  const [right, bottom] = [Math.ceil((x + w) / across) * across + rim, Math.ceil((y + h) / down) * down + rim];
  const inner = [Math.max(0, left), Math.max(0, top), Math.min(COLUMNS, right), Math.min(ROWS, bottom)] as const;
  return [inner[0], inner[1], inner[2] - inner[0], inner[3] - inner[1]];
}

async function pixelsOf(bytes: Uint8Array): Promise<readonly string[]> {
  const frame = await frameOf(await openBytes(bytes), 0, frameCodecs.decode);
  const values = valuesOf(frame);
  const { samples } = frame;
  return Array.from({ length: ROWS * COLUMNS }, (_, at) => values.slice(at * samples, (at + 1) * samples).join(','));
}

describe('regions of lossy JPEG', () => {
  for (const { name, kind, args, unit } of LOSSY) {
    it(`${name}: only the blocks that are touched change`, async function () {
      const program: Program = { name: 'dcmcjpeg', args: [...args, '+q', '90'] };
      const spec = specOf(kind, 1);
      const bytes = packedBy(imageFile({ ...spec, pixels: pixelData(samplesOf(kind, 1)) }), program, folder);
      if (bytes === undefined) {
        console.log('      skipped: dcmcjpeg is not installed');
        this.skip();
      }
      const { output, plan } = await redact(bytes, RULE, MORE);
      assert.equal(readFile(output).syntax, readFile(bytes).syntax);
      const wide = AREAS.map((area) => byUnits(area, unit));
      const told = plan.findings.flatMap(({ location }) => (location.kind === 'pixels' ? [location.rectangle] : []));
      assert.deepEqual(told, wide);
      agreed(bytes, output, wide, spec);
      // Colours of neighbours come in at the rim: black is looked for one pixel further in.
      const inner = unit[2] === 0 ? AREAS.slice(0, 1) : [[6, 4, 15, 6] as const];
      const [was, is] = [await openBytes(bytes), await openBytes(output)];
      assert.equal(was.layout.photometric, is.layout.photometric);
      await assertBlackInside(output, inner, kind.black);
      const again = await redact(output, RULE, MORE);
      assert.deepEqual(again.output, output, 'nothing is left to do');
    });
  }

  for (const [fill, unit] of [
    [{ kind: 'black' }, [8, 8, 0]],
    [{ kind: 'inpaint' }, [8, 8, 0]],
    [{ kind: 'black' }, [16, 8, 1]],
  ] as const) {
    it(`a polygon: only the blocks that it meets change (${fill.kind}, ${unit.join(' ')})`, async function () {
      const kind = unit[0] === 8 ? (KINDS[0] ?? assert.fail()) : COLOUR;
      const program: Program = { name: 'dcmcjpeg', args: [...(unit[0] === 8 ? ['+eb'] : ['+eb', '+s2']), '+q', '90'] };
      const spec = specOf(kind, 1);
      const bytes = packedBy(imageFile({ ...spec, pixels: pixelData(samplesOf(kind, 1)) }), program, folder);
      if (bytes === undefined) {
        console.log('      skipped: dcmcjpeg is not installed');
        this.skip();
      }
      // A slim band from the top left to the bottom right.
      const polygon = [
        [1, 1],
        [6, 1],
        [39, 30],
        [34, 30],
      ] as const;
      const { output, plan } = await redact(bytes, policyWith([]), {
        ...MORE,
        drawn: [{ ...DRAWN, box: [1, 1, 39, 30], polygon, fill }],
      });
      const told = plan.findings.filter(({ location }) => location.kind === 'pixels');
      assert.equal(told.length, 1);
      const [was, is] = [await pixelsOf(bytes), await pixelsOf(output)];
      const [across, down, rim] = unit;
      const met = (x: number, y: number): boolean => {
        for (let row = Math.floor(y / down) * down; row < Math.floor(y / down) * down + down; row++) {
          const [from, to] = [Math.max(1, row - 1) * (33 / 29) - 0.2, Math.max(1, row) * (33 / 29) + 6.2];
          const [left, right] = [Math.floor(x / across) * across, Math.floor(x / across) * across + across];
          if (row >= 1 && row < 30 && from < right && to > left) return true;
        }
        return false;
      };
      let [changed, free] = [0, 0];
      for (const [at, value] of was.entries()) {
        const [x, y] = [at % COLUMNS, Math.floor(at / COLUMNS)];
        const near = [-rim, 0, rim].some((dx) => [-rim, 0, rim].some((dy) => met(x + dx, y + dy)));
        if (!near) {
          free += 1;
          assert.equal(is[at], value, `${x}, ${y}`);
        } else if (is[at] !== value) changed += 1;
      }
      assert.ok(free > 300, `${free} pixels lie outside`);
      assert.ok(changed > 300, `${changed} pixels changed`);
      for (let step = 0; step < 28; step += 4) {
        const at = (2 + step) * COLUMNS + Math.round(4 + step * (33 / 29));
        if (fill.kind === 'black')
          assert.ok(
            (is[at] ?? '').split(',').every((value) => Number(value) < 12),
            is[at],
          );
      }
    });
  }

  it('progressive JPEG whose last scans never came becomes lossless, and the issue says so', async function () {
    for (const kind of [KINDS[0] ?? assert.fail(), COLOUR]) {
      const program: Program = { name: 'dcmcjpeg', args: ['+ep', '+q', '90'] };
      const whole = packedBy(imageFile({ ...specOf(kind, 1), pixels: pixelData(samplesOf(kind, 1)) }), program, folder);
      if (whole === undefined) {
        console.log('      skipped: dcmcjpeg is not installed');
        this.skip();
      }
      const frame = await frameBytes(await openBytes(whole), 0);
      const jpeg = frame.kind === 'bytes' ? Buffer.from(frame.bytes) : assert.fail(frame.reason);
      const third = [1, 2, 3].reduce((at) => jpeg.indexOf(Buffer.of(0xff, 0xda), at + 1), 0);
      const short = even(Buffer.concat([jpeg.subarray(0, third), Buffer.of(0xff, 0xd9)]));
      const photometric = kind === COLOUR ? 'YBR_FULL_422' : (kind.photometric ?? 'MONOCHROME2');
      const bytes = imageFile(
        { ...specOf(kind, 1), photometric, pixels: encapsulated([short]) },
        { syntax: `${BASE}55` },
      );
      const { output, plan } = await redact(bytes, RULE, MORE);
      assert.equal(readFile(output).syntax, `${BASE}80`);
      assert.ok(plan.issues.some(({ code }) => code === 'transfer-syntax-changed'));
      await assertBlanked(bytes, output, { columns: COLUMNS, frames: 1, black: kind.black }, AREAS, frameCodecs.decode);
    }
  });

  it('colours half as fine both ways, with restarts', async function () {
    const raw = samplesOf(COLOUR, 1);
    const size = `${COLUMNS}x${ROWS}`;
    const run = spawnSync(
      'ffmpeg',
      [
        ...['-v', 'error', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', size, '-i', '-'],
        ...['-pix_fmt', 'yuvj420p', '-c:v', 'mjpeg', '-slices', '2', '-f', 'mjpeg', '-'],
      ],
      { input: raw },
    );
    if (run.error !== undefined) {
      console.log('      skipped: ffmpeg is not installed');
      this.skip();
    }
    assert.equal(run.status, 0, String(run.stderr));
    const spec = {
      ...specOf(COLOUR, 1),
      photometric: 'YBR_FULL_422',
      pixels: encapsulated([new Uint8Array(run.stdout)]),
    };
    const bytes = imageFile(spec, { syntax: `${BASE}50` });
    const { output } = await redact(bytes, RULE, MORE);
    agreed(
      bytes,
      output,
      AREAS.map((area) => byUnits(area, [16, 16, 1])),
      specOf(COLOUR, 1),
    );
    await assertBlackInside(output, [[6, 4, 15, 6]], '0,0,0');
  });

  it('fills that are made of the picture', async function () {
    const program: Program = { name: 'dcmcjpeg', args: ['+eb', '+s2', '+q', '90'] };
    const bytes = packedBy(
      imageFile({ ...specOf(COLOUR, 1), pixels: pixelData(samplesOf(COLOUR, 1)) }),
      program,
      folder,
    );
    if (bytes === undefined) {
      console.log('      skipped: dcmcjpeg is not installed');
      this.skip();
    }
    for (const fill of [
      { kind: 'inpaint' },
      { kind: 'blur' },
      { kind: 'pixelate' },
      { kind: 'constant', value: 77 },
    ] as const) {
      const drawn = [{ ...DRAWN, fill }];
      const { output } = await redact(bytes, policyWith([]), { ...MORE, drawn });
      agreed(bytes, output, [byUnits([17, 9, 10, 8], [16, 8, 1])], specOf(COLOUR, 1));
      assert.notDeepEqual(
        find(readFile(output).elements, 0x7fe00010)?.fragments,
        find(readFile(bytes).elements, 0x7fe00010)?.fragments,
      );
    }
  });
});

async function assertBlackInside(output: Uint8Array, areas: readonly Rectangle[], black: string): Promise<void> {
  const frame = await frameOf(await openBytes(output), 0, frameCodecs.decode);
  const values = valuesOf(frame);
  for (const [left, top, width, height] of areas)
    for (let y = top; y < top + height; y++)
      for (let x = left; x < left + width; x++) {
        const at = (y * frame.columns + x) * frame.samples;
        assert.equal(values.slice(at, at + frame.samples).join(), black, `${x}, ${y}`);
      }
}
