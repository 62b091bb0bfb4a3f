// Reads a line of text at any angle: the line is drawn upright at the height that the networks know.
import type { Picture } from '../detection.js';
import { decodeCtc, type Reading } from './ctc.js';
import { rimOf, sampleAt } from './plane.js';
import type { Quadrangle } from './quadrangle.js';
import type { Reader, Tensor } from './textModels.js';

const HEIGHT = 48;
const LEAST_WIDTH = 32;
/** Longer lines are read in parts: so much memory, and no more, is asked for. */
const MOST_WIDTH = 960;
const SURE = 0.9;
/** Below this nothing was read: the line may stand on its head, or upright. */
const UNSURE = 0.75;

type Turn = 0 | 180;
const TURNS: readonly Turn[] = [0, 180];

/** @param step told after each run of a network */
export async function readLine(
  picture: Picture,
  line: Quadrangle,
  readers: readonly Reader[],
  step: () => void,
): Promise<Reading> {
  let best: Reading = { text: '', confidence: 0 };
  for (const turn of TURNS) {
    const input = lineInput(picture, turned(line, turn));
    for (const { network, characters } of readers) {
      const read = joined(await inParts(input, network, step), await characters());
      if (read.text.length > 0 && read.confidence > best.confidence) best = read;
      if (best.confidence >= SURE) return best;
    }
    if (best.confidence >= UNSURE) return best;
  }
  return best;
}

function turned(line: Quadrangle, turn: Turn): Quadrangle {
  const [dx, dy] = line.axis;
  // Lines are read from left to right, and upright ones first from the bottom up, as they are mostly written.
  const forward = Math.abs(dx) >= Math.abs(dy) ? dx > 0 : dy < 0;
  const keep = forward === (turn === 0);
  return keep ? line : { ...line, axis: [-dx, -dy] };
}

/** The line as the network wants it: planes of blue, green and red from -1 to 1. */
function lineInput(picture: Picture, { x, y, along, across, axis: [dx, dy] }: Quadrangle): Tensor {
  const scale = (2 * across) / HEIGHT;
  const width = Math.max(LEAST_WIDTH, Math.ceil((2 * along) / scale / 8) * 8);
  const rim = rimOf(picture);
  const data = new Float32Array(3 * HEIGHT * width);
  const plane = HEIGHT * width;
  for (let row = 0, at = 0; row < HEIGHT; row++) {
    const v = (row + 0.5) * scale - across;
    for (let column = 0; column < width; column++, at++) {
      const u = (column + 0.5) * scale - along;
      const [px, py] = [x + u * dx - v * dy - 0.5, y + u * dy + v * dx - 0.5];
      const blue = sampleAt(picture, px, py, 2, rim);
      data[at] = blue / 127.5 - 1;
      data[plane + at] = (picture.samples === 1 ? blue : sampleAt(picture, px, py, 1, rim)) / 127.5 - 1;
      data[2 * plane + at] = (picture.samples === 1 ? blue : sampleAt(picture, px, py, 0, rim)) / 127.5 - 1;
    }
  }
  return { dims: [1, 3, HEIGHT, width], data };
}

async function inParts(input: Tensor, network: Reader['network'], step: () => void): Promise<readonly Tensor[]> {
  const width = input.dims[3] ?? 0;
  const parts: Tensor[] = [];
  const count = Math.ceil(width / MOST_WIDTH);
  const each = Math.ceil(width / count / 8) * 8;
  for (let from = 0; from < width; from += each) {
    parts.push(await network(count === 1 ? input : columnsOf(input, from, Math.min(width, from + each))));
    step();
  }
  return parts;
}

function columnsOf({ dims, data }: Tensor, from: number, to: number): Tensor {
  const width = dims[3] ?? 0;
  const out = new Float32Array(3 * HEIGHT * (to - from));
  for (let row = 0; row < 3 * HEIGHT; row++)
    out.set(data.subarray(row * width + from, row * width + to), row * (to - from));
  return { dims: [1, 3, HEIGHT, to - from], data: out };
}

function joined(parts: readonly Tensor[], characters: readonly string[]): Reading {
  const read = parts.map((part) => decodeCtc(part, characters)).filter(({ text }) => text !== '');
  const length = read.reduce((sum, { text }) => sum + text.length, 0);
  const sum = read.reduce((all, { text, confidence }) => all + text.length * confidence, 0);
  return { text: read.map(({ text }) => text).join(''), confidence: length === 0 ? 0 : sum / length };
}
