// Check: pixels that device rules cover hold one value and nothing else in the output, and all other pixels are as they were.
import type { Source } from '../kernel/source.js';
import type { Codecs } from '../pixels/codecPort.js';
import type { DeviceRule } from '../policy/policy.js';
import { STEP } from './byteStream.js';
import { codedFrames } from './codedFrames.js';
import { coveredRow, type Shape, shapeOf, ultrasoundRegions } from './covered.js';
import { transferSyntaxOf } from './fragments.js';
import { type FoundPart, freeRow, type LooseRows, looseRows } from './looseRows.js';
import type { RawElement, RawTable } from './rawReader.js';
import { rleFrames } from './rleFrames.js';
import { type Counted, cleared, codedRows, framesIn, isPaired, nativeRows, type Rows, rleRows } from './sampleRows.js';

export type { FoundPart } from './looseRows.js';

/** What frames are where no transfer syntax is told: RLE says of itself what it is. */
const RLE = '1.2.840.10008.1.2.5';
/** Rows of larger images are looked up anew for each frame. */
const MOST_KEPT = 16 * 1024 * 1024;

/**
 * `untouched`: a covered pixel still says something; `changed`: one that is not covered differs; `unread`: frames can't be decoded;
 * `not-compared`: video that is not as it was, which is encoded again as a whole.
 */
export type Redacted = 'redacted' | 'nothing-covered' | 'untouched' | 'changed' | 'unread' | 'not-compared';

interface Pair {
  readonly original: RawElement;
  readonly output: RawElement;
}

/** `unchanged`: the pixel data are as they were, but for what is no pixel. */
export async function redactedOnly(
  sources: { readonly original: Source; readonly output: Source },
  pair: Pair,
  { original: table, output: outputTable }: { readonly original: RawTable; readonly output: RawTable },
  rules: readonly DeviceRule[],
  parts: readonly FoundPart[] = [],
  codecs: Codecs | undefined = undefined,
  unchanged = false,
): Promise<Redacted> {
  const stated = await shapeOf(sources.original, table);
  const shape: Counted = { ...stated, frames: stated.frames ?? framesIn(stated, pair.original) };
  const ultrasound = await ultrasoundRegions(sources.original, table);
  const kept = new Map<number, Uint8Array>();
  const maskOf = (y: number): Uint8Array => {
    const known = kept.get(y);
    if (known !== undefined) return known;
    const mask = coveredRow(rules, ultrasound, shape.columns, y);
    if (shape.rows * shape.columns <= MOST_KEPT) kept.set(y, mask);
    return mask;
  };
  const bits = await overlayBits(sources.original, table, outputTable);
  let covers = parts.length > 0;
  for (let y = 0; y < shape.rows && !covers; y++) covers = maskOf(y).includes(1);
  if (!covers && bits === 0) return 'nothing-covered';
  const { original, output } = pair;
  if (original.kind !== output.kind) return 'changed';
  if (original.kind === 'fragments') {
    const syntaxes = [
      (await transferSyntaxOf(sources.original, table)) || RLE,
      (await transferSyntaxOf(sources.output, outputTable)) || RLE,
    ] as const;
    // Video is encoded again as a whole, by a program that is not asked here: nobody can compare its pixels one by one.
    if (syntaxes.every((syntax) => /^1\.2\.840\.10008\.1\.2\.4\.10\d/.test(syntax))) {
      if (!covers) return 'nothing-covered';
      return unchanged ? 'untouched' : 'not-compared';
    }
    if (syntaxes[0] !== RLE || syntaxes[1] !== RLE) {
      if (codecs === undefined) return 'unread';
      const before = await codedFrames(sources.original, original, shape, syntaxes[0], codecs);
      const after = await codedFrames(sources.output, output, shape, syntaxes[1], codecs);
      if (before === undefined || after === undefined) return 'unread';
      if (before.count !== after.count || before.width !== after.width) return 'changed';
      const loose = before.unit === undefined ? undefined : looseRows(before.unit, shape, maskOf, parts);
      return compareRows(
        cleared(codedRows(before, shape), bits, before.width, true),
        codedRows(after, shape),
        shape,
        maskOf,
        parts,
        loose,
      );
    }
    const before = await rleFrames(sources.original, original, shape);
    const after = await rleFrames(sources.output, output, shape);
    if (before === undefined || after === undefined || before.count !== after.count) return 'changed';
    const plain = rleRows(before, shape, bits);
    return compareRows(plain, rleRows(after, shape, 0), shape, maskOf, parts);
  }
  if (original.length !== output.length) return 'changed';
  const same = compareRows(
    cleared(nativeRows(sources.original, original, shape), bits, shape.bits / 8, original.littleEndian),
    nativeRows(sources.output, output, shape),
    shape,
    maskOf,
    parts,
  );
  const verdict = await same;
  return verdict === 'redacted' && !(await restIsSame(sources, pair, shape)) ? 'changed' : verdict;
}

