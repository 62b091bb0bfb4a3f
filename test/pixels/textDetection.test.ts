// From maps of probabilities to boxes, from classes to characters: what stands around the networks, tried with invented answers.
import assert from 'node:assert/strict';
import type { Picture } from '../../src/core/pixels/detection.js';
import { decodeCtc } from '../../src/core/pixels/textDetection/ctc.js';
import { createTextDetector } from '../../src/core/pixels/textDetection/findText.js';
import { followStrokes } from '../../src/core/pixels/textDetection/followStrokes.js';
import { gatherLines } from '../../src/core/pixels/textDetection/gatherLines.js';
import { locallyNormalised } from '../../src/core/pixels/textDetection/plane.js';
import { cornersOf } from '../../src/core/pixels/textDetection/quadrangle.js';
import { textBoxes } from '../../src/core/pixels/textDetection/textBoxes.js';
import { type TextMap, textMap } from '../../src/core/pixels/textDetection/textMap.js';
import type { Network, TextModels } from '../../src/core/pixels/textDetection/textModels.js';

function mapOf(width: number, height: number, inside: (x: number, y: number) => boolean): TextMap {
  const bytes = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (inside(x, y)) bytes[y * width + x] = 250;
  return { width, height, scale: 1, bytes };
}

/** Says "text" where the picture is brighter than its middle grey. */
const brightIsText: Network = ({ dims, data }) => {
  const [, , height = 0, width = 0] = dims;
  return Promise.resolve({
    dims: [1, 1, height, width],
    data: data.subarray(0, width * height).map((v) => (v > 0.5 ? 0.9 : 0)),
  });
};

/** The same, as sure of it as is said. */
function says(probability: number): Network {
  return async (input) => {
    const { dims, data } = await brightIsText(input);
    return { dims, data: data.map((value) => (value > 0 ? probability : 0)) };
  };
}

function picture(width: number, height: number, shade: (x: number, y: number) => number): Picture {
  const bytes = Uint8Array.from({ length: width * height }, (_, at) => shade(at % width, Math.floor(at / width)));
  return { width, height, samples: 1, bytes };
}

