import assert from 'node:assert/strict';
import { codeCase } from '../../scripts/photoCases/codeCase.js';
import { symbolOf } from '../../scripts/photoCases/symbols.js';
import { background } from '../../scripts/pixelCases/backgrounds.js';
import { createRandom } from '../../scripts/pixelCases/random.js';
import { wholeBars } from '../../src/core/pixels/barcodes/barLength.js';
import type { CodeReader } from '../../src/core/pixels/barcodes/findBarcodes.js';
import { findBarcodes } from '../../src/core/pixels/barcodes/findBarcodes.js';
import type { Grey } from '../../src/core/pixels/barcodes/greyPicture.js';
import { codesByTexture } from '../../src/core/pixels/barcodes/texture.js';
import type { Picture, Seen } from '../../src/core/pixels/detection.js';
import { createDetector } from '../../src/node/models/index.js';

const blind: CodeReader = () => Promise.resolve([]);

function paper(width: number, height: number): Grey {
  return { width, height, bytes: new Uint8Array(width * height).fill(230) };
}

/** Draws modules from the top left of (left, top), each of so many pixels. */
function draw(
  { width, bytes }: Grey,
  symbol: { readonly width: number; readonly height: number; readonly modules: Uint8Array },
  [left, top]: readonly [number, number],
  [across, down]: readonly [number, number],
): void {
  for (let y = 0; y < symbol.height * down; y++)
    for (let x = 0; x < symbol.width * across; x++)
      bytes[(top + y) * width + left + x] =
        symbol.modules[Math.floor(y / down) * symbol.width + Math.floor(x / across)] ?? 255;
}

function pictureOf(grey: Grey): Picture {
  return { ...grey, samples: 1 };
}

function covers(seen: readonly Seen[], [left, top, right, bottom]: readonly [number, number, number, number]): boolean {
  return seen.some(({ box }) => box[0] <= left && box[1] <= top && box[2] >= right && box[3] >= bottom);
}