async function compareRows(
  before: Rows,
  after: Rows,
  shape: Shape,
  maskOf: (y: number) => Uint8Array,
  parts: readonly FoundPart[],
  loose: LooseRows | undefined = undefined,
): Promise<Redacted> {
  const { cells, size, pixels, planes } = before;
  // Where colours are mixed at the rim, only brightness is to be one value.
  const counting = loose === undefined ? size : loose.counting * (size / shape.samples);
  const values = new Map<number, Uint8Array>();
  let untouched = false;
  for (let index = 0; index < before.count; index++) {
    const mask = maskOf(index % shape.rows);
    const plane = Math.floor(index / shape.rows) % planes;
    const free = freeRow(parts, Math.floor(index / (shape.rows * planes)), index % shape.rows, shape.columns);
    const may = loose?.row(Math.floor(index / (shape.rows * planes)), index % shape.rows);
    const [a, b] = [await before.row(index), await after.row(index)];
    if (a.length !== cells * size || b.length !== a.length) return 'changed';
    for (let cell = 0; cell < cells; cell++) {
      const covered = mask[cell * pixels] === 1 || (pixels === 2 && mask[cell * 2 + 1] === 1);
      const at = cell * size;
      if (free !== undefined && (free[cell * pixels] === 1 || (pixels === 2 && free[cell * 2 + 1] === 1))) continue;
      const one = covered ? (values.get(plane) ?? new Uint8Array(b.subarray(at, at + size))) : undefined;
      if (one !== undefined) values.set(plane, one);
      for (let byte = 0; byte < size; byte++) {
        if (one === undefined && a[at + byte] !== b[at + byte] && may?.[cell] !== 1) return 'changed';
        if (one !== undefined && byte < counting && one[byte] !== b[at + byte]) untouched = true;
      }
    }
  }
  return untouched ? 'untouched' : 'redacted';
}

/** Bits of pixels that hold overlays of which the output says nothing any more (PS3.5 8.1.2). */
async function overlayBits(source: Source, table: RawTable, output: RawTable): Promise<number> {
  const has = ({ elements }: RawTable, tag: number): boolean =>
    elements.some((element) => element.tag === tag && element.item === -1 && element.length > 0);
  let bits = 0;
  for (let group = 0x60000000; group <= 0x601e0000; group += 0x20000) {
    const place = table.elements.find(({ tag, item }) => tag === group + 0x0102 && item === -1);
    if (place === undefined || has(table, group + 0x3000) || has(output, group + 0x0102)) continue;
    const bit = Math.max(...(await source.read(place.valueAt, Math.min(2, place.length))));
    if (bit > 0 && bit < 32) bits |= 1 << bit;
  }
  return bits >>> 0;
}

/** What is behind the last pixel: as it was, or blank. */
async function restIsSame(
  { original, output }: { readonly original: Source; readonly output: Source },
  pair: Pair,
  shape: Counted,
): Promise<boolean> {
  const { rows, columns, samples, bits, frames } = shape;
  const used = Math.ceil((rows * columns * (isPaired(shape) ? 2 : samples) * bits * frames) / 8);
  // The last word of a big endian file may have its pixel behind the padding.
  const start = pair.output.littleEndian ? used : used + (used % 2);
  for (let at = start; at < pair.original.length; at += STEP) {
    const a = await original.read(pair.original.valueAt + at, Math.min(STEP, pair.original.length - at));
    const b = await output.read(pair.output.valueAt + at, a.length);
    if (a.some((byte, index) => byte !== b[index] && b[index] !== 0 && b[index] !== 0x20)) return false;
  }
  return true;
}
