// What is taken out of photographs, and that everything else stays as it was. A stand-in says what is seen.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { PhotoContext } from '../../src/core/formats/photo/context.js';
import { detectPhotoRegions } from '../../src/core/formats/photo/detectRegions.js';
import { photo } from '../../src/core/formats/photo/index.js';
import type { Plan } from '../../src/core/kernel/plan.js';
import { bufferSource } from '../../src/core/kernel/source.js';
import type { Picture, Seen } from '../../src/core/pixels/detection.js';
import { compilePolicy } from '../../src/core/policy/compile.js';
import { DEFAULT_PIXELS } from '../../src/core/policy/policy.js';
import { cutPng, imagesOf, pixelsOf } from '../../src/core/verify/photo/pngScan.js';
import { verifyPhoto } from '../../src/core/verify/photo/verifyPhoto.js';
import type { FoundPart } from '../../src/core/verify/redacted.js';
import { lazyCodecs } from '../../src/node/codecs/index.js';
import { type Choices, contextOf } from '../support/engine.js';
import { chunk, exifSegment, jpegFile, type PngShape, pngFile, segment, text } from '../support/photoWriter.js';
import { progressiveFile } from '../support/progressiveWriter.js';
import { cleanPhoto } from './cleanPhoto.js';

type Box = readonly [number, number, number, number];

const codecs = lazyCodecs();

function seeing(boxes: readonly Box[], choices: Choices = {}, read?: string, shown: Picture[] = []): PhotoContext {
  const reading = read === undefined ? {} : { reading: { text: read, confidence: 0.99 } };
  const detector = async ({ picture }: { readonly picture: Picture }): Promise<readonly Seen[]> => {
    shown.push(picture);
    return boxes.map((box) => ({ kind: 'text', box, confidence: 0.9, ...reading }));
  };
  return { ...contextOf(choices), codecs, detector };
}

const partsOf = ({ findings }: Plan): readonly FoundPart[] =>
  findings.flatMap(({ location, effect }) => {
    if (location.kind !== 'pixels' || effect !== 'cleaned') return [];
    const [left, top, width, height] = location.rectangle;
    return [{ frames: location.frames, box: [left, top, left + width, top + height] as const }];
  });

async function verdict(original: Uint8Array, output: Uint8Array, plan: Plan): Promise<string> {
  const found = async () => partsOf(plan);
  const report = await verifyPhoto(bufferSource(original), bufferSource(output), {
    policy: contextOf().policy,
    codecs: codecs.decode,
    found,
  });
  return report.residue.map(({ code }) => code).join() || report.verdict;
}

const SHAPES: readonly PngShape[] = ([0, 2, 3, 4, 6] as const).flatMap((colour) =>
  ([1, 2, 4, 8, 16] as const).flatMap((depth) => {
    const fits = colour === 0 || depth === 8 || (colour === 3 ? depth < 16 : depth === 16);
    return fits ? [false, true].map((interlaced) => ({ width: 21, height: 13, colour, depth, interlaced })) : [];
  }),
);
const PALETTE = chunk(
  'PLTE',
  Uint8Array.from({ length: 6 }, (_, at) => [200, 10, 30, 0, 0, 1][at] ?? 0),
);

