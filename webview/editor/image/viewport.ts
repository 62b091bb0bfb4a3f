// Where the image lies in its pane: zoom and shift, as numbers. Screen pixels are CSS pixels.
export interface Place {
  /** Screen pixels for a column of the image. */
  readonly scale: number;
  /** Of the image's left upper corner in the pane. */
  readonly left: number;
  readonly top: number;
}

export interface Extent {
  readonly width: number;
  readonly height: number;
}

const LEAST = 0.02;
const MOST = 64;

export function clampZoom(zoom: number): number {
  return Math.min(MOST, Math.max(LEAST, zoom));
}

/** The scale at which all of the image is seen; never larger than it needs to be for small images to be seen. */
export function fitScale(pane: Extent, image: Extent): number {
  if (pane.width <= 0 || pane.height <= 0) return 1;
  return clampZoom(Math.min(pane.width / image.width, pane.height / image.height));
}

/** @param zoom 0 fits; `x` and `y` are the shift of the middle from the pane's middle, in screen pixels */
export function placeOf(pane: Extent, image: Extent, zoom: number, x: number, y: number): Place {
  const scale = zoom === 0 ? fitScale(pane, image) : zoom;
  const [dx, dy] = zoom === 0 ? [0, 0] : [x, y];
  return {
    scale,
    left: (pane.width - image.width * scale) / 2 + dx,
    top: (pane.height - image.height * scale) / 2 + dy,
  };
}

/** The shift at which the point under (`atX`, `atY`) of the pane stays where it is when the scale changes. */
export function shiftFor(
  pane: Extent,
  image: Extent,
  from: Place,
  scale: number,
  atX: number,
  atY: number,
): { readonly x: number; readonly y: number } {
  const [u, v] = [(atX - from.left) / from.scale, (atY - from.top) / from.scale];
  return {
    x: atX - u * scale - (pane.width - image.width * scale) / 2,
    y: atY - v * scale - (pane.height - image.height * scale) / 2,
  };
}

/** A shift that leaves at least a corner of the image in sight. */
export function inSight(
  pane: Extent,
  image: Extent,
  scale: number,
  x: number,
  y: number,
): { readonly x: number; readonly y: number } {
  const reachX = (pane.width + image.width * scale) / 2 - 24;
  const reachY = (pane.height + image.height * scale) / 2 - 24;
  return { x: Math.min(reachX, Math.max(-reachX, x)), y: Math.min(reachY, Math.max(-reachY, y)) };
}
