// What stored values mean: rescaling, padding, windows and units, of the whole image and of single frames
// (PS3.3 C.7.6.16.2, C.11.1, C.11.2).
import type { Item } from '../formats/dicom/element.js';
import { type Attributes, inside, itemsOf, number, numbers, texts, word } from './attributes.js';
import type { ValueWindow } from './frame.js';
import type { Image } from './image.js';

const SHARED_GROUPS = 0x52009229;
const FRAME_GROUPS = 0x52009230;

export type NamedWindow = { readonly name: string } & ValueWindow;

export interface Values {
  readonly slope: number;
  readonly intercept: number;
  readonly unit: string;
  readonly padding?: readonly [number, number];
  readonly windows: readonly NamedWindow[];
}

/** Of a frame, or of all where `index` is undefined: the frame's own functional groups win over the shared ones. */
export async function readValues(image: Image, index: number | undefined): Promise<Values> {
  const places = [...groupsOf(image, index), image];
  const rescaled = await firstOf(places, 0x00289145, readRescale);
  const windows = await firstOf(places, 0x00289132, readWindows);
  const dose = await number(image, 0x3004000e);
  const { slope, intercept, unit } = rescaled ?? (await readRescale(image)) ?? { slope: 1, intercept: 0, unit: '' };
  const padding = await readPadding(image);
  return {
    slope: dose !== undefined && dose > 0 ? dose : slope,
    intercept,
    unit: unit || (await unitOf(image)),
    ...(padding === undefined ? {} : { padding }),
    windows: windows ?? (await readWindows(image)) ?? [],
  };
}

/** Height of a pixel by its width (PS3.3 C.7.6.3.1.7, 10.7.1); undefined where nothing says that they differ. */
export async function readAspect(image: Image): Promise<number | undefined> {
  const shared = groupsOf(image, undefined).flatMap((group) =>
    itemsOf(group, 0x00289110).map((item) => inside(group, item)),
  );
  const places: readonly (readonly [Attributes, number])[] = [
    [image, 0x00280034], // Pixel Aspect Ratio: vertical \ horizontal
    ...shared.map((place) => [place, 0x00280030] as const),
    [image, 0x00280030], // Pixel Spacing: between rows \ between columns
    [image, 0x00181164], // Imager Pixel Spacing
    [image, 0x00182010], // Nominal Scanned Pixel Spacing
  ];
  for (const [place, tag] of places) {
    const [height, width] = await numbers(place, tag);
    if (height === undefined || width === undefined || height <= 0 || width <= 0) continue;
    const aspect = height / width;
    return Math.abs(aspect - 1) < 0.01 || aspect > 20 || aspect < 0.05 ? undefined : aspect;
  }
  return undefined;
}

/** The functional groups that say something of a frame (PS3.3 C.7.6.16). */
function groupsOf(image: Image, index: number | undefined): readonly Attributes[] {
  const own: Item | undefined = index === undefined ? undefined : itemsOf(image, FRAME_GROUPS)[index];
  return [own, itemsOf(image, SHARED_GROUPS)[0]].flatMap((item) => (item === undefined ? [] : [inside(image, item)]));
}

/** What `read` makes of the first item of the sequence, in the first place that has one. */
async function firstOf<T>(
  places: readonly Attributes[],
  sequence: number,
  read: (item: Attributes) => Promise<T | undefined>,
): Promise<T | undefined> {
  for (const place of places) {
    const item = itemsOf(place, sequence)[0];
    const value = item === undefined ? undefined : await read(inside(place, item));
    if (value !== undefined) return value;
  }
  return undefined;
}

async function readRescale(
  place: Attributes,
): Promise<{ readonly slope: number; readonly intercept: number; readonly unit: string } | undefined> {
  const slope = await number(place, 0x00281053);
  const intercept = await number(place, 0x00281052);
  if (slope === undefined && intercept === undefined) return undefined;
  const unit = (await texts(place, 0x00281054))[0] ?? '';
  return {
    slope: slope === undefined || slope === 0 ? 1 : slope,
    intercept: intercept ?? 0,
    unit: unit === 'US' ? '' : unit,
  };
}

async function unitOf(image: Image): Promise<string> {
  const [pet, dose] = [await word(image, 0x00541001), await word(image, 0x30040002)];
  if (pet !== '' || dose !== '') return pet || (dose === 'GY' ? 'Gy' : dose);
  // CT without Rescale Type: Hounsfield units (PS3.3 C.8.2.1.1.2).
  const rescaled = (await number(image, 0x00281052)) !== undefined;
  return rescaled && (await word(image, 0x00080060)) === 'CT' ? 'HU' : '';
}

/** Stored values that are no image (PS3.3 C.7.5.1.1.2). */
async function readPadding(image: Image): Promise<readonly [number, number] | undefined> {
  const vr = image.layout.signed ? 'SS' : 'US';
  const first = (await numbers(image, 0x00280120, vr))[0];
  if (first === undefined) return undefined;
  const last = (await numbers(image, 0x00280121, vr))[0] ?? first;
  return [Math.min(first, last), Math.max(first, last)];
}

const SHAPES: Readonly<Record<string, ValueWindow['shape']>> = { LINEAR_EXACT: 'linear-exact', SIGMOID: 'sigmoid' };

/** Window Center and Width, with what they are good for (PS3.3 C.11.2.1.2). */
async function readWindows(place: Attributes): Promise<readonly NamedWindow[] | undefined> {
  const [centers, widths] = [await numbers(place, 0x00281050), await numbers(place, 0x00281051)];
  const names = await texts(place, 0x00281055);
  const shape = SHAPES[await word(place, 0x00281056)];
  const windows = centers.flatMap((center, at): readonly NamedWindow[] => {
    const width = widths[at] ?? widths[0];
    if (width === undefined || !(width > 0)) return [];
    const name = names[at] || `Window ${at + 1}`;
    return [{ name, center, width, ...(shape === undefined ? {} : { shape }) }];
  });
  return windows.length === 0 ? undefined : windows.slice(0, 32);
}
