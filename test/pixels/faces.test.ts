import assert from 'node:assert/strict';
import type { Picture } from '../../src/core/pixels/detection.js';
import { candidates } from '../../src/core/pixels/faces/faceBoxes.js';
import { faceNet, GRIDS, type StoredTensor } from '../../src/core/pixels/faces/faceNet.js';
import { type FaceNetwork, findFaces } from '../../src/core/pixels/faces/findFaces.js';
import { onnxModel } from '../../src/core/pixels/faces/onnxModel.js';
import { drawTile, halves, poseOf, tilesOf, toPicture } from '../../src/core/pixels/faces/views.js';
import { floatRoom } from '../../src/core/pixels/floatRoom.js';

const SIDE = 256;

/** What the network would answer where it sees nothing, but for one anchor of the 64 pixel ones. */
function answer(width: number, height: number, cell: number, score: number): Float32Array {
  const numbers = GRIDS.reduce(
    (sum, { stride, anchors }) => sum + anchors * 6 * (width / stride) * (height / stride),
    0,
  );
  const out = new Float32Array(numbers);
  let from = 0;
  for (const { stride, anchors } of GRIDS) {
    const cells = (width / stride) * (height / stride);
    // Of two scores the first is for the background.
    for (let anchor = 0; anchor < anchors; anchor++)
      out.fill(20, from + anchor * 2 * cells, from + (anchor * 2 + 1) * cells);
    from += anchors * 6 * cells;
  }
  const cells = (width / 32) * (height / 32);
  out[16 * 2 * cells + cell] = 0;
  out[(16 * 2 + 1) * cells + cell] = Math.log(score / (1 - score));
  return out;
}

function flat(width: number, height: number): Picture {
  return { width, height, samples: 1, bytes: new Uint8Array(width * height).fill(90) };
}

type Shades = (brightness: number, x: number, y: number) => readonly [number, number, number];

/** The same brightness in several colours, as light and skin make them. */
const SKIN: Shades = (brightness, x, y) => [brightness + 40 + (x % 3) * 15, brightness, brightness - (y % 4) * 15];
const TINTED: Shades = (brightness) => [brightness + 30, brightness, brightness - 30];

function painted(shades: Shades): Picture {
  const bytes = new Uint8Array(SIDE * SIDE * 3);
  for (let y = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++) bytes.set(shades(60 + ((x + y) % 128), x, y), (y * SIDE + x) * 3);
  return { width: SIDE, height: SIDE, samples: 3, bytes };
}

/** A large face in pictures of their own size, the same place in each; `inGrey` where the three planes are equal. */
function sureOf(inColours: number, inGrey = inColours): FaceNetwork {
  return async (planes, width, height) => {
    const [plane, middle] = [width * height, (width * height + width) / 2];
    const grey = planes[middle] === planes[middle + plane] && planes[middle] === planes[middle + 2 * plane];
    const score = grey ? inGrey : inColours;
    return answer(width, height, 8 * 3 + 3, width === SIDE && height === SIDE ? score : 0.01);
  };
}

