// A picture in the making: brightness from 0 to 255 with fractions, one plane or three.

export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly planes: readonly Float32Array[];
}

export function createScene(width: number, height: number, colours: 1 | 3, level = 0): Scene {
  return {
    width,
    height,
    planes: Array.from({ length: colours }, () => new Float32Array(width * height).fill(level)),
  };
}

export function copied({ width, height, planes }: Scene): Scene {
  return { width, height, planes: planes.map((plane) => plane.slice()) };
}

export interface Local {
  readonly mean: number;
  readonly deviation: number;
}

/** Mean and standard deviation of the first plane in a rectangle, as far as it lies in the picture. */
export function localOf(
  { width, height, planes }: Scene,
  left: number,
  top: number,
  wide: number,
  high: number,
): Local {
  const [plane] = planes;
  let [sum, squares, count] = [0, 0, 0];
  for (let y = Math.max(0, top); y < Math.min(height, top + high); y++) {
    for (let x = Math.max(0, left); x < Math.min(width, left + wide); x++) {
      const value = plane?.[y * width + x] ?? 0;
      sum += value;
      squares += value * value;
      count++;
    }
  }
  const mean = count === 0 ? 0 : sum / count;
  return { mean, deviation: count === 0 ? 0 : Math.sqrt(Math.max(0, squares / count - mean * mean)) };
}

/** Puts a value of each pixel into every plane. */
export function paint({ width, height, planes }: Scene, value: (x: number, y: number, below: number) => number): void {
  for (const plane of planes)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) plane[y * width + x] = value(x, y, plane[y * width + x] ?? 0);
}

/** Brightness into the range, in place. */
export function clipped(scene: Scene): Scene {
  for (const plane of scene.planes)
    for (let at = 0; at < plane.length; at++) plane[at] = Math.max(0, Math.min(255, plane[at] ?? 0));
  return scene;
}
