// How long native pixel data should be (PS3.5 8.1.1 and 8.2), and what is behind it.
import { type Element, findElement } from './element.js';
import type { Piece } from './fragments.js';
import type { DicomObject } from './read.js';
import { bytesOf, plainValue } from './visit.js';
import type { Window } from './window.js';

const NATIVE: ReadonlySet<string> = new Set([
  '1.2.840.10008.1.2',
  '1.2.840.10008.1.2.1',
  '1.2.840.10008.1.2.1.99',
  '1.2.840.10008.1.2.2',
]);

export interface Surplus {
  readonly piece: Piece;
  /** The numbers contradict each other: there may be pixels in it. */
  readonly doubtful: boolean;
}

/** Bytes of `element`, which ends at `end`, behind its last pixel; undefined where there are none or nobody can tell. */
export async function surplusOf(
  window: Window,
  { table, opening }: DicomObject,
  element: Element,
  end: number,
): Promise<Surplus | undefined> {
  const layout = await nativeLayout(window, { table, opening }, element);
  if (layout === undefined) return undefined;
  const { frame, frames } = layout;
  const expected = frame * frames;
  if (!Number.isSafeInteger(expected)) return undefined;
  const used = expected + (expected % 2);
  const length = end - element.valueOffset - used;
  if (length <= 0) return undefined;
  // A whole frame more, give or take the padding: then the number of frames is what is wrong.
  const beyond = length + used - expected;
  const wholeFrames = beyond % frame <= 1;
  return {
    piece: { offset: element.valueOffset + used, length },
    doubtful: wholeFrames || (await isSubsampled(window, table.elements)),
  };
}

/** Half or a quarter of the colours are there: frames may be shorter than their samples say. */
export async function isSubsampled(window: Window, elements: readonly Element[]): Promise<boolean> {
  return /42[02]/u.test(await plainValue(window, elements, 0x00280004));
}

interface NativeLayout {
  readonly frame: number;
  readonly frames: number;
  /** False where a frame may begin within a byte. */
  readonly apart: boolean;
}

/** Bytes of a frame of native pixel data, and how many frames there should be; undefined where nobody can tell. */
export async function nativeLayout(
  window: Window,
  { table, opening }: Pick<DicomObject, 'table' | 'opening'>,
  element: Element,
): Promise<NativeLayout | undefined> {
  if (element.undefinedLength || !NATIVE.has(opening.transferSyntax)) return undefined;
  const number = (tag: number): Promise<number> => shortOf(window, table.elements, tag, table.encoding.littleEndian);
  const [samples, rows, columns, bits] = [
    await number(0x00280002),
    await number(0x00280010),
    await number(0x00280011),
    await number(0x00280100),
  ];
  const frames = await framesOf(window, table.elements);
  if (![1, 8, 16, 32, 64].includes(bits) || !(samples >= 1 && samples <= 4) || !(frames >= 1)) return undefined;
  const cells = rows * columns * samples;
  if (!(cells > 0)) return undefined;
  // Frames of single bits are packed without a gap; some programs begin each at a byte, which is longer.
  const frame = bits === 1 ? Math.ceil(cells / 8) : cells * (bits / 8);
  return { frame, frames, apart: bits !== 1 || cells % 8 === 0 };
}

/** A US value; NaN where there is none that can be relied on. */
export async function shortOf(
  window: Window,
  elements: readonly Element[],
  tag: number,
  littleEndian: boolean,
): Promise<number> {
  const element = findElement(elements, tag);
  if (element === undefined || element.length !== 2 || element.writtenVr === 'UN') return Number.NaN;
  const bytes = await bytesOf(window, element);
  if (bytes.length < 2) return Number.NaN;
  return new DataView(bytes.buffer, bytes.byteOffset, 2).getUint16(0, littleEndian);
}

/** Number of Frames, 1 where an object has no such attribute; NaN where it is no number. */
export async function framesOf(window: Window, elements: readonly Element[]): Promise<number> {
  if (findElement(elements, 0x00280008) === undefined) return 1;
  const text = await plainValue(window, elements, 0x00280008);
  return /^\+?\d{1,10}$/u.test(text) ? Number(text) : Number.NaN;
}
