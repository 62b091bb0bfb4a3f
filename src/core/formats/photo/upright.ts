// Pictures as they are shown (Exif Orientation, CIPA DC-008 4.6.4 A): words are read best when they stand upright. What is seen is told
// where it lies in the stored picture.
import type { Picture, Shape } from '../../pixels/detection.js';

export function upright(picture: Picture, orientation: number): Picture {
  if (orientation === 1) return picture;
  const { width: w, height: h, samples, bytes } = picture;
  const turned = orientation >= 5;
  const [width, height] = turned ? [h, w] : [w, h];
  const out = new Uint8Array(bytes.length);
  for (let y = 0, from = 0; y < h; y++)
    for (let x = 0; x < w; x++, from += samples) {
      const [u, v] = shownAt(x, y, w - 1, h - 1, orientation);
      const to = (v * width + u) * samples;
      for (let at = 0; at < samples; at++) out[to + at] = bytes[from + at] ?? 0;
    }
  return { width, height, samples, bytes: out };
}

function shownAt(x: number, y: number, right: number, bottom: number, orientation: number): readonly [number, number] {
  switch (orientation) {
    case 2:
      return [right - x, y];
    case 3:
      return [right - x, bottom - y];
    case 4:
      return [x, bottom - y];
    case 5:
      return [y, x];
    case 6:
      return [bottom - y, x];
    case 7:
      return [bottom - y, right - x];
    case 8:
      return [y, right - x];
    default:
      return [x, y];
  }
}

/** @param w width and height of the stored picture */
function storedAt(u: number, v: number, w: number, h: number, orientation: number): readonly [number, number] {
  switch (orientation) {
    case 2:
      return [w - u, v];
    case 3:
      return [w - u, h - v];
    case 4:
      return [u, h - v];
    case 5:
      return [v, u];
    case 6:
      return [v, h - u];
    case 7:
      return [w - v, h - u];
    case 8:
      return [w - v, u];
    default:
      return [u, v];
  }
}

/** Where something that was seen upright lies in the stored picture. */
export function stored<T extends Shape>(
  seen: T,
  { width, height }: Pick<Picture, 'width' | 'height'>,
  orientation: number,
): T {
  if (orientation === 1) return seen;
  const [left, top, right, bottom] = seen.box;
  const [a, b] = [storedAt(left, top, width, height, orientation), storedAt(right, bottom, width, height, orientation)];
  const box = [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1])] as const;
  const polygon = seen.polygon?.map(([x, y]) => storedAt(x, y, width, height, orientation));
  return { ...seen, box, ...(polygon === undefined ? {} : { polygon }) };
}
