// Check: attributes that no rule touches have the same bytes in the output, their headers included, and none is lost.
import type { Residue } from '../kernel/format.js';
import { bufferSource, type Source } from '../kernel/source.js';
import { type Alignment, type Pair, samePair } from './align.js';
import { searchAll } from './multiSearch.js';
import type { Needle } from './needle.js';
import type { Opened } from './opened.js';
import { isPixels } from './place.js';
import { parentsOf, pathOf, type RawElement, type RawTable } from './rawReader.js';
import { LONGEST } from './rawValues.js';

/** Attributes that a writer may make or drop by itself. */
const WRITTEN = new Set([
  // Patient Identity Removed, De-identification Method and its codes, Longitudinal Temporal Information Modified,
  // Burned In Annotation, Recognizable Visual Features, Data Set Trailing Padding.
  0x00120062, 0x00120063, 0x00120064, 0x00280301, 0x00280302, 0x00280303, 0xfffcfffc,
  // Timezone Offset From UTC moves with dates; MACs and signatures die with any edit.
  0x00080201, 0x4ffe0001, 0xfffafffa,
]);
/** Values of structured-report content items are decided by their concept, not by their tag. */
const CONTENT_SEQUENCE = 0x0040a730;

/** True where nobody may touch the element: `free[index]` says that no rule does. */
function isFixed(table: RawTable, element: RawElement): boolean {
  const { tag } = element;
  if (element.kind !== 'leaf' || WRITTEN.has(tag) || (tag & 0xffff) === 0 || isPixels(element)) return false;
  // Curves and overlays go as whole groups.
  if ((tag >>> 24 === 0x60 || tag >>> 24 === 0x50) && ((tag >>> 16) & 1) === 0) return false;
  if (tag >>> 16 === 2 || tag >>> 16 === 4 || (tag & 0x10000) !== 0) return false;
  const parents = parentsOf(table, element);
  return tag >>> 16 !== 0x0040 || (tag & 0xff00) !== 0xa100 || !parents.includes(CONTENT_SEQUENCE);
}

export interface KeptSetting {
  readonly original: Opened;
  readonly output: Opened;
  readonly alignment: Alignment;
  /** By index in the original's table: 1 where no rule speaks of the element or of a sequence around it. */
  readonly free: Uint8Array;
  readonly needles: readonly Needle[];
}

export async function checkKept(setting: KeptSetting): Promise<{ residue: Residue[]; compared: number }> {
  const { original, output, alignment, free } = setting;
  const residue: Residue[] = [];
  const indexOf = new Map(original.table.elements.map((element, index) => [element, index]));
  const fixed = (element: RawElement): boolean =>
    free[indexOf.get(element) ?? -1] === 1 && isFixed(original.table, element);
  let compared = 0;
  for (const pair of alignment.pairs) {
    if (!fixed(pair.original)) continue;
    compared++;
    if (await samePair(original.source, output.source, pair)) continue;
    if (await mayBeCleaned(original.source, pair, setting.needles)) continue;
    const message = `${pathOf(original.table, pair.original)} differs from the original although no rule speaks of it`;
    residue.push({ code: 'bytes-changed', message });
  }
  for (const element of alignment.missing) {
    if (!fixed(element) || element.length === 0) continue;
    residue.push({
      code: 'element-missing',
      message: `${pathOf(original.table, element)} of the original is not in the output`,
    });
  }
  return { residue, compared };
}

/** A value with an identifier in it was rightly changed, whatever attribute it stands in. */
async function mayBeCleaned(original: Source, pair: Pair, needles: readonly Needle[]): Promise<boolean> {
  if (pair.original.length > LONGEST) return false;
  const value = bufferSource((await original.read(pair.original.valueAt, pair.original.length)).slice());
  for await (const _ of searchAll(value, needles)) return true;
  return false;
}