describe('what is found in a PNG picture', () => {
  for (const shape of SHAPES) {
    const { colour = 2, depth = 8, interlaced = false, width, height } = shape;
    it(`goes, and all else stays: colour type ${colour}, ${depth} bits${interlaced ? ', interlaced' : ''}`, async () => {
      const own = colour === 3 ? { ...shape, shade: (x: number, y: number) => (x + y) % 2 } : shape;
      const bytes = pngFile([...(colour === 3 ? [PALETTE] : []), text('Author', 'Okafor')], own);
      const { plan, output } = await cleanPhoto(bytes, seeing([[3, 2, 11, 7]], {}, 'Okafor, Grace'));
      assert.equal(await verdict(bytes, output, plan), 'clean');
      const before = pixelsOf(bytes, imagesOf(bytes, cutPng(bytes))[0] ?? assert.fail());
      const after = pixelsOf(output, imagesOf(output, cutPng(output))[0] ?? assert.fail());
      if (before === undefined || after === undefined) assert.fail('not read');
      const filled = new Set<string>();
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) {
          const at = (y * width + x) * before.size;
          const piece = ({ samples }: { readonly samples: Uint8Array }): string =>
            samples.subarray(at, at + before.size).join();
          const a: string = piece(before);
          const b: string = piece(after);
          if (x >= 3 && x < 11 && y >= 2 && y < 7) filled.add(b);
          else assert.equal(b, a, `pixel ${x}, ${y}`);
        }
      assert.equal(filled.size, 1);
      const [value = ''] = filled;
      const wide = depth === 16 ? 2 : 1;
      const opaque = colour >= 4 ? new Array<number>(wide).fill(255) : [];
      const black = colour === 3 ? [1] : [...new Array<number>(before.size - opaque.length).fill(0), ...opaque];
      assert.equal(value, black.join());
    });
  }

  it('is looked for in what alpha alone shows, and in each frame of an animation', async () => {
    const shown: Picture[] = [];
    const bytes = pngFile([], { width: 9, height: 7, colour: 6 });
    await cleanPhoto(bytes, seeing([], {}, undefined, shown));
    assert.deepEqual(
      shown.map(({ samples }) => samples),
      [3, 1],
    );
    shown.length = 0;
    const animated = animation();
    const { plan, output } = await cleanPhoto(animated, seeing([[1, 1, 3, 3]], {}, 'Okafor', shown));
    assert.equal(shown.length, 2);
    assert.equal(await verdict(animated, output, plan), 'clean');
    for (const image of imagesOf(output, cutPng(output))) {
      const { samples = new Uint8Array(0) } = pixelsOf(output, image) ?? {};
      assert.deepEqual([...samples.subarray((image.wide + 1) * 3, (image.wide + 1) * 3 + 6)].slice(0, 3), [0, 0, 0]);
    }
  });
});

/** Two frames; the second is put at the left upper corner, and smaller. */
function animation(): Uint8Array {
  const control = (sequence: number, width: number, height: number) => {
    const body = new Uint8Array(26);
    const view = new DataView(body.buffer);
    view.setUint32(0, sequence);
    view.setUint32(4, width);
    view.setUint32(8, height);
    return chunk('fcTL', body);
  };
  const small = pngFile([], { width: 5, height: 4 });
  const data = imagesOf(small, cutPng(small))[0]?.data ?? assert.fail();
  return pngFile([chunk('acTL', Uint8Array.of(0, 0, 0, 2, 0, 0, 0, 0)), control(0, 9, 7)], { width: 9, height: 7 }, [
    control(1, 5, 4),
    chunk('fdAT', new Uint8Array(Buffer.concat([Buffer.of(0, 0, 0, 2), data]))),
  ]);
}

