// What a recipe's device rules would cover in a frame, as rectangles (PS3.15 E.3.1; ultrasound regions: PS3.3 C.8.5.5).
import type { DeviceRule } from '../policy/policy.js';
import { inside, itemsOf, number } from './attributes.js';
import type { Frame } from './frame.js';
import type { Image } from './image.js';

/** Left, top, right, bottom; the last two are outside. */
type Box = readonly [number, number, number, number];

const ULTRASOUND_REGIONS = 0x00186011;
/** More pieces than this can't be told apart on a screen. */
const MOST_BOXES = 500;

/** Rules that apply to the object, in their order: what a later one keeps is taken out of what was covered before. */
export async function coveredRegions(image: Image, rules: readonly DeviceRule[]): Promise<Frame['regions']> {
  const { rows, columns } = image.layout;
  const all: Box = [0, 0, columns, rows];
  let covered: readonly { readonly box: Box; readonly label: string }[] = [];
  for (const { label, regions } of rules) {
    for (const { kind, area } of regions) {
      const boxes = await boxesOf(image, area, all);
      if (kind === 'blank') covered = [...covered, ...boxes.map((box) => ({ box, label }))];
      else covered = covered.flatMap((one) => without([one.box], boxes).map((box) => ({ box, label: one.label })));
      covered = covered.slice(0, MOST_BOXES);
    }
  }
  return covered.map(({ box: [left, top, right, bottom], label }) => ({
    label,
    area: [left, top, right - left, bottom - top],
  }));
}

async function boxesOf(image: Image, area: DeviceRule['regions'][number]['area'], all: Box): Promise<readonly Box[]> {
  if (area === 'all') return [all];
  if (area === 'outside-ultrasound-regions') {
    const inner = await ultrasoundBoxes(image);
    // Without regions nobody can tell what is outside of them.
    return inner.length === 0 ? [] : without([all], inner);
  }
  const [x, y, width, height] = area;
  return within([x, y, x + width, y + height], all);
}

async function ultrasoundBoxes(image: Image): Promise<readonly Box[]> {
  const boxes: Box[] = [];
  for (const item of itemsOf(image, ULTRASOUND_REGIONS).slice(0, 64)) {
    const place = inside(image, item);
    const [left, top] = [await number(place, 0x00186018), await number(place, 0x0018601a)];
    const [right, bottom] = [await number(place, 0x0018601c), await number(place, 0x0018601e)];
    if (left === undefined || top === undefined || right === undefined || bottom === undefined) continue;
    // The corner given is the last pixel inside.
    boxes.push([left, top, right + 1, bottom + 1]);
  }
  return boxes;
}

function within([left, top, right, bottom]: Box, [x0, y0, x1, y1]: Box): readonly Box[] {
  const box: Box = [Math.max(left, x0), Math.max(top, y0), Math.min(right, x1), Math.min(bottom, y1)];
  return box[0] < box[2] && box[1] < box[3] ? [box] : [];
}

/** What is left of `boxes` without `holes`: above, below, left and right of each. */
function without(boxes: readonly Box[], holes: readonly Box[]): readonly Box[] {
  return holes.reduce((left, hole) => left.flatMap((box) => cut(box, hole)), boxes);
}

function cut(box: Box, hole: Box): readonly Box[] {
  const [inner] = within(hole, box);
  if (inner === undefined) return [box];
  const [left, top, right, bottom] = box;
  const pieces: readonly Box[] = [
    [left, top, right, inner[1]],
    [left, inner[3], right, bottom],
    [left, inner[1], inner[0], inner[3]],
    [inner[2], inner[1], right, inner[3]],
  ];
  return pieces.filter(([x0, y0, x1, y1]) => x0 < x1 && y0 < y1);
}
