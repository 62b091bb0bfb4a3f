// Which rows are asked for before they are seen: some screens on both sides, and more in the direction and at the speed of a scroll.

/** Screens that are asked for on both sides of what is seen. */
const SCREENS = 2;
/** Milliseconds of scrolling for which rows are asked ahead: some times what an answer takes. */
const MARGIN = 800;
/** Rows at most, one way: a drag of the thumb goes faster than anybody looks. */
const MOST = 2_500;
/** A pause after which nothing is being scrolled any more. */
const REST = 250;

export interface Ahead {
  /** The rows to have, when `first` to `last` are on the screen. */
  around(first: number, last: number): { readonly from: number; readonly to: number };
}

/** @param now milliseconds of any clock */
export function createAhead(now: () => number): Ahead {
  let before: { readonly first: number; readonly at: number } | undefined;
  /** Rows in a millisecond, smoothed; negative upwards. */
  let speed = 0;
  return {
    around(first, last) {
      const at = now();
      const passed = before === undefined ? REST : at - before.at;
      if (before === undefined || passed >= REST) speed = 0;
      else if (passed > 0) speed = (speed + (first - before.first) / passed) / 2;
      if (passed > 0) before = { first, at };
      const least = SCREENS * (last - first + 1);
      const further = Math.min(MOST, Math.abs(speed) * MARGIN);
      return {
        from: Math.floor(first - least - (speed < 0 ? further : 0)),
        to: Math.ceil(last + least + (speed > 0 ? further : 0)),
      };
    },
  };
}
