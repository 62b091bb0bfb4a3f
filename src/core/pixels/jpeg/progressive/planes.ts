// The coefficients of a progressive JPEG as its scans bring them, one plane for each component (ISO/IEC 10918-1 G.1.1).
import { blocksOf, type JpegStream } from '../jpegStream.js';

export interface Plane {
  /** Blocks of whole MCUs. */
  readonly wide: number;
  readonly high: number;
  /** Blocks that the component needs, which scans of its own have. */
  readonly needed: readonly [number, number];
  /** Quantised, block by block, in zigzag order. */
  readonly coefficients: Int16Array;
  /** By place in the zigzag: how many low bits did not come yet; -1 where nothing came. */
  readonly levels: Int8Array;
}

/** So many coefficients are held in memory, in two bytes each: as many as the largest picture that is drawn has. */
const MOST_COEFFICIENTS = 256 * 1024 * 1024;

/** A scan for each coefficient; encoders write ten. */
const MOST_PASSES = 64;
/** In small pictures scans may be as many as they like. */
const FEW_BLOCKS = 1024 * 1024;

/** How many blocks all scans together may go through: a scan of many empty blocks takes but a few bytes. */
export function mostBlocks(planes: readonly Plane[]): number {
  return FEW_BLOCKS + planes.reduce((sum, { wide, high }) => sum + wide * high, 0) * MOST_PASSES;
}

/** Undefined where there would be too many. */
export function emptyPlanes(stream: JpegStream): readonly Plane[] | undefined {
  const sizes = stream.components.map((component) => ({
    whole: blocksOf(stream, component, false),
    needed: blocksOf(stream, component, true),
  }));
  if (sizes.reduce((sum, { whole: [wide, high] }) => sum + wide * high * 64, 0) > MOST_COEFFICIENTS) return undefined;
  return sizes.map(({ whole: [wide, high], needed }) => ({
    wide,
    high,
    needed,
    coefficients: new Int16Array(wide * high * 64),
    levels: new Int8Array(64).fill(-1),
  }));
}

/** Goes through the blocks of a scan, MCU by MCU: where each begins in its plane; false ends it. */
export function eachBlock(
  { components, columns, rows, most }: JpegStream,
  planes: readonly Plane[],
  indexes: readonly number[],
  restart: number,
  told: {
    readonly block: (part: number, base: number) => boolean;
    /** Behind so many MCUs as a restart interval has. */
    readonly restart: (index: number) => boolean;
  },
): boolean {
  const parts = indexes.flatMap((index) => {
    const [plane, component] = [planes[index], components[index]];
    return plane === undefined || component === undefined ? [] : [{ plane, component }];
  });
  const [only] = parts;
  if (only === undefined) return false;
  const alone = parts.length === 1;
  const [wide, high] = alone
    ? only.plane.needed
    : [Math.ceil(columns / (8 * most.across)), Math.ceil(rows / (8 * most.down))];
  let unit = 0;
  for (let row = 0; row < high; row++)
    for (let column = 0; column < wide; column++, unit++) {
      if (restart > 0 && unit > 0 && unit % restart === 0 && !told.restart(unit / restart - 1)) return false;
      if (alone) {
        if (!told.block(0, (row * only.plane.wide + column) * 64)) return false;
        continue;
      }
      for (const [part, { plane, component }] of parts.entries())
        for (let v = 0; v < component.down; v++)
          for (let u = 0; u < component.across; u++) {
            const block = (row * component.down + v) * plane.wide + column * component.across + u;
            if (!told.block(part, block * 64)) return false;
          }
    }
  return true;
}
