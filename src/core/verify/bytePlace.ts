// Where in an object a byte lies, and whether a match there can be chance.
import { pathOf, type RawElement, type RawTable } from './rawReader.js';

export type Place =
  | { readonly kind: 'preamble' }
  | { readonly kind: 'trailing' }
  | { readonly kind: 'element'; readonly element: RawElement; readonly index: number; readonly vr: string };

const NUMERIC = new Set(['DS', 'IS', 'TM', 'AS', 'DA', 'DT', 'UI']);
const TEXT = new Set(['AE', 'CS', 'LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UR', 'UT', ...NUMERIC]);

/** A lookup by offset over the leaves of `table`, in file order. */
export function placesOf(
  table: RawTable,
  size: number,
  vrOf: (tag: number) => string | undefined,
): (offset: number) => Place {
  const leaves: number[] = [];
  for (const [index, element] of table.elements.entries()) if (element.kind !== 'sequence') leaves.push(index);
  const at = (leaf: number): RawElement | undefined => table.elements[leaves[leaf] ?? -1];
  const first = at(0)?.start ?? size;
  return (offset) => {
    if (offset < first) return { kind: 'preamble' };
    if (offset >= table.end) return { kind: 'trailing' };
    let low = 0;
    let high = leaves.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((at(middle)?.start ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const element = at(low);
    if (element === undefined) return { kind: 'preamble' };
    const vr = element.vr !== '' && element.vr !== 'UN' ? element.vr : (vrOf(element.tag) ?? 'UN');
    return { kind: 'element', element, index: leaves[low] ?? -1, vr };
  };
}

/** Pixel data, float pixel data and overlays: bytes that are measurements, at the top or in an icon. */
export function isPixels(element: RawElement): boolean {
  const { tag } = element;
  return tag === 0x7fe00010 || tag === 0x7fe00008 || tag === 0x7fe00009 || (tag & 0xff00ffff) >>> 0 === 0x60003000;
}

export function isNumericText(vr: string): boolean {
  return NUMERIC.has(vr);
}

export function isText(vr: string): boolean {
  return TEXT.has(vr);
}

/**
 * How many characters a match in `length` bytes of binary data must have before it is no chance. Bytes of images and
 * tables are taken to have 5 bits of entropy each, so that n characters stand somewhere by chance with probability
 * length / 32^n: kept under 1 in 1,000. In pixel data never fewer than 8: at 8, a needle is expected in 2 GB of uniform
 * noise 3 * 10^-8 times, and in smooth data of 5 bits per byte 0.002 times.
 */
export function lettersAgainstChance(length: number, pixels: boolean): number {
  const needed = Math.ceil(Math.log2(Math.max(1, length) * 1000) / 5);
  return Math.max(pixels ? 8 : 4, needed);
}

/** A name for the place that holds no value. */
export function describePlace(place: Place, table: RawTable): string {
  if (place.kind === 'preamble') return 'the preamble';
  if (place.kind === 'trailing') return 'the bytes after the last element';
  return pathOf(table, place.element);
}
