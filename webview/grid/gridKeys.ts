// The keys that move from row to row.

export interface KeyPlaces {
  /** The row to go from. */
  readonly from: number;
  /** Rows in a screen. */
  readonly page: number;
  readonly total: number;
}

/** The row that a key goes to; undefined for a key that goes nowhere. */
export function placeForKey(event: KeyboardEvent, { from, page, total }: KeyPlaces): number | undefined {
  const end = total - 1;
  const to = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + page,
    PageUp: from - page,
    Home: 0,
    End: end,
  }[event.key];
  if (to === undefined || event.altKey || event.metaKey || event.shiftKey || end < 0) return undefined;
  return Math.max(0, Math.min(end, to));
}
