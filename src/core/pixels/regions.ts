// What a recipe's device rules cover in a frame, as rectangles (PS3.15 E.3.1; ultrasound regions: PS3.3 C.8.5.5).
import type { DeviceRule } from '../policy/policy.js';
import { type Attributes, inside, itemsOf, number } from './attributes.js';
import { type Box, within, without } from './boxes.js';
import type { Frame } from './frame.js';
import type { Layout } from './layout.js';

const ULTRASOUND_REGIONS = 0x00186011;
/** More pieces than this can't be told apart on a screen. */
const MOST_SHOWN = 500;
const MOST_ULTRASOUND = 64;

export interface Coverage {
  readonly covered: readonly { readonly box: Box; readonly rule: DeviceRule }[];
  /** Rules of which a part lies outside of the image. */
  readonly outside: readonly { readonly rule: DeviceRule; readonly whole: boolean }[];
  /** A rule that blanks what lies outside of ultrasound regions of an object that names none. */
  readonly undecided?: DeviceRule;
}

/** An image as far as regions go. */
type Place = Attributes & { readonly layout: Pick<Layout, 'rows' | 'columns'> };

/** Rules that apply to the object. Each stands for itself: what it keeps is taken out of what it covered before. */
export async function coverageOf(image: Place, rules: readonly DeviceRule[]): Promise<Coverage> {
  const { rows, columns } = image.layout;
  const all: Box = [0, 0, columns, rows];
  const covered: { readonly box: Box; readonly rule: DeviceRule }[] = [];
  const outside: { readonly rule: DeviceRule; readonly whole: boolean }[] = [];
  let undecided: DeviceRule | undefined;
  for (const rule of rules) {
    let own: readonly Box[] = [];
    for (const { kind, area } of rule.regions) {
      const boxes = await boxesOf(image, kind, area, all);
      if (kind === 'keep') own = without(own, boxes ?? []);
      else if (boxes === undefined) undecided ??= rule;
      else own = [...own, ...boxes];
      if (kind === 'blank' && typeof area !== 'string' && leaves(area, all))
        outside.push({ rule, whole: boxes?.length === 0 });
    }
    covered.push(...own.map((box) => ({ box, rule })));
  }
  return { covered, outside, ...(undecided === undefined ? {} : { undecided }) };
}

/** The same for a screen. */
export async function coveredRegions(image: Place, rules: readonly DeviceRule[]): Promise<Frame['regions']> {
  const { covered } = await coverageOf(image, rules);
  return covered.slice(0, MOST_SHOWN).map(({ box: [left, top, right, bottom], rule: { label } }) => ({
    label,
    area: [left, top, right - left, bottom - top],
  }));
}

function leaves([x, y, width, height]: readonly [number, number, number, number], [, , right, bottom]: Box): boolean {
  return x < 0 || y < 0 || x + width > right || y + height > bottom;
}

type Region = DeviceRule['regions'][number];

/** Undefined where nobody can tell. */
async function boxesOf(
  image: Place,
  kind: Region['kind'],
  area: Region['area'],
  all: Box,
): Promise<readonly Box[] | undefined> {
  if (area === 'all') return [all];
  if (area === 'outside-ultrasound-regions') {
    const { boxes, whole } = await ultrasoundBoxes(image);
    // Without regions nobody can tell what is outside of them; and nothing is kept that may be inside of one.
    if (boxes.length === 0 || (kind === 'keep' && !whole)) return undefined;
    return without([all], boxes);
  }
  const [x, y, width, height] = area;
  return within([x, y, x + width, y + height], all);
}

async function ultrasoundBoxes(image: Place): Promise<{ readonly boxes: readonly Box[]; readonly whole: boolean }> {
  const boxes: Box[] = [];
  const items = itemsOf(image, ULTRASOUND_REGIONS);
  for (const item of items.slice(0, MOST_ULTRASOUND)) {
    const place = inside(image, item);
    const [left, top] = [await number(place, 0x00186018), await number(place, 0x0018601a)];
    const [right, bottom] = [await number(place, 0x0018601c), await number(place, 0x0018601e)];
    if (left === undefined || top === undefined || right === undefined || bottom === undefined) continue;
    // The corner given is the last pixel inside.
    if (right >= left && bottom >= top) boxes.push([left, top, right + 1, bottom + 1]);
  }
  return { boxes, whole: boxes.length === items.length };
}