describe('bar codes', function () {
  this.timeout(60_000);

  it('bars that nobody can read are seen by their texture, and no more than they', async () => {
    const grey = paper(400, 200);
    const symbol = await symbolOf('Code128', 7);
    draw(grey, { ...symbol, height: 1 }, [60, 70], [2, 60]);
    const seen = await findBarcodes(pictureOf(grey), blind);
    assert.ok(covers(seen, [60, 70, 60 + symbol.width * 2, 130]), JSON.stringify(seen.map(({ box }) => box)));
    const [box] = seen.map((one) => one.box);
    assert.ok(box !== undefined && (box[2] - box[0]) * (box[3] - box[1]) < symbol.width * 2 * 60 * 1.6);
    assert.ok(seen.every(({ reading }) => reading === undefined));
  });

  it('squares that nobody can read are seen by their texture', async () => {
    const grey = paper(300, 300);
    const symbol = await symbolOf('QRCode', 3);
    draw(grey, symbol, [90, 100], [4, 4]);
    assert.ok(
      covers(await findBarcodes(pictureOf(grey), blind), [90, 100, 90 + symbol.width * 4, 100 + symbol.height * 4]),
    );
  });

  it('a ruler, a chess board of three fields, and noise are no codes', () => {
    const ruler = paper(320, 160);
    for (let x = 20; x < 300; x += 10) for (let y = 60; y < 90; y++) ruler.bytes.fill(0, y * 320 + x, y * 320 + x + 2);
    assert.deepEqual(codesByTexture(ruler), []);
    const board = paper(320, 320);
    for (let y = 60; y < 240; y++)
      for (let x = 60; x < 240; x++)
        if ((Math.floor(x / 60) + Math.floor(y / 60)) % 2 === 0) board.bytes[y * 320 + x] = 0;
    assert.deepEqual(codesByTexture(board), []);
    const random = createRandom('noise');
    const noise = paper(320, 320);
    for (const at of noise.bytes.keys()) noise.bytes[at] = random.whole(0, 255);
    assert.deepEqual(codesByTexture(noise), []);
  });

  it('dark lines that each run their own way, as vessels and letters do, are no bars', () => {
    const random = createRandom('vessels');
    const lines = Array.from({ length: 16 }, (_, at) => ({
      x: 60 + at * 12 + random.between(-3, 3),
      wide: random.whole(2, 5),
      lean: random.between(-0.25, 0.25),
    }));
    const drawn = (share: number): Grey => {
      const grey = paper(320, 200);
      for (const { x, wide, lean } of lines)
        for (let y = 50; y < 150; y++) {
          const from = 50 * 320 + (y - 50) * 320 + Math.round(x + lean * share * (y - 100));
          grey.bytes.fill(20, from, from + wide);
        }
      return grey;
    };
    assert.ok(codesByTexture(drawn(0)).some(({ form }) => form === 'bars'));
    assert.deepEqual(codesByTexture(drawn(1)), []);
  });

  it('drawn anatomy has no codes', () => {
    for (const kind of ['ultrasound', 'ct', 'mr', 'radiograph', 'mammogram'] as const) {
      const plane = background(kind, { width: 320, height: 256 }, createRandom(kind)).planes[0] ?? new Float32Array();
      const bytes = Uint8Array.from(plane, (value) => Math.max(0, Math.min(255, value)));
      assert.deepEqual(codesByTexture({ width: 320, height: 256, bytes }), [], kind);
    }
  });

  it('bars are followed from the lines that were read to their ends', async () => {
    const grey = paper(400, 200);
    const symbol = await symbolOf('Code128', 7);
    draw(grey, { ...symbol, height: 1 }, [60, 50], [2, 80]);
    const right = 60 + symbol.width * 2;
    const [first, , third] = wholeBars(grey, [
      [60, 90],
      [right, 90],
      [right, 92],
      [60, 92],
    ]);
    assert.ok(first !== undefined && third !== undefined);
    assert.ok(first[1] <= 50 && first[1] > 44 && third[1] >= 130 && third[1] < 136, `${first[1]} to ${third[1]}`);
  });

  it('the looks end when nothing is read any more', async () => {
    let looks = 0;
    const reader: CodeReader = ({ bytes }) => {
      looks++;
      // Reads the dark square until it is covered.
      const there = (bytes[50 * 200 + 50] ?? 0) < 100;
      const corners: [number, number][] = [
        [40, 40],
        [60, 40],
        [60, 60],
        [40, 60],
      ];
      return Promise.resolve(there ? [{ corners, linear: false, guards: false, text: 'x' }] : []);
    };
    const grey = paper(200, 100);
    for (let y = 40; y < 60; y++) grey.bytes.fill(10, y * 200 + 40, y * 200 + 60);
    const seen = await findBarcodes(pictureOf(grey), reader);
    assert.deepEqual(
      seen.map(({ kind, reading }) => [kind, reading?.text]),
      [['barcode', 'x']],
    );
    assert.equal(looks, 3);
  });

  it('codes of several symbologies: found, and unreadable once they are blanked', async () => {
    const detector = createDetector();
    try {
      for (const number of [0, 1, 3]) {
        const { picture, truth, name } = await codeCase(number, 'score');
        const seen = await detector({ picture, kinds: ['barcode'] });
        const bytes = new Uint8Array(picture.bytes);
        let [there, covered] = [0, 0];
        for (const [at, bit] of truth.entries()) {
          const [x, y] = [at % picture.width, Math.floor(at / picture.width)];
          const inside = seen.some(({ box }) => x >= box[0] && y >= box[1] && x < box[2] && y < box[3]);
          if (inside) bytes[at] = 0;
          there += bit;
          covered += inside ? bit : 0;
        }
        assert.ok(covered >= there * 0.99, `${name}: ${covered} of ${there}`);
        const again = await detector({ picture: { ...picture, bytes }, kinds: ['barcode'] });
        assert.ok(
          again.every(({ reading }) => reading === undefined),
          name,
        );
      }
    } finally {
      await detector.close();
    }
  });
});
