// Bar codes in a picture: those that can be read, in the picture as it is or in a form that shows them better, and those that
// look like one. What was found is covered before the next look, so that in the end nothing can be read any more.
import type { Box } from '../boxes.js';
import type { Cancelled, Picture, Seen } from '../detection.js';
import { type Corners, wholeBars } from './barLength.js';
import { cropped, doubled, evened, type Form, type Grey, greyOf, turned } from './greyPicture.js';
import { codesByTexture } from './texture.js';

/** A code that was read. Corners: top left, top right, bottom right, bottom left. */
export interface CodeReading {
  readonly corners: Corners;
  readonly linear: boolean;
  /** Some of its bars (EAN, UPC) are longer than the others. */
  readonly guards: boolean;
  readonly text: string;
}

export type CodeReader = (grey: Grey) => Promise<readonly CodeReading[]>;

/** Pixels: forms of larger areas are not doubled. */
const MOST_FOR_DOUBLE = 1_500_000;
/** Looks at the picture as it is, until nothing is read any more. */
const MOST_LOOKS = 12;
/** Sides below which a picture is not halved again to look for coarse codes. */
const SMALLEST = 96;
const READ = 0.99;
/** A linear code of less height is no code: scan lines alone say too much. */
const LEAST_BARS = 6;
/** Around the corners: the rim of a bar is half a pixel somewhere, and a reader is content with little. */
const [MARGIN, LEAST_MARGIN] = [0.04, 3];
/** At both ends of bars, where a reader may leave out the guards: there is a quiet zone behind them. */
const GUARD = 0.04;

type Corner = Corners[number];

interface Found {
  readonly corners: Corners;
  readonly box: Box;
  readonly confidence: number;
  readonly text?: string;
  /** The corners hold much less than the box. */
  readonly slim: boolean;
}

export async function findBarcodes(picture: Picture, read: CodeReader, signal?: Cancelled): Promise<readonly Seen[]> {
  const whole = greyOf(picture);
  const rest: Grey = { ...whole, bytes: new Uint8Array(whole.bytes) };
  const found: Found[] = [];
  const look = async (form: Form): Promise<number> => {
    let fresh = 0;
    for (const reading of await read(form.grey)) {
      const one = placed(reading, form, whole);
      if (one === undefined) continue;
      found.push(one);
      cover(rest, one);
      fresh++;
    }
    return fresh;
  };
  const untilNothing = async (): Promise<void> => {
    for (let looks = 0; looks < MOST_LOOKS && signal?.aborted !== true; looks++)
      if ((await look({ grey: rest, back: (x, y) => [x, y] })) === 0) return;
  };
  await untilNothing();
  const looks = codesIn(rest);
  for (const area of areasOf(rest, looks)) {
    for (const form of formsOf(rest, area)) {
      if (signal?.aborted === true) return [];
      await look(form);
    }
  }
  for (const one of looks) {
    if (found.some((other) => covers(other.box, one.box))) continue;
    found.push(one);
    cover(rest, one);
  }
  await untilNothing();
  return found.map((one) => seenOf(one));
}

function placed({ corners, linear, guards, text }: CodeReading, { back }: Form, grey: Grey): Found | undefined {
  const here = corners.map(([x, y]) => back(x, y));
  const all = linear ? lengthened(wholeBars(grey, here), guards) : here;
  const [first = [0, 0], , , last = [0, 0]] = all;
  if (linear && Math.hypot(first[0] - last[0], first[1] - last[1]) < LEAST_BARS) return undefined;
  const grown = withMargin(all);
  const box = boxAround(grown, grey);
  if (box === undefined) return undefined;
  return {
    corners: grown,
    box,
    confidence: READ,
    slim: isSlim(grown, box),
    text,
  };
}

