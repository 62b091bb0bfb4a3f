// Blanks parts of uncompressed pixels: edits of the touched bytes alone, made while they are written (PS3.15 E.3.1).
import type { LazyBytes } from '../../kernel/edit.js';
import type { Refusal } from '../../kernel/issue.js';
import type { Source } from '../../kernel/source.js';
import type { Covered, Redaction } from '../../pixels/boxes.js';
import { blankBytes, type CellGrid, cellGrid, merged, type Run, rowRuns, touchedSpans } from '../../pixels/cellGrid.js';
import { type Image, openImage } from '../../pixels/image.js';
import { swapped } from '../../pixels/samples.js';
import { addEdit } from './draft.js';
import type { DicomObject } from './read.js';
import { redactRle } from './redactRle.js';
import { regionFound } from './regionFound.js';
import type { Visit } from './visit.js';

const STEP = 256 * 1024;

/** Adds the edits that blank what is not black yet. */
export async function redactPixels(visit: Visit, object: DicomObject): Promise<Refusal | undefined> {
  const { redaction } = visit;
  const image = redaction === undefined ? undefined : await openImage(object);
  if (redaction === undefined || image === undefined || isReplaced(visit, image)) return undefined;
  return image.coding === 'rle' ? redactRle(visit, image, redaction) : redactNative(visit, image, redaction);
}

/** A rule of the recipe's has the pixels removed or emptied. */
function isReplaced({ draft }: Visit, { pixels }: Image): boolean {
  return draft.changes.some(({ offset, length }) => offset <= pixels.offset && offset + length >= pixels.end);
}

/** Uncompressed pixels of all frames as one run of bytes. */
interface Raster {
  readonly source: Source;
  readonly start: number;
  readonly length: number;
  readonly grid: CellGrid;
  readonly frames: number;
  /** Bytes lie in words of the other order (OW in big endian, PS3.5 8.2). */
  readonly pairs: boolean;
}

async function redactNative(visit: Visit, image: Image, { covered, black }: Redaction): Promise<undefined> {
  const { layout, pixels, frames, bigPixels } = image;
  const raster: Raster = {
    source: visit.window.source,
    start: pixels.valueOffset,
    length: pixels.length,
    grid: cellGrid(layout, black, bigPixels),
    frames,
    pairs: bigPixels && pixels.vr === 'OW' && layout.bitsAllocated <= 8,
  };
  const causes: number[] = [];
  for (const one of covered) if (!(await isBlack(raster, one))) causes.push(regionFound(visit, image, one));
  if (causes.length === 0) return;
  const runs = rowRuns(
    raster.grid,
    covered.map(({ box }) => box),
  );
  for (const [from, to] of spansOf(raster, runs)) {
    addEdit(visit.draft, raster.start + from, to - from, blanked(raster, runs, from, to), causes);
  }
}

type Runs = readonly (readonly Run[])[];

function spansOf({ grid, frames, pairs, length }: Raster, runs: Runs): readonly Run[] {
  const spans = touchedSpans(grid, runs, frames);
  const whole = pairs ? spans.map(([from, to]): Run => [from - (from % 2), Math.min(length, to + (to % 2))]) : spans;
  return merged(whole);
}

function blanked(raster: Raster, runs: Runs, from: number, to: number): LazyBytes {
  return {
    length: to - from,
    chunks: async function* () {
      for (let at = from; at < to; at += STEP) yield (await piece(raster, runs, at, Math.min(STEP, to - at))).after;
    },
  };
}

interface Both {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

async function piece(raster: Raster, runs: Runs, at: number, length: number): Promise<Both> {
  const before = await raster.source.read(raster.start + at, length);
  if (!raster.pairs) {
    // Not slice(): that of a Buffer is a view.
    const after = new Uint8Array(before);
    blankBytes(raster.grid, runs, after, at);
    return { before, after };
  }
  const ordered = swapped(before, 2);
  blankBytes(raster.grid, runs, ordered, at);
  return { before, after: swapped(ordered, 2) };
}

/** Reads no further than to the first byte that is not black. */
async function isBlack(raster: Raster, { box }: Covered): Promise<boolean> {
  const runs = rowRuns(raster.grid, [box]);
  for (const [from, to] of spansOf(raster, runs)) {
    for (let at = from; at < to; at += STEP) {
      const { before, after } = await piece(raster, runs, at, Math.min(STEP, to - at));
      if (before.some((byte, index) => byte !== after[index])) return false;
    }
  }
  return true;
}
