// Where a picture is made of edges in one direction or in two at right angles, as bar codes are: cells of eight pixels, told
// by the directions of their gradients, and put together into patches.
import type { Grey } from './greyPicture.js';

export const CELL = 8;

/** Cells that hang together: left, top, right, bottom in pixels, how many they are, and the direction of most edges. */
export interface Patch {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly cells: readonly number[];
  /** Radians from the x axis along which brightness changes; for edges both ways, one of the two. */
  readonly angle: number;
  /** 0 to 1: all edges lie one way. */
  readonly oneWay: number;
  /** 0 to 1: all edges lie one way or at right angles to it. */
  readonly square: number;
}

export interface BusyLimits {
  /** See {@link Patch.square}. */
  readonly square: number;
  /** Changes from dark to light or back, for a pixel. */
  readonly dense: number;
  /** Between the darkest and the lightest pixel around. */
  readonly contrast: number;
}

/** Sums over the pixels of each cell. */
interface Sums {
  readonly columns: number;
  readonly rows: number;
  /** Of squared gradients; of them in doubled and fourfold angles; of how steep it is. */
  readonly energy: Float64Array;
  readonly twice: readonly [Float64Array, Float64Array];
  readonly fourfold: readonly [Float64Array, Float64Array];
  readonly steep: Float64Array;
  readonly darkest: Uint8Array;
  readonly lightest: Uint8Array;
}

export function sumCells({ width, height, bytes }: Grey): Sums {
  const [columns, rows] = [Math.ceil(width / CELL), Math.ceil(height / CELL)];
  const made = () => new Float64Array(columns * rows);
  const sums: Sums = {
    columns,
    rows,
    energy: made(),
    twice: [made(), made()],
    fourfold: [made(), made()],
    steep: made(),
    darkest: new Uint8Array(columns * rows).fill(255),
    lightest: new Uint8Array(columns * rows),
  };
  const { energy, twice, fourfold, steep, darkest, lightest } = sums;
  for (let y = 0; y < height; y++) {
    const below = Math.min(height - 1, y + 1) * width;
    for (let x = 0; x < width; x++) {
      const cell = (y >> 3) * columns + (x >> 3);
      // Differences within squares of two by two: wider ones mistake the direction of thin bars.
      const right = Math.min(width - 1, x + 1);
      const value = bytes[y * width + x] ?? 0;
      const beside = bytes[y * width + right] ?? 0;
      const under = bytes[below + x] ?? 0;
      const askew = bytes[below + right] ?? 0;
      if (value < (darkest[cell] ?? 0)) darkest[cell] = value;
      if (value > (lightest[cell] ?? 0)) lightest[cell] = value;
      const across = (beside + askew - value - under) / 2;
      const down = (under + askew - value - beside) / 2;
      const squared = across * across + down * down;
      if (squared === 0) continue;
      const [real, imaginary] = [across * across - down * down, 2 * across * down];
      energy[cell] = (energy[cell] ?? 0) + squared;
      twice[0][cell] = (twice[0][cell] ?? 0) + real;
      twice[1][cell] = (twice[1][cell] ?? 0) + imaginary;
      fourfold[0][cell] = (fourfold[0][cell] ?? 0) + (real * real - imaginary * imaginary) / squared;
      fourfold[1][cell] = (fourfold[1][cell] ?? 0) + (2 * real * imaginary) / squared;
      steep[cell] = (steep[cell] ?? 0) + Math.sqrt(squared);
    }
  }
  return sums;
}

/** Patches of at least `least` cells. */
export function busyPatches(sums: Sums, limits: BusyLimits, least: number): readonly Patch[] {
  const busy = busyOnes(sums, limits);
  const patches: Patch[] = [];
  for (let start = 0; start < busy.length; start++) {
    if (busy[start] !== 1) continue;
    const cells = together(busy, start, sums.columns);
    if (cells.length >= least) patches.push(patchOf(sums, cells));
  }
  return patches;
}

function busyOnes(sums: Sums, { square, dense, contrast }: BusyLimits): Uint8Array {
  const { columns, rows } = sums;
  const busy = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      let [energy, real, imaginary, steep, darkest, lightest, count] = [0, 0, 0, 0, 255, 0, 0];
      for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++)
        for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
          const at = y * columns + x;
          energy += sums.energy[at] ?? 0;
          real += sums.fourfold[0][at] ?? 0;
          imaginary += sums.fourfold[1][at] ?? 0;
          steep += sums.steep[at] ?? 0;
          darkest = Math.min(darkest, sums.darkest[at] ?? 255);
          lightest = Math.max(lightest, sums.lightest[at] ?? 0);
          count++;
        }
      const range = lightest - darkest;
      if (range < contrast || steep < dense * range * count * CELL * CELL) continue;
      // The cell itself has edges too: else a patch would be a cell wider on every side.
      if ((sums.steep[row * columns + column] ?? 0) < (dense / 2) * range * CELL * CELL) continue;
      if (Math.hypot(real, imaginary) >= square * energy) busy[row * columns + column] = 1;
    }
  return busy;
}

/** The cells around `start` that are busy; they are marked 2. */
function together(busy: Uint8Array, start: number, columns: number): readonly number[] {
  const cells = [start];
  busy[start] = 2;
  for (let next = 0; next < cells.length; next++) {
    const cell = cells[next] ?? 0;
    const column = cell % columns;
    for (const near of [
      cell - columns,
      cell + columns,
      column > 0 ? cell - 1 : -1,
      column < columns - 1 ? cell + 1 : -1,
    ]) {
      if (busy[near] !== 1) continue;
      busy[near] = 2;
      cells.push(near);
    }
  }
  return cells;
}

function patchOf(sums: Sums, cells: readonly number[]): Patch {
  let [left, top, right, bottom] = [Infinity, Infinity, 0, 0];
  let [energy, twiceReal, twiceImaginary, real, imaginary] = [0, 0, 0, 0, 0];
  for (const cell of cells) {
    const [column, row] = [cell % sums.columns, Math.floor(cell / sums.columns)];
    [left, right] = [Math.min(left, column), Math.max(right, column + 1)];
    [top, bottom] = [Math.min(top, row), Math.max(bottom, row + 1)];
    energy += sums.energy[cell] ?? 0;
    twiceReal += sums.twice[0][cell] ?? 0;
    twiceImaginary += sums.twice[1][cell] ?? 0;
    real += sums.fourfold[0][cell] ?? 0;
    imaginary += sums.fourfold[1][cell] ?? 0;
  }
  const oneWay = Math.hypot(twiceReal, twiceImaginary) / Math.max(1, energy);
  const square = Math.hypot(real, imaginary) / Math.max(1, energy);
  const angle = oneWay > 0.4 ? Math.atan2(twiceImaginary, twiceReal) / 2 : Math.atan2(imaginary, real) / 4;
  return {
    left: left * CELL,
    top: top * CELL,
    right: right * CELL,
    bottom: bottom * CELL,
    cells,
    angle,
    oneWay,
    square,
  };
}