/** What looks like a code, in the picture and in its halves, the surest of those that overlap. */
function codesIn(grey: Grey): readonly Found[] {
  const all: Found[] = [];
  for (let [level, scale] = [grey, 1]; ; [level, scale] = [halfOf(level), scale * 2]) {
    for (const { form, corners, confidence } of codesByTexture(level)) {
      const large = corners.map(([x, y]): readonly [number, number] => [x * scale, y * scale]);
      const grown = withMargin(form === 'bars' ? wholeBars(grey, middleOf(large)) : large, scale);
      const box = boxAround(grown, grey);
      if (box !== undefined) all.push({ corners: grown, box, confidence, slim: isSlim(grown, box) });
    }
    if (Math.min(level.width, level.height) < SMALLEST * 2) break;
  }
  const kept: Found[] = [];
  for (const one of all.sort((first, second) => areaOf(second.box) - areaOf(first.box)))
    if (!kept.some(({ box }) => covers(box, one.box))) kept.push(one);
  return kept;
}

/** Where forms are made: around what looks like a code. */
function areasOf({ width, height }: Grey, looks: readonly Found[]): readonly Box[] {
  return looks.map(({ box: [left, top, right, bottom] }) => {
    const margin = Math.round(Math.max(right - left, bottom - top) / 4);
    return [
      Math.max(0, left - margin),
      Math.max(0, top - margin),
      Math.min(width, right + margin),
      Math.min(height, bottom + margin),
    ];
  });
}

function* formsOf(rest: Grey, [left, top, right, bottom]: Box): Generator<Form> {
  const here = (): Grey => cropped(rest, left, top, right, bottom);
  const moved = ({ grey, back }: Form): Form => ({
    grey,
    back: (x, y) => {
      const [toX, toY] = back(x, y);
      return [toX + left, toY + top];
    },
  });
  yield moved({ grey: evened(here()), back: (x, y) => [x, y] });
  if ((right - left) * (bottom - top) <= MOST_FOR_DOUBLE) yield moved(doubled(here()));
  for (const degrees of [22, 45]) yield moved(turned(here(), degrees));
}

function isSlim(corners: Corners, box: Box): boolean {
  return polygonArea(corners) < 0.75 * areaOf(box);
}

function seenOf({ corners, box, confidence, slim, text }: Found): Seen {
  return {
    kind: 'barcode',
    box,
    confidence,
    ...(slim ? { polygon: corners } : {}),
    ...(text === undefined ? {} : { reading: { text, confidence } }),
  };
}

function lengthened(corners: Corners, guards: boolean): Corners {
  const wide = sidesMoved(corners, [GUARD, 0]);
  const [first = [0, 0], second = [0, 0], , last = [0, 0]] = wide;
  const width = Math.hypot(second[0] - first[0], second[1] - first[1]);
  const height = Math.hypot(last[0] - first[0], last[1] - first[1]);
  // Five modules of 95 (GS1 General Specifications 5.2.3.1).
  return guards ? sidesMoved(wide, [0, (width * 0.055) / Math.max(1, height)]) : wide;
}

/** Out along the bars' direction and across it, in parts of the sides. */
function sidesMoved(corners: Corners, [across, down]: readonly [number, number]): Corners {
  const [first = [0, 0], second = [0, 0], third = [0, 0], fourth = [0, 0]] = corners;
  const right = [(second[0] - first[0]) * across, (second[1] - first[1]) * across] as const;
  const under = [(fourth[0] - first[0]) * down, (fourth[1] - first[1]) * down] as const;
  const move = (corner: Corner, x: 1 | -1, y: 1 | -1): Corner => [
    corner[0] + x * right[0] + y * under[0],
    corner[1] + x * right[1] + y * under[1],
  ];
  return [move(first, -1, -1), move(second, 1, -1), move(third, 1, 1), move(fourth, -1, 1)];
}

function along(from: Corner, to: Corner, part: number): Corner {
  return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part];
}

/** The part of bars that is surely such: `wholeBars` says how far they reach. */
function middleOf([first = [0, 0], second = [0, 0], third = [0, 0], fourth = [0, 0]]: Corners): Corners {
  return [along(first, fourth, 0.4), along(second, third, 0.4), along(second, third, 0.6), along(first, fourth, 0.6)];
}