describe('text in pictures', () => {
  it('draws a box around a level line, grown by area over circumference and by a rim', () => {
    const [box, ...more] = textBoxes(mapOf(200, 100, (x, y) => x >= 50 && x < 150 && y >= 40 && y < 50));
    assert.deepEqual(more, []);
    assert.ok(box !== undefined);
    const { x, y, along, across } = box.quadrangle;
    assert.deepEqual([x, y], [100, 45]);
    const distance = (50 * 5 * 1.6) / 55;
    assert.ok(across > 5 + distance && across < (5 + distance) * 1.5, 'a rim of a part of the height');
    assert.ok(along > 50 + distance);
  });

  it('follows a line that stands aslant', () => {
    const angle = Math.PI / 6;
    const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
    const boxes = textBoxes(
      mapOf(300, 300, (x, y) => {
        const [u, v] = [(x - 150) * dx + (y - 150) * dy, (y - 150) * dx - (x - 150) * dy];
        return Math.abs(u) < 80 && Math.abs(v) < 6;
      }),
    );
    const [box] = boxes;
    assert.equal(boxes.length, 1);
    assert.ok(box !== undefined);
    const { axis } = box.quadrangle;
    assert.ok(Math.abs(Math.abs(axis[0] * dx + axis[1] * dy) - 1) < 0.01, 'the first axis lies along the line');
    const [gathered] = gatherLines(boxes, 300, 300);
    assert.ok(gathered?.polygon !== undefined, 'a slanting line has a polygon');
    assert.equal(cornersOf(box.quadrangle).length, 4);
  });

  it('takes two looks at one line for one, and two lines that a look saw as one for two', () => {
    const quadrangle = (x: number, y: number, along: number, across: number) => ({
      quadrangle: { x, y, along, across, axis: [1, 0] as const },
      confidence: 0.98,
      look: 0,
    });
    const same = gatherLines([quadrangle(100, 50, 40, 8), quadrangle(102, 51, 41, 9)], 300, 100);
    assert.equal(same.length, 1);
    assert.equal(same[0]?.lines.length, 1);
    const both = gatherLines(
      [quadrangle(100, 50, 45, 22), quadrangle(100, 40, 40, 9), quadrangle(100, 62, 40, 9)],
      300,
      100,
    );
    assert.equal(both.length, 1);
    assert.deepEqual(
      both[0]?.lines.map(({ y }) => y),
      [40, 62],
    );
    assert.deepEqual(both[0]?.box, [55, 28, 145, 72]);
    // A short word that a look saw with a long one: both are read.
    const beside = gatherLines(
      [quadrangle(100, 50, 75, 22), quadrangle(150, 62, 10, 6), quadrangle(150, 62, 9, 6)],
      300,
      100,
    );
    assert.deepEqual(
      beside[0]?.lines.map(({ along }) => along),
      [75, 10],
    );
  });

  it('takes for text what one look is sure of, or several saw', () => {
    const seen = (confidence: number, look: number, across = 8) => ({
      quadrangle: { x: 100, y: 50, along: 40, across, axis: [1, 0] as const },
      confidence,
      look,
    });
    const count = (...boxes: readonly ReturnType<typeof seen>[]) => gatherLines(boxes, 300, 100).length;
    assert.equal(count(seen(0.95, 2)), 1);
    assert.equal(count(seen(0.76, 2)), 0);
    assert.equal(count(seen(0.7, 0), seen(0.6, 3)), 1);
    assert.equal(count(seen(0.7, 0, 38), seen(0.6, 3, 38)), 0);
    assert.equal(gatherLines([seen(0.4, 0)], 300, 100, true).length, 1);
  });

  it('asks one look to be surer of what is high, and takes along what goes on with a line', () => {
    const seen = (confidence: number, x: number, across = 8) => ({
      quadrangle: { x, y: 50, along: 3 * across, across, axis: [1, 0] as const },
      confidence,
      look: 0,
    });
    assert.equal(gatherLines([seen(0.9, 100)], 600, 100).length, 1);
    assert.equal(gatherLines([seen(0.9, 100, 20)], 600, 100).length, 0);
    assert.equal(gatherLines([seen(0.98, 100, 20)], 600, 100).length, 1);
    assert.equal(gatherLines([seen(0.9, 100, 20), { ...seen(0.9, 104, 18), look: 1 }], 600, 100).length, 1);
    assert.equal(gatherLines([seen(0.9, 100, 20), { ...seen(0.9, 104, 3), look: 1 }], 600, 100).length, 0);
    assert.equal(gatherLines([seen(0.9, 100), seen(0.5, 160)], 600, 100).length, 2);
    assert.equal(gatherLines([seen(0.9, 100), seen(0.5, 300)], 600, 100).length, 1);
  });

  it('cuts a piece that fills little of its rectangle', () => {
    // Two lines side by side, one aslant: a bridge makes them one piece.
    const bent = textBoxes(
      mapOf(400, 200, (x, y) => {
        const middle = x < 200 ? 100 : 100 - (x - 200) * 0.5;
        return x > 20 && x < 380 && Math.abs(y - middle) < 5;
      }),
    );
    assert.ok(bent.length > 1, 'more than one box');
    const area = bent.reduce((sum, { quadrangle: { along, across } }) => sum + 4 * along * across, 0);
    assert.ok(area < 360 * 60, 'together they take less than one box would');
    assert.equal(textBoxes(mapOf(400, 200, (x, y) => x > 20 && x < 380 && Math.abs(y - 100) < 5)).length, 1);
  });

  it('follows strokes beyond the end of a line, but no line that does not end and no rough ground', () => {
    const line = { x: 100, y: 50, along: 40, across: 10, axis: [1, 0] as const };
    const letters = (x: number, y: number, to: number): boolean =>
      x > 62 && x < to && x % 8 < 3 && Math.abs(y - 50) < 6;
    const grown = followStrokes(
      picture(400, 100, (x, y) => (letters(x, y, 170) ? 200 : 60)),
      line,
    );
    assert.ok(grown.x + grown.along >= 168, 'to the last letter');
    assert.ok(grown.x + grown.along < 185 && grown.x - grown.along === 60, 'and no further, and not at the other end');
    assert.equal(grown.across, 10);
    const alone = picture(400, 100, (x, y) => (letters(x, y, 132) ? 200 : 60));
    assert.deepEqual(followStrokes(alone, line), line);
    const bar = picture(400, 100, (x, y) => (letters(x, y, 132) || (x >= 138 && Math.abs(y - 50) < 2) ? 200 : 60));
    assert.deepEqual(followStrokes(bar, line), line);
    const striped = picture(400, 100, (x, y) => (letters(x, y, 132) || (x >= 140 && y % 4 < 2) ? 200 : 60));
    assert.deepEqual(followStrokes(striped, line), line);
  });

  it('sees what lies at an edge and across tiles, and runs no network over what is of one shade', async () => {
    const wide = picture(1500, 60, (x, y) => (y > 20 && y < 34 && x > 100 ? 255 : 0));
    const map = await textMap(wide, 1, brightIsText, () => {});
    for (const x of [101, 640, 668, 1000, 1499]) assert.ok((map.bytes[27 * 1500 + x] ?? 0) > 200, `column ${x}`);
    assert.equal(map.bytes[27 * 1500 + 90], 0);
    let runs = 0;
    await textMap(
      picture(1500, 900, () => 77),
      1,
      brightIsText,
      () => runs++,
    );
    assert.equal(runs, 0);
  });

  it('draws out what differs by a few shades only', () => {
    const faint = locallyNormalised(picture(120, 120, (x, y) => 90 + (x > 50 && x < 60 && y > 40 && y < 80 ? 12 : 0)));
    const at = (x: number, y: number) => faint.bytes[y * 120 + x] ?? 0;
    assert.ok(at(55, 60) - at(30, 60) > 40, 'twelve shades became more than forty');
  });

  it('reads the most likely classes, repeats as one and none as nothing', () => {
    const steps = [1, 1, 0, 1, 2, 2, 0, 3];
    const data = new Float32Array(steps.length * 4);
    for (const [step, best] of steps.entries()) data[step * 4 + best] = 0.8;
    const read = decodeCtc({ dims: [1, steps.length, 4], data }, ['A', 'B', 'C']);
    assert.equal(read.text, 'AABC');
    assert.ok(Math.abs(read.confidence - 0.8) < 1e-6);
    assert.deepEqual(decodeCtc({ dims: [1, 2, 4], data: new Float32Array(8) }, ['A']), { text: '', confidence: 0 });
  });

  it('finds, reads and stops when it is told to', async () => {
    const models: TextModels = {
      find: brightIsText,
      readers: [
        {
          characters: () => Promise.resolve(['X', 'Y']),
          network: () => Promise.resolve({ dims: [1, 3, 3], data: Float32Array.of(0, 0.95, 0, 1, 0, 0, 0, 0, 0.97) }),
        },
      ],
    };
    const shown = picture(400, 300, (x, y) => (x > 150 && x < 230 && y > 100 && y < 112 ? 255 : 20));
    let steps = 0;
    const detect = createTextDetector(models, { step: () => steps++ });
    const seen = await detect({ picture: shown, kinds: ['text'] });
    assert.equal(seen.length, 1);
    assert.equal(seen[0]?.reading?.text, 'XY');
    const [left = 0, top = 0, right = 0, bottom = 0] = seen[0]?.box ?? [];
    assert.ok(left <= 151 && top <= 101 && right >= 230 && bottom >= 112, 'all of it is covered');
    assert.ok(steps > 2);
    const [unread] = await detect({ picture: shown, kinds: ['text'], unread: true });
    assert.equal(unread?.reading, undefined);
    assert.deepEqual(await detect({ picture: shown, kinds: ['face'] }), []);
    await assert.rejects(detect({ picture: shown, kinds: ['text'] }, { aborted: true }), { code: 'cancelled' });
  });

  it('shows the network upright lines level', async () => {
    // Sees a bright line only where it is wider than high.
    const levelOnly: Network = async (input) => {
      const { dims, data } = await brightIsText(input);
      const [, , height = 0, width = 0] = dims;
      const rows = Array.from({ length: height }, (_, y) => data.subarray(y * width, (y + 1) * width));
      const most = Math.max(...rows.map((row) => row.filter((value) => value > 0).length));
      return { dims, data: most > 60 ? data : data.map(() => 0) };
    };
    const detect = createTextDetector({ find: levelOnly, readers: [] });
    const upright = picture(300, 300, (x, y) => (x > 200 && x < 208 && y > 60 && y < 160 ? 255 : 20));
    const seen = await detect({ picture: upright, kinds: ['text'], unread: true });
    assert.equal(seen.length, 1);
    const [left = 0, top = 0, right = 0, bottom = 0] = seen[0]?.box ?? [];
    assert.ok(left <= 201 && top <= 61 && right >= 208 && bottom >= 160, 'it is where it was');
    assert.ok(left > 180 && right < 235 && top > 40 && bottom < 180, 'and not much more');
    assert.deepEqual(await detect({ picture: upright, kinds: ['text'], quick: true }), []);
  });

  it('shows the network small letters at three times their size', async () => {
    // Sees a bright line only from 20 pixels of height on.
    const large: Network = async (input) => {
      const { dims, data } = await brightIsText(input);
      const [, , height = 0, width = 0] = dims;
      const rows = Array.from({ length: height }, (_, y) => data.subarray(y * width, (y + 1) * width));
      const high = rows.filter((row) => row.some((value) => value > 0)).length;
      return { dims, data: high >= 20 ? data : data.map(() => 0) };
    };
    const detect = createTextDetector({ find: large, readers: [] });
    const small = picture(200, 200, (x, y) => (x > 60 && x < 140 && y > 90 && y < 98 ? 255 : 20));
    const seen = await detect({ picture: small, kinds: ['text'], unread: true });
    assert.deepEqual(
      seen.map(({ box: [left, top, right, bottom] }) => left <= 61 && top <= 91 && right >= 140 && bottom >= 98),
      [true],
    );
  });

  it('finds letters that are high in a small picture', async () => {
    const detect = createTextDetector({ find: brightIsText, readers: [] });
    const shown = picture(128, 128, (x, y) => (x > 4 && x < 122 && y > 24 && y < 42 ? 255 : 20));
    const [seen] = await detect({ picture: shown, kinds: ['text'], quick: true });
    const [left = 99, top = 99, right = 0, bottom = 0] = seen?.box ?? [];
    assert.ok(left <= 5 && top <= 25 && right >= 122 && bottom >= 42);
  });

  it('believes the finding network less where nothing can be read', async () => {
    const shown = picture(300, 300, (x, y) => (x > 100 && x < 180 && y > 100 && y < 112 ? 255 : 20));
    const seen = async (found: number, read: number): Promise<number> => {
      const network: Network = () => Promise.resolve({ dims: [1, 2, 2], data: Float32Array.of(0, read, 1, 0) });
      const readers = [{ characters: () => Promise.resolve(['X']), network }];
      return (await createTextDetector({ find: says(found), readers })({ picture: shown, kinds: ['text'] })).length;
    };
    assert.deepEqual(await Promise.all([seen(0.9, 0.9), seen(0.9, 0.3), seen(0.98, 0.3)]), [1, 0, 1]);
  });

  it('takes what fills a third of both sides for the picture itself', async () => {
    const detect = createTextDetector({ find: brightIsText, readers: [] });
    const block = picture(400, 300, (x, y) => (x > 50 && x < 350 && y > 40 && y < 260 ? 255 : 0));
    assert.deepEqual(await detect({ picture: block, kinds: ['text'], quick: true }), []);
  });

  it('unless the network is as sure of it as of letters only', async () => {
    const word = picture(256, 256, (x, y) => (x > 40 && x < 200 && y > 90 && y < 150 ? 255 : 20));
    const seen = async (sure: number) =>
      (await createTextDetector({ find: says(sure), readers: [] })({ picture: word, kinds: ['text'], quick: true }))
        .length;
    assert.deepEqual(await Promise.all([seen(0.97), seen(0.99)]), [0, 1]);
  });

  it('and no other look sees a line in it', async () => {
    // The picture as it is has a side of 288 with its rim, turned and drawn out one of 416.
    const find = (line: boolean): Network => {
      return async (input) => {
        const { dims, data } = await says(0.99)(input);
        const width = dims[3] ?? 0;
        if (width === 288) return { dims, data };
        const inLine = (at: number): boolean =>
          width === 416 && Math.abs(Math.floor(at / width) - 196) < 5 && Math.abs((at % width) - 211) < 60;
        return { dims, data: data.map((_, at) => (line && inLine(at) ? 0.98 : 0)) };
      };
    };
    const word = picture(256, 256, (x, y) => (x > 40 && x < 200 && y > 80 && y < 170 ? 255 : 20));
    const widths = async (line: boolean): Promise<readonly boolean[]> =>
      (
        await createTextDetector({ find: find(line), readers: [] })({ picture: word, kinds: ['text'], unread: true })
      ).map(({ box }) => box[2] - box[0] > 100);
    assert.deepEqual(await Promise.all([widths(false), widths(true)]), [[true], [false]]);
  });
});
