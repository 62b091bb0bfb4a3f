// All frames of an object are looked at, and none twice: with a detector that finds what is brightest and counts how often it is asked.
import assert from 'node:assert/strict';
import type { Detector, Seen } from '../../src/core/pixels/detection.js';
import { type Examined, examine } from '../../src/core/pixels/examine/examine.js';
import { cutOut } from '../../src/core/pixels/examine/picture.js';
import { imageFile, openBytes, pixelData } from './imageFile.js';

interface Asked {
  calls: number;
  pixels: number;
  quick: number;
}

/** Finds rows of pixels of at least this brightness that stand together. */
function brightest(asked: Asked, least = 250): Detector {
  return ({ picture: { width, height, bytes, samples }, quick }) => {
    asked.calls += 1;
    asked.pixels += width * height;
    if (quick === true) asked.quick += 1;
    let box: [number, number, number, number] | undefined;
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        if ((bytes[(y * width + x) * samples] ?? 0) < least) continue;
        box =
          box === undefined
            ? [x, y, x + 1, y + 1]
            : [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x + 1), Math.max(box[3], y + 1)];
      }
    const seen: Seen[] =
      box === undefined
        ? []
        : [
            {
              kind: 'text',
              box,
              confidence: 0.9,
              ...(quick === true ? {} : { reading: { text: 'A', confidence: 1 } }),
            },
          ];
    return Promise.resolve(seen);
  };
}

interface Cine {
  readonly frames: number;
  readonly rows?: number;
  readonly columns?: number;
  readonly shade: (frame: number, x: number, y: number) => number;
}

async function look({ frames, rows = 96, columns = 160, shade }: Cine, exhaustive = false) {
  const pixels = new Uint8Array(frames * rows * columns);
  for (let frame = 0, at = 0; frame < frames; frame++)
    for (let y = 0; y < rows; y++) for (let x = 0; x < columns; x++, at++) pixels[at] = shade(frame, x, y);
  const image = await openBytes(imageFile({ rows, columns, frames, pixels: pixelData(pixels, 'OB') }));
  assert.ok(image !== undefined);
  const asked: Asked = { calls: 0, pixels: 0, quick: 0 };
  const examined: Examined = await examine({ image, detector: brightest(asked), kinds: ['text'], exhaustive });
  assert.equal(examined.kind, 'examined');
  return {
    asked,
    sightings: examined.kind === 'examined' ? examined.sightings : [],
    grouped: examined.kind === 'examined' ? examined.grouped : 0,
  };
}

const inBox = (x: number, y: number, [left, top, right, bottom]: readonly [number, number, number, number]) =>
  x >= left && x < right && y >= top && y < bottom;
/** Speckle that is another in each frame and never as bright as text. */
const speckle = (frame: number, x: number, y: number) => 40 + (((frame * 7919 + x * 104729 + y * 1299709) >>> 3) % 90);