describe('faces', () => {
  it('decode: an anchor without shift is its own box, in the pixels of the input', () => {
    const [found, ...others] = candidates(answer(SIDE, SIDE, 8 * 3 + 3, 0.9), SIDE, SIDE, 0.5);
    assert.equal(others.length, 0);
    assert.ok(found !== undefined);
    assert.deepEqual([found.left, found.top, found.right, found.bottom], [64, 64, 128, 128]);
    assert.ok(Math.abs(found.score - 0.9) < 1e-6);
  });

  it('decode: what is less sure is left out', () => {
    assert.equal(candidates(answer(SIDE, SIDE, 0, 0.4), SIDE, SIDE, 0.5).length, 0);
  });

  it('poses lead back to the picture, and quarter turns exactly', () => {
    const pose = poseOf({ width: 300, height: 200 }, 90, 1);
    assert.deepEqual([pose.width, pose.height], [200, 300]);
    assert.deepEqual(toPicture(pose, 0, 0), [300, 0]);
    assert.deepEqual(toPicture(pose, 200, 300), [0, 200]);
    const askew = poseOf({ width: 300, height: 200 }, 45, 0.5);
    const [x, y] = toPicture(askew, askew.width / 2, askew.height / 2);
    assert.ok(Math.abs(x - 150) < 1e-9 && Math.abs(y - 100) < 1e-9);
  });

  it('tiles cover a pose, with an overlap', () => {
    const pose = poseOf({ width: 2500, height: 900 }, 0, 1);
    const tiles = tilesOf(pose, 1024, 128);
    assert.equal(tiles[0]?.x, 0);
    assert.equal(Math.max(...tiles.map(({ x, width }) => x + width)), 2500);
    for (const [at, tile] of tiles.slice(1).entries()) assert.ok((tiles[at]?.x ?? 0) + 1024 - tile.x >= 128);
  });

  it('a tile shows what lies there: turned by a quarter, and halved', () => {
    const picture: Picture = { width: 4, height: 2, samples: 1, bytes: Uint8Array.of(0, 0, 255, 255, 0, 0, 255, 255) };
    const [turned] = tilesOf(poseOf(picture, 90, 1), 64, 8);
    assert.ok(turned !== undefined);
    assert.deepEqual([...drawTile([picture], turned, [2, 4], floatRoom())].slice(0, 8), [1, 1, 1, 1, -1, -1, -1, -1]);
    assert.deepEqual([...(halves({ ...picture, width: 4, height: 2 }, 1)[1]?.bytes ?? [])], [0, 255]);
  });

  it('a face that is seen once only is hardly told, one that is seen in two sizes is', async () => {
    let calls = 0;
    const once = await findFaces(flat(SIDE, SIDE), async (_, width, height) =>
      answer(width, height, 9, calls++ === 1 ? 0.85 : 0.01),
    );
    assert.deepEqual(once, []);
    // Upright at its own size, and at half of it, the same place.
    const twice = await findFaces(flat(SIDE, SIDE), async (planes, width, height) => {
      const upright = planes.length > 0 && width === SIDE && height === SIDE;
      return answer(width, height, 8 * 3 + 3, upright ? 0.95 : 0.01);
    });
    assert.ok(twice.length > 0);
    assert.ok(twice.every(({ kind, confidence }) => kind === 'face' && confidence >= 0.5));
  });

  it('what looks like a large face has to be surer where there is no colour', async () => {
    const seen = async (shades: Shades): Promise<number> => (await findFaces(painted(shades), sureOf(0.78))).length;
    assert.ok((await seen(SKIN)) > 0);
    assert.equal(await seen((brightness) => [brightness, brightness + 2, brightness]), 0);
  });

  it('where colours come from a scale, a large face has to be seen in the grey picture too', async () => {
    const seen = async (shades: Shades, inGrey: number): Promise<number> =>
      (await findFaces(painted(shades), sureOf(0.97, inGrey))).length;
    assert.ok((await seen(SKIN, 0.01)) > 0, 'the same brightness in many colours');
    assert.equal(await seen(TINTED, 0.01), 0);
    assert.ok((await seen(TINTED, 0.97)) > 0);
    // A scale that goes from black over red and yellow to white, smeared as lossy coding does.
    const smeared: Shades = (brightness, x) => [
      Math.min(255, brightness * 2 + (x % 7)),
      Math.max(0, (brightness - 100) * 2),
      0,
    ];
    assert.equal(await seen(smeared, 0.01), 0);
  });

  it('stops when the caller does', async () => {
    let calls = 0;
    const seen = await findFaces(flat(SIDE, SIDE), async (_, width, height) => answer(width, height, calls++, 0.99), {
      aborted: true,
    });
    assert.deepEqual([seen, calls], [[], 0]);
  });

  it('a layer without weights is no network', () => {
    const stored: StoredTensor[] = [];
    assert.throws(() => faceNet(stored, new Uint8Array(8)), /layer without weights/u);
  });

  it('models are written as protocol buffers', () => {
    const bytes = onnxModel({
      inputs: [{ name: 'a', shape: [1, 'n'] }],
      outputs: [{ name: 'b', shape: [1, 'n'] }],
      nodes: [{ operator: 'Relu', inputs: ['a'], output: 'b' }],
      weights: [],
    });
    // IR version 8, then the graph as a message.
    assert.deepEqual([...bytes.subarray(0, 3)], [0x08, 8, 0x3a]);
    assert.equal(bytes.length, 4 + (bytes[3] ?? 0) + 6);
  });
});
