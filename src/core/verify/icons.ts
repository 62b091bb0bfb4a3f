// Check: the pixels of icons, and of other images in items, that no rule takes away are as they were, but for what is no pixel.
import type { Residue } from '../kernel/format.js';
import type { Source } from '../kernel/source.js';
import { type Pair, samePair } from './align.js';
import { beginsFrame } from './blankable.js';
import { onlyBlanked } from './blanked.js';
import { STEP } from './byteStream.js';
import { itemsOf, transferSyntaxOf } from './fragments.js';
import { pathOf, type RawElement, type RawTable } from './rawReader.js';

const PIXEL_DATA = 0x7fe00010;
const JPEG = '1.2.840.10008.1.2.4.50';
const RLE = '1.2.840.10008.1.2.5';

/** @param kept tells of an index in the original's table where no rule takes the element away */
export async function compareIcons(
  original: Source,
  output: Source,
  table: RawTable,
  pairs: readonly Pair[],
  kept: (index: number) => boolean,
): Promise<readonly Residue[]> {
  const residue: Residue[] = [];
  const indexOf = new Map(table.elements.map((element, index) => [element, index]));
  for (const pair of pairs) {
    const element = pair.original;
    if (element.tag !== PIXEL_DATA || element.item === -1 || element.kind === 'sequence') continue;
    if (!kept(indexOf.get(element) ?? -1) || (await samePair(original, output, pair))) continue;
    // The attributes around it are those of its own image.
    const own = table.elements.filter(({ item }) => item === element.item).map((each) => ({ ...each, item: -1 }));
    const syntax = await syntaxOf(original, element, table);
    if (await onlyBlanked(original, output, pair, { ...table, elements: own }, syntax)) continue;
    // What can't be followed goes as a whole.
    if (element.kind === 'fragments' && (await isBlank(output, pair.output))) continue;
    residue.push({ code: 'pixels-changed', message: `${pathOf(table, element)} differs from the original` });
  }
  return residue;
}

/** Icons are coded as they like: JPEG in an object of any syntax. */
async function syntaxOf(source: Source, element: RawElement, table: RawTable): Promise<string> {
  if ((await transferSyntaxOf(source, table)) !== RLE || element.kind !== 'fragments') return JPEG;
  const [, first] = await itemsOf(source, element);
  return first !== undefined && beginsFrame(await source.read(first[0], Math.min(12, first[1] - first[0])))
    ? JPEG
    : RLE;
}

async function isBlank(source: Source, element: RawElement): Promise<boolean> {
  const [, ...fragments] = await itemsOf(source, element);
  for (const [from, to] of fragments)
    for (let at = from; at < to; at += STEP)
      if ((await source.read(at, Math.min(STEP, to - at))).some((byte) => byte !== 0)) return false;
  return true;
}
