// What stands in place of the blocks of regions: one value, or what the picture shows in or around them (blurred, coarse, filled
// from the rim).
import type { Fill } from '../../policy/policy.js';
import type { Box } from '../boxes.js';
import { type Field, fillHarmonic } from '../fill/harmonic.js';
import { blur, pixelate } from '../fill/smooth.js';
import { blockOfSamples, flatBlock, samplesOfBlock } from './dct.js';
import { blocksOf, type JpegStream } from './jpegStream.js';
import type { Block, NewBlock } from './rewriteScan.js';

export interface JpegRegion {
  /** In MCUs. */
  readonly units: Box;
  /** Which of them; all where it is absent. */
  readonly met?: (column: number, row: number) => boolean;
  readonly fill: Fill;
}

/** What the stream shows: its blocks, and by component the steps of their quantisation. */
export interface Shown {
  readonly steps: readonly Uint16Array[];
  /** Tells of every block; false where the stream is damaged. */
  each(seen: (component: number, x: number, y: number, block: Block) => void): boolean;
}

/** What stands in place of the blocks of regions. */
export function newBlocks(
  stream: JpegStream,
  shown: Shown,
  regions: readonly JpegRegion[],
  black: readonly number[],
): NewBlock | undefined {
  const { components, bits } = stream;
  const { steps } = shown;
  const regionAt = (component: number, x: number, y: number): JpegRegion | undefined => {
    const { across = 1, down = 1 } = components[component] ?? {};
    const [u, v] = [Math.floor(x / across), Math.floor(y / down)];
    return regions.findLast(
      ({ units: [left, top, right, bottom], met }) =>
        u >= left && u < right && v >= top && v < bottom && met?.(u, v) !== false,
    );
  };
  const soft = regions.filter(({ fill }) => fill.kind !== 'black' && fill.kind !== 'constant');
  const made = soft.length === 0 ? new Map<string, Block>() : softBlocks(stream, shown, soft, regionAt, black);
  if (made === undefined) return undefined;
  const flat = new Map<string, Block>();
  return (component, x, y) => {
    const region = regionAt(component, x, y);
    if (region === undefined) return undefined;
    const own = made.get(`${component} ${x} ${y}`);
    if (own !== undefined) return own;
    const { fill } = region;
    const neutral = component > 0 ? (black[component] ?? 0) : undefined;
    const value = fill.kind === 'constant' && (neutral ?? 0) === 0 ? fill.value : (black[component] ?? 0);
    const key = `${component} ${value}`;
    const block = flat.get(key) ?? flatBlock(value, bits, steps[component] ?? new Uint16Array(64));
    flat.set(key, block);
    return block;
  };
}

/** Blocks of regions that are filled with what the picture shows in or around them. */
function softBlocks(
  stream: JpegStream,
  { steps, each }: Shown,
  soft: readonly JpegRegion[],
  regionAt: (component: number, x: number, y: number) => JpegRegion | undefined,
  black: readonly number[],
): Map<string, Block> | undefined {
  const { components, most } = stream;
  const near = (component: number, x: number, y: number): boolean => {
    const { across = 1, down = 1 } = components[component] ?? {};
    const [u, v] = [Math.floor(x / across), Math.floor(y / down)];
    return soft.some(
      ({ units: [left, top, right, bottom] }) => u >= left - 1 && u <= right && v >= top - 1 && v <= bottom,
    );
  };
  const seen = new Map<string, Float64Array>();
  const whole = each((component, x, y, block) => {
    if (near(component, x, y))
      seen.set(`${component} ${x} ${y}`, samplesOfBlock(block, steps[component] ?? new Uint16Array(64)));
  });
  if (!whole) return undefined;
  const made = new Map<string, Block>();
  for (const region of soft)
    for (const [component, own] of components.entries()) {
      const [wide, high] = blocksOf(stream, own, false);
      const [left, top, right, bottom] = region.units;
      const box: Box = [
        Math.max(0, (left - 1) * own.across),
        Math.max(0, (top - 1) * own.down),
        Math.min(wide, (right + 1) * own.across),
        Math.min(high, (bottom + 1) * own.down),
      ];
      const field = fieldOf(box, (x, y) => ({
        samples: seen.get(`${component} ${x} ${y}`),
        status: regionAt(component, x, y) === region ? 1 : regionAt(component, x, y) === undefined ? 0 : 2,
      }));
      const step = most.across / own.across;
      if (region.fill.kind === 'blur') blur(field, step);
      else if (region.fill.kind === 'pixelate') pixelate(field, step);
      else if (!fillHarmonic(field)) field.values.fill((black[component] ?? 0) - 2 ** (stream.bits - 1));
      for (let y = box[1]; y < box[3]; y++)
        for (let x = box[0]; x < box[2]; x++)
          if (regionAt(component, x, y) === region)
            made.set(
              `${component} ${x} ${y}`,
              blockOfSamples(
                blockAt(field, (x - box[0]) * 8, (y - box[1]) * 8),
                steps[component] ?? new Uint16Array(64),
              ),
            );
    }
  return made;
}

function fieldOf(
  [left, top, right, bottom]: Box,
  at: (x: number, y: number) => { readonly samples: Float64Array | undefined; readonly status: number },
): Field {
  const [width, height] = [(right - left) * 8, (bottom - top) * 8];
  const values = new Float64Array(width * height);
  const status = new Uint8Array(width * height);
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      const { samples, status: own } = at(x, y);
      for (let row = 0; row < 8; row++) {
        const start = ((y - top) * 8 + row) * width + (x - left) * 8;
        // A block that the scan does not have (behind the edge, where each component stands alone) is not known.
        status.fill(samples === undefined && own === 0 ? 2 : own, start, start + 8);
        if (samples !== undefined) values.set(samples.subarray(row * 8, row * 8 + 8), start);
      }
    }
  return { width, height, values, status };
}

function blockAt({ width, values }: Field, left: number, top: number): Float64Array {
  const block = new Float64Array(64);
  for (let row = 0; row < 8; row++)
    block.set(values.subarray((top + row) * width + left, (top + row) * width + left + 8), row * 8);
  return block;
}
