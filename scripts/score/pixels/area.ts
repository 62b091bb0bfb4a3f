// Sets of pixels: which of a frame lie in regions, and around phrases.
import type { Phrase, Spot } from '../../pixelCases/burnedCase.js';
import type { ExaminedRegion } from './examined.js';

type Point = readonly [number, number];

export interface Area {
  readonly width: number;
  readonly height: number;
  readonly bits: Uint8Array;
}

export function emptyArea(width: number, height: number): Area {
  return { width, height, bits: new Uint8Array(width * height) };
}

/** Pixels whose middle lies in the polygon, or all whose middle lies in the box. */
function fill(area: Area, points: readonly Point[]): void {
  const { width, height, bits } = area;
  const ys = points.map(([, y]) => y);
  const [top, bottom] = [Math.max(0, Math.floor(Math.min(...ys))), Math.min(height, Math.ceil(Math.max(...ys)))];
  for (let y = top; y < bottom; y++) {
    const crossings = points
      .flatMap((to, at): readonly number[] => {
        const from = points[(at + points.length - 1) % points.length] ?? to;
        const middle = y + 0.5;
        if (from[1] > middle === to[1] > middle) return [];
        return [from[0] + ((middle - from[1]) / (to[1] - from[1])) * (to[0] - from[0])];
      })
      .sort((a, b) => a - b);
    for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
      const [left, right] = [crossings[pair] ?? 0, crossings[pair + 1] ?? 0];
      for (let x = Math.max(0, Math.ceil(left - 0.5)); x + 0.5 < right && x < width; x++) bits[y * width + x] = 1;
    }
  }
}

function addRegion(area: Area, { box: [left, top, right, bottom], polygon }: ExaminedRegion): void {
  fill(
    area,
    polygon ?? [
      [left, top],
      [right, top],
      [right, bottom],
      [left, bottom],
    ],
  );
}

/** What the regions of a frame cover. */
export function coveredArea(width: number, height: number, regions: readonly ExaminedRegion[], frame: number): Area {
  const area = emptyArea(width, height);
  for (const region of regions)
    if (region.frames.some(([first, last]) => first <= frame && frame <= last)) addRegion(area, region);
  return area;
}

/** Share of a phrase's letters that lie in the area; what lies outside of the image doesn't count. */
export function shareCovered(area: Area, { mask }: Phrase, { left, top }: Spot): number {
  let [inside, covered] = [0, 0];
  for (let y = 0; y < mask.height; y++) {
    for (let x = 0; x < mask.width; x++) {
      const [px, py] = [left + x, top + y];
      if (mask.bits[y * mask.width + x] !== 1) continue;
      if (px < 0 || py < 0 || px >= area.width || py >= area.height) continue;
      inside++;
      covered += area.bits[py * area.width + px] ?? 0;
    }
  }
  return inside === 0 ? 1 : covered / inside;
}

/** Adds what may go with a phrase: its upright box, turned, grown by half a letter's height and at least four pixels. */
export function addRoom(area: Area, { corners, height }: Phrase, { left, top }: Spot): void {
  const by = Math.max(4, height / 2);
  const [middleX, middleY] = [0, 1].map((axis) => corners.reduce((sum, corner) => sum + (corner[axis] ?? 0), 0) / 4);
  const [a, b, , d] = corners;
  if (a === undefined || b === undefined || d === undefined || middleX === undefined || middleY === undefined) return;
  const along = unit([b[0] - a[0], b[1] - a[1]]);
  const down = unit([d[0] - a[0], d[1] - a[1]]);
  fill(
    area,
    corners.map(([x, y]): Point => {
      const [dx, dy] = [x - middleX, y - middleY];
      const [u, v] = [Math.sign(dx * along[0] + dy * along[1]), Math.sign(dx * down[0] + dy * down[1])];
      return [left + x + by * (u * along[0] + v * down[0]), top + y + by * (u * along[1] + v * down[1])];
    }),
  );
}

function unit([x, y]: Point): Point {
  const length = Math.hypot(x, y) || 1;
  return [x / length, y / length];
}

/** Pixels of the one that are not in the other. */
export function outside({ bits }: Area, other: Area): number {
  return bits.reduce((sum, bit, at) => sum + (bit === 1 && other.bits[at] !== 1 ? 1 : 0), 0);
}
