// Numbers and short texts of a data set, as the drawing of an image needs them (PS3.5 6.2).
import type { Tag } from '../dictionary/tag.js';
import { characterSet } from '../formats/dicom/charset/characterSet.js';
import { type Element, findElement, type Item } from '../formats/dicom/element.js';
import { latin1 } from '../formats/dicom/encode.js';
import { bytesOf, charsetOf, plainValue } from '../formats/dicom/visit.js';
import { readRange, type Window } from '../formats/dicom/window.js';

/** A data set or an item, and where its bytes are. */
export interface Attributes {
  readonly window: Window;
  readonly elements: readonly Element[];
  readonly littleEndian: boolean;
}

/** No table or list of an image header is longer. */
const LONGEST = 4 * 1024 * 1024;

const READERS: Readonly<Record<string, readonly [number, (view: DataView, at: number, little: boolean) => number]>> = {
  US: [2, (view, at, little) => view.getUint16(at, little)],
  SS: [2, (view, at, little) => view.getInt16(at, little)],
  UL: [4, (view, at, little) => view.getUint32(at, little)],
  SL: [4, (view, at, little) => view.getInt32(at, little)],
  FL: [4, (view, at, little) => view.getFloat32(at, little)],
  FD: [8, (view, at, little) => view.getFloat64(at, little)],
};

/** The values of a numeric attribute; empty where it is absent, no number or too long. `vr` stands for one that the file leaves open. */
export async function numbers(attributes: Attributes, tag: Tag, vr?: 'US' | 'SS'): Promise<readonly number[]> {
  const element = findElement(attributes.elements, tag);
  if (element === undefined || element.items !== undefined || element.length > LONGEST) return [];
  const bytes = await bytesOf(attributes.window, element);
  if (element.vr === 'DS' || element.vr === 'IS') {
    const values = latin1(bytes)
      .split('\\')
      .map((part) => Number.parseFloat(part));
    return values.every(Number.isFinite) ? values : [];
  }
  const [size, read] = READERS[READERS[element.vr] === undefined || vr !== undefined ? (vr ?? 'US') : element.vr] ?? [];
  if (size === undefined || read === undefined) return [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values: number[] = [];
  for (let at = 0; at + size <= bytes.length; at += size) values.push(read(view, at, attributes.littleEndian));
  return values;
}

export async function number(attributes: Attributes, tag: Tag): Promise<number | undefined> {
  return (await numbers(attributes, tag))[0];
}

/** A value of the default repertoire (CS, UI, …). */
export async function word(attributes: Attributes, tag: Tag): Promise<string> {
  return plainValue(attributes.window, attributes.elements, tag);
}

/** The values of a short text in the data set's character set. */
export async function texts(attributes: Attributes, tag: Tag): Promise<readonly string[]> {
  const { window, elements } = attributes;
  const element = findElement(elements, tag);
  if (element === undefined || element.length === 0 || element.length > 4096) return [];
  const charset = await charsetOf(window, elements, characterSet([]));
  const text = charset.decode(await bytesOf(window, element), element.vr);
  return text.split('\\').map((part) => part.replace(/[\0 ]+$/u, '').trim());
}

/** Words of 16 bits, as tables of brightness and colour have them; bytes beyond `most` words are not read. */
export async function words(attributes: Attributes, tag: Tag, most: number): Promise<Uint16Array | undefined> {
  const element = findElement(attributes.elements, tag);
  if (element === undefined || element.length < 2) return undefined;
  const count = Math.min(most, element.length >>> 1);
  const bytes = await readRange(attributes.window, element.valueOffset, count * 2);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint16Array.from({ length: bytes.length >>> 1 }, (_, index) =>
    view.getUint16(index * 2, attributes.littleEndian),
  );
}

/** The items of a sequence. */
export function itemsOf({ elements }: Attributes, tag: Tag): readonly Item[] {
  return findElement(elements, tag)?.items ?? [];
}

/** An item of a sequence, to read from. */
export function inside({ window }: Attributes, item: Item): Attributes {
  return { window, elements: item.elements, littleEndian: item.encoding.littleEndian };
}
