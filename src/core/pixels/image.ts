// An object as an image: its pixel data element, its layout and how many frames it has. Reads header elements only.
import { PIXEL_DATA } from '../dictionary/tags.js';
import { type Element, findElement } from '../formats/dicom/element.js';
import type { DicomObject } from '../formats/dicom/read.js';
import { nativeSyntaxOf } from '../formats/dicom/syntax.js';
import { type Attributes, number, numbers } from './attributes.js';
import { isSubsampled, type Layout, layoutFault, nativeBits, readLayout } from './layout.js';
import { type Coding, GE_BIG_PIXELS, syntaxName } from './syntaxNames.js';

const FLOAT_PIXEL_DATA = 0x7fe00008;
const DOUBLE_PIXEL_DATA = 0x7fe00009;
const NUMBER_OF_FRAMES = 0x00280008;
/** More frames than a header can say in earnest. */
const MOST_FRAMES = 0x7fffffff;

export interface Image extends Attributes {
  readonly object: DicomObject;
  readonly pixels: Element;
  /** Of the first byte that is not of the pixel data any more, or that is missing. */
  readonly end: number;
  readonly layout: Layout;
  readonly frames: number;
  /** How the frames are coded; `native` also where the syntax says otherwise but the element is not encapsulated. */
  readonly coding: Coding;
  /** Transfer syntax in words. */
  readonly syntax: string;
  /** Pixels are big endian. */
  readonly bigPixels: boolean;
  /** Why no frame can be drawn. */
  readonly fault?: string;
  /** Where fragments begin, and which of them begin a frame, as far as they were looked for. */
  readonly index: { readonly starts: number[]; firsts?: readonly number[] };
}

/** The element that holds an object's pixels; undefined where it has none. Reads nothing. */
export function pixelElement({ table: { elements } }: DicomObject): Element | undefined {
  return [PIXEL_DATA, FLOAT_PIXEL_DATA, DOUBLE_PIXEL_DATA]
    .map((tag) => findElement(elements, tag))
    .find((element) => element !== undefined && element.items === undefined && element.length !== 0);
}

/** Undefined where an object has no pixel data. Never throws on what the bytes hold. */
export async function openImage(object: DicomObject): Promise<Image | undefined> {
  const { table, window, opening } = object;
  const pixels = pixelElement(object);
  if (pixels === undefined) return undefined;
  const { littleEndian } = table.encoding;
  const attributes: Attributes = { window, elements: table.elements, littleEndian };
  const layout = await readLayout(attributes, pixels.tag !== PIXEL_DATA);
  const end = object.cutPixels?.element === pixels ? object.cutPixels.usable : pixels.end;
  const name = syntaxName(opening.transferSyntax);
  const encapsulated = pixels.fragments >= 0;
  const native = !encapsulated && (name.coding !== undefined || isNativeLength(layout, pixels.length));
  const fault = (native ? undefined : name.why) ?? layoutFault(layout);
  return {
    ...attributes,
    object,
    pixels,
    end,
    layout,
    frames: await framesOf(attributes, layout, native ? end - pixels.valueOffset : undefined),
    // Fragments under an uncompressed syntax: what they are is seen from their bytes.
    coding: native ? 'native' : name.coding === 'native' ? 'jpeg' : (name.coding ?? 'jpeg'),
    syntax: native && name.coding !== 'native' ? (uncompressedWords(object) ?? name.words) : name.words,
    bigPixels: !littleEndian || opening.transferSyntax === GE_BIG_PIXELS,
    ...(fault === undefined ? {} : { fault }),
    index: { starts: [] },
  };
}

function isNativeLength(layout: Layout, length: number): boolean {
  const size = Math.ceil(nativeBits(layout) / 8);
  return size > 0 && length >= size;
}

function uncompressedWords({ table }: DicomObject): string | undefined {
  const uid = nativeSyntaxOf(table.encoding);
  return uid === undefined ? undefined : `${syntaxName(uid).words}, though the transfer syntax says compressed`;
}

/** Number of Frames (0028,0008); where it is missing or no number, what the length says. */
async function framesOf(attributes: Attributes, layout: Layout, length: number | undefined): Promise<number> {
  const stated = await number(attributes, NUMBER_OF_FRAMES);
  if (stated !== undefined && stated >= 1) return Math.min(MOST_FRAMES, Math.floor(stated));
  const size = nativeBits(layout) / 8;
  if (length === undefined || size <= 0 || isSubsampled(layout)) return 1;
  return Math.min(MOST_FRAMES, Math.max(1, Math.floor(length / size)));
}

/** Frames per second by what the object says (PS3.3 C.7.6.5, C.7.5.1.1); undefined where it doesn't. */
export async function frameRate(attributes: Attributes): Promise<number | undefined> {
  for (const tag of [0x00082144, 0x00180040]) {
    const rate = await number(attributes, tag);
    if (rate !== undefined && rate > 0) return rate;
  }
  const time = await number(attributes, 0x00181063);
  if (time !== undefined && time > 0) return 1000 / time;
  // Frame Time Vector: what passes before each frame; the first is 0.
  const vector = (await numbers(attributes, 0x00181065)).slice(1);
  const all = vector.reduce((sum, step) => sum + step, 0);
  return all > 0 ? (1000 * vector.length) / all : undefined;
}