/** @param pixel of the picture that the corners were found in */
function withMargin(corners: Corners, pixel = 1): Corners {
  const [x, y] = [mean(corners.map((corner) => corner[0])), mean(corners.map((corner) => corner[1]))];
  return corners.map(([cornerX, cornerY]) => {
    const away = Math.hypot(cornerX - x, cornerY - y);
    const factor = 1 + MARGIN + (LEAST_MARGIN * pixel * Math.SQRT2) / Math.max(1, away);
    return [x + (cornerX - x) * factor, y + (cornerY - y) * factor];
  });
}

function boxAround(corners: Corners, { width, height }: Grey): Box | undefined {
  const [across, down] = [corners.map((corner) => corner[0]), corners.map((corner) => corner[1])];
  const box: Box = [
    Math.max(0, Math.floor(Math.min(...across))),
    Math.max(0, Math.floor(Math.min(...down))),
    Math.min(width, Math.ceil(Math.max(...across))),
    Math.min(height, Math.ceil(Math.max(...down))),
  ];
  return box[0] < box[2] && box[1] < box[3] ? box : undefined;
}

/** What a redaction will blank, in the mean of the box's rim, so that no new edge is made. */
function cover({ width, bytes }: Grey, { box: [left, top, right, bottom], corners, slim }: Found): void {
  let [sum, count] = [0, 0];
  for (let x = left; x < right; x++) {
    sum += (bytes[top * width + x] ?? 0) + (bytes[(bottom - 1) * width + x] ?? 0);
    count += 2;
  }
  const inside = slim ? corners : undefined;
  for (let y = top; y < bottom; y++) {
    const [from, to] = inside === undefined ? [left, right] : stretchOf(inside, y + 0.5);
    const [first, last] = [Math.max(left, Math.ceil(from - 0.5)), Math.min(right, Math.ceil(to - 0.5))];
    if (first < last) bytes.fill(sum / Math.max(1, count), y * width + first, y * width + last);
  }
}

/** From where to where a line runs inside of a convex polygon. */
function stretchOf(corners: Corners, y: number): readonly [number, number] {
  let [from, to] = [Infinity, -Infinity];
  for (const [at, one] of corners.entries()) {
    const other = corners[(at + 1) % corners.length] ?? one;
    if (one[1] > y === other[1] > y) continue;
    const x = one[0] + ((y - one[1]) / (other[1] - one[1])) * (other[0] - one[0]);
    [from, to] = [Math.min(from, x), Math.max(to, x)];
  }
  return [from, to];
}

/** Nearly all of the inner box lies in the other. */
function covers([left, top, right, bottom]: Box, inner: Box): boolean {
  const width = Math.min(right, inner[2]) - Math.max(left, inner[0]);
  const height = Math.min(bottom, inner[3]) - Math.max(top, inner[1]);
  return width > 0 && height > 0 && width * height >= 0.8 * areaOf(inner);
}

function areaOf([left, top, right, bottom]: Box): number {
  return (right - left) * (bottom - top);
}

function polygonArea(corners: Corners): number {
  let twice = 0;
  for (const [at, [x, y]] of corners.entries()) {
    const [nextX, nextY] = corners[(at + 1) % corners.length] ?? [0, 0];
    twice += x * nextY - nextX * y;
  }
  return Math.abs(twice) / 2;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function halfOf({ width, height, bytes }: Grey): Grey {
  const [wide, high] = [width >> 1, height >> 1];
  const half = new Uint8Array(wide * high);
  for (let y = 0; y < high; y++)
    for (let x = 0; x < wide; x++) {
      const at = 2 * y * width + 2 * x;
      half[y * wide + x] =
        ((bytes[at] ?? 0) + (bytes[at + 1] ?? 0) + (bytes[at + width] ?? 0) + (bytes[at + width + 1] ?? 0) + 2) >> 2;
    }
  return { width: wide, height: high, bytes: half };
}
