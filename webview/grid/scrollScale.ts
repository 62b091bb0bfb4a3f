// A browser draws no element higher than some 33 million pixels (fewer on dense screens), so a long list gets a shorter
// scroll area, and its scroll position is scaled. Pure arithmetic.

/** Chromium's limit is 2^25 device pixels; a quarter of it leaves room for zoom and for dense screens. */
const HIGHEST = 8_000_000;

export interface Scale {
  readonly total: number;
  readonly rowHeight: number;
  /** Height of what is seen of the rows. */
  readonly view: number;
}

/** Height of the area that the browser scrolls. */
export function areaHeight(scale: Scale): number {
  return Math.min(HIGHEST, scale.total * scale.rowHeight);
}

/** The largest top of the list, in pixels of rows. */
export function lastTop(scale: Scale): number {
  return Math.max(0, scale.total * scale.rowHeight - scale.view);
}

export function isScaled(scale: Scale): boolean {
  return scale.total * scale.rowHeight > HIGHEST;
}

/** From the browser's scroll position to the top in pixels of rows. */
export function toTop(scale: Scale, position: number): number {
  const positions = areaHeight(scale) - scale.view;
  if (!isScaled(scale)) return Math.min(position, lastTop(scale));
  return clampTop(scale, (position / positions) * lastTop(scale));
}

/** From the top in pixels of rows to the browser's scroll position. */
export function toPosition(scale: Scale, top: number): number {
  if (!isScaled(scale)) return top;
  return (top / lastTop(scale)) * (areaHeight(scale) - scale.view);
}

export function clampTop(scale: Scale, top: number): number {
  return Math.max(0, Math.min(top, lastTop(scale)));
}

/**
 * The top after the browser moved from one position to another. A small move (a wheel, a finger) goes by as many pixels
 * of rows, or a notch of the wheel would skip rows of a scaled list; a large one (the thumb was dragged) goes to the place.
 */
export function moveTop(scale: Scale, top: number, from: number, to: number): number {
  if (!isScaled(scale)) return toTop(scale, to);
  const end = areaHeight(scale) - scale.view;
  if (to <= 0) return 0;
  if (to >= end - 1) return lastTop(scale);
  return Math.abs(to - from) <= scale.view ? clampTop(scale, top + to - from) : toTop(scale, to);
}

/** The top that shows a row, moving as little as can be; centred where it was far off. */
export function topToShow(scale: Scale, top: number, place: number): number {
  const row = place * scale.rowHeight;
  const full = Math.max(scale.rowHeight, Math.floor(scale.view / scale.rowHeight) * scale.rowHeight);
  if (row >= top && row + scale.rowHeight <= top + scale.view) return top;
  const far = row < top - full || row > top + 2 * full;
  if (far) return clampTop(scale, row - (scale.view - scale.rowHeight) / 2);
  return clampTop(scale, row < top ? row : row + scale.rowHeight - scale.view);
}