describe('what is found in a JPEG photograph', () => {
  for (const shape of [
    { width: 61, height: 45, components: 3 },
    { width: 61, height: 45, components: 3, restart: 3 },
    { width: 40, height: 30, components: 1 },
  ] as const)
    it(`goes by blocks, and all others stay: ${shape.components} components, restart ${'restart' in shape}`, async () => {
      const bytes = jpegFile([exifSegment({ main: [[0x013b, 2, 'Grace Okafor']] })], shape);
      const { plan, output } = await cleanPhoto(bytes, seeing([[17, 3, 30, 12]], {}, 'Okafor'));
      assert.equal(await verdict(bytes, output, plan), 'clean');
      const [part] = partsOf(plan);
      assert.ok(part !== undefined && part.box[0] <= 16 && part.box[2] >= 32);
      const wrong: Plan = { ...plan, findings: [] };
      assert.equal(await verdict(bytes, output, wrong), 'pixels-changed');
      assert.ok(plan.findings.some(({ rule, category }) => rule === 'pixels/text' && category === 'name'));
    });

  for (const [name, shape] of [
    [
      'colours at half the size',
      {
        factors: [
          [2, 2],
          [1, 1],
          [1, 1],
        ],
      },
    ],
    [
      'colours at half the width, restarts',
      {
        factors: [
          [2, 1],
          [1, 1],
          [1, 1],
        ],
        restart: 3,
      },
    ],
    [
      'colours as fine',
      {
        factors: [
          [1, 1],
          [1, 1],
          [1, 1],
        ],
      },
    ],
    ['grey', { factors: [[1, 1]] }],
  ] as const)
    it(`goes from a progressive one, and all else stays: ${name}`, async () => {
      const shade = (x: number, y: number, component: number): number =>
        (x * 7 + y * 11 + ((x * y) % 13) * 9 + component * 40) % 256;
      const bytes = progressiveFile([exifSegment({ main: [[0x013b, 2, 'Grace Okafor']] })], {
        ...shape,
        width: 61,
        height: 45,
        shade,
      });
      for (const kind of ['black', 'blur', 'inpaint'] as const) {
        const context = seeing([[17, 3, 30, 12]], {}, 'Okafor');
        const pixels = { ...DEFAULT_PIXELS, textFill: { kind } };
        const policy = compilePolicy({ ...context.policy.policy, pixels });
        const { plan, output } = await cleanPhoto(bytes, { ...context, policy });
        assert.equal(await verdict(bytes, output, plan), 'clean', kind);
        assert.equal(await verdict(bytes, output, { ...plan, findings: [] }), 'pixels-changed');
        if (kind !== 'black') continue;
        const again = await cleanPhoto(output, { ...context, policy });
        assert.deepEqual(again.output, output, 'nothing is left to do');
      }
    });

  it('is refused where a progressive one was never finished, with what to do', async () => {
    const shade = (x: number, y: number): number => (x * 7 + y * 11 + ((x * y) % 13) * 9) % 256;
    const bytes = progressiveFile([], { width: 61, height: 45, factors: [[1, 1]], scans: 2, shade });
    const plan = await photo.plan(bufferSource(bytes), seeing([[17, 3, 30, 12]], {}, 'Okafor'));
    assert.equal(plan.refusal?.code, 'pixels-not-redacted');
    assert.match(plan.refusal?.message ?? '', /save it as baseline JPEG or PNG first/);
  });

  it('is told where it lies in the stored picture, whichever way it is shown', async () => {
    for (let orientation = 1; orientation <= 8; orientation++) {
      const shown: Picture[] = [];
      const bytes = jpegFile([exifSegment({ main: [[0x0112, 3, [orientation]]] })], { width: 40, height: 24 });
      const detection = await detectPhotoRegions(bufferSource(bytes), seeing([[0, 0, 10, 4]], {}, 'Okafor', shown));
      const [picture] = shown;
      assert.deepEqual([picture?.width, picture?.height], orientation < 5 ? [40, 24] : [24, 40]);
      // The left upper corner as shown, where it is stored.
      const corner = [
        [],
        [0, 0, 10, 4],
        [30, 0, 40, 4],
        [30, 20, 40, 24],
        [0, 20, 10, 24],
        [0, 0, 4, 10],
        [0, 14, 4, 24],
        [36, 14, 40, 24],
        [36, 0, 40, 10],
      ];
      assert.ok(detection.kind === 'looked');
      assert.deepEqual([...(detection.regions[0]?.region.box ?? [])], corner[orientation]);
    }
  });

  it('is refused where blocks can not be rewritten, with what to do', async () => {
    const wrong = jpegFile([], { width: 16, height: 16, marker: 0xc2 });
    const plan = await photo.plan(bufferSource(wrong), {
      ...seeing([[0, 0, 9, 9]]),
      codecs: { ...codecs, decode: grey },
    });
    assert.equal(plan.refusal?.code, 'pixels-not-redacted');
    assert.match(plan.refusal?.message ?? '', /damaged/);
    const arithmetic = await photo.plan(
      bufferSource(jpegFile([], { width: 16, height: 16, marker: 0xc9 })),
      seeing([]),
    );
    assert.equal(arithmetic.refusal?.code, 'pixels-not-examined');
  });

  it('is seen in inks, and goes from them', async () => {
    const adobe = (transform: number): Uint8Array =>
      segment(0xee, Uint8Array.of(0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, transform));
    // Cyan, magenta and yellow as 40, 90 and 140 of 255, and a little black.
    const inks = [40, 90, 140, 30];
    const inverted = inks.map((value) => 255 - value);
    for (const [before, stored, seen] of [
      [[], inks, [190, 146, 101]],
      [[adobe(0)], inverted, [190, 146, 101]],
      // Y, Cb and Cr of the inks.
      [[adobe(2)], [81, 161, 99, 225], [190, 146, 101]],
    ] as const) {
      const shade = (x: number, y: number, component: number): number => (stored[component] ?? 0) + ((x + y) % 2);
      for (const bytes of [
        jpegFile(before, { width: 40, height: 24, components: 4, shade }),
        progressiveFile(before, {
          width: 40,
          height: 24,
          shade,
          factors: [
            [1, 1],
            [1, 1],
            [1, 1],
            [1, 1],
          ],
        }),
      ]) {
        const shown: Picture[] = [];
        const { plan, output } = await cleanPhoto(bytes, seeing([[9, 3, 15, 7]], {}, 'Okafor', shown));
        assert.equal(await verdict(bytes, output, plan), 'clean');
        assert.equal(await verdict(bytes, output, { ...plan, findings: [] }), 'pixels-changed');
        const look = async (file: Uint8Array, x: number, y: number): Promise<readonly number[]> => {
          const pictures: Picture[] = [];
          await detectPhotoRegions(bufferSource(file), seeing([], {}, undefined, pictures));
          const [picture] = pictures;
          return [...(picture?.bytes ?? []).slice((y * 40 + x) * 3, (y * 40 + x) * 3 + 3)];
        };
        const was = await look(bytes, 20, 4);
        for (const [at, value] of seen.entries()) assert.ok(Math.abs((was[at] ?? 0) - value) < 6, was.join());
        assert.deepEqual(await look(output, 20, 4), was);
        assert.deepEqual(await look(output, 12, 4), [0, 0, 0]);
      }
    }
  });

  it('is not looked for where the user says so, which is told; technical words stay', async () => {
    const shown: Picture[] = [];
    const bytes = jpegFile([], { width: 16, height: 16 });
    const { plan } = await cleanPhoto(bytes, seeing([[0, 0, 9, 9]], { pixels: 'none' }, 'Okafor', shown));
    assert.deepEqual(
      [shown.length, plan.edits.length, plan.issues.map(({ code }) => code)],
      [0, 0, ['pixels-not-examined']],
    );
    const stays = await cleanPhoto(bytes, seeing([[0, 0, 9, 9]], {}, '120 kV'));
    assert.deepEqual([stays.plan.edits.length, stays.plan.findings.map(({ effect }) => effect)], [0, ['kept']]);
  });
});

const grey: typeof codecs.decode = ({ format }) => ({
  kind: 'decoded',
  format,
  bytes: new Uint8Array(format.rows * format.columns),
});

describe('the second reader of photographs', () => {
  it('passes clean copies, and sees what was left or put there', async () => {
    const { fullJpeg, fullPng } = await import('./samples.js');
    for (const bytes of [fullJpeg(), fullPng()]) {
      const { plan, output } = await cleanPhoto(bytes, { ...contextOf(), codecs });
      assert.equal(await verdict(bytes, output, plan), 'clean');
      assert.match(await verdict(bytes, bytes, plan), /metadata-left/);
      const tail = new Uint8Array(Buffer.concat([output, Buffer.from('held by his daughter')]));
      assert.match(await verdict(bytes, tail, plan), /metadata-left,identifier-in-output/);
    }
    const pixel = pngFile([], { width: 9, height: 7 });
    const other = pngFile([], {
      width: 9,
      height: 7,
      shade: (x, y) => (x === 4 && y === 4 ? 9 : (x * 7 + y * 3) % 256),
    });
    const { plan } = await cleanPhoto(pixel, contextOf());
    assert.equal(await verdict(pixel, other, plan), 'pixels-changed');
  });
});
