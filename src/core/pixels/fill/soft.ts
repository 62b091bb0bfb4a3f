// Fills that are made of the picture itself (blur, coarse blocks, what lies around a region), for one region of one frame.
// Colours of a palette are mixed as colours and become the entries that come nearest.
import type { Fill } from '../../policy/policy.js';
import { type CellGrid, type Run, type Runs, rowUnits } from '../cellGrid.js';
import type { Layout } from '../layout.js';
import type { Palette } from '../palette.js';
import { type Channel, channelsOf } from './channels.js';
import { type Field, fillHarmonic } from './harmonic.js';
import type { Piece } from './paint.js';
import { blur, pixelate } from './smooth.js';

export type SoftFill = Exclude<Fill, { kind: 'black' | 'constant' }>;

export interface Surface {
  readonly layout: Layout;
  readonly grid: CellGrid;
  readonly bigEndian: boolean;
  readonly black: readonly number[];
  readonly palette?: Palette;
  read(at: number, length: number): Uint8Array | Promise<Uint8Array>;
}

export interface SoftRegion {
  readonly fill: SoftFill;
  /** Cells of the region, and of all regions of the frame. */
  readonly own: Runs;
  readonly taken: Runs;
}

/** The rows of the region and one more on each side, as they are to be; nothing where it has no cell. */
export async function softPieces(surface: Surface, frame: number, region: SoftRegion): Promise<readonly Piece[]> {
  const { grid, layout } = surface;
  const rows = region.own.flatMap((runs, row) => (runs.length === 0 ? [] : [row]));
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return [];
  const [top, bottom] = [Math.max(0, first - 1), Math.min(grid.rows, last + 2)];
  const units = rowUnits(grid);
  const pieces: Piece[] = [];
  for (let plane = 0; plane < grid.planes; plane++) {
    const from = ((frame * grid.planes + plane) * grid.rows + top) * units;
    const to = from + (bottom - top) * units;
    const start = grid.bits ? Math.floor(from / 8) : from;
    // Not slice(): that of a Buffer is a view.
    const bytes = new Uint8Array(await surface.read(start, (grid.bits ? Math.ceil(to / 8) : to) - start));
    const channels = channelsOf(layout, grid, bytes, grid.bits ? from - start * 8 : 0, surface.bigEndian);
    const window = windowOf(region, grid, top, bottom);
    if (surface.palette !== undefined) fillColours(surface, surface.palette, channels, window, region.fill);
    else
      for (const [index, channel] of channels.entries())
        fillChannel(channel, window, region.fill, surface.black[plane + index] ?? 0);
    pieces.push({ start, bytes });
  }
  return pieces;
}

/** A part of a frame in cells, and what of it is to be filled: 0 is known, 1 of the region, 2 of another. */
interface Window {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
  readonly status: Uint8Array;
  /** Pixels of a cell. */
  readonly pixels: number;
}

function windowOf({ own, taken }: SoftRegion, grid: CellGrid, top: number, bottom: number): Window {
  const edges = own.flat().reduce<Run>(([a, b], [from, to]) => [Math.min(a, from), Math.max(b, to)], [grid.cells, 0]);
  const [left, right] = [Math.max(0, edges[0] - 1), Math.min(grid.cells, edges[1] + 1)];
  const [width, height] = [right - left, bottom - top];
  const status = new Uint8Array(width * height);
  for (const [value, runs] of [[2, taken] as const, [1, own] as const]) {
    for (let y = 0; y < height; y++)
      for (const [from, to] of runs[top + y] ?? [])
        status.fill(value, y * width + Math.max(0, from - left), y * width + Math.max(0, Math.min(width, to - left)));
  }
  return { top, left, width, height, status, pixels: grid.pixels };
}

/** Values of a channel in a window: where it has one for each pixel of a cell, cells are spread. */
function fieldOf(channel: Channel, window: Window): Field & { readonly spread: number } {
  const { left, width, height } = window;
  const spread = window.pixels / channel.step;
  const across = width * spread;
  const values = new Float64Array(across * height);
  const status = new Uint8Array(across * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < across; x++) {
      const at = y * across + x;
      const value = channel.get(y, left * spread + x);
      values[at] = value;
      status[at] = window.status[y * width + Math.floor(x / spread)] ?? 0;
      // What is no number says nothing about its neighbours.
      if (!Number.isFinite(value)) {
        values[at] = 0;
        if (status[at] === 0) status[at] = 2;
      }
    }
  return { width: across, height, values, status, spread };
}

function apply(field: Field, fill: SoftFill, step: number, black: number): void {
  if (fill.kind === 'pixelate') pixelate(field, step);
  else if (fill.kind === 'blur') blur(field, step);
  else if (!fillHarmonic(field)) field.values.fill(black);
}

function fillChannel(channel: Channel, window: Window, fill: SoftFill, black: number): void {
  const field = fieldOf(channel, window);
  apply(field, fill, channel.step, black);
  for (const [at, status] of field.status.entries())
    if (status === 1)
      channel.set(Math.floor(at / field.width), window.left * field.spread + (at % field.width), field.values[at] ?? 0);
}

function fillColours(
  { black }: Surface,
  palette: Palette,
  channels: readonly Channel[],
  window: Window,
  fill: SoftFill,
): void {
  const [channel] = channels;
  if (channel === undefined) return;
  const entryOf = (index: number): number => Math.min(palette.entries - 1, Math.max(0, index - palette.first));
  const parts = [0, 1, 2].map((part) => {
    const field = fieldOf(channel, window);
    const { values } = field;
    for (const [at, index] of values.entries()) values[at] = palette.colours[entryOf(index) * 3 + part] ?? 0;
    apply(field, fill, 1, palette.colours[entryOf(black[0] ?? 0) * 3 + part] ?? 0);
    return values;
  });
  const near = new Map<number, number>();
  for (const [at, status] of window.status.entries()) {
    if (status !== 1) continue;
    const colour = parts.map((values) => Math.round(values[at] ?? 0));
    const key = colour.reduce((sum, part) => sum * 256 + part, 0);
    const index = near.get(key) ?? nearest(palette, colour);
    near.set(key, index);
    channel.set(Math.floor(at / window.width), window.left + (at % window.width), index);
  }
}

function nearest({ entries, first, colours }: Palette, [red = 0, green = 0, blue = 0]: readonly number[]): number {
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (let entry = 0; entry < entries; entry++) {
    const off =
      ((colours[entry * 3] ?? 0) - red) ** 2 +
      ((colours[entry * 3 + 1] ?? 0) - green) ** 2 +
      ((colours[entry * 3 + 2] ?? 0) - blue) ** 2;
    if (off < least) [best, least] = [entry, off];
  }
  return first + best;
}