describe('looking into frames', () => {
  it('looks at a still object once, however many frames it has', async () => {
    const { asked, sightings } = await look({
      frames: 300,
      shade: (_, x, y) => (inBox(x, y, [8, 8, 60, 20]) ? 255 : 30),
    });
    assert.equal(asked.calls, 1);
    assert.deepEqual(
      sightings.map(({ box, frames }) => ({ box, frames })),
      [{ box: [8, 8, 60, 20], frames: [[0, 299]] }],
    );
  });

  it('finds a text that is in one frame of many, and says in which', async () => {
    for (const exhaustive of [false, true]) {
      const { sightings } = await look(
        { frames: 120, shade: (frame, x, y) => (frame === 77 && inBox(x, y, [100, 60, 140, 72]) ? 255 : 30) },
        exhaustive,
      );
      assert.equal(sightings.length, 1);
      assert.deepEqual(sightings[0]?.frames, [[77, 77]]);
    }
  });

  it('finds it while everything behind it moves', async () => {
    for (const at of [3, 40, 79]) {
      const { sightings, grouped } = await look({
        frames: 80,
        shade: (frame, x, y) => (frame === at && inBox(x, y, [100, 60, 140, 72]) ? 255 : speckle(frame, x, y)),
      });
      assert.ok(grouped > 40, 'most frames are looked at in groups');
      const [sighting] = sightings;
      assert.ok(
        sighting?.frames.some(([first, last]) => first <= at && last >= at),
        `frame ${at}`,
      );
      assert.ok((sighting?.box[0] ?? 999) <= 100 && (sighting?.box[3] ?? 0) >= 72);
    }
  });

  it('looks only where something changed', async () => {
    // A line that never changes above, and a corner that always does.
    const { asked, sightings } = await look({
      frames: 20,
      rows: 256,
      columns: 512,
      shade: (frame, x, y) =>
        inBox(x, y, [8, 8, 90, 20]) ? 255 : inBox(x, y, [448, 192, 512, 256]) ? speckle(frame, x, y) : 20,
    });
    assert.deepEqual(sightings[0]?.frames, [[0, 19]]);
    assert.equal(asked.calls, 20);
    assert.ok(asked.pixels < 256 * 512 + 19 * 150 * 150, 'the rest of the frame was not looked at again');
  });

  it('does not look again at what comes back', async () => {
    const { asked } = await look({ frames: 40, shade: (frame, x, y) => speckle(frame % 4, x, y) });
    assert.equal(asked.calls, 4);
  });

  it('follows a text that a frame hides from the detector', async () => {
    // In every fifth frame the text is a little darker than the detector wants, though it can still be read.
    const { sightings } = await look({
      frames: 21,
      shade: (frame, x, y) =>
        inBox(x, y, [30, 30, 90, 34]) || inBox(x, y, [30, 38, 90, 42])
          ? frame % 5 === 4
            ? 245
            : 255
          : speckle(frame, x, y),
    });
    assert.deepEqual(sightings[0]?.frames, [[0, 20]]);
  });

  it('says why an image can not be looked at', async () => {
    const short = await openBytes(
      imageFile({ rows: 64, columns: 64, frames: 9, pixels: pixelData(new Uint8Array(64 * 64 * 2), 'OB') }),
    );
    assert.ok(short !== undefined);
    const examined = await examine({
      image: short,
      detector: brightest({ calls: 0, pixels: 0, quick: 0 }),
      kinds: ['text'],
    });
    assert.equal(examined.kind, 'trouble');
  });

  it('reads a large frame in bands, and finds what lies where two of them meet', async () => {
    const [rows, columns] = [3000, 2600];
    const pixels = new Uint8Array(rows * columns).fill(10);
    for (let y = 1490; y < 1510; y++) pixels.fill(255, y * columns + 2000, y * columns + 2400);
    const image = await openBytes(imageFile({ rows, columns, pixels: pixelData(pixels, 'OB') }));
    assert.ok(image !== undefined);
    const asked: Asked = { calls: 0, pixels: 0, quick: 0 };
    const examined = await examine({ image, detector: brightest(asked), kinds: ['text'] });
    assert.equal(examined.kind, 'examined');
    const boxes = examined.kind === 'examined' ? examined.sightings.map(({ box }) => box) : [];
    for (const [x, y] of [
      [2000, 1490],
      [2399, 1509],
    ] as const)
      assert.ok(
        boxes.some((box) => inBox(x, y, box)),
        `${x}, ${y}`,
      );
  });

  it('cuts a part out of a picture, and copies nothing where the part is all of it', () => {
    const picture = { width: 3, height: 2, samples: 1, bytes: Uint8Array.of(1, 2, 3, 4, 5, 6) } as const;
    assert.equal(cutOut(picture, [0, 0, 3, 2]), picture);
    assert.deepEqual(cutOut(picture, [1, 0, 3, 2]), { ...picture, width: 2, bytes: Uint8Array.of(2, 3, 5, 6) });
  });
});
