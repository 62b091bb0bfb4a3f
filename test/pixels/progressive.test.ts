// Regions of progressive JPEG: every coefficient outside stays, which another decoder sees too, and damaged streams do no harm.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'mocha';
import { randomFrom } from '../../scripts/mutate.js';
import { rewriteJpeg } from '../../src/core/pixels/jpeg/rewriteJpeg.js';
import { segment } from '../support/photoWriter.js';
import { type ProgressiveShape, progressiveFile } from '../support/progressiveWriter.js';

const shade = (x: number, y: number, component: number): number =>
  (x * 7 + y * 11 + ((x * y) % 13) * 9 + component * 40) % 256;
const SIZE = { width: 61, height: 45, shade };
const SHAPES: readonly ProgressiveShape[] = [
  { ...SIZE, factors: [[1, 1]] },
  { ...SIZE, factors: [[1, 1]], restart: 5 },
  {
    ...SIZE,
    factors: [
      [2, 2],
      [1, 1],
      [1, 1],
    ],
  },
  {
    ...SIZE,
    restart: 2,
    factors: [
      [2, 1],
      [1, 1],
      [1, 1],
    ],
  },
  {
    ...SIZE,
    factors: [
      [1, 1],
      [1, 1],
      [1, 1],
      [1, 1],
    ],
  },
];
const BLACK = [0, 128, 128, 0];

function rewritten(bytes: Uint8Array, units: readonly [number, number, number, number]): Uint8Array {
  const done = rewriteJpeg(bytes, [{ units, fill: { kind: 'black' } }], BLACK);
  assert.ok(done.kind === 'rewritten', done.kind === 'trouble' ? done.reason : '');
  return done.bytes;
}

/** Planes as ffmpeg decodes them, without turning them into other colours; undefined where it is not there. */
function planesOf(bytes: Uint8Array): Uint8Array | undefined {
  const args = ['-v', 'error', '-f', 'jpeg_pipe', '-i', '-', '-f', 'rawvideo', '-'];
  const run = spawnSync('ffmpeg', args, { input: bytes });
  if (run.error !== undefined) return undefined;
  assert.equal(run.status, 0, String(run.stderr));
  assert.equal(String(run.stderr), '');
  return new Uint8Array(run.stdout);
}

type Part = readonly [first: number, last: number, high: number, low: number, data: string];

/** Grey and square, of scans given as bits, with codes of four bits for the symbols of DC and AC. */
function streamOf(width: number, dc: readonly number[], ac: readonly number[], parts: Iterable<Part>): Uint8Array {
  const table = (id: number, symbols: readonly number[]): Uint8Array =>
    segment(0xc4, Uint8Array.of(id, 0, 0, 0, symbols.length, ...new Array<number>(12).fill(0), ...symbols));
  const scans = [...parts].flatMap(([first, last, high, low, bits]) => {
    const data = (bits.padEnd(Math.ceil(bits.length / 8) * 8, '1').match(/.{8}/gu) ?? []).map((byte) =>
      Number.parseInt(byte, 2),
    );
    const stuffed = data.flatMap((byte) => (byte === 0xff ? [0xff, 0] : [byte]));
    return [segment(0xda, Uint8Array.of(1, 1, 0, first, last, high * 16 + low)), Uint8Array.from(stuffed)];
  });
  return new Uint8Array(
    Buffer.concat([
      Uint8Array.of(0xff, 0xd8),
      segment(0xdb, Uint8Array.of(0, ...new Array<number>(64).fill(1))),
      segment(0xc2, Uint8Array.of(8, width >> 8, width & 255, width >> 8, width & 255, 1, 1, 0x11, 0)),
      table(0, dc),
      table(0x10, ac),
      ...scans,
      Uint8Array.of(0xff, 0xd9),
    ]),
  );
}

/** All empty blocks of a scan of 2048 pixels, in runs of 32767. */
const EMPTY = `0001${'1'.repeat(14)}`.repeat(2) + `0001${'0'.repeat(13)}1`.repeat(2);

function* scansOf(frequencies: number): Generator<Part> {
  yield [0, 0, 0, 0, '0000'.repeat(256 * 256)];
  for (let at = 1; at <= frequencies; at++)
    for (let low = 13; low >= 0; low--) yield [at, at, low === 13 ? 0 : low + 1, low, EMPTY];
}

