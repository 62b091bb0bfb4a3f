// Rectangles that stand at any angle: around a set of points, grown, and as corners (PS3.15 E.3.1: what covers a text covers it whole).

export type Point = readonly [number, number];

/** Middle, half the sides along its own axes, and the direction of the first axis. */
export interface Quadrangle {
  readonly x: number;
  readonly y: number;
  readonly along: number;
  readonly across: number;
  /** Of unit length. */
  readonly axis: Point;
}

/** The convex hull, in order (Andrew's monotone chain). */
export function hullOf(points: readonly Point[]): readonly Point[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  if (sorted.length < 3) return sorted;
  const half = (ordered: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const point of ordered) {
      for (;;) {
        const [before, last] = [chain[chain.length - 2], chain[chain.length - 1]];
        if (before === undefined || last === undefined || turn(before, last, point) > 0) break;
        chain.pop();
      }
      chain.push(point);
    }
    chain.pop();
    return chain;
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

function turn(a: Point, b: Point, c: Point): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

export function areaOf(polygon: readonly Point[]): number {
  let twice = 0;
  for (const [index, [x, y]] of polygon.entries()) {
    const [nextX, nextY] = polygon[(index + 1) % polygon.length] ?? [x, y];
    twice += x * nextY - nextX * y;
  }
  return Math.abs(twice) / 2;
}

/** Nearly level or upright: then a plain rectangle does as well, and covers more surely. */
const NEARLY = Math.sin((4 * Math.PI) / 180);

/** The least rectangle around a hull: one of its sides lies on a side of the hull. The first axis is the longer one. */
export function rectangleAround(hull: readonly Point[]): Quadrangle | undefined {
  let best: { readonly area: number; readonly quadrangle: Quadrangle } | undefined;
  for (const [index, [x, y]] of hull.entries()) {
    const [nextX, nextY] = hull[(index + 1) % hull.length] ?? [x, y];
    const length = Math.hypot(nextX - x, nextY - y);
    if (length === 0) continue;
    const quadrangle = alongAxis(hull, [(nextX - x) / length, (nextY - y) / length]);
    const area = quadrangle.along * quadrangle.across;
    if (best === undefined || area < best.area) best = { area, quadrangle };
  }
  const found = best?.quadrangle;
  if (found === undefined) return undefined;
  const [dx, dy] = found.axis;
  return Math.abs(dx) < NEARLY || Math.abs(dy) < NEARLY ? alongAxis(hull, [1, 0]) : found;
}

function alongAxis(points: readonly Point[], [dx, dy]: Point): Quadrangle {
  let [minU, maxU, minV, maxV] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of points) {
    const [u, v] = [x * dx + y * dy, y * dx - x * dy];
    if (u < minU) minU = u;
    if (u > maxU) maxU = u;
    if (v < minV) minV = v;
    if (v > maxV) maxV = v;
  }
  const [u, v] = [(minU + maxU) / 2, (minV + maxV) / 2];
  const [along, across] = [(maxU - minU) / 2, (maxV - minV) / 2];
  const [x, y] = [u * dx - v * dy, u * dy + v * dx];
  if (along >= across) return { x, y, along, across, axis: [dx, dy] };
  return { x, y, along: across, across: along, axis: [-dy, dx] };
}

/** From a picture that was turned right by a quarter of a circle to the one as it was, which is so high. */
export function turnedBack({ x, y, axis: [dx, dy], ...sides }: Quadrangle, height: number): Quadrangle {
  return { x: y, y: height - x, axis: [dy, -dx], ...sides };
}

/** Sides moved outwards by as many pixels. */
export function grown(quadrangle: Quadrangle, by: number): Quadrangle {
  return { ...quadrangle, along: quadrangle.along + by, across: quadrangle.across + by };
}

export function cornersOf({ x, y, along, across, axis: [dx, dy] }: Quadrangle): readonly Point[] {
  const corner = (u: number, v: number): Point => [x + u * dx - v * dy, y + u * dy + v * dx];
  return [corner(-along, -across), corner(along, -across), corner(along, across), corner(-along, across)];
}
