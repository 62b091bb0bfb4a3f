// What a redaction makes of uncompressed pixels, piece by piece: each frame by the regions that are in it.
import type { Fill } from '../../policy/policy.js';
import { type CellGrid, cellBytes, cellGrid, merged, type Run, type Runs, rowRuns, touchedSpans } from '../cellGrid.js';
import type { Covered } from '../covered.js';
import type { Layout } from '../layout.js';
import { clearBits } from '../overlayBits.js';
import type { Palette } from '../palette.js';
import { storedRange } from './channels.js';
import { type Layer, paint } from './paint.js';
import { type SoftFill, type Surface, softPieces } from './soft.js';

/** Uncompressed pixels of `frames` frames as one run of bytes, in the order of the pixels. */
export interface Raster {
  readonly layout: Layout;
  readonly bigEndian: boolean;
  readonly frames: number;
  readonly black: readonly number[];
  readonly palette?: Palette;
  /** Bits of each sample that are made 0. */
  readonly clear?: number;
  read(at: number, length: number): Uint8Array | Promise<Uint8Array>;
}

/** Frames that have the same regions; `to` is outside. */
export interface FrameSet {
  readonly from: number;
  readonly to: number;
  readonly covered: readonly Covered[];
}

/** In order; frames without a region are in none. */
export function frameSets(covered: readonly Covered[]): readonly FrameSet[] {
  const starts = new Map<number, Covered[]>();
  const ends = new Map<number, Covered[]>();
  const note = (map: Map<number, Covered[]>, at: number, one: Covered): void => {
    const known = map.get(at);
    if (known === undefined) map.set(at, [one]);
    else known.push(one);
  };
  for (const one of covered)
    for (const [first, last] of one.frames) {
      note(starts, first, one);
      note(ends, last + 1, one);
    }
  const edges = [...new Set([...starts.keys(), ...ends.keys()])].sort((a, b) => a - b);
  const active = new Set<Covered>();
  const sets: FrameSet[] = [];
  for (const [at, edge] of edges.entries()) {
    for (const one of ends.get(edge) ?? []) active.delete(one);
    for (const one of starts.get(edge) ?? []) active.add(one);
    const to = edges[at + 1];
    if (active.size > 0 && to !== undefined) sets.push({ from: edge, to, covered: [...active] });
  }
  return sets;
}

export interface Painter {
  /** Bytes of frame `frame` that change, at most. */
  spans(frame: number): readonly Run[];
  /** Bytes as they are and as they are to be; of one region only where `only` says which. */
  piece(at: number, length: number, only?: Covered): Promise<Both>;
}

export interface Both {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

interface Prepared {
  readonly all: Runs;
  readonly flat: readonly Layer[];
  readonly soft: readonly { readonly fill: SoftFill; readonly own: Runs }[];
}

export function isSoft(fill: Fill): fill is SoftFill {
  return fill.kind !== 'black' && fill.kind !== 'constant';
}

export function painterOf(raster: Raster, covered: readonly Covered[]): Painter {
  const { layout, bigEndian, black } = raster;
  const grid = cellGrid(layout);
  const sets = frameSets(covered);
  const surface: Surface = { ...raster, grid, read: raster.read };
  const unitsOfFrame = grid.cells * (grid.bits ? 1 / 8 : grid.size) * grid.rows * grid.planes;
  const prepare = prepared(grid, layout, black, bigEndian);
  let held: { readonly frame: number; readonly layers: readonly Layer[] } | undefined;

  const layersOf = async (frame: number, only: Covered | undefined): Promise<readonly Layer[]> => {
    if (only === undefined && held?.frame === frame) return held.layers;
    const set = setAt(sets, frame);
    if (set === undefined || (only !== undefined && !set.covered.includes(only))) return [];
    const { all, flat, soft } = prepare(only === undefined ? set.covered : [only]);
    const layers: Layer[] = [];
    for (const { fill, own } of soft) {
      const pieces = await softPieces(surface, frame, { fill, own, taken: all });
      layers.push({ runs: own, from: { kind: 'pieces', pieces } });
    }
    layers.push(...flat);
    if (only === undefined) held = { frame, layers };
    return layers;
  };
  return {
    spans: (frame) => {
      const set = setAt(sets, frame);
      return set === undefined ? [] : merged(touchedSpans(grid, prepare(set.covered).all, frame));
    },
    piece: async (at, length, only) => {
      const before = await raster.read(at, length);
      // Not slice(): that of a Buffer is a view.
      const after = new Uint8Array(before);
      const layers = new Map<number, readonly Layer[]>();
      const last = Math.min(raster.frames - 1, Math.floor((at + length - 1) / unitsOfFrame));
      for (let frame = Math.floor(at / unitsOfFrame); frame <= last; frame++)
        layers.set(frame, await layersOf(frame, only));
      paint(grid, (frame) => layers.get(frame) ?? [], { start: at, bytes: after });
      if (only === undefined && raster.clear !== undefined && raster.clear !== 0)
        clearBits(after, at, raster.clear, layout, bigEndian);
      return { before, after };
    },
  };
}

function setAt(sets: readonly FrameSet[], frame: number): FrameSet | undefined {
  let [low, high] = [0, sets.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sets[middle]?.to ?? 0) > frame) high = middle;
    else low = middle + 1;
  }
  const set = sets[low];
  return set !== undefined && set.from <= frame ? set : undefined;
}

/** What a set of regions comes to; the last set is kept. */
function prepared(grid: CellGrid, layout: Layout, black: readonly number[], bigEndian: boolean) {
  let last: { readonly covered: readonly Covered[]; readonly made: Prepared } | undefined;
  return (covered: readonly Covered[]): Prepared => {
    if (last?.covered === covered) return last.made;
    const flat = new Map<string, { readonly values: readonly number[]; readonly covered: Covered[] }>();
    for (const one of covered) {
      if (isSoft(one.fill)) continue;
      const values = one.fill.kind === 'black' ? black : constantOf(layout, one.fill.value);
      const known = flat.get(values.join());
      if (known === undefined) flat.set(values.join(), { values, covered: [one] });
      else known.covered.push(one);
    }
    const made: Prepared = {
      all: rowRuns(grid, covered),
      flat: [...flat.values()].map(
        ({ values, covered: own }): Layer => ({
          runs: rowRuns(grid, own),
          from: { kind: 'flat', fills: cellBytes(layout, values, bigEndian) },
        }),
      ),
      soft: covered.flatMap((one) => (isSoft(one.fill) ? [{ fill: one.fill, own: rowRuns(grid, [one]) }] : [])),
    };
    last = { covered, made };
    return made;
  };
}

/** A stored value for each sample; colours that stand apart from brightness are neutral. */
function constantOf(layout: Layout, value: number): readonly number[] {
  const { samples, photometric, float, bitsStored } = layout;
  const [least, most] = storedRange(layout);
  const own = float ? value : Math.min(most, Math.max(least, Math.round(value)));
  if (samples === 1) return [own];
  const grey = /^YBR_(?:FULL|PARTIAL)/u.test(photometric) ? 2 ** (bitsStored - 1) : own;
  return [own, grey, grey];
}