describe('regions of progressive JPEG', () => {
  it('leave all other blocks as they are, which ffmpeg sees as well', function () {
    for (const shape of SHAPES.filter(({ factors }) => factors.length < 4)) {
      const bytes = progressiveFile([], shape);
      const [across = 1, down = 1] = shape.factors[0] ?? [];
      const [before, after] = [planesOf(bytes), planesOf(rewritten(bytes, [1, 1, 2, 2]))];
      if (before === undefined || after === undefined) {
        console.log('      skipped: ffmpeg is not installed');
        this.skip();
      }
      assert.equal(after.length, before.length);
      let [start, inside] = [0, 0];
      for (const [h, v] of shape.factors) {
        const [wide, high] = [Math.ceil((SIZE.width * h) / across), Math.ceil((SIZE.height * v) / down)];
        for (let y = 0; y < high; y++)
          for (let x = 0; x < wide; x++) {
            const at = start + y * wide + x;
            if (x >= 8 * h && x < 16 * h && y >= 8 * v && y < 16 * v) inside += before[at] === after[at] ? 0 : 1;
            else assert.equal(after[at], before[at], `${x}, ${y}`);
          }
        start += wide * high;
      }
      assert.equal(start, before.length);
      assert.ok(inside > 60);
    }
  });

  it('are gone for good: where all goes, nothing of the picture is in the data', () => {
    for (const shape of SHAPES) {
      const [one, other] = [shade, () => 200].map((own) =>
        rewritten(progressiveFile([], { ...shape, shade: own }), [0, 0, 8, 6]),
      );
      assert.deepEqual(one, other);
      assert.ok((one?.length ?? 0) < 1500);
    }
  });

  it('do no harm where the data is damaged', () => {
    const random = randomFrom(71);
    const below = (limit: number): number => Math.floor(random() * limit);
    const seeds = SHAPES.map((shape) => progressiveFile([], shape));
    const counts = { rewritten: 0, trouble: 0 };
    for (let turn = 0; turn < 1200; turn++) {
      let bytes = (seeds[turn % seeds.length] ?? assert.fail()).slice();
      for (let change = below(3); change >= 0; change--) {
        const at = below(random() < 0.5 ? 500 : bytes.length);
        const kind = below(5);
        if (kind < 3) bytes[at] = kind === 0 ? 0xff : below(256);
        else if (kind === 3) bytes = bytes.slice(0, random() < 0.2 ? at : bytes.length);
        else bytes = new Uint8Array(Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + below(40))]));
      }
      // No encoder makes a picture of this size of so few bytes.
      const done = rewriteJpeg(bytes, [{ units: [1, 1, 3, 2], fill: { kind: 'inpaint' } }], BLACK);
      if (done.kind === 'rewritten') rewritten(done.bytes, [0, 0, 1, 1]);
      counts[done.kind]++;
    }
    assert.ok(counts.rewritten > 50 && counts.trouble > 500, JSON.stringify(counts));
  });

  it('are not looked for in a picture of any size, and scans that bring nothing new are damage', () => {
    const huge = progressiveFile([], { ...SIZE, factors: [[1, 1]] });
    const frame = Buffer.from(huge).indexOf(Buffer.of(0xff, 0xc2));
    huge.set([0xff, 0xff, 0xff, 0xff], frame + 5);
    const done = rewriteJpeg(huge, [{ units: [0, 0, 1, 1], fill: { kind: 'black' } }], BLACK);
    assert.ok(done.kind === 'trouble' && /too large/u.test(done.reason));
    const twice = progressiveFile([], { ...SIZE, factors: [[1, 1]], scans: 1 });
    const scan = Buffer.from(twice).indexOf(Buffer.of(0xff, 0xda));
    const again = new Uint8Array(
      Buffer.concat([twice.subarray(0, twice.length - 2), twice.subarray(scan, twice.length)]),
    );
    const second = rewriteJpeg(again, [{ units: [0, 0, 1, 1], fill: { kind: 'black' } }], BLACK);
    assert.ok(second.kind === 'trouble' && /damaged/u.test(second.reason));
  });

  it('are not looked for in more scans of a large picture than there are coefficients', () => {
    const reasonOf = (frequencies: number): string => {
      const bytes = streamOf(2048, [0], [0, 0xe0], scansOf(frequencies));
      const done = rewriteJpeg(bytes, [{ units: [0, 0, 1, 1], fill: { kind: 'black' } }], BLACK);
      return done.kind === 'trouble' ? done.reason : '';
    };
    assert.equal(reasonOf(4), '');
    assert.match(reasonOf(63), /too many scans/u);
  });

  it('are refused beside coefficients and differences of more than 15 bits, which no symbol can say', () => {
    const kindOf = (...scans: readonly Part[]): string => {
      const bytes = streamOf(16, [0, 15, 16], [0, 15], scans);
      return rewriteJpeg(bytes, [{ units: [1, 1, 2, 2], fill: { kind: 'black' } }], BLACK).kind;
    };
    assert.equal(kindOf([0, 0, 0, 0, `00011${'0'.repeat(14)}000000000000`]), 'rewritten');
    const most = `0001${'1'.repeat(15)}`;
    // 64000 less in the second block.
    const less = `0010${(65_535 - 64_000).toString(2).padStart(16, '0')}`;
    assert.equal(kindOf([0, 0, 0, 0, `${most}${less}00000000`]), 'trouble');
    // -32768 in the first, in two steps.
    const steps = [`00010${'1'.repeat(14)}${'0000'.repeat(4)}`, `00000${'0000'.repeat(3)}`] as const;
    assert.equal(kindOf([0, 0, 0, 0, '0000'.repeat(4)], [1, 63, 0, 1, steps[0]], [1, 63, 1, 0, steps[1]]), 'trouble');
  });
});
