// Values for the checks straight from the bytes: what the tokenizer of this room located, read one element at a time.
import type { Source } from '../kernel/source.js';
import type { ContentItem } from '../policy/policy.js';
import { decodeText, latin1 } from './charset.js';
import { parentsOf, pathOf, type RawElement, type RawTable } from './rawReader.js';
import { CONTENT_VALUES, type ReadElement } from './readElement.js';

export interface RawValue extends ReadElement {
  /** Of the element in the table. */
  readonly index: number;
  /** Empty for sequences, fragments and values longer than {@link LONGEST}. */
  readonly bytes: Uint8Array;
}

/** Longer values are searched as bytes of the output, but give no search words and are compared by stream. */
export const LONGEST = 64 * 1024;
const TEXT = new Set('AE AS CS DA DS DT IS LO LT PN SH ST TM UC UI UR UT'.split(' '));
const BY_CHARSET = new Set('LO LT PN SH ST UC UT UN'.split(' '));
const WHOLE = new Set('LT ST UT UR'.split(' '));
const WINDOW = 256 * 1024;

/** Yields every element in file order. `vrOf` tells the VR where the file has none. */
export async function* rawValues(
  source: Source,
  table: RawTable,
  vrOf: (tag: number) => string | undefined,
): AsyncGenerator<RawValue> {
  const charsets = new Map<number, string>();
  const creators = new Map<string, string>();
  const schemes = new Map<number, string>();
  const owners = new Map<number, string>();
  const contents = startContents(table);
  let window = await source.read(0, WINDOW);
  let windowAt = 0;
  const withItems = new Set(table.items.map((item) => table.elements[item.sequence]));
  for (const [index, element] of table.elements.entries()) {
    const private_ = (element.tag & 0x10000) !== 0;
    const vr = vrFor(element, vrOf);
    let bytes: Uint8Array = new Uint8Array(0);
    if (element.kind === 'leaf' && element.length <= LONGEST) {
      if (element.valueAt < windowAt || element.valueAt + element.length > windowAt + window.length) {
        windowAt = element.valueAt;
        window = await source.read(windowAt, WINDOW);
      }
      bytes = window.subarray(element.valueAt - windowAt, element.valueAt - windowAt + element.length);
    }
    const block = `${element.item}:${element.tag >>> 16}:`;
    if (element.tag === 0x00080005) charsets.set(element.item, latin1(bytes).trim());
    if (element.tag === 0x00080102) schemes.set(element.item, latin1(bytes).trim());
    if (private_ && (element.tag & 0xffff) <= 0xff) creators.set(block + (element.tag & 0xff), latin1(bytes).trim());
    const creator = private_ ? creators.get(block + ((element.tag >>> 8) & 0xff)) : undefined;
    if (creator !== undefined && element.kind === 'sequence') owners.set(index, creator);
    const around = owners.size === 0 ? undefined : ownersAround(table, element, owners);
    const scheme = schemes.get(element.item);
    contents.note(element, bytes);
    const values = valuesOf(bytes, vr, charsetFor(table, element, charsets));
    yield {
      index,
      path: pathOf(table, element),
      tag: element.tag,
      vr,
      parents: parentsOf(table, element),
      ...(creator === undefined ? {} : { creator }),
      ...(around === undefined ? {} : { creators: around }),
      ...(scheme === undefined ? {} : { scheme }),
      ...(CONTENT_VALUES.has(element.tag) ? { content: contents.of(element) } : {}),
      values,
      filled: element.kind === 'sequence' ? withItems.has(element) : isFilled(element, vr, values),
      bytes,
    };
  }
}

/** Owners of the sequences around an element, outermost first; undefined where none is private. */
function ownersAround(
  table: RawTable,
  element: RawElement,
  owners: ReadonlyMap<number, string>,
): readonly string[] | undefined {
  const around: string[] = [];
  for (let item = table.items[element.item]; item !== undefined; ) {
    around.unshift(owners.get(item.sequence) ?? '');
    item = table.items[table.elements[item.sequence]?.item ?? -1];
  }
  return around.some((owner) => owner !== '') ? around : undefined;
}

/** Follows what content items say that they are: their value type and the code of their concept name. */
function startContents(table: RawTable) {
  const types = new Map<number, string>();
  const values = new Map<number, string>();
  const schemes = new Map<number, string>();
  return {
    note: (element: RawElement, bytes: Uint8Array): void => {
      if (element.tag === 0x0040a040) types.set(element.item, latin1(bytes).trim());
      if (element.tag !== 0x00080100 && element.tag !== 0x00080102) return;
      const around = table.elements[table.items[element.item]?.sequence ?? -1];
      if (around?.tag !== 0x0040a043) return;
      (element.tag === 0x00080100 ? values : schemes).set(around.item, latin1(bytes).trim());
    },
    of: ({ item }: RawElement): ContentItem => {
      const value = values.get(item);
      const concept = value === undefined ? undefined : { value, scheme: schemes.get(item) ?? '' };
      return { concept, valueType: types.get(item) ?? '' };
    },
  };
}

function vrFor(element: RawElement, vrOf: (tag: number) => string | undefined): string {
  if (element.kind === 'sequence') return 'SQ';
  if (element.vr !== '' && element.vr !== 'UN') return element.vr;
  if ((element.tag & 0x10000) !== 0) return (element.tag & 0xffff) <= 0xff ? 'LO' : 'UN';
  return vrOf(element.tag) ?? 'UN';
}

/** The nearest Specific Character Set around the element (PS3.5 7.5.1.3: items inherit it). */
function charsetFor(table: RawTable, element: RawElement, charsets: ReadonlyMap<number, string>): string {
  let item = element.item;
  for (;;) {
    const found = charsets.get(item);
    if (found !== undefined) return found;
    const around = table.items[item];
    if (around === undefined) return '';
    item = table.elements[around.sequence]?.item ?? -1;
  }
}

/** The values of text; none for what is none. */
export function valuesOf(bytes: Uint8Array, vr: string, charset: string): readonly string[] {
  if (bytes.length === 0 || (!TEXT.has(vr) && vr !== 'UN')) return [];
  const text = (BY_CHARSET.has(vr) ? decodeText(bytes, charset) : latin1(bytes)).replace(/[\0 ]+$/, '');
  return WHOLE.has(vr) ? [text] : text.split('\\');
}

function isFilled(element: RawElement, vr: string, values: readonly string[]): boolean {
  return TEXT.has(vr) ? values.some((value) => value.trim() !== '') || element.length > LONGEST : element.length > 0;
}
